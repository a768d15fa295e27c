import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { checkPrintedReports } from '../../../../shared/printed/check/printed-check.ts'
import { readFileText, readReportFile } from '../../../../shared/printed/files/read-file.ts'
import { printedFormats } from '../../../../shared/printed/formats.ts'
import { tooMuchInside } from '../../../../shared/printed/printed-document.ts'
import { compileDefinition } from '../../../../shared/report/cells.ts'
import { shippedDefinition } from '../../../../shared/report/definitions/shipped.ts'
import {
  docxOf,
  htmlOf,
  type LaidCell,
  type LaidReport,
  layOut,
  openDocumentOf,
  xlsxOf,
} from '../../../fixtures/report-files.ts'

/** Layouts that offices have beside the usual ones: each is read as it looks, or it is said what was not read. */

const form = compileDefinition(shippedDefinition('gid-2021')!)
const figures = Object.fromEntries(
  form.cells.map(({ id, index, kind }) => [id, kind.kind === 'amount' ? `${index}.25` : `${index + 101}`]),
)
const laid = layOut(form, figures)
const page = htmlOf(laid)
const tables = page.slice(page.indexOf('<table class'), page.lastIndexOf('</table>') + '</table>'.length)
const older = tables.replace(/(<td[^>]*>)(\d)/g, '$19$2')

async function read(content: string | Uint8Array, name: string) {
  const bytes = typeof content === 'string' ? strToU8(content) : content
  const readPdf = () => Promise.reject(new Error('no PDF'))
  const report = await readReportFile(bytes, name, { definitions: printedFormats(), readPdf })
  if ('problem' in report) throw new Error(report.problem.en)
  return report
}

/** The file with one of its parts changed, or parts added. */
function altered(bytes: Uint8Array, part: string, change: (text: string) => string, more: Record<string, string> = {}) {
  const files = unzipSync(bytes)
  const added = Object.fromEntries(Object.entries(more).map(([name, text]) => [name, strToU8(text)]))
  return zipSync({ ...files, ...added, [part]: strToU8(change(strFromU8(files[part]!))) })
}
const word = (change: (xml: string) => string, more?: Record<string, string>) =>
  altered(docxOf(laid), 'word/document.xml', change, more)
const relation = (type: string, target: string) =>
  `<Relationships><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/></Relationships>`

const labelled = (label: (text: string) => string): LaidReport => layOut(form, figures, { label })
const inTable = (n: number, change: (table: LaidCell[][]) => LaidCell[][]): LaidReport => {
  let seen = 0
  return {
    ...laid,
    parts: laid.parts.map((part) => ('text' in part || seen++ !== n ? part : { table: change(part.table) })),
  }
}
const cell = (text: string): LaidCell => ({ text, columns: 1, rows: 1 })

/** The form's own characters, simplified and traditional. */
const characters = [
  '万业为举于会体关内决况出制办务动区单卷县发后国处复审家属废开强当总执护报据数无机权条构没现确秘稳类系纠纳组织经结继续维缴罚范获补规计认议许讼访诉询请费转过进问项题额',
  '萬業為舉於會體關內決況出製辦務動區單卷縣發後國處複審家屬廢開強當總執護報據數無機權條構沒現確祕穩類系糾納組織經結繼續維繳罰範獲補規計認議許訟訪訴詢請費轉過進問項題額',
].map((line) => [...line]) as [string[], string[]]
const traditional = (text: string) =>
  text.replace(/\p{Script=Han}/gu, (char) => characters[1][characters[0].indexOf(char)] ?? char)
const traditionalReport = (): LaidReport => {
  const { title, parts } = labelled(traditional)
  return {
    title: traditional(title),
    parts: parts.map((part) =>
      'text' in part
        ? { text: traditional(part.text) }
        : { table: part.table.map((row) => row.map((one) => ({ ...one, text: traditional(one.text) }))) },
    ),
  }
}

