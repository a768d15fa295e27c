import type { LocalizedText } from '../../report/report-definition.ts'
import { approverMails } from '../../words/approver/approver-mails.ts'
import { subjectTexts } from '../../words/subjects.ts'
import { wordsIn } from '../../words/words-in.ts'
import { type Mail, type MailFrame, mailOf } from '../layout.ts'

/** Somebody who had signed hears that the draft was returned, by whom and why, and that their signature no longer counts. */
export function returnedNoticeMail(
  given: MailFrame & {
    by: string
    round: number
    /** `unit`: who gets it back. `where`: name of a cell or a part. */
    reasons: { unit?: LocalizedText; where?: LocalizedText; text: string }[]
  },
): Mail {
  const { language, report } = given
  const t = wordsIn(approverMails.returnedNotice, language)
  return mailOf(given, {
    subject: wordsIn(subjectTexts, language).returnedNotice(given.short),
    lead: [
      t.lead(report, given.round, given.by),
      {
        list: given.reasons.map(({ unit, where, text }) => {
          const place = [unit, where].filter((name) => name !== undefined).map((name) => name[language])
          return place.length > 0 ? `${place.join(t.separator)}${t.colon}${text}` : text
        }),
      },
      t.void,
      t.next,
    ],
  })
}
