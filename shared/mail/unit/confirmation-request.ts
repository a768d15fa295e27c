import { shortDate, shownDate, shownMoment } from '../../calendar/shown-date.ts'
import type { LocalizedText } from '../../report/report-definition.ts'
import { approverMails } from '../../words/approver/approver-mails.ts'
import { subjectTexts } from '../../words/subjects.ts'
import { wordsIn } from '../../words/words-in.ts'
import { type Mail, type MailFrame, type MailLink, mailOf } from '../layout.ts'

/** The unit's leader is asked to confirm what the unit has sent. */
export function confirmationRequestMail(
  given: MailFrame & {
    unit: LocalizedText
    /** Civil date; absent when it is past. */
    due?: string
    submitter: string
    revision: number
    /** Instant, and the zone it is shown in. */
    at: string
    zone: string
    digest: string
    link: Omit<MailLink, 'label'>
    decisionCode: string
  },
): Mail {
  const { language, report } = given
  const unit = given.unit[language]
  const due = given.due && shownDate(given.due, language)
  const t = wordsIn(approverMails.confirmationRequest, language)
  return mailOf(given, {
    subject: wordsIn(subjectTexts, language).confirmationRequest(
      given.short,
      given.due && shortDate(given.due, language),
    ),
    lead: [
      t.lead(unit, given.submitter, report, due),
      {
        facts: [
          [t.revision, t.nth(given.revision)],
          [t.at, shownMoment(given.at, given.zone, language)],
          [t.digest, given.digest.slice(0, 16)],
        ],
      },
      t.choose,
    ],
    decisionCode: given.decisionCode,
    link: { ...given.link, label: t.open },
  })
}
