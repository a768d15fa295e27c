import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { readPdf } from '../../../../functions/reading/pdf-pages.ts'
import { readDocument } from '../../../../shared/printed/document-report.ts'
import { readPdfPages } from '../../../../shared/printed/files/pdf.ts'
import { readReportFile } from '../../../../shared/printed/files/read-file.ts'
import { printedFormats } from '../../../../shared/printed/formats.ts'
import { gridOfStrings } from '../../../../shared/printed/printed-document.ts'
import { compileDefinition } from '../../../../shared/report/cells.ts'
import { shippedDefinition } from '../../../../shared/report/definitions/shipped.ts'
import { arrangements } from '../../../fixtures/arranged-reports.ts'
import { delimitedOf, docxOf, htmlOf, layOut, openDocumentOf, pdfOf, xlsxOf } from '../../../fixtures/report-files.ts'

/** What programs other than the usual write, and what the usual ones write seldom: each is read as it looks on paper. */

const form = compileDefinition(shippedDefinition('gid-2021')!)
const figures = Object.fromEntries(
  form.cells.map(({ id, index, kind }) => [id, kind.kind === 'amount' ? `${index}.25` : `${index + 101}`]),
)
const laid = layOut(form, figures)

async function read(bytes: Uint8Array, name: string) {
  const report = await readReportFile(bytes, name, { definitions: printedFormats(), readPdf })
  if ('problem' in report) throw new Error(report.problem.en)
  return report
}

type Files = Record<string, string | Uint8Array>
/** The same file with some of its parts changed, renamed or added. */
function altered(bytes: Uint8Array, change: (files: Record<string, string>) => Files): Uint8Array {
  const files = Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]))
  const parts = Object.entries(change(files))
  return zipSync(
    Object.fromEntries(parts.map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part])),
  )
}

const relations = (...targets: [id: string, type: string, target: string][]) =>
  `<Relationships>${targets.map(([id, type, target]) => `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`).join('')}</Relationships>`

const wordXml = (change: (xml: string) => string | Uint8Array) =>
  altered(docxOf(laid), (files) => ({ ...files, 'word/document.xml': change(files['word/document.xml']!) }))
/** A run put before each figure, or behind. */
const besideFigures = (run: string, behind: boolean) =>
  wordXml((xml) =>
    xml.replace(/<w:r><w:t xml:space="preserve">[\d.]+<\/w:t><\/w:r>/g, (figure) =>
      behind ? figure + run : run + figure,
    ),
  )
const utf16 = (xml: string) =>
  new Uint8Array([0xff, 0xfe, ...[...xml].flatMap((char) => [char.charCodeAt(0) & 255, char.charCodeAt(0) >> 8])])

test.each<[string, () => Uint8Array]>([
  [
    'the document under another name',
    () =>
      altered(docxOf(laid), ({ 'word/document.xml': xml = '', ...rest }) => ({
        ...rest,
        'word/document2.xml': xml,
        '_rels/.rels': relations(['a', 'officeDocument', 'word/document2.xml']),
      })),
  ],
  ['another prefix', () => wordXml((xml) => xml.replace(/(<\/?|\s)w:/g, '$1ns0:').replace('xmlns:w=', 'xmlns:ns0='))],
  ['UTF-16', () => wordXml(utf16)],
  ['text that is crossed out', () => besideFigures('<w:r><w:rPr><w:strike/></w:rPr><w:t>8</w:t></w:r>', false)],
  ['text that is hidden', () => besideFigures('<w:r><w:rPr><w:vanish/></w:rPr><w:t>8</w:t></w:r>', false)],
  [
    'marks of footnotes',
    () => besideFigures('<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>', true),
  ],
  [
    'a tracked change of what is crossed out or merged',
    () =>
      wordXml((xml) =>
        xml
          .replace(
            /<w:r><w:t/g,
            '<w:r><w:rPr><w:rPrChange w:id="1"><w:rPr><w:strike/></w:rPr></w:rPrChange></w:rPr><w:t',
          )
          .replace(
            /<\/w:tcPr>/g,
            '<w:tcPrChange w:id="2"><w:tcPr><w:gridSpan w:val="3"/><w:vMerge/></w:tcPr></w:tcPrChange></w:tcPr>',
          ),
      ),
  ],
  [
    'figures set as formulas',
    () =>
      wordXml((xml) =>
        xml.replace(
          /<w:r><w:t xml:space="preserve">([\d.]+)<\/w:t><\/w:r>/g,
          '<m:oMath><m:r><m:t>$1</m:t></m:r></m:oMath>',
        ),
      ),
  ],
  [
    'how a character is pronounced',
    () => besideFigures('<w:r><w:ruby><w:rt><w:r><w:t>8</w:t></w:r></w:rt></w:ruby></w:r>', true),
  ],
])('a Word file: %s', async (_, made) => {
  const report = await read(made(), 'a.docx')
  expect(report.figures).toEqual(figures)
})

