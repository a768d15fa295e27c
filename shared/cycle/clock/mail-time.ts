import { civilDate, clockTime } from '../../calendar/civil-date.ts'
import { isWorked, type WorkingDayCalendar } from '../../calendar/working-days.ts'

/** In the cycle's zone. */
export const mailHours = { from: '08:00', until: '18:00' } as const

/** Mails of the timer go out on working days, between the hours; what is due at night waits until the morning. */
export function isMailTime(now: string, zone: string, calendar: WorkingDayCalendar): boolean {
  const time = clockTime(now, zone)
  return isWorked(civilDate(now, zone), calendar) && time >= mailHours.from && time < mailHours.until
}
