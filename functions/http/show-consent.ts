import type { Request, Response } from '../door/handler.ts'
import { htmlResponse } from '../door/html-response.ts'
import { sessionOf } from '../door/sessions.ts'
import type { Services } from '../services.ts'
import { consentView } from '../views/consent-view.ts'

/** GET /consent: a second person reads what is proposed, why, and what it changes. Reading it answers nothing. */
export async function showConsent(
  request: Request,
  services: Pick<Services, 'clock' | 'store' | 'files' | 'keys' | 'settings'>,
): Promise<Response> {
  const session = await sessionOf(request, services, 'consent')
  return htmlResponse(request, 200, consentView(request, session, services))
}
