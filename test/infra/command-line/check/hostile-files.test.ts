import fc from 'fast-check'
import { strFromU8, strToU8, zipSync, zlibSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { readPdf } from '../../../../functions/reading/pdf-pages.ts'
import { checkPrintedReports } from '../../../../shared/printed/check/printed-check.ts'
import { largestFile, readReportFile } from '../../../../shared/printed/files/read-file.ts'
import { printedFormats } from '../../../../shared/printed/formats.ts'
import { compileDefinition } from '../../../../shared/report/cells.ts'
import { shippedDefinition } from '../../../../shared/report/definitions/shipped.ts'
import { delimitedOf, docxOf, htmlOf, layOut, linesOf, pdfOf, xlsxOf } from '../../../fixtures/report-files.ts'

const definitions = printedFormats()
const form = compileDefinition(shippedDefinition('gid-2021')!)
const figures = Object.fromEntries(form.cells.map(({ id, index }) => [id, String(index % 7)]))
const report = layOut(form, figures)
const utf8 = (text: string) => new TextEncoder().encode(text)
const read = (bytes: Uint8Array, name: string) => readReportFile(bytes, name, { definitions, readPdf })

const processorTime = async (work: () => unknown) => {
  const start = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(start)
  return user + system
}
const ordinary = Object.entries({ 'a.html': utf8(htmlOf(report)), 'a.docx': docxOf(report), 'a.pdf': pdfOf(report) })

/** The answer in words, what reading it costs in five readings of three ordinary files just before, and what the process grew by in megabytes. */
async function measured(bytes: Uint8Array, name: string) {
  const floor = await processorTime(async () => {
    for (let n = 0; n < 5; n++) for (const [of, file] of ordinary) await read(file, of)
  })
  let answer: Awaited<ReturnType<typeof read>> | undefined
  const before = process.memoryUsage().rss
  const time = await processorTime(async () => {
    answer = await read(bytes, name)
  })
  return { answer: answer!, readings: time / floor, grown: (process.memoryUsage().rss - before) / 1024 / 1024 }
}

const document = (body: string) => strToU8(`<w:document><w:body>${body}</w:body></w:document>`)
/** A zip whose directory states a size that is not true. */
function lying(bytes: Uint8Array, size: number): Uint8Array {
  const copy = bytes.slice()
  const view = new DataView(copy.buffer)
  for (let at = 0; at < copy.length - 30; at++)
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, size, true)
  return copy
}
const bomb = zipSync({ 'word/document.xml': new Uint8Array(60 * 1024 * 1024) })
const manyCells = `<table>${'<tr><td colspan=10000 rowspan=10000>规章</td><td>0</td></tr>'.repeat(2000)}</table>`

const ruled = `<style>${Array.from({ length: 5_000 }, (_, n) => `.a.b${n}{display:none}`).join('')}</style>${Array.from({ length: 100_000 }, (_, n) => `<div class="a c${n}">`).join('')}`

const sheet = (rows: string, merged: string, text = '') =>
  zipSync({
    'xl/workbook.xml': strToU8('<workbook/>'),
    'xl/sharedStrings.xml': strToU8(`<sst><si><t>${text}</t></si></sst>`),
    'xl/worksheets/sheet1.xml': strToU8(
      `<worksheet><sheetData>${rows}</sheetData><mergeCells>${merged}</mergeCells></worksheet>`,
    ),
  })
