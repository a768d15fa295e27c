import type { LinkPurpose } from '../../shared/cycle/facts.ts'
import { closedSessionPage } from '../../shared/pages/frame/link-page.ts'
import type { Request, Response } from '../door/handler.ts'
import { htmlResponse } from '../door/html-response.ts'
import { endSession, pageOf } from '../door/sessions.ts'
import type { Services } from '../services.ts'

/** POST /close: ends the browser's session for one purpose. Who has none gets the same answer: it is closed. */
export async function closeSession(
  request: Request,
  services: Pick<Services, 'clock' | 'store' | 'settings' | 'log'>,
): Promise<Response> {
  const purpose = request.form?.values.purpose
  const known = purpose !== undefined && Object.hasOwn(pageOf, purpose)
  const cookies = known ? (await endSession(request, services, purpose as LinkPurpose)).cookies : []
  const page = htmlResponse(request, 200, closedSessionPage(request.language, services.settings.sender))
  if (known) services.log('session-closed', { purpose })
  // What the browser kept of the pages goes with the session (it keeps nothing by our headers; some keep it all the same).
  return { ...page, headers: { ...page.headers, 'clear-site-data': '"cache", "storage"' }, cookies }
}
