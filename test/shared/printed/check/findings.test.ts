import { describe, expect, test } from 'vitest'
import { checkPrintedReports } from '../../../../shared/printed/check/printed-check.ts'
import { readJsonReport } from '../../../../shared/printed/files/json.ts'
import { printedFormats } from '../../../../shared/printed/formats.ts'
import type { PrintedReport } from '../../../../shared/printed/printed-report.ts'
import { emptyReport, type PrintedFile } from '../../../fixtures/printed-reports.ts'

const read = (file: PrintedFile, more: Partial<PrintedReport> = {}): PrintedReport => {
  const report = readJsonReport(JSON.stringify(file), printedFormats())
  if ('problem' in report) throw new Error(report.problem.en)
  return { ...report, ...more }
}
/** What is said beyond the relations of the form, about the last of these reports. */
const said = (...reports: PrintedReport[]) =>
  checkPrintedReports(reports)
    .at(-1)!
    .findings.filter(({ relation }) => /^(form|slip|outlier)\./.test(relation))
    .map(({ instance, severity }) => `${severity} ${instance}`)
const withRows = (id: string, rows: Record<number, number[]>): PrintedFile => {
  const file = emptyReport(id)
  for (const [n, cells] of Object.entries(rows)) file.table3![Number(n)] = cells
  return file
}
const withDecisions = (id: string, figure: number): PrintedFile => {
  const file = emptyReport(id)
  file.table2!['第二十条第（五）项']!.行政许可!.本年处理决定数量 = figure
  return file
}

describe('the form of another year', () => {
  test('2019’s form for 2021 is said, 2021’s own is not', () => {
    const old = { ...emptyReport('x-2021'), format: '2019', table2: null, table3: null }
    expect(said(read(old))).toContain('warning form.year')
    expect(said(read(emptyReport('x-2021')))).toEqual([])
  })
})

describe('rules by a body that cannot make any', () => {
  const withRules = (issuer: string) => {
    const file = emptyReport('x-2022', { issuer })
    Object.assign(file.table2!['第二十条第（一）项']!.规章!, { 本年制发件数: 2, 现行有效件数: 2 })
    return said(read(file))
  }
  test.each([
    '桃江县松木塘镇人民政府',
    '某市退役军人事务局',
    '洪泽区人民政府',
    '沭阳县人民政府',
    '长春新区管委会',
    '某街道办事处',
  ])('%s', (issuer) => {
    expect(withRules(issuer)).toEqual(['warning form.power(t2.rules)'])
  })
  test.each(['淮安市人民政府', '江苏省人民政府', '延边朝鲜族自治州人民政府', '内蒙古自治区人民政府', '财政部'])(
    '%s may',
    (issuer) => {
      expect(withRules(issuer)).toEqual([])
    },
  )
})

describe('slips of the hand', () => {
  const zero = [0, 0, 0, 0, 0, 0, 0]
  test('two cells of a row in each other’s place', () => {
    const file = withRows('x-2024', {
      0: [7, 2, 0, 0, 0, 0, 9],
      2: [2, 7, 0, 0, 0, 0, 9],
      23: [7, 2, 0, 0, 0, 0, 9],
      24: zero,
    })
    expect(said(read(file))).toEqual(['info slip.swapped(t3.granted.natural,t3.granted.business)'])
  })
  test('two digits of a figure exchanged', () => {
    const row = [12, 0, 0, 0, 0, 0, 12]
    const file = withRows('x-2024', { 0: row, 2: row, 23: row })
    file.table3![3] = [3, 0, 0, 0, 0, 0, 3]
    for (const n of [0, 23]) file.table3![n] = [15, 0, 0, 0, 0, 0, 15]
    expect(said(read(file))).toEqual([])
    file.table3![2] = [21, 0, 0, 0, 0, 0, 12]
    expect(said(read(file))).toContain('info slip.digits(t3.granted.natural)')
  })
  test('nothing is explained where nothing simple explains it', () => {
    const file = withRows('x-2024', { 0: [7, 2, 0, 0, 0, 0, 9], 2: [1, 1, 0, 0, 0, 0, 3], 23: [5, 0, 0, 0, 0, 0, 9] })
    expect(said(read(file))).toEqual([])
  })
})

