import { Refusal } from '../../../shared/report/errors.ts'
import { sliceRefusals as texts } from '../../../shared/words/clerk/slice-refusals.ts'
import { htmlResponse, type Request, type Response, seeOther } from '../../door/exchange.ts'
import { unitSessionOf } from '../../door/sessions.ts'
import type { PageServices } from '../../services.ts'
import { receiptView } from '../../views/slice/receipt-view.ts'
import { loadSlice } from '../../views/slice/unit-slice.ts'

/** GET /receipt: the newest revision of the session's unit, or the one named by `?revision=`. */
export async function showReceipt(request: Request, services: PageServices): Promise<Response> {
  const session = await unitSessionOf(request, services, 'slice')
  const slice = await loadSlice(session, session.link.subject, services)
  const { submissions } = slice.unit
  const asked = request.query.revision
  const submission = asked ? submissions.find((s) => String(s.revision) === asked) : submissions.at(-1)
  if (!submission) {
    if (asked) throw new Refusal({ code: 'not-found', message: texts.noRevision })
    return seeOther('/slice')
  }
  const page = await receiptView(session, slice, submission, request, services)
  return htmlResponse(request, 200, page)
}
