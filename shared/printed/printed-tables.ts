import { entryOf, firstOf, itemAt, lastOf, present } from '../present.ts'
import type { Cell, CompiledDefinition } from '../report/cells.ts'
import { type Figure, notApplicable } from '../report/figure.ts'
import type { LocalizedText, ReportTable } from '../report/report-definition.ts'
import { tableNotes } from '../words/printed/table-notes.ts'
import type { ExactGrid } from './exact-layout.ts'
import { LabelIndex, type LabelMatch, labelKey, numberOf, plainText } from './labels.ts'
import { distinctCells, type Grid, type GridCell } from './printed-document.ts'
import { Headings, type Heads, upright } from './printed-headings.ts'
import { looksLikeValue, readPrintedValue, splitGlued } from './printed-values.ts'

type Block = ReportTable['blocks'][number]
type Row = Block['rows'][number]
type Place = { table: ReportTable; block: Block; row: Row }

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
type Line = {
  place?: Place
  label: string
  values: readonly GridCell[]
  row: readonly GridCell[]
  heads: Heads
  before: Heads
  loose: boolean
  /** Its table has headings, and few or none of them are the form's. */
  foreign: boolean
}

const indexes = new WeakMap<CompiledDefinition, LabelIndex>()
export function labelIndex(compiled: CompiledDefinition): LabelIndex {
  const known = indexes.get(compiled) ?? new LabelIndex(compiled)
  indexes.set(compiled, known)
  return known
}

/**
 * Reads grids one after another into the cells of one definition. A row is known by its label, a column by its heading; where a
 * heading is lost, a row of exactly the right width is read in order, and where a label is lost, the rows around it tell. Both
 * are said. Rows that were read twice with other figures, and everything that was printed and not used, are said too.
 */
export class TableReader {
  readonly #compiled: CompiledDefinition
  readonly #index: LabelIndex
  readonly #lines: Line[] = []
  readonly #read: TablesRead
  readonly #said = new Set<string>()
  #heads: (readonly GridCell[])[] = []
  readonly #headings = new Map<Heads, Headings>()
  /** Rows of tables with one row that have figures, by the headings over them. */
  readonly #filled = new Map<Heads, Set<Row>>()
  /** Those of the table before: this one may be its second half, without any. */
  #headsBefore: Heads = []
  #headsOpen = false
  #foreign = false
  #last: readonly GridCell[] | undefined
  #table: ReportTable | undefined
  #group = ''
  #blanksLost: boolean | undefined
  /** Rows read by headings or by their exact place: a table of the office's own may have the same words. */
  readonly #sure = new Set<Row>()
  /** Whose figure each printed one was taken for. */
  readonly #taken = new Map<GridCell, string[]>()

  /** @param table of which it is, where the words are those of several */
  constructor(compiled: CompiledDefinition, table?: ReportTable) {
    this.#compiled = compiled
    this.#table = table
    this.#index = labelIndex(compiled)
    const figures = Object.fromEntries(compiled.cells.map((cell) => [cell.id, null]))
    this.#read = { figures, printed: {}, unread: [], missing: [], unitless: {}, covered: [], units: {}, notes: [] }
  }

