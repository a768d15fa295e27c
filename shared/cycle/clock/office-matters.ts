import { type CivilDate, civilDate } from '../../calendar/civil-date.ts'
import { addWorkingDays, workingDaysBetween } from '../../calendar/working-days.ts'
import { firstOf, lastOf } from '../../present.ts'
import { openAsks } from '../asks.ts'
import { duties } from '../duty.ts'
import type { DeliveryFact } from '../facts/mail-facts.ts'
import type { Ask } from '../facts.ts'
import { mailKey } from '../mail-duty.ts'
import { oustedMails } from '../proposal.ts'
import { type AllUnits, currentRound, type DefinedCycle, isClosed, returnOf, unitStanding } from '../reporting-cycle.ts'
import { stageStandings } from '../stage-standing.ts'
import { dueOf } from '../unit-due.ts'
import { isReportStopped, unitReportStanding } from '../unit-report.ts'
import { idleSince } from './idle-correction.ts'
import { elapsed, type OnDay, rhythm } from './rhythm.ts'

/** Something a person at the office has to look after, since when, and for how many working days. */
export type OfficeMatter = { since: CivilDate; days: number } & (
  | { matter: 'unit-late'; unit: string; owes: 'submit' | 'confirm' }
  | { matter: 'seat-silent'; stage: string; seat: string; substitute: boolean }
  | { matter: 'mail-failed'; duty: string; person: string; event: DeliveryFact['event'] }
  /** `ask`: what the unit asked by its n-th request, `until`: the date it wishes for. */
  | { matter: 'asked'; unit: string; n: number; ask: Ask['ask']; until?: CivilDate }
  | { matter: 'to-clear'; units: string[] }
  /** What the unit filed broke a relation when its report was to be published. */
  | { matter: 'report-stopped'; unit: string }
  /** Whoever was skipped, forced or replaced by the act and whose mail did not leave, before which nothing is published, or came back. */
  | { matter: 'untold'; act: number; people: { id: string; name: string }[] }
  /** The version that is to be corrected is public still, unless it was withdrawn. */
  | { matter: 'correction-idle'; held: boolean }
  | { matter: 'at-risk'; legal: CivilDate; left: number }
)

/** What needs the office now, the oldest first: its board shows it, and once a day its mail. */
export function officeMatters(day: OnDay): OfficeMatter[] {
  const { state, definition, today, calendar } = day
  // What was asked before it was called off nobody can answer any more.
  if (state.cancelled) return []
  const zone = state.opening.zone
  const matters: OfficeMatter[] = []
  const toClear = state.units.filter((unit) => unitReportStanding(state, definition, unit) === 'to-clear')
  if (toClear.length > 0) {
    const since = firstOf(toClear.map((unit) => civilDate(lastOf(unit.submissions).at, zone)).sort())
    const units = toClear.map(({ unit }) => unit.id)
    matters.push({ matter: 'to-clear', units, since, days: elapsed(since, today, calendar) })
  }
  for (const unit of state.units) {
    if (isReportStopped(unit)) {
      const since = civilDate(lastOf(unit.returns).at, zone)
      matters.push({ matter: 'report-stopped', unit: unit.unit.id, since, days: elapsed(since, today, calendar) })
    }
    for (const { n, at, ...asked } of openAsks(unit)) {
      const since = civilDate(at, zone)
      const about = { unit: unit.unit.id, n, ask: asked.ask, ...(asked.ask === 'time' && { until: asked.until }) }
      matters.push({ matter: 'asked', ...about, since, days: elapsed(since, today, calendar) })
    }
  }
  if (isClosed(state)) return matters
  // Nobody owes anything while the office holds the cycle: there is no one to call.
  for (const unit of state.held ? [] : state.units) {
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
  for (const { stage, seat, asked } of round && !returnOf(round) && !state.held ? openSeats(day) : []) {
    const substitution = round?.substitutions.find((s) => s.stage === stage && s.seat === seat)
    const expected = state.opening.route.find((r) => r.stage === stage)?.substitutes?.[seat] !== undefined
    if (expected && !substitution) continue
    const since = substitution ? civilDate(substitution.at, zone) : asked
    const days = elapsed(since, today, calendar)
    if (days < rhythm.silentAfter) continue
    matters.push({ matter: 'seat-silent', stage, seat, substitute: substitution !== undefined, since, days })
  }
  matters.push(...idleMatters(day))
  matters.push(...failedMails(day))
  matters.push(...untoldMatters(day))
  const legal = state.opening.timetable.legal
  const left = workingDaysBetween(today, legal, calendar)
  if (isAtRisk(day)) {
    const since = addWorkingDays(legal, -rhythm.atRisk, calendar)
    matters.push({ matter: 'at-risk', legal, left, since, days: elapsed(since, today, calendar) })
  }
  return matters.sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0))
}

export function idleMatters({ state, definition, today, calendar }: OnDay): (OfficeMatter & {
  matter: 'correction-idle'
})[] {
  const since = idleSince({ state, definition })
  const days = since === undefined ? 0 : elapsed(since, today, calendar)
  return since === undefined || days < rhythm.idleAfter
    ? []
    : [{ matter: 'correction-idle', held: state.held, since, days }]
}

export function untoldMatters({ state, today, calendar }: OnDay): (OfficeMatter & { matter: 'untold' })[] {
  const failed = (key: string): boolean =>
    ['bounced', 'suppressed'].includes(state.deliveries.findLast(({ duty }) => duty === key)?.event ?? '')
  return state.acts.flatMap((act) => {
    if (!act.consent || act.act === 'officer') return []
    const unmailed = oustedMails(state, act).filter(({ duty }) => {
      const key = mailKey(duty)
      return !state.mails.has(key) || failed(key)
    })
    const since = civilDate(act.at, state.opening.zone)
    const people = unmailed.map(({ person: { id, name } }) => ({ id, name }))
    return people.length === 0
      ? []
      : [{ matter: 'untold', act: act.n, people, since, days: elapsed(since, today, calendar) }]
  })
}

/** Mails that did not arrive, to people who owe something now. An answer from a machine is no failure. */
function failedMails({ state, definition, today, calendar }: OnDay): OfficeMatter[] {
  const owing = new Set(duties({ state, definition }).map((duty) => duty.person.id))
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

/** Near the legal date with something behind its own date; or so near that it does not matter what the plan was. */
export function isAtRisk(day: OnDay): boolean {
  const { state, today, calendar } = day
  if (state.publications.length > 0) return false
  const left = workingDaysBetween(today, state.opening.timetable.legal, calendar)
  return left <= 1 || (left <= rhythm.atRisk && (isBehind(day) || state.held))
}

/** What is waited for now is past its own date. */
export function isBehind({ state, definition, today }: OnDay<AllUnits>): boolean {
  const { timetable } = state.opening
  const round = currentRound(state)
  const collecting = !round || returnOf(round) !== undefined
  const milestones = collecting
    ? ['submissions']
    : stageStandings(state, definition)
        .filter(({ status }) => status === 'asked' || status === 'waiting')
        .map(({ stage }) => stage)
  return milestones.some((id) => (timetable[id] ?? timetable.legal) < today)
}

/** Seats that were asked and have not answered, with the day they were asked. */
export function openSeats({ state, definition }: DefinedCycle): { stage: string; seat: string; asked: CivilDate }[] {
  return stageStandings(state, definition).flatMap(({ stage, status, request, seats }) =>
    status === 'asked' && request
      ? seats
          .filter((seat) => !seat.decision && !seat.forced)
          .map(({ seat }) => ({ stage, seat, asked: civilDate(request.at, state.opening.zone) }))
      : [],
  )
}