const locked = utf8(`....${[...'EncryptedPackage'].join('\0')}`)
locked.set([0xd0, 0xcf, 0x11, 0xe0])
/** In the directory the report's text, at its own head something else: a reader from the front sees another file. */
const twoNames = strToU8(
  strFromU8(zipSync({ 'word/document.xml': document('<w:p><w:r><w:t>x</w:t></w:r></w:p>') }), true).replace(
    'word/document.xml',
    'word/documenu.xml',
  ),
  true,
)
/** The names of two entries, which are as long, made one. */
const twice = strToU8(
  strFromU8(zipSync({ 'word/document.xml': document(''), 'word/documenu.xml': document('') }), true).replaceAll(
    'documenu',
    'document',
  ),
  true,
)
const repeated = zipSync({
  'content.xml': strToU8(
    `<table:table>${'<table:table-row><table:table-cell table:number-columns-repeated="16384" table:number-columns-spanned="9999" table:number-rows-spanned="9999"/></table:table-row>'.repeat(20_000)}</table:table>`,
  ),
})
const related = zipSync({
  '_rels/.rels': strToU8(
    `<Relationships>${'<Relationship Id="a" Type="b" Target="c"/>'.repeat(200_000)}</Relationships>`,
  ),
})
function drawing(steps: number): Uint8Array {
  const packed = zlibSync(strToU8('0 0 m 1 1 l S '.repeat(steps)))
  const [head, tail] = [
    strToU8(`%PDF-1.7\n1 0 obj<</Length ${packed.length}/Filter/FlateDecode>>stream\n`),
    strToU8('\nendstream endobj'),
  ]
  return new Uint8Array([...head, ...packed, ...tail])
}
function saving(states: number, packs: boolean): Uint8Array {
  const steps = strToU8('q/a gs '.repeat(states))
  const stream = packs ? zlibSync(steps) : steps
  const head =
    '%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj ' +
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>>endobj ' +
    `4 0 obj<</Length ${stream.length}${packs ? '/Filter/FlateDecode' : ''}>>stream\n`
  return new Uint8Array([...strToU8(head), ...stream, ...strToU8('\nendstream endobj trailer<</Root 1 0 R>>')])
}
function savingApart(states: number): Uint8Array {
  const streams = Array.from({ length: states }, (_, n) => `${n + 4} 0 obj<</Length 1>>stream\nqendstream endobj `)
  const kids = streams.map((_, n) => `${n + 4} 0 R`).join(' ')
  const head =
    '%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj ' +
    `3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents[${kids}]/Resources<<>>>>endobj `
  return strToU8(`${head}${streams.join('')}trailer<</Root 1 0 R>>`)
}
/** The report's page with something else in one place, or with more behind it. */
const altered = (from: string, to: string) => utf8(htmlOf(report).replace(from, to))
const added = (more: string) => altered('</body>', `${more}</body>`)
const head = '<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>'
const row = '<tr><td>规章</td><td>1</td><td>0</td><td>1</td></tr>'
const letters = (n: number) => String.fromCodePoint(...[7, 31, 101, 211].map((step) => 0x4e00 + ((n * step) % 20_000)))
const nearly = (n: number) =>
  `<tr><td>本年新收政府信息公开申请${letters(n)}</td><td>上年结转政府信息公开${letters(n + 1)}</td><td>1</td></tr>`
const spanning = '<table><tr><td colspan=64 rowspan=64>x<td>y</table>'
const transcribed = (more: object) => utf8(JSON.stringify({ id: 'a', year: 2022, format: 2021, ...more }))
const formatted = (formats: string, cells: number) =>
  zipSync({
    'xl/workbook.xml': strToU8('<workbook/>'),
    'xl/worksheets/sheet1.xml': strToU8('<worksheet/>'),
    'xl/_rels/workbook.xml.rels': strToU8('<a><Relationship Id="r" Type="/styles" Target="styles.xml"/></a>'),
    'xl/styles.xml': strToU8(`<a>${formats}<cellXfs>${'<xf numFmtId="200"/>'.repeat(cells)}</cellXfs></a>`),
  })
/** A sheet of sixty columns under so many rules that make white what lies in so many ranges. */
const ruledSheet = (rows: number, rules: number, ranges: number) =>
  zipSync({
    'xl/workbook.xml': strToU8('<workbook/>'),
    'xl/_rels/workbook.xml.rels': strToU8('<a><Relationship Id="r" Type="/styles" Target="styles.xml"/></a>'),
    'xl/styles.xml': strToU8('<a><dxfs><dxf><font><color rgb="FFFFFFFF"/></font></dxf></dxfs></a>'),
    'xl/worksheets/sheet1.xml': strToU8(
      `<a>${`<row>${'<c><v>1</v></c>'.repeat(60)}</row>`.repeat(rows)}${`<conditionalFormatting sqref="${'A1:B2 '.repeat(ranges)}"><cfRule type="expression" dxfId="0"/></conditionalFormatting>`.repeat(rules)}</a>`,
    ),
  })
