import { expect, test } from 'vitest'
import { loadCycle } from '../../../functions/kept/load-cycle.ts'
import { askDeciders } from '../../../functions/telling/sign-off-mails.ts'
import type { Fact } from '../../../shared/cycle/facts.ts'
import { draftFile } from '../../../shared/draft/draft.ts'
import { canonicalBytes } from '../../../shared/report/bytes/canonical.ts'
import { digestOfValue } from '../../../shared/report/bytes/digest.ts'
import { keptServices } from '../../fixtures/kept-services.ts'
import { cycleWith } from '../../fixtures/tongjiang-2020.ts'

test.each([
  ['by the units themselves', [], '其中2个全是零'],
  ['one of them by the office, which is not what the unit says', ['police'], '其中1个全是零'],
  ['both by the office', ['police', 'market'], '数都齐了'],
])('a signer reads how many units filed nothing but zeros: %s', async (_, byOffice: string[], expected) => {
  const { services, kept } = keptServices('2021-01-25T07:00:00.000Z')
  const given = cycleWith()
  const isNil = (unit: string) => ['police', 'market'].includes(unit)
  const slices = given.draft.slices.map((slice) => ({ ...slice, nil: isNil(slice.unit) }))
  const draft = { ...given.draft, slices }
  const digest = digestOfValue(draft)
  await services.files.put(draftFile(digest), canonicalBytes(draft))
  for (const fact of given.facts) await services.store.record(filed(fact))
  await askDeciders(await loadCycle(given.state.opening.cycle, services), services)
  const [mail] = kept.mails
  expect(mail?.text).toContain(expected)
  if (byOffice.length > 1) expect(mail?.text).not.toContain('全是零')

  function filed(fact: Fact): Fact {
    if (fact.kind === 'draft') return { ...fact, digest }
    if (fact.kind === 'request') return { ...fact, draft: digest }
    if (fact.kind !== 'submission' || !isNil(fact.unit)) return fact
    return { ...fact, nil: true, channel: byOffice.includes(fact.unit) ? 'office' : 'form' }
  }
})
