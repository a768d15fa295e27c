import { shortDate, shownDate } from '../../calendar/civil-date.ts'
import type { Alarm } from '../../cycle/clock/due.ts'
import type { Ask } from '../../cycle/facts.ts'
import type { LocalizedText } from '../../report/report-definition.ts'
import { officeMails, type Pace } from '../../words/mails/office-mails.ts'
import { pause, wordsIn } from '../../words/words-in.ts'
import { type LinkedFrame, type Mail, type MailFrame, mailOf } from '../layout.ts'

/** The office's own link to the board of the cycle: it has begun, or somebody is to go on with it after another. */
export function boardLinkMail(
  given: LinkedFrame & ({ begun: { units: number; due: string } } | { after: string }),
): Mail {
  const t = wordsIn(officeMails.boardLink, given.language)
  return mailOf(given, {
    ...('begun' in given
      ? {
          subject: t.subject.begun(given.short),
          lead: [t.begun(given.report, given.begun.units, given.begun.due), t.what],
        }
      : { subject: t.subject.after(given.short), lead: [t.after(given.report, given.after), t.what] }),
    open: t.open,
  })
}

/** What needs the office, once a day at most: what is the matter, and what can be done, said once for like matters. */
export function officeDigestMail(given: LinkedFrame & { matters: { what: string; advice: string }[] }): Mail {
  const { language, report, matters } = given
  const t = wordsIn(officeMails.officeDigest, language)
  return mailOf(given, {
    subject: t.subject(given.short, matters.length),
    lead: [
      t.lead(report),
      { list: matters.map(({ what, advice }, i) => t.line(what, advice === matters[i - 1]?.advice ? '' : advice)) },
    ],
    open: t.open,
  })
}

/** To who answers for the date: the cycle waits, or its legal date is near, is today, or is over. */
export function alarmMail(
  given: MailFrame & {
    alarm: Alarm
    legal: string
    days: number
    missing: LocalizedText[]
    awaited: string[]
    pace: Pace
    untold: string[]
  },
): Mail {
  const { language, report, alarm, days, awaited, pace } = given
  const t = wordsIn(officeMails.alarm, language)
  const legal = shownDate(given.legal, language)
  const missing = given.missing.map((unit) => unit[language])
  return mailOf(given, {
    subject: t.subject[alarm](given.short, shortDate(given.legal, language), pace),
    lead: [
      t.lead[alarm](report, legal, days, pace),
      ...(alarm === 'untold' ? [{ list: given.untold }] : []),
      ...(missing.length > 0 ? [t.missing, { list: missing }] : []),
      ...(awaited.length > 0 ? [t.awaited(awaited.join(pause[language]))] : []),
      t.never,
      t.act[alarm],
    ],
  })
}

/** To the office: a unit wants more time, has a question, or objects to an adjustment. */
export function unitAskedMail(
  given: LinkedFrame & {
    unit: LocalizedText
    ask: Ask['ask']
    by: string
    /** As `askWhat` says it. */
    what: string
    text: string
  },
): Mail {
  const { language, ask, by, what, text } = given
  const t = wordsIn(officeMails.unitAsked, language)
  return mailOf(given, {
    subject: t.subject[ask](given.unit[language]),
    lead: [t.lead(by, what), { quote: text }],
    open: t.open,
    rest: [t.rest],
  })
}

/** What the office did to a unit's slice, as its people read it. Figures as shown. */
export type ActOnUnit =
  | { act: 'reopen' | 'extend'; until: string }
  /** `asked`: in the unit's words. */
  | { act: 'answer'; asked: string }
  | { act: 'adjust'; cell: LocalizedText; from: string; to: string }
  | { act: 'rename'; name: LocalizedText }
  | { act: 'nil' | 'exempt' | 'leave' }

/** A unit hears of every act of the office on its slice, with the reason: nothing is changed behind its back. */
export function officeActMail(given: MailFrame & { unit: LocalizedText; done: ActOnUnit; reason: string }): Mail {
  const { language, done } = given
  const t = wordsIn(officeMails.officeAct, language)
  return mailOf(given, {
    subject: t.subject[done.act](given.short),
    lead: [
      said(given),
      ...(done.act === 'answer' ? [{ quote: done.asked }, t.answer] : [t.reason]),
      { quote: given.reason },
    ],
    open: done.act === 'adjust' || done.act === 'answer' ? t.look : t.open,
    rest: [given.link ? t.object : t.objectByPhone],
  })
}

function said({ language, unit, done }: Parameters<typeof officeActMail>[0]): string {
  const t = wordsIn(officeMails.officeAct, language).lead
  switch (done.act) {
    case 'reopen':
    case 'extend':
      return t[done.act](unit[language], shownDate(done.until, language))
    case 'adjust':
      return t.adjust(unit[language], done.cell[language], done.from, done.to)
    case 'rename':
      return t.rename(done.name[language])
    default:
      return t[done.act](unit[language])
  }
}
