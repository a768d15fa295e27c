import type { WaitInput } from '../../shared/contract/workflow-states.ts'
import { isEvidence } from '../../shared/cycle/links/evidence.ts'
import { keepCallback } from '../kept/callbacks.ts'
import type { Services } from '../services.ts'
import { resumeCycle } from './resume-cycle.ts'

/**
 * State "Await submissions" (callback): keeps the token of this wait, then looks whether it is over already. Runs again with
 * another token after a retry; the newest token counts.
 */
export async function awaitSubmissions(
  input: WaitInput,
  services: Pick<Services, 'clock' | 'store' | 'files' | 'workflow' | 'log'>,
): Promise<{ outcome: 'waiting' }> {
  const { cycle } = input
  const { store, clock } = services
  const facts = await store.decidingFacts(cycle)
  const seen = facts.filter(isEvidence).length
  const kept = await keepCallback({ ...input, wait: 'submissions', at: clock.now(), seen }, facts, services)
  if (kept === 'overtaken') return { outcome: 'waiting' }
  await resumeCycle(cycle, services, kept)
  return { outcome: 'waiting' }
}
