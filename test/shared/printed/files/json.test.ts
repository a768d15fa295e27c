import { describe, expect, test } from 'vitest'
import { readJsonReport } from '../../../../shared/printed/files/json.ts'
import { printedFormats } from '../../../../shared/printed/formats.ts'
import { emptyReport, type PrintedFile } from '../../../fixtures/printed-reports.ts'

const read = (file: PrintedFile | Record<string, unknown> | string) => {
  const result = readJsonReport(typeof file === 'string' ? file : JSON.stringify(file), printedFormats())
  if ('problem' in result) throw new Error(result.problem.en)
  return result
}
const withTable2 = (rows: Record<string, Record<string, unknown>>, format = '2021') =>
  read({ ...emptyReport('x-2024'), format, table2: { any: rows } })

describe('figures as printed', () => {
  test.each<[string, unknown, string | null]>([
    ['a number', 13, '13'],
    ['a string with a separator', '2,359', '2359'],
    ['a string with a counter', '2件', '2'],
    ['full-width', '　２８', '28'],
    ['null', null, null],
    ['an empty string', '', null],
    ['a remark in the cell', '22（其中修订16件）', null],
    ['a slash', '/', 'n/a'],
  ])('%s', (_, value, figure) => {
    const report = withTable2({ 行政规范性文件: { 本年制发件数: value } })
    expect(report.figures['t2.normative.issued']).toBe(figure)
    expect(report.unread.map(({ printed }) => printed)).toEqual(figure === null && value ? [value] : [])
  })
  test('decimals keep every digit', () => {
    const text = JSON.stringify(emptyReport('x-2024')).replace('（单位：万元）":0', '（单位：万元）":24252.311082')
    expect(read(text).figures['t2.fees.amount']).toBe('24252.311082')
    expect(read(text.replace('24252.311082', '1.2e3')).figures['t2.fees.amount']).toBe('1200')
  })
  test.each([['1e400'], ['1e999999'], ['1e-7'], ['123456789012345678901234567890']])('%s is no figure', (number) => {
    const text = JSON.stringify(emptyReport('x-2024')).replace('（单位：万元）":0', `（单位：万元）":${number}`)
    expect(read(text).figures['t2.fees.amount']).toBe(null)
    expect(read(text).unread).toHaveLength(1)
  })
  test('signed changes', () => {
    const report = withTable2({ 行政许可: { 上一年项目数量: 5, '本年增/减': '+451', 处理决定数量: 1 } }, '2019')
    expect(report.figures['t2.licensing.change']).toBe('451')
  })
})

describe('money', () => {
  const procurement = (cells: Record<string, unknown>) => withTable2({ 政府集中采购: cells }, '2019')
  test.each<[Record<string, unknown>, string | null, string | undefined]>([
    [{ 采购总金额: 73802895.9, 采购总金额单位: '元' }, '7380.28959', '元'],
    [{ 采购总金额: 21997, 采购总金额单位: '万元' }, '21997', '万元'],
    [{ 采购总金额: '984361元' }, '98.4361', '元'],
    [{ '采购总金额（元）': 3042532 }, '304.2532', '元'],
    [{ 采购总金额: 0, 采购总金额单位: null }, '0', undefined],
  ])('%j', (cells, figure, unit) => {
    const report = procurement(cells)
    expect(report.figures['t2.procurement.amount']).toBe(figure)
    expect(report.units['t2.procurement.amount']).toBe(unit)
  })
  test('without a unit it is not guessed', () => {
    const report = procurement({ 采购总金额: 1089059, 采购总金额单位: null })
    expect(report.figures['t2.procurement.amount']).toBe(null)
    expect(report.unitless).toEqual({ 't2.procurement.amount': '1089059' })
  })
  test('the 2021 form prints its unit in the heading', () => {
    expect(withTable2({ 行政事业性收费: { '本年收费金额（单位：万元）': 9116.36 } }).figures['t2.fees.amount']).toBe(
      '9116.36',
    )
  })
})

