import { type CivilDate, civilDate } from '../../calendar/civil-date.ts'
import { addWorkingDays, type WorkingDayCalendar, workingDaysBetween } from '../../calendar/working-days.ts'
import { firstOf } from '../../present.ts'
import { hasLapsed, isOutgrown } from '../draft-standing.ts'
import { type Duty, duties } from '../duty.ts'
import type { LapseFact } from '../facts/draft-facts.ts'
import type { Person, SubstitutionFact } from '../facts.ts'
import { type MailDuty, mailKey, readMailKey } from '../mail-duty.ts'
import { officersOf } from '../people.ts'
import {
  type AllUnits,
  actsRecorded,
  type CycleState,
  calendarOf,
  currentRound,
  type DefinedCycle,
  isBeingCorrected,
  isClosed,
  missingUnits,
  nextRound,
  returnOf,
  type Spine,
  type UnitState,
  unitStanding,
} from '../reporting-cycle.ts'
import { dueOf, dueToConfirm } from '../unit-due.ts'
import { goesOnAlone, mayStillOwe } from '../unit-report.ts'
import { isMailTime } from './mail-time.ts'
import { idleMatters, isAtRisk, type OfficeMatter, officeMatters, openSeats, untoldMatters } from './office-matters.ts'
import { elapsed, type OnDay, onDay, rhythm, workingDayUntil } from './rhythm.ts'

/**
 * What the clock asks for now. It follows from the facts and the time alone, so it does not matter how often the timer runs,
 * whether two run at once, or whether it missed a week: what was done is a fact and is not due again, and days that were missed
 * become one mail. Nothing here approves anything.
 */
export type DueAct =
  /** One mail for everything the person owes. */
  | { act: 'remind'; duty: MailDuty & { of: 'remind' }; person: Person; duties: Duty[] }
  /** The leader of a unit hears that the unit is late. */
  | { act: 'escalate'; duty: MailDuty; person: Person; unit: string; due: CivilDate; days: number }
  /** The definition's substitute is asked beside the silent approver. */
  | { act: 'substitute'; fact: SubstitutionFact }
  /** The submission date, or the legal date, is over without what it was for. */
  | { act: 'lapse'; fact: LapseFact }
  | { act: 'alarm'; duty: MailDuty; person: Person; alarm: Alarm; missing: string[]; days: number; people?: string[] }
  /** What needs the office: one mail a person and day. */
  | { act: 'digest'; duty: MailDuty; person: Person; matters: OfficeMatter[] }

/**
 * `held`: slices are missing and the policy is to wait. `at-risk`, `legal-date`, `missed`: before, on and after the legal date.
 * `untold`: the mail to people whose signature was changed has not reached them. `idle`: nothing happens in a correction.
 */
export type Alarm = 'held' | 'at-risk' | 'legal-date' | 'missed' | 'untold' | 'idle'

/** @param now an instant */
export function whatIsDue(loaded: DefinedCycle<CycleState>, now: string): DueAct[] {
  const { state } = loaded
  const day = onDay(loaded, civilDate(now, state.opening.zone))
  const mails = isMailTime(now, state.opening.zone, day.calendar)
  if (isClosed(state)) {
    const goesOn = mails && state.units.some((unit) => goesOnAlone(state, loaded.definition, unit))
    return goesOn ? [...reminders(day), ...escalations(day), ...digests(day)] : []
  }
  const lapses = lapsesDue(day, now)
  if (!mails) return lapses
  const lapsed = { ...state, lapses: [...state.lapses, ...lapses.map(({ fact }) => fact)] }
  return [
    ...lapses,
    ...substitutions(day, now),
    ...reminders(day),
    ...escalations(day),
    ...alarms({ ...day, state: lapsed }, now),
    ...digests(day),
  ]
}

/** Whether anything of `lapsesDue` can be due on the day: no unit has less time than the cycle's own date gives. */
export const mayLapse = (state: Spine, today: CivilDate): boolean => {
  const { submissions, legal } = state.opening.timetable
  const calendar = calendarOf(state)
  return (
    today > addWorkingDays(submissions ?? legal, rhythm.grace, calendar) ||
    today >= addWorkingDays(legal, -rhythm.lastChance, calendar)
  )
}

