import { expect, test } from 'vitest'
import { returnSlices } from '../../../functions/workflow/return-slices.ts'
import { keptServices } from '../../fixtures/kept-services.ts'
import { cycleWith, decisionOf } from '../../fixtures/tongjiang-2020.ts'

test('of a return whoever stands behind an address that does not work hears all the same, units and signers', async () => {
  const { services, kept } = keptServices('2021-01-28T03:00:00.000Z')
  const { facts } = cycleWith({
    approved: 1,
    facts: (draft) => [
      {
        ...decisionOf('secrecy-review', 'wu', draft, 1),
        choice: 'return',
        reasons: ['police', 'market'].map((unit) => ({ unit, text: '请再核对' })),
      },
    ],
  })
  for (const fact of facts) await services.store.record(fact)
  kept.refusing = 'police-clerk@tongjiang.example'
  expect(await returnSlices({ cycle: 'tongjiang-2020' }, services)).toEqual({ outcome: 'returned' })
  expect(kept.mails.map(({ to }) => to.address)).toEqual(['market-clerk@tongjiang.example', 'zhou@tongjiang.example'])
})
