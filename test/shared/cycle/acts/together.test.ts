import { describe, expect, test } from 'vitest'
import type { Typed } from '../../../../shared/cycle/acts/act-input.ts'
import { decideAct } from '../../../../shared/cycle/acts/office-act.ts'
import { heldReports } from '../../../../shared/cycle/acts/together.ts'
import type { Fact } from '../../../../shared/cycle/facts.ts'
import { foldCycle } from '../../../../shared/cycle/fold.ts'
import { unitState } from '../../../../shared/cycle/reporting-cycle.ts'
import { nextUnitRelease } from '../../../../shared/cycle/unit-report.ts'
import { compileDefinition } from '../../../../shared/report/cells.ts'
import type { ReportDefinition } from '../../../../shared/report/report-definition.ts'
import { cycleWith, definition } from '../../../fixtures/tongjiang-2020.ts'

const after: ReportDefinition = { ...definition, unitReports: { ...definition.unitReports!, clearance: 'after' } }
const now = '2021-01-27T02:00:00.000Z'
const from = '2021-01-29T01:30:00.000Z' // 09:30 in Shanghai
const cycle = 'tongjiang-2020'
const facts = cycleWith().facts.filter(({ kind }) => ['opening', 'submission', 'confirmation'].includes(kind))
const act = (n: number, at: string | null): Fact => ({
  ...{ kind: 'act', cycle, n, id: `a${n}`, at: now, by: 'feng', reason: '统一发布' },
  ...{ act: 'together', from: at },
})
const published: Fact = {
  ...{
    kind: 'unit-publication',
    cycle,
    unit: 'police',
    version: 1,
    revision: 0,
    submission: 's',
    manifest: 'm',
    at: now,
  },
}
const decide = (typed: Typed, extra: readonly Fact[] = [], by = after, at = now) =>
  decideAct({
    state: foldCycle([...facts, ...extra])!,
    compiled: compileDefinition(by),
    typed: { act: 'together', reason: '统一发布', ...typed },
    now: at,
    person: 'feng',
  })
const { unitReports: _, ...without } = definition

describe('the office sets when units’ reports are published together', () => {
  test.each<[string, Typed, readonly Fact[], unknown]>([
    ['an instant', { date: '2021-01-29', time: '09:30' }, [], { act: { act: 'together', from } }],
    ['a day alone: its beginning', { date: '2021-01-29' }, [], { act: { from: '2021-01-28T16:00:00.000Z' } }],
    ['at once again', { date: '', time: '' }, [act(1, from)], { act: { from: null } }],
    ['no date where there is none', {}, [], { problems: [{ code: 'field-missing', field: 'date' }] }],
    ['no such date', { date: '2021-02-30' }, [], { problems: [{ code: 'field-malformed', field: 'date' }] }],
    [
      'no such time',
      { date: '2021-01-29', time: '25:00' },
      [],
      { problems: [{ code: 'field-malformed', field: 'time' }] },
    ],
    [
      'no such day and no such time: both are said',
      { date: '2021-02-30', time: '25:00' },
      [],
      { problems: [{ field: 'date' }, { field: 'time' }] },
    ],
    ['a time without a date', { time: '09:30' }, [], { problems: [{ code: 'field-missing', field: 'date' }] }],
    [
      'over already',
      { date: '2021-01-27', time: '09:59' },
      [],
      { problems: [{ code: 'field-malformed', field: 'date' }] },
    ],
    ['the last day of the law', { date: '2021-01-31', time: '23:50' }, [], { act: { act: 'together' } }],
    ['after the legal date', { date: '2021-02-01' }, [], { problems: [{ code: 'date-too-late', field: 'date' }] }],
  ])('%s', (_, typed, extra, expected) => {
    expect(decide(typed, extra)).toMatchObject(expected as object)
  })

  test('not where units publish nothing of their own; any day of a year once the legal date is over', () => {
    expect(decide({ date: '2021-01-29' }, [], without)).toMatchObject({ problems: [{ code: 'act-refused' }] })
    expect(decide({ date: '2021-02-05' }, [], after, '2021-02-03T02:00:00.000Z')).toMatchObject({ act: {} })
    const beyond = { problems: [{ code: 'date-too-late', field: 'date' }] }
    expect(decide({ date: '9999-12-31' }, [], after, '2021-02-03T02:00:00.000Z')).toMatchObject(beyond)
  })
})

describe('until that instant', () => {
  const next = (extra: readonly Fact[], at: string) => {
    const all = [...facts, ...extra]
    const state = foldCycle(all)!
    return nextUnitRelease(state, after, unitState(state, 'police')!, all, at)?.version
  }
  test.each<[string, readonly Fact[], string, number | undefined]>([
    ['nothing is set: at once', [], now, 1],
    ['a moment before', [act(1, from)], '2021-01-29T01:29:59.999Z', undefined],
    ['at the instant', [act(1, from)], from, 1],
    ['the last word counts', [act(1, from), act(2, null)], now, 1],
    ['a correction waits for nobody', [act(1, from), published], now, 2],
  ])('%s', (_, extra, at, version) => {
    expect(next(extra, at)).toBe(version)
  })

  test('the office sees how many are held', () => {
    const held = (extra: readonly Fact[], at: string) => heldReports(foldCycle([...facts, ...extra])!, after, at)
    expect(held([act(1, from)], now)).toEqual({ from, ready: 5 })
    expect(held([act(1, from)], from)).toBeUndefined()
    expect(held([], now)).toBeUndefined()
    expect(held([act(1, from), published], now)).toEqual({ from, ready: 4 })
  })
})
