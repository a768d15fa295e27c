import { addDays, type CivilDate, civilDate, clockTime } from '../../calendar/civil-date.ts'
import { dayKind, mondayToFriday, type WorkingDayCalendar } from '../../calendar/working-days.ts'
import { firstOf, lastOf } from '../../present.ts'

/** In the cycle's zone. */
export const mailHours = { from: '08:00', until: '18:00' } as const

/** Mails of the timer go out on working days, between the hours; what is due at night waits until the morning. */
export function isMailTime(now: string, zone: string, calendar: WorkingDayCalendar): boolean {
  const time = clockTime(now, zone)
  return dayKind(civilDate(now, zone), calendar) === 'working' && time >= mailHours.from && time < mailHours.until
}

/**
 * The calendar to time mails by. Where the official one does not reach, Monday to Friday is good enough for a reminder; the
 * dates themselves were fixed at the opening, by the official one or by a person.
 */
export function countable(calendar: WorkingDayCalendar, timetable: Record<string, CivilDate>): WorkingDayCalendar {
  const dates = Object.values(timetable).sort()
  const { range } = calendar
  // Reminders and their grace reach at most a few weeks to both sides of the dates.
  const reaches = !range || (range.from <= addDays(firstOf(dates), -40) && addDays(lastOf(dates), 60) <= range.to)
  return reaches ? calendar : mondayToFriday
}