describe('tables as met in the wild', () => {
  test('a row by its label, wherever it stands and however it is spelled', () => {
    const report = withTable2({ 规范性文件: { 本年制发件: 13, 先行有效件数: 55 } })
    expect([report.figures['t2.normative.issued'], report.figures['t2.normative.in-force']]).toEqual(['13', '55'])
    expect(report.missing).toContain('t2.rules')
  })
  test('a row the format does not have', () => {
    expect(withTable2({ 其他: { 本年制发件数: 1 } }).notes.map((n) => n.zh)).toContain(
      '“其他”印了 1，这一行不在格式里，没有用到',
    )
  })
  test('其他处理 as one row', () => {
    const rows = Array.from({ length: 23 }, (_, n) => [n, 0, 0, 0, 0, 0, n])
    const report = read(emptyReport('x-2024', { table3: rows }))
    expect(report.figures['t3.other-reason.natural']).toBe('20')
    expect(report.figures['t3.uncorrected.natural']).toBe('n/a')
    expect(report.figures['t3.handled.natural']).toBe('21')
  })
  test('a row with six cells, a row with none, a null row', () => {
    const table3: PrintedFile['table3'] = emptyReport('x').table3!
    table3[0] = [1, 2, 3, 4, 5, 6]
    table3[1] = []
    table3[2] = null
    const report = read(emptyReport('x-2024', { table3 }))
    expect(['new', 'carried-in', 'granted'].map((row) => report.figures[`t3.${row}.natural`])).toEqual([
      null,
      null,
      null,
    ])
    expect(report.unread).toHaveLength(1)
    expect(report.missing).toContain('t3.granted')
  })
  test('another number of rows or cells: the table is not used', () => {
    const report = read(emptyReport('x-2024', { table3: [[1]], table4: [1, 2], table2: null }))
    expect(Object.values(report.figures).every((figure) => figure === null)).toBe(true)
    expect(report.notes).toHaveLength(1)
    expect(report.unread).toHaveLength(1)
    expect(report.missing).toEqual(['t2', 't3'])
  })
  test('what is not known is said', () => {
    expect(read({ ...emptyReport('x-2024'), feeTable: [] }).notes.map((n) => n.en)).toEqual([
      'the entry feeTable was not used',
    ])
  })
})

test('claims that cannot be read are noted, the rest is used', () => {
  const report = read({
    ...emptyReport('x-2024'),
    textClaims: [
      { claim: '约千件', textValue: '千余', tableRef: 'T9' },
      7,
      { textValue: '2,359', tableRef: 'T3[一、新收][总计]' },
    ],
    children: [{ id: 'a-2024', name: '甲' }, 'b-2024'],
  })
  expect(report.claims.map((claim) => claim.number)).toEqual(['2359'])
  expect(report.notes.map((note) => note.en)).toEqual([
    'text claim 1 was not understood and not used',
    'text claim 2 was not understood and not used',
  ])
  expect(report.children).toEqual(['a-2024', 'b-2024'])
})

test.each<[string, string]>([
  ['{"id": "x"', 'not well-formed JSON'],
  ['[]', 'not in the form of a published report; not understood: (root)'],
  ['{}', 'not in the form of a published report; not understood: id, year, format'],
  ['{"id":"x","year":2020,"format":"2018"}', 'unknown format 2018: only 2019 and 2021 exist'],
  [
    '{"id":"x","year":2020,"format":"2021","table3":{}}',
    'not in the form of a published report; not understood: table3',
  ],
  [
    '{"id":"x","year":2020,"format":"2021","table4":[{}]}',
    'not in the form of a published report; not understood: table4.0',
  ],
  ['{"id":"x","year":2020.5,"format":"2019"}', 'not in the form of a published report; not understood: year'],
  ['12', 'not in the form of a published report; not understood: (root)'],
])('%s is refused with the reason', (text, reason) => {
  const result = readJsonReport(text, printedFormats())
  expect('problem' in result && result.problem.en).toBe(reason)
})

describe('what cannot even say what it is', () => {
  const hostile = { toString: 1, valueOf: 1 }
  test.each(['id', 'year', 'format', 'issuer', 'texts', 'table2', 'table3', 'children'])(
    'as %s is refused or left out, not thrown',
    (key) => {
      const text = JSON.stringify({
        ...emptyReport('x-2024'),
        [key]: key === 'texts' ? { overview: hostile } : hostile,
      })
      expect(() => readJsonReport(text, printedFormats())).not.toThrow()
    },
  )
})
