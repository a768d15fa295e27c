import { firstOf, present } from '../../present.ts'
import { decodeTable } from '../../report/bytes/csv.ts'
import type { CompiledDefinition } from '../../report/cells.ts'
import { hasPile } from '../../report/plain-text.ts'
import { unreadableFiles } from '../../words/printed/unreadable-files.ts'
import { readDocument } from '../document-report.ts'
import { FileRefusal, type PrintedDocument, tooMuchInside, type UnreadableFile } from '../printed-document.ts'
import type { PrintedReport } from '../printed-report.ts'
import { readDocx } from './docx.ts'
import { readHtml } from './html.ts'
import { readJsonReport } from './json.ts'
import { mainPart, relationsOf } from './office-parts.ts'
import { readOpenDocument } from './open-document.ts'
import { readText } from './text.ts'
import { pageOfArchive } from './web-archive.ts'
import { readXlsx } from './xlsx.ts'
import { ZipFile } from './zip.ts'

/** What reading a file needs from outside. */
export type FileReading = {
  /** The formats a report may have. */
  definitions: readonly CompiledDefinition[]
  /** What a PDF says. It takes a large library, so it comes when one is met. */
  readPdf: (bytes: Uint8Array) => Promise<PrintedDocument | UnreadableFile>
}

/** A report of a unit is far below a megabyte; what is larger has pictures or is no report. */
export const largestFile = 20 * 1024 * 1024

const largestText = 4 * 1024 * 1024
const lessThan = 0x3c

/** Reads a report from any kind of file that offices have; the kind is told by its content, not by its name. */
export async function readReportFile(
  bytes: Uint8Array,
  name: string,
  { definitions, readPdf }: FileReading,
): Promise<PrintedReport | UnreadableFile> {
  const read = await readPrinted(bytes, name, readPdf)
  if ('problem' in read) return read
  return 'json' in read ? readJsonReport(read.json, definitions) : readDocument(read, name, definitions)
}

/** All that is written in a file that is no report, line by line. */
export async function readFileText(
  bytes: Uint8Array,
  name: string,
  readPdf: FileReading['readPdf'],
): Promise<{ text: string } | UnreadableFile> {
  const read = await readPrinted(bytes, name, readPdf)
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
  readPdf: FileReading['readPdf'],
): Promise<PrintedDocument | { json: string } | UnreadableFile> {
  if (bytes.length > largestFile) return { problem: unreadableFiles.tooLarge }
  if (bytes.length === 0) return { problem: unreadableFiles.nothingInside }
  if (startsWith(bytes, oldOffice) && holdsWide(bytes, 'EncryptedPackage')) return { problem: unreadableFiles.locked }
  const refused = refusals.find(({ magic }) => magic.some((start) => startsWith(bytes, start)))
  if (refused) return { problem: refused.problem }
  try {
    const read = await readKnown(bytes, name, readPdf)
    if ('json' in read) return hasPile(read.json) ? tooMuchInside : read
    const parts = 'parts' in read ? read.parts : []
    return parts.some((part) => ('text' in part ? isPiled(part) : part.grid.some((row) => row.some(isPiled))))
      ? tooMuchInside
      : read
  } catch (error) {
    if (error instanceof FileRefusal) return error.unreadable
    throw error
  }
}

const isPiled = ({ text }: { text: string }): boolean => hasPile(text)

async function readKnown(
  bytes: Uint8Array,
  name: string,
  readPdf: FileReading['readPdf'],
): Promise<PrintedDocument | { json: string } | UnreadableFile> {
  if (isPdf(bytes)) return readPdf(bytes)
  if (startsWith(bytes, 'PK')) return readOfficeFile(bytes)
  // A page may have its pictures in itself; text without any markup has none.
  if (bytes.length > largestText && !bytes.subarray(0, 4096).includes(lessThan))
    return { problem: unreadableFiles.tooMuchText }
  const text = textOf(bytes)
  if (text === undefined) return { problem: unreadableFiles.unknownKind }
  if (/^\s*[{[]/.test(text)) return { json: text }
  if (/^(?:\s*|(?:[\w-]+:[^\n]*\n|[ \t][^\n]*\n){1,20}?)MIME-Version:/i.test(text.slice(0, 4096))) {
    const page = pageOfArchive(bytes)
    const source = page && textOf(page)
    return source === undefined ? { problem: unreadableFiles.webArchive } : readHtml(source)
  }
  if (/<\?mso-application\b/.test(text.slice(0, 1000))) return { problem: unreadableFiles.officeXml }
  return /<(?:!doctype|html|body|table|p|div|meta)\b/i.test(text.slice(0, 20_000))
    ? readHtml(text)
    : readText(text, /\.[ct]sv$/i.test(name) ? separatorOf(text) : undefined)
}

function readOfficeFile(bytes: Uint8Array): PrintedDocument | UnreadableFile {
  const zip = ZipFile.open(bytes)
  if (!(zip instanceof ZipFile)) return zip
  const names = new Set(zip.names())
  if ([...names].some((name) => /vbaProject\.bin$/i.test(name))) return { problem: unreadableFiles.macros }
  const main = mainPart(zip) ?? [...names].find((name) => name === 'word/document.xml' || name === 'xl/workbook.xml')
  const kind = main === undefined ? undefined : main.slice(0, main.indexOf('/'))
  if (kind === 'word') return readWord(zip, present(main, 'main'))
  if (kind === 'xl') return readXlsx(zip, present(main, 'main'))
  return names.has('content.xml') ? readOpenDocument(zip) : { problem: unreadableFiles.unknownKind }
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
const refusals = [
  { magic: [oldOffice], problem: unreadableFiles.oldOffice },
  { magic: ['{\\rtf'], problem: unreadableFiles.richText },
  {
    magic: ['\x89PNG', '\xff\xd8\xff', 'II*\0', 'MM\0*', 'BM', 'GIF8'],
    problem: unreadableFiles.picture,
  },
]
