import { shortDate, shownDate } from '../../calendar/shown-date.ts'
import type { LocalizedText } from '../../report/report-definition.ts'
import { clerkMails } from '../../words/clerk/clerk-mails.ts'
import { subjectTexts } from '../../words/subjects.ts'
import { wordsIn } from '../../words/words-in.ts'
import { type Mail, type MailFrame, type MailLink, mailOf } from '../layout.ts'

/** A slice comes back to the unit, with the reasons place by place. */
export function returnedSliceMail(
  given: MailFrame & {
    unit: LocalizedText
    /** Who returned it, as a reader knows them: the check, the unit's leader, an approver with title. */
    by: string
    /** `where` is the name of a cell or a part; absent when the reason is about the whole slice. */
    reasons: { where?: LocalizedText; text: string }[]
    /** Civil date; absent when it is past. */
    due?: string
    link: Omit<MailLink, 'label'>
  },
): Mail {
  const { language, report } = given
  const unit = given.unit[language]
  const due = given.due && shownDate(given.due, language)
  const t = wordsIn(clerkMails.returnedSlice, language)
  return mailOf(given, {
    subject: wordsIn(subjectTexts, language).returnedSlice(given.short, given.due && shortDate(given.due, language)),
    lead: [
      t.lead(unit, given.by, report, due),
      { list: given.reasons.map(({ where, text }) => (where ? `${where[language]}${t.colon}${text}` : text)) },
      t.kept,
    ],
    link: { ...given.link, label: t.open },
  })
}
