import { placeOf, type ReasonRow, situationOf } from '../../shared/draft/sign-off.ts'
import { decidedPage } from '../../shared/pages/decided-page.ts'
import { signOffPage } from '../../shared/pages/sign-off-page.ts'
import type { Request, Response } from '../door/handler.ts'
import { htmlResponse } from '../door/html-response.ts'
import { sessionOf } from '../door/sessions.ts'
import type { Services } from '../services.ts'
import { loadSignOffPage } from '../views/sign-off-view.ts'

/** GET /sign-off: the draft before its approver, or how their seat stands. Changes nothing, and notes nobody as having read it. */
export async function showSignOff(
  request: Request,
  services: Pick<Services, 'clock' | 'store' | 'files' | 'keys' | 'settings'>,
): Promise<Response> {
  const opened = await sessionOf(request, services, 'sign-off')
  const { state, compiled, person, session, formToken } = opened
  const { language } = request
  const situation = situationOf(state, compiled, placeOf(session.subject, session.person))
  if (situation.is !== 'asked' && situation.is !== 'barred') {
    const { sender: contact, publicUrl } = services.settings
    return htmlResponse(request, 200, decidedPage({ language, state, compiled, person, situation, contact, publicUrl }))
  }
  const page = await loadSignOffPage(opened, situation, services)
  return htmlResponse(request, 200, signOffPage({ ...page, language, formToken, rows: askedRows(request.query.rows) }))
}

/** `?rows=finance~t2.fees.prior,police`: rows of a return that a link on the page fills in beforehand. */
function askedRows(rows: string | undefined): ReasonRow[] {
  return (rows ?? '')
    .split(',')
    .filter((row) => row !== '')
    .slice(0, 20)
    .map((row) => {
      const [unit, cell] = row.split('~')
      return { ...(unit && { unit }), ...(cell && { cell }) }
    })
}
