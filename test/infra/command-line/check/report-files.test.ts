import { describe, expect, test } from 'vitest'
import { readPdf } from '../../../../functions/reading/pdf-pages.ts'
import { checkPrintedReports } from '../../../../shared/printed/check/printed-check.ts'
import { readReportFile } from '../../../../shared/printed/files/read-file.ts'
import { printedFormats } from '../../../../shared/printed/formats.ts'
import { type CompiledDefinition, compileDefinition } from '../../../../shared/report/cells.ts'
import { shippedDefinition } from '../../../../shared/report/definitions/shipped.ts'
import { arrangements } from '../../../fixtures/arranged-reports.ts'
import {
  barsOf,
  delimitedOf,
  docxOf,
  htmlOf,
  type LaidReport,
  layOut,
  linesOf,
  pdfOf,
  type Writing,
  xlsxOf,
} from '../../../fixtures/report-files.ts'

const form2021 = compileDefinition(shippedDefinition('gid-2021')!)
const form2019 = compileDefinition(shippedDefinition('gid-2019')!)

/** Every cell has another figure, so that one that moved is seen. */
const distinct = (compiled: CompiledDefinition) =>
  Object.fromEntries(
    compiled.cells.map(({ id, index, kind }) => [id, kind.kind === 'amount' ? `${index}.25` : `${index + 101}`]),
  )

const utf8 = (text: string) => new TextEncoder().encode(text)

const kinds: [string, string, (report: LaidReport) => Uint8Array][] = [
  ['a Word file', 'a.docx', docxOf],
  ['a saved page', 'a.html', (report) => utf8(htmlOf(report))],
  ['Word’s page', 'a.htm', (report) => utf8(htmlOf(report, { word: true }))],
  ['a spreadsheet', 'a.xlsx', xlsxOf],
  ['comma-separated values', 'a.csv', (report) => utf8(delimitedOf(report, ','))],
  ['a pasted table', 'a.txt', (report) => utf8(delimitedOf(report, '\t'))],
  ['copied text, one cell a line', 'a.txt', (report) => utf8(linesOf(report))],
  ['text with bars', 'a.txt', (report) => utf8(barsOf(report))],
  ['a PDF', 'a.pdf', pdfOf],
]

async function read(bytes: Uint8Array, name: string) {
  const report = await readReportFile(bytes, name, { definitions: printedFormats(), readPdf })
  if ('problem' in report) throw new Error(report.problem.en)
  return report
}

describe.each(kinds)('%s', (_, name, fileOf) => {
  test.each([
    ['2021', form2021],
    ['2019', form2019],
  ])('the form of %s: every cell right', async (__, compiled) => {
    const writing: Writing =
      compiled === form2019 ? { figure: (text, id) => (id === 't2.procurement.amount' ? `${text}万元` : text) } : {}
    const report = await read(fileOf(layOut(compiled, distinct(compiled), writing)), name)
    expect(report.compiled).toBe(compiled)
    expect(report.figures).toEqual(distinct(compiled))
    expect([report.year, report.issuer, report.unread, report.missing]).toEqual([2024, '某县某局', [], []])
  })

  test('labels as offices write them', async () => {
    const written: Record<string, string> = {
      规章: '规 章（设区的市以上提供）',
      行政规范性文件: '规范性文件',
      现行有效件数: '先行有效件数',
      行政事业性收费: '行政事业型收费',
      '本年收费金额（单位：万元）': '本年收费金额单位:万元',
      '一、本年新收政府信息公开申请数量': '一、本年新收政府信息公开申请数量（指本年度事项数）',
      '（二）部分公开（区分处理的，只计这一情形，不计其他情形）':
        '（二）部分公开（区分处理的，只记这一情形，不计其他情形）',
      '2.其他法律行政法规禁止公开': '2、其他法律行政止公开',
      '7.属于行政执法案卷': '7.属于行政执法案件',
      '1.信访举报投诉类申请': '信访举报投诉类申请',
      '3.其他': '3、其他',
    }
    const report = await read(
      fileOf(layOut(form2021, distinct(form2021), { label: (text) => written[text] ?? text })),
      name,
    )
    expect(report.figures).toEqual(distinct(form2021))
    expect(report.unread).toEqual([])
  })

  test('blank, zero and “not applicable” are three things', async () => {
    const figure = (_text: string, id: string) =>
      id.startsWith('t2.rules') ? '/' : id.startsWith('t4') ? '0' : id.endsWith('legal') ? '' : '7'
    const report = await read(fileOf(layOut(form2021, {}, { figure })), name)
    const figures = ['t2.rules.issued', 't4.cases.direct-total', 't3.new.natural'].map((id) => report.figures[id])
    // Lines of text have lost their empty cells, so a row with one is not read at all; every other kind keeps them.
    const loose = fileOf({ title: '', parts: [] }) && name === 'a.txt' && report.printed['t3.new.natural'] === ''
    expect(figures).toEqual(['n/a', '0', loose ? null : '7'])
    expect(report.figures['t3.new.legal']).toBe(null)
    expect(checkPrintedReports([report])[0]!.verdict).not.toBe('clean')
  })

  test('a row that is not there is missed, and moves no other', async () => {
    const report = await read(
      fileOf(layOut(form2021, distinct(form2021), { without: ['t2.rules', 't3.still-unclear'] })),
      name,
    )
    const expected = Object.fromEntries(
      Object.entries(distinct(form2021)).map(([id, figure]) => [
        id,
        /^t2\.rules\.|^t3\.still-unclear\./.test(id) ? null : figure,
      ]),
    )
    expect(report.figures).toEqual(expected)
    expect(report.missing).toEqual(['t2.rules', 't3.still-unclear'])
  })

  test('the narrative is compared with the tables', async () => {
    const zeros = Object.fromEntries(form2021.cells.map(({ id }) => [id, '0']))
    const texts = {
      overview:
        '2024年，本机关共收到政府信息公开申请12件，均已按期答复。本年度主动公开政府信息338条，举办政务公开培训两次。',
    }
    const [check] = checkPrintedReports([await read(fileOf(layOut(form2021, zeros, { texts })), name)])
    expect(check!.findings.map(({ instance }) => instance)).toEqual(['text-vs-table(new-requests:12)'])
  })
})