/** The rows of a sheet once more, far below, hidden and with other figures. */
const hiddenCopy = (sheet: string) =>
  (sheet.match(/<row r.*?<\/row>/gs) ?? [])
    .map((row) =>
      row
        .replace(/<row r="(\d+)"/, '<row r="9$1" hidden="1"')
        .replace(/<c r="([A-Z]+)(\d+)"/g, '<c r="$19$2"')
        .replace(/<v>(?=\d)/g, '<v>9'),
    )
    .join('')

const workbook = (sheets: string) => `<workbook><sheets>${sheets}</sheets></workbook>`

test.each<[string, () => Uint8Array]>([
  [
    'a hidden sheet with other figures',
    () =>
      altered(xlsxOf(laid), (files) => ({
        ...files,
        'xl/workbook.xml': workbook('<sheet name="a" state="hidden" r:id="b"/><sheet name="c" r:id="d"/>'),
        'xl/_rels/workbook.xml.rels': relations(
          ['b', 'worksheet', 'worksheets/sheet1.xml'],
          ['d', 'worksheet', '/xl/worksheets/sheet2.xml'],
        ),
        'xl/worksheets/sheet2.xml': files['xl/worksheets/sheet1.xml']!,
        'xl/worksheets/sheet1.xml': files['xl/worksheets/sheet1.xml']!.replace(
          /(<c r="\w+"><v>)(?=\d)/g,
          (open) => `${open}9`,
        ),
      })),
  ],
  [
    'another prefix and other names',
    () =>
      altered(xlsxOf(laid), ({ 'xl/worksheets/sheet1.xml': sheet = '', 'xl/sharedStrings.xml': strings = '' }) => ({
        'xl/workbook.xml': '<x:workbook/>',
        'xl/worksheets/Blatt.xml': sheet.replace(/<(\/?)(?=\w)/g, '<$1x:'),
        'xl/sharedStrings.xml': strings.replace(/<(\/?)(?=\w)/g, '<$1x:'),
      })),
  ],
  [
    'a hidden row and a hidden column with other figures',
    () =>
      altered(xlsxOf(laid), ({ 'xl/worksheets/sheet1.xml': sheet = '', ...rest }) => ({
        ...rest,
        'xl/worksheets/sheet1.xml': sheet
          .replace('<sheetData>', '<cols><col min="63" max="63" hidden="1"/></cols><sheetData>')
          .replace(
            /(<row r="\d+">)(.*?)<\/row>/gs,
            (_, row: string, cells: string) => `${row}${cells}<c r="BK${/\d+/.exec(row)![0]}"><v>77</v></c></row>`,
          )
          .replace(/(?=<\/sheetData>)/, hiddenCopy(sheet)),
      })),
  ],
  [
    'text that is crossed out, and marks of footnotes',
    () =>
      altered(xlsxOf(laid), ({ 'xl/worksheets/sheet1.xml': sheet = '', ...rest }) => {
        const texts: string[] = []
        const shared = (text: string) =>
          `<si><r><rPr><strike/></rPr><t>9</t></r><r><t>${text}</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></si>`
        const count = (rest['xl/sharedStrings.xml'] ?? '').split('<si>').length - 1
        const cells = sheet.replace(/(<c r="\w+")><v>([\d.]+)<\/v>/g, (_, cell: string, figure: string) => {
          texts.push(shared(figure))
          return `${cell} t="s"><v>${count + texts.length - 1}</v>`
        })
        const strings = (rest['xl/sharedStrings.xml'] ?? '<sst></sst>').replace('</sst>', `${texts.join('')}</sst>`)
        return { ...rest, 'xl/sharedStrings.xml': strings, 'xl/worksheets/sheet1.xml': cells }
      }),
  ],
])('a spreadsheet: %s', async (_, made) => {
  expect((await read(made(), 'a.xlsx')).figures).toEqual(figures)
})

