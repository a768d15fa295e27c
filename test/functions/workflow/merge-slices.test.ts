import { expect, test } from 'vitest'
import { pinDefinition } from '../../../functions/kept/definitions.ts'
import { readDraft } from '../../../functions/kept/documents.ts'
import { mergeSlices } from '../../../functions/workflow/merge-slices.ts'
import type { Fact, OfficeActFact } from '../../../shared/cycle/facts.ts'
import { sealSubmission } from '../../../shared/draft/sealed-submission.ts'
import { submissionFile } from '../../../shared/draft/submission.ts'
import { digestOfValue } from '../../../shared/report/bytes/digest.ts'
import { keptServices } from '../../fixtures/kept-services.ts'
import { cycleWith, definition } from '../../fixtures/tongjiang-2020.ts'

const cycle = 'tongjiang-2020'

test('a gap says of who has filed what it waits for', async () => {
  const { services } = keptServices('2021-01-27T07:00:00.000Z')
  const { facts, submissions } = cycleWith({ missing: ['finance'] })
  const clearance = { unitReports: { ...definition.unitReports!, clearance: 'before' as const } }
  const cleared = { ...definition, ...clearance }
  const pinned = digestOfValue(cleared)
  for (const fact of facts) {
    if (fact.kind === 'opening')
      await services.store.record({ ...fact, definition: { ...fact.definition, digest: pinned } })
    if (fact.kind === 'submission') await services.store.record(fact)
    if (fact.kind === 'confirmation' && fact.unit !== 'market') await services.store.record(fact)
    if (fact.kind === 'submission' && !['market', 'police'].includes(fact.unit))
      await services.store.record({
        ...{ kind: 'clearance', cycle, unit: fact.unit, revision: 1, digest: fact.digest, at: fact.at },
        ...{ by: 'feng', choice: 'clear', reasons: [] },
      })
  }
  await services.store.record({
    ...{ kind: 'lapse', cycle, what: 'submissions', round: 1, at: '2021-01-27T06:00:00.000Z', missing: ['finance'] },
  })
  await pinDefinition(cleared, services.files)
  for (const { bytes, digest } of submissions.map(sealSubmission))
    await services.files.put(submissionFile(digest), bytes)
  expect(await mergeSlices({ cycle }, services)).toEqual({ outcome: 'merged' })
  const [draft] = await services.store.factsOf(cycle, 'draft')
  const { gaps } = await readDraft(services.files, draft!.digest)
  expect(Object.fromEntries(gaps.map(({ unit, reason }) => [unit, reason]))).toEqual({
    finance: 'missing',
    market: 'unconfirmed',
    police: 'uncleared',
  })
  expect(draft!.gaps.toSorted()).toEqual(['finance', 'market', 'police'])
})

test('a draft after the first names everybody who sent, typed in or confirmed figures of it, so that none of them has signed it', async () => {
  const { services } = keptServices('2021-01-25T07:00:00.000Z')
  const { facts, submissions } = cycleWith({})
  const isOfUnits = (fact: Fact) => ['opening', 'submission', 'confirmation'].includes(fact.kind)
  for (const fact of facts.filter(isOfUnits))
    await services.store.record(fact.kind === 'submission' ? { ...fact, typists: [`typist-${fact.unit}`] } : fact)
  await pinDefinition(definition, services.files)
  for (const { bytes, digest } of submissions.map(sealSubmission))
    await services.files.put(submissionFile(digest), bytes)
  expect(await mergeSlices({ cycle }, services)).toEqual({ outcome: 'merged' })
  const { unit, revision } = facts.find((fact) => fact.kind === 'submission')!
  const adjusted = { act: 'adjust', unit, revision, cell: 't3.state-secret.legal', from: '0', to: '1' } as const
  await services.store.record<OfficeActFact>({
    ...{ kind: 'act', cycle, n: 1, id: 'a1', by: 'feng', reason: '漏报', at: '2021-01-25T06:00:00.000Z', ...adjusted },
  })
  expect(await mergeSlices({ cycle }, services)).toEqual({ outcome: 'merged' })
  const [first, second] = await services.store.factsOf(cycle, 'draft')
  const hands = facts.flatMap((fact) => {
    if (fact.kind === 'submission') return [fact.by, `typist-${fact.unit}`]
    return fact.kind === 'confirmation' ? [fact.by] : []
  })
  expect(hands.length).toBeGreaterThan(submissions.length)
  expect([first?.hands, second?.hands]).toEqual([undefined, [...new Set(hands)].sort()])
})

test('a run that a newer one has overtaken ends here, and makes no draft', async () => {
  const { services } = keptServices('2021-01-25T07:00:00.000Z')
  const { facts, submissions } = cycleWith({})
  for (const fact of facts.filter(({ kind }) => ['opening', 'submission', 'confirmation'].includes(kind)))
    await services.store.record(fact)
  await pinDefinition(definition, services.files)
  for (const { bytes, digest } of submissions.map(sealSubmission))
    await services.files.put(submissionFile(digest), bytes)
  for (const n of [1, 2])
    await services.store.record({
      ...{ kind: 'execution', cycle, n, name: `run-${n}`, published: 0, at: '2021-01-25T06:00:00.000Z' },
    })
  expect(await mergeSlices({ cycle, execution: 'run-1' }, services)).toEqual({ outcome: 'overtaken' })
  expect(await services.store.factsOf(cycle, 'draft')).toEqual([])
  expect(await mergeSlices({ cycle, execution: 'run-2' }, services)).toEqual({ outcome: 'merged' })
})
