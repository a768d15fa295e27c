import { linkPage } from '../../../shared/pages/frame/link-page.ts'
import { htmlResponse, type Request, type Response } from '../../door/exchange.ts'
import type { Services } from '../../services.ts'

/** GET /open: the landing page of every link. The token is in the fragment, which never gets here; nothing is read or written. */
export async function showLink(request: Request, { settings }: Pick<Services, 'settings'>): Promise<Response> {
  return htmlResponse(request, 200, linkPage(request.language, settings.sender))
}
