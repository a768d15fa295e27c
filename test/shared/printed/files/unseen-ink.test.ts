import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { checkPrintedReports } from '../../../../shared/printed/check/printed-check.ts'
import { readReportFile } from '../../../../shared/printed/files/read-file.ts'
import { printedFormats } from '../../../../shared/printed/formats.ts'
import { compileDefinition } from '../../../../shared/report/cells.ts'
import { shippedDefinition } from '../../../../shared/report/definitions/shipped.ts'
import { docxOf, htmlOf, layOut, xlsxOf } from '../../../fixtures/report-files.ts'

/** One figure of a report, in ink of every kind: what nobody sees is no figure and said, what is seen is read. */

const form = compileDefinition(shippedDefinition('gid-2021')!)
const laid = layOut(form, Object.fromEntries(form.cells.map(({ id }, n) => [id, String(n + 101)])))
const asked = 't3.new.natural'
const figure = String(form.byId.get(asked)!.index + 101)

const altered = (bytes: Uint8Array, change: (files: Record<string, string>) => Record<string, string>): Uint8Array => {
  const files = Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]))
  return zipSync(
    Object.fromEntries(Object.entries({ ...files, ...change(files) }).map(([n, text]) => [n, strToU8(text)])),
  )
}
const relations = `<Relationships><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`

/** @param run properties of its letters, `cell` of its cell, `table` of its table, `styles` of the document */
const word = (run: string, { cell = '', table = '', paragraph = '', beside = '', styles = '' } = {}) =>
  altered(docxOf(laid), ({ 'word/document.xml': xml = '' }) => ({
    'word/document.xml': xml
      .replace(/<w:tc>(?:(?!<\/w:tc>).)*<\/w:tc>/gs, (one) =>
        one.includes(`>${figure}</w:t>`)
          ? one
              .replace('</w:tcPr>', `${cell}</w:tcPr>`)
              .replace('<w:p>', `<w:p><w:pPr>${paragraph}</w:pPr>`)
              .replace('<w:r>', `<w:r><w:rPr>${run}</w:rPr>`)
              .replace('</w:r>', `</w:r>${beside}`)
          : one,
      )
      .replaceAll('<w:tbl>', `<w:tbl><w:tblPr>${table}</w:tblPr>`),
    'word/styles.xml': `<w:styles>${styles}</w:styles>`,
    'word/_rels/document.xml.rels': relations,
  }))
const white = '<w:color w:val="FFFFFF"/>'
const shade = (fill: string, how = 'clear') => `<w:shd w:val="${how}" w:color="auto" w:fill="${fill}"/>`
const inStyle = (id: string, what: string) => `<w:style w:styleId="${id}">${what}</w:style>`

const page = (cell: string, { row = '', table = '', style = '', body = '' } = {}) =>
  htmlOf(laid)
    .replace(new RegExp(`<tr>((?:(?!<tr>).)*?)<td[^>]*>${figure}(?=\\s*<)`, 's'), `<tr ${row}>$1${cell}`)
    .replace(/<table/g, `<table ${table} `)
    .replace('<head>', `<head><style>${style}</style>`)
    .replace('<body', `<body ${body} `)

const sheet = (font: string, fill = '<patternFill patternType="none"/>') =>
  altered(xlsxOf(laid), ({ 'xl/worksheets/sheet1.xml': xml = '' }) => ({
    'xl/worksheets/sheet1.xml': xml.replace(
      new RegExp(`<c r="(\\w+)"><v>${figure}</v>`),
      `<c r="$1" s="1"><v>${figure}</v>`,
    ),
    'xl/styles.xml': `<styleSheet><fonts><font/><font>${font}</font></fonts><fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill>${fill}</fill></fills><cellXfs><xf/><xf fontId="1" fillId="2"/></cellXfs></styleSheet>`,
    'xl/_rels/workbook.xml.rels': relations,
  }))

/** @param rule how the whole sheet looks where it holds */
const ruled = (rule: string, look: string, fill = '<patternFill patternType="none"/>') =>
  altered(sheet('<sz val="10"/>', fill), ({ 'xl/worksheets/sheet1.xml': xml = '', 'xl/styles.xml': styles = '' }) => ({
    'xl/worksheets/sheet1.xml': xml.replace(
      '</sheetData>',
      `</sheetData><conditionalFormatting sqref="A1:Z99">${rule}</conditionalFormatting>`,
    ),
    'xl/styles.xml': styles.replace('</styleSheet>', `<dxfs><dxf>${look}</dxf></dxfs></styleSheet>`),
  }))
const whiteLook = '<font><color rgb="FFFFFFFF"/></font>'
const isFigure = (operator: string, ...limits: (string | number)[]) =>
  `<cfRule type="cellIs" dxfId="0" operator="${operator}">${limits.map((one) => `<formula>${one}</formula>`).join('')}</cfRule>`

