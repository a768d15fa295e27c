import { draftPreviewPage } from '../../shared/pages/office/draft-preview-page.ts'
import { previousFigures } from '../../shared/report/integrity/check.ts'
import { reportName } from '../../shared/report/report-name.ts'
import type { Request, Response } from '../door/handler.ts'
import { htmlResponse } from '../door/html-response.ts'
import { sessionOf } from '../door/sessions.ts'
import { checkOfDraft } from '../kept/check-of-draft.ts'
import { readLastYear, readSubmission } from '../kept/documents.ts'
import { draftOf } from '../kept/draft-of.ts'
import type { Services } from '../services.ts'

/** GET /board/draft: what a draft would be if it were merged now, and what the check would say. Kept nowhere, sent to nobody. */
export async function showDraft(
  request: Request,
  services: Pick<Services, 'clock' | 'store' | 'files' | 'keys' | 'settings'>,
): Promise<Response> {
  const { state, definition, compiled, person } = await sessionOf(request, services, 'board')
  const draft = await draftOf({ state, definition, compiled }, services)
  const submissions = await Promise.all(
    draft.slices.map(({ submission }) => readSubmission(services.files, submission)),
  )
  const { findings } = await checkOfDraft(compiled, state, draft, submissions, services)
  const issuer = (await readLastYear(services.files, state.opening.previous))?.issuer
  const { language } = request
  return htmlResponse(
    request,
    200,
    draftPreviewPage({
      language,
      report: reportName(definition, state.opening)[language],
      holder: person.name,
      contact: services.settings.sender,
      compiled,
      draft,
      findings,
      ...(issuer && { lastYear: previousFigures(compiled, issuer) }),
    }),
  )
}
