import { shortDate, shownDate } from '../../calendar/civil-date.ts'
import type { DraftDocument, leftOutOf } from '../../draft/draft.ts'
import type { LocalizedText } from '../../report/report-definition.ts'
import { relationsSaid } from '../../words/approver/relations-texts.ts'
import { gapsListed, gapsSaid } from '../../words/gap-texts.ts'
import { signerMails } from '../../words/mails/signer-mails.ts'
import { colon, pause, wordsIn } from '../../words/words-in.ts'
import { calendarEntry } from '../calendar-entry.ts'
import { type LinkedFrame, type Mail, type MailBlock, type MailFrame, mailOf } from '../layout.ts'

/** An approver is asked for a decision: the whole matter in short, one link, the six digits. */
export function signOffRequestMail(
  given: LinkedFrame & {
    stage: LocalizedText
    /** 1, 2, 3 …: from the second on the mail says that it is a new draft. */
    round: number
    /** Civil dates. */
    due: string
    legal: string
    units: number
    /** Units whose figures are not in it, and why. */
    gaps: DraftDocument['gaps']
    nil: number
    adjustments: number
    /** Remarks of the check that somebody explained. */
    remarks: number
    leftOut: ReturnType<typeof leftOutOf>
    /** The draft corrects a version that is public: which, why, and the cells that differ from it, as they are shown. */
    correction?: { version: number; reason: string; cells: { name: LocalizedText; from: string; to: string }[] }
    /** The cells a second contributor is asked about, as they are shown; empty for who answers for the draft. */
    confirms: { name: LocalizedText; figure: string }[]
    /** Digest of the draft, hex. */
    draft: string
    /** Who has signed this draft already, in order. */
    signed: string[]
    /** Those of them who signed an earlier draft, in which what they answer for is the same. */
    stillSigned: string[]
    /** In whose place the person is asked, and why: the approver's own words, or that they did not answer in time. */
    instead?: { of: string; reason?: string }
    /** Absent where only digits count that are mailed when the page is open. */
    decisionCode?: string
    /** For the calendar: a stable id, and the instant of writing. */
    calendar: { uid: string; stamp: string }
  },
): Mail {
  const { language, report, instead, gaps, correction, confirms } = given
  const t = wordsIn(signerMails.signOffRequest, language)
  const due = shownDate(given.due, language)
  const asked = t.subject.asked(given.short, shortDate(given.due, language))
  const stage = given.stage[language]
  const facts: [string, string][] = [
    [t.stage, given.round > 1 ? t.stageRound(stage, given.round) : stage],
    [t.due, due],
    [t.legal, shownDate(given.legal, language)],
    [t.units, t.unitsSaid(given.units, gaps.length, gapsListed(gaps, language), given.nil)],
    [t.checks, t.checksSaid(relationsSaid(given.leftOut), given.remarks)],
    [t.adjustments, given.adjustments > 0 ? t.adjustmentsSaid(given.adjustments) : t.none],
    [t.signed, given.signed.length > 0 ? given.signed.join(pause[language]) : t.none],
    [t.digest, given.draft.slice(0, 16)],
  ]
  const lead: MailBlock[] = [
    ...(instead ? [t.instead(instead.of, instead.reason, report, due)] : []),
    ...(confirms.length > 0
      ? [
          t.leadConfirms(report, due, confirms.length),
          { list: confirms.map(({ name, figure }) => `${name[language]}: ${figure}`) },
        ]
      : instead
        ? []
        : [t.lead(report, due)]),
    ...(correction ? changes(given.language, correction) : given.round > 1 ? [t.newDraft(given.stillSigned)] : []),
    { facts },
    ...(gaps.length > 0 ? [t.gaps(gapsSaid(gaps, language))] : []),
  ]
  return mailOf(given, {
    subject: correction ? t.subject.correction(given.short, correction.cells.length) : asked,
    lead,
    ...(given.decisionCode && { decisionCode: given.decisionCode }),
    open: t.open,
    rest: [given.decisionCode ? t.how : t.howFresh],
    calendar: calendarEntry({
      uid: given.calendar.uid,
      stamp: given.calendar.stamp,
      date: given.due,
      summary: asked,
      description: t.calendar(given.requester.name, given.requester.phone),
      sequence: given.round - 1,
    }),
  })
}

