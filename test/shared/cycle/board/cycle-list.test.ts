import { expect, test } from 'vitest'
import { boardOf } from '../../../../shared/cycle/board/board.ts'
import { type CycleRow, inOrder, rowUnderWay } from '../../../../shared/cycle/board/cycle-list.ts'
import { cycleWith, definition } from '../../../fixtures/tongjiang-2020.ts'

const report = { zh: '年报', en: 'report' }
const row = (cycle: string, legal: string, is: CycleRow['is']): CycleRow => {
  const any = { cycle, report, units: 3, legal, open: false }
  return is === 'published'
    ? { ...any, is, version: 1, at: '2021-01-29T03:00:00.000Z', late: false }
    : { ...any, is, phase: 'signing', there: 3, days: 1, needs: 0 }
}

test('a cycle under way says where it is, what is there, what is left and what needs the office', () => {
  const { state } = cycleWith({ approved: 2 })
  const board = boardOf({ state, definition }, '2021-01-20T03:00:00.000Z', 'zh')
  expect(rowUnderWay(board, { report, open: true })).toMatchObject({
    is: 'under-way',
    cycle: 'tongjiang-2020',
    report,
    units: state.units.length,
    there: board.counts.settled + board.counts.exempt,
    days: board.legal.days,
    working: board.legal.working,
    phase: 'signing',
    open: true,
  })
})

test('many late units are one thing to do, other matters one each', () => {
  const { state } = cycleWith({ approved: 2 })
  const board = boardOf({ state, definition }, '2021-01-20T03:00:00.000Z', 'zh')
  const late = board.units.map((unit) => ({ ...unit, daysLate: 2 }))
  const unitLate = { matter: 'unit-late', unit: 'a', owes: 'submit', since: '2021-01-18', days: 3 } as const
  const atRisk = { matter: 'at-risk', legal: '2021-01-31', left: 2, since: '2021-01-18', days: 3 } as const
  const needs = (given: Partial<typeof board>) => rowUnderWay({ ...board, ...given }, { report, open: true })
  expect(needs({ units: late, matters: [unitLate, unitLate, atRisk] })).toMatchObject({ needs: 2 })
  expect(needs({ matters: [] })).toMatchObject({ needs: 0 })
})

test('those in hand by their legal date, the published ones after them, the newest first', () => {
  const list = inOrder([
    row('c-2020', '2021-01-31', 'published'),
    row('b-2021', '2022-03-31', 'under-way'),
    row('c-2021', '2022-01-31', 'published'),
    row('a-2021', '2022-03-31', 'under-way'),
    row('z-2021', '2022-01-31', 'under-way'),
  ])
  expect(list.underWay.map(({ cycle }) => cycle)).toEqual(['z-2021', 'a-2021', 'b-2021'])
  expect(list.published.map(({ cycle }) => cycle)).toEqual(['c-2021', 'c-2020'])
})
