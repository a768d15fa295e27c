import { outcomeOfWait } from '../../shared/cycle/draft-standing.ts'
import type { Callback, Fact } from '../../shared/cycle/facts.ts'
import { foldUnits } from '../../shared/cycle/fold.ts'
import { isEvidence } from '../../shared/cycle/links/evidence.ts'
import { isOvertaken } from '../../shared/cycle/overtaken.ts'
import type { AllUnits } from '../../shared/cycle/reporting-cycle.ts'
import { present } from '../../shared/present.ts'
import { definitionOf } from '../kept/definitions.ts'
import { awaitsDeparture, settleDeparture } from '../kept/departures.ts'
import type { Services } from '../services.ts'

export type Resuming = Pick<Services, 'clock' | 'store' | 'files' | 'workflow' | 'log'>

/**
 * Write, look, resume: whoever has written a fact calls this. The facts are read again, and a wait that is over is
 * resumed. Every path (submission, decision, act, timer, repair, and the waiting state itself) goes through here, so a crash
 * between write and resume, two last answers at once and an answer before the question all end in one resume.
 *
 * Resuming too often is harmless: every state looks at the facts before it acts. What was written is also in time for a release
 * that has not left yet.
 *
 * @param entered the wait that a state has just entered: where the run comes back to it with no fact more than the time before, it
 * would go round for ever, so it is left for the timer, and somebody is called
 * @returns the cycle as it was read
 */
export const resumeCycle = async (
  cycle: string,
  services: Resuming,
  entered?: Callback,
): Promise<AllUnits | undefined> => resumeFrom(await services.store.decidingFacts(cycle), services, entered)

/** The same by facts that were read just now, for who has written none since. */
export async function resumeFrom(
  read: readonly Fact[],
  services: Resuming,
  entered?: Callback,
): Promise<AllUnits | undefined> {
  const asRead = foldUnits(read)
  if (!asRead) return undefined
  const { cycle } = asRead.opening
  const definition = await definitionOf(asRead.opening, services)
  const isSettled = !awaitsDeparture(asRead)
  await settleDeparture(asRead, definition, services)
  // Somebody else may have settled it otherwise in this moment: a slice that left was not taken back.
  const facts = isSettled ? read : await services.store.decidingFacts(cycle)
  const state = isSettled ? asRead : present(foldUnits(facts), 'opening')
  const failures: unknown[] = []
  // Which of the two the run waits in is not known here; the token of the other is spent, and must not keep this one from its turn.
  for (const wait of ['sign-off', 'submissions'] as const) {
    const outcome = outcomeOfWait(state, definition, wait)
    if (!outcome) continue
    if (entered?.wait === wait && entered.seenBefore === facts.filter(isEvidence).length) {
      services.log('workflow-stuck', { cycle, why: 'no-new-fact', wait, outcome })
      await services.store.noteWork(cycle, `wait ${wait}`, services.clock.now())
      continue
    }
    try {
      const callback = await services.store.callback(cycle, wait)
      if (!callback) continue
      const answer = await services.workflow.resume(callback.token, { outcome })
      services.log('wait-resumed', { cycle, wait, outcome, answer })
      // A run that a newer one has overtaken ends now; the newer may wait in the other.
      if (answer === 'resumed' && !isOvertaken(state.executions, callback.execution)) return state
    } catch (failure) {
      failures.push(failure)
    }
  }
  if (failures.length > 0) throw failures[0]
  return state
}
