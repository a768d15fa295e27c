import { shownMoment } from '../../calendar/shown-date.ts'
import { clerkMails } from '../../words/clerk/clerk-mails.ts'
import { subjectTexts } from '../../words/subjects.ts'
import { wordsIn } from '../../words/words-in.ts'
import { type Mail, type MailFrame, mailOf } from '../layout.ts'

/** The unit's own report is cleared, and waits for the instant at which all go out together. Has no link: nothing is to be done. */
export function reportWaitsMail(
  given: MailFrame & {
    /** Instant, shown in the zone. */
    from: string
    zone: string
  },
): Mail {
  const { language } = given
  const t = wordsIn(clerkMails.reportWaits, language)
  return mailOf(given, {
    subject: wordsIn(subjectTexts, language).reportWaits(given.short),
    lead: [t.lead(given.report, shownMoment(given.from, given.zone, language)), t.next],
  })
}
