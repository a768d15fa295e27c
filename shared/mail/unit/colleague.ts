import { shortDate } from '../../calendar/shown-date.ts'
import type { LocalizedText } from '../../report/report-definition.ts'
import { clerkMails } from '../../words/clerk/clerk-mails.ts'
import { colleagueTexts } from '../../words/clerk/colleague-texts.ts'
import { subjectTexts } from '../../words/subjects.ts'
import { wordsIn } from '../../words/words-in.ts'
import { type Mail, type MailFrame, type MailLink, mailOf } from '../layout.ts'

/** Somebody whom the lead of a unit added is to type in the same slice. */
export function colleagueMail(
  given: MailFrame & {
    unit: LocalizedText
    /** Who added them. */
    lead: string
    /** Civil date; absent when it is past. */
    due?: string
    /** Last year's figures stand beside: promised only when it is so. */
    lastYear: boolean
    link: Omit<MailLink, 'label'>
  },
): Mail {
  const { language, report, lead, due } = given
  const unit = given.unit[language]
  const t = wordsIn(colleagueTexts.mail, language)
  const invited = wordsIn(clerkMails.invitation, language)
  return mailOf(given, {
    subject: wordsIn(subjectTexts, language).colleague(given.short, due && shortDate(due, language)),
    lead: [t.lead(lead, unit, report), { list: [invited.press, invited.fill(given.lastYear), t.typesOnly(lead)] }],
    link: { ...given.link, label: invited.open },
  })
}
