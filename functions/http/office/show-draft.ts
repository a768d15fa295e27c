import { draftPreviewPage } from '../../../shared/pages/office/draft-preview-page.ts'
import { htmlResponse, type Request, type Response } from '../../door/exchange.ts'
import { sessionOf } from '../../door/sessions.ts'
import type { PageServices } from '../../services.ts'
import { draftNow } from '../../views/office/draft-now.ts'
import { officeFrame } from '../../views/office/office-frame.ts'

/** GET /board/draft: what a draft would be if it were merged now, and what the check would say. Kept nowhere, sent to nobody. */
export async function showDraft(request: Request, services: PageServices): Promise<Response> {
  const session = await sessionOf(request, services, 'board')
  const now = await draftNow(session, services)
  const frame = officeFrame(session, request.language, services)
  return htmlResponse(request, 200, draftPreviewPage({ ...frame, compiled: session.compiled, ...now }))
}
