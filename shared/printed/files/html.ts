import { firstOf } from '../../present.ts'
import { type DocumentPart, GridBuilder, type PrintedDocument, pictureMark } from '../printed-document.ts'
import { attribute, markupTokens, raisedDigits } from './markup.ts'

/**
 * A saved page, Word's and WPS's HTML among them: paragraphs and tables in order, spans as `colspan` and `rowspan` say.
 * Tables that only lay out the page contain the real ones; each comes out by itself. Scripts are never run.
 */
export function readHtml(source: string): PrintedDocument {
  const reader = new PageReader()
  // Pictures that lie in the page itself would be most of what is looked at.
  for (const token of markupTokens(source.replace(picture, ''), true)) {
    if (token.kind === 'text') reader.write(token.text)
    else if (token.kind === 'open') reader.open(token.name, token.attributes)
    else reader.close(token.name)
  }
  return { parts: reader.finish(), notes: [] }
}

const picture = /data:[\w/+.-]{1,60};base64,[\w+/=]*/g

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
const mostText = 1_000_000

/** What a page has in it but does not show, or shows crossed out. A box of the page that a script opens is no such thing. */
class Unseen {
  #name = ''
  #depth = 0

  get inside(): boolean {
    return this.#depth > 0
  }

  open(name: string, attributes: string): boolean {
    if (this.inside) this.#depth += name === this.#name ? 1 : 0
    else if (
      crossedOut.has(name) ||
      (name === 'option' && !/\bselected\b/i.test(attributes)) ||
      (inline.has(name) && hides.test(attributes))
    ) {
      this.#name = name
      this.#depth = 1
    }
    return this.inside
  }

  close(name: string): boolean {
    if (!this.inside) return false
    if (name === this.#name) this.#depth -= 1
    return true
  }
}

/** Beside what is crossed out: how a character is pronounced. */
const crossedOut = new Set(['s', 'strike', 'del', 'rt', 'rp'])
const inline = new Set(['span', 'font', 'b', 'i', 'u', 'em', 'strong', 'a'])
const hides = /display\s*:\s*none|visibility\s*:\s*hidden|line-through|\shidden(?=[\s=/]|$)/i

/** What stands in a box of a form that was saved as filled in. */
const typedIn = (attributes: string): string =>
  /^(?:text|number|tel)?$/i.test(attribute(attributes, 'type') ?? '') ? (attribute(attributes, 'value') ?? '') : ''

type OpenTable = {
  builder: GridBuilder
  cell: { text: string; columns: number; rows: number; unseen: boolean } | undefined
  unseenRow: boolean
}

class PageReader {
  readonly #parts: DocumentPart[] = []
  readonly #tables: OpenTable[] = []
  readonly #unseen = new Unseen()
  #raised = false
  #paragraph = ''
  #length = 0

  write(all: string): void {
    if (this.#unseen.inside) return
    const read = all.slice(0, Math.max(0, mostText - this.#length))
    const text = this.#raised ? raisedDigits(read) : read
    this.#length += read.length
    const table = this.#tables.at(-1)
    // Text in a cell is the cell's; white space between cells is nobody's.
    if (table?.cell) table.cell.text += text.replace(/\s+/g, ' ')
    else if (!table || text.trim()) this.#paragraph += text.replace(/\s+/g, ' ')
  }

  open(name: string, attributes: string): void {
    if (this.#unseen.open(name, attributes)) return
    const table = this.#tables.at(-1)
    if (name === 'sup') this.#raised = true
    else if (name === 'input') this.write(typedIn(attributes))
    else if (name === 'img' && table?.cell) this.write(pictureMark)
    else if (breaks.has(name)) this.#break()
    else if (name === 'table') {
      // What stands in a layout cell before a table is text of its own.
      if (table?.cell) {
        this.#paragraph += table.cell.text
        table.cell.text = ''
      }
      this.#endParagraph()
      if (this.#tables.length < deepest)
        this.#tables.push({ builder: new GridBuilder(), cell: undefined, unseenRow: false })
    } else if (name === 'tr' && table) {
      this.#endCell(table)
      table.unseenRow = hides.test(attributes)
      if (!table.unseenRow) table.builder.nextRow()
    } else if (cells.has(name) && table) {
      this.#endCell(table)
      const span = (which: string) => Number.parseInt(attribute(attributes, which) ?? '1', 10) || 1
      const unseen = table.unseenRow || hides.test(attributes)
      table.cell = { text: '', columns: span('colspan'), rows: span('rowspan'), unseen }
    }
  }

  close(name: string): void {
    if (this.#unseen.close(name)) return
    const table = this.#tables.at(-1)
    if (name === 'sup') this.#raised = false
    else if (breaks.has(name)) this.#break()
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
    if (table.cell && !table.cell.unseen) table.builder.add(table.cell.text.trim(), table.cell)
    table.cell = undefined
  }

  #endTable(table: OpenTable): void {
    this.#endCell(table)
    this.#tables.pop()
    this.#endParagraph()
    const grid = table.builder.grid()
    const paragraphs = grid.length === 1 && firstOf(grid).every((cell) => cell === firstOf(grid)[0])
    // A table of one cell is a frame around text.
    if (!paragraphs) this.#parts.push({ grid })
    else for (const text of (firstOf(grid)[0]?.text ?? '').split('\n')) if (text.trim()) this.#parts.push({ text })
  }

  #endParagraph(): void {
    if (this.#paragraph.trim()) this.#parts.push({ text: this.#paragraph.trim() })
    this.#paragraph = ''
  }
}
