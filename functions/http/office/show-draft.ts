import { draftPreviewPage } from '../../../shared/pages/office/draft-preview-page.ts'
import { reportName } from '../../../shared/report/report-name.ts'
import type { Request, Response } from '../../door/handler.ts'
import { htmlResponse } from '../../door/html-response.ts'
import { sessionOf } from '../../door/sessions.ts'
import type { PageServices } from '../../services.ts'
import { draftNow } from '../../views/draft-now.ts'

/** GET /board/draft: what a draft would be if it were merged now, and what the check would say. Kept nowhere, sent to nobody. */
export async function showDraft(request: Request, services: PageServices): Promise<Response> {
  const { state, definition, compiled, person } = await sessionOf(request, services, 'board')
  const now = await draftNow({ state, definition, compiled }, services)
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
      ...now,
    }),
  )
}
