import { lastOf, present } from '../present.ts'
import { addDays, type CivilDate } from './civil-date.ts'
import official from './working-days-cn.json' with { type: 'json' }

/**
 * Which days are worked. In China the State Council moves working days to weekends (调休) by a notice a year, so they
 * cannot be computed: beyond the years whose notice is known, every answer is that it is not known.
 */
export type WorkingDayCalendar = {
  id: 'CN' | 'monday-friday'
  name: { zh: string; en: string }
  /** First and last day the calendar knows; absent when it is a plain rule. */
  range?: { from: CivilDate; to: CivilDate }
  /** Worked, though on a weekend. */
  makeUpDays: ReadonlySet<CivilDate>
  daysOff: ReadonlySet<CivilDate>
}

/**
 * The official calendar of China, 2019 to the last year with a notice.
 * The notice of a year may still move the last days before it (2018-12-29 was worked by the notice for 2019), so the
 * last days of the range are as known so far.
 */
export const chineseCalendar: WorkingDayCalendar = fromNotices(official.years)

/** For everywhere else: Monday to Friday, no holidays. */
export const mondayToFriday: WorkingDayCalendar = {
  id: 'monday-friday',
  name: { zh: '周一至周五', en: 'Monday to Friday' },
  makeUpDays: new Set(),
  daysOff: new Set(),
}

/** The calendar that a definition's zone implies. Hong Kong, Macao and Taiwan have calendars of their own, not this one. */
export function calendarOfZone(zone: string): WorkingDayCalendar {
  return zonesOfChina.has(zone) ? chineseCalendar : mondayToFriday
}

/** Not a boolean on purpose: `beyond-range` would pass for one of the two. */
export type DayKind = 'working' | 'off' | 'beyond-range'

export function dayKind(date: CivilDate, calendar: WorkingDayCalendar): DayKind {
  const { range } = calendar
  if (range && (date < range.from || date > range.to)) return 'beyond-range'
  if (calendar.makeUpDays.has(date)) return 'working'
  return calendar.daysOff.has(date) || isWeekend(date) ? 'off' : 'working'
}

/** A day that would have to be counted is not known: a problem as any other, with both ends of what is known. */
type BeyondRange = {
  code: 'calendar-beyond-range'
  facts: Record<'date' | 'calendar' | 'from' | 'to', string>
  message: { zh: string; en: string }
}
export type DateAnswer = { date: CivilDate; problem?: never } | { date?: never; problem: BeyondRange }
export type DaysAnswer = { days: number; problem?: never } | { days?: never; problem: BeyondRange }

/**
 * The n-th working day after `date`, before it when n is negative; `date` itself, worked or not, when n is 0.
 * The problem `calendar-beyond-range` when a day that would have to be counted is not known.
 */
export function addWorkingDays(date: CivilDate, n: number, calendar: WorkingDayCalendar): DateAnswer {
  if (!Number.isSafeInteger(n)) throw new RangeError('working days are whole days')
  const step = Math.sign(n)
  let day = date
  for (let left = Math.abs(n); left > 0; ) {
    day = addDays(day, step)
    const kind = dayKind(day, calendar)
    if (kind === 'beyond-range') return { problem: beyondRange(day, calendar) }
    if (kind === 'working') left -= 1
  }
  return { date: day }
}

/**
 * Working days to go from `from` until `to`: those after `from`, `to` included. When `to` has passed, minus those from
 * `to` on, `from` not included. So `workingDaysBetween(d, addWorkingDays(d, n))` is n.
 */
export function workingDaysBetween(from: CivilDate, to: CivilDate, calendar: WorkingDayCalendar): DaysAnswer {
  const step = from <= to ? 1 : -1
  let days = 0
  for (let day = from; day !== to; ) {
    day = addDays(day, step)
    const kind = dayKind(day, calendar)
    if (kind === 'beyond-range') return { problem: beyondRange(day, calendar) }
    if (kind === 'working') days += step
  }
  return { days }
}

/** Makes the calendar from notices by year, as `working-days-cn.json` holds them. The years must follow each other. */
export function fromNotices(years: Record<string, { daysOff: string[]; makeUpDays: string[] }>): WorkingDayCalendar {
  const notices = Object.entries(years).sort()
  const known = notices.map(([year]) => year)
  if (known.some((year, index) => index > 0 && Number(year) !== Number(known[index - 1]) + 1)) {
    throw new RangeError('a year is missing between the first and the last notice')
  }
  return {
    id: 'CN',
    name: { zh: '国务院办公厅公布的工作日安排', en: "the State Council's calendar of working days" },
    range: { from: `${known[0]}-01-01`, to: `${known.at(-1)}-12-31` },
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

function beyondRange(date: CivilDate, { id, name, range }: WorkingDayCalendar): BeyondRange {
  const { from, to } = present(range, `range of the calendar ${id}`)
  return {
    code: 'calendar-beyond-range',
    facts: { date, calendar: id, from, to },
    message: {
      zh: `${name.zh}目前只收录了 ${from} 至 ${to}，${date} 是不是工作日还不知道。`,
      en: `${capital(name.en)} is known here from ${from} to ${to} only; whether ${date} is a working day is not known yet.`,
    },
  }
}

const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1)
