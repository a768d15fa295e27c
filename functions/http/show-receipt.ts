import { nameIn } from '../../shared/cycle/people.ts'
import { receiptSteps } from '../../shared/cycle/receipt-steps.ts'
import { receiptNumber } from '../../shared/draft/submission.ts'
import { officeLinkOf } from '../../shared/pages/frame/office-link.ts'
import { receiptPage } from '../../shared/pages/slice/receipt-page.ts'
import { Refusal } from '../../shared/report/errors.ts'
import type { Request, Response } from '../door/handler.ts'
import { htmlResponse, seeOther } from '../door/html-response.ts'
import { unitSessionOf } from '../door/sessions.ts'
import { readSubmission } from '../kept/documents.ts'
import type { Services } from '../services.ts'
import { whoReturned } from '../views/slice-form.ts'
import { loadSlice, unitFrame } from '../views/unit-slice.ts'

/** GET /receipt: the newest revision of the session's unit, or the one named by `?revision=`. */
export async function showReceipt(
  request: Request,
  services: Pick<Services, 'clock' | 'store' | 'files' | 'keys' | 'settings'>,
): Promise<Response> {
  const session = await unitSessionOf(request, services, 'slice')
  const { state, definition, compiled, link } = session
  const { unit } = await loadSlice(session, link.subject, services)
  const asked = request.query.revision
  const submission = asked ? unit.submissions.find((s) => String(s.revision) === asked) : unit.submissions.at(-1)
  if (!submission) {
    if (asked) throw new Refusal({ code: 'not-found', message: texts.noRevision })
    return seeOther('/slice')
  }
  const { revision, at, by, digest } = submission
  const returned = unit.returns.findLast((r) => r.revision === revision)
  const page = receiptPage({
    ...unitFrame(session, unit, request.language, services),
    number: receiptNumber(link.cycle, link.subject, revision),
    revision,
    revisions: unit.submissions,
    at,
    by: nameIn(state, by, request.language),
    ...(submission.linkIssuedBy && { through: officeLinkOf(state, submission.linkIssuedBy)[request.language] }),
    digest,
    steps: receiptSteps(state, definition, unit, revision),
    ...(returned && { returned: { by: whoReturned(returned.by), at: returned.at } }),
    ...(unit.unit.leader && { leader: unit.unit.leader.name }),
    compiled,
    roles: unit.unit.roles,
    document: await readSubmission(services.files, digest),
  })
  return htmlResponse(request, 200, page)
}

const texts = {
  noRevision: { zh: '没有这一版的回执。', en: 'There is no receipt for this revision.' },
} as const
