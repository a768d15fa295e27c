import type { WaitInput } from '../../shared/contract/workflow-states.ts'
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
  await services.store.saveCallback({ cycle, wait: 'submissions', token, execution, at: services.clock.now() })
  await resumeCycle(cycle, services)
  return { outcome: 'waiting' }
}
