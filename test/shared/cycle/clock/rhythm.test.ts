import { expect, test } from 'vitest'
import type { WorkingDayCalendar } from '../../../../shared/calendar/working-days.ts'
import { isMailTime } from '../../../../shared/cycle/clock/mail-time.ts'
import { elapsed, onDay, workingDayUntil } from '../../../../shared/cycle/clock/rhythm.ts'
import { calendarOf } from '../../../../shared/cycle/reporting-cycle.ts'
import { act, definition, stateOf } from '../two-of-each.ts'

/** Spring Festival as a notice may set it: off from Monday the 16th to Friday the 20th, worked on Saturday the 14th. */
const calendar: WorkingDayCalendar = {
  ...{ id: 'CN', years: new Set(['2026']) },
  daysOff: new Set(['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20']),
  makeUpDays: new Set(['2026-02-14']),
}

test.each<[string, string, string, number]>([
  ['none on the day itself', '2026-02-11', '2026-02-11', 0],
  ['none before it, and not fewer', '2026-02-13', '2026-02-11', 0],
  ['one on the day after', '2026-02-11', '2026-02-12', 1],
  ['the Saturday that is worked', '2026-02-13', '2026-02-14', 1],
  ['no Sunday', '2026-02-14', '2026-02-15', 0],
  ['none of the days off', '2026-02-14', '2026-02-22', 0],
  ['the first worked day after them', '2026-02-14', '2026-02-23', 1],
])('of the days that have passed are counted: %s', (_, since, today, days) => {
  expect(elapsed(since, today, calendar)).toBe(days)
})

test.each<[string, string, string]>([
  ['a Monday is itself', '2026-02-09', '2026-02-09'],
  ['a Saturday is the Friday before', '2026-02-07', '2026-02-06'],
  ['a Sunday too', '2026-02-08', '2026-02-06'],
  ['a Saturday that is worked is itself', '2026-02-14', '2026-02-14'],
  ['the last day off is the worked Saturday before all of them', '2026-02-20', '2026-02-14'],
])('the working day until a date: %s', (_, date, day) => {
  expect(workingDayUntil(date, calendar)).toBe(day)
})

test('a cycle on a day is timed by the newest of its calendars', () => {
  const state = stateOf([act({ act: 'notice', year: '2027', daysOff: ['2027-03-03'], makeUpDays: [], moved: [] })])
  expect(state.calendars).toHaveLength(2)
  expect(onDay({ state, definition }, '2026-02-09')).toEqual({
    ...{ state, definition, today: '2026-02-09' },
    calendar: calendarOf(state),
  })
})

test.each<[string, string, boolean]>([
  ['a moment before eight waits', '2026-02-09T07:59:59.999', false],
  ['from eight on it goes out', '2026-02-09T08:00:00.000', true],
  ['until a moment before six', '2026-02-09T17:59:59.999', true],
  ['at six it waits for the morning', '2026-02-09T18:00:00.000', false],
  ['at night it waits', '2026-02-09T02:00:00.000', false],
  ['on a Sunday it waits', '2026-02-08T10:00:00.000', false],
  ['on a Saturday that is worked it goes out', '2026-02-14T10:00:00.000', true],
  ['on a Monday that is off it waits', '2026-02-16T10:00:00.000', false],
])('a mail of the timer: %s', (_, now, goesOut) => {
  expect(isMailTime(new Date(`${now}+08:00`).toISOString(), 'Asia/Shanghai', calendar)).toBe(goesOut)
})

test.each<[string, string, string, boolean]>([
  ['a Sunday’s afternoon there, Monday here', '2026-02-09T01:00:00.000Z', 'America/Los_Angeles', false],
  ['a Friday’s afternoon there, Saturday here', '2026-02-07T01:00:00.000Z', 'America/Los_Angeles', true],
  ['nine there, one here', '2026-02-09T01:00:00.000Z', 'Asia/Shanghai', true],
  ['six there, ten here', '2026-02-09T10:00:00.000Z', 'Asia/Shanghai', false],
])('day and hour are those of the cycle’s zone: %s', (_, now, zone, goesOut) => {
  expect(isMailTime(now, zone, calendar)).toBe(goesOut)
})
