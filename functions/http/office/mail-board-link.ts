import { civilDate } from '../../../shared/calendar/civil-date.ts'
import { linkExpiry } from '../../../shared/cycle/links/link-standing.ts'
import { officersOf } from '../../../shared/cycle/people.ts'
import type { LinkedFrame } from '../../../shared/mail/layout.ts'
import { freshLinkMail } from '../../../shared/mail/link-mails.ts'
import { Refusal } from '../../../shared/report/errors.ts'
import { cycleListTexts } from '../../../shared/words/office/cycle-list-texts.ts'
import { type Request, type Response, seeOther } from '../../door/exchange.ts'
import { requireOwnForm, sessionOf } from '../../door/sessions.ts'
import type { Takes } from '../../door/takes.ts'
import { loadCycle } from '../../kept/load-cycle.ts'
import type { MailServices } from '../../services.ts'
import { issueLink } from '../../telling/links.ts'
import { linkSentOrSaid } from '../../telling/mails.ts'

export const mailBoardLinkTakes: Takes = {
  fields: {
    'form-token': { example: 'q1w2e3r4t5y6u7i8o9p0' },
    of: { example: 'tongjiang-2021' },
    wanted: { example: 'yes' },
  },
  onward: 'The list, which names the mailbox, masked.',
}

/**
 * POST /cycles/link: mails the link to another cycle's board (`of`) to whoever asks, once a day at most. A link
 * opens one cycle for one person: being at one board opens no other.
 */
export async function mailBoardLink(request: Request, services: MailServices): Promise<Response> {
  const session = await sessionOf(request, services, 'board')
  requireOwnForm(session, request)
  const { of = '', wanted } = request.form?.values ?? {}
  if (wanted !== 'yes')
    throw new Refusal({ code: 'field-missing', field: 'wanted', message: cycleListTexts.pressButton })
  const known = (await services.store.cycles()).includes(of)
  const loaded = known ? await loadCycle(of, services) : undefined
  const person = loaded && officersOf(loaded.state).find(({ address }) => address === session.person.address)
  if (!loaded || !person) throw new Refusal({ code: 'person-refused', field: 'of', message: cycleListTexts.notYours })
  const { opening } = loaded.state
  const now = services.clock.now()
  const board = { purpose: 'board', subject: 'office', person: person.id } as const
  const link = await issueLink(services, { cycle: of, ...board, expires: linkExpiry(opening, now) })
  const { generation } = link.fact
  const duty = { of: 'fresh-link', ...board, generation, date: civilDate(now, opening.zone) } as const
  const compose = (frame: LinkedFrame) => freshLinkMail({ ...frame, purpose: 'board' })
  await linkSentOrSaid(loaded, { duty, person, link }, compose, services)
  services.log('link-renewed', { cycle: of, purpose: 'board', person: person.id })
  return seeOther('/cycles?mailed=yes')
}
