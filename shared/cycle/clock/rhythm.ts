import type { CivilDate } from '../../calendar/civil-date.ts'
import { addWorkingDays, isWorked, type WorkingDayCalendar, workingDaysBetween } from '../../calendar/working-days.ts'
import type { ReportDefinition } from '../../report/report-definition.ts'
import { type CycleState, calendarOf, type Spine } from '../reporting-cycle.ts'

/** Working days. */
export const rhythm = {
  /** The first reminder before a date. */
  before: 3,
  /** Reminders for one duty, all told: one before, one on the date, the rest on the days after. */
  reminders: 8,
  /** Late this long: the unit's leader hears of it, then the office. */
  leaderAfter: 2,
  officeAfter: 3,
  /** An approver without substitute, or a substitute, silent this long: the office hears of it. */
  silentAfter: 2,
  /** A correction in which nothing happens this long: the office hears of it, and after its mails who answers for the report. */
  idleAfter: 3,
  /** The submission date, or a return, and this long after it, nobody waits for a slice any more. */
  grace: 2,
  /** So near the legal date, whatever is behind its own date puts it at risk. */
  atRisk: 5,
  /** So near the legal date slices are not waited for, unless the office gave that unit more time. */
  lastChance: 3,
} as const

/** A cycle on a day, with the calendar its mails are timed by. */
export type OnDay<State extends Spine = CycleState> = {
  state: State
  definition: ReportDefinition
  today: CivilDate
  calendar: WorkingDayCalendar
}

export const onDay = <State extends Spine>(
  { state, definition }: { state: State; definition: ReportDefinition },
  today: CivilDate,
): OnDay<State> => ({ state, definition, today, calendar: calendarOf(state) })

/** Working days that have passed since the day; 0 on the day and before it. */
export const elapsed = (since: CivilDate, today: CivilDate, calendar: WorkingDayCalendar): number =>
  Math.max(0, workingDaysBetween(since, today, calendar))

/** The day itself when it is worked, else the last working day before it. */
export const workingDayUntil = (date: CivilDate, calendar: WorkingDayCalendar): CivilDate =>
  isWorked(date, calendar) ? date : addWorkingDays(date, -1, calendar)
