import type { LinkPurpose } from '../../../shared/cycle/facts/link-facts.ts'
import { closedSessionPage } from '../../../shared/pages/frame/link-page.ts'
import { htmlResponse, type Request, type Response } from '../../door/exchange.ts'
import { endSession, pageOf } from '../../door/sessions.ts'
import type { Takes } from '../../door/takes.ts'
import type { Services } from '../../services.ts'

export const closeSessionTakes: Takes = {
  fields: { purpose: { example: 'slice' }, 'form-token': { example: 'q1w2e3r4t5y6u7i8o9p0' } },
  empty: true,
  page: 'It is closed.',
}

/** POST /close: ends the browser's session for one purpose. Who has none gets the same answer: it is closed. */
export async function closeSession(
  request: Request,
  services: Pick<Services, 'clock' | 'store' | 'settings' | 'log'>,
): Promise<Response> {
  const purpose = request.form?.values.purpose
  const known = purpose !== undefined && Object.hasOwn(pageOf, purpose)
  const { cookies, cycle } = known ? await endSession(request, services, purpose as LinkPurpose) : { cookies: [] }
  const script = services.settings.scripts?.desk
  // What this browser kept of the cycle's typing goes with the session; what another tab keeps of another cycle stays.
  const forget = purpose === 'slice' && cycle && script ? { cycle, script } : undefined
  const page = htmlResponse(request, 200, closedSessionPage(request.language, services.settings.sender, forget))
  if (known) services.log('session-closed', { purpose })
  return { ...page, headers: { ...page.headers, 'clear-site-data': '"cache"' }, cookies }
}
