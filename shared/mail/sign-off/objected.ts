import type { LocalizedText } from '../../report/report-definition.ts'
import { approverMails } from '../../words/approver/approver-mails.ts'
import { subjectTexts } from '../../words/subjects.ts'
import { wordsIn } from '../../words/words-in.ts'
import { type Mail, type MailFrame, mailOf } from '../layout.ts'

/** Somebody who had signed hears that a unit objects to a figure the office adjusted, and how their signature stands. */
export function objectedMail(given: MailFrame & { unit: LocalizedText; what: string; text: string }): Mail {
  const { language, report, unit, what, text } = given
  const t = wordsIn(approverMails.objected, language)
  return mailOf(given, {
    subject: wordsIn(subjectTexts, language).objected(given.short),
    lead: [t.lead(report, unit[language], what), { quote: text }, t.stands],
  })
}
