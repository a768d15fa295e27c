import type { LocalizedText } from '../../report/report-definition.ts'
import { approverMails } from '../../words/approver/approver-mails.ts'
import { subjectTexts } from '../../words/subjects.ts'
import { wordsIn } from '../../words/words-in.ts'
import { type Mail, type MailFrame, mailOf } from '../layout.ts'

/** Somebody who had signed hears that newer figures have made another draft, so that their signature no longer counts. */
export function decisionVoidMail(
  given: MailFrame & {
    round: number
    /** Units whose slice is new, where that is the cause. */
    units: LocalizedText[]
    /** What the office did, where that is the cause. */
    acts: string[]
  },
): Mail {
  const { language, report } = given
  const t = wordsIn(approverMails.decisionVoid, language)
  const causes = [
    ...(given.units.length > 0 ? [t.units(given.units.map((name) => name[language]))] : []),
    ...given.acts.map((reason) => t.act(reason)),
  ]
  return mailOf(given, {
    subject: wordsIn(subjectTexts, language).decisionVoid(given.short),
    lead: [t.lead(report, given.round), { list: causes }, t.void, t.next],
  })
}
