import {
  type DocumentPart,
  GridBuilder,
  type PrintedDocument,
  pictureMark,
  placesOfFile,
  type UnreadableFile,
} from '../printed-document.ts'
import { entityInside } from './docx.ts'
import { attribute, type MarkupToken, markupTokens } from './markup.ts'
import type { ZipFile } from './zip.ts'

/**
 * A text or spreadsheet of LibreOffice or WPS as OpenDocument (ISO/IEC 26300): paragraphs and tables of `content.xml` in order.
 * Cells under a merged one are written as covered; what was deleted, notes and comments are left out.
 */
export function readOpenDocument(zip: ZipFile): PrintedDocument | UnreadableFile {
  const xml = zip.text('content.xml') ?? ''
  if (xml.includes('<!DOCTYPE') || xml.includes('<!ENTITY')) return entityInside
  return { parts: partsOf(xml), notes: [] }
}

const silent = new Set([
  'text:tracked-changes',
  'office:annotation',
  'text:note',
  'table:tracked-changes',
  'table:shapes',
  'text:ruby-text',
])
const deepest = 8
/** Empty places to the end of a sheet are written as one cell repeated a thousand times. */
const mostRepeats = 64

type Table = { builder: GridBuilder; text: string; cell: Extract<MarkupToken, { kind: 'open' }> | undefined }

function partsOf(xml: string): DocumentPart[] {
  const parts: DocumentPart[] = []
  const tables: Table[] = []
  const room = placesOfFile()
  let paragraph = ''
  let hidden = ''
  for (const token of markupTokens(xml, false)) {
    if (hidden) {
      if (token.kind === 'close' && token.name === hidden) hidden = ''
      continue
    }
    const table = tables.at(-1)
    const write = (text: string) => {
      if (!table) paragraph += text
      else if (table.cell) table.text += text
    }
    if (token.kind === 'text') write(token.text)
    else if (token.kind === 'close' || (token.empty && isCell(token.name))) {
      if (token.kind === 'open' && table) Object.assign(table, { text: '', cell: token })
      if (token.name === 'text:p' || token.name === 'text:h') {
        if (table) write('\n')
        else if (paragraph.trim()) parts.push({ text: paragraph.trim() })
        paragraph = ''
      } else if (isCell(token.name) && table) endCell(table)
      else if (token.name === 'table:table' && table) {
        tables.pop()
        parts.push({ grid: table.builder.grid() })
      }
    } else if (silent.has(token.name) && !token.empty) hidden = token.name
    else if (token.name === 'text:s' || token.name === 'text:tab' || token.name === 'text:line-break') write(' ')
    else if (token.name === 'draw:image' && table?.cell) write(pictureMark)
    else if (token.name === 'table:table' && tables.length < deepest)
      tables.push({ builder: new GridBuilder(room), text: '', cell: undefined })
    else if (token.name === 'table:table-row' && table) table.builder.nextRow()
    else if (isCell(token.name) && table) Object.assign(table, { text: '', cell: token })
  }
  if (paragraph.trim()) parts.push({ text: paragraph.trim() })
  return parts
}

const isCell = (name: string): boolean => name === 'table:table-cell' || name === 'table:covered-table-cell'

function endCell(table: Table): void {
  const { cell, text } = table
  table.cell = undefined
  // The place under a merged cell is already taken.
  if (!cell || cell.name === 'table:covered-table-cell') return
  const number = (name: string) => Number(attribute(cell.attributes, `table:number-${name}`)) || 1
  const span = { columns: number('columns-spanned'), rows: number('rows-spanned') }
  for (let n = Math.min(number('columns-repeated'), mostRepeats); n > 0; n--) table.builder.add(text.trim(), span)
}
