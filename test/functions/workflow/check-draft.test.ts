import { expect, test } from 'vitest'
import { checkDraft } from '../../../functions/workflow/check-draft.ts'
import { draftFile } from '../../../shared/draft/draft.ts'
import { sealSubmission } from '../../../shared/draft/sealed-submission.ts'
import { submissionFile } from '../../../shared/draft/submission.ts'
import { canonicalBytes } from '../../../shared/report/bytes/canonical.ts'
import { digestOfValue } from '../../../shared/report/bytes/digest.ts'
import { compileDefinition } from '../../../shared/report/cells.ts'
import { type LastYear, lastYearFile } from '../../../shared/report/last-year.ts'
import { keptServices } from '../../fixtures/kept-services.ts'
import { cycleWith, definition } from '../../fixtures/tongjiang-2020.ts'

/** Who is asked to look at the draft of a cycle that is at its check. */
async function askedBy(what: Parameters<typeof cycleWith>[0], lastYear?: LastYear): Promise<string[]> {
  const { services } = keptServices('2021-01-25T07:00:00.000Z')
  const { facts, draft, draftDigest, submissions } = cycleWith(what)
  const before = ['opening', 'submission', 'draft']
  const previous = lastYear && { previous: digestOfValue(lastYear) }
  for (const fact of facts)
    if (before.includes(fact.kind))
      await services.store.record(fact.kind === 'opening' ? { ...fact, ...previous } : fact)
  if (lastYear) await services.files.put(lastYearFile(digestOfValue(lastYear)), canonicalBytes(lastYear))
  await services.files.put(draftFile(draftDigest), canonicalBytes(draft))
  for (const { bytes, digest } of submissions.map(sealSubmission))
    await services.files.put(submissionFile(digest), bytes)
  expect(await checkDraft({ cycle: 'tongjiang-2020' }, services)).toEqual({ outcome: 'return' })
  const [check] = await services.store.factsOf('tongjiang-2020', 'check')
  return [...new Set(check!.returns.map(({ unit }) => unit))]
}

test('what the office adjusted is the unit’s figure: a finding on it goes back to that unit too', async () => {
  const adjusted = { unit: 'tongjiang-town', cell: 't3.state-secret.legal', from: '0', to: '1' }
  expect(await askedBy({ adjustments: [{ ...adjusted, reason: '漏报', by: 'feng' }] })).toContain('tongjiang-town')
})

test('a year before that was brought in late is for the unit whose slice does not fit its own', async () => {
  const zeros = Object.fromEntries(compileDefinition(definition).cells.map(({ id }) => [id, '0']))
  const two = { 't3.carried-out.natural': '2', 't3.carried-out.total': '2' }
  const report = { definition: 'gid-2019', figures: { ...zeros, ...two } }
  const lastYear: LastYear = {
    ...{ document: 'lianbao/last-year/1', year: 2019, issuer: report },
    units: { police: report, market: { ...report, figures: zeros } },
  }
  expect(await askedBy({}, lastYear)).toEqual(['police'])
  expect(await askedBy({}, { ...lastYear, units: {} })).toEqual(['office'])
})
