import { describe, expect, test } from 'vitest'
import { readXlsx } from '../../../../shared/printed/files/xlsx.ts'
import { ZipFile } from '../../../../shared/printed/files/zip.ts'
import { columnLetters } from '../../../../shared/report/bytes/column-letters.ts'
import { type XlsxCell, xlsx, xlsxType } from '../../../../shared/report/bytes/xlsx.ts'

function opened(sheets: Parameters<typeof xlsx>[0]): ZipFile {
  const zip = ZipFile.open(xlsx(sheets))
  if ('problem' in zip) throw new Error(zip.problem.en)
  return zip
}
function gridOf(rows: XlsxCell[][]): string[][] {
  const document = readXlsx(opened([{ name: '表', widths: [10], rows }]), 'xl/workbook.xml')
  if ('problem' in document) throw new Error(document.problem.en)
  return document.parts.flatMap((part) => ('grid' in part ? part.grid.map((row) => row.map(({ text }) => text)) : []))
}

describe('what is written is what is read', () => {
  test.each<[string, XlsxCell, string]>([
    ['text', { text: '现行有效件数' }, '现行有效件数'],
    ['text that looks like a formula', { text: '=1+1' }, '=1+1'],
    ['markup in a text', { text: '<a> & "b"' }, '<a> & "b"'],
    ['a control character', { text: 'a\u0007b' }, 'ab'],
    ['a figure', { number: '26' }, '26'],
    ['a negative decimal', { number: '-3310.40' }, '-3310.40'],
    ['more digits than a spreadsheet keeps', { number: '24252311082123456.1' }, '24252311082123456.1'],
    ['nothing', {}, ''],
  ])('%s', (_, cell, text) => {
    expect(gridOf([[cell, { text: 'end' }]])).toEqual([[text, 'end']])
  })
  test('a cell over two rows and two columns is one', () => {
    expect(
      gridOf([
        [{ text: '头', columns: 2, rows: 2 }, {}, { number: '1' }],
        [{}, {}, { number: '2' }],
      ]),
    ).toEqual([
      ['头', '头', '1'],
      ['头', '头', '2'],
    ])
  })
})

test('long figures are text, short ones numbers, formulas formulas', () => {
  const cells = [{ number: '1.5' }, { number: '1234567890123456' }, { formula: 'A1+1' }]
  const xml = opened([{ name: '表', widths: [10], rows: [cells] }]).text('xl/worksheets/sheet1.xml')
  expect(xml).toContain('<c r="A1" s="0"><v>1.5</v></c>')
  expect(xml).toContain('<c r="B1" s="0" t="inlineStr">')
  expect(xml).toContain('<c r="C1" s="0"><f>A1+1</f></c>')
})

test('is of the kind that its download says', () => {
  expect(opened([]).text('[Content_Types].xml')).toContain(`ContentType="${xlsxType}.main+xml"`)
})

test('names of sheets are such as a spreadsheet takes, each once', () => {
  const long = '一'.repeat(40)
  const workbook = opened(
    ['三、收到/处理', '三、收到?处理', long, long, ''].map((name) => ({ name, widths: [], rows: [] })),
  ).text('xl/workbook.xml')!
  const names = [...workbook.matchAll(/<sheet name="([^"]*)"/g)].map(([, name]) => name)
  expect(names).toEqual(['三、收到 处理', '三、收到 处理 2', '一'.repeat(31), `${'一'.repeat(27)} 2`, '1'])
})

test('columns have the letters of a spreadsheet', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA'])
})
