import { describe, expect, it } from 'vitest'
import { placePasted } from '../../../shared/printed/pasted-block.ts'
import { compileDefinition, inputCells } from '../../../shared/report/cells.ts'
import { shippedDefinition } from '../../../shared/report/definitions/shipped.ts'

const compiled = compileDefinition(shippedDefinition('gid-2021')!)
const own = new Set(inputCells(compiled, []).map(({ id }) => id))
const rows = compiled.definition.tables.find(({ id }) => id === 't3')!.blocks[0]!.rows
const kinds = ['natural', 'business', 'research', 'public-interest', 'legal', 'other']
const place = (text: string, at: string, html = '') => placePasted({ text, html }, compiled, own, at)
const table = (...lines: (string | number)[][]) =>
  `<table>${lines.map((line) => `<tr>${line.map((one) => `<td>${one}</td>`).join('')}</tr>`).join('')}</table>`
const refusal = (text: string, at: string, html?: string) => {
  const placed = place(text, at, html)
  return typeof placed === 'object' && 'refused' in placed ? placed.refused.zh : placed
}

describe('a block that was copied', () => {
  it('lies as it was copied, beginning at the cell; blank places leave what is there', () => {
    expect(place('1\t2\t\r\n3\t\t5', 't3.new.business')).toEqual({
      cells: {
        't3.new.business': '1',
        't3.new.research': '2',
        't3.carried-in.business': '3',
        't3.carried-in.public-interest': '5',
      },
      totals: 0,
      notes: [],
    })
  })

  it('of one column goes down, of one value is the browser’s own', () => {
    expect(place('3\n4\n', 't3.new.legal')).toMatchObject({
      cells: { 't3.new.legal': '3', 't3.carried-in.legal': '4' },
    })
    for (const text of ['7', ' 7\n', '']) expect(place(text, 't3.new.legal')).toBe('single')
    expect(place('7', 't3.new.legal', table([7]))).toBe('single')
  })

  it('types no totals, whatever was copied for them', () => {
    expect(place('1\t2\t3\t4\t5\t6\t21', 't3.new.natural')).toMatchObject({
      cells: Object.fromEntries(kinds.map((kind, n) => [`t3.new.${kind}`, String(n + 1)])),
      totals: 1,
    })
  })

  it('that is too high, too wide or not figures is refused whole, with the reason', () => {
    expect(refusal('1\n2\n3', 't3.carried-out.natural')).toContain('有 3 行，从这一格往下只有 1 行')
    expect(refusal('1\t2\t3', 't3.new.other')).toContain('有 3 列，从这一格往右只有 2 列')
    expect(refusal('1\t1 2', 't3.new.natural')).toContain('“1 2”看不懂')
    expect(refusal('\t\n\t', 't3.new.natural')).toBe('single')
    expect(refusal('', 't3.new.natural', table(['甲', 1], ['乙', 2]))).toContain('认不出“甲”')
  })

  it('with the names of its rows finds them, wherever it is pasted', () => {
    const line = (n: number) => [rows[n]!.label.zh, ...kinds.map((_, k) => n * 10 + k), 999]
    const placed = place('', 't2.rules.issued', table(line(0), line(2)))
    expect(placed).toMatchObject({
      cells: {
        ...Object.fromEntries(kinds.map((kind, k) => [`t3.${rows[0]!.id}.${kind}`, String(k)])),
        ...Object.fromEntries(kinds.map((kind, k) => [`t3.${rows[2]!.id}.${kind}`, String(20 + k)])),
      },
      totals: 2,
    })
  })

  it('keeps the unit of its headings, where the form has another', () => {
    const fees = (heading: string) => place('', 't2.fees.amount', table([heading], ['行政事业性收费', 356800]))
    expect(fees('本年收费金额（单位：元）')).toMatchObject({ cells: { 't2.fees.amount': '356800元' }, notes: [] })
    expect(fees('本年收费金额（单位：万元）')).toMatchObject({ cells: { 't2.fees.amount': '356800' }, notes: [] })
    expect(refusal('', 't2.fees.amount', table(['本年收费金额（单位：千元）'], ['行政事业性收费', 3568]))).toContain(
      '表头的单位是千元',
    )
  })

  it('says of an amount without any unit in which it was taken', () => {
    const of2019 = compileDefinition(shippedDefinition('gid-2019')!)
    const html = table(['', '采购项目数量', '采购总金额'], ['政府集中采购', 3, 8040])
    const typed = new Set(inputCells(of2019, []).map(({ id }) => id))
    expect(placePasted({ text: '', html }, of2019, typed, 't2.procurement.amount')).toMatchObject({
      cells: { 't2.procurement.amount': '8040' },
      notes: [{ zh: expect.stringContaining('按万元填入') }],
    })
  })

  it('with a row that has a place too few is refused', () => {
    expect(refusal('', 't3.new.natural', table([rows[0]!.label.zh, 1, 2, 3]))).toContain('分不清缺哪一格')
  })

  it('of a whole report fills every cell that this unit types', () => {
    const tables = compiled.definition.tables.map((one) =>
      table(
        ...one.blocks.flatMap((block) => [
          [one.stub?.zh ?? '', ...block.columns.map(({ label }) => label.zh)],
          ...block.rows.map((row) => [row.label.zh, ...block.columns.map(() => '0')]),
        ]),
      ),
    )
    const placed = place('', 't3.new.natural', tables.join('<p>'))
    expect(typeof placed === 'object' && 'cells' in placed ? Object.keys(placed.cells).length : placed).toBeGreaterThan(
      140,
    )
  })
})
