import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, daysBetween } from '../../../shared/calendar/civil-date.ts'
import {
  addWorkingDays,
  calendarOfZone,
  chineseCalendar,
  isWorked,
  mondayToFriday,
  unknownYear,
  withNotice,
  workingDaysBetween,
} from '../../../shared/calendar/working-days.ts'

describe('the official calendar, day by day from the notices', () => {
  it.each([
    // 2020: the festival was lengthened to 2 February; the make-up day before it stayed, that of 1 February fell.
    ['2020-01-19', 'working'],
    ...span('2020-01-24', '2020-02-02', 'off'),
    ['2020-02-03', 'working'],
    ['2020-02-08', 'off'],
    ['2021-02-07', 'working'],
    ...span('2021-02-11', '2021-02-17', 'off'),
    ['2021-02-18', 'working'],
    ['2021-02-20', 'working'],
    // Labour Day 2019 was lengthened by a second notice in March.
    ...span('2019-05-01', '2019-05-04', 'off'),
    ['2019-04-28', 'working'],
    ['2019-05-05', 'working'],
    ['2022-01-29', 'working'],
    ['2022-01-30', 'working'],
    ['2023-01-02', 'off'],
    ['2023-01-28', 'working'],
    ['2024-02-04', 'working'],
    ['2024-02-09', 'working'],
    ...span('2024-02-10', '2024-02-17', 'off'),
    ['2024-02-18', 'working'],
    ['2025-01-26', 'working'],
    ...span('2025-01-28', '2025-02-04', 'off'),
    ['2025-02-08', 'working'],
    ...span('2026-01-01', '2026-01-03', 'off'),
    ['2026-01-04', 'working'],
    ['2026-02-14', 'working'],
    ...span('2026-02-15', '2026-02-23', 'off'),
    ['2026-02-28', 'working'],
    ['2026-05-09', 'working'],
    ['2026-09-20', 'working'],
    ['2026-10-10', 'working'],
    // Ordinary weeks.
    ['2026-03-06', 'working'],
    ['2026-03-07', 'off'],
    ['2026-03-08', 'off'],
  ])('%s: %s', (date, kind) => {
    expect(isWorked(date, chineseCalendar)).toBe(kind === 'working')
  })

  // The well-known sums, against a slip. 2020 was to have 251; 31 January and 1 February fell with the longer festival.
  it.each([
    [2019, 250],
    [2020, 249],
    [2021, 250],
    [2022, 249],
    [2023, 249],
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('%i has %i working days', (year, count) => {
    const all = span(`${year}-01-01`, `${year}-12-31`, 'working').map(([date]) => isWorked(date!, chineseCalendar))
    expect(all.filter((worked) => worked)).toHaveLength(count)
  })

  it('moves make-up days to weekends only', () => {
    const weekdays = [...chineseCalendar.makeUpDays].filter((date) => isWorked(date, mondayToFriday))
    expect(weekdays).toEqual([])
    expect([...chineseCalendar.makeUpDays].filter((date) => chineseCalendar.daysOff.has(date))).toEqual([])
  })
})

describe('a year without a notice', () => {
  it.each([
    ['2027-01-01', false],
    ['2027-01-04', true],
    ['2027-02-08', true], // Spring Festival: no fixed day of the year.
    ['2027-01-09', false],
    ['2027-05-02', false],
    ['2027-05-03', true],
    ['2031-10-03', false],
    ['2018-12-31', true],
  ])('%s is counted by weekends and fixed days: %s', (date, worked) => {
    expect(isWorked(date, chineseCalendar)).toBe(worked)
  })

  it.each([
    ['2026-12-30', '2027-01-04', '2027'],
    ['2027-01-31', '2027-01-18', '2027'],
    ['2027-01-01', '2026-12-30', undefined], // The day it is counted from is not counted.
    ['2026-12-30', '2029-01-04', '2027'],
    ['2019-01-01', '2018-12-28', '2018'],
    ['2026-01-04', '2026-03-04', undefined],
    ['2027-03-31', '2027-03-31', undefined],
  ])('from %s to %s rests on %s', (from, to, year) => {
    expect(unknownYear(from, to, chineseCalendar)).toBe(year)
    expect(unknownYear(from, to, mondayToFriday)).toBeUndefined()
  })

  // Invented days: the form of a notice, not the notice of 2027.
  const notice = {
    year: '2027',
    daysOff: ['2027-01-01', '2027-02-05', '2027-02-08'],
    makeUpDays: ['2026-12-27', '2027-01-30'],
  }
  it('follows its notice once that is brought in, which may reach into the year before', () => {
    const known = withNotice(chineseCalendar, notice)
    const worked = ['2026-12-27', '2027-01-01', '2027-01-30', '2027-02-08', '2027-10-01'].map((day) =>
      isWorked(day, known),
    )
    expect(worked).toEqual([true, false, true, false, true])
    expect(unknownYear('2026-12-30', '2027-03-01', known)).toBeUndefined()
    expect(isWorked('2026-05-09', known)).toBe(true)
  })

  it('and a second notice stands in the place of the first', () => {
    const again = withNotice(withNotice(chineseCalendar, notice), {
      ...notice,
      daysOff: ['2027-01-01'],
      makeUpDays: [],
    })
    expect(['2027-01-30', '2027-02-08'].map((day) => isWorked(day, again))).toEqual([false, true])
  })
})

describe('addWorkingDays and workingDaysBetween', () => {
  it.each([
    ['over Spring Festival 2026, forward', '2026-02-13', 3, '2026-02-25'],
    ['over Spring Festival 2026, back', '2026-02-24', -2, '2026-02-13'],
    ['back from a day off', '2026-02-20', -1, '2026-02-14'],
    ['over a make-up Sunday', '2025-01-24', 1, '2025-01-26'],
    ['over New Year', '2025-12-31', 1, '2026-01-04'],
    ['back over 31 January 2026, a Saturday', '2026-01-31', -5, '2026-01-26'],
    ['no days from a day off', '2026-02-20', 0, '2026-02-20'],
  ])('%s: %s and %i is %s', (_, date, n, result) => {
    expect(addWorkingDays(date, n, chineseCalendar)).toBe(result)
    expect(workingDaysBetween(date, result, chineseCalendar)).toBe(n)
  })

  it('knows Monday to Friday for ever', () => {
    expect(addWorkingDays('2040-12-31', 1, mondayToFriday)).toBe('2041-01-01')
    expect(addWorkingDays('2026-03-06', 1, mondayToFriday)).toBe('2026-03-09')
  })

  const calendar = fc.constantFrom(chineseCalendar, mondayToFriday)
  const day = fc.integer({ min: 0, max: daysBetween('2020-01-01', '2025-12-31') }).map((n) => addDays('2020-01-01', n))
  const count = fc.integer({ min: -200, max: 200 })

  it('undo each other', () => {
    fc.assert(
      fc.property(calendar, day, count, (calendar, date, n) => {
        const there = addWorkingDays(date, n, calendar)
        expect(workingDaysBetween(date, there, calendar)).toBe(n)
        if (n !== 0) expect(isWorked(there, calendar)).toBe(true)
        if (isWorked(date, calendar)) expect(addWorkingDays(there, -n, calendar)).toBe(date)
      }),
    )
  })

  it('never turn the order of dates round', () => {
    fc.assert(
      fc.property(calendar, day, day, count, (calendar, a, b, n) => {
        const [early, late] = [a, b].sort() as [string, string]
        expect(addWorkingDays(early, n, calendar) <= addWorkingDays(late, n, calendar)).toBe(true)
        expect(addWorkingDays(a, n, calendar) < addWorkingDays(a, n + 1, calendar) || n === -1 || n === 0).toBe(true)
      }),
    )
  })

  it('refuse half days', () => {
    expect(() => addWorkingDays('2026-01-05', 0.5, chineseCalendar)).toThrow(RangeError)
  })
})

it.each([
  ['Asia/Shanghai', 'CN'],
  ['Asia/Urumqi', 'CN'],
  ['Asia/Hong_Kong', 'monday-friday'],
  ['Europe/Berlin', 'monday-friday'],
])('%s works by %s', (zone, id) => {
  expect(calendarOfZone(zone).id).toBe(id)
})

function span(from: string, to: string, kind: string): [string, string][] {
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, n) => [addDays(from, n), kind])
}
