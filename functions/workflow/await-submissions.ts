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
  { cycle, execution, token }: WaitInput,
  services: Pick<Services, 'clock' | 'store' | 'files' | 'workflow' | 'log'>,
): Promise<{ outcome: 'waiting' }> {
  const { store, clock } = services
  const seen = (await store.decidingFacts(cycle)).filter(isEvidence).length
  const before = await keepCallback({ cycle, wait: 'submissions', token, execution, at: clock.now(), seen }, services)
  if (before === 'overtaken') return { outcome: 'waiting' }
  await resumeCycle(cycle, services, before?.execution === execution ? before : undefined)
  return { outcome: 'waiting' }
}
