import { shownMoment } from '../../calendar/shown-date.ts'
import type { LocalizedText } from '../../report/report-definition.ts'
import { clerkMails } from '../../words/clerk/clerk-mails.ts'
import { subjectTexts } from '../../words/subjects.ts'
import { wordsIn } from '../../words/words-in.ts'
import { type Mail, type MailFrame, mailOf } from '../layout.ts'

/** What was received, for the unit's files. Has no link: nothing is to be done. */
export function receiptMail(
  given: MailFrame & {
    unit: LocalizedText
    number: string
    at: string
    zone: string
    digest: string
    /** What was sent, as a file to keep. */
    copy: NonNullable<Mail['attachment']>
    /** Who confirms next, where the report asks for it. */
    leader?: string
  },
): Mail {
  const { language, report } = given
  const t = wordsIn(clerkMails.receipt, language)
  const mail = mailOf(given, {
    subject: wordsIn(subjectTexts, language).receipt(given.short),
    lead: [
      t.lead(given.unit[language], report),
      {
        facts: [
          [t.number, given.number],
          [t.at, shownMoment(given.at, given.zone, language)],
          [t.digest, given.digest],
        ],
      },
      t.copy,
      given.leader ? t.next(given.leader) : t.complete,
    ],
  })
  return { ...mail, attachment: given.copy }
}