const openText = (style: string, cell = '') =>
  zipSync({
    'content.xml': strToU8(
      `<office:document-content><office:automatic-styles><style:style style:name="X" style:family="text"><style:text-properties ${style}/></style:style><style:style style:name="C" style:family="table-cell"><style:table-cell-properties ${cell}/></style:style></office:automatic-styles><office:body><office:text>${laid.parts
        .map((part) =>
          'text' in part
            ? `<text:p>${part.text}</text:p>`
            : `<table:table>${part.table
                .map(
                  (row) =>
                    `<table:table-row>${row
                      .map(
                        ({ text, columns = 1, rows = 1 }) =>
                          `<table:table-cell table:number-columns-spanned="${columns}" table:number-rows-spanned="${rows}"${text === figure ? ' table:style-name="C"' : ''}><text:p>${text === figure ? `<text:span text:style-name="X">${text}</text:span>` : text}</text:p></table:table-cell>`,
                      )
                      .join('')}</table:table-row>`,
                )
                .join('')}</table:table>`,
        )
        .join('')}</office:text></office:body></office:document-content>`,
    ),
  })

test.each<[string, string | Uint8Array, string, boolean]>([
  ['white', word(white), 'a.docx', false],
  ['nearly white', word('<w:color w:val="FEFEFE"/>'), 'a.docx', false],
  [
    'white by a style',
    word('<w:rStyle w:val="W"/>', { styles: inStyle('W', `<w:rPr>${white}</w:rPr>`) }),
    'a.docx',
    false,
  ],
  [
    'white by its paragraph’s style',
    word('', { paragraph: '<w:pStyle w:val="W"/>', styles: inStyle('W', `<w:rPr>${white}</w:rPr>`) }),
    'a.docx',
    false,
  ],
  ['red on a red cell', word('<w:color w:val="FF0000"/>', { cell: shade('FF0000') }), 'a.docx', false],
  ['white on a cell said to be white', word(white, { cell: shade('FFFFFF') }), 'a.docx', false],
  ['one point', word('<w:sz w:val="2"/>'), 'a.docx', false],
  ['grey as of a placeholder', word('<w:color w:val="A6A6A6"/>'), 'a.docx', true],
  ['white on a blue cell', word(white, { cell: shade('4472C4') }), 'a.docx', true],
  ['white on a blue table', word(white, { table: shade('4472C4') }), 'a.docx', true],
  ['white on a blue paragraph', word(white, { paragraph: shade('4472C4') }), 'a.docx', true],
  ['white on a blue of its own', word(`${white}${shade('4472C4')}`), 'a.docx', true],
  ['white on a marker', word(`${white}<w:highlight w:val="black"/>`), 'a.docx', true],
  ['white on a pattern', word(white, { cell: shade('FFFFFF', 'pct50') }), 'a.docx', true],
  [
    'white in a table whose style shades rows',
    word(white, {
      table: '<w:tblStyle w:val="T"/>',
      styles: inStyle('T', `<w:tblStylePr><w:tcPr>${shade('4472C4')}</w:tcPr></w:tblStylePr>`),
    }),
    'a.docx',
    true,
  ],
  ['automatic on black', word('<w:color w:val="auto"/>', { cell: shade('000000') }), 'a.docx', true],
  ['white beside what is seen', word(white, { beside: `<w:r><w:t>${figure}</w:t></w:r>` }), 'a.docx', true],
  ['white', page(`<td><span style="color: #FFF">${figure}</span></td>`), 'a.html', false],
  ['white by an old element', page(`<td><font color=white>${figure}</font></td>`), 'a.html', false],
  ['white by its cell', page(`<td style="color:rgb(255, 255, 255)">${figure}</td>`), 'a.html', false],
  [
    'white by a class',
    page(`<td><span class="w">${figure}</span></td>`, { style: '.w{color:#ffffff}' }),
    'a.html',
    false,
  ],
  ['without colour', page(`<td><p style="color:transparent">${figure}</p></td>`), 'a.html', false],
  ['let through wholly', page(`<td><p style="color: rgba(0, 0, 0, 0)">${figure}</p></td>`), 'a.html', false],
  ['let through by half', page(`<td><p style="color:rgba(0,0,0,0.5)">${figure}</p></td>`), 'a.html', true],
  ['red on red', page(`<td bgcolor="#ff0000" style="color:#f00">${figure}</td>`), 'a.html', false],
  ['one pixel', page(`<td style="font-size:1px">${figure}</td>`), 'a.html', false],
  [
    'white on a blue row',
    page(`<td><b style="color:white">${figure}</b></td>`, { row: 'style="background:#06c"' }),
    'a.html',
    true,
  ],
  [
    'white on blue by a class',
    page(`<td class="t">${figure}</td>`, { style: '.t{color:#fff;background-color:#036}' }),
    'a.html',
    true,
  ],
  [
    'white in a blue table',
    page(`<td style="color:white">${figure}</td>`, { table: 'bgcolor="navy"' }),
    'a.html',
    true,
  ],
  [
    'white on a dark page',
    page(`<td style="color:white">${figure}</td>`, { body: 'style="background:#222"' }),
    'a.html',
    true,
  ],
  [
    'white around black',
    page(`<td style="color:white"><span style="color:#333">${figure}</span></td>`),
    'a.html',
    true,
  ],
  ['small', page(`<td style="font-size:9px">${figure}</td>`), 'a.html', true],
  ['white', sheet('<color rgb="FFFFFFFF"/>'), 'a.xlsx', false],
  ['the paper’s colour of the theme', sheet('<color theme="0"/>'), 'a.xlsx', false],
  [
    'red on red',
    sheet('<color rgb="FFFF0000"/>', '<patternFill patternType="solid"><fgColor rgb="FFFF0000"/></patternFill>'),
    'a.xlsx',
    false,
  ],
  ['white where a fill says nothing', sheet('<color rgb="FFFFFFFF"/>', '<patternFill/>'), 'a.xlsx', false],
  ['one point', sheet('<sz val="1"/>'), 'a.xlsx', false],
  ['white by a rule that holds', ruled(isFigure('equal', figure), whiteLook), 'a.xlsx', false],
  [
    'white by a rule that may hold',
    ruled(isFigure('between', Number(figure) - 0.5, figure), whiteLook),
    'a.xlsx',
    false,
  ],
  [
    'the ground made of its colour by a rule',
    ruled(
      isFigure('equal', figure),
      '<fill><patternFill><bgColor rgb="FF000000"/></patternFill></fill><font><color rgb="FF000000"/></font>',
    ),
    'a.xlsx',
    false,
  ],
  ['white by a rule that does not hold', ruled(isFigure('equal', 0), whiteLook), 'a.xlsx', true],
  ['white by a rule for less', ruled(isFigure('lessThan', 1), whiteLook), 'a.xlsx', true],
  ['red by a rule', ruled(isFigure('equal', figure), '<font><color rgb="FFFF0000"/></font>'), 'a.xlsx', true],
  [
    'white on blue by a rule',
    ruled(isFigure('equal', figure), `${whiteLook}<fill><patternFill><bgColor rgb="FF4472C4"/></patternFill></fill>`),
    'a.xlsx',
    true,
  ],
  [
    'white by a rule on a blue cell',
    ruled(
      isFigure('equal', figure),
      whiteLook,
      '<patternFill patternType="solid"><fgColor rgb="FF4472C4"/></patternFill>',
    ),
    'a.xlsx',
    true,
  ],
  [
    'white on blue',
    sheet('<color rgb="FFFFFFFF"/>', '<patternFill patternType="solid"><fgColor theme="4"/></patternFill>'),
    'a.xlsx',
    true,
  ],
  ['grey of the theme', sheet('<color theme="0" tint="-0.35"/>'), 'a.xlsx', true],
  ['white', openText('fo:color="#ffffff"'), 'a.odt', false],
  ['one point', openText('fo:font-size="1pt"'), 'a.odt', false],
  ['white on blue', openText('fo:color="#ffffff"', 'fo:background-color="#000080"'), 'a.odt', true],
  ['grey', openText('fo:color="#a6a6a6"'), 'a.odt', true],
])('%s: %#', async (_, content, name, seen) => {
  const bytes = typeof content === 'string' ? strToU8(content) : content
  const readPdf = () => Promise.reject(new Error('no PDF'))
  const report = await readReportFile(bytes, name, { definitions: printedFormats(), readPdf })
  if ('problem' in report) throw new Error(report.problem.en)
  expect(report.figures[asked]).toBe(seen ? figure : null)
  expect(report.unread).toEqual(
    seen
      ? []
      : [
          {
            cells: [asked],
            printed: '〔看不见的字〕',
            reason: expect.objectContaining({ zh: expect.stringContaining('底色') }),
          },
        ],
  )
  if (!seen) expect(checkPrintedReports([report])[0]?.verdict).not.toBe('clean')
})

test('white by a rule whose words are not worked out: no figure of its range is read, what they are called is', async () => {
  const rule = '<cfRule type="expression" dxfId="0"><formula>$A$1&gt;1</formula></cfRule>'
  const readPdf = () => Promise.reject(new Error('no PDF'))
  const report = await readReportFile(ruled(rule, whiteLook), 'a.xlsx', { definitions: printedFormats(), readPdf })
  if ('problem' in report) throw new Error(report.problem.en)
  expect([report.unread.flatMap(({ cells }) => cells).length, report.missing]).toEqual([form.cells.length, []])
})
