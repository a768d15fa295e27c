import type { LinkPurpose } from '../cycle/facts/link-facts.ts'
import type { LocalizedText } from '../report/report-definition.ts'
import { linkMails } from '../words/mails/link-mails.ts'
import { wordsIn } from '../words/words-in.ts'
import { type LinkedFrame, type Mail, type MailFrame, mailOf } from './layout.ts'

/** Somebody held an old link and asked for a new one, or the office ended it (`endedBy`); it goes to the registered address only. */
export function freshLinkMail(
  given: LinkedFrame & {
    purpose: LinkPurpose
    unit?: LocalizedText
    decisionCode?: string
    endedBy?: string
  },
): Mail {
  const { language, report, purpose, endedBy } = given
  const t = wordsIn(linkMails.freshLink, language)
  const about = given.unit ? `${report} · ${given.unit[language]}` : report
  return mailOf(given, {
    subject: endedBy ? t.subject.ended(given.short) : t.subject.asked(given.short),
    lead: [endedBy ? t.ended(about, t.what[purpose], endedBy) : t.lead(about, t.what[purpose])],
    ...(given.decisionCode && { decisionCode: given.decisionCode }),
    open: t.open,
    rest: [endedBy ? t.restEnded : t.notYou],
  })
}

/** The digits that the holder of a link asked for on its page. No link beside them: the page is open already. */
export function decisionCodeMail(given: MailFrame & { purpose: LinkPurpose; digits: string; toOffice: boolean }): Mail {
  const { language, report, digits } = given
  const t = wordsIn(linkMails.decisionCode, language)
  return mailOf(given, {
    subject: t.subject(given.short),
    lead: [t.lead(report, t.what[given.purpose])],
    decisionCode: digits,
    rest: [given.toOffice ? t.restOffice : t.rest],
  })
}

/** Wrong digits were typed on the person's link. `toOffice`, here and above: who reads it is whom others would tell. */
export function wrongCodesMail(given: MailFrame & { tries: number; locked: boolean; toOffice: boolean }): Mail {
  const { language, report } = given
  const t = wordsIn(linkMails.wrongCodes, language)
  return mailOf(given, {
    subject: t.subject(given.short),
    lead: [t.wrong(report, given.tries), ...(given.locked ? [t.locked] : [])],
    rest: [given.toOffice ? t.notYouOffice : t.notYou],
  })
}
