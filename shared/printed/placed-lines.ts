import { entryOf, firstOf, itemAt, lastOf } from '../present.ts'
import type { Cell, CompiledDefinition } from '../report/cells.ts'
import { type Figure, notApplicable } from '../report/figure.ts'
import type { LocalizedText, ReportTable } from '../report/report-definition.ts'
import { tableNotes } from '../words/printed/table-notes.ts'
import type { ExactGrid } from './exact-layout.ts'
import { type LabelIndex, labelKey, numberOf, plainText } from './labels.ts'
import type { GridCell } from './printed-document.ts'
import { Headings, type Heads } from './printed-headings.ts'
import { looksLikeValue, readPrintedValue, splitGlued } from './printed-values.ts'

export type Block = ReportTable['blocks'][number]
export type Row = Block['rows'][number]
export type RowPlace = { table: ReportTable; block: Block; row: Row }

/** Something printed where a figure belongs that was not used, and why. */
type Unread = { cells: string[]; printed: string; reason: LocalizedText }

/** The tables of one definition as they were found in a document. */
export type TablesRead = {
  /** Every cell; blank where nothing was printed or it could not be read. */
  figures: Record<string, Figure>
  /** What stood in each cell that was found, as printed. */
  printed: Record<string, string>
  unread: Unread[]
  /** Official rows that are not there, as `t2.rules`; a table of which nothing is there, as `t4`. */
  missing: string[]
  /** Amounts printed without any unit, by cell; their figure is blank until a unit is known. */
  unitless: Record<string, string>
  /** Cells whose row is not printed by itself because one row stands for several: nothing to count in them. */
  covered: string[]
  units: Record<string, string>
  notes: LocalizedText[]
}

/** A line of figures whose label is not the form's; its neighbours may tell where it belongs. */
export type Line = {
  place?: RowPlace
  label: string
  values: readonly GridCell[]
  row: readonly GridCell[]
  heads: Heads
  before: Heads
  loose: boolean
  /** Its table has headings, and few or none of them are the form's. */
  foreign: boolean
}

/** Lines of figures as they were met, and then what of them belongs to which cell of the form. */
export class PlacedLines {
  readonly #compiled: CompiledDefinition
  readonly #index: LabelIndex
  readonly lines: Line[] = []
  /** Rows of tables with one row that have figures, by the headings over them. */
  readonly filled = new Map<Heads, Set<Row>>()
  readonly #read: TablesRead
  readonly #said = new Set<string>()
  readonly #headings = new Map<Heads, Headings>()
  #blanksLost: boolean | undefined
  /** Rows read by headings or by their exact place: a table of the office's own may have the same words. */
  readonly #sure = new Set<Row>()
  /** Whose figure each printed one was taken for. */
  readonly #taken = new Map<GridCell, string[]>()

  constructor(compiled: CompiledDefinition, index: LabelIndex) {
    this.#compiled = compiled
    this.#index = index
    const figures = Object.fromEntries(compiled.cells.map((cell) => [cell.id, null]))
    this.#read = { figures, printed: {}, unread: [], missing: [], unitless: {}, covered: [], units: {}, notes: [] }
  }

