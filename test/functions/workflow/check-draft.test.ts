import { expect, test } from 'vitest'
import { checkDraft } from '../../../functions/workflow/check-draft.ts'
import { draftFile } from '../../../shared/draft/draft.ts'
import { sealSubmission } from '../../../shared/draft/sealed-submission.ts'
import { submissionFile } from '../../../shared/draft/submission.ts'
import { canonicalBytes } from '../../../shared/report/bytes/canonical.ts'
import { keptServices } from '../../fixtures/kept-services.ts'
import { cycleWith } from '../../fixtures/tongjiang-2020.ts'

test('what the office adjusted is the unit’s figure: a finding on it goes back to that unit too', async () => {
  const { services } = keptServices('2021-01-25T07:00:00.000Z')
  const adjusted = { unit: 'tongjiang-town', cell: 't3.state-secret.legal', from: '0', to: '1' }
  const { facts, draft, draftDigest, submissions } = cycleWith({
    adjustments: [{ ...adjusted, reason: '漏报', by: 'feng' }],
  })
  const before = ['opening', 'submission', 'draft']
  for (const fact of facts) if (before.includes(fact.kind)) await services.store.record(fact)
  await services.files.put(draftFile(draftDigest), canonicalBytes(draft))
  for (const { bytes, digest } of submissions.map(sealSubmission))
    await services.files.put(submissionFile(digest), bytes)
  expect(await checkDraft({ cycle: 'tongjiang-2020' }, services)).toEqual({ outcome: 'return' })
  const [check] = await services.store.factsOf('tongjiang-2020', 'check')
  expect(check!.returns.map(({ unit }) => unit)).toContain('tongjiang-town')
})
