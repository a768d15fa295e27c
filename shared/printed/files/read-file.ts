import { firstOf, present } from '../../present.ts'
import { decodeTable } from '../../report/bytes/csv.ts'
import type { CompiledDefinition } from '../../report/cells.ts'
import { readDocument } from '../document-report.ts'
import { FileRefusal, type PrintedDocument, type UnreadableFile } from '../printed-document.ts'
import type { PrintedReport } from '../printed-report.ts'
import { readDocx } from './docx.ts'
import { readHtml } from './html.ts'
import { readJsonReport } from './json.ts'
import { mainPart, relationsOf } from './office-parts.ts'
import { readOpenDocument } from './open-document.ts'
import { type PdfPage, readPdfPages } from './pdf.ts'
import { drawsTooMuch } from './pdf-streams.ts'
import { readText } from './text.ts'
import { pageOfArchive } from './web-archive.ts'
import { readXlsx } from './xlsx.ts'
import { ZipFile } from './zip.ts'

/** What reading a file needs from outside. */
export type FileReading = {
  /** The formats a report may have. */
  definitions: readonly CompiledDefinition[]
  /** Pages of a PDF; undefined when it is damaged or locked. The library is large, so it comes when one is met. */
  pdfPages: (bytes: Uint8Array) => Promise<PdfPage[] | undefined>
}

/** A report of a unit is far below a megabyte; what is larger has pictures or is no report. */
export const largestFile = 20 * 1024 * 1024

const largestText = 4 * 1024 * 1024
const lessThan = 0x3c

/** Reads a report from any kind of file that offices have; the kind is told by its content, not by its name. */
export async function readReportFile(
  bytes: Uint8Array,
  name: string,
  { definitions, pdfPages }: FileReading,
): Promise<PrintedReport | UnreadableFile> {
  const read = await readPrinted(bytes, name, pdfPages)
  if ('problem' in read) return read
  return 'json' in read ? readJsonReport(read.json, definitions) : readDocument(read, name, definitions)
}

/** All that is written in a file that is no report, line by line. */
export async function readFileText(
  bytes: Uint8Array,
  name: string,
  pdfPages: FileReading['pdfPages'],
): Promise<{ text: string } | UnreadableFile> {
  const read = await readPrinted(bytes, name, pdfPages)
  if ('problem' in read) return read
  if ('json' in read) return { text: read.json }
  const lines = read.parts.flatMap((part) =>
    part.unseen
      ? []
      : 'text' in part
        ? part.text
        : part.grid.map((row) => [...new Set(row)].map(({ text }) => text).join(' ')),
  )
  return { text: lines.join('\n') }
}

async function readPrinted(
  bytes: Uint8Array,
  name: string,
  pdfPages: FileReading['pdfPages'],
): Promise<PrintedDocument | { json: string } | UnreadableFile> {
  if (bytes.length > largestFile) return tooLarge
  if (bytes.length === 0) return nothingInside
  if (startsWith(bytes, oldOffice) && holdsWide(bytes, 'EncryptedPackage')) return locked
  const refused = refusals.find(({ magic }) => magic.some((start) => startsWith(bytes, start)))
  if (refused) return { problem: refused.problem }
  try {
    return await readKnown(bytes, name, pdfPages)
  } catch (error) {
    if (error instanceof FileRefusal) return error.unreadable
    throw error
  }
}

