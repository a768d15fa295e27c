import { shortDate, shownDate } from '../../calendar/shown-date.ts'
import type { LocalizedText } from '../../report/report-definition.ts'
import { clerkMails } from '../../words/clerk/clerk-mails.ts'
import { subjectTexts } from '../../words/subjects.ts'
import { wordsIn } from '../../words/words-in.ts'
import { calendarEntry } from '../calendar-entry.ts'
import { type Mail, type MailFrame, type MailLink, mailOf } from '../layout.ts'

/** A unit's contact is asked for the slice. */
export function invitationMail(
  given: MailFrame & {
    unit: LocalizedText
    /** Civil date. */
    due: string
    link: Omit<MailLink, 'label'>
    /** Who confirms the slice afterwards, where the report asks for it. */
    leader?: string
    /** Last year's figures stand beside: promised only when it is so. */
    lastYear: boolean
    /** The unit's other contacts, who got a link of their own. */
    others: string[]
    /** For the calendar: a stable id, and the instant of writing. */
    calendar: { uid: string; stamp: string }
  },
): Mail {
  const { language, report, leader, others } = given
  const unit = given.unit[language]
  const due = shownDate(given.due, language)
  const t = wordsIn(clerkMails.invitation, language)
  const subject = wordsIn(subjectTexts, language).invitation(given.short, shortDate(given.due, language))
  return mailOf(given, {
    subject,
    lead: [
      t.lead(report, unit, due),
      { list: [t.press, t.fill(given.lastYear), t.submit, ...(leader ? [t.confirmed(leader)] : [])] },
    ],
    link: { ...given.link, label: t.open },
    rest: [t.zero, ...(others.length > 0 ? [t.others(others)] : [])],
    calendar: calendarEntry({
      uid: given.calendar.uid,
      stamp: given.calendar.stamp,
      date: given.due,
      summary: subject,
      description: t.calendar(given.requester.name, given.requester.phone),
    }),
  })
}
