import { clearancePage } from '../../../shared/pages/office/clearance-page.ts'
import { htmlResponse, type Request, type Response } from '../../door/exchange.ts'
import { sessionOf } from '../../door/sessions.ts'
import type { PageServices } from '../../services.ts'
import { clearanceView, requireUnitReports } from '../../views/office/clearance-view.ts'

/** GET /clearance: where the units' own reports stand. `?unit=` shows one as it will be published. */
export async function showClearance(request: Request, services: PageServices): Promise<Response> {
  const session = await sessionOf(request, services, 'board')
  requireUnitReports(session)
  const view = await clearanceView(session, request.language, request.query.unit, services)
  return htmlResponse(request, 200, clearancePage({ ...view, done: request.query.done === 'yes' }))
}
