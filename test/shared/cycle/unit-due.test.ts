import { describe, expect, test } from 'vitest'
import type { Fact, OfficeAct } from '../../../shared/cycle/facts.ts'
import { calendarOf, unitState } from '../../../shared/cycle/reporting-cycle.ts'
import {
  beforeNotice,
  dueOf,
  dueOfStage,
  dueToConfirm,
  firstDueOf,
  provisionalDue,
  provisionalYear,
} from '../../../shared/cycle/unit-due.ts'
import { base, decision, deputy, opening, person, stateOf, submission } from './two-of-each.ts'

const numbered = (n: number, what: OfficeAct): Fact => ({
  ...{ ...base, kind: 'act', n, id: `act-${n}`, by: 'officer', reason: `理由${n}` },
  ...what,
})
const returning = (round: number, stage: string, seat: string, unit: string): Fact =>
  decision(round, stage, seat, { choice: 'return', reasons: [{ unit, text: `退${seat}` }] })

describe('when something is due', () => {
  const notice = (n: number, year: string, moved: { milestone: string; from: string; to: string }[]): Fact =>
    numbered(n, { act: 'notice', year, daysOff: [`${year}-03-03`], makeUpDays: [], moved })
  const first = notice(1, '2027', [{ milestone: 'first', from: '2026-01-14', to: '2026-01-15' }])
  const second = notice(3, '2028', [{ milestone: 'first', from: '2026-01-15', to: '2026-01-13' }])
  const noticed = stateOf([first, numbered(2, { act: 'hold' }), second])
  const of = (n: number) => noticed.acts.find((act) => act.n === n) as never

  test('a stage by its own date, or by the legal one where it has none', () => {
    expect([dueOfStage(noticed, 'second'), dueOfStage(noticed, 'nobody')]).toEqual(['2026-01-16', '2026-01-20'])
    expect(dueOf(noticed, unitState(noticed, 'a')!)).toBe('2026-01-12')
    const { submissions: _, ...timetable } = opening.timetable
    const without = stateOf([], { ...opening, timetable })
    expect(dueOf(without, unitState(without, 'a')!)).toBe('2026-01-20')
  })

  describe('of what is asked when the date is over', () => {
    const request = (at: string): Fact =>
      ({ ...base, kind: 'request', round: 2, stage: 'first', draft: 'draft2', due: '2026-01-14', at }) as Fact
    const asked = (day: string) => request(`${day}T01:00:00.000Z`)
    const out: Fact[] = [
      { ...base, kind: 'publication', version: 1, round: 1, draft: 'draft1', manifest: 'm' },
      numbered(1, { act: 'correct', version: 1 }),
    ]
    test.each<[string, Fact[], string]>([
      ['not asked yet', [], '2026-01-14'],
      ['asked before it', [asked('2026-01-12')], '2026-01-14'],
      ['asked on the day', [asked('2026-01-14')], '2026-01-14'],
      ['asked on the day after: two working days', [asked('2026-01-15')], '2026-01-19'],
      ['within the legal date, as long as that is ahead', [asked('2026-01-19')], '2026-01-20'],
      ['after the legal date', [asked('2026-01-21')], '2026-01-23'],
      ['of a correction', [...out, asked('2026-06-01')], '2026-06-03'],
      ['of a correction that is begun before its date', [...out, asked('2026-01-08')], '2026-01-14'],
      ['of a correction that is asked on its date', [...out, asked('2026-01-14')], '2026-01-16'],
    ])('a stage %s', (_, facts, due) => {
      expect(dueOfStage(stateOf(facts), 'first')).toBe(due)
    })

    test('whoever is named for a seat later has days of their own, and nobody else has', () => {
      const late = '2026-01-16T01:00:00.000Z'
      const deputies: Fact[] = [
        { ...deputy('substitution', 2, 'first', 'f1', 'he'), at: late } as Fact,
        { ...deputy('delegation', 2, 'first', 'f2', 'wu'), at: late } as Fact,
        { ...numbered(1, { act: 'reassign', stage: 'first', seat: 'f2', to: person('li') }), at: late } as Fact,
      ]
      const state = stateOf([asked('2026-01-12'), ...deputies])
      expect(['he', 'wu', 'li', 'f1'].map((id) => dueOfStage(state, 'first', id))).toEqual([
        ...['2026-01-20', '2026-01-20', '2026-01-20'],
        '2026-01-14',
      ])
      expect(dueOfStage(state, 'second', 'he')).toBe('2026-01-16')
    })

    test('a leader has days of their own for what was sent back and filed again', () => {
      const again = (day: string) => {
        const state = stateOf([{ ...submission('a', 3), at: `${day}T01:00:00.000Z` } as Fact])
        return dueToConfirm(state, unitState(state, 'a')!)
      }
      expect(['2026-01-12', '2026-01-13', '2026-06-01'].map(again)).toEqual(['2026-01-12', '2026-01-15', '2026-06-03'])
    })
  })

  test('a unit at first: with the cycle, whatever it was given since, or by its own date where it joined later', () => {
    const [a] = opening.units
    const joins = (n: number, id: string, until: string) =>
      numbered(n, { act: 'join', unit: id, joining: { ...a!, id }, until })
    const extended = numbered(1, { act: 'extend', unit: 'a', until: '2026-01-18' })
    const state = stateOf([extended, joins(2, 'c', '2026-01-17'), joins(3, 'd', '2026-01-19')])
    const firstDues = ['a', 'b', 'c', 'd'].map((unit) => firstDueOf(state, unit))
    expect(firstDues).toEqual(['2026-01-12', '2026-01-12', '2026-01-17', '2026-01-19'])
    const { submissions: _, ...timetable } = opening.timetable
    expect(firstDueOf(stateOf([extended], { ...opening, timetable }), 'a')).toBe('2026-01-20')
  })

  test('as it was before each notice', () => {
    expect(noticed.calendars).toHaveLength(3)
    expect(calendarOf(noticed)).toBe(noticed.calendars[2])
    const before = [1, 3].map((n) => beforeNotice(noticed, of(n)))
    expect(before.map(({ calendars }) => calendars.length)).toEqual([1, 2])
    expect(before.map(({ opening: { timetable } }) => timetable.first)).toEqual(['2026-01-14', '2026-01-15'])
    expect(before.map(({ opening: { timetable } }) => timetable.second)).toEqual(['2026-01-16', '2026-01-16'])
  })

  test('for the time being, where its own date rests on a year without a notice', () => {
    const ahead = {
      ...{ ...opening, year: 2027, provisional: ['submissions'] },
      timetable: { submissions: '2028-01-12', first: '2028-01-14', second: '2028-01-16', legal: '2028-03-31' },
    }
    const state = stateOf([], ahead)
    const unit = (facts: Fact[] = []) => {
      const now = stateOf(facts, ahead)
      return provisionalDue(now, unitState(now, 'a')!)
    }
    expect([
      provisionalYear(state, 'submissions'),
      provisionalYear(state, 'first'),
      provisionalYear(state, 'nobody'),
    ]).toEqual(['2028', undefined, undefined])
    expect(provisionalYear(stateOf([], opening), 'submissions')).toBeUndefined()
    expect(unit()).toBe('2028')
    expect(unit([numbered(1, { act: 'extend', unit: 'a', until: '2028-01-20' })])).toBeUndefined()
    const back = { ...returning(2, 'first', 'f1', 'a'), at: '2028-02-08T02:00:00.000Z' } as Fact
    expect(unit([back])).toBe('2028')
    expect(unit([returning(2, 'first', 'f1', 'b')])).toBe('2028')
    const early = stateOf([{ ...returning(2, 'first', 'f1', 'a'), at: '2026-01-13T02:00:00.000Z' } as Fact])
    expect(provisionalDue(early, unitState(early, 'a')!)).toBeUndefined()
  })
})
