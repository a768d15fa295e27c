import { expect, test } from 'vitest'
import { loadTold } from '../../../functions/kept/load-cycle.ts'
import { tellUntold } from '../../../functions/telling/tell-duties.ts'
import { returnSlices } from '../../../functions/workflow/return-slices.ts'
import type { Fact } from '../../../shared/cycle/facts.ts'
import { keptServices } from '../../fixtures/kept-services.ts'
import { cycleWith, decisionOf } from '../../fixtures/tongjiang-2020.ts'

const cycle = 'tongjiang-2020'
const returned = cycleWith({
  approved: 1,
  facts: (draft) => [
    {
      ...decisionOf('secrecy-review', 'wu', draft, 1),
      choice: 'return',
      reasons: ['police', 'market'].map((unit) => ({ unit, text: '请再核对' })),
    },
  ],
}).facts

test('of a return whoever stands behind an address that does not work hears all the same, units and signers', async () => {
  const { services, kept } = keptServices('2021-01-28T03:00:00.000Z')
  for (const fact of returned) await services.store.record(fact)
  kept.refusing = 'police-clerk@tongjiang.example'
  expect(await returnSlices({ cycle }, services)).toEqual({ outcome: 'returned' })
  expect(kept.mails.map(({ to }) => to.address)).toEqual(['market-clerk@tongjiang.example', 'zhou@tongjiang.example'])
})

test('who signed what was sent back hears why, though there is a newer draft by now; the units by what they owe now', async () => {
  const { services, kept } = keptServices('2021-01-28T03:00:00.000Z')
  const newer = returned.flatMap((fact): Fact[] => (fact.kind === 'draft' ? [{ ...fact, round: 2 }] : []))
  for (const fact of [...returned, ...newer]) await services.store.record(fact)
  kept.now = '2021-01-28T09:00:00.000Z'
  await tellUntold(await loadTold(cycle, services), '2021-01-28T08:58:00.000Z', services)
  const said = kept.mails.filter(({ text }) => text.includes('请再核对'))
  expect(said.map(({ to, duty }) => [to.address, duty])).toEqual([
    ['zhou@tongjiang.example', expect.stringMatching(/^void\/1\//)],
  ])
})
