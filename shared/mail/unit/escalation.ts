import { shownDate } from '../../calendar/shown-date.ts'
import type { LocalizedText } from '../../report/report-definition.ts'
import { approverMails } from '../../words/approver/approver-mails.ts'
import { pause } from '../../words/marks.ts'
import { subjectTexts } from '../../words/subjects.ts'
import { wordsIn } from '../../words/words-in.ts'
import { type Mail, type MailFrame, mailOf } from '../layout.ts'

/** The leader of a unit hears that its slice is late. No link: the leader has nothing to press, only somebody to ask. */
export function escalationMail(
  given: MailFrame & { unit: LocalizedText; due: string; days: number; contacts: string[]; legal: string },
): Mail {
  const { language, report, days, contacts } = given
  const t = wordsIn(approverMails.escalation, language)
  const unit = given.unit[language]
  return mailOf(given, {
    subject: wordsIn(subjectTexts, language).escalation(given.short, days),
    lead: [
      t.lead(report, unit, shownDate(given.due, language), days),
      t.ask(contacts.join(pause[language])),
      t.why(shownDate(given.legal, language)),
      t.extend(given.requester.name, given.requester.phone),
    ],
  })
}