  note(note: LocalizedText): undefined {
    if (!this.#said.has(note.zh)) this.#read.notes.push(note)
    this.#said.add(note.zh)
  }

  /** A table that is the form's to the letter, by its places. */
  readExactly({ heads, figures }: ExactGrid): void {
    const headings = new Headings(this.#index, heads)
    for (const { cell: id, printed } of figures) {
      const cell = entryOf(this.#compiled.byId, id)
      const block = this.#compiled.definition.tables
        .flatMap((table) => (table.id === cell.table ? table.blocks : []))
        .find((one) => one.id === cell.block)
      const column = block?.columns.find((one) => one.id === cell.column)
      const row = block?.rows.find((one) => one.id === cell.row)
      if (row) this.#sure.add(row)
      this.#readCell(cell, printed, column && headings.unitPrinted(column))
    }
  }

  finish(): TablesRead {
    this.#placeByNeighbours()
    const headed = ({ loose, heads, row, values, place }: Line) =>
      place !== undefined && !loose && this.#headingsOf(heads).cellsOf(row, values, place.block) !== undefined
    const [first = [], rest = []] = [true, false].map((is) => this.lines.filter((line) => headed(line) === is))
    for (const line of first) if (line.place) this.#placeLine(line, line.place)
    for (const { place } of first) if (place) this.#sure.add(place.row)
    for (const line of rest) {
      if (line.place && this.#isAnothers(line, line.place)) this.#leaveOut(line)
      else if (line.place) this.#placeLine(line, line.place)
    }
    this.#placeGroups()
    for (const line of this.lines) if (!line.place) this.#leaveOut(line)
    this.#nameMissing()
    return this.#read
  }

  /** Lines without a known label between two known rows: when exactly as many rows are missing there, they are these. */
  #placeByNeighbours(): void {
    const order = this.#compiled.definition.tables.flatMap((table) =>
      table.blocks.flatMap((block) => block.rows.map((row) => ({ table, block, row }))),
    )
    const isSame = (a: RowPlace, b: RowPlace | undefined) => a.row === b?.row && a.table === b.table
    const indexOf = (line: Line | undefined, otherwise: number) =>
      line?.place ? order.findIndex((place) => isSame(place, line.place)) : otherwise
    for (let from = 0; from < this.lines.length; from++) {
      if (this.lines[from]?.place) continue
      let to = from + 1
      while (to < this.lines.length && !this.lines[to]?.place) to++
      const before = indexOf(this.lines[from - 1], -1)
      const after = indexOf(this.lines[to], order.length)
      const between = order.slice(before + 1, after)
      const pending = this.lines.slice(from, to)
      const fits = (line: Line, { block, row }: RowPlace) =>
        block.columns.length === trimmed(line.values, block.columns.length).length &&
        (line.label === '' ||
          shared(labelKey(line.label), labelKey(row.label.zh)) >= 2 ||
          (numberOf(line.label) !== '' && numberOf(line.label) === numberOf(row.label.zh)))
      if (
        before < after &&
        between.length === pending.length &&
        pending.every((line, n) => fits(line, itemAt(between, n)))
      ) {
        pending.forEach((line, n) => {
          const place = itemAt(between, n)
          const { row } = place
          line.place = place
          this.note(tableNotes.byPlace(line.label, row.label))
        })
      }
      from = to
    }
  }

  /** A row that was read where the form has it, met again in a table whose headings are others or few of the form's. */
  #isAnothers({ foreign, heads }: Line, { table, block, row }: RowPlace): boolean {
    const all = block.columns.map(({ id }) => `${table.id}.${row.id}.${id}`)
    const known = this.#sure.has(row) && all.every((id) => this.#read.printed[id] !== undefined)
    return known && this.#isUnderOthers({ foreign, heads }, block)
  }

  #isUnderOthers = ({ foreign, heads }: Pick<Line, 'foreign' | 'heads'>, block: Block): boolean =>
    foreign || (heads.length > 0 && this.#headingsOf(heads).hasFewOf(block))

  /** Rows that can be counted off though the headings over them are others: they are several of what the form has there. */
  #hasSeveralOf({ foreign, heads }: Line, { rows }: Block): boolean {
    const there = rows.filter((row) => this.filled.get(heads)?.has(row)).length
    return there >= Math.min(3, foreign ? rows.length : Math.ceil(rows.length / 2))
  }

  #placeLine(line: Line, { table, block, row }: RowPlace): void {
    const cells = block.columns.map((column) => entryOf(this.#compiled.byId, `${table.id}.${row.id}.${column.id}`))
    const values = this.#valuesOf(line, block)
    if ('unread' in values) {
      for (const cell of cells) this.#read.printed[cell.id] ??= ''
      const printed = line.values
        .map(({ text }) => text)
        .join(' ')
        .trim()
      if (printed !== '') this.#read.unread.push({ cells: cells.map(({ id }) => id), printed, reason: values.unread })
      return
    }
    cells.forEach((cell, n) => {
      const printed = values.cells[n]
      if (printed) this.#readCell(cell, printed, values.units[n])
    })
  }

  /** The text for each column of the row, by the headings above; or in order where there are exactly as many. */
  #valuesOf(
    line: Line,
    block: Block,
  ): { cells: (GridCell | undefined)[]; units: (string | undefined)[] } | { unread: LocalizedText } {
    const width = block.columns.length
    const headings = this.#headingsOf(line.heads)
    const units = block.columns.map((column) => headings.unitPrinted(column))
    if (!line.loose) {
      const byHead = headings.cellsOf(line.row, line.values, block)
      if (byHead) return { cells: byHead, units }
    }
    const cells = trimmed(line.values, width)
    const values = cells.map(({ text }) => text)
    const above = line.heads.length > 0 ? headings : this.#headingsOf(line.before)
    const others = !line.loose && this.#isUnderOthers(line, block) && !this.#hasSeveralOf(line, block)
    if (others || !above.inOrder(block)) return { unread: tableNotes.otherOrder }
    if (values.length === width || (width === 1 && new Set(values).size === 1)) return { cells, units }
    const split = isGlued(line) && !this.#losesBlanks() ? splitGlued(values.filter(Boolean), width) : undefined
    if (split) {
      this.note(tableNotes.takenApart)
      return { cells: split.map((text) => ({ text })), units }
    }
    return { unread: values.length === 0 ? tableNotes.nothingThere : tableNotes.wrongWidth(values.length, width) }
  }

  #headingsOf(heads: Heads): Headings {
    const known = this.#headings.get(heads) ?? new Headings(this.#index, heads)
    this.#headings.set(heads, known)
    return known
  }

