import { colleaguesPage } from '../../../shared/pages/slice/colleagues-page.ts'
import { htmlResponse, jsonResponse, type Request, type Response } from '../../door/exchange.ts'
import { unitBearerOf, unitSessionOf } from '../../door/sessions.ts'
import type { PageServices } from '../../services.ts'
import { colleaguesAsJson, colleaguesView } from '../../views/slice/colleagues-view.ts'

/** GET /slice/colleagues: who fills in for the unit; the lead finds the form to add somebody. */
export async function showColleagues(request: Request, services: PageServices): Promise<Response> {
  const machine = await unitBearerOf(request, services, 'slice')
  if (machine) return jsonResponse(200, colleaguesAsJson(machine))
  const session = await unitSessionOf(request, services, 'slice')
  const done = request.query.done !== undefined
  return htmlResponse(request, 200, colleaguesPage({ ...colleaguesView(session, request.language, services), done }))
}
