import { html } from 'hono/html'
import { describe, expect, test } from 'vitest'
import { figureLines, figureList } from '../../../../shared/pages/report/figure-list.ts'
import {
  compileDefinition,
  deriveTotals,
  type Figures,
  inputCells,
  sliceCells,
} from '../../../../shared/report/cells.ts'
import { shippedDefinition } from '../../../../shared/report/definitions/shipped.ts'

const definition = shippedDefinition('gid-2021')!
const compiled = compileDefinition(definition)
const table = (id: string) => definition.tables.find((t) => t.id === id)!
const filled = (given: Figures) =>
  deriveTotals(compiled, {
    ...Object.fromEntries(compiled.cells.filter(({ derived }) => !derived).map(({ id }) => [id, '0'])),
    ...given,
  })
const figures = filled({ 't3.new.natural': '20', 't3.new.other': '1', 't3.granted.natural': '21' })
const page = { compiled, language: 'zh', figures } as const

describe('a list of figures', () => {
  test('has a line a row where the row has a total, with the kinds that are not zero', () => {
    const [line] = figureLines(compiled, table('t3'), figures, undefined)
    expect(line).toMatchObject({ cell: { id: 't3.new.total' }, figure: '21', tells: true })
    expect(line?.parts.map(({ cell, figure }) => [cell.column, figure])).toEqual([
      ['natural', '20'],
      ['other', '1'],
    ])
  })

  test('has a line a cell where the columns are of different kinds', () => {
    expect(
      figureLines(compiled, table('t2'), figures, undefined)
        .map(({ cell }) => cell.id)
        .slice(0, 3),
    ).toEqual(['t2.rules.issued', 't2.rules.repealed', 't2.rules.in-force'])
  })

  test.each(definition.tables.map(({ id }) => id))('stands for every cell of %s once', (id) => {
    const cells = figureLines(compiled, table(id), figures, undefined).flatMap((line) => line.cells)
    expect(cells.toSorted()).toEqual(compiled.cells.flatMap((cell) => (cell.table === id ? cell.id : [])).toSorted())
  })

  test('folds what is zero, and says how many typed cells it stands for: as many as its clerk was asked about', () => {
    const shown = String(figureList(page, table('t3'), '三'))
    const [before, rest] = shown.split('<details')
    expect(before).toContain('自然人 20，其他 1')
    expect(before).not.toContain('属于国家秘密')
    expect(rest).toContain('属于国家秘密')
    const told = figureLines(compiled, table('t3'), figures, undefined).filter(({ tells }) => tells).length
    const rows = table('t3').blocks[0]!.rows.length
    expect(rest).toContain(`其余${(rows - told) * 6}格都是 0`)
  })

  test('of a reader’s own cells counts no other', () => {
    const own = new Set(['t2.rules.issued', 't2.rules.repealed', 't2.penalties.decisions'])
    expect(String(figureList({ ...page, figures: filled({}), own }, table('t2'), '二'))).toContain('3格都是 0')
    const department = new Set(sliceCells(compiled, []).map(({ id }) => id))
    const typed = inputCells(compiled, []).filter((cell) => cell.table === 't4').length
    expect(String(figureList({ ...page, figures: filled({}), own: department }, table('t4'), '四'))).toContain(
      `${typed}格都是 0`,
    )
  })

  test('folds nothing that consists of totals alone', () => {
    const notes = new Map(inputCells(compiled, []).map(({ id }) => [id, html`说明`]))
    expect(String(figureList({ ...page, figures: filled({}), notes }, table('t3'), '三'))).not.toContain('<details')
  })

  test('shows what was something last year and is zero now', () => {
    const shown = String(
      figureList({ ...page, lastYear: filled({ 't3.internal-affairs.legal': '3' }) }, table('t3'), '三'),
    )
    expect(shown.split('<details')[0]).toContain('属于三类内部事务信息')
    expect(shown).toContain('<td class="last">3</td><td class="zero">0</td>')
  })

  test('says a row once where it has a line a cell, and again to whoever hears the page', () => {
    const some = {
      ...figures,
      't2.normative.issued': '5',
      't2.normative.in-force': '66',
      't2.penalties.decisions': '20',
    }
    const labels = String(figureList({ ...page, figures: some }, table('t2'), '二')).match(
      /(?<=scope="row">).*?(?=<\/th>)/g,
    )
    expect(labels?.slice(0, 3)).toEqual([
      '行政规范性文件 / 本年制发件数',
      '<span class="aside">行政规范性文件 / </span><span class="again">现行有效件数</span>',
      '行政处罚 / 本年处理决定数量',
    ])
  })

  test('of several rows in one line of the form each has its own name', () => {
    const some = {
      ...figures,
      't4.cases.review-upheld': '1',
      't4.cases.direct-upheld': '2',
      't4.cases.direct-other': '3',
    }
    const labels = String(figureList({ ...page, figures: some }, table('t4'), '四')).match(
      /(?<=scope="row">).*?(?=<\/th>)/g,
    )
    expect(labels?.slice(0, 3)).toEqual([
      '行政复议 / 结果维持',
      '未经复议直接起诉 / 结果维持',
      '<span class="aside">未经复议直接起诉 / </span><span class="again">其他结果</span>',
    ])
  })

  test('of a row that nobody filled says so once', () => {
    expect(String(figureList({ ...page, figures: {} }, table('t3'), '三'))).not.toContain('自然人 未报')
  })

  test('a gap is no zero and is never folded', () => {
    const { 't2.rules.issued': _, ...rest } = figures
    expect(String(figureList({ ...page, figures: rest }, table('t2'), '二')).split('<details')[0]).toContain(
      '<td class="gap">未报</td>',
    )
  })

  test('a note stands under its figure, also of a cell that is only part of the line', () => {
    const notes = new Map([['t3.state-secret.legal', html`<b>说明</b>`]])
    const [before] = String(figureList({ ...page, notes }, table('t3'), '三')).split('<details')
    expect(before).toMatch(/属于国家秘密[\s\S]*<tr class="note lit"><td colspan="2"><b>说明<\/b>/)
  })

  test('a figure that changed shows what it was', () => {
    expect(String(figureList({ ...page, before: { 't3.new.total': '23' } }, table('t3'), '三'))).toContain(
      '<del><span class="aside">原为 </span>23</del> 21',
    )
  })
})
