import { shortDate, shownDate, shownMoment } from '../../calendar/civil-date.ts'
import type { LocalizedText } from '../../report/report-definition.ts'
import { leaderMails } from '../../words/mails/leader-mails.ts'
import { pause, wordsIn } from '../../words/words-in.ts'
import { type LinkedFrame, type Mail, type MailFrame, mailOf } from '../layout.ts'

/** The unit's leader is asked to confirm what the unit has sent. */
export function confirmationRequestMail(
  given: LinkedFrame & {
    unit: LocalizedText
    /** Civil date; absent when it is past. */
    due?: string
    submitter: string
    /** That it was sent through a link of the office. */
    through?: string
    revision: number
    /** Instant. */
    at: string
    digest: string
    decisionCode: string
  },
): Mail {
  const { language, report } = given
  const unit = given.unit[language]
  const due = given.due && shownDate(given.due, language)
  const t = wordsIn(leaderMails.confirmationRequest, language)
  return mailOf(given, {
    subject: t.subject(given.short, given.due && shortDate(given.due, language)),
    lead: [
      t.lead(unit, given.submitter, report, due),
      {
        facts: [
          [t.revision, t.nth(given.revision)],
          [t.at, shownMoment(given.at, given.zone, language)],
          ...(given.through ? [[t.through, given.through] as [string, string]] : []),
          [t.digest, given.digest.slice(0, 16)],
        ],
      },
      t.choose,
    ],
    decisionCode: given.decisionCode,
    open: t.open,
  })
}

/** The leader of a unit hears that its slice is late. No link: the leader has nothing to press, only somebody to ask. */
export function escalationMail(
  given: MailFrame & { unit: LocalizedText; due: string; days: number; contacts: string[]; legal: string },
): Mail {
  const { language, report, days, contacts } = given
  const t = wordsIn(leaderMails.escalation, language)
  const unit = given.unit[language]
  return mailOf(given, {
    subject: t.subject(given.short, days),
    lead: [
      t.lead(report, unit, shownDate(given.due, language), days),
      t.ask(contacts.join(pause[language])),
      t.why(shownDate(given.legal, language)),
      t.extend(given.requester.name, given.requester.phone),
    ],
  })
}

/** To the unit's leader, who was asked to confirm it: there is nothing to confirm for now. */
export function takenBackMail(given: MailFrame & { unit: LocalizedText; by: string; at: string }): Mail {
  const { language, report } = given
  const t = wordsIn(leaderMails.takenBack, language)
  const unit = given.unit[language]
  return mailOf(given, {
    subject: t.subject(given.short),
    lead: [t.lead(unit, report, given.by, shownMoment(given.at, given.zone, language)), t.rest],
  })
}
