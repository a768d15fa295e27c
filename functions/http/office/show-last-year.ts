import { lastYearPage } from '../../../shared/pages/office/last-year-page.ts'
import { htmlResponse, type Request, type Response } from '../../door/exchange.ts'
import { sessionOf } from '../../door/sessions.ts'
import type { PageServices } from '../../services.ts'
import { lastYearView } from '../../views/office/last-year-view.ts'

/** GET /board/last-year: whose figures of last year the cycle has, and where to bring in more. `?unit=` names whose. */
export async function showLastYear(request: Request, services: PageServices): Promise<Response> {
  const session = await sessionOf(request, services, 'board')
  return htmlResponse(
    request,
    200,
    lastYearPage(await lastYearView(session, request.language, request.query.unit, services)),
  )
}