const runs = (marks: number) => `<si><r><rPr><vertAlign val="${'su'.repeat(marks)}"/></rPr></r></si>`
/** Numbers that do not pack well, so that what lies beside them is no bomb. */
const unlike = (count: number) => Array.from({ length: count }, (_, n) => (n * 2654435761) % 4294967296).join('')
const farOut = () => {
  const rows = Array.from({ length: 4000 }, (_, n) => `<row r="${n + 1}"><c r="BL${n + 1}"><v>规章</v></c></row>`).join(
    '',
  )
  const sheets = Array.from({ length: 20 }, (_, n) => [`xl/worksheets/sheet${n}.xml`, strToU8(`<a>${rows}</a>`)])
  return zipSync({ 'xl/workbook.xml': strToU8('<workbook/>'), ...Object.fromEntries(sheets) })
}
/** A page with one frame around so many words. */
function written(words: number): Uint8Array {
  const text = Array.from({ length: words }, (_, n) => `1 0 0 1 ${n % 500} ${(n * 7) % 801} Tm (a${n}) Tj`).join(' ')
  const packed = zlibSync(strToU8(`0 0 590 800 re S BT /F 3 Tf ${text} ET`))
  const head =
    '%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj ' +
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj ' +
    `5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj 4 0 obj<</Length ${packed.length}/Filter/FlateDecode>>stream\n`
  return new Uint8Array([...strToU8(head), ...packed, ...strToU8('\nendstream endobj trailer<</Root 1 0 R>>')])
}
const labels = '一、总体情况\n二、主动公开政府信息情况 规章 行政规范性文件 行政许可 行政处罚 行政强制\n'

