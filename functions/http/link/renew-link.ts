import { civilDate } from '../../../shared/calendar/civil-date.ts'
import { linkExpiry } from '../../../shared/cycle/links/link-standing.ts'
import { knownUnit } from '../../../shared/cycle/reporting-cycle.ts'
import type { LinkedFrame } from '../../../shared/mail/layout.ts'
import { freshLinkMail } from '../../../shared/mail/link-mails.ts'
import { maskedAddress, renewedPage } from '../../../shared/pages/frame/link-page.ts'
import { Refusal } from '../../../shared/report/errors.ts'
import { linkProblem, linkTexts } from '../../../shared/words/link-texts.ts'
import { htmlResponse, type Request, type Response } from '../../door/exchange.ts'
import { openLinkByHash } from '../../door/sessions.ts'
import type { Takes } from '../../door/takes.ts'
import type { MailServices } from '../../services.ts'
import { issueLink, reissueLink } from '../../telling/links.ts'
import { linkSentOrSaid } from '../../telling/mails.ts'
import { givenLink, hashOfGiven, spentByDigits } from './open-link.ts'

export const renewLinkTakes: Takes = {
  fields: { code: { example: '2F4M-7XQH-9KDT-3RVW' }, wanted: { example: 'yes' } },
  page: 'It is on its way; the page names the mailbox, masked.',
}

/**
 * POST /open/renew: mails the link that counts to its registered holder, and nowhere else. Each once a day at most: the newest one again
 * while it is good, a fresh one when it has expired, its secret is gone, its digits were tried or asked for too often, or the office had it made to read it out. So a program that presses the
 * button of an old mail ends nobody's link, and whoever holds an old link sees no new one.
 */
export async function renewLink(request: Request, services: MailServices): Promise<Response> {
  const given = givenLink(request)
  const found = given && (await hashOfGiven(given, services))
  const opened = found && (await openLinkByHash(found.hash, services))
  request.about.test = opened?.state.opening.test
  if (!opened) throw new Refusal(linkProblem('link-unknown'))
  // A program that presses the buttons of old mails must not end the link its reader has now.
  if (request.form?.values.wanted !== 'yes') {
    throw new Refusal({ code: 'field-missing', field: 'wanted', message: linkTexts.renewNotWanted })
  }
  const { link, newest, person, state } = opened
  const { cycle, purpose, subject } = link
  const now = services.clock.now()
  const wanted = { cycle, purpose, subject, person: person.id, expires: linkExpiry(state.opening, now) }
  // Only the link that is locked itself is replaced, or one that the office knows: pressing the button of an older mail ends nothing else.
  const locked = newest.hash === link.hash && (await spentByDigits(opened, services)) !== undefined
  const fresh = await (locked || newest.issuedBy !== undefined
    ? reissueLink(services, wanted)
    : issueLink(services, wanted))
  const date = civilDate(now, state.opening.zone)
  const unit = knownUnit(state, subject)?.unit.name
  const { generation } = fresh.fact
  const duty = { of: 'fresh-link', purpose, subject, person: person.id, generation, date } as const
  const compose = (frame: LinkedFrame) => freshLinkMail({ ...frame, purpose, ...(unit && { unit }) })
  await linkSentOrSaid(opened, { duty, person, link: fresh }, compose, services)
  services.log('link-renewed', { cycle, purpose, person: person.id })
  return htmlResponse(
    request,
    200,
    renewedPage(request.language, services.settings.sender, maskedAddress(person.address)),
  )
}