  /** Where figures stand together an empty cell leaves no trace; fewer digits than cells in any row show that there were some. */
  #losesBlanks(): boolean {
    this.#blanksLost ??= this.lines.some(
      (line) =>
        isGlued(line) &&
        line.place &&
        line.values.map(({ text }) => text).join('').length < line.place.block.columns.length,
    )
    return this.#blanksLost
  }

  #readCell(cell: Cell, from: GridCell, unit: string | undefined): void {
    const { figures, unread, unitless, units } = this.#read
    const { text: printed } = from
    const before = this.#read.printed[cell.id]
    if (before !== undefined && before !== '') {
      if (plainText(before) !== plainText(printed) && printed !== '') {
        unread.push({ cells: [cell.id], printed: `${before} / ${printed}`, reason: tableNotes.printedTwice })
        // Which of them is the report's cannot be told: an older copy may stand first.
        figures[cell.id] = null
        delete unitless[cell.id]
      }
      return
    }
    this.#read.printed[cell.id] = printed
    const value = readPrintedValue(printed, cell, cell.kind.kind === 'amount' ? unit : undefined)
    if ('unread' in value)
      unread.push({ cells: [cell.id], printed: printed.replace(/\s+/g, ' '), reason: value.unread })
    else if ('unitless' in value) unitless[cell.id] = value.unitless
    else if (
      value.figure === null ||
      value.figure === '0' ||
      value.figure === notApplicable ||
      this.#isAlone(from, cell)
    ) {
      figures[cell.id] = value.figure
      if (value.unit) units[cell.id] = value.unit
    }
  }

  /** A figure printed over several cells is none's; a zero is each one's. */
  #isAlone(from: GridCell, { id }: Cell): boolean {
    const cells = this.#taken.get(from) ?? []
    cells.push(id)
    this.#taken.set(from, cells)
    if (cells.length === 2) this.#read.unread.push({ cells, printed: from.text, reason: tableNotes.overSeveral })
    if (cells.length > 1) for (const one of cells) this.#read.figures[one] = null
    return cells.length === 1
  }

  /** A heading that has figures of its own and none of its rows: the one row stands for all of them. */
  #placeGroups(): void {
    const groupOf = (line: Line) => this.#index.findAll(line.label).find(({ label }) => label.kind === 'group')?.label
    const byLabel = Map.groupBy(
      this.lines.filter(({ place }) => !place),
      ({ label }) => label,
    )
    // Several under one heading, or one with words of its own behind it, are rows whose names are not known.
    for (const [line, another] of byLabel.values()) {
      const group = line && !another && !line.values.some(({ text }) => isWords(text)) ? groupOf(line) : undefined
      if (!line || group?.kind !== 'group') continue
      const { table, key } = group
      const block = table.blocks.find(({ rows }) => rows.some(({ groups }) => innermost(groups) === key))
      if (!block) continue
      const rows = block.rows.filter(({ groups }) => innermost(groups) === key)
      const cellsOf = (row: Row) => block.columns.map((column) => `${table.id}.${row.id}.${column.id}`)
      if (rows.flatMap(cellsOf).some((id) => this.#read.printed[id] !== undefined)) continue
      // In text without a table a heading may stand on the line of one of its rows; it is that row's when others are not found either.
      const others = table.blocks.flatMap(({ columns, rows: all }) =>
        all.filter((row) => !rows.includes(row)).map(({ id }) => `${table.id}.${id}.${firstOf(columns).id}`),
      )
      if (line.loose && others.some((id) => this.#read.printed[id] === undefined)) continue
      const last = lastOf(rows)
      line.place = { table, block, row: last }
      this.#placeLine(line, line.place)
      for (const id of rows.slice(0, -1).flatMap(cellsOf)) {
        this.#read.printed[id] = ''
        this.#read.figures[id] = 'n/a'
        this.#read.covered.push(id)
      }
      this.note(tableNotes.oneForSeveral(line.label, rows.length, last.label))
    }
  }

  #leaveOut({ label, values, heads }: Line): void {
    const known = heads.length > 0 || this.#index.findAll(label).length > 0
    if (!known) return
    const printed = values
      .map(({ text }) => text)
      .filter(Boolean)
      .join(' ')
    this.note(tableNotes.notInForm(label, printed))
  }

  #nameMissing(): void {
    for (const table of this.#compiled.definition.tables) {
      const rows = table.blocks.flatMap((block) =>
        block.rows.filter((row) =>
          block.columns.every(({ id }) => this.#read.printed[`${table.id}.${row.id}.${id}`] === undefined),
        ),
      )
      const all = table.blocks.flatMap((block) => block.rows)
      this.#read.missing.push(...(rows.length === all.length ? [table.id] : rows.map(({ id }) => `${table.id}.${id}`)))
    }
  }
}

const isWords = (text: string): boolean => /\p{Script=Han}{2}/u.test(text) && !looksLikeValue(text)
const isGlued = ({ loose, values }: Line): boolean => loose && values.some(({ glued }) => glued)
const innermost = (groups: readonly LocalizedText[]): string => labelKey(groups.at(-1)?.zh ?? '')

/** Without what is empty at either end beyond the width: label columns that were left empty, and cells that only frame. */
function trimmed(values: readonly GridCell[], width: number): GridCell[] {
  const rest = [...values]
  while (rest.length > width && lastOf(rest).text === '') rest.pop()
  while (rest.length > width && firstOf(rest).text === '') rest.shift()
  return rest
}

const shared = (a: string, b: string): number => new Set([...a].filter((char) => b.includes(char))).size
