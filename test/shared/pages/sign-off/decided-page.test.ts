import { describe, expect, test } from 'vitest'
import type { Fact } from '../../../../shared/cycle/facts.ts'
import { foldUnits } from '../../../../shared/cycle/fold.ts'
import { situationOf } from '../../../../shared/draft/sign-off.ts'
import { decidedPage } from '../../../../shared/pages/sign-off/decided-page.ts'
import { compileDefinition } from '../../../../shared/report/cells.ts'
import { cycleWith, definition, persons } from '../../../fixtures/tongjiang-2020.ts'

const compiled = compileDefinition(definition)
const mayor = { stage: 'principal-leader', seat: 'zheng', person: 'zheng' }
const contact = { name: '政务公开办', address: 'office@example.org', phone: '0454-0000000' }
const act = (of: object) => ({
  ...{
    kind: 'act',
    cycle: 'tongjiang-2020',
    n: 1,
    id: 'a',
    by: 'feng',
    reason: '有疑问',
    at: '2021-01-30T02:00:00.000Z',
  },
  ...of,
})

function pageOf(facts: readonly Fact[], place: typeof mayor) {
  const state = foldUnits(facts)!
  const situation = situationOf(state, compiled, place, '2021-01-30T03:00:00.000Z')
  if (situation.is === 'asked' || situation.is === 'barred') throw new Error('There is something to decide.')
  const given = { language: 'zh', state, compiled, person: persons.mayor, situation, contact } as const
  return String(decidedPage({ ...given, publicUrl: 'https://open.example.org' }))
}

describe('what comes after the last signature', () => {
  const adjusted = { act: 'adjust', unit: 'police', cell: 't3.new.natural', from: '8', to: '9', revision: 1 }
  test.each<[string, object[], string]>([
    ['nothing more', [], '不再等待别的签批，报告即将公布。公布后会发邮件告诉您。'],
    ['the cycle is held', [act({ act: 'hold' })], '本期报告现在暂停办理，恢复办理后再往下走。'],
    ['a figure was adjusted', [act(adjusted)], '其间有了改动，将生成新的一稿。需要您审签新稿时会发邮件。'],
  ])('%s', (_, since, says) => {
    const { facts } = cycleWith({ approved: 4, facts: () => since as never })
    expect(pageOf(facts, mayor)).toContain(`<dt>接下来</dt><dd>${says}`)
  })
})

test('whose stage the draft does not need is not told that others have signed', () => {
  const page = pageOf(cycleWith({ approved: 2 }).facts, { stage: 'other-handling-review', seat: 'x', person: 'x' })
  expect(page).toContain('这一稿里没有需要这个环节签批的内容。')
  expect(page).not.toContain('由其他人完成')
})

describe('of a version that is public', () => {
  const { facts } = cycleWith({ approved: 4 })
  const draft = facts.find((fact) => fact.kind === 'draft')!
  const decision = facts.find((fact) => fact.kind === 'decision' && fact.stage === 'principal-leader')!
  const of = { cycle: 'tongjiang-2020', version: 1, round: 1, draft: draft.digest, at: '2021-01-29T00:00:00.000Z' }
  const out = [
    { ...of, kind: 'release', n: 1, evidence: ['x'] },
    { kind: 'departure', cycle: of.cycle, release: 1, goes: true, at: of.at },
    { ...of, kind: 'publication', manifest: 'm' },
  ]
  const correct = act({ act: 'correct', version: 1, n: 50, id: 'correct' })

  test('whose correction was begun, whoever signed it reads so', () => {
    const page = pageOf([...facts, ...out, correct] as Fact[], mayor)
    expect(page).toContain('<dt>接下来</dt><dd>已经公布的这一版正在更正。')
  })

  test('whose correction was given up, whoever signed that for another reads for whom', () => {
    const given = [
      ...[
        { ...draft, round: 2, acts: 50 },
        { ...of, kind: 'request', round: 2, stage: mayor.stage, due: '2021-02-09' },
      ],
      { ...of, kind: 'delegation', round: 2, ...mayor, by: 'zheng', to: persons.delegate, reason: '出差' },
      { ...decision, round: 2, by: persons.delegate.id },
      act({ act: 'abandon', correction: 50, n: 51, id: 'abandon' }),
    ]
    const page = pageOf([...facts, ...out, correct, ...given] as Fact[], { ...mayor, person: persons.delegate.id })
    expect(page).toContain('受市长郑国强委托代签：出差')
  })
})
