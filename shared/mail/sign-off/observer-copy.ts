import { shownDate } from '../../calendar/shown-date.ts'
import type { LocalizedText } from '../../report/report-definition.ts'
import { approverMails } from '../../words/approver/approver-mails.ts'
import { subjectTexts } from '../../words/subjects.ts'
import { wordsIn } from '../../words/words-in.ts'
import { type Mail, type MailFrame, mailOf } from '../layout.ts'

/** Somebody who gets copies hears that a stage was asked. There is nothing for them to do, so there is no link. */
export function observerCopyMail(
  given: MailFrame & {
    stage: LocalizedText
    round: number
    /** Names of who was asked. */
    asked: string[]
    /** Civil date. */
    due: string
    /** Digest of the draft, hex. */
    draft: string
  },
): Mail {
  const { language, report, asked, round } = given
  const t = wordsIn(approverMails.observerCopy, language)
  const stage = given.stage[language]
  return mailOf(given, {
    subject: wordsIn(subjectTexts, language).observerCopy(given.short),
    lead: [
      t.lead(report),
      {
        facts: [
          [t.stage, round > 1 ? t.stageRound(stage, round) : stage],
          [t.asked, asked.join(t.comma)],
          [t.due, shownDate(given.due, language)],
          [t.digest, given.draft.slice(0, 16)],
        ],
      },
      t.nothing,
    ],
  })
}