describe('far from what else is known', () => {
  test.each<[number, number, boolean]>([
    [181, 2278, true],
    [300, 0, true],
    [20, 200, true],
    [5000, 480, true],
    [19, 180, false],
    [90, 0, false],
    [300, 900, false],
  ])('last year %i, this year %i: said %s', (last, now, expected) => {
    const found = said(read(withDecisions('x-2023', last)), read(withDecisions('x-2024', now)))
    expect(found).toEqual(expected ? ['info outlier.last-year(t2.licensing.decisions)'] : [])
  })
  test('a hundred times the largest of the others in the folder', () => {
    const unit = (n: number, figure: number) =>
      read(withDecisions(`unit${n}-2024`, figure), { folder: '2024', issuer: `某${n}局` })
    const others = [10, 20, 30, 40].map((figure, n) => unit(n, figure))
    expect(said(...others, unit(9, 4000))).toEqual(['info outlier.siblings(t2.licensing.decisions)'])
    expect(said(...others, unit(9, 3900))).toEqual([])
    expect(said(...others.slice(1), unit(9, 4000))).toEqual([])
  })
})

describe('a folder with a government and its units', () => {
  const inFolder = (id: string, issuer: string, figure: number) =>
    read(withDecisions(id, figure), { folder: '2024', issuer })
  const units = [inFolder('a-2024', '某县财政局', 3), inFolder('b-2024', '某县民政局', 4)]
  const compared = (total: number) =>
    checkPrintedReports([...units, inFolder('county-2024', '某县人民政府', total)])
      .at(-1)!
      .findings.map(({ instance, severity }) => `${severity} ${instance}`)
  test('is compared with their sum; what differs is a question, for a unit may be missing', () => {
    expect(compared(7)).toEqual([])
    expect(compared(8)).toEqual([expect.stringMatching(/^warning aggregation\.T2/)])
  })
})

describe('blanks', () => {
  const row = (natural: number | null, total: number) => [natural, null, null, null, null, null, total] as number[]
  test('that can only be 0 are checked as such, and it is said', () => {
    const [check] = checkPrintedReports([read(withRows('x-2024', { 0: row(3, 3), 2: row(3, 3), 23: row(3, 3) }))])
    expect([check!.verdict, check!.extent.inferred, check!.extent.blank]).toEqual(['clean', 15, 0])
    expect(check!.notes.map(({ zh }) => zh).join()).toContain('只能是 0')
  })
  test('that could be anything are not', () => {
    const [check] = checkPrintedReports([read(withRows('x-2024', { 0: row(2, 3), 2: row(2, 3), 23: row(2, 3) }))])
    expect([check!.verdict, check!.extent.inferred, check!.extent.blank]).toEqual(['incomplete', 0, 15])
  })
})

describe('what was called right before', () => {
  const empty = [0, 0, 0, 0, 0, 0, 0]
  test('a text that says 0 where the table says 5 is no other way of counting', () => {
    const file = withRows('x-2024', { 0: [5, 0, 0, 0, 0, 0, 5] })
    file.textClaims = [
      { claim: '共收到政府信息公开申请0件', textValue: 0, tableRef: 'T3[一、新收][总计]', tableValue: 5 },
    ]
    const found = checkPrintedReports([read(file)])[0]!.findings.filter(({ relation }) => relation === 'text-vs-table')
    expect(found.map(({ severity }) => severity)).toEqual(['warning'])
  })
  test('one row 其他处理 stands for its three, and can break the total', () => {
    const rows = Array.from({ length: 23 }, () => [...empty])
    Object.assign(rows, {
      0: [3, 0, 0, 0, 0, 0, 3],
      2: [2, 0, 0, 0, 0, 0, 2],
      20: [2, 0, 0, 0, 0, 0, 2],
      21: [3, 0, 0, 0, 0, 0, 3],
    })
    const [check] = checkPrintedReports([read(emptyReport('x-2024', { table3: rows }))])
    expect(check!.verdict).toBe('broken')
    expect(new Set(check!.findings.map(({ relation }) => relation))).toEqual(new Set(['T3.total']))
    expect(check!.findings.map(({ advice }) => advice.zh).join()).not.toContain('不用填')
  })
})
