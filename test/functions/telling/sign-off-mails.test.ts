import { describe, expect, test } from 'vitest'
import { loadCycle, loadTold } from '../../../functions/kept/load-cycle.ts'
import { askDeciders, tellOvertaken } from '../../../functions/telling/sign-off-mails.ts'
import { whatIsDue } from '../../../shared/cycle/clock/due.ts'
import { duties } from '../../../shared/cycle/duty.ts'
import type { Fact, OfficeAct } from '../../../shared/cycle/facts.ts'
import { draftFile } from '../../../shared/draft/draft.ts'
import { canonicalBytes } from '../../../shared/report/bytes/canonical.ts'
import { digestOfValue } from '../../../shared/report/bytes/digest.ts'
import { keptServices } from '../../fixtures/kept-services.ts'
import { cycleWith, decisionOf } from '../../fixtures/tongjiang-2020.ts'

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

describe('who signed a draft that another has overtaken', () => {
  const cycle = 'tongjiang-2020'
  const secrecy = 'c'.repeat(64)
  /** Two have signed the first draft; the second is made from the act, and the secrecy review answers for the same in both. */
  async function overtaken(act?: OfficeAct, change: (fact: Fact) => Fact[] = (fact) => [fact]) {
    const { services, kept } = keptServices('2021-01-28T07:00:00.000Z')
    const { facts, draft } = cycleWith({ approved: 2 })
    const second = { ...draft, adjustments: [], issuer: { ...draft.issuer, level: 'city' } }
    const digest = digestOfValue(second)
    for (const body of [draft, second]) await services.files.put(draftFile(digestOfValue(body)), canonicalBytes(body))
    const narrow = (fact: Fact): Fact => {
      if (fact.kind === 'decision' && fact.stage === 'secrecy-review') return { ...fact, scope: secrecy }
      if (fact.kind !== 'draft') return fact
      const stages = fact.stages.map((s) => (s.stage === 'secrecy-review' ? { ...s, scope: secrecy } : s))
      return { ...fact, stages }
    }
    const first = facts.flatMap(change).map(narrow)
    const made = first.find((fact) => fact.kind === 'draft')
    if (made?.kind !== 'draft') throw new Error('no draft')
    const at = '2021-01-28T02:00:00.000Z'
    const stages = made.stages.map((s) => (s.stage === 'secrecy-review' ? s : { ...s, scope: digest }))
    const more: Fact[] = [
      ...(act ? [{ kind: 'act', cycle, n: 1, id: 'a', at, by: 'feng', reason: '机构改革', ...act } as Fact] : []),
      { ...made, round: 2, at, digest, acts: act ? 1 : 0, stages },
      { kind: 'request', cycle, round: 2, stage: 'disclosure-office', draft: digest, at, due: '2021-01-29' },
    ]
    for (const fact of [...first, ...more]) await services.store.record(fact)
    const loaded = await loadCycle(cycle, services)
    await tellOvertaken(loaded, services)
    await askDeciders(loaded, services)
    return kept.mails
  }
  const rename: OfficeAct = { act: 'rename', unit: 'police', name: { zh: '同江市公安和司法局', en: 'Police' } }

  test('hears that the signature is void, unless it is carried', async () => {
    const mails = await overtaken(rename)
    expect(mails.map(({ to, text }) => [to.address.split('@')[0], /您对旧稿的签批.*不再有效/.test(text)])).toEqual([
      ['zhou', true],
      ['zhou', false],
    ])
  })

  test('reads in the new request whose signature still counts', async () => {
    const [, request] = await overtaken(rename)
    expect(request?.text).toContain('保密审查员吴刚负责的内容没有变，签批仍然有效')
  })

  test.each<OfficeAct>([
    rename,
    { act: 'leave', unit: 'police' },
    { act: 'exempt', unit: 'police' },
    { act: 'last-year', previous: 'd'.repeat(64), files: [] },
  ])('reads what the office did: $act', async (act) => {
    const [told] = await overtaken(act)
    expect(told?.text).toMatch(/经办机构.*机构改革/)
  })

  test('reads that one person had signed two seats', async () => {
    const [told] = await overtaken(undefined, (fact) =>
      fact.kind === 'decision' && fact.stage === 'disclosure-office'
        ? [fact, { ...decisionOf('responsible-leader', 'sun', fact.draft, 1, 'zhou') }]
        : [fact],
    )
    expect(told?.text).toContain('同一个人签了两个席位')
  })
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
