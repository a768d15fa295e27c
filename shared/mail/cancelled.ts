import { shownMoment } from '../calendar/shown-date.ts'
import { mailTexts } from '../words/mail-texts.ts'
import { subjectTexts } from '../words/subjects.ts'
import { wordsIn } from '../words/words-in.ts'
import { type Mail, type MailFrame, mailOf } from './layout.ts'

const texts = mailTexts.cancelled

/** Whoever had a mail of a cycle hears that it was opened by mistake and is over. */
export function cancelledMail(
  given: MailFrame & {
    by: string
    /** Instant, shown in the zone. */
    at: string
    zone: string
    reason: string
  },
): Mail {
  const t = wordsIn(texts, given.language)
  return mailOf(given, {
    subject: wordsIn(subjectTexts, given.language).cancelled(given.short),
    lead: [
      t.lead(given.report, given.by, shownMoment(given.at, given.zone, given.language)),
      { quote: given.reason },
      t.next(given.requester.phone),
    ],
  })
}