test('a cell without a reference stands behind the one before it', async () => {
  const rows = [
    ['第二十条第（五）项'],
    ['信息内容', '本年处理决定数量'],
    ['行政许可', '12'],
    ['规章'],
    ['行政规范性文件'],
  ]
  const sheet = `<worksheet><sheetData>${rows.map((row) => `<row>${row.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`).join('')}</sheetData></worksheet>`
  const bytes = zipSync({ 'xl/workbook.xml': strToU8('<workbook/>'), 'xl/worksheets/sheet1.xml': strToU8(sheet) })
  expect((await read(bytes, 'a.xlsx')).figures['t2.licensing.decisions']).toBe('12')
})

test.each(['odt', 'ods'])('OpenDocument as .%s', async (kind) => {
  const report = await read(openDocumentOf(laid), `a.${kind}`)
  expect(report.figures).toEqual(figures)
  expect(report.issuer).toBe('某县某局')
})

const page = (change: (cell: string) => string) =>
  strToU8(
    htmlOf(laid).replace(/(<td[^>]*>)(\d+(?:\.\d+)?)(?=<)/g, (_, td: string, figure: string) => td + change(figure)),
  )

test.each<[string, (figure: string) => string]>([
  ['marks of footnotes', (figure) => `${figure}<sup>2</sup>`],
  ['marks in brackets', (figure) => `${figure}<sup><a href="#2">[2]</a></sup>`],
  ['hidden text', (figure) => `<span style="display: none">99<span>9</span></span>${figure}`],
  ['text that is crossed out', (figure) => `<s>1</s><del>7</del>${figure}`],
  ['text that is crossed out by its style', (figure) => `<span style="text-decoration:line-through">1</span>${figure}`],
  ['an element that is hidden by its attribute', (figure) => `<b hidden>1</b>${figure}`],
  ['how a character is pronounced', (figure) => `<ruby>${figure}<rt>8</rt></ruby>`],
  ['a list to choose from', (figure) => `<select><option>7</option><option selected>${figure}</option></select>`],
  ['a large box of a form', (figure) => `<textarea>${figure}</textarea>`],
  ['a hidden cell', (figure) => `${figure}</td><td style="display:none">5`],
  ['boxes of a form', (figure) => `<input type="text" value="${figure}"><input type="hidden" value="3">`],
])('a page: %s', async (_, change) => {
  expect((await read(page(change), 'a.html')).figures).toEqual(figures)
})

test('a hidden row of a page is not printed', async () => {
  const hidden = htmlOf(laid).replace(
    /<tr>(?=(?:(?!<\/tr>).)*一、本年新收)/s,
    '<tr style="display: none"><td>一、本年新收政府信息公开申请数量</td><td>9</td></tr><tr>',
  )
  expect((await read(strToU8(hidden), 'a.html')).figures).toEqual(figures)
})

test.each<[string, Uint8Array, string, string]>([
  ['a picture in a page', page((figure) => (figure === '111' ? '<img src="a.png">' : figure)), 'a.html', '〔图〕'],
  ['two numbers in a cell', page((figure) => (figure === '111' ? '<p>1</p><p>1</p>' : figure)), 'a.html', '1 1'],
  [
    'a picture in a Word file',
    wordXml((xml) => xml.replace('<w:t xml:space="preserve">111</w:t>', '<w:drawing><pic:pic/></w:drawing>')),
    'a.docx',
    '〔图〕',
  ],
  [
    'a formula without its result',
    altered(xlsxOf(laid), ({ 'xl/worksheets/sheet1.xml': sheet = '', ...rest }) => ({
      ...rest,
      'xl/worksheets/sheet1.xml': sheet.replace('<v>111</v>', '<f>SUM(A1)</f>'),
    })),
    'a.xlsx',
    '=SUM(A1)',
  ],
])('%s is no blank', async (_, bytes, name, printed) => {
  const report = await read(bytes, name)
  expect(report.unread.map((one) => [one.cells, one.printed])).toEqual([[['t3.new.natural'], printed]])
})

test('a list separated as the system separates lists', async () => {
  expect((await read(strToU8(delimitedOf(laid, ',').replaceAll(',', ';')), 'a.csv')).figures).toEqual(figures)
})

test.each([0, 1])('a page in UTF-16 without a mark, %i', async (order) => {
  const bytes = Uint8Array.from(
    [...htmlOf(laid)].flatMap((char) => {
      const pair = [char.charCodeAt(0) & 255, char.charCodeAt(0) >> 8]
      return order === 0 ? pair : pair.reverse()
    }),
  )
  expect((await read(bytes, 'a.html')).figures).toEqual(figures)
})

test('pictures that lie in the page itself do not crowd out its tables', async () => {
  const picture = `<img src="data:image/png;base64,${'iVBORw0KGgo'.repeat(200_000)}">`
  const bytes = strToU8(htmlOf(laid).replace('<h1>', `${picture}<h1>`))
  expect((await read(bytes, 'a.html')).figures).toEqual(figures)
})

describe('a PDF', () => {
  test('blanks before its first line', async () => {
    const bytes = strToU8(`\n\n${strFromU8(pdfOf(laid), true)}`, true)
    expect((await read(bytes, 'a.pdf')).figures).toEqual(figures)
  })

  test('a page that cuts a table leaves no rule at its edge', async () => {
    const bytes = pdfOf(arrangements['table 3 over two pages']!(laid), { open: true })
    expect((await read(bytes, 'a.pdf')).figures).toEqual(figures)
  })

  test.each<[string, (x: number, y: number, old: string) => string]>([
    ['figures on yellow', (x, y) => `1 1 0 rg ${x - 1} ${y - 2} 11 9 re f 0 g\n`],
    [
      'older figures, struck, over them',
      (x, y, old) => `BT /F1 6 Tf 1 0 0 1 ${x} ${y - 7} Tm <${old}> Tj ET ${x - 1} ${y - 5} m ${x + 7} ${y - 5} l S\n`,
    ],
  ])('%s', async (_, mark) => {
    const bytes = pdfOf(laid, { mark: (text, x, y, hex) => (/^\d[\d.]*$/.test(text) ? mark(x, y, hex('7')) : '') })
    expect((await read(bytes, 'a.pdf')).figures).toEqual(figures)
  })

  test('text that nobody sees, laid over a scan by a program, is a scan', async () => {
    const bytes = strToU8(strFromU8(pdfOf(laid), true).replaceAll('BT /F1 8 Tf', 'BT 3 Tr /F1 8 Tf'), true)
    await expect(read(bytes, 'a.pdf')).rejects.toThrow('scan')
  })

  const gbk = new TextDecoder('gb18030')
  const bytesOf = new Map(
    Array.from({ length: 0x7e00 }, (_, n) => n + 0x8140).map((pair) => [
      gbk.decode(Uint8Array.of(pair >> 8, pair & 255)),
      pair.toString(16),
    ]),
  )
  test.each<[string, (char: string) => string]>([
    ['UniGB-UCS2-H', (char) => char.charCodeAt(0).toString(16).padStart(4, '0')],
    ['GBK-EUC-H', (char) => (char < '\x80' ? char.charCodeAt(0).toString(16) : bytesOf.get(char)!)],
  ])('a font whose table of characters is named and not brought along: %s', async (name, code) => {
    const report = await read(pdfOf(laid, { named: { name, code } }), 'a.pdf')
    expect(report.figures).toEqual(figures)
    expect(report.issuer).toBe('某县某局')
  })

  test('radicals that a font gives back for characters', async () => {
    const text = '本年度共收到政府信息公开申请12件，均已按期答复，没有引发行政复议和行政诉讼，也没有收取信息处理费。'
    const parts = [{ text }, { text: '⼀、总体情况' }, { text: '⼆、主动公开政府信息情况' }, ...laid.parts.slice(2)]
    const report = await read(pdfOf({ ...laid, parts }), 'a.pdf')
    expect(report.texts.overview).not.toContain('主动公开政府信息情况')
  })

  test('marks of footnotes are no digits, and a letter that is drawn twice is one', () => {
    const texts = ['行政许可', '12', '行政处罚', '3'].flatMap((text, n) => {
      const at = { x: n % 2 ? 200 : 60, y: n < 2 ? 705 : 685 }
      const drawn = { text, ...at, width: 10 * text.length, height: 10 }
      return n % 2 ? [drawn, drawn, { text: '1', x: at.x + drawn.width, y: at.y + 3, width: 3, height: 6 }] : [drawn]
    })
    const lines = [
      ...[700 + 20, 700, 680].map((y) => ({ x1: 50, x2: 300, y1: y, y2: y })),
      ...[50, 180, 300].map((x) => ({ x1: x, x2: x, y1: 680, y2: 720 })),
    ]
    const [part] = readPdfPages([{ width: 595, height: 842, texts, lines }]).parts
    expect(part && 'grid' in part && part.grid.map((row) => row.map(({ text }) => text))).toEqual([
      ['行政许可', '12¹'],
      ['行政处罚', '3¹'],
    ])
  })

  test('a double rule in one row moves none of its cells under another heading', () => {
    const texts = ['自然人', '商业企业', '1', '2'].map((text, n) => ({
      ...{ text, x: n % 2 ? 125 : 65, y: n < 2 ? 705 : 685, width: 10 * text.length, height: 10 },
    }))
    const lines = [
      ...[720, 700, 680].map((y) => ({ x1: 50, x2: 200, y1: y, y2: y })),
      ...[50, 120, 200].map((x) => ({ x1: x, x2: x, y1: 680, y2: 720 })),
      ...[56].map((x) => ({ x1: x, x2: x, y1: 680, y2: 700 })),
    ]
    const [part] = readPdfPages([{ width: 595, height: 842, texts, lines }]).parts
    const rows = part && 'grid' in part ? part.grid.map((row) => row.map(({ text }) => text)) : []
    expect(rows.map((row) => row.length)).toEqual([3, 3])
    expect(rows.map((row) => row.at(1))).toEqual(['自然人', '1'])
  })

  test('a row that a page cuts in two is one row', () => {
    const head = ['', '自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计']
    const blank = Array.from({ length: 7 }, () => '')
    const parts = [
      {
        grid: gridOfStrings([
          head,
          ['一、本年新收政府信息公开申请数量', '1', '2', '3', '4', '5', '6', '21'],
          ['2.没有现', '0', '2', '0', '0', '0', '0', '2'],
        ]),
      },
      { text: '- 2 -' },
      {
        grid: gridOfStrings([
          ['成信息需要另行制作', ...blank],
          ['3.补正后申请内', ...blank],
        ]),
      },
      {
        grid: gridOfStrings([
          ['容仍不明确', '7', '0', '0', '0', '0', '0', '7'],
          ['行政处罚', '3', ...blank.slice(1)],
        ]),
      },
      {
        grid: gridOfStrings([
          ['行政强制', '4', ...blank.slice(1)],
          ['1.属于国家秘密', '9', '0', '0', '0', '0', '0', '9'],
        ]),
      },
    ]
    const report = readDocument({ parts, notes: [] }, 'a.pdf', printedFormats())
    if ('problem' in report) throw new Error(report.problem.en)
    const read = ['t3.to-be-created', 't3.still-unclear', 't3.state-secret'].map((row) =>
      ['natural', 'business', 'total'].map((column) => report.figures[`${row}.${column}`]),
    )
    expect(read).toEqual([
      ['0', '2', '2'],
      ['7', '0', '7'],
      ['9', '0', '9'],
    ])
  })
})

test.each([
  ['栏目：政府信息公开年报', '某县某局2024年政府信息公开工作年度报告', '某县某局'],
  ['某县人民政府', '办公室2024年政府信息公开工作年度报告', '某县人民政府办公室'],
  ['', '某县某局2024年政府信息公开工作\n年度报告', '某县某局'],
])('who published it: %s %s', (before, title, issuer) => {
  const tables = laid.parts.flatMap((part) =>
    'text' in part ? [] : [{ grid: gridOfStrings(part.table.map((row) => row.map(({ text }) => text))) }],
  )
  const parts = [{ text: before }, ...title.split('\n').map((text) => ({ text })), ...tables]
  const report = readDocument({ parts, notes: [] }, 'x.docx', printedFormats())
  expect('problem' in report ? report : [report.issuer, report.year]).toEqual([issuer, 2024])
})