async function readKnown(
  bytes: Uint8Array,
  name: string,
  pdfPages: FileReading['pdfPages'],
): Promise<PrintedDocument | { json: string } | UnreadableFile> {
  if (isPdf(bytes)) {
    if (drawsTooMuch(bytes)) return tooMuchDrawn
    const pages = await pdfPages(bytes)
    if (!pages) return lockedPdf
    if (pages.every(({ texts }) => texts.every(({ text }) => text.trim() === ''))) return scan
    return readPdfPages(pages)
  }
  if (startsWith(bytes, 'PK')) return readOfficeFile(bytes)
  // A page may have its pictures in itself; text without any markup has none.
  if (bytes.length > largestText && !bytes.subarray(0, 4096).includes(lessThan)) return tooMuchText
  const text = textOf(bytes)
  if (text === undefined) return unknownKind
  if (/^\s*[{[]/.test(text)) return { json: text }
  if (/^(?:\s*|(?:[\w-]+:[^\n]*\n|[ \t][^\n]*\n){1,20}?)MIME-Version:/i.test(text.slice(0, 4096))) {
    const page = pageOfArchive(bytes)
    const source = page && textOf(page)
    return source === undefined ? webArchive : readHtml(source)
  }
  if (/<\?mso-application\b/.test(text.slice(0, 1000))) return officeXml
  return /<(?:!doctype|html|body|table|p|div|meta)\b/i.test(text.slice(0, 20_000))
    ? readHtml(text)
    : readText(text, /\.[ct]sv$/i.test(name) ? separatorOf(text) : undefined)
}

function readOfficeFile(bytes: Uint8Array): PrintedDocument | UnreadableFile {
  const zip = ZipFile.open(bytes)
  if (!(zip instanceof ZipFile)) return zip
  const names = new Set(zip.names())
  if ([...names].some((name) => /vbaProject\.bin$/i.test(name))) return macros
  const main = mainPart(zip) ?? [...names].find((name) => name === 'word/document.xml' || name === 'xl/workbook.xml')
  const kind = main === undefined ? undefined : main.slice(0, main.indexOf('/'))
  if (kind === 'word') return readWord(zip, present(main, 'main'))
  if (kind === 'xl') return readXlsx(zip, present(main, 'main'))
  return names.has('content.xml') ? readOpenDocument(zip) : unknownKind
}

/** What some programs call a Word file has the whole document in it as a page. */
function readWord(zip: ZipFile, main: string): PrintedDocument | UnreadableFile {
  const document = readDocx(zip, main)
  if ('problem' in document || document.parts.some((part) => 'grid' in part)) return document
  const chunk = relationsOf(zip, main).find(({ type }) => type.endsWith('/aFChunk'))
  const source = (chunk && zip.text(chunk.target)) ?? ''
  const page = /^MIME-Version:/im.test(source.slice(0, 4096))
    ? textOf(pageOfArchive(new TextEncoder().encode(source)) ?? new Uint8Array())
    : source
  return page ? readHtml(page) : document
}

/** A page says its encoding in its head; else it is UTF-8 if it can be, or GB18030, which reads GBK and GB2312 too. */
function textOf(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096))
  const named = /<meta[^<>]+charset\s{0,4}=\s{0,4}["']?\s{0,4}([\w-]+)/i.exec(head)?.[1]?.toLowerCase()
  if (named && /^(gb2312|gbk|gb18030|gb_2312-80)$/.test(named)) {
    const guess = decodeTable(bytes)
    // Pages are saved anew in UTF-8 with the old name still in them.
    return guess?.includes('年') ? guess : new TextDecoder('gb18030').decode(bytes)
  }
  if (named && /^big5(?:-hkscs)?$/.test(named)) return new TextDecoder('big5').decode(bytes)
  return decodeTable(bytes)
}

/** Excel separates by what the system's list separator is. */
function separatorOf(text: string): ',' | ';' | '\t' {
  const head = text.slice(0, 20_000)
  const count = (separator: string) => head.split(separator).length
  return firstOf(([',', '\t', ';'] as const).toSorted((a, b) => count(b) - count(a)))
}

function startsWith(bytes: Uint8Array, start: string): boolean {
  for (let n = 0; n < start.length; n++) if (bytes[n] !== start.charCodeAt(n)) return false
  return true
}

/** Its first line may stand behind blanks or a mark of the encoding. */
const isPdf = (bytes: Uint8Array): boolean =>
  /^(?:\xef\xbb\xbf)?\s*%PDF/.test(new TextDecoder('latin1').decode(bytes.subarray(0, 64)))

/** The directory of an old Office container names its parts in UTF-16. */
function holdsWide(bytes: Uint8Array, word: string): boolean {
  const text = new TextDecoder('latin1').decode(bytes)
  return text.includes([...word].join('\0'))
}

const oldOffice = '\xd0\xcf\x11\xe0'
const saveAsDocx = (kind: string, english: string) => ({
  zh: `${kind}读不了；请用 Word 或 WPS 打开，另存为 .docx 再试`,
  en: `${english} cannot be read; open it with Word or WPS and save it as .docx`,
})

const refusals = [
  {
    magic: [oldOffice],
    problem: saveAsDocx('旧格式的 .doc、.wps、.xls、.et 文件', 'an old .doc, .wps, .xls or .et file'),
  },
  { magic: ['{\\rtf'], problem: saveAsDocx('RTF 文件', 'an RTF file') },
  {
    magic: ['\x89PNG', '\xff\xd8\xff', 'II*\0', 'MM\0*', 'BM', 'GIF8'],
    problem: {
      zh: '这是图片，读不出里面的字；请找文字版的报告（.docx、网页或文字版 PDF）',
      en: 'this is a picture; its text cannot be read. Use a version with text (.docx, a web page, or a PDF with text)',
    },
  },
]

const unreadable = (zh: string, en: string): UnreadableFile => ({ problem: { zh, en } })
const tooLarge = unreadable(
  '文件超过 20 MB，没有读；年度报告没有这么大',
  'the file is larger than 20 MB and was not read; an annual report is not',
)
const tooMuchText = unreadable(
  '文本超过 4 MB，没有读；年度报告没有这么长',
  'the text is longer than 4 MB and was not read; an annual report is not',
)
const locked = unreadable(
  '文件有打开密码，没有读；请在 Word、WPS 或 Excel 里去掉密码再存一次',
  'the file has a password and was not read; take it off in Word, WPS or Excel and save it again',
)
const nothingInside = unreadable('文件是空的', 'the file is empty')
const tooMuchDrawn = unreadable(
  'PDF 里要画的东西多得不正常，没有读；请从 Word 另存为 PDF 再试',
  'the PDF has abnormally much to draw and was not read; save it as PDF from Word again',
)
const lockedPdf = unreadable(
  'PDF 打不开：有密码，或者已损坏',
  'the PDF cannot be opened: it has a password or is damaged',
)
const scan = unreadable(
  '这个 PDF 是扫描件，里面没有文字；请找文字版，或从 Word 另存为 PDF',
  'this PDF is a scan without text; use a version with text, or save it as PDF from Word',
)
const macros = unreadable(
  '带宏的文件不读；请另存为不带宏的 .docx 或 .xlsx',
  'files with macros are not read; save it as .docx or .xlsx without macros',
)
const officeXml = unreadable(
  'Office 2003 的 XML 文件读不了；请用 Word、Excel 或 WPS 打开，另存为 .docx 或 .xlsx 再试',
  'an Office 2003 XML file cannot be read; open it with Word, Excel or WPS and save it as .docx or .xlsx',
)
const webArchive = unreadable(
  '.mht 单个网页文件里没有能读的网页；请另存为“网页，仅 HTML”',
  'the .mht web archive has no page that can be read; save it as “web page, HTML only”',
)
const unknownKind = unreadable(
  '不是能读的文件：要 .docx、.xlsx、.odt、.ods、.pdf、.html、.csv、.txt 或 .json',
  'not a file that can be read: .docx, .xlsx, .odt, .ods, .pdf, .html, .csv, .txt or .json',
)
