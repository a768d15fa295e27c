import { type CivilDate, civilDate } from '../calendar/civil-date.ts'
import {
  addWorkingDays,
  dayKind,
  mondayToFriday,
  type WorkingDayCalendar,
  workingDaysBetween,
} from '../calendar/working-days.ts'
import { firstOf, lastOf, present } from '../present.ts'
import type { ReportDefinition } from '../report/report-definition.ts'
import { openAsks } from './asks.ts'
import { type Duty, duties } from './duty.ts'
import type { Ask, DeliveryFact, LapseFact, Person, SubstitutionFact } from './facts.ts'
import { type MailDuty, mailKey, readMailKey } from './mail-duty.ts'
import { countable, isMailTime } from './mail-time.ts'
import { officersOf } from './people.ts'
import {
  type AllUnits,
  type CycleState,
  currentRound,
  dueOf,
  isBeingCorrected,
  isClosed,
  isOutgrown,
  missingUnits,
  returnOf,
  type Spine,
  stageStandings,
  type UnitState,
  unitStanding,
} from './reporting-cycle.ts'
import { unitReportStanding } from './unit-report.ts'

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
  | { act: 'alarm'; duty: MailDuty; person: Person; alarm: Alarm; missing: string[]; days: number }
  /** What needs the office: one mail a person and day. */
  | { act: 'digest'; duty: MailDuty; person: Person; matters: OfficeMatter[] }

/** `held`: slices are missing and the policy is to wait. `at-risk`, `legal-date`, `missed`: before, on and after the legal date. */
export type Alarm = 'held' | 'at-risk' | 'legal-date' | 'missed'

/** Something a person at the office has to look after, since when, and for how many working days. */
export type OfficeMatter = { since: CivilDate; days: number } & (
  | { matter: 'unit-late'; unit: string; owes: 'submit' | 'confirm' }
  | { matter: 'seat-silent'; stage: string; seat: string; substitute: boolean }
  | { matter: 'mail-failed'; duty: string; person: string; event: DeliveryFact['event'] }
  /** `ask`: what the unit asked by its n-th request, `until`: the date it wishes for. */
  | { matter: 'asked'; unit: string; n: number; ask: Ask['ask']; until?: CivilDate }
  | { matter: 'to-clear'; units: string[] }
  | { matter: 'at-risk'; legal: CivilDate; left: number }
)

/** Working days. */
const rhythm = {
  /** The first reminder before a date. */
  before: 3,
  /** Reminders for one duty, all told: one before, one on the date, the rest on the days after. */
  reminders: 8,
  /** Late this long: the unit's leader hears of it, then the office. */
  leaderAfter: 2,
  officeAfter: 3,
  /** An approver without substitute, or a substitute, silent this long: the office hears of it. */
  silentAfter: 2,
  /** The submission date, or a return, and this long after it, nobody waits for a slice any more. */
  grace: 2,
  /** So near the legal date, whatever is behind its own date puts it at risk. */
  atRisk: 5,
  /** So near the legal date slices are not waited for, unless the office gave that unit more time. */
  lastChance: 3,
} as const

/** @param now an instant */
export function whatIsDue(
  state: CycleState,
  definition: ReportDefinition,
  now: string,
  official: WorkingDayCalendar,
): DueAct[] {
  if (isClosed(state)) return []
  const today = civilDate(now, state.opening.zone)
  const calendar = countable(official, state.opening.timetable)
  const lapses = lapsesDue(state, definition, now, official)
  if (!isMailTime(now, state.opening.zone, calendar)) return lapses
  const lapsed = { ...state, lapses: [...state.lapses, ...lapses.map(({ fact }) => fact)] }
  return [
    ...lapses,
    ...substitutions(state, definition, now, today, calendar),
    ...reminders(state, definition, today, calendar),
    ...escalations(state, definition, today, calendar),
    ...alarms(lapsed, definition, today, calendar),
    ...digests(state, definition, today, calendar),
  ]
}

