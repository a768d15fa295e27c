import { expect, test } from 'vitest'
import { waitsOnNobody } from '../../../../shared/cycle/clock/stuck.ts'
import type { Fact, OfficeActFact, Opening } from '../../../../shared/cycle/facts.ts'
import { theCycle } from '../../../../shared/cycle/fold.ts'
import { itemAt } from '../../../../shared/present.ts'
import { cycleWith, definition } from '../../../fixtures/tongjiang-2020.ts'

const { route } = cycleWith().facts[0] as Opening
const act = (n: number, more: object): Fact =>
  ({
    kind: 'act',
    cycle: 'tongjiang-2020',
    n,
    id: `a${n}`,
    by: 'feng',
    reason: 'r',
    at: '2021-02-01T00:00:00.000Z',
    ...more,
  }) as OfficeActFact
const forcedStage = itemAt(route, 0)
const forced = act(1, {
  ...{ act: 'force', stage: forcedStage.stage, round: 1, seat: itemAt(forcedStage.approvers, 0).id },
  consent: { proposal: 1, by: 'accountable' },
})
const told: Fact = { kind: 'told', cycle: 'tongjiang-2020', act: 1, at: '2021-02-01T00:00:00.000Z' }
const isOfForced = (fact: Fact) => fact.kind === 'decision' && fact.stage === forcedStage.stage
const signed = cycleWith({ approved: route.length }).facts.filter((fact) => !isOfForced(fact))
const beforeLast = cycleWith({ approved: route.length - 1 }).facts
const filed = beforeLast.filter(({ kind }) => ['opening', 'submission', 'confirmation'].includes(kind))

test.each<[string, Fact[], boolean]>([
  ['all slices are there, all is signed, and whoever was forced cannot be told', [...signed, forced], true],
  ['they were told: it goes out', [...signed, forced, told], false],
  ['it is held meanwhile', [...signed, forced, act(2, { act: 'hold' })], false],
  ['an approver was asked', beforeLast, false],
  ['all slices are there and no draft yet: the wait is over', filed, false],
  ['a slice is missing', cycleWith({ missing: ['finance'] }).facts.filter(({ kind }) => kind !== 'draft'), false],
])('%s', (_, facts, waits) => {
  expect(waitsOnNobody({ state: theCycle(facts), definition })).toBe(waits)
})
