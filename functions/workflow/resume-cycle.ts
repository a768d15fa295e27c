import { foldCycle, outcomeOfWait } from '../../shared/cycle/reporting-cycle.ts'
import { definitionOf } from '../kept/definitions.ts'
import type { Services } from '../services.ts'

/**
 * Write, look, resume: whoever has written a fact calls this. The facts are read again, and a wait that is over is
 * resumed. Every path (submission, decision, act, timer, repair, and the waiting state itself) goes through here, so a crash
 * between write and resume, two last answers at once and an answer before the question all end in one resume.
 *
 * Resuming too often is harmless: every state looks at the facts before it acts.
 */
export async function resumeCycle(
  cycle: string,
  services: Pick<Services, 'store' | 'files' | 'workflow' | 'log'>,
): Promise<void> {
  const state = foldCycle(await services.store.facts(cycle))
  if (!state) return
  const definition = await definitionOf(state.opening, services)
  for (const wait of ['submissions', 'sign-off'] as const) {
    const outcome = outcomeOfWait(state, definition, wait)
    if (!outcome) continue
    const callback = await services.store.callback(cycle, wait)
    if (!callback) continue
    const answer = await services.workflow.resume(callback.token, { outcome })
    services.log('wait-resumed', { cycle, wait, outcome, answer })
  }
}
