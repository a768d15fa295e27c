import { present } from '../present.ts'

/**
 * A civil date, `YYYY-MM-DD`: a day in somebody's calendar, not an instant. Civil dates compare as strings.
 * Instants are ISO 8601 UTC with milliseconds. Zones are IANA names; what they mean comes from Intl, so the answer is
 * the same whatever zone the server is in.
 */
export type CivilDate = string

/** The day it is in `zone` at `instant`. A RangeError for an unknown zone or a malformed instant. */
export function civilDate(instant: string, zone: string): CivilDate {
  return dateAt(Date.parse(instant), zone)
}

/** The time of day in `zone` at `instant`, `HH:MM`, 00:00 to 23:59. */
export function clockTime(instant: string, zone: string): string {
  return wallClock(Date.parse(instant), zone).slice(11)
}

/** The first instant of the day in `zone`: not always midnight, since clocks may be put forward over it. */
export function startOfDay(date: CivilDate, zone: string): string {
  const midnight = parse(date)
  // Nearly always the offset of that hour answers at once: the millisecond before is still the day before.
  const likely = midnight - offsetAt(midnight, zone)
  if (dateAt(likely, zone) === date && dateAt(likely - 1, zone) < date) return new Date(likely).toISOString()
  // Offsets lie between -12 and +14 hours, so the day begins within 26 hours of midnight UTC; halve until one millisecond.
  let before = midnight - 26 * hour
  let after = midnight + 26 * hour
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (dateAt(middle, zone) < date) before = middle
    else after = middle
  }
  return new Date(after).toISOString()
}

/** The first instant after the day in `zone`: a duty due on `date` is late at this instant and not a millisecond before. */
export function endOfDay(date: CivilDate, zone: string): string {
  return startOfDay(addDays(date, 1), zone)
}

/** The instant at which it is that day and time, `HH:MM`, in `zone`; where clocks are put forward over it, what they show then. */
export function instantOf(date: CivilDate, time: string, zone: string): string {
  const wall = parse(date) + Date.parse(`1970-01-01T${time}:00.000Z`)
  return new Date(wall - offsetAt(wall - offsetAt(wall, zone), zone)).toISOString()
}

/** The civil date so many calendar days later; earlier when `days` is negative. */
export function addDays(date: CivilDate, days: number): CivilDate {
  return new Date(parse(date) + days * 24 * hour).toISOString().slice(0, 10)
}

/** Calendar days from one civil date to another; negative when `to` is the earlier one. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return (parse(to) - parse(from)) / (24 * hour)
}

/** Whether the text is a day that exists, written `YYYY-MM-DD`. For what people type; the functions here throw instead. */
export function isCivilDate(text: string): text is CivilDate {
  return !Number.isNaN(midnightOf(text))
}

/** In milliseconds, UTC; NaN where there is no such day: `Date.parse` takes the 30th of February for the 2nd of March. */
function midnightOf(text: string): number {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return Number.NaN
  const instant = Date.parse(`${text}T00:00:00.000Z`)
  return new Date(instant).getUTCDate() === Number(text.slice(8)) ? instant : Number.NaN
}

const hour = 3_600_000

function parse(date: CivilDate): number {
  const midnight = midnightOf(date)
  if (Number.isNaN(midnight)) throw new RangeError('not a civil date, YYYY-MM-DD')
  return midnight
}

/** Milliseconds by which the clocks of the zone are ahead of UTC. */
function offsetAt(milliseconds: number, zone: string): number {
  const instant = new Date(milliseconds).toISOString()
  return Date.parse(`${dateAt(milliseconds, zone)}T${clockTime(instant, zone)}:00.000Z`) - milliseconds
}

const dateAt = (milliseconds: number, zone: string): CivilDate => wallClock(milliseconds, zone).slice(0, 10)

/**
 * China has had one time and no other since its last summer time ended. The first format of a process takes 12 ms of a processor, most of
 * what a page of a function that has just started takes by itself.
 */
const oneTime = { zone: 'Asia/Shanghai', since: Date.UTC(1992, 0), ahead: 8 * hour }

/** What the clocks of the zone show, `YYYY-MM-DDTHH:MM`. */
function wallClock(milliseconds: number, zone: string): string {
  if (zone === oneTime.zone && milliseconds >= oneTime.since)
    return new Date(milliseconds + oneTime.ahead).toISOString().slice(0, 16)
  const parts = formatOf(zone).formatToParts(milliseconds)
  const part = (type: string) =>
    present(
      parts.find((p) => p.type === type),
      'part',
    ).value
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`
}

// Making a format costs a hundred times what using it does.
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hourCycle: 'h23',
    hour: '2-digit',
    minute: '2-digit',
  })
  formats.set(zone, format)
  return format
}

/** 2021年1月29日 / 29 January 2021. */
export function shownDate(date: CivilDate, language: Language): string {
  const [year, month, day] = [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8))]
  return language === 'zh' ? `${year}年${month}月${day}日` : `${day} ${months[month - 1]} ${year}`
}

/** 1月29日 / 29 Jan: where the year is clear. */
export function shortDate(date: CivilDate, language: Language): string {
  const [, month, day] = date.split('-').map(Number) as [number, number, number]
  return language === 'zh' ? `${month}月${day}日` : `${day} ${months[month - 1]?.slice(0, 3)}`
}

/** 2021年1月29日 16:05 / 29 January 2021, 16:05: the clock time of the zone. */
export function shownMoment(instant: string, zone: string, language: Language): string {
  const shown = wallClock(Date.parse(instant), zone)
  return `${shownDate(shown.slice(0, 10), language)}${language === 'zh' ? ' ' : ', '}${shown.slice(11)}`
}

/** The languages a date is shown in. */
type Language = 'zh' | 'en'

// Marked, so that a script which shows no date leaves it out.
const months =
  /* @__PURE__ */ 'January February March April May June July August September October November December'.split(' ')