describe.each(kinds)('%s, laid out otherwise', (kind, name, fileOf) => {
  test.each(Object.entries(arrangements))('%s', async (_, arranged) => {
    const report = await read(fileOf(arranged(layOut(form2021, distinct(form2021)))), name)
    const wrong = Object.entries(report.figures).filter(
      ([id, figure]) => figure !== null && figure !== distinct(form2021)[id],
    )
    expect(wrong).toEqual([])
    // Text has lost which cell stands under which heading; what cannot be told is said to be unread.
    if (!/text/.test(kind)) expect(report.figures).toEqual(distinct(form2021))
    else
      expect(Object.values(report.figures).includes(null)).toBe(report.unread.length > 0 || report.missing.length > 0)
  })

  test('figures with marks, units and words around them', async () => {
    const marks = ['①', '*', '[1]', '（注1）', '²', '件', '\u200b', '\u202f']
    const counts = form2021.cells.filter((cell) => cell.kind.kind === 'count')
    const writing: Writing = {
      figure: (text, id) => {
        const n = counts.findIndex((cell) => cell.id === id)
        return n < 0 ? text : n % 9 === 8 ? `共${text}件` : `${text}${marks[n % 9]}`
      },
    }
    const report = await read(fileOf(layOut(form2021, distinct(form2021), writing)), name)
    expect(report.figures).toEqual(distinct(form2021))
  })

  test('合计 for 总计, colons behind labels, labels broken over lines', async () => {
    const label = (text: string) => `${text.slice(0, 2)}\n${text.slice(2).replace('总计', '合计')}：`
    const report = await read(fileOf(layOut(form2021, distinct(form2021), { label })), name)
    expect(report.figures).toEqual(distinct(form2021))
  })
})

describe('text that has lost its tables', () => {
  test('a heading on the line of one of its rows does not stand for them where others are not found either', async () => {
    const written = layOut(form2021, distinct(form2021)).parts.flatMap((part) =>
      'text' in part ? [part.text] : part.table.map((row) => row.map(({ text }) => text).join(' ')),
    )
    const gone = /部分公开（|不掌握|没有现成|补正后/
    const lines = written.map((line) => (/不掌握/.test(line) ? '（四）无法提供 7 6 5 4 3 2 27' : line))
    const report = await read(utf8(lines.filter((line) => !gone.test(line)).join('\n')), 'a.txt')
    const unavailable = form2021.cells.filter(({ row }) => /not-held|still-unclear/.test(row))
    expect(unavailable.map(({ id }) => report.figures[id] ?? null).filter((figure) => figure !== null)).toEqual([])
  })

  test('a label and its figures on one line, however few digits they have', async () => {
    const report = await read(page('\n规章    0    0    0\n行政规范性文件    5    2    31\n'), 'a.txt')
    expect(['issued', 'repealed', 'in-force'].map((id) => report.figures[`t2.normative.${id}`])).toEqual([
      '5',
      '2',
      '31',
    ])
  })

  const page = (rows: string) =>
    utf8(
      `某县某局2024年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第（一）项\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数${rows}`,
    )
  const figures = async (rows: string) => {
    const report = await read(page(rows), 'a.txt')
    return ['issued', 'repealed', 'in-force'].flatMap((column) =>
      ['rules', 'normative'].map((row) => report.figures[`t2.${row}.${column}`]),
    )
  }
  test('figures with nothing between are taken apart where there is one way', async () => {
    expect(await figures('规章000行政规范性文件606')).toEqual(['0', '6', '0', '0', '0', '6'])
  })
  test('and not where an empty cell may have been lost', async () => {
    expect(await figures('规章0行政规范性文件606')).toEqual([null, null, null, null, null, null])
  })
  test('one figure on a line of its own is never taken apart', async () => {
    expect(await figures('\n规章\n\n\n101\n行政规范性文件\n\n\n102')).toEqual([null, null, null, null, null, null])
  })
})