test.each<[string, string | Uint8Array, string]>([
  [
    'an older copy in a hidden box before',
    page.replace('<body>', `<body><div style="display:none">${older}</div>`),
    'a.html',
  ],
  [
    'one behind',
    page.replace('</body>', `<div STYLE='color:red; DISPLAY : NONE'><div></div>${older}</div></body>`),
    'a.html',
  ],
  ['one hidden by its attribute', page.replace('<body>', `<body><section hidden>${older}</section>`), 'a.html'],
  [
    'one hidden by the page’s styles',
    page
      .replace('<head>', '<head><style>.tab,.box{display:none} .tab.on{display:block}</style>')
      .replace('<body>', `<body><div class="tab">${older}</div><div class="tab on">`),
    'a.html',
  ],
  [
    'one hidden by its name',
    page
      .replace('<head>', '<head><style>#old { display: none }</style>')
      .replace('<body>', `<body><div id="old">${older}</div>`),
    'a.html',
  ],
  [
    'hidden tables',
    page.replace('<body>', `<body>${older.replaceAll('<table', '<table style="display:none"')}`),
    'a.html',
  ],
  ['what only a script would use', page.replace('<body>', `<body><template>${older}</template>`), 'a.html'],
  [
    'tabs of which one is shown',
    page.replace(tables, '').replace('</body>', `<div style="display:none">${tables}</div></body>`),
    'a.html',
  ],
  [
    'what does not show beyond its box',
    page.replace(tables, `<div style="overflow: hidden ;">${tables}</div>`),
    'a.html',
  ],
  [
    'figures in tables of their own, in a page',
    page.replace(/(<td[^>]*>)(\d[\d.]*)(?=<)/g, '$1<table><tr><td>$2</td></tr></table>'),
    'a.html',
  ],
  [
    'figures in tables of their own, in a Word file',
    word((xml) =>
      xml.replace(
        /(<w:p>(?:(?!<\/w:p>).)*<w:t[^>]*>\d[\d.]*<\/w:t>.*?<\/w:p>)/gs,
        '<w:tbl><w:tr><w:tc>$1</w:tc></w:tr></w:tbl><w:p/>',
      ),
    ),
    'a.docx',
  ],
  [
    'rows taken out by a tracked change',
    word((xml) =>
      xml.replace(
        /<w:tr>(?:(?!<\/w:tr>).)*一、本年新收.*?<\/w:tr>/s,
        (row) =>
          row
            .replace('<w:tr>', '<w:tr><w:trPr><w:del w:id="1"/></w:trPr>')
            .replace(/preserve">(?=\d)/g, 'preserve">7') + row,
      ),
    ),
    'a.docx',
  ],
  [
    'a page in a Word file',
    altered(docxOf({ ...laid, parts: [] }), 'word/document.xml', (xml) => xml, {
      'word/page.html': page,
      'word/_rels/document.xml.rels': relation('aFChunk', 'page.html'),
    }),
    'a.docx',
  ],
  ['traditional characters, a page', htmlOf(traditionalReport()), 'a.html'],
  ['traditional characters, a Word file', docxOf(traditionalReport()), 'a.docx'],
  ['traditional characters, a spreadsheet', xlsxOf(traditionalReport()), 'a.xlsx'],
  [
    'numbers in circles',
    docxOf(labelled((text) => text.replace(/^(\d)\./, (_, n: string) => '①②③④⑤⑥⑦⑧'.charAt(Number(n) - 1)))),
    'a.docx',
  ],
  ['其它', docxOf(labelled((text) => text.replace('其他', '其它'))), 'a.docx'],
  [
    'the form’s word in a bracket',
    docxOf(
      inTable(1, (table) =>
        table.map((row) => row.map((one) => (one.text === '自然人' ? { ...one, text: '公民（自然人）' } : one))),
      ),
    ),
    'a.docx',
  ],
  [
    'another word behind the form’s number',
    docxOf(labelled((text) => text.replace('（七）总计', '（七）小计'))),
    'a.docx',
  ],
  ['the end of a sentence behind figures', docxOf(layOut(form, figures, { figure: (text) => `${text}。` })), 'a.docx'],
  ['the mark of text before figures', docxOf(layOut(form, figures, { figure: (text) => `'${text}` })), 'a.docx'],
  [
    'table 4 with its groups below each other',
    docxOf(
      inTable(2, (table) => {
        const values = table.at(-1)!
        const group = ['行政复议', '未经复议直接起诉', '复议后起诉']
        return [
          ['', '结果维持', '结果纠正', '其他结果', '尚未审结', '总计'].map(cell),
          ...group.map((name, n) => [cell(name), ...values.slice(n * 5, n * 5 + 5)]),
        ]
      }),
    ),
    'a.docx',
  ],
  [
    'old figures hidden by a class, in words, cells and rows',
    page
      .replace('<head>', '<head><style>.old,td.gone{display:none} .was{text-decoration: line-through}</style>')
      .replace(/(<td[^>]*>)(\d[\d.]*)(?=<)/g, '<td class="gone">7</td>$1<span class=old>7</span><b class="was">8</b>$2')
      .replace(/<tr>(?:(?!<\/tr>).)*一、本年新收.*?<\/tr>/s, (row) => row.replace('<tr>', '<tr class="old">') + row),
    'a.html',
  ],
  [
    'old figures that stand outside of the page or have no size',
    page.replace(
      /(<td[^>]*>)(\d[\d.]*)(?=<)/g,
      '$1<i style="position:absolute; left:-9999px">7</i><span style="font-size: 0">8</span>$2',
    ),
    'a.html',
  ],
  [
    'marks that turn the direction of writing',
    page.replace(/(<td[^>]*>)([^<]+)/g, '$1&lrm;$2&rlm;\u202a\u00ad'),
    'a.html',
  ],
  [
    'styles of a Word file that cross out and hide',
    altered(
      docxOf(laid),
      'word/document.xml',
      (xml) =>
        xml.replace(
          /(<w:p>(?:(?!<w:r>).)*)(<w:r>(?:(?!<\/w:r>).)*<w:t[^>]*>\d)/gs,
          '$1<w:r><w:rPr><w:rStyle w:val="Old"/></w:rPr><w:t>7</w:t></w:r><w:r><w:rPr><w:rStyle w:val="Gone"/></w:rPr><w:t>8</w:t></w:r>$2',
        ),
      {
        'word/styles.xml':
          '<w:styles><w:style w:styleId="Old"><w:rPr><w:strike/></w:rPr></w:style><w:style w:styleId="Gone"><w:basedOn w:val="Base"/></w:style><w:style w:styleId="Base"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>',
        'word/_rels/document.xml.rels': relation('styles', 'styles.xml'),
      },
    ),
    'a.docx',
  ],
  [
    'table 3 with its rows as columns',
    docxOf(
      inTable(1, () => {
        const [block] = form.definition.tables[1]!.blocks
        const rows = block!.rows
        const labels = rows.map(({ groups, label }) => cell(`${groups.map(({ zh }) => zh).join('')}${label.zh}`))
        return [
          [cell('申请人'), ...labels],
          ...block!.columns.map((column) => [
            cell(column.label.zh),
            ...rows.map((row) => cell(figures[`t3.${row.id}.${column.id}`]!)),
          ]),
        ]
      }),
    ),
    'a.docx',
  ],
  [
    'numbers and words of labels in two cells',
    docxOf(
      inTable(1, (table) =>
        table.map((row, n) => {
          const at = row.findLastIndex(({ text }) => !/^[\d.]+$/.test(text))
          const [, number, words] = /^(\d\.|（.）|.、)(.*)$/.exec(row[at]!.text) ?? []
          if (n < 3) return row.map((one, c) => (c === 0 && n === 0 ? { ...one, columns: 4 } : one))
          const two = number
            ? [
                { ...row[at]!, text: number, columns: 1 },
                { ...row[at]!, text: words! },
              ]
            : [{ ...row[at]!, columns: row[at]!.columns + 1 }]
          return [...row.slice(0, at), ...two, ...row.slice(at + 1)]
        }),
      ),
    ),
    'a.docx',
  ],
  [
    'tables of the office’s own with words of the form',
    docxOf({
      ...laid,
      parts: [
        {
          table: [
            ['指标', '去年', '今年', '增长'],
            ['行政规范性文件', '3', '4', '33%'],
          ].map((row) => row.map(cell)),
        },
        ...laid.parts,
        {
          table: [
            ['方式', '自然人', '法人', '合计'],
            ['网络', '6', '3', '9'],
            ['总计', '6', '3', '9'],
          ].map((row) => row.map(cell)),
        },
      ],
    }),
    'a.docx',
  ],
  [
    'a page above whose way to it names another year',
    page.replace('<body>', '<body><p>首页 &gt; 政务公开 &gt; 2023年 &gt; 年报</p>'),
    'a.html',
  ],
  [
    'a page with the name of another year’s report above its title',
    page.replace('<body>', '<body><ul><li><a href="x">2023年政府信息公开工作年度报告</a></li></ul>'),
    'a.html',
  ],
  [
    'letters that are let through',
    page.replace(/(<td[^>]*>)(\d)/g, '$1<span style="color:#333;opacity:0">7</span><b style="opacity:0.9">$2</b>'),
    'a.html',
  ],
  [
    'words for those who hear a page, cut off to nothing',
    page
      .replace('<head>', '<head><style>.sr{position:absolute;width:1px;height:1px;clip:rect(0, 0, 0, 0)}</style>')
      .replace(/(<td[^>]*>)(\d)/g, '$1<span class="sr">7</span><b style="clip-path:inset(100%)">7</b>$2'),
    'a.html',
  ],
  [
    'letters made as small as nothing, and others that are not',
    page.replace(/(<td[^>]*>)(\d)/g, '$1<i style="transform:scale(0)">7</i><b style="transform:scale(0.9)">$2</b>'),
    'a.html',
  ],
  [
    'choices without ends',
    page.replace(/(<td[^>]*>)(\d+)/g, '$1<select><option>7<option selected>$2<option>8</select>'),
    'a.html',
  ],
  [
    'the way to a page on the line of its title',
    page.replace(/<h1>.*?<\/h1>/s, '<p>首页 &gt; 2023年 &gt; 年报 &gt; 某县某局2024年政府信息公开工作年度报告</p>'),
    'a.html',
  ],
])('%s', async (_, content, name) => {
  const report = await read(content, name)
  expect(report.figures).toEqual(figures)
  expect(report.unread).toEqual([])
  expect([report.issuer, report.year]).toEqual(['某县某局', 2024])
})

test('a row of no height is none', async () => {
  const flat = altered(xlsxOf(laid), 'xl/worksheets/sheet1.xml', (xml) =>
    xml.replace(/<row r="(\d+)">(?=(?:(?!<\/row>).)*>111<)/s, '<row r="$1" ht="0.01" customHeight="1">'),
  )
  const report = await read(flat, 'a.xlsx')
  expect(report.figures).toEqual({
    ...figures,
    ...Object.fromEntries(form.cells.filter(({ row }) => row === 'new').map(({ id }) => [id, null])),
  })
  expect(checkPrintedReports([report])[0]?.verdict).not.toBe('clean')
})

test('Big5 is read by the name a page gives it', async () => {
  const decoder = new TextDecoder('big5')
  const pairs = Array.from({ length: 0x100 * 0x59 }, (_, n) => [0xa1 + (n >> 8), n & 0xff])
  const codes = new Map(pairs.map((pair) => [decoder.decode(Uint8Array.from(pair)), pair]))
  const big5 = htmlOf(traditionalReport(), { charset: 'Big5' })
  const bytes = [...big5].flatMap((char) => (char < '\x80' ? [char.charCodeAt(0)] : (codes.get(char) ?? [63])))
  const report = await read(Uint8Array.from(bytes), 'a.html')
  expect(report.figures).toEqual(figures)
  expect(report.issuer).toBe('某县某局')
})

test.each<[string, string, string]>([
  ['a day', '<numFmts><numFmt numFmtId="200" formatCode="yyyy&quot;年&quot;m/d"/></numFmts>', '1900-04-20'],
  ['a share', '<numFmts><numFmt numFmtId="200" formatCode="0.0%"/></numFmts>', '11100%'],
  ['ten thousands', '<numFmts><numFmt numFmtId="200" formatCode="0!.0,&quot;万&quot;"/></numFmts>', '111÷1000'],
  ['thousands', '<numFmts><numFmt numFmtId="200" formatCode="#,##0,"/></numFmts>', '111÷1000'],
])('a stored number that shows as %s is no figure', async (_, formats, printed) => {
  const styles = `<styleSheet>${formats}<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="200"/></cellXfs></styleSheet>`
  const bytes = altered(
    xlsxOf(laid),
    'xl/worksheets/sheet1.xml',
    (xml) => xml.replace(/<c r="(\w+)"><v>111<\/v>/, '<c r="$1" s="1"><v>111</v>'),
    { 'xl/styles.xml': styles, 'xl/_rels/workbook.xml.rels': relation('styles', 'styles.xml') },
  )
  const report = await read(bytes, 'a.xlsx')
  expect(report.unread.map((one) => [one.cells, one.printed])).toEqual([[['t3.new.natural'], printed]])
})

const kept = (value: string, format: string) =>
  altered(
    xlsxOf(laid),
    'xl/worksheets/sheet1.xml',
    (xml) =>
      xml.replace(new RegExp(`<c r="(\\w+)"><v>${figures['t2.fees.amount']}</v>`), `<c r="$1" s="1"><v>${value}</v>`),
    {
      'xl/styles.xml': `<styleSheet><numFmts><numFmt numFmtId="200" formatCode="${format}"/></numFmts><cellXfs><xf/><xf numFmtId="${/^\d+$/.test(format) ? format : 200}"/></cellXfs></styleSheet>`,
      'xl/_rels/workbook.xml.rels': relation('styles', 'styles.xml'),
    },
  )

test.each<[string, string, string]>([
  ['1234.5649', '0.00', '1234.56'],
  ['1234.565', '#,##0.00', '1234.57'],
  ['999.999', '0.00', '1000.00'],
  ['0.004', '0.00', '0.00'],
  ['1234.5649', '4', '1234.56'],
  ['1234.5649', '0.00_);[Red]\\-0.00', '1234.56'],
  ['1234.5649', '[$-804]0.0', '1234.6'],
])('of %s in the format %s what is shown is read, and said', async (stored, format, shown) => {
  const report = await read(kept(stored, format), 'a.xlsx')
  expect(report.printed['t2.fees.amount']).toBe(shown)
  expect(Number(report.figures['t2.fees.amount'])).toBe(Number(shown))
  expect(report.notes.map(({ zh }) => zh)).toContainEqual(expect.stringContaining(`存 ${stored}，显示 ${shown}`))
})

test.each<[string, string]>([
  ['1234.56', 'General'],
  ['1234.56', '0.00'],
  ['1234.56', '# ?/?'],
  ['1234.56', '0.00E+00'],
  ['1234.56', '[&gt;=1000]0.0;0'],
])('%s in the format %s is read as it is stored, and nothing is said', async (stored, format) => {
  const report = await read(kept(stored, format), 'a.xlsx')
  expect(report.figures['t2.fees.amount']).toBe(stored)
  expect(report.notes.filter(({ zh }) => zh.includes('显示'))).toEqual([])
})

test.each<[string, string, string]>([
  ['12.4', '1', '12≈12.4'],
  ['8291965', '0&quot;元&quot;', '8291965元'],
  ['8291965', '&quot;￥&quot;#,##0', '￥8291965'],
  ['8291965', '[$¥-804]#,##0', '¥8291965'],
  ['8291965', 'G/通用格式元', '8291965元'],
  ['12', '&quot;约&quot;0', '约12'],
])('%s in the format %s shows otherwise than it is stored, and is asked about', async (stored, format, printed) => {
  const report = await read(kept(stored, format), 'a.xlsx')
  expect(report.unread).toMatchObject([{ cells: ['t2.fees.amount'], printed }])
})

test.each<[string, string]>([
  ['<r><rPr><strike/></rPr><t>9</t></r><r><t>111</t></r>', '111'],
  ['<r><rPr><strike val="1"/></rPr><t>9</t></r><r><rPr/><t>111</t></r>', '111'],
  ['<r><rPr><strike val="0"/></rPr><t>1</t></r><r><t>11</t></r>', '111'],
  ['<r><t>111</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r>', '111²'],
])('a spreadsheet’s text in the cell itself, in runs: %s', async (runs, printed) => {
  const bytes = altered(xlsxOf(laid), 'xl/worksheets/sheet1.xml', (xml) =>
    xml.replace(/<c r="(\w+)"><v>111<\/v>/, `<c r="$1" t="inlineStr"><is>${runs}</is>`),
  )
  const report = await read(bytes, 'a.xlsx')
  expect([report.printed['t3.new.natural'], report.figures['t3.new.natural']]).toEqual([printed, '111'])
})

test('a row of a page that is collapsed is not there', async () => {
  const row = /<tr>(?=(?:(?!<\/tr>).)*一、本年新收)/s
  const report = await read(page.replace(row, '<tr style="visibility:collapse">'), 'a.html')
  expect([report.figures['t3.new.natural'], report.missing]).toEqual([null, ['t3.new']])
})

test('true is no figure', async () => {
  const bytes = altered(xlsxOf(laid), 'xl/worksheets/sheet1.xml', (xml) =>
    xml.replace(/<c r="(\w+)"><v>111<\/v>/, '<c r="$1" t="b"><v>1</v>'),
  )
  expect((await read(bytes, 'a.xlsx')).unread.map(({ printed }) => printed)).toEqual(['TRUE'])
})

test('a heading of refusals in a row of its own says nothing of lawsuits', async () => {
  const rows = [[cell('（四）无法提供'), ...Array.from({ length: 7 }, () => cell(''))]]
  const report = await read(docxOf(inTable(1, (table) => [...table, ...rows])), 'a.docx')
  expect(checkPrintedReports([report])[0]!.findings.filter(({ relation }) => relation === 'text-vs-table')).toEqual([])
})

test('the second half of a table whose columns are in another order is not read as if they were in the form’s', async () => {
  const order = [6, 0, 1, 2, 3, 4, 5]
  const columns = order.map((n) => form.byId.get(`t3.new.${form.definition.tables[1]!.blocks[0]!.columns[n]!.id}`)!)
  const rows = ['一、本年新收政府信息公开申请数量', '二、上年结转政府信息公开申请数量']
  const head = [cell(''), ...columns.map(({ columnName }) => cell(columnName.zh))]
  const line = (label: string, row: string) => [
    cell(label),
    ...columns.map(({ column }) => cell(figures[`t3.${row}.${column}`]!)),
  ]
  const halves = [{ table: [head, line(rows[0]!, 'new')] }, { table: [line(rows[1]!, 'carried-in')] }]
  const report = await read(
    docxOf({ ...laid, parts: [{ text: '三、收到和处理政府信息公开申请情况' }, ...halves, ...laid.parts.slice(0, 2)] }),
    'a.docx',
  )
  const found = (row: string) => columns.map(({ column }) => report.figures[`t3.${row}.${column}`])
  expect(found('new')).toEqual(columns.map(({ column }) => figures[`t3.new.${column}`]))
  expect(found('carried-in')).toEqual(columns.map(() => null))
})

test('of an older copy in a hidden box that is never closed no figure is taken: each is said with both', async () => {
  const report = await read(page.replace('<body>', `<body><div style="display:none">${older}`), 'a.html')
  expect(Object.entries(report.figures).filter(([id, figure]) => figure !== null && figure !== figures[id])).toEqual([])
  expect(report.unread.length).toBeGreaterThan(form.cells.length / 2)
  expect(checkPrintedReports([report])[0]?.verdict).toBe('incomplete')
})

test('a block further down that prints yuan where the form has ten thousand is read in yuan', async () => {
  const yuan = labelled((text) => text.replace(/^(本年收费金额).*/u, '$1（单位：元）'))
  const report = await read(docxOf(yuan), 'a.docx')
  const [fees] = form.cells.filter(({ id }) => id === 't2.fees.amount')
  expect(Number(report.figures[fees!.id]) * 10_000).toBe(Number(figures[fees!.id]))
})

const headed = (unit: string) => labelled((text) => text.replace(/^(本年收费金额).*/u, `$1${unit}`))
const fee = 't2.fees.amount'

test.each(['（单位：元）①', '（单位：元）*', '（元，保留两位小数）', '（人民币元）', ' 单位:元'])(
  'a heading that says yuan otherwise is read in yuan: %s',
  async (unit) => {
    const report = await read(docxOf(headed(unit)), 'a.docx')
    expect(Number(report.figures[fee]) * 10_000).toBe(Number(figures[fee]))
  },
)

test.each(['（单位：千元）', '（单位：亿元）', '（单位：百万元）', '（万美元）', '（万元/元）'])(
  'a heading in a unit that the form has not is asked about: %s',
  async (unit) => {
    const report = await read(docxOf(headed(unit)), 'a.docx')
    expect([report.figures[fee], report.unread.flatMap(({ cells }) => cells)]).toEqual([null, [fee]])
  },
)

test.each<[string, string | null]>([
  ['单位:元', '0.0042'],
  ['单位：万元', '42'],
  ['单位：千元', null],
])('in running text the unit behind the heading counts: %s', async (unit, figure) => {
  const text = `二、主动公开政府信息情况\n第二十条第（一）项\n规章000行政规范性文件606\n第二十条第（五）项\n行政许可7\n第二十条第（八）项\n信息内容本年收费金额${unit}行政事业性收费42`
  const report = await read(text, 'a.txt')
  expect(report.figures[fee]).toBe(figure)
})

test.each<[string, Uint8Array, string]>([
  ['Word’s line break', word((xml) => xml.replace('>111<', '>12</w:t><w:br/><w:t>345<')), 'a.docx'],
  ['Word’s stop', word((xml) => xml.replace('>111<', '>12</w:t><w:tab/><w:t>345<')), 'a.docx'],
  ['spaces', word((xml) => xml.replace('>111<', ' xml:space="preserve">12   345<')), 'a.docx'],
  [
    'the line break of an open document',
    altered(openDocumentOf(laid), 'content.xml', (xml) => xml.replace('>111<', '>12<text:line-break/>345<')),
    'a.odt',
  ],
])('two figures in one cell, with %s between them, do not become one', async (_, bytes, name) => {
  const report = await read(bytes, name)
  expect([report.figures['t3.new.natural'], report.unread.map(({ cells }) => cells)]).toEqual([
    null,
    [['t3.new.natural']],
  ])
})

test.each<[string, string, number]>([
  ['2023年政府信息公开工作年度报告', '我局对照区政府办2022年政府信息公开工作年度报告的要求，逐项核对。', 2023],
  ['政府信息公开工作年度报告（2023年度）', '我局对照区政府办2022年政府信息公开工作年度报告的要求，逐项核对。', 2023],
  ['二〇二三年政府信息公开工作年度报告', '比2022年政府信息公开工作年度报告多，统计期限自2023年1月1日起。', 2023],
  [
    '甲市乙局政府信息公开工作年度报告',
    '统计期限自2023年1月1日至12月31日。甲市2022年政府信息公开工作年度报告已公布。',
    2023,
  ],
])('a sentence about another year’s report is not the title: %s', async (title, sentence, year) => {
  const report = await read(docxOf({ ...laid, title, parts: [{ text: sentence }, ...laid.parts] }), 'a.docx')
  expect([report.year, report.issuer]).toEqual([
    year,
    title.startsWith('甲市') ? '甲市乙局' : expect.not.stringContaining('区政府办'),
  ])
})

test('a spreadsheet’s ends of lines, written as _x000D_, are ends of lines', async () => {
  const bytes = altered(xlsxOf(laid), 'xl/worksheets/sheet1.xml', (xml) =>
    xml.replace(/<c r="(\w+)"><v>111<\/v>/, '<c r="$1" t="inlineStr"><is><t>111_x000D_</t></is>'),
  )
  expect((await read(bytes, 'a.xlsx')).figures['t3.new.natural']).toBe('111')
})

test.each<[string, string]>([
  ['crossed out', '<fonts><font/><font><strike/></font></fonts><cellXfs><xf/><xf fontId="1"/></cellXfs>'],
  [
    'not shown',
    '<numFmts><numFmt numFmtId="200" formatCode=";;;"/></numFmts><cellXfs><xf/><xf numFmtId="200"/></cellXfs>',
  ],
])('a whole cell that is %s has nothing in it', async (_, styles) => {
  const bytes = altered(
    xlsxOf(laid),
    'xl/worksheets/sheet1.xml',
    (xml) => xml.replace(/<c r="(\w+)"><v>111<\/v>/, '<c r="$1" s="1"><v>111</v>'),
    {
      'xl/styles.xml': `<styleSheet>${styles}</styleSheet>`,
      'xl/_rels/workbook.xml.rels': relation('styles', 'styles.xml'),
    },
  )
  const report = await read(bytes, 'a.xlsx')
  expect([report.figures['t3.new.natural'], report.printed['t3.new.natural']]).toEqual([null, ''])
})

test.each(['in the form’s own places', 'under other headings'])(
  'one figure over several columns is nobody’s, %s',
  async (where) => {
    const wide = inTable(1, (table) =>
      table.map((row, n) =>
        n < 3
          ? row.map((one) =>
              where.startsWith('in') ? one : { ...one, text: one.text.replace('科研机构', '科研单位（机构）') },
            )
          : row.flatMap((one, at) =>
              row[0]!.text.startsWith('一、') && at > 1 && at < 7 ? (at === 2 ? [{ ...one, columns: 5 }] : []) : [one],
            ),
      ),
    )
    const report = await read(docxOf(wide), 'a.docx')
    const columns = ['business', 'research', 'public-interest', 'legal', 'other'].map((column) => `t3.new.${column}`)
    expect(columns.map((id) => report.figures[id])).toEqual(columns.map(() => null))
    expect(report.unread.flatMap(({ cells }) => cells)).toEqual(expect.arrayContaining(columns))
  },
)

test('a zero over several columns is each one’s', async () => {
  const wide = inTable(1, (table) =>
    table.map((row) =>
      row[0]!.text.startsWith('一、')
        ? row.flatMap((one, at) => (at > 1 && at < 7 ? (at === 2 ? [{ text: '0', columns: 5, rows: 1 }] : []) : [one]))
        : row,
    ),
  )
  const report = await read(docxOf(wide), 'a.docx')
  expect(['business', 'other'].map((column) => report.figures[`t3.new.${column}`])).toEqual(['0', '0'])
})

test('figures that a spreadsheet keeps as text by a formula are read from its table of text', async () => {
  const rows = laid.parts.flatMap((part) =>
    'text' in part ? [[part.text]] : part.table.map((row) => row.map(({ text }) => text)),
  )
  const text = rows.map((row) =>
    row
      .map((one) => (/^\d/.test(one) && !/[.、]\D/.test(one) ? `="${one}"` : `"${one.replaceAll('"', '""')}"`))
      .join(','),
  )
  const report = await read(text.join('\r\n'), 'a.csv')
  expect(report.figures).toEqual(figures)
})

test('a number that goes on behind its unit is not cut there', async () => {
  const lines = laid.parts.flatMap((part) =>
    'text' in part ? [part.text] : part.table.map((row) => row.map(({ text }) => text).join('    ')),
  )
  const odd = lines.map((line) => (line.startsWith('一、本年新收') ? line.replace(/\d+$/, '5件6') : line))
  const report = await read(odd.join('\n'), 'a.txt')
  expect(report.figures['t3.new.total']).toBe(null)
  expect(report.figures['t3.carried-in.total']).toBe(figures['t3.carried-in.total'])
})

test('of two reports in one file, one of them cut in half, no figure is taken where they differ', async () => {
  const other = Object.fromEntries(Object.entries(figures).map(([id, figure]) => [id, `${Number(figure) + 1}`]))
  const table = layOut(form, other).parts.filter((part) => 'table' in part)[1]!.table
  const halves = [{ table: table.slice(0, 4) }, { text: '— 3 —' }, { table: table.slice(4) }]
  const report = await read(docxOf({ ...laid, parts: [...halves, ...laid.parts] }), 'a.docx')
  const rows = form.cells.filter(({ id }) => id.startsWith('t3.'))
  expect(rows.filter(({ id }) => report.figures[id] !== null)).toEqual([])
})

test('of a table of the office’s own alone, with a row of the form under other headings, no figure is taken', async () => {
  const own = [
    ['项目', '政府办', '公安局', '民政局', '财政局', '住建局', '卫健局', '总计'],
    ['一、本年新收政府信息公开申请数量', '1', '2', '3', '4', '5', '6', '21'],
  ]
  const report = await read(docxOf(inTable(1, () => own.map((row) => row.map(cell)))), 'a.docx')
  const row = form.cells.filter(({ id }) => id.startsWith('t3.new.')).map(({ id }) => id)
  expect(row.map((id) => report.figures[id])).toEqual(row.map(() => null))
  expect(report.unread.map(({ cells }) => cells)).toEqual([row])
})

test('rows that are read under no label are not one row for all of their heading', async () => {
  const report = await read(
    docxOf(
      inTable(1, (table) =>
        table.map((row) =>
          row.map((one) => (/^\d\.(属于|其他法|危及|保护)/.test(one.text) ? { ...one, text: '未名事项' } : one)),
        ),
      ),
    ),
    'a.docx',
  )
  const wrong = form.cells.filter(({ id }) => report.figures[id] !== null && report.figures[id] !== figures[id])
  expect(wrong).toEqual([])
})

test('of an archive with a report in it is said what to do', async () => {
  await expect(read(zipSync({ 'a.docx': docxOf(laid) }), 'a.zip')).rejects.toThrow('unpack')
})

test.each<[string, string, (text: string) => string | Uint8Array]>([
  ['text', 'a.txt', (text) => `收到申请${text}件`],
  ['a table of text', 'a.csv', (text) => `项目,数量\n收到申请${text}件,1\n`],
  [
    'a page',
    'a.html',
    (text) => `<html><body><p>收到申请${text}件</p><table><tr><td>${text}</td></tr></table></body></html>`,
  ],
  [
    'a page that spells them',
    'a.html',
    (text) =>
      `<html><body><p>收到申请${[...text].map((mark) => `&#${mark.codePointAt(0)};`).join('')}件</p></body></html>`,
  ],
  ['a report as data', 'a.json', (text) => `{"texts":"收到申请${text}件"}`],
  ['Word', 'a.docx', (text) => word((xml) => xml.replace(/<w:t[^>]*>/, `$&收到申请${text}件`))],
])(
  '%s with marks piled on one letter, whose order would cost the square of their number, is read no further',
  async (_, name, of) => {
    const read = (marks: number) => {
      const content = of('\u0301\u0316'.repeat(marks / 2))
      const bytes = typeof content === 'string' ? strToU8(content) : content
      return readFileText(bytes, name, () => Promise.reject(new Error('no PDF')))
    }
    expect(await read(32)).toBe(tooMuchInside)
    expect(await read(30)).toMatchObject({ text: expect.stringContaining('收到申请') })
  },
)

test.each<[string, (text: string) => object]>([
  ['its name', (text) => ({ issuer: { name: { zh: text } } })],
  ['a figure', (text) => ({ figures: { 't2.rules.made': text } })],
  ['a text', (text) => ({ texts: [{ part: 'overview', texts: [{ text }] }] })],
  ['the name of a member', (text) => ({ [text]: 1 })],
])('%s of a report as data, however the marks in it are spelled, neither', async (_, of) => {
  const asked = (marks: number, spell: (json: string) => string) => {
    const json = { ...ownReport, ...of(`收到申请${'\u0301\u0316'.repeat(marks / 2)}件`) }
    const readPdf = () => Promise.reject(new Error('no PDF'))
    const definitions = printedFormats()
    return readReportFile(strToU8(spell(JSON.stringify(json))), 'a.json', { definitions, readPdf })
  }
  const escaped = (json: string) =>
    json.replace(/[^ -~]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
  for (const spell of [escaped, (json: string) => json]) {
    expect(await asked(32, spell)).toBe(tooMuchInside)
    expect(await asked(30, spell)).toHaveProperty('figures')
  }
})
const ownReport = {
  document: 'lianbao/report/1',
  cycle: 'x-2025',
  year: '2025',
  definition: { id: 'gid-2021', version: 1 },
  issuer: { name: { zh: '某县', en: 'x' } },
  figures: {},
}

const noted = form.byId.get('t3.new.natural')!
const itsFigure = `${noted.index + 101}`
const lift = (run: string) =>
  word((xml) =>
    xml.replace(`>${itsFigure}</w:t></w:r>`, `>${itsFigure}</w:t></w:r><w:r><w:rPr>${run}</w:rPr><w:t>2</w:t></w:r>`),
  )
const onPage = (mark: string) => page.replace(`>${itsFigure}`, `>${itsFigure}${mark}`)
const inText = (position: string) =>
  altered(openDocumentOf(laid), 'content.xml', (xml) =>
    xml
      .replace(
        '<office:document-content>',
        `$&<style:style style:name="T1"><style:text-properties style:text-position="${position}"/></style:style>`,
      )
      .replace(`>${itsFigure}</text:p>`, `>${itsFigure}<text:span text:style-name="T1">2</text:span></text:p>`),
  )
test.each<[string, string | Uint8Array, string]>([
  ['lifted in Word, as LibreOffice writes it', lift('<w:position w:val="6"/><w:sz w:val="14"/>'), 'a.docx'],
  ['lowered in Word', lift('<w:position w:val="-6"/>'), 'a.docx'],
  ['below the line in Word', lift('<w:vertAlign w:val="subscript"/>'), 'a.docx'],
  ['above the line in a page', onPage('<span style="vertical-align: super">2</span>'), 'a.html'],
  [
    'above the line by the style of a page',
    onPage('<span class="n">2</span>').replace('<head>', '<head><style>.n{vertical-align:super}</style>'),
    'a.html',
  ],
  ['lifted in a page of Word’s', onPage("<span style='position:relative;mso-text-raise:6.0pt'>2</span>"), 'a.html'],
  ['below the line in a page', onPage('<sub>2</sub>'), 'a.html'],
  ['above the line in LibreOffice', inText('super 58%'), 'a.odt'],
  ['lifted in LibreOffice', inText('33% 58%'), 'a.odt'],
  ['lowered in LibreOffice', inText('-33% 58%'), 'a.odt'],
])('a mark %s is no digit of the figure beside it', async (_, file, name) => {
  expect((await read(file, name)).figures[noted.id]).toBe(itsFigure)
})
test.each<[string, string | Uint8Array, string]>([
  ['in Word', lift('<w:position w:val="2"/>'), 'a.docx'],
  ['on the line in Word', lift('<w:vertAlign w:val="baseline"/>'), 'a.docx'],
  ['in a page', onPage("<span style='mso-text-raise:1.0pt;vertical-align:middle'>2</span>"), 'a.html'],
  ['in LibreOffice', inText('0% 100%'), 'a.odt'],
])('what is hardly moved %s is', async (_, file, name) => {
  expect((await read(file, name)).figures[noted.id]).toBe(`${itsFigure}2`)
})

/** The report on pages of which one ends between the headings of table 4 and its figures. */
function headingsOnPageBefore(id: 'gid-2019' | 'gid-2021', next: (row: LaidCell[]) => LaidCell[][]) {
  const form = compileDefinition(shippedDefinition(id)!)
  const figures = Object.fromEntries(form.cells.map((each) => [each.id, `${each.index + 101}`]))
  const { title, parts } = layOut(form, figures)
  const pages = parts.flatMap((part): LaidReport['parts'] => {
    if (!('table' in part) || !part.table.some((row) => row.some(({ text }) => text === '行政复议'))) return [part]
    const at = part.table.findIndex((row) => row.some(({ text }) => /^\d+$/.test(text)))
    return [{ table: part.table.slice(0, at) }, ...next(part.table[at]!).map((row) => ({ table: [row] }))]
  })
  const own = Object.entries(figures).filter(([cell]) => cell.startsWith('t4.'))
  return { file: htmlOf({ title, parts: pages }), own: Object.fromEntries(own) }
}
test.each(['gid-2019', 'gid-2021'] as const)(
  'table 4 of %s is read where its headings end a page and its figures begin the next',
  async (id) => {
    const { file, own } = headingsOnPageBefore(id, (row) => [row])
    expect(Object.keys(own)).toHaveLength(15)
    expect((await read(file, 'a.html')).figures).toMatchObject(own)
  },
)
test.each<[string, (row: LaidCell[]) => LaidCell[][]]>([
  ['fewer figures than it has columns', (row) => [row.slice(1)]],
  ['more', (row) => [[...row, cell('7')]]],
])('a row of %s after the headings of table 4 is not its figures', async (_, next) => {
  const { figures } = await read(headingsOnPageBefore('gid-2021', next).file, 'a.html')
  expect(Object.entries(figures).filter(([cell, figure]) => cell.startsWith('t4.') && figure !== null)).toEqual([])
})
test('a second row of figures after those of table 4 is not taken for them', async () => {
  const { file, own } = headingsOnPageBefore('gid-2021', (row) => [row, row.map(() => cell('7'))])
  expect((await read(file, 'a.html')).figures).toMatchObject(own)
})

test('a row whose figures go on beyond the end of a page is not read as what stands on the first', async () => {
  const { title, parts } = layOut(form, {
    ...figures,
    't3.enforcement-file.natural': '54',
    't3.enforcement-file.total': '128',
  })
  const cut = parts.flatMap((part): LaidReport['parts'] => {
    const at =
      'table' in part ? part.table.findIndex((row) => row.some(({ text }) => text.includes('行政执法案卷'))) : -1
    if (!('table' in part) || at < 0) return [part]
    const [row = [], ...left] = part.table.slice(at)
    const below = [cell(''), cell(''), ...row].map(({ text }) =>
      cell(text === '54' ? '52' : text === '128' ? '92' : ''),
    )
    const above = [...part.table.slice(0, at), row].map((cells, n) =>
      cells.map((one) => ({ ...one, rows: Math.min(one.rows, at + 1 - n) })),
    )
    return [{ table: above }, { table: [below, ...left] }]
  })
  const report = await read(htmlOf({ title, parts: cut }), 'a.html')
  expect(report.figures).toMatchObject({
    't3.enforcement-file.natural': null,
    't3.enforcement-file.total': null,
    't3.enforcement-file.legal': figures['t3.enforcement-file.legal'],
    't3.administrative-query.legal': figures['t3.administrative-query.legal'],
  })
})

test('a row whose label ends a page has the figures of the next', async () => {
  const { title, parts } = layOut(form, figures)
  const cut = parts.flatMap((part): LaidReport['parts'] => {
    const at =
      'table' in part ? part.table.findIndex((row) => row.some(({ text }) => text.includes('行政执法案卷'))) : -1
    if (!('table' in part) || at < 0) return [part]
    const [row = [], ...left] = part.table.slice(at)
    const isFigure = ({ text }: LaidCell) => /^\d+$/.test(text)
    const below = [cell(''), cell(''), ...row.map((one) => (isFigure(one) ? one : cell('')))]
    const above = [...part.table.slice(0, at), row.map((one) => (isFigure(one) ? cell('') : one))].map((cells, n) =>
      cells.map((one) => ({ ...one, rows: Math.min(one.rows, at + 1 - n) })),
    )
    return [{ table: above }, { table: [below, ...left] }]
  })
  const own = Object.entries(figures).filter(([id]) => id.startsWith('t3.enforcement-file.'))
  expect((await read(htmlOf({ title, parts: cut }), 'a.html')).figures).toMatchObject(Object.fromEntries(own))
})

test.each([
  ['before', `${itsFigure}<table><tr><td>376</td></tr></table>`],
  ['in a paragraph before', `<p>${itsFigure}</p><table><tr><td>376</td></tr></table><p><br></p>`],
])('a figure %s a table of one cell with another is not left out of its cell in silence', async (_, content) => {
  const report = await read(page.replace(`>${itsFigure}`, `>${content}`), 'a.html')
  expect(report.figures[noted.id]).toBe(null)
  expect(report.unread.flatMap(({ cells }) => cells)).toEqual([noted.id])
})

test('what only looks like a named character stays as it is written', async () => {
  const answer = await readFileText(strToU8('<html><p>甲&valueOf;乙&toString;&lt;丙</p>'), 'a.html', () =>
    Promise.reject(new Error('no PDF')),
  )
  expect(answer).toEqual({ text: '甲&valueOf;乙&toString;<丙' })
})
