import { shownMoment } from '../calendar/shown-date.ts'
import type { LocalizedText } from '../report/report-definition.ts'
import { mailTexts } from '../words/mail-texts.ts'
import { subjectTexts } from '../words/subjects.ts'
import { wordsIn } from '../words/words-in.ts'
import { type Mail, type MailFrame, mailOf } from './layout.ts'

const texts = mailTexts.withdrawn

/** Everybody who had a part in a published version hears that it was taken back: why, by whom, and what its address says now. */
export function withdrawnMail(
  given: MailFrame & {
    /** Whose report it was: the issuer's or a unit's. */
    whose: LocalizedText
    version: number
    /** Who proposed and who consented. */
    by: string
    consentedBy: string
    /** Instant, shown in the zone. */
    at: string
    zone: string
    reason: string
    /** Of the page that says so; a test has none. */
    url?: string
  },
): Mail {
  const { language, report } = given
  const t = wordsIn(texts, language)
  return mailOf(given, {
    subject: wordsIn(subjectTexts, language).withdrawn(given.whose[language], given.short, given.version),
    lead: [
      t.lead(report, given.version),
      t.who(given.by, given.consentedBy, shownMoment(given.at, given.zone, language)),
      { quote: given.reason },
      ...(given.url ? [{ facts: [[t.address, given.url] as [string, string]] }] : []),
      t.next(given.requester.phone),
    ],
  })
}
