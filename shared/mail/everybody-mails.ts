import { shortDate, shownDate, shownMoment } from '../calendar/civil-date.ts'
import { firstOf } from '../present.ts'
import type { LocalizedText } from '../report/report-definition.ts'
import { correctionTexts } from '../words/correction-texts.ts'
import { everybodyMails } from '../words/mails/everybody-mails.ts'
import type { WordsIn } from '../words/words-in.ts'
import { comma, wordsIn } from '../words/words-in.ts'
import { type LinkedFrame, type Mail, type MailFrame, mailOf } from './layout.ts'

/** Everyone who had a part in it hears that the report is public. The address is public, so it needs no code. */
export function publishedMail(
  given: MailFrame & {
    /** Whose report it is: the issuer's or a unit's. */
    whose: LocalizedText
    version: number
    /** Why a correction was made. */
    reason?: string
    /** Civil dates. */
    published: string
    legal: string
    /** Of the published page; a test has none. */
    url?: string
    /** Digest of manifest.json, hex. */
    manifest: string
    /** To the office, of a unit's correction: the version that the whole, which is public, adds. */
    addedBefore?: number
    /** The report of a unit, and the whole is still being made. */
    goesOn?: boolean
    /** The report of the reader's unit goes on, though the whole is public. */
    ownGoesOn?: boolean
    /** What the reader's links still do: they lead to the board, or to a form from which the office can be asked. */
    mayStill?: 'run' | 'ask'
    /** How far the record of the cycle went, and its last digest. */
    audit?: { entries: number; head: string }
  },
): Mail {
  const { language, report, short, version, reason } = given
  const whose = given.whose[language]
  const t = wordsIn(everybodyMails.published, language)
  const published = shownDate(given.published, language)
  const facts: [string, string][] = [
    ...(given.url ? [[t.published, published] as [string, string]] : []),
    [t.legal, shownDate(given.legal, language)],
    [t.version, t.versionSaid(version)],
    ...(reason ? [[t.reason, reason] as [string, string]] : []),
    ...(given.url ? [[t.address, given.url] as [string, string]] : []),
    [t.manifest, given.manifest],
    ...(given.audit ? [[t.audit, t.auditSaid(given.audit.entries, given.audit.head)] as [string, string]] : []),
  ]
  return mailOf(given, {
    subject: !given.url
      ? t.subject.tested(short)
      : version > 1
        ? t.subject.corrected(whose, short, version)
        : t.subject.first(whose, short),
    lead: [
      !given.url
        ? t.leadTested(report, published)
        : version > 1
          ? t.leadCorrected(report, published)
          : t.lead(report, published),
      { facts },
      given.addedBefore !== undefined
        ? t.decide(given.addedBefore, version)
        : given.ownGoesOn
          ? t.ownGoesOn
          : given.goesOn && given.mayStill !== 'run'
            ? t.goesOn
            : given.mayStill
              ? t.mayStill[given.mayStill]
              : t.thanks,
    ],
  })
}

/** Everybody who had a part in a published version hears that it was taken back: why, by whom, and what its address says now. */
export function withdrawnMail(
  given: MailFrame & {
    /** Whose report it was: the issuer's or a unit's. */
    whose: LocalizedText
    version: number
    /** Who proposed and who consented. */
    by: string
    consentedBy: string
    /** Instant. */
    at: string
    reason: string
    /** Of the page that says so; a test has none. */
    url?: string
  },
): Mail {
  const { language, report } = given
  const t = wordsIn(everybodyMails.withdrawn, language)
  return mailOf(given, {
    subject: t.subject(given.whose[language], given.short, given.version),
    lead: [
      t.lead(report, given.version),
      t.who(given.by, given.consentedBy, shownMoment(given.at, given.zone, language)),
      { quote: given.reason },
      ...(given.url ? [{ facts: [[t.address, given.url] as [string, string]] }] : []),
      t.next(given.requester.phone),
    ],
  })
}