  note(note: LocalizedText): undefined {
    if (!this.#said.has(note.zh)) this.#read.notes.push(note)
    this.#said.add(note.zh)
  }

  /** @param loose rows made from running text: label and values, without columns one could trust */
  read(grid: Grid, loose = false): void {
    const rows = loose ? [...grid] : [...upright(grid, this.#index)]
    const whole = loose ? undefined : this.#overPage(this.#last, rows[0])
    if (whole) {
      if (this.#lines.at(-1)?.row === this.#last) {
        const { heads, place } = present(this.#lines.pop(), 'line')
        if (place) this.#filled.get(heads)?.delete(place.row)
      }
      this.#take(whole, loose)
      rows.shift()
    }
    if (this.#heads.length > 0) this.#headsBefore = this.#heads
    this.#heads = []
    this.#headsOpen = false
    this.#foreign = !loose && rows[0] !== undefined && this.#headsOtherwise(rows[0])
    for (const row of rows) this.#take(row, loose)
    if (!loose) this.#last = rows.at(-1)
  }

  #headsOtherwise(row: readonly GridCell[]): boolean {
    const cells = distinctCells(row).flatMap(({ cell }) => (cell.text === '' ? [] : [cell]))
    const labels = cells.filter(({ text }) => this.#labelsIn(text).length > 0)
    return cells.length > 1 && !cells.some(({ text }) => looksLikeValue(text)) && 2 * labels.length < cells.length
  }

  /** One after another; those that are the form's to the letter by their places. */
  readAll(grids: readonly Grid[], exact: ReadonlyMap<Grid, ExactGrid>): void {
    for (const grid of grids) {
      const whole = exact.get(grid)
      if (whole) this.#readExactly(whole)
      else this.read(grid)
    }
  }

  #readExactly({ heads, figures }: ExactGrid): void {
    const headings = new Headings(this.#index, heads)
    this.#last = undefined
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

  /** A row that a page cuts in two, whole again: only where neither half has a label of the form and both together have. */
  #overPage(
    above: readonly GridCell[] | undefined,
    below: readonly GridCell[] | undefined,
  ): readonly GridCell[] | undefined {
    const halves = [above, below].map((row) => distinctCells(row ?? []).map(({ cell }) => cell))
    const [first = [], second = []] = halves
    if (first.length === 0 || first.length !== second.length) return undefined
    const names = (cell: GridCell) =>
      this.#labelsIn(cell.text).some(({ label, exact }) => exact && label.kind === 'row')
    const whole = first.map(({ text }, n) => ({ text: text + itemAt(second, n).text }))
    const figures = (row: readonly GridCell[]) => row.some(({ text }) => text !== '' && looksLikeValue(text))
    return halves.some((row) => row.some(names)) || halves.every(figures) || !whole.some(names) ? undefined : whole
  }

  /** One row whose place is known: the cells of its block in order. */
  readRow(table: ReportTable, id: string, values: readonly string[]): void {
    const places = table.blocks.flatMap((block) => block.rows.map((row) => ({ table, block, row })))
    const place = present(
      places.find(({ row }) => row.id === id),
      `row ${id}`,
    )
    const cells = values.map((text) => ({ text }))
    this.#lines.push({
      place,
      label: place.row.label.zh,
      values: cells,
      row: cells,
      heads: [],
      before: [],
      loose: false,
      foreign: false,
    })
  }

  finish(): TablesRead {
    this.#placeByNeighbours()
    const headed = ({ loose, heads, row, values, place }: Line) =>
      place !== undefined && !loose && this.#headingsOf(heads).cellsOf(row, values, place.block) !== undefined
    const [first = [], rest = []] = [true, false].map((is) => this.#lines.filter((line) => headed(line) === is))
    for (const line of first) if (line.place) this.#placeLine(line, line.place)
    for (const { place } of first) if (place) this.#sure.add(place.row)
    for (const line of rest) {
      if (line.place && this.#isAnothers(line, line.place)) this.#leaveOut(line)
      else if (line.place) this.#placeLine(line, line.place)
    }
    this.#placeGroups()
    for (const line of this.#lines) if (!line.place) this.#leaveOut(line)
    this.#nameMissing()
    return this.#read
  }

  #take(printed: readonly GridCell[], loose: boolean): void {
    const row = withNumbers(printed)
    const cells = distinctCells(row)
    const named = cells.map(({ cell }) => (looksLikeValue(cell.text) ? [] : this.#labelsIn(cell.text)))
    const second = secondRowAt(cells, named)
    if (second !== undefined) {
      this.#take(row.slice(0, second), loose)
      this.#take(
        row.map((cell, at) => (at < second ? outside : cell)),
        loose,
      )
      return
    }
    const filled = cells.some(
      ({ cell }, n) => itemAt(named, n).length === 0 && cell.text !== '' && looksLikeValue(cell.text),
    )
    if (
      !filled &&
      this.#isHead(
        cells.map(({ cell }) => cell),
        named,
      )
    ) {
      if (!this.#headsOpen) this.#heads = []
      this.#headsOpen = true
      if (this.#heads.length < mostHeads) this.#heads.push(row)
      return
    }
    const at = this.#labelAt(cells, named)
    const groupLabels = named
      .slice(0, at + 1)
      .flat()
      .filter(({ label }) => label.kind === 'group')
    const values = cells.slice(at + 1).map(({ cell }) => cell)
    const group = groupLabels.at(-1)?.label
    if (group?.kind === 'group') this.#group = group.key
    const label = cells[at]?.cell.text ?? ''
    const match = this.#rowOf(named[at] ?? [], groupLabels)
    if (match?.label.kind === 'row') {
      const { table, block, row: found } = match.label
      this.#headsOpen = false
      this.#table = table
      if (!match.exact) this.note(tableNotes.readAs(label, found.label))
      this.#group = found.groups.length > 0 ? labelKey(lastOf(found.groups).zh) : ''
      this.#add({ place: { table, block, row: found }, label, values, row, loose })
    } else if (values.some(({ text }) => text !== '' && looksLikeValue(text))) {
      this.#headsOpen = false
      const only = this.#onlyRow()
      this.#add({ ...(only && { place: only }), label, values, row, loose })
    } else if (cells.length > 1 && cells.every(({ cell }) => cell.text === '')) {
      const place = this.#onlyRow()
      // In text a few empty cells are what a heading spans; only as many as the row has are the row.
      if (place && (!loose || cells.length >= place.block.columns.length))
        this.#add({ place, label: '', values, row, loose })
    }
  }

  #add(line: Omit<Line, 'heads' | 'before' | 'foreign'>): void {
    this.#lines.push({
      ...line,
      heads: this.#heads,
      before: this.#headsBefore,
      foreign: this.#foreign && this.#heads.length === 0,
    })
    if (!line.place || line.values.every(({ text }) => text === '')) return
    this.#filled.set(this.#heads, (this.#filled.get(this.#heads) ?? new Set()).add(line.place.row))
  }

  /** The labels in one cell: usually one; `（三）不予公开1.属于国家秘密` are two. */
  #labelsIn(text: string): LabelMatch[] {
    if (text.length > 120) return []
    const whole = this.#index.find(text)
    if (whole.some(({ exact }) => exact)) return whole
    const pieces = plainText(text)
      .split(/(?=\([一二三四五六七八九十]\))|(?<=[^\d(])(?=\d{1,2}[.、])/u)
      .filter(Boolean)
    const parts =
      pieces.length > 1 ? pieces.flatMap((piece) => this.#index.find(piece).filter(({ exact }) => exact)) : []
    return parts.length > 0 ? parts : whole
  }

  /** A row of headings names two columns, or one and what heads the labels; or only columns or groups, and no row. */
  #isHead(cells: readonly GridCell[], named: readonly LabelMatch[][]): boolean {
    const columns = named.filter((labels) => labels.some(({ label }) => label.kind === 'column')).length
    const heads = named.flat().filter(({ label }) => label.kind === 'head' || label.kind === 'block')
    const rows = named.some((labels) => labels.length > 0 && labels.every(({ label }) => label.kind === 'row'))
    const texts = cells.filter((cell) => cell.text !== '').length
    const groupsOfColumns = named.flat().filter(({ label }) => label.kind === 'group' && this.#headsColumns(label.key))
    const isHead =
      columns >= 2 ||
      heads.length > 0 ||
      (columns === 1 && texts === 1 && !rows && !this.#numbered(cells)) ||
      groupsOfColumns.length > 1 ||
      (groupsOfColumns.length === 1 && texts === 1 && !rows)
    if (isHead) this.#table = this.#tableOf(named.flat()) ?? this.#table
    return isHead
  }

  #headsColumns = (key: string): boolean =>
    this.#compiled.definition.tables.some((table) =>
      table.blocks.some((block) => block.columns.some(({ groups }) => groups.some(({ zh }) => labelKey(zh) === key))),
    )

  #numbered = (cells: readonly GridCell[]): boolean => cells.some(({ text }) => /^\s*[（(\d一二三四五六七]/.test(text))

  /** The table that most of these labels belong to. */
  #tableOf(labels: readonly LabelMatch[]): ReportTable | undefined {
    const counts = new Map<ReportTable, number>()
    for (const { label } of labels) counts.set(label.table, (counts.get(label.table) ?? 0) + 1)
    return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0]
  }

  /** Where the row's own label stands: the last one that names a row or a group, before any figure. */
  #labelAt(cells: readonly { cell: GridCell }[], named: readonly LabelMatch[][]): number {
    let at = -1
    const begin = afterOrdinal(cells, named)
    for (const [n, { cell }] of cells.entries()) {
      if (n < begin) continue
      if (named[n]?.some(({ label }) => label.kind === 'row' || label.kind === 'group')) at = n
      else if (cell.text !== '' && looksLikeValue(cell.text)) break
      // Behind a heading these are the row's own words, though not the form's.
      else if (
        cell.text !== '' &&
        /^\s*[（(\d]/.test(cell.text) &&
        !named[at]?.some(({ label }) => label.kind === 'row')
      )
        at = n
    }
    if (at >= 0) return at
    const first = cells.findIndex(({ cell }) => cell.text !== '')
    return looksLikeValue(cells[first]?.cell.text ?? '') ? -1 : first
  }

  /** The row these words name; short words (其他, 总计) only where the headings beside and before them agree. */
  #rowOf(labels: readonly LabelMatch[], groups: readonly LabelMatch[]): LabelMatch | undefined {
    const rows = labels.filter((match) => match.label.kind === 'row')
    const beside = groups.flatMap(({ label }) => (label.kind === 'group' ? [label.key] : []))
    const fitting = rows.filter(({ label }) => {
      if (label.kind !== 'row') return false
      const own = label.row.groups.map(({ zh }) => labelKey(zh))
      const inner = own.at(-1)
      if (beside.length > 0) return inner === undefined || own.includes(lastOf(beside))
      return (
        labelKey(label.row.label.zh).length > 2 || inner === undefined || own.length < 2 || own.includes(this.#group)
      )
    })
    return this.#oneOf(fitting)
  }

  /** Of rows with the same words the one whose columns the headings name, or that of the table that goes on; of two tables else none. */
  #oneOf(rows: readonly LabelMatch[]): LabelMatch | undefined {
    const [first, second] = rows
    if (!first || !second) return first
    const columns = this.#heads.flat().flatMap(({ text }) => this.#index.find(text, ['column']))
    const isHeaded = ({ label }: LabelMatch) =>
      label.kind === 'row' && columns.some((c) => c.exact && c.label.kind === 'column' && c.label.block === label.block)
    const headed = rows.filter(isHeaded)
    const left = headed.length > 0 ? headed : rows
    const going = left.filter(({ label }) => label.table === this.#table)
    const [one, ...others] = going.length > 0 ? going : left
    if (others.every(({ label }) => label.table === one?.label.table)) return one
    const { label } = first
    if (label.kind === 'row') this.note(tableNotes.severalTables(label.row.label))
    return undefined
  }

  /** The one row of a table that has no label for it. */
  #onlyRow(): Place | undefined {
    const block = this.#table?.blocks[0]
    if (!this.#table || !block || this.#table.blocks.length > 1 || block.rows.length > 1 || this.#heads.length === 0)
      return undefined
    const row = firstOf(block.rows)
    // Its columns may stand in tables of their own, each under its own headings.
    return this.#filled.get(this.#heads)?.has(row) ? undefined : { table: this.#table, block, row }
  }

  /** Lines without a known label between two known rows: when exactly as many rows are missing there, they are these. */
  #placeByNeighbours(): void {
    const order = this.#compiled.definition.tables.flatMap((table) =>
      table.blocks.flatMap((block) => block.rows.map((row) => ({ table, block, row }))),
    )
    const isSame = (a: Place, b: Place | undefined) => a.row === b?.row && a.table === b.table
    const indexOf = (line: Line | undefined, otherwise: number) =>
      line?.place ? order.findIndex((place) => isSame(place, line.place)) : otherwise
    for (let from = 0; from < this.#lines.length; from++) {
      if (this.#lines[from]?.place) continue
      let to = from + 1
      while (to < this.#lines.length && !this.#lines[to]?.place) to++
      const before = indexOf(this.#lines[from - 1], -1)
      const after = indexOf(this.#lines[to], order.length)
      const between = order.slice(before + 1, after)
      const pending = this.#lines.slice(from, to)
      const fits = (line: Line, { block, row }: Place) =>
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
  #isAnothers({ foreign, heads }: Line, { table, block, row }: Place): boolean {
    const all = block.columns.map(({ id }) => `${table.id}.${row.id}.${id}`)
    const known = this.#sure.has(row) && all.every((id) => this.#read.printed[id] !== undefined)
    return known && this.#isUnderOthers({ foreign, heads }, block)
  }

  #isUnderOthers = ({ foreign, heads }: Pick<Line, 'foreign' | 'heads'>, block: Block): boolean =>
    foreign || (heads.length > 0 && this.#headingsOf(heads).hasFewOf(block))

  /** Rows that can be counted off though the headings over them are others: they are several of what the form has there. */
  #hasSeveralOf({ foreign, heads }: Line, { rows }: Block): boolean {
    const there = rows.filter((row) => this.#filled.get(heads)?.has(row)).length
    return there >= Math.min(3, foreign ? rows.length : Math.ceil(rows.length / 2))
  }

  #placeLine(line: Line, { table, block, row }: Place): void {
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
    this.#blanksLost ??= this.#lines.some(
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
    const groupOf = (line: Line) => this.#labelsIn(line.label).find(({ label }) => label.kind === 'group')?.label
    const byLabel = Map.groupBy(
      this.#lines.filter(({ place }) => !place),
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
    const known = heads.length > 0 || this.#labelsIn(label).length > 0
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

/** With the number of a list and the words behind it as one label, where they stand in two cells. */
function withNumbers(row: readonly GridCell[]): readonly GridCell[] {
  if (!row.some(({ text }) => loneNumber.test(text))) return row
  const cells = distinctCells(row)
  const whole = new Map<GridCell, GridCell>()
  for (const [n, { cell }] of cells.entries()) {
    const words = cells[n + 1]?.cell
    if (!loneNumber.test(cell.text) || !words || words.text === '' || looksLikeValue(words.text)) continue
    const label = { text: cell.text + words.text }
    whole.set(cell, label).set(words, label)
  }
  return row.map((cell) => whole.get(cell) ?? cell)
}
const loneNumber = /^\s*(?:\d{1,2}[.、．]|[（(][一二三四五六七八九十]{1,2}[）)]|[一二三四五六七八九十]{1,2}、)\s*$/u

const outside: GridCell = { text: '' }
/** Rows of headings over one table; the form has three. */
const mostHeads = 24

/** Where a second row begins beside a first one: a label of its own behind the first one's figures. */
function secondRowAt(
  cells: readonly { cell: GridCell; at: number }[],
  named: readonly LabelMatch[][],
): number | undefined {
  const names = (n: number) => itemAt(named, n).some(({ label, exact }) => exact && label.kind === 'row')
  const first = cells.findIndex((_, n) => names(n))
  const figure = cells.findIndex(({ cell }, n) => n > first && cell.text !== '' && looksLikeValue(cell.text))
  return first < 0 || figure < 0 ? undefined : cells.find((_, n) => n > figure && names(n))?.at
}

/** Where labels may begin: behind a running number that stands before the label of a row. */
function afterOrdinal(cells: readonly { cell: GridCell }[], named: readonly LabelMatch[][]): number {
  const filled = cells.flatMap(({ cell }, n) => (cell.text === '' ? [] : [n]))
  const [first, second] = filled
  if (first === undefined || second === undefined || !/^\s*\d{1,2}\s*$/.test(itemAt(cells, first).cell.text)) return 0
  return itemAt(named, second).some(({ label }) => label.kind === 'row' || label.kind === 'group') ? second : 0
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
