import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  civilDate,
  clockTime,
  daysBetween,
  endOfDay,
  instantOf,
  isCivilDate,
  startOfDay,
} from '../../../shared/calendar/civil-date.ts'

/** What Intl says, which the zone of China is not asked. */
it('China’s clocks are as Intl has them, at any minute since 1970', () => {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' })
  const instants = fc.integer({ min: 0, max: Date.UTC(2100, 0) / 60_000 })
  fc.assert(
    fc.property(instants, (minutes) => {
      const instant = new Date(minutes * 60_000).toISOString()
      expect(`${civilDate(instant, 'Asia/Shanghai')} ${clockTime(instant, 'Asia/Shanghai')}`).toBe(
        format.format(minutes * 60_000),
      )
    }),
  )
})

describe('civilDate', () => {
  it.each([
    ['2026-01-31T15:59:59.999Z', 'Asia/Shanghai', '2026-01-31'],
    ['2026-01-31T16:00:00.000Z', 'Asia/Shanghai', '2026-02-01'],
    ['2026-01-31T16:00:00.000Z', 'UTC', '2026-01-31'],
    ['2026-01-31T16:00:00.000Z', 'Asia/Urumqi', '2026-01-31'],
    ['2026-03-08T04:59:59.999Z', 'America/New_York', '2026-03-07'],
    ['2026-03-09T03:59:59.999Z', 'America/New_York', '2026-03-08'],
    ['2024-12-31T10:00:00.000Z', 'Pacific/Kiritimati', '2025-01-01'],
  ])('%s in %s is %s', (instant, zone, date) => {
    expect(civilDate(instant, zone)).toBe(date)
  })

  it.each([
    ['2026-01-31T15:59:59.999Z', 'Asia/Shanghai', '23:59'],
    ['2026-01-31T16:00:00.000Z', 'Asia/Shanghai', '00:00'],
    ['2026-03-08T07:00:00.000Z', 'America/New_York', '03:00'],
  ])('%s in %s is %s by the clock', (instant, zone, time) => {
    expect(clockTime(instant, zone)).toBe(time)
  })

  it.each([
    ['2026-01-31', '09:30', 'Asia/Shanghai', '2026-01-31T01:30:00.000Z'],
    ['2026-02-01', '00:00', 'Asia/Shanghai', '2026-01-31T16:00:00.000Z'],
    ['2026-03-08', '03:00', 'America/New_York', '2026-03-08T07:00:00.000Z'],
    ['2026-03-08', '01:59', 'America/New_York', '2026-03-08T06:59:00.000Z'],
  ])('%s %s in %s is the instant %s', (date, time, zone, instant) => {
    expect(instantOf(date, time, zone)).toBe(instant)
  })

  it('throws for a zone or an instant that does not exist', () => {
    expect(() => civilDate('2026-01-31T00:00:00.000Z', 'Asia/Nowhere')).toThrow(RangeError)
    expect(() => civilDate('yesterday', 'Asia/Shanghai')).toThrow(RangeError)
  })
})

describe('the bounds of a day', () => {
  it.each([
    ['an ordinary day', '2026-03-31', 'Asia/Shanghai', '2026-03-30T16:00:00.000Z', '2026-03-31T16:00:00.000Z'],
    ['a leap day', '2024-02-29', 'Asia/Shanghai', '2024-02-28T16:00:00.000Z', '2024-02-29T16:00:00.000Z'],
    ['a quarter of an hour', '2026-03-31', 'Asia/Kathmandu', '2026-03-30T18:15:00.000Z', '2026-03-31T18:15:00.000Z'],
    ['23 hours', '2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
    ['25 hours', '2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
    ['begins at one', '2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z', '2018-11-05T02:00:00.000Z'],
    ['midnight twice', '2024-11-03', 'America/Havana', '2024-11-03T04:00:00.000Z', '2024-11-04T05:00:00.000Z'],
    ['half an hour', '2026-04-05', 'Australia/Lord_Howe', '2026-04-04T13:00:00.000Z', '2026-04-05T13:30:00.000Z'],
    ['left out', '2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z', '2011-12-30T10:00:00.000Z'],
  ])('%s: %s in %s', (_, date, zone, start, end) => {
    expect(startOfDay(date, zone)).toBe(start)
    expect(endOfDay(date, zone)).toBe(end)
  })

  it('are the first instants of the day and of the day after, in any zone', () => {
    const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'))
    fc.assert(
      fc.property(zone, days('2012-01-01', '2036-12-31'), (zone, date) => {
        const start = startOfDay(date, zone)
        const end = endOfDay(date, zone)
        expect(civilDate(start, zone)).toBe(date)
        expect(civilDate(justBefore(start), zone)).toBe(addDays(date, -1))
        expect(civilDate(justBefore(end), zone)).toBe(date)
        expect(civilDate(end, zone)).toBe(addDays(date, 1))
      }),
      { numRuns: 300 },
    )
  })

  it('throw for a day that does not exist', () => {
    expect(() => startOfDay('2026-02-29', 'Asia/Shanghai')).toThrow(RangeError)
  })
})

describe('calendar days', () => {
  it.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-05-05', 0, '2026-05-05'],
  ])('%s and %i days is %s', (date, n, later) => {
    expect(addDays(date, n)).toBe(later)
    expect(daysBetween(date, later)).toBe(n)
  })
})

it.each([
  ['2024-02-29', true],
  ['2023-02-29', false],
  ['2026-13-01', false],
  ['2026-04-31', false],
  ['2026-4-1', false],
  ['2026/04/01', false],
  ['2026-04-01T00:00', false],
  ['２０２６-04-01', false],
  ['', false],
])('whether "%s" is a civil date: %s', (text, is) => {
  expect(isCivilDate(text)).toBe(is)
})

function days(from: string, to: string) {
  return fc.integer({ min: 0, max: daysBetween(from, to) }).map((n) => addDays(from, n))
}

function justBefore(instant: string): string {
  return new Date(Date.parse(instant) - 1).toISOString()
}
