import { htmlResponse, jsonResponse, type Request, type Response } from '../../door/exchange.ts'
import { bearerOf, sessionOf } from '../../door/sessions.ts'
import type { PageServices } from '../../services.ts'
import { consentAsJson, consentView } from '../../views/office/consent-view.ts'

/** GET /consent: a second person reads what is proposed, why, and what it changes. Reading it answers nothing. */
export async function showConsent(request: Request, services: PageServices): Promise<Response> {
  const machine = await bearerOf(request, services, 'consent')
  if (machine) return jsonResponse(200, consentAsJson(machine, services.clock.now()))
  const session = await sessionOf(request, services, 'consent')
  return htmlResponse(request, 200, consentView(request, session, services))
}
