import type { DocumentPart, GridCell, PrintedDocument, UnreadableFile } from '../printed-document.ts'
import { entityInside } from './docx.ts'
import { attribute, markupTokens } from './markup.ts'
import type { ZipFile } from './zip.ts'

/**
 * An Excel file (ECMA-376, SpreadsheetML): each visible sheet is a table. A cell is what is stored (formulas by their last
 * result); a merged range is one cell. A sheet with one column of text is read as paragraphs.
 */
export function readXlsx(zip: ZipFile): PrintedDocument | UnreadableFile {
  const sheets = zip
    .names()
    .filter((name) => /^xl\/worksheets\/sheet\d+\.xml$/.test(name))
    .sort((a, b) => Number(/\d+/.exec(a)![0]) - Number(/\d+/.exec(b)![0]))
    .slice(0, mostSheets)
  const texts = [zip.text('xl/sharedStrings.xml') ?? '', ...sheets.map((name) => zip.text(name)!)]
  if (texts.some((xml) => xml.includes('<!DOCTYPE') || xml.includes('<!ENTITY'))) return entityInside
  const strings = sharedStrings(texts[0]!)
  return { parts: texts.slice(1).flatMap((xml) => partsOfSheet(xml, strings)), notes: [] }
}

const mostSheets = 40
const mostRows = 4000
const mostColumns = 64

function sharedStrings(xml: string): string[] {
  const strings: string[] = []
  let text = ''
  let inText = false
  let phonetic = false
  for (const token of markupTokens(xml, false)) {
    if (token.kind === 'text') {
      if (inText && !phonetic) text += token.text
    } else if (token.name === 't') inText = token.kind === 'open' && !token.empty
    else if (token.name === 'rPh') phonetic = token.kind === 'open'
    else if (token.name === 'si') {
      if (token.kind === 'open') text = ''
      if (token.kind === 'close' || token.empty) strings.push(text)
    }
  }
  return strings
}

function partsOfSheet(xml: string, strings: readonly string[]): DocumentPart[] {
  const rows: GridCell[][] = []
  const merged: string[] = []
  let at: [number, number] | undefined
  let type = ''
  let text = ''
  let inValue = false
  for (const token of markupTokens(xml, false)) {
    if (token.kind === 'text') {
      if (inValue) text += token.text
    } else if (token.name === 'c' && token.kind === 'open') {
      at = placeOf(attribute(token.attributes, 'r') ?? '')
      type = attribute(token.attributes, 't') ?? 'n'
      text = ''
    } else if (token.name === 'v' || token.name === 't') inValue = token.kind === 'open' && !token.empty
    else if (token.name === 'mergeCell' && token.kind === 'open') merged.push(attribute(token.attributes, 'ref') ?? '')
    else if (token.name === 'c' && token.kind === 'close' && at) {
      const shown = type === 's' ? (strings[Number(text)] ?? '') : type === 'n' ? plainNumber(text) : text
      rows[at[0]] ??= []
      rows[at[0]]![at[1]] = { text: shown.trim() }
    }
  }
  for (const range of merged) merge(rows, range)
  return partsOfRows(Array.from(rows, (row) => Array.from(row ?? [], (cell) => cell ?? { text: '' })))
}

/** A stored `0.30000000000000004` is what the sheet shows as 0.3: fifteen digits are all that Excel has. */
const plainNumber = (text: string): string =>
  /^-?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(text.trim()) && text.trim().length > 15
    ? String(Number(Number(text).toPrecision(15)))
    : text

/** `B3` → row 2, column 1; undefined outside of what is read. */
function placeOf(reference: string): [number, number] | undefined {
  const match = /^([A-Z]{1,3})(\d{1,7})$/.exec(reference)
  if (!match) return undefined
  const column = [...match[1]!].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
  const row = Number(match[2]) - 1
  return row < mostRows && column < mostColumns ? [row, column] : undefined
}

function merge(rows: GridCell[][], range: string): void {
  const [from, to] = range.split(':').map(placeOf)
  if (!from || !to) return
  const cell = rows[from[0]]?.[from[1]] ?? { text: '' }
  for (let row = from[0]; row <= to[0]; row++) {
    rows[row] ??= []
    for (let column = from[1]; column <= to[1]; column++) rows[row]![column] = cell
  }
}

/** Runs of rows with one filled cell are text, others a table. */
function partsOfRows(rows: GridCell[][]): DocumentPart[] {
  const parts: DocumentPart[] = []
  let table: GridCell[][] = []
  const endTable = () => {
    if (table.length > 0) parts.push({ grid: table })
    table = []
  }
  for (const row of rows) {
    const filled = [...new Set(row)].filter((cell) => cell.text !== '')
    if (filled.length === 1 && filled[0]!.text.length > 40) {
      endTable()
      for (const text of filled[0]!.text.split('\n')) parts.push({ text })
    } else table.push(row)
  }
  endTable()
  return parts
}