/** What is due at any hour, and follows from what decides alone. */
export function lapsesDue(
  state: AllUnits,
  definition: ReportDefinition,
  now: string,
  official: WorkingDayCalendar,
): (DueAct & { act: 'lapse' })[] {
  const { cycle, timetable, zone } = state.opening
  const today = civilDate(now, zone)
  const calendar = countable(official, timetable)
  const legal = timetable.legal
  const round = currentRound(state)
  const due: (DueAct & { act: 'lapse' })[] = []
  const missing = missingUnits(state, definition)
  const next = (round?.round ?? 0) + 1
  const waiting =
    !round || returnOf(round) !== undefined || isBeingCorrected(state, round) || isOutgrown(state, definition, round)
  if (
    waiting &&
    !state.held &&
    missing.length > 0 &&
    missing.every((unit) => isGivenUp(state, unit, today, calendar)) &&
    !state.lapses.some((lapse) => lapse.what === 'submissions' && lapse.round === next)
  ) {
    const fact: LapseFact = {
      kind: 'lapse',
      cycle,
      what: 'submissions',
      round: next,
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
function isGivenUp(state: Spine, unit: UnitState, today: CivilDate, calendar: WorkingDayCalendar): boolean {
  if (today > plus(dueOf(state, unit), rhythm.grace, calendar)) return true
  const given = unit.openUntil?.date ?? ''
  return given < today && today >= plus(state.opening.timetable.legal, -rhythm.lastChance, calendar)
}

function substitutions(
  state: CycleState,
  definition: ReportDefinition,
  now: string,
  today: CivilDate,
  calendar: WorkingDayCalendar,
): DueAct[] {
  const round = currentRound(state)
  if (!round || state.held || returnOf(round)) return []
  return openSeats(state, definition).flatMap(({ stage, seat, asked }): DueAct[] => {
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

/** Seats that were asked and have not answered, with the day they were asked. */
function openSeats(
  state: CycleState,
  definition: ReportDefinition,
): { stage: string; seat: string; asked: CivilDate }[] {
  return stageStandings(state, definition).flatMap(({ stage, status, request, seats }) =>
    status === 'asked' && request
      ? seats
          .filter((seat) => !seat.decision && !seat.forced)
          .map(({ seat }) => ({ stage, seat, asked: civilDate(request.at, state.opening.zone) }))
      : [],
  )
}

function reminders(
  state: CycleState,
  definition: ReportDefinition,
  today: CivilDate,
  calendar: WorkingDayCalendar,
): DueAct[] {
  const byPerson = new Map<string, { person: Person; duties: Duty[] }>()
  for (const duty of duties(state, definition)) {
    const entry = byPerson.get(duty.person.id) ?? { person: duty.person, duties: [] }
    entry.duties.push(duty)
    byPerson.set(duty.person.id, entry)
  }
  const mails = [...state.mails.values()]
  return [...byPerson.values()].flatMap(({ person, duties: owed }): DueAct[] => {
    const sent = mails.filter((mail) => mail.to === person.id)
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
  const days = [plus(due, -rhythm.before, calendar), workingDayUntil(due, calendar)].filter((day) => day > asked)
  for (let day = asked > due ? asked : due; days.length < rhythm.reminders; ) {
    day = plus(day, 1, calendar)
    days.push(day)
  }
  return [...new Set(days)]
}

function escalations(
  state: CycleState,
  definition: ReportDefinition,
  today: CivilDate,
  calendar: WorkingDayCalendar,
): DueAct[] {
  if (state.held) return []
  return state.units.flatMap((unit): DueAct[] => {
    const { leader, id } = unit.unit
    const standing = unitStanding(unit, definition)
    if (!leader || (standing !== 'open' && standing !== 'returned')) return []
    const late = dueOf(state, unit)
    const days = elapsed(late, today, calendar)
    const revision = (unit.submissions.at(-1)?.revision ?? 0) + 1
    const duty = { of: 'escalate', unit: id, revision, person: leader.id } as const
    if (days < rhythm.leaderAfter || state.mails.has(mailKey(duty))) return []
    return [{ act: 'escalate', duty, person: leader, unit: id, due: late, days }]
  })
}

function alarms(
  state: CycleState,
  definition: ReportDefinition,
  today: CivilDate,
  calendar: WorkingDayCalendar,
): DueAct[] {
  const { timetable, policy, office, accountable } = state.opening
  if (state.publications.length > 0) return []
  const legal = timetable.legal
  const missing = missingUnits(state, definition).map((unit) => unit.unit.id)
  const days = between(today, legal, calendar)
  const next = (currentRound(state)?.round ?? 0) + 1
  const lapsed = state.lapses.some((lapse) => lapse.what === 'submissions' && lapse.round === next)
  const raised: { alarm: Alarm; about: string }[] = []
  if (lapsed && policy.missing === 'hold' && missing.length > 0) raised.push({ alarm: 'held', about: String(next) })
  // A legal date on a Sunday is announced on the Friday before it, while there is still somebody to act.
  if (today > legal) raised.push({ alarm: 'missed', about: legal })
  else if (today >= workingDayUntil(legal, calendar)) raised.push({ alarm: 'legal-date', about: legal })
  else if (isAtRisk(state, definition, today, calendar)) raised.push({ alarm: 'at-risk', about: legal })
  const told = new Map([...(accountable ? [accountable] : []), ...office].map((person) => [person.id, person]))
  return raised.flatMap(({ alarm, about }) =>
    [...told.values()].flatMap((person): DueAct[] => {
      const duty = { of: 'alarm', alarm, about, person: person.id } as const
      return state.mails.has(mailKey(duty)) ? [] : [{ act: 'alarm', duty, person, alarm, missing, days }]
    }),
  )
}

/** Near the legal date with something behind its own date; or so near that it does not matter what the plan was. */
export function isAtRisk(
  state: CycleState,
  definition: ReportDefinition,
  today: CivilDate,
  official: WorkingDayCalendar,
): boolean {
  if (state.publications.length > 0) return false
  const { timetable } = state.opening
  const left = between(today, timetable.legal, countable(official, timetable))
  const round = currentRound(state)
  const collecting = !round || returnOf(round) !== undefined
  const milestones = collecting
    ? ['submissions']
    : stageStandings(state, definition)
        .filter(({ status }) => status === 'asked' || status === 'waiting')
        .map(({ stage }) => stage)
  const behind = milestones.some((id) => (timetable[id] ?? timetable.legal) < today)
  return left <= 1 || (left <= rhythm.atRisk && (behind || state.held))
}

function digests(
  state: CycleState,
  definition: ReportDefinition,
  today: CivilDate,
  calendar: WorkingDayCalendar,
): DueAct[] {
  const matters = officeMatters(state, definition, today, calendar)
  // What has been on the list for so long is on the board; another mail about it would not be read.
  if (!matters.some((matter) => matter.days < rhythm.reminders)) return []
  return officersOf(state).flatMap((person): DueAct[] => {
    const duty = { of: 'digest', person: person.id, date: today } as const
    return state.mails.has(mailKey(duty)) ? [] : [{ act: 'digest', duty, person, matters }]
  })
}

/** What needs the office now, the oldest first: its board shows it, and once a day its mail. */
export function officeMatters(
  state: CycleState,
  definition: ReportDefinition,
  today: CivilDate,
  official: WorkingDayCalendar,
): OfficeMatter[] {
  const calendar = countable(official, state.opening.timetable)
  const zone = state.opening.zone
  const matters: OfficeMatter[] = []
  const toClear = state.units.filter((unit) => unitReportStanding(state, definition, unit) === 'to-clear')
  if (toClear.length > 0) {
    const since = firstOf(toClear.map((unit) => civilDate(lastOf(unit.submissions).at, zone)).sort())
    const units = toClear.map(({ unit }) => unit.id)
    matters.push({ matter: 'to-clear', units, since, days: elapsed(since, today, calendar) })
  }
  for (const unit of state.units) {
    for (const { n, at, ...asked } of openAsks(unit)) {
      const since = civilDate(at, zone)
      const about = { unit: unit.unit.id, n, ask: asked.ask, ...(asked.ask === 'time' && { until: asked.until }) }
      matters.push({ matter: 'asked', ...about, since, days: elapsed(since, today, calendar) })
    }
  }
  if (isClosed(state)) return matters
  for (const unit of state.units) {
    const standing = unitStanding(unit, definition)
    if (standing === 'settled' || standing === 'exempt' || standing === 'uncleared') continue
    const due = dueOf(state, unit)
    const sent = standing === 'unconfirmed' ? civilDate(lastOf(unit.submissions).at, zone) : due
    const since = lastOf([sent, due].sort())
    const days = elapsed(since, today, calendar)
    const patience = unit.unit.leader && standing !== 'unconfirmed' ? rhythm.officeAfter : rhythm.leaderAfter
    if (days < patience) continue
    const owes = standing === 'unconfirmed' ? 'confirm' : 'submit'
    matters.push({ matter: 'unit-late', unit: unit.unit.id, owes, since, days })
  }
  const round = currentRound(state)
  for (const { stage, seat, asked } of round && !returnOf(round) ? openSeats(state, definition) : []) {
    const substitution = round?.substitutions.find((s) => s.stage === stage && s.seat === seat)
    const expected = state.opening.route.find((r) => r.stage === stage)?.substitutes?.[seat] !== undefined
    if (expected && !substitution) continue
    const since = substitution ? civilDate(substitution.at, zone) : asked
    const days = elapsed(since, today, calendar)
    if (days < rhythm.silentAfter) continue
    matters.push({ matter: 'seat-silent', stage, seat, substitute: substitution !== undefined, since, days })
  }
  matters.push(...failedMails(state, definition, today, calendar))
  const legal = state.opening.timetable.legal
  const left = between(today, legal, calendar)
  if (isAtRisk(state, definition, today, calendar)) {
    const since = plus(legal, -rhythm.atRisk, calendar)
    matters.push({ matter: 'at-risk', legal, left, since, days: elapsed(since, today, calendar) })
  }
  return matters.sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0))
}

/** Mails that did not arrive, to people who owe something now. An answer from a machine is no failure. */
function failedMails(
  state: CycleState,
  definition: ReportDefinition,
  today: CivilDate,
  calendar: WorkingDayCalendar,
): OfficeMatter[] {
  const owing = new Set(duties(state, definition).map((duty) => duty.person.id))
  const newest = new Map<string, OfficeMatter>()
  for (const { duty, event, at } of state.deliveries) {
    const person = state.mails.get(duty)?.to
    if (!person || !owing.has(person)) continue
    if (event === 'delivered') newest.delete(person)
    if (event !== 'bounced' && event !== 'complained' && event !== 'suppressed') continue
    const since = civilDate(at, state.opening.zone)
    newest.set(person, { matter: 'mail-failed', duty, person, event, since, days: elapsed(since, today, calendar) })
  }
  return [...newest.values()]
}

const plus = (date: CivilDate, days: number, calendar: WorkingDayCalendar): CivilDate =>
  addWorkingDays(date, days, calendar).date ?? present(addWorkingDays(date, days, mondayToFriday).date, 'date')

const between = (from: CivilDate, to: CivilDate, calendar: WorkingDayCalendar): number =>
  workingDaysBetween(from, to, calendar).days ?? present(workingDaysBetween(from, to, mondayToFriday).days, 'days')

/** Working days that have passed since the day; 0 on the day and before it. */
const elapsed = (since: CivilDate, today: CivilDate, calendar: WorkingDayCalendar): number =>
  Math.max(0, between(since, today, calendar))

/** The day itself when it is worked, else the last working day before it. */
const workingDayUntil = (date: CivilDate, calendar: WorkingDayCalendar): CivilDate =>
  dayKind(date, calendar) === 'off' ? plus(date, -1, calendar) : date
