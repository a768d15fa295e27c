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
