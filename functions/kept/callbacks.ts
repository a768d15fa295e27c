import type { OutcomeOf, WaitState } from '../../shared/contract/workflow-states.ts'
import type { Callback, Fact } from '../../shared/cycle/facts.ts'
import { isOvertaken } from '../../shared/cycle/overtaken.ts'
import type { Services } from '../services.ts'

/**
 * Keeps the token of a wait that was just entered, in the place of the one before. A run waits for one token at a time, and only the
 * workflow knows which: an attempt that was given up, or a copy of one, may come later than the attempt that took its place (a state may
 * be delivered twice), and would leave the run waiting for a token that nobody has. Asked after the token before was read, so that no
 * newer one is taken away whoever is the slower. Of two runs of one cycle the newer goes on; the older is sent to the merge, which
 * ends it, whichever of the two waits first.
 *
 * @param facts of the cycle, as they were read by the function that was entered
 * @returns the callback as it is kept; `overtaken` where nobody waits for this token any more
 */
export async function keepCallback(
  entered: Omit<Callback, 'seenBefore'>,
  facts: readonly Fact[],
  { store, workflow }: Pick<Services, 'store' | 'workflow'>,
): Promise<Callback | 'overtaken'> {
  const { wait, execution } = entered
  const runs = facts.flatMap((fact) => (fact.kind === 'execution' ? [fact] : []))
  const isKnown = (run: string) => runs.some(({ name }) => name === run)
  const end = async (token: string) => {
    await workflow.resume(token, { outcome: toTheMerge[wait] })
    return 'overtaken' as const
  }
  if (isOvertaken(runs, execution)) return end(entered.token)
  for (;;) {
    const before = await store.callback(entered.cycle, wait)
    if (before?.token === entered.token) return before
    // A run is recorded before it starts: one that was not when this function read the facts, and its own was, is newer.
    if (before && isKnown(execution) && !isKnown(before.execution)) return end(entered.token)
    if (before && !(await workflow.waitsFor(entered.token))) return 'overtaken'
    if (before && isOvertaken(runs, before.execution)) await end(before.token)
    const seenBefore = before && seenBeforeBy(entered, before)
    const kept: Callback = { ...entered, ...(seenBefore !== undefined && { seenBefore }) }
    if (await store.saveCallback(kept, before)) return kept
  }
}

/** The outcome by which each wait goes on to the merge. */
const toTheMerge = { submissions: 'complete', 'sign-off': 'changed' } as const satisfies Record<
  Callback['wait'],
  OutcomeOf<WaitState>
>

/** An attempt of the same entry came back from nowhere: what counts is the entry before both. */
function seenBeforeBy(entered: Callback, before: Callback): number | undefined {
  if (entered.execution !== before.execution || entered.started !== before.started) return undefined
  return entered.entered !== undefined && entered.entered === before.entered ? before.seenBefore : before.seen
}
