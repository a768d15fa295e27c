import { expect, test } from 'vitest'
import { loadCycle, loadTold } from '../../../functions/kept/load-cycle.ts'
import { askDeciders } from '../../../functions/telling/sign-off-mails.ts'
import { whatIsDue } from '../../../shared/cycle/clock/due.ts'
import { duties } from '../../../shared/cycle/duty.ts'
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

test('of a correction months later a day to come is named, in the mail, in its calendar and in what is owed', async () => {
  const now = '2021-06-07T02:00:00.000Z'
  const { services, kept } = keptServices(now)
  const { facts, draft, draftDigest, state } = cycleWith({ approved: 4 })
  const { cycle } = state.opening
  const out = { cycle, version: 1, round: 1, draft: draftDigest, at: '2021-02-10T02:00:00.000Z' } as const
  const corrected = { ...draft, figures: { ...draft.figures, 't3.new.natural': '1' } }
  const digest = digestOfValue(corrected)
  const isOf = <K extends Fact['kind']>(kind: K) => facts.find((f): f is Extract<Fact, { kind: K }> => f.kind === kind)!
  const stages = isOf('draft').stages.map(({ stage }) => ({ stage, scope: `${stage} corrected` }))
  const correction: Fact[] = [
    { ...out, kind: 'release', n: 1, evidence: [] },
    { kind: 'departure', cycle, release: 1, goes: true, at: out.at },
    { ...out, kind: 'publication', manifest: 'm' },
    { kind: 'act', cycle, n: 1, id: 'a1', at: now, by: 'feng', reason: '漏报一件', act: 'correct', version: 1 },
    { ...isOf('draft'), round: 2, digest, acts: 1, stages, at: now },
    { ...isOf('request'), round: 2, draft: digest, at: now },
  ]
  for (const [name, body] of [
    [draftDigest, draft],
    [digest, corrected],
  ] as const)
    await services.files.put(draftFile(name), canonicalBytes(body))
  for (const fact of [...facts, ...correction]) await services.store.record(fact)
  await askDeciders(await loadCycle(cycle, services), services)
  const [mail] = kept.mails
  expect(mail?.text).toContain('6月9日')
  expect(mail?.text).not.toContain('1月27日')
  expect(JSON.stringify(mail)).toContain('20210609')
  const loaded = await loadTold(cycle, services)
  expect(duties(loaded).map(({ what, due }) => [what, due])).toEqual([['decide', '2021-06-09']])
  const acts = (at: string) => whatIsDue(loaded, at).map(({ act }) => act)
  expect(acts('2021-06-08T02:00:00.000Z')).toEqual([])
  expect(acts('2021-06-09T02:00:00.000Z')).toContain('remind')
})
