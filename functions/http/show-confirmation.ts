import { confirmationView } from '../confirmation-view.ts'
import type { Request, Response } from '../handler.ts'
import { htmlResponse } from '../html-response.ts'
import type { Services } from '../services.ts'
import { sessionOf } from '../sessions.ts'

/** GET /confirmation: the unit's leader reads the slice. Reading it confirms nothing. */
export async function showConfirmation(
  request: Request,
  services: Pick<Services, 'clock' | 'store' | 'files' | 'settings'>,
): Promise<Response> {
  const session = await sessionOf(request, services, 'confirmation')
  return htmlResponse(request, 200, await confirmationView(request, session, services))
}