/** What is due at any hour, and follows from what decides alone. */
export function lapsesDue(day: OnDay<AllUnits>, now: string): (DueAct & { act: 'lapse' })[] {
  const { state, definition, today } = day
  const { cycle, timetable } = state.opening
  const legal = timetable.legal
  const round = currentRound(state)
  const due: (DueAct & { act: 'lapse' })[] = []
  const missing = missingUnits(state, definition)
  const waiting =
    !round || returnOf(round) !== undefined || isBeingCorrected(state, round) || isOutgrown(state, definition, round)
  if (
    waiting &&
    !state.held &&
    missing.some((unit) => unitStanding(unit, definition) !== 'uncleared') &&
    missing.every((unit) => isGivenUp(day, unit)) &&
    !hasLapsed(state)
  ) {
    const fact: LapseFact = {
      kind: 'lapse',
      cycle,
      what: 'submissions',
      round: nextRound(state),
      ...(state.abandoned.length > 0 && { abandoned: state.abandoned.length }),
      acts: actsRecorded(state),
      at: now,
      missing: missing.map((unit) => unit.unit.id),
    }
    due.push({ act: 'lapse', fact })
  }
  if (today > legal && state.publications.length === 0 && !state.lapses.some((lapse) => lapse.what === 'legal')) {
    const fact: LapseFact = {
      kind: 'lapse',
      cycle,
      what: 'legal',
      round: round?.round ?? 0,
      at: now,
      missing: missing.map((unit) => unit.unit.id),
    }
    due.push({ act: 'lapse', fact })
  }
  return due
}

/** Its time is over, the days of grace too; or the legal date is so near that only a date given by the office still counts. */
function isGivenUp({ state, definition, today, calendar }: OnDay<AllUnits>, unit: UnitState): boolean {
  const due = (unitStanding(unit, definition) === 'unconfirmed' ? dueToConfirm : dueOf)(state, unit)
  if (today > addWorkingDays(due, rhythm.grace, calendar)) return true
  // A cycle that began late has a date of its own so near.
  const given = unit.openUntil?.date ?? ''
  const own = state.opening.timetable.submissions ?? ''
  return (
    given < today && own < today && today >= addWorkingDays(state.opening.timetable.legal, -rhythm.lastChance, calendar)
  )
}

function substitutions({ state, definition, today, calendar }: OnDay, now: string): DueAct[] {
  const round = currentRound(state)
  if (!round || state.held || returnOf(round)) return []
  return openSeats({ state, definition }).flatMap(({ stage, seat, asked }): DueAct[] => {
    const after = definition.signOff.stages.find((s) => s.id === stage)?.substituteAfter
    const to = state.opening.route.find((r) => r.stage === stage)?.substitutes?.[seat]
    const known = round.substitutions.some((s) => s.stage === stage && s.seat === seat)
    if (after === undefined || !to || known || elapsed(asked, today, calendar) < after) return []
    const fact = {
      kind: 'substitution',
      cycle: state.opening.cycle,
      round: round.round,
      stage,
      seat,
      to,
      at: now,
    } as const
    return [{ act: 'substitute', fact }]
  })
}

function reminders({ state, definition, today, calendar }: OnDay): DueAct[] {
  const mails = Map.groupBy(state.mails.values(), ({ to }) => to)
  const byPerson = Map.groupBy(duties({ state, definition }), ({ person }) => person.id)
  return [...byPerson.values()].flatMap((owed): DueAct[] => {
    const { person } = firstOf(owed)
    const sent = mails.get(person.id) ?? []
    // Whoever got a mail today was told already, and a second one on the same day teaches people not to read them.
    if (sent.some((mail) => civilDate(mail.at, state.opening.zone) === today)) return []
    const reminded = sent
      .flatMap((mail) => {
        const duty = readMailKey(mail.duty)
        return duty?.of === 'remind' ? String(duty.date) : []
      })
      .sort()
      .at(-1)
    const wanted = owed.some((duty) => {
      const day = reminderDays(duty, state.opening.zone, calendar)
        .filter((date) => date <= today)
        .at(-1)
      return day !== undefined && (reminded === undefined || reminded < day)
    })
    return wanted
      ? [{ act: 'remind', duty: { of: 'remind', person: person.id, date: today }, person, duties: owed }]
      : []
  })
}

/**
 * The days on which a duty is reminded of: before its date, on it, and each working day after it, as many as there may be.
 * What was asked after its date (a slice sent back late) is reminded of from the next working day on.
 */
