import * as z from 'zod'
import type { Services } from '../services.ts'
import { resumeCycle } from './resume-cycle.ts'

export const waitInput = z.strictObject({ cycle: z.string(), execution: z.string(), token: z.string() })

/**
 * State "Await submissions" (callback): keeps the token of this wait, then looks whether it is over already. Runs again with
 * another token after a retry; the newest token counts.
 */
export async function awaitSubmissions(
  input: z.infer<typeof waitInput>,
  services: Pick<Services, 'clock' | 'store' | 'files' | 'workflow' | 'log'>,
): Promise<Record<string, string>> {
  const { cycle, execution, token } = waitInput.parse(input)
  await services.store.saveCallback({ cycle, wait: 'submissions', token, execution, at: services.clock.now() })
  await resumeCycle(cycle, services)
  return { outcome: 'waiting' }
}
