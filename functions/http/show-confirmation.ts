import type { Request, Response } from '../door/handler.ts'
import { htmlResponse } from '../door/html-response.ts'
import { unitSessionOf } from '../door/sessions.ts'
import type { Services } from '../services.ts'
import { confirmationView } from '../views/confirmation-view.ts'

/** GET /confirmation: the unit's leader reads the slice. Reading it confirms nothing. */
export async function showConfirmation(
  request: Request,
  services: Pick<Services, 'clock' | 'store' | 'files' | 'keys' | 'settings'>,
): Promise<Response> {
  const session = await unitSessionOf(request, services, 'confirmation')
  return htmlResponse(request, 200, await confirmationView(request, session, services))
}
