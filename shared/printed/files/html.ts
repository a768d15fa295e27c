import { type DocumentPart, GridBuilder, type PrintedDocument } from '../printed-document.ts'
import { attribute, markupTokens } from './markup.ts'

/**
 * A saved page, Word's and WPS's HTML among them: paragraphs and tables in order, spans as `colspan` and `rowspan` say.
 * Tables that only lay out the page contain the real ones; each comes out by itself. Scripts are never run.
 */
export function readHtml(source: string): PrintedDocument {
  const reader = new PageReader()
  for (const token of markupTokens(source, true)) {
    if (token.kind === 'text') reader.write(token.text)
    else if (token.kind === 'open') reader.open(token.name, token.attributes)
    else reader.close(token.name)
  }
  return { parts: reader.finish(), notes: [] }
}

const breaks = new Set([
  'p',
  'div',
  'br',
  'li',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'section',
  'article',
  'ul',
  'ol',
  'hr',
])
const cells = new Set(['td', 'th'])
const deepest = 16
/** A page with a report has some hundred thousand characters. */
const mostText = 2_000_000

type OpenTable = { builder: GridBuilder; cell: { text: string; columns: number; rows: number } | undefined }

class PageReader {
  readonly #parts: DocumentPart[] = []
  readonly #tables: OpenTable[] = []
  #paragraph = ''
  #length = 0

  write(all: string): void {
    const text = all.slice(0, Math.max(0, mostText - this.#length))
    this.#length += text.length
    const table = this.#tables.at(-1)
    // Text in a cell is the cell's; white space between cells is nobody's.
    if (table?.cell) table.cell.text += text.replace(/\s+/g, ' ')
    else if (!table || text.trim()) this.#paragraph += text.replace(/\s+/g, ' ')
  }

  open(name: string, attributes: string): void {
    const table = this.#tables.at(-1)
    if (breaks.has(name)) this.#break()
    else if (name === 'table') {
      // What stands in a layout cell before a table is text of its own.
      if (table?.cell) {
        this.#paragraph += table.cell.text
        table.cell.text = ''
      }
      this.#endParagraph()
      if (this.#tables.length < deepest) this.#tables.push({ builder: new GridBuilder(), cell: undefined })
    } else if (name === 'tr' && table) {
      this.#endCell(table)
      table.builder.nextRow()
    } else if (cells.has(name) && table) {
      this.#endCell(table)
      const span = (which: string) => Number.parseInt(attribute(attributes, which) ?? '1', 10) || 1
      table.cell = { text: '', columns: span('colspan'), rows: span('rowspan') }
    }
  }

  close(name: string): void {
    const table = this.#tables.at(-1)
    if (breaks.has(name)) this.#break()
    else if ((cells.has(name) || name === 'tr') && table) this.#endCell(table)
    else if (name === 'table' && table) this.#endTable(table)
  }

  finish(): DocumentPart[] {
    for (let table = this.#tables.at(-1); table; table = this.#tables.at(-1)) this.#endTable(table)
    this.#endParagraph()
    return this.#parts
  }

  #break(): void {
    const cell = this.#tables.at(-1)?.cell
    if (cell) cell.text += '\n'
    else this.#endParagraph()
  }

  #endCell(table: OpenTable): void {
    if (table.cell) table.builder.add(table.cell.text.trim(), table.cell)
    table.cell = undefined
  }

  #endTable(table: OpenTable): void {
    this.#endCell(table)
    this.#tables.pop()
    this.#endParagraph()
    const grid = table.builder.grid()
    const paragraphs = grid.length === 1 && grid[0]!.every((cell) => cell === grid[0]![0])
    // A table of one cell is a frame around text.
    if (!paragraphs) this.#parts.push({ grid })
    else for (const text of (grid[0]![0]?.text ?? '').split('\n')) if (text.trim()) this.#parts.push({ text })
  }

  #endParagraph(): void {
    if (this.#paragraph.trim()) this.#parts.push({ text: this.#paragraph.trim() })
    this.#paragraph = ''
  }
}
