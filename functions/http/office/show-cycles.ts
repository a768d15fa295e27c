import { maskedAddress } from '../../../shared/pages/frame/link-page.ts'
import { cycleListPage } from '../../../shared/pages/office/cycle-list-page.ts'
import { htmlResponse, type Request, type Response } from '../../door/exchange.ts'
import { openCycles, sessionOf } from '../../door/sessions.ts'
import type { PageServices } from '../../services.ts'
import { cycleRows } from '../../views/office/cycle-rows.ts'
import { officeFrame } from '../../views/office/office-frame.ts'

/** GET /cycles: every cycle of the office. `?opened=` names the one that was just opened, `?mailed=yes` says that a link went out. */
export async function showCycles(request: Request, services: PageServices): Promise<Response> {
  const session = await sessionOf(request, services, 'board')
  const { person, state, formToken } = session
  const { query } = request
  const rows = await cycleRows(person.address, await openCycles(request, services, 'board'), services)
  const opened = rows.find(({ cycle }) => cycle === query.opened)?.cycle
  const { report: _, ...frame } = officeFrame(session, request.language, services)
  const page = cycleListPage({
    ...frame,
    formToken,
    zone: state.opening.zone,
    rows,
    ...(query.q && { q: query.q.slice(0, 60) }),
    ...(opened !== undefined && { opened }),
    ...(query.mailed === 'yes' && { mailedTo: maskedAddress(person.address) }),
  })
  return htmlResponse(request, 200, page)
}
