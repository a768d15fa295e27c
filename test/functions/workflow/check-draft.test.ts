import { expect, test } from 'vitest'
import { readCheck } from '../../../functions/kept/documents.ts'
import { checkDraft } from '../../../functions/workflow/check-draft.ts'
import { draftFile } from '../../../shared/draft/draft.ts'
import { sealSubmission } from '../../../shared/draft/sealed-submission.ts'
import { submissionFile } from '../../../shared/draft/submission.ts'
import { canonicalBytes } from '../../../shared/report/bytes/canonical.ts'
import { digestOfValue } from '../../../shared/report/bytes/digest.ts'
import { compileDefinition } from '../../../shared/report/cells.ts'
import { blocking } from '../../../shared/report/finding.ts'
import { type LastYear, lastYearFile } from '../../../shared/report/last-year.ts'
import { keptServices } from '../../fixtures/kept-services.ts'
import { cycleWith, definition } from '../../fixtures/tongjiang-2020.ts'

const cycle = 'tongjiang-2020'

/** A cycle that is at its check. */
async function atCheck(what: Parameters<typeof cycleWith>[0], lastYear?: LastYear) {
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
  return services
}

/** Who is asked to look at its draft. */
async function askedBy(what: Parameters<typeof cycleWith>[0], lastYear?: LastYear): Promise<string[]> {
  const services = await atCheck(what, lastYear)
  expect(await checkDraft({ cycle }, services)).toEqual({ outcome: 'return' })
  const [check] = await services.store.factsOf(cycle, 'check')
  return [...new Set(check!.returns.map(({ unit }) => unit))]
}

test('what the office adjusted is the unit’s figure: a finding on it goes back to that unit too', async () => {
  const adjusted = { unit: 'tongjiang-town', cell: 't3.state-secret.legal', from: '0', to: '1' }
  expect(await askedBy({ adjustments: [{ ...adjusted, reason: '漏报', by: 'feng' }] })).toContain('tongjiang-town')
})

const zeros = Object.fromEntries(compileDefinition(definition).cells.map(({ id }) => [id, '0']))
const two = { 't3.carried-out.natural': '2', 't3.carried-out.total': '2' }
const report = { definition: 'gid-2019', figures: { ...zeros, ...two } }
const brought: LastYear = { document: 'lianbao/last-year/1', year: 2019, issuer: report, units: {} }

test('a year before that was brought in late is for the unit whose slice does not fit its own', async () => {
  const lastYear = { ...brought, units: { police: report, market: { ...report, figures: zeros } } }
  expect(await askedBy({}, lastYear)).toEqual(['police'])
  expect(await askedBy({}, brought)).toEqual(['office'])
})

test('the same draft checked again beside a year before that came meanwhile: each round names the check that was made in it', async () => {
  const services = await atCheck({})
  const [draft] = await services.store.factsOf(cycle, 'draft')
  await checkDraft({ cycle }, services)
  const previous = digestOfValue(brought)
  await services.files.put(lastYearFile(previous), canonicalBytes(brought))
  await services.store.record({
    ...{ kind: 'act', cycle, n: 1, id: 'a', at: '2021-01-25T07:10:00.000Z', by: 'feng', reason: '补充' },
    ...{ act: 'last-year', previous, files: [] },
  })
  await services.store.record({ ...draft!, round: 2, acts: 1 })
  await checkDraft({ cycle }, services)
  const checks = await services.store.factsOf(cycle, 'check')
  expect(checks.map(({ draft }) => draft)).toEqual([draft!.digest, draft!.digest])
  expect(checks[1]!.blocking).toBeGreaterThan(checks[0]!.blocking)
  for (const check of checks)
    expect(blocking((await readCheck(services.files, check)).findings)).toHaveLength(check.blocking)
})
