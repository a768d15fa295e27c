import { expect, test } from 'vitest'
import { noticeElsewhere } from '../../../../functions/views/office/notice-elsewhere.ts'
import type { Fact } from '../../../../shared/cycle/facts.ts'
import { keptServices } from '../../../fixtures/kept-services.ts'
import { cycleWith } from '../../../fixtures/tongjiang-2020.ts'

// Who plays a rehearsal makes its notice up; a board on which people are asked must not be filled in with that.
test.each([
  ['a cycle', false, '国办发明电〔2026〕1号'],
  ['a rehearsal', true, undefined],
])('the notice that was brought into %s', async (_, isTest, expected) => {
  const { services } = keptServices('2021-02-01T03:00:00.000Z')
  const { facts, state } = cycleWith()
  const cycle = state.opening.cycle
  const opening = facts.find((fact) => fact.kind === 'opening')!
  const by = { kind: 'act' as const, cycle, n: 1, id: 'n', at: opening.at, by: 'feng', reason: '国办发明电〔2026〕1号' }
  const notice: Fact = { ...by, act: 'notice', year: '2021', daysOff: [], makeUpDays: [], moved: [] }
  for (const fact of [{ ...opening, ...(isTest && { test: true as const }) }, notice]) await services.store.record(fact)
  const known = await noticeElsewhere('2021', 'another', state.opening.office[0]!.address, services)
  expect(known?.reason).toBe(expected)
})