describe('files made to do harm', () => {
  test.each<[string, string, () => Uint8Array, RegExp]>([
    ['a zip bomb', 'a.docx', () => bomb, /abnormally large/],
    ['a bomb that states a small size', 'a.docx', () => lying(bomb, 1000), /damaged|no table/],
    [
      'ten thousand entries',
      'a.docx',
      () => zipSync(Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`e${n}`, new Uint8Array(1)]))),
      /damaged/,
    ],
    [
      'entities',
      'a.docx',
      () => zipSync({ 'word/document.xml': strToU8(`<!DOCTYPE a [<!ENTITY x "x">]><w:document/>`) }),
      /entities/,
    ],
    [
      'entities in a sheet',
      'a.xlsx',
      () =>
        zipSync({
          'xl/workbook.xml': strToU8('<a/>'),
          'xl/worksheets/sheet1.xml': strToU8('<!DOCTYPE a><worksheet/>'),
        }),
      /entities/,
    ],
    ['spans of ten thousand', 'a.html', () => utf8(manyCells), /no table/],
    [
      'spans in Word',
      'a.docx',
      () =>
        zipSync({
          'word/document.xml': document(
            `<w:tbl>${'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr><w:p><w:r><w:t>规章</w:t></w:r></w:p></w:tc></w:tr>'.repeat(3000)}</w:tbl>`,
          ),
        }),
      /no table/,
    ],
    [
      'a cell far away',
      'a.xlsx',
      () =>
        zipSync({
          'xl/workbook.xml': strToU8('<a/>'),
          'xl/worksheets/sheet1.xml': strToU8(
            '<worksheet><sheetData><row><c r="XFD1048576"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>',
          ),
        }),
      /no table/,
    ],
    [
      'macros',
      'a.docm',
      () => zipSync({ 'word/document.xml': document(''), 'word/vbaProject.bin': new Uint8Array(9) }),
      /macros/,
    ],
    ['a file that is too large', 'a.pdf', () => new Uint8Array(largestFile + 1), /larger than 20 MB/],
    ['a PDF that is none', 'a.pdf', () => utf8(`%PDF-1.7\n${'0 0 obj<<>>'.repeat(50_000)}`), /password or is damaged/],
    ['tags that never end', 'a.html', () => utf8(`<html>${'<a '.repeat(2_000_000)}`), /no table/],
    ['quotes that never end', 'a.html', () => utf8(`<html>${'<a b="'.repeat(1_000_000)}>`), /no table/],
    [
      'style sheets that never open',
      'a.html',
      () => utf8(`<style>${'@media print'.repeat(8_000)}</style>`.repeat(20)),
      /no table/,
    ],
    ['style sheets of many rules over many boxes', 'a.html', () => utf8(ruled), /no table/],
    ['tables in tables', 'a.html', () => utf8(`<html>${'<table><tr><td>'.repeat(300_000)}`), /no table/],
    ['a long line of label words', 'a.txt', () => utf8('本年制发件数 规章 总计其他'.repeat(100_000)), /no table|^$/],
    ['an old Word file', 'a.doc', () => new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), /save it as .docx/],
    ['a picture', 'a.jpg', () => new Uint8Array([0xff, 0xd8, 0xff, 0xe0]), /picture/],
    ['a web archive', 'a.mht', () => utf8('MIME-Version: 1.0\n<table>'), /web archive/],
    ['nothing', 'a.docx', () => new Uint8Array(0), /is empty/],
    ['a password', 'a.docx', () => locked, /has a password/],
    ['two entries of one name', 'a.docx', () => twice, /damaged/],
    ['an entry that its own head names otherwise', 'a.docx', () => twoNames, /damaged/],
    [
      'merged ranges by the thousand',
      'a.xlsx',
      () => sheet('', '<mergeCell ref="A1:BL4000"/>'.repeat(50_000)),
      /no table/,
    ],
    [
      'one long text in every cell',
      'a.xlsx',
      () =>
        sheet(
          Array.from({ length: 3900 }, (_, n) => `<row r="${n + 1}">${'<c t="s"><v>0</v></c>'.repeat(20)}</row>`).join(
            '',
          ),
          '',
          '一、本年新收政府信息公开申请数量'.repeat(3000),
        ),
      /no table|^$/,
    ],
    ['repeated cells', 'a.ods', () => repeated, /abnormally/],
    ['relations by the hundred thousand', 'a.docx', () => related, /no document|not a file/],
    ['drawing steps by the million', 'a.pdf', () => drawing(4_000_000), /abnormally much/],
    ['saved states by the ten thousand', 'a.pdf', () => saving(20_000, true), /abnormally much/],
    ['saved states that are not packed', 'a.pdf', () => saving(20_000, false), /abnormally much/],
    ['saved states in a stream each', 'a.pdf', () => savingApart(5_000), /abnormally much/],
    ['entities by the million', 'a.html', () => utf8(`<html>${'&#x41;'.repeat(2_000_000)}`), /no table/],
    ['line breaks by the million', 'a.txt', () => utf8('\n'.repeat(8_000_000)), /longer than 4 MB/],
    ['separators by the million', 'a.csv', () => utf8(','.repeat(8_000_000)), /longer than 4 MB/],
    ['a quote that never ends', 'a.csv', () => utf8(`"${'规章,0,0\n'.repeat(200_000)}`), /abnormally/],
    ['a label of nothing but commas', 'a.html', () => altered('规章', `${'，'.repeat(200_000)}x`), /^$/],
    ['a label of notes', 'a.html', () => altered('规章', `规章${'①'.repeat(200_000)}x`), /^$/],
    ['a figure of line breaks', 'a.html', () => altered('<td>1<', `<td>1${'<br>'.repeat(200_000)}x<`), /^$/],
    ['a number without an end in the text', 'a.html', () => added(`<p>${'1'.repeat(150_000)}</p>`), /^$/],
    [
      'headings by the thousand',
      'a.html',
      () => added(`<table>${head.repeat(2_000)}${row.repeat(1_900)}</table>`),
      /^$/,
    ],
    [
      'labels that are nearly the form’s',
      'a.html',
      () => added(`<table>${Array.from({ length: 3_900 }, (_, n) => nearly(n)).join('')}</table>`),
      /^$/,
    ],
    ['rows by the ten thousand', 'a.html', () => added(`<table>${row.repeat(200)}</table>`.repeat(150)), /abnormally/],
    ['large spans in many tables', 'a.html', () => utf8(`<html>${spanning.repeat(40_000)}`), /abnormally/],
    ['cells by the million', 'a.html', () => utf8(`<html><table>${'<tr><td>'.repeat(2_000_000)}`), /abnormally/],
    [
      'a selector by the million',
      'a.html',
      () => utf8(`<style>${'.a'.repeat(900_000)}{display:none}</style>`),
      /no table/,
    ],
    [
      'charsets in a head',
      'a.html',
      () => utf8(`${'<meta'.repeat(300)}${'charset'.repeat(150)}${' '.repeat(1500)}`),
      /no table/,
    ],
    ['figures on a line by the hundred thousand', 'a.txt', () => utf8(`${labels}规章${' 1'.repeat(90_000)}x`), /^$/],
    [
      'lines that are nearly labels',
      'a.txt',
      () => utf8(`${labels}${'规章\n本年新收政府来信\n'.repeat(20_000)}`),
      /^$|abnormally/,
    ],
    ['a row of a hundred thousand columns', 'a.csv', () => utf8(`${labels}${'规章,1,'.repeat(30_000)}`), /abnormally/],
    [
      'columns put on end, and one row of them wide',
      'a.csv',
      () => utf8(`${labels}${'本年制发件数,1\n'.repeat(10_000)}本年制发件数,${'1,'.repeat(200)}`),
      /^$/,
    ],
    [
      'a format without an end',
      'a.xlsx',
      () => formatted(`<numFmt numFmtId="200" formatCode="${'['.repeat(9_000)}"/>`, 20_000),
      /no table/,
    ],
    [
      'columns hidden from far below the first',
      'a.xlsx',
      () => sheet('<col min="-99999999999" max="9" hidden="1"/>', ''),
      /no table/,
    ],
    [
      'a raised mark that never says which',
      'a.xlsx',
      () =>
        zipSync({
          'xl/workbook.xml': strToU8('<workbook/>'),
          'xl/sharedStrings.xml': strToU8(`<!--${unlike(9000)}-->${runs(4900).repeat(1500)}`),
        }),
      /no table/,
    ],
    ['rules over ranges by the hundred thousand', 'a.xlsx', () => ruledSheet(400, 100, 1500), /abnormally/],
    ['sheets whose last cell is far out', 'a.xlsx', farOut, /abnormally/],
    ['a note of digits', 'a.json', () => transcribed({ children: [], childrenNote: '1'.repeat(400_000) }), /^$/],
    [
      'a reference of brackets',
      'a.json',
      () => transcribed({ textClaims: [{ tableRef: `表三 ${'['.repeat(200_000)}`, textValue: 1 }] }),
      /^$/,
    ],
    [
      'figures by the hundred thousand',
      'a.json',
      () => transcribed({ table3: Array.from({ length: 33 }, () => Array(20_000).fill(1)) }),
      /abnormally/,
    ],
    ['words by the ten thousand in one cell', 'a.pdf', () => written(60_000), /no table/],
    [
      'a sentence without an end',
      'a.txt',
      () => utf8(`${labels}收到政府信息公开申请9件，${'主动公开不予公开3件，收到政府信息公开申请9件，'.repeat(6000)}`),
      /no table|^$/,
    ],
  ])('%s', async (_, name, bytesOf, reason) => {
    const { answer, readings, grown } = await measured(bytesOf(), name)
    expect('problem' in answer ? answer.problem.en : '').toMatch(reason)
    if ('problem' in answer) expect(answer.problem.zh).not.toBe('')
    expect(readings).toBeLessThan(150)
    expect(grown).toBeLessThan(200)
  })

  test('a page runs nothing and fetches nothing: its scripts are no text', async () => {
    const page = htmlOf(report).replace(
      '<body>',
      '<body><script>规章</script><img src="http://127.0.0.1:9/x"><iframe src="x">',
    )
    const answer = await read(utf8(page), 'a.html')
    expect('problem' in answer || answer.figures).toEqual(figures)
  })
})