/** As many as a mail names. */
const mostCells = 8

function changes(
  language: 'zh' | 'en',
  {
    version,
    reason,
    cells,
  }: { version: number; reason: string; cells: { name: LocalizedText; from: string; to: string }[] },
): MailBlock[] {
  const t = wordsIn(signerMails.signOffRequest, language)
  const named = cells.slice(0, mostCells).map(({ name, from, to }) => `${name[language]}: ${from} → ${to}`)
  const rest = cells.length - named.length
  return [
    t.correction(version, reason),
    t.cellsLead(cells.length),
    ...(cells.length > 0 ? [{ list: [...named, ...(rest > 0 ? [t.more(rest)] : [])] }] : []),
  ]
}

/** Somebody who had signed hears that the draft was returned, by whom and why, and what becomes of their signature. */
export function returnedNoticeMail(
  given: MailFrame & {
    by: string
    round: number
    /** They answer for some of it alone: where that stays as it is, so does their signature. */
    narrow: boolean
    /** `unit`: who gets it back. `where`: name of a cell or a part. */
    reasons: { unit?: LocalizedText; where?: LocalizedText; text: string }[]
  },
): Mail {
  const { language, report } = given
  const t = wordsIn(signerMails.returnedNotice, language)
  return mailOf(given, {
    subject: t.subject(given.short),
    lead: [
      t.lead(report, given.round, given.by),
      {
        list: given.reasons.map(({ unit, where, text }) => {
          const place = [unit, where].filter((name) => name !== undefined).map((name) => name[language])
          return place.length > 0 ? `${place.join(' · ')}${colon[language]}${text}` : text
        }),
      },
      given.narrow ? t.narrow : t.void,
      t.next,
    ],
  })
}

/** Somebody who had signed hears that there is another draft, so that their signature no longer counts. */
export function decisionVoidMail(
  given: MailFrame & {
    round: number
    /** Units whose slice is new, where that is the cause. */
    units: LocalizedText[]
    /** Why the office did what it did, where that is the cause. */
    acts: string[]
    /** A signature under it does not count. */
    inVain: boolean
  },
): Mail {
  const { language, report } = given
  const t = wordsIn(signerMails.decisionVoid, language)
  const causes = [
    ...(given.units.length > 0 ? [t.units(given.units.map((name) => name[language]))] : []),
    ...given.acts.map((reason) => t.act(reason)),
    ...(given.inVain ? [t.inVain] : []),
  ]
  return mailOf(given, {
    subject: t.subject(given.short),
    lead: [t.lead(report, given.round), ...(causes.length > 0 ? [{ list: causes }] : []), t.void, t.next],
  })
}

/** Somebody who had signed hears that a unit objects to a figure the office adjusted, and how their signature stands. */
export function objectedMail(given: MailFrame & { unit: LocalizedText; what: string; text: string }): Mail {
  const { language, report, unit, what, text } = given
  const t = wordsIn(signerMails.objected, language)
  return mailOf(given, {
    subject: t.subject(given.short),
    lead: [t.lead(report, unit[language], what), { quote: text }, t.stands],
  })
}

/** Somebody who gets copies hears that a stage was asked. There is nothing for them to do, so there is no link. */
export function observerCopyMail(
  given: MailFrame & {
    stage: LocalizedText
    round: number
    asked: string[]
    /** Civil date. */
    due: string
    /** Digest of the draft, hex. */
    draft: string
  },
): Mail {
  const { language, report, asked, round } = given
  const t = wordsIn(signerMails.observerCopy, language)
  const stage = given.stage[language]
  return mailOf(given, {
    subject: t.subject(given.short),
    lead: [
      t.lead(report),
      {
        facts: [
          [t.stage, round > 1 ? t.stageRound(stage, round) : stage],
          [t.asked, asked.join(pause[language])],
          [t.due, shownDate(given.due, language)],
          [t.digest, given.draft.slice(0, 16)],
        ],
      },
      t.nothing,
    ],
  })
}
