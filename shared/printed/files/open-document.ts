import {
  type DocumentPart,
  GridBuilder,
  type PrintedDocument,
  pictureMark,
  placesOfFile,
  type UnreadableFile,
  unseenMark,
} from '../printed-document.ts'
import { entityInside } from './docx.ts'
import { type Ink, paper, unseenInk } from './ink.ts'
import { attribute, type MarkupToken, markupTokens, raisedDigits } from './markup.ts'
import type { ZipFile } from './zip.ts'

/**
 * A text or spreadsheet of LibreOffice or WPS as OpenDocument (ISO/IEC 26300): paragraphs and tables of `content.xml` in order.
 * Cells under a merged one are written as covered; what was deleted, crossed out or hidden, notes and comments are left out.
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

type Look = Ink & { ground?: string | undefined; hidden?: boolean; raised?: boolean }

/** Styles of this document by their names; a named style of the program's is not looked into. */
function stylesOf(xml: string): ReadonlyMap<string, Look> {
  const looks = new Map<string, Look>()
  let look: Look = {}
  for (const token of markupTokens(xml)) {
    if (token.kind !== 'open') continue
    if (token.name === 'office:body') break
    const said = (name: string) => attribute(token.attributes, name)
    if (token.name === 'style:style') {
      look = {}
      looks.set(said('style:name') ?? '', look)
    } else if (token.name.endsWith('-properties')) {
      look.colour ??= said('fo:color')
      look.ground ??= said('fo:background-color')
      if (/pt$/.test(said('fo:font-size') ?? '')) look.points = Number.parseFloat(said('fo:font-size') ?? '')
      // `super 58%`, `-33% 58%`: above or below the line.
      if (/^(?:su|-?[1-9]\d)/.test(said('style:text-position') ?? '')) look.raised = true
      look.hidden ||=
        said('text:display') === 'none' || !/^(?:none)?$/.test(said('style:text-line-through-style') ?? '')
    }
  }
  return looks
}

type Table = { builder: GridBuilder; text: string; cell: Extract<MarkupToken, { kind: 'open' }> | undefined }

function partsOf(xml: string): DocumentPart[] {
  const parts: DocumentPart[] = []
  const tables: Table[] = []
  const room = placesOfFile()
  let paragraph = ''
  let hidden = ''
  const styles = stylesOf(xml)
  const said: Look[] = []
  for (const token of markupTokens(xml)) {
    if (hidden) {
      if (token.kind === 'close' && token.name === hidden) hidden = ''
      continue
    }
    const table = tables.at(-1)
    const write = (text: string) => {
      if (!table) paragraph += text
      else if (table.cell) table.text += text
    }
    if (token.kind === 'open' && !token.empty && styled.test(token.name))
      said.push(styles.get(attribute(token.attributes, 'text:style-name') ?? '') ?? {})
    else if (token.kind === 'close' && styled.test(token.name)) said.pop()
    if (token.kind === 'text') {
      const looks = [
        ...(table?.cell ? [styles.get(attribute(table.cell.attributes, 'table:style-name') ?? '') ?? {}] : []),
        ...said,
      ]
      if (looks.some((look) => look.hidden)) continue
      const ground = looks.findLast((look) => look.ground && look.ground !== 'transparent')?.ground
      const unseen = unseenInk(
        { ...looks.findLast((look) => look.colour), points: looks.findLast((look) => look.points)?.points },
        ground ?? paper,
      )
      const text = looks.some((look) => look.raised) ? raisedDigits(token.text) : token.text
      write(table && unseen && token.text.trim() ? unseenMark : text)
    } else if (token.kind === 'close' || (token.empty && isCell(token.name))) {
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
    else if (token.name === 'text:s') write(' ')
    // In a cell what stands on two lines, or at two stops, may be two figures.
    else if (token.name === 'text:tab' || token.name === 'text:line-break') write(table ? '\n' : ' ')
    else if (token.name === 'draw:image' && table?.cell) write(pictureMark)
    else if (token.name === 'table:table' && tables.length < deepest)
      tables.push({ builder: new GridBuilder(room), text: '', cell: undefined })
    else if (token.name === 'table:table-row' && table) table.builder.nextRow()
    else if (isCell(token.name) && table) Object.assign(table, { text: '', cell: token })
  }
  if (paragraph.trim()) parts.push({ text: paragraph.trim() })
  return parts
}

const styled = /^text:(?:p|h|span)$/

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
