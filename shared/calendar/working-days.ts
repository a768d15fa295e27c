import { lastOf } from '../present.ts'
import { addDays, type CivilDate } from './civil-date.ts'
import official from './working-days-cn.json' with { type: 'json' }

/**
 * Which days are worked. In China the State Council moves working days to weekends (调休) by a notice a year, so they
 * cannot be computed: a year whose notice is not known is counted by weekends and fixed days, for the time being (暂按).
 */
export type WorkingDayCalendar = {
  id: 'CN' | 'monday-friday'
  /** The years whose notice is known; absent when it is a plain rule. */
  years?: ReadonlySet<string>
  /** Worked, though on a weekend. */
  makeUpDays: ReadonlySet<CivilDate>
  daysOff: ReadonlySet<CivilDate>
}

/** What the notice for a year says; it may move the last days of the year before. */
export type YearNotice = { year: string; daysOff: readonly CivilDate[]; makeUpDays: readonly CivilDate[] }

/** The official calendar of China, as far as its notices came with this program. */
export const chineseCalendar: WorkingDayCalendar = fromNotices(official.years)

/** For everywhere else: Monday to Friday, no holidays. */
export const mondayToFriday: WorkingDayCalendar = {
  id: 'monday-friday',
  makeUpDays: new Set(),
  daysOff: new Set(),
}

/** The calendar that a definition's zone implies. Hong Kong, Macao and Taiwan have calendars of their own, not this one. */
export function calendarOfZone(zone: string): WorkingDayCalendar {
  return zonesOfChina.has(zone) ? chineseCalendar : mondayToFriday
}

export function isWorked(date: CivilDate, calendar: WorkingDayCalendar): boolean {
  if (calendar.makeUpDays.has(date)) return true
  if (calendar.daysOff.has(date) || isWeekend(date)) return false
  return isKnown(date, calendar) || !fixedDaysOff.includes(date.slice(5))
}

/** Every year's, whatever the notice adds to them: New Year, Labour Day, National Day. */
const fixedDaysOff = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']

const isKnown = (date: CivilDate, { years }: WorkingDayCalendar): boolean => !years || years.has(date.slice(0, 4))

/** The first year without a notice among the days that are counted from one date to another, either way: `from` itself is not. */
export function unknownYear(from: CivilDate, to: CivilDate, calendar: WorkingDayCalendar): string | undefined {
  if (from === to) return undefined
  const [first, last] = from < to ? [addDays(from, 1), to] : [to, addDays(from, -1)]
  for (let year = Number(first.slice(0, 4)); year <= Number(last.slice(0, 4)); year += 1) {
    if (!isKnown(`${year}-01-01`, calendar)) return String(year)
  }
  return undefined
}

/** The n-th working day after `date`, before it when n is negative; `date` itself, worked or not, when n is 0. */
export function addWorkingDays(date: CivilDate, n: number, calendar: WorkingDayCalendar): CivilDate {
  if (!Number.isSafeInteger(n)) throw new RangeError('working days are whole days')
  let day = date
  for (let left = Math.abs(n); left > 0; ) {
    day = addDays(day, Math.sign(n))
    if (isWorked(day, calendar)) left -= 1
  }
  return day
}

/**
 * Working days to go from `from` until `to`: those after `from`, `to` included. When `to` has passed, minus those from
 * `to` on, `from` not included. So `workingDaysBetween(d, addWorkingDays(d, n))` is n.
 */
export function workingDaysBetween(from: CivilDate, to: CivilDate, calendar: WorkingDayCalendar): number {
  const step = from <= to ? 1 : -1
  let days = 0
  for (let day = from; day !== to; ) {
    day = addDays(day, step)
    if (isWorked(day, calendar)) days += step
  }
  return days
}

/** The calendar with a year's notice brought in, in the place of what it said of that year. */
export function withNotice(calendar: WorkingDayCalendar, notice: YearNotice): WorkingDayCalendar {
  const { year } = notice
  const others = (days: ReadonlySet<CivilDate>) => [...days].filter((day) => !day.startsWith(year))
  return {
    ...calendar,
    years: new Set([...(calendar.years ?? []), year]),
    daysOff: new Set([...others(calendar.daysOff), ...notice.daysOff]),
    makeUpDays: new Set([...others(calendar.makeUpDays), ...notice.makeUpDays]),
  }
}

/** Makes the calendar from notices by year, as `working-days-cn.json` holds them. */
function fromNotices(years: Record<string, { daysOff: string[]; makeUpDays: string[] }>): WorkingDayCalendar {
  const notices = Object.entries(years)
  return {
    id: 'CN',
    years: new Set(Object.keys(years)),
    daysOff: new Set(notices.flatMap(([year, { daysOff }]) => daysOff.flatMap((span) => daysOfSpan(year, span)))),
    makeUpDays: new Set(notices.flatMap(([year, { makeUpDays }]) => makeUpDays.map((day) => `${year}-${day}`))),
  }
}

function daysOfSpan(year: string, span: string): CivilDate[] {
  const [first, last = first] = span.split('..')
  const days = [`${year}-${first}`]
  while (lastOf(days) < `${year}-${last}`) days.push(addDays(lastOf(days), 1))
  return days
}

/** The IANA names, old ones included, of zones in mainland China. */
const zonesOfChina = new Set([
  'Asia/Shanghai',
  'Asia/Urumqi',
  'Asia/Chongqing',
  'Asia/Chungking',
  'Asia/Harbin',
  'Asia/Kashgar',
  'PRC',
])

function isWeekend(date: CivilDate): boolean {
  const weekday = new Date(`${date}T00:00:00.000Z`).getUTCDay()
  return weekday === 0 || weekday === 6
}