/** Whoever was asked for a correction hears that it was given up: why, by whom, what stands, and what becomes of their own part. */
export function abandonedMail(
  given: MailFrame & {
    whose: LocalizedText
    version: number
    /** The version was withdrawn before. */
    withdrawn: boolean
    by: string
    /** Of one that somebody had signed. */
    consentedBy?: string
    /** Instant. */
    at: string
    reason: string
    /** They signed a draft of it; their unit filed anew. */
    signed: boolean
    waits: boolean
  },
): Mail {
  const { language, version } = given
  const t = wordsIn(everybodyMails.abandoned, language)
  const said = wordsIn(correctionTexts, language)
  const when = shownMoment(given.at, given.zone, language)
  return mailOf(given, {
    subject: t.subject(given.whose[language], given.short, version),
    lead: [
      t.lead(given.report, version),
      given.consentedBy
        ? wordsIn(everybodyMails.withdrawn, language).who(given.by, given.consentedBy, when)
        : t.alone(given.by, when),
      { quote: given.reason },
      (given.withdrawn ? said.withdrawn : said.stands)(version),
      ...(given.signed ? [said.signed] : []),
      ...(given.waits ? [said.waitsUnit] : []),
      t.next(given.requester.phone),
    ],
  })
}

/** Whoever had a mail of a cycle hears that it was opened by mistake and is over. */
export function cancelledMail(
  given: MailFrame & {
    by: string
    /** Instant. */
    at: string
    reason: string
  },
): Mail {
  const t = wordsIn(everybodyMails.cancelled, given.language)
  return mailOf(given, {
    subject: t.subject(given.short),
    lead: [
      t.lead(given.report, given.by, shownMoment(given.at, given.zone, given.language)),
      { quote: given.reason },
      t.next(given.requester.phone),
    ],
  })
}

/** A date somebody was told has moved, since the notice of a year's working days was brought in. */
export function movedMail(
  given: MailFrame & {
    year: string
    /** At least one. */
    moved: readonly { what: LocalizedText; from: string; to: string }[]
    reason: string
  },
): Mail {
  const { language, report, year, moved } = given
  const t = wordsIn(everybodyMails.moved, language)
  const shown = (date: string) => shownDate(date, language)
  return mailOf(given, {
    subject: t.subject(given.short, shortDate(firstOf(moved).to, language)),
    lead: [
      t.lead(report, year),
      { list: moved.map(({ what, from, to }) => t.line(what[language], shown(from), shown(to))) },
      t.by,
      { quote: given.reason },
    ],
    open: t.open,
  })
}

/** One thing a person owes: `subject` is the unit or the sign-off stage; `daysLeft` is 0 on the day and negative after it. */
export type Owed = {
  what: 'submit' | 'confirm' | 'decide' | 'justify'
  subject: LocalizedText
  due: string
  daysLeft: number
}

/**
 * Everything a person owes in one mail. Its link leads to the most urgent; for the others the mails that asked for them hold
 * the links, because a mail with several links is one that scanners and tired readers get wrong.
 */
export function owedMail(
  given: LinkedFrame & {
    /** The most urgent first; at least one. */
    owed: readonly [Owed, ...Owed[]]
    decisionCode?: string
    /** The duty is told for the first time, not reminded of. */
    first?: boolean
    /** What the office says to those it reminds. */
    word?: string
    /** The form is locked: the date is over and the office has not given more time. */
    locked?: boolean
  },
): Mail {
  const { language, report, owed } = given
  const t = wordsIn(everybodyMails.owed, language)
  const [urgent] = owed
  const line = ({ what, subject, due, daysLeft }: Owed) =>
    t.line(subject[language], t.what[what], shownDate(due, language), left(t, daysLeft))
  return mailOf(given, {
    subject: (given.first ? t.subject.first : t.subject.again)(
      given.short,
      owed.length === 1
        ? `${t.what[urgent.what]}${comma[language]}${left(t, urgent.daysLeft)}`
        : `${comma[language]}${t.several(owed.length)}`,
    ),
    lead: [
      t.lead(report),
      ...(given.word ? [{ quote: given.word }] : []),
      owed.length === 1 ? line(urgent) : { list: owed.map(line) },
      ...(given.locked ? [t.locked(given.requester.name, given.requester.phone)] : []),
    ],
    ...(given.decisionCode && { decisionCode: given.decisionCode }),
    open: owed.length === 1 ? t.open[urgent.what] : t.first(t.open[urgent.what]),
    rest: [...(owed.length > 1 ? [t.others] : []), t.done],
  })
}

type Texts = WordsIn<typeof everybodyMails.owed>
const left = (t: Texts, days: number): string => (days > 0 ? t.left(days) : days === 0 ? t.today : t.late(-days))
