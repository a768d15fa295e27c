import { civilDate } from '../calendar/civil-date.ts'
import { addWorkingDays, unknownYear } from '../calendar/working-days.ts'
import { lastOf } from '../present.ts'
import type { OfficeActFact, Person } from './facts.ts'
import {
  calendarOf,
  correctionUnderWay,
  currentRound,
  openReturn,
  type Spine,
  type UnitState,
} from './reporting-cycle.ts'

/**
 * The civil date by which a unit's slice is due: the cycle's, the one the office gave it, or a few days after it was sent
 * back, whichever is latest.
 */
export function dueOf(state: Spine, unit: UnitState): string {
  const { timetable } = state.opening
  const dates = [timetable.submissions ?? timetable.legal]
  if (unit.openUntil) dates.push(unit.openUntil.date)
  const returned = openReturn(unit)
  if (returned) dates.push(...daysAfter(state, returned.at))
  return lastOf(dates.sort())
}

type Joined = OfficeActFact & { act: 'join' }

/** The date the unit was given at first: the cycle's, or its own where it joined later. */
export function firstDueOf(state: Spine, unit: string): string {
  const joined = state.acts.find((act): act is Joined => act.act === 'join' && act.unit === unit)
  const { submissions, legal } = state.opening.timetable
  return joined?.until ?? submissions ?? legal
}

/**
 * The civil date by which a stage answers, or a person who was named for a seat of it since: a notice of working days may have moved
 * the stage's date since it was asked.
 */
export function dueOfStage(state: Spine, stage: string, person?: string): string {
  const { timetable } = state.opening
  const round = currentRound(state)
  const names = (one: { stage: string; to: Person }) => one.stage === stage && one.to.id === person
  const named = [
    ...[...(round?.delegations ?? []), ...(round?.substitutions ?? [])].filter(names),
    ...state.acts.filter((act) => act.act === 'reassign' && names(act)),
  ]
  const asked = [...(round?.requests.filter((request) => request.stage === stage) ?? []), ...named]
  return answerBy(
    state,
    timetable[stage] ?? timetable.legal,
    asked.map(({ at }) => at),
  )
}

/** The civil date by which the unit's leader answers for the newest revision: it may have been sent when the unit's own date was over. */
export const dueToConfirm = (state: Spine, unit: UnitState): string =>
  answerBy(
    state,
    dueOf(state, unit),
    unit.submissions.slice(-1).map(({ at }) => at),
  )

/**
 * The civil date by which somebody answers who was asked at these instants: the given one; where it was over by then, and in a
 * correction, of which it knew nothing, so many days after, within the legal date as long as that is ahead.
 */
export function answerBy(state: Spine, date: string, asked: readonly string[]): string {
  const { legal } = state.opening.timetable
  const correcting = correctionUnderWay(state) !== undefined
  const given = asked.flatMap((at) => {
    const day = civilDate(at, state.opening.zone)
    if (!correcting && day <= date) return []
    return daysAfter(state, at).map((due) => (!correcting && day <= legal && due > legal ? legal : due))
  })
  return lastOf([date, ...given].sort())
}

/** The cycle as it was counted before a notice was brought in. */
export function beforeNotice<State extends Spine>(state: State, act: OfficeActFact & { act: 'notice' }): State {
  const earlier = state.acts.filter(({ act: each, n }) => each === 'notice' && n < act.n).length
  const dates = Object.fromEntries(act.moved.map(({ milestone, from }) => [milestone, from]))
  const timetable = { ...state.opening.timetable, ...dates }
  return { ...state, opening: { ...state.opening, timetable }, calendars: state.calendars.slice(0, earlier + 1) }
}

/** Counted by every calendar there was: whoever was told a day keeps it when a notice would make it an earlier one. */
const daysAfter = ({ opening, calendars }: Spine, at: string): string[] =>
  calendars.map((calendar) => addWorkingDays(civilDate(at, opening.zone), daysToAnswer, calendar))

/** The year without a notice that a milestone's date rests on (暂按), as long as nobody has brought one in. */
export const provisionalYear = (state: Pick<Spine, 'opening' | 'calendars'>, milestone: string): string | undefined => {
  const { timetable, provisional } = state.opening
  const date = timetable[milestone]
  return date && provisional?.includes(milestone)
    ? unknownYear(timetable.legal, date, lastOf(state.calendars))
    : undefined
}

/** The same of the date by which a unit's slice is due. */
export function provisionalDue(state: Spine, unit: UnitState): string | undefined {
  const due = dueOf(state, unit)
  if (unit.openUntil?.date === due) return undefined
  if (due === state.opening.timetable.submissions) return provisionalYear(state, 'submissions')
  const returned = openReturn(unit)
  return returned && unknownYear(civilDate(returned.at, state.opening.zone), due, calendarOf(state))
}

/** Working days a unit has after its slice was sent back, and whoever is asked when the date for it is over. */
const daysToAnswer = 2
