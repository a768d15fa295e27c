import { askPage } from '../../../shared/pages/slice/ask-page.ts'
import { htmlResponse, jsonResponse, type Request, type Response } from '../../door/exchange.ts'
import { unitBearerOf, unitSessionOf } from '../../door/sessions.ts'
import type { PageServices } from '../../services.ts'
import { asksAsJson, askView } from '../../views/slice/ask-view.ts'

/** GET /slice/asks: what the unit asked of the office, and the forms to ask. `?sent=` names what was just sent. */
export async function showAsks(request: Request, services: PageServices): Promise<Response> {
  const machine = await unitBearerOf(request, services, 'slice')
  if (machine) return jsonResponse(200, asksAsJson(machine))
  const session = await unitSessionOf(request, services, 'slice')
  const sent = session.state.own.asks.some(({ id }) => id === request.query.sent)
  return htmlResponse(request, 200, askPage({ ...askView(session, request.language, services), sent }))
}
