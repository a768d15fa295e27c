import { itemAt } from '../present.ts'
import type { LocalizedText } from '../report/report-definition.ts'
import { tooMuchInFile } from '../words/printed/table-notes.ts'

/**
 * What any kind of file comes down to before anything is understood: paragraphs and tables in the order of reading. A cell
 * that spans several places is the same object in each of them, so that a reader can tell one printed 0 from three.
 */
export type PrintedDocument = {
  parts: DocumentPart[]
  /** Met on opening the file, e.g. a page that is a picture. */
  notes: LocalizedText[]
}

/** `unseen`: a page holds it in a box that it does not show. */
export type DocumentPart = ({ text: string } | { grid: Grid }) & { unseen?: true }
/** `glued`: it followed its label with nothing between, so figures may stand together in it. */
export type GridCell = { readonly text: string; readonly glued?: true }
/** Stands for a picture in a cell: something is printed there that nobody can read. */
export const pictureMark = '〔图〕'
/** Stands for words that nobody sees; where others are seen beside them, for nothing. */
export const unseenMark = '〔看不见的字〕'
const seenOf = (text: string): string =>
  text.includes(unseenMark) ? text.replaceAll(unseenMark, '').trim() || unseenMark : text
export type Grid = readonly (readonly GridCell[])[]

/** A file that cannot be read: what it is, and what to do. */
export type UnreadableFile = { problem: LocalizedText }

/** A file that is refused on the way. */
export class FileRefusal extends Error {
  readonly unreadable: UnreadableFile
  constructor(unreadable: UnreadableFile) {
    super(unreadable.problem.en)
    this.unreadable = unreadable
  }
}

/** Of a file that has more of something than any report: reading goes no further. */
export const tooMuchInside: UnreadableFile = {
  problem: tooMuchInFile,
}

/** How much of something one file may have. */
export class Allowance {
  #left: number
  constructor(most: number) {
    this.#left = most
  }
  take(count: number): void {
    this.#left -= count
    if (this.#left < 0) throw new FileRefusal(tooMuchInside)
  }
}

/** Widest and longest table that is looked at; the official ones have 16 columns and 33 rows. */
const mostColumns = 64
const mostRows = 4000
/** Places of all tables of a file, those that a span covers among them; the three official ones have five hundred. */
const mostPlaces = 400_000
export const placesOfFile = (): Allowance => new Allowance(mostPlaces)

/** Places cells with spans into a grid. Spans that leave the table's bounds are cut, so that no file can ask for memory. */
export class GridBuilder {
  readonly #room: Allowance
  readonly #rows: GridCell[][] = []
  #row = -1
  #column = 0

  constructor(room: Allowance) {
    this.#room = room
  }

  nextRow(): void {
    if (this.#row < mostRows) this.#row++
    this.#rows[this.#row] ??= []
    this.#column = 0
  }

  /** @param above the cell continues the one above it, as Word writes merged rows */
  add(text: string, span: { columns?: number; rows?: number; above?: boolean } = {}): void {
    if (this.#row < 0) this.nextRow()
    const row = itemAt(this.#rows, this.#row)
    while (row[this.#column]) this.#column++
    const cell = (span.above && this.#rows[this.#row - 1]?.[this.#column]) || { text: seenOf(text) }
    const right = Math.min(mostColumns, this.#column + Math.max(1, span.columns ?? 1))
    const below = Math.min(mostRows, this.#row + Math.max(1, span.rows ?? 1), this.#row + mostColumns)
    this.#room.take((below - this.#row) * Math.max(1, right - this.#column))
    for (let r = this.#row; r < below; r++) {
      this.#rows[r] ??= []
      const target = itemAt(this.#rows, r)
      for (let c = this.#column; c < right; c++) target[c] ??= cell
    }
    this.#column = right
  }

  /** Row after row; a place that no cell covers is an empty cell. */
  grid(): Grid {
    return this.#rows.map((row) => Array.from(row, (cell) => cell ?? { text: '' }))
  }
}

export const gridOfStrings = (rows: readonly (readonly string[])[]): Grid =>
  rows.map((row) => row.map((text) => ({ text })))

/** The cells of a row, each once, with where it begins. */
export function distinctCells(row: readonly GridCell[]): { cell: GridCell; at: number }[] {
  return row.flatMap((cell, at) => (at > 0 && row[at - 1] === cell ? [] : [{ cell, at }]))
}