const kinds: [string, Uint8Array][] = [
  ['a.docx', docxOf(report)],
  ['a.xlsx', xlsxOf(report)],
  ['a.html', utf8(htmlOf(report))],
  ['a.csv', utf8(delimitedOf(report, ','))],
  ['a.txt', utf8(linesOf(report))],
  ['a.pdf', pdfOf(report)],
]

describe.each(kinds)('altered bytes of %s are read or refused, never a crash', (name, bytes) => {
  test('bytes', { timeout: 120_000 }, async () => {
    const change = fc.record({
      at: fc.nat(bytes.length - 1),
      length: fc.nat(40),
      value: fc.integer({ min: 0, max: 255 }),
      cut: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        let altered = bytes.slice()
        for (const { at, length, value, cut } of changes) {
          if (cut && at > 0) altered = new Uint8Array([...altered.subarray(0, at), ...altered.subarray(at + length)])
          else altered.fill(value, at, at + Math.min(length, 3))
        }
        const answer = await read(altered, name)
        if ('problem' in answer) expect(answer.problem.zh).not.toBe('')
        else checkPrintedReports([answer])
      }),
      { numRuns: name === 'a.pdf' ? 25 : 60 },
    )
  })
})

test('altered structure: a row or a cell more or less never puts a figure into another cell silently', async () => {
  const rows = form.cells.filter(({ table }) => table === 't3')
  await fc.assert(
    fc.asyncProperty(fc.nat(2), fc.nat(24), fc.nat(6), async (tool, row, column) => {
      const laid = structuredClone(report)
      const table = laid.parts.flatMap((part) => ('table' in part ? [part.table] : []))[1]!
      const line = table[3 + row]!
      const removed = line.at(-7 + column)!
      if (tool === 0) line.splice(line.length - 7 + column, 1)
      else if (tool === 1) line.splice(line.length - 7 + column, 0, { text: '9', columns: 1, rows: 1 })
      else removed.text = ''
      const answer = await read(docxOf(laid), 'a.docx')
      if ('problem' in answer) throw new Error(answer.problem.en)
      const wrong = rows.filter(({ id }) => answer.figures[id] !== null && answer.figures[id] !== figures[id])
      expect(wrong.map(({ id }) => id)).toEqual([])
      const [check] = checkPrintedReports([answer])
      expect(check!.verdict).not.toBe('clean')
    }),
    { numRuns: 60 },
  )
})
