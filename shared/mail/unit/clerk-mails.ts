import { shortDate, shownDate, shownMoment } from '../../calendar/civil-date.ts'
import type { LocalizedText } from '../../report/report-definition.ts'
import { clerkMails } from '../../words/mails/clerk-mails.ts'
import { everybodyMails } from '../../words/mails/everybody-mails.ts'
import { colon, wordsIn } from '../../words/words-in.ts'
import { calendarEntry } from '../calendar-entry.ts'
import { type LinkedFrame, type Mail, type MailFrame, mailOf } from '../layout.ts'

/** A unit's contact is asked for the slice. */
export function invitationMail(
  given: LinkedFrame & {
    unit: LocalizedText
    /** Civil date; absent when it is past. */
    due?: string
    /** The form is locked: the date is over and the office has not given more time. */
    locked?: boolean
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
  const { language, report, leader, others, due, requester } = given
  const unit = given.unit[language]
  const t = wordsIn(clerkMails.invitation, language)
  const subject = t.subject(given.short, due && shortDate(due, language))
  return mailOf(given, {
    subject,
    lead: [
      t.lead(report, unit, due && shownDate(due, language)),
      ...(given.locked ? [everybodyMails.owed.locked(requester.name, requester.phone)[language]] : []),
      { list: [t.press, t.fill(given), t.submit, ...(leader ? [t.confirmed(leader)] : [])] },
    ],
    open: t.open,
    rest: [t.zero, ...(others.length > 0 ? [t.others(others)] : [])],
    ...(due && {
      calendar: calendarEntry({
        uid: given.calendar.uid,
        stamp: given.calendar.stamp,
        date: due,
        summary: subject,
        description: t.calendar(requester.name, requester.phone),
      }),
    }),
  })
}

/** Somebody whom the lead of a unit added is to type in the same slice. */
export function colleagueMail(
  given: LinkedFrame & {
    unit: LocalizedText
    /** Who added them. */
    lead: string
    /** Civil date; absent when it is past. */
    due?: string
    /** Last year's figures stand beside: promised only when it is so. */
    lastYear: boolean
  },
): Mail {
  const { language, report, lead, due } = given
  const unit = given.unit[language]
  const t = wordsIn(clerkMails.colleague, language)
  const invited = wordsIn(clerkMails.invitation, language)
  return mailOf(given, {
    subject: t.subject(given.short, due && shortDate(due, language)),
    lead: [t.lead(lead, unit, report), { list: [invited.press, invited.fill(given), t.typesOnly(lead)] }],
    open: invited.open,
  })
}

/** What was received, for the unit's files. Has no link: nothing is to be done. */
export function receiptMail(
  given: MailFrame & {
    unit: LocalizedText
    number: string
    at: string
    digest: string
    /** What was sent, as a file to keep. */
    copy: NonNullable<Mail['attachment']>
    /** Who confirms next, where the report asks for it. */
    leader?: string
  },
): Mail {
  const { language, report } = given
  const t = wordsIn(clerkMails.receipt, language)
  const mail = mailOf(given, {
    subject: t.subject(given.short),
    lead: [
      t.lead(given.unit[language], report),
      {
        facts: [
          [t.number, given.number],
          [t.at, shownMoment(given.at, given.zone, language)],
          [t.digest, given.digest],
        ],
      },
      t.copy,
      given.leader ? t.next(given.leader) : t.complete,
    ],
  })
  return { ...mail, attachment: given.copy }
}

/** A slice comes back to the unit, with the reasons place by place. */
export function returnedSliceMail(
  given: LinkedFrame & {
    unit: LocalizedText
    /** Who returned it, as a reader knows them: the check, the unit's leader, an approver with title. */
    by: string
    /** `where` is the name of a cell or a part; absent when the reason is about the whole slice. */
    reasons: { where?: LocalizedText; text: string }[]
    /** Civil date; absent when it is past. */
    due?: string
  },
): Mail {
  const { language, report } = given
  const unit = given.unit[language]
  const due = given.due && shownDate(given.due, language)
  const t = wordsIn(clerkMails.returnedSlice, language)
  return mailOf(given, {
    subject: t.subject(given.short, given.due && shortDate(given.due, language)),
    lead: [
      t.lead(unit, given.by, report, due),
      { list: given.reasons.map(({ where, text }) => (where ? `${where[language]}${colon[language]}${text}` : text)) },
      t.kept,
    ],
    open: t.open,
  })
}

/** The unit's own report is cleared, and waits for the instant at which all go out together. Has no link: nothing is to be done. */
export function reportWaitsMail(
  given: MailFrame & {
    /** Instant. */
    from: string
  },
): Mail {
  const { language } = given
  const t = wordsIn(clerkMails.reportWaits, language)
  return mailOf(given, {
    subject: t.subject(given.short),
    lead: [t.lead(given.report, shownMoment(given.from, given.zone, language)), t.next],
  })
}