function reminderDays(
  { since, due }: Pick<Duty, 'since' | 'due'>,
  zone: string,
  calendar: WorkingDayCalendar,
): CivilDate[] {
  const asked = civilDate(since, zone)
  const days = [addWorkingDays(due, -rhythm.before, calendar), workingDayUntil(due, calendar)].filter(
    (day) => day > asked,
  )
  for (let day = asked > due ? asked : due; days.length < rhythm.reminders; ) {
    day = addWorkingDays(day, 1, calendar)
    days.push(day)
  }
  return [...new Set(days)]
}

function escalations({ state, definition, today, calendar }: OnDay): DueAct[] {
  if (state.held) return []
  return state.units.flatMap((unit): DueAct[] => {
    const { leader, id } = unit.unit
    const standing = unitStanding(unit, definition)
    if (!leader || (standing !== 'open' && standing !== 'returned') || !mayStillOwe(state, definition, unit)) return []
    const late = dueOf(state, unit)
    const days = elapsed(late, today, calendar)
    const revision = (unit.submissions.at(-1)?.revision ?? 0) + 1
    const duty = { of: 'escalate', unit: id, revision, person: leader.id } as const
    if (days < rhythm.leaderAfter || state.mails.has(mailKey(duty))) return []
    return [{ act: 'escalate', duty, person: leader, unit: id, due: late, days }]
  })
}

function alarms(day: OnDay, now: string): DueAct[] {
  const { state, definition } = day
  const { accountable } = state.opening
  const missing = missingUnits(state, definition).flatMap((unit) =>
    // What has only to be cleared is on the office's own list.
    unitStanding(unit, definition) === 'uncleared' ? [] : unit.unit.id,
  )
  const days = workingDaysBetween(day.today, state.opening.timetable.legal, day.calendar)
  const raised = [
    ...(state.publications.length > 0 ? [] : alarmsOfDates(day, missing)),
    ...alarmsOfMails(day, now),
    ...alarmsOfIdle(day),
  ]
  const told = new Map([...(accountable ? [accountable] : []), ...officersOf(state)].map((one) => [one.id, one]))
  return raised.flatMap(({ alarm, about, ...who }) =>
    [...told.values()].flatMap((person): DueAct[] => {
      const duty = { of: 'alarm', alarm, about, person: person.id } as const
      return state.mails.has(mailKey(duty)) ? [] : [{ act: 'alarm', duty, person, alarm, missing, days, ...who }]
    }),
  )
}

type Raised = { alarm: Alarm; about: string; people?: string[]; days?: number }

function alarmsOfDates(day: OnDay, missing: readonly string[]): Raised[] {
  const { state, today, calendar } = day
  const { legal } = state.opening.timetable
  const raised: Raised[] = []
  if (hasLapsed(state) && state.opening.policy.missing === 'hold' && missing.length > 0)
    raised.push({ alarm: 'held', about: String(nextRound(state)) })
  // A legal date on a Sunday is announced on the Friday before it, while there is still somebody to act.
  if (today > legal) raised.push({ alarm: 'missed', about: legal })
  else if (today >= workingDayUntil(legal, calendar)) raised.push({ alarm: 'legal-date', about: legal })
  else if (isAtRisk(day)) raised.push({ alarm: 'at-risk', about: legal })
  return raised
}

/** Whoever did the act is sending its mail in this moment, and the timer right after: nobody is alarmed by that. */
const mailPatience = 10 * 60_000 // milliseconds

const alarmsOfMails = (day: OnDay, now: string): Raised[] =>
  untoldMatters(day)
    .filter(({ act }) =>
      day.state.acts.some(({ n, at }) => n === act && Date.parse(now) - Date.parse(at) >= mailPatience),
    )
    .map(({ act, people }) => ({ alarm: 'untold', about: String(act), people: people.map(({ id }) => id) }))

/** When the office has had its mails of it. */
const alarmsOfIdle = (day: OnDay): Raised[] =>
  idleMatters(day)
    .filter(({ days }) => days >= rhythm.reminders)
    .map(({ since, days }) => ({ alarm: 'idle', about: since, days }))

function digests(day: OnDay): DueAct[] {
  const { state, today } = day
  const matters = officeMatters(day)
  // What has been on the list for so long is on the board; another mail about it would not be read.
  if (!matters.some((matter) => matter.days < rhythm.reminders)) return []
  return officersOf(state).flatMap((person): DueAct[] => {
    const duty = { of: 'digest', person: person.id, date: today } as const
    return state.mails.has(mailKey(duty)) ? [] : [{ act: 'digest', duty, person, matters }]
  })
}
