import { expect, test } from 'vitest'
import { readBoardQuery } from '../../../../shared/cycle/board/board-list.ts'
import type { OfficeAct, OfficeActFact, Unit } from '../../../../shared/cycle/facts.ts'
import { foldCycle } from '../../../../shared/cycle/fold.ts'
import { boardPage } from '../../../../shared/pages/office/board-page.ts'
import { compileDefinition } from '../../../../shared/report/cells.ts'
import { saidBoard } from '../../../../shared/words/office/matter-texts.ts'
import { cycleWith, definition } from '../../../fixtures/tongjiang-2020.ts'

const [opening] = cycleWith({}).facts
if (opening?.kind !== 'opening') throw new Error('the cycle begins with its opening')
const thousand = Array.from({ length: 1000 }, (_, n): Unit => {
  const contact = { id: `c${n}`, name: `经办${n}`, address: `c${n}@example.gov.cn` }
  return { id: `u${n}`, name: { zh: `第${n}单位`, en: `Unit ${n}` }, kind: 'township', roles: [], contacts: [contact] }
})
const state = foldCycle([{ ...opening, units: thousand }])!
const shown = (query: Record<string, string> = {}, of = state, done?: OfficeActFact) =>
  boardPage({
    language: 'zh',
    compiled: compileDefinition(definition),
    board: saidBoard(of, definition, '2021-01-20T03:00:00.000Z', 'zh'),
    report: '年报',
    holder: '林',
    zone: 'Asia/Shanghai',
    contact: { name: '政务公开办', phone: '0' },
    formToken: 'x',
    query: readBoardQuery(query),
    filling: new Map(),
    canWithdraw: false,
    unitReports: false,
    warnings: [],
    proposals: [],
    canPropose: false,
    problems: [],
    typed: {},
    ...(done && { done }),
  })
const ticks = (page: string) => page.match(/name="chosen"/g)?.length ?? 0

test('a board of 1,000 units is fifty of them, found by name, each to be ticked, all reminded by one form', () => {
  const page = shown()
  expect(ticks(page)).toBe(50)
  expect(page).toMatch(/催办全部1000个/)
  expect(page).toMatch(/第1页，共20页/)
  const found = shown({ q: '第999单位' })
  expect(ticks(found)).toBe(1)
  expect(found).toContain('value="u999"')
})

test('a board of 1,000 units weighs what one of fifty does', () => {
  expect(Buffer.byteLength(shown())).toBeLessThan(46_000)
})

test('an adjustment is named by its cell as a person knows it', () => {
  const adjusted: OfficeActFact = {
    kind: 'act',
    ...{ cycle: opening.cycle, n: 1, id: 'a', at: opening.at, by: 'lin', reason: '抄错了' },
    act: 'adjust',
    ...{ unit: 'u0', cell: 't3.new.natural', from: '8', to: '9', revision: 1 },
  }
  const page = shown({}, foldCycle([{ ...opening, units: thousand }, adjusted])!)
  expect(page).toContain('一、本年新收政府信息公开申请数量 / 自然人：8 → 9')
  expect(page).not.toContain('t3.new.natural：')
})

test.each([
  [{ act: 'hold' }, /这一步不发邮件.*理由不公开/],
  [{ act: 'release' }, /这一步不发邮件.*理由不公开/],
  [{ act: 'correct', version: 1 }, /这一步不发邮件.*理由会随报告公开/],
  [{ act: 'justify', instance: 'i', figures: 'f' }, /这一步不发邮件.*理由会随报告公开/],
  [{ act: 'last-year', previous: 'p', files: [] }, /这一步不发邮件/],
  [{ act: 'extend', unit: 'u0', until: '2021-01-25' }, /相关的人会收到邮件.*理由会随报告公开/],
] satisfies [OfficeAct, RegExp][])('what was recorded says whether anybody is mailed: %j', (act, says) => {
  const recorded = { kind: 'act', cycle: opening.cycle, n: 1, id: 'a', at: opening.at, by: 'lin', reason: 'r' } as const
  expect(shown({}, state, { ...recorded, ...act })).toMatch(says)
})
