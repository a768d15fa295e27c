import { firstOf, itemAt, lastOf, present } from '../present.ts'
import type { CompiledDefinition } from '../report/cells.ts'
import type { LocalizedText, ReportTable } from '../report/report-definition.ts'
import { tableNotes } from '../words/printed/table-notes.ts'
import type { ExactGrid } from './exact-layout.ts'
import { LabelIndex, type LabelMatch, labelKey } from './labels.ts'
import { type Line, PlacedLines, type RowPlace, type TablesRead } from './placed-lines.ts'
import { distinctCells, type Grid, type GridCell } from './printed-document.ts'
import { type Heads, upright } from './printed-headings.ts'
import { looksLikeValue } from './printed-values.ts'

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
  #heads: (readonly GridCell[])[] = []
  /** Those of the table before: this one may be its second half, without any. */
  #headsBefore: Heads = []
  #headsOpen = false
  #foreign = false
  #last: readonly GridCell[] | undefined
  #table: ReportTable | undefined
  #group = ''
  readonly #placed: PlacedLines

  /** @param table of which it is, where the words are those of several */
  constructor(compiled: CompiledDefinition, table?: ReportTable) {
    this.#compiled = compiled
    this.#table = table
    this.#index = labelIndex(compiled)
    this.#placed = new PlacedLines(compiled, this.#index)
  }

  note(note: LocalizedText): void {
    this.#placed.note(note)
  }

  /** Everything that was taken in, placed. */
  finish(): TablesRead {
    return this.#placed.finish()
  }

  /** @param from loose: rows made from running text: label and values, without columns one could trust */
  read(grid: Grid, from: Pick<Line, 'loose'> = { loose: false }): void {
    const { loose } = from
    const rows = loose ? [...grid] : [...upright(grid, this.#index)]
    const whole = loose ? undefined : this.#overPage(this.#last, rows[0])
    if (whole) {
      if (this.#placed.lines.at(-1)?.row === this.#last) {
        const { heads, place } = present(this.#placed.lines.pop(), 'line')
        if (place) this.#placed.filled.get(heads)?.delete(place.row)
      }
      this.#take(whole, from)
      rows.shift()
    }
    if (this.#heads.length > 0) this.#headsBefore = this.#heads
    this.#heads = []
    this.#headsOpen = false
    this.#foreign = !loose && rows[0] !== undefined && this.#headsOtherwise(rows[0])
    for (const row of rows) this.#take(row, from)
    if (!loose) this.#last = rows.at(-1)
  }

  #headsOtherwise(row: readonly GridCell[]): boolean {
    const cells = distinctCells(row).flatMap(({ cell }) => (cell.text === '' ? [] : [cell]))
    const labels = cells.filter(({ text }) => this.#index.findAll(text).length > 0)
    return cells.length > 1 && !cells.some(({ text }) => looksLikeValue(text)) && 2 * labels.length < cells.length
  }

  /** One after another; those that are the form's to the letter by their places. */
  readAll(grids: readonly Grid[], exact: ReadonlyMap<Grid, ExactGrid>): void {
    for (const grid of grids) {
      const whole = exact.get(grid)
      if (whole) {
        this.#last = undefined
        this.#placed.readExactly(whole)
      } else this.read(grid)
    }
  }

  /**
   * A row that a page cuts in two, whole again: where neither half has a label of the form and both together have, or where the second has
   * figures and no word at all. Of a figure that goes on there it is not known whether that is one number or two.
   */
  #overPage(
    above: readonly GridCell[] | undefined,
    below: readonly GridCell[] | undefined,
  ): readonly GridCell[] | undefined {
    const halves = [above, below].map((row) => distinctCells(row ?? []).map(({ cell }) => cell))
    const [first = [], second = []] = halves
    if (first.length === 0 || first.length !== second.length) return undefined
    const names = (cell: GridCell) =>
      this.#index.findAll(cell.text).some(({ label, exact }) => exact && label.kind === 'row')
    const figures = (row: readonly GridCell[]) => row.some(({ text }) => text !== '' && looksLikeValue(text))
    // Headings have no figures and other words too, though some of them are called as a row is.
    const labels = ({ text }: GridCell) =>
      text === '' || this.#index.findAll(text).some(({ label }) => label.kind === 'row' || label.kind === 'group')
    const isRow = first.some(names) && (figures(first) || first.every(labels))
    const cut = isRow && second.every(({ text }) => looksLikeValue(text))
    const whole = first.map(({ text }, n) => {
      const below = itemAt(second, n).text
      return { text: text + (cut && text !== '' && below !== '' ? '\n' : '') + below }
    })
    if (cut && second.some(({ text }) => text !== '')) return whole
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
    this.#placed.lines.push({
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

  #take(printed: readonly GridCell[], from: Pick<Line, 'loose'>): void {
    const row = withNumbers(printed)
    const cells = distinctCells(row)
    const named = cells.map(({ cell }) => (looksLikeValue(cell.text) ? [] : this.#index.findAll(cell.text)))
    const second = secondRowAt(cells, named)
    if (second !== undefined) {
      this.#take(row.slice(0, second), from)
      this.#take(
        row.map((cell, at) => (at < second ? outside : cell)),
        from,
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
      if (!match.exact) this.#placed.note(tableNotes.readAs(label, found.label))
      this.#group = found.groups.length > 0 ? labelKey(lastOf(found.groups).zh) : ''
      this.#add({ place: { table, block, row: found }, label, values, row, ...from })
    } else if (values.some(({ text }) => text !== '' && looksLikeValue(text))) {
      this.#headsOpen = false
      const only = this.#onlyRow(cells.length)
      this.#add({ ...(only && { place: only }), label, values, row, ...from })
    } else if (cells.length > 1 && cells.every(({ cell }) => cell.text === '')) {
      const place = this.#onlyRow(cells.length)
      // In text a few empty cells are what a heading spans; only as many as the row has are the row.
      if (place && (!from.loose || cells.length >= place.block.columns.length))
        this.#add({ place, label: '', values, row, ...from })
    }
  }

  #add(line: Omit<Line, 'heads' | 'before' | 'foreign'>): void {
    this.#placed.lines.push({
      ...line,
      heads: this.#heads,
      before: this.#headsBefore,
      foreign: this.#foreign && this.#heads.length === 0,
    })
    if (!line.place || line.values.every(({ text }) => text === '')) return
    const heads = line.place.block.rows.length === 1 ? this.#headsOver : this.#heads
    this.#placed.filled.set(heads, (this.#placed.filled.get(heads) ?? new Set()).add(line.place.row))
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
    if (label.kind === 'row') this.#placed.note(tableNotes.severalTables(label.row.label))
    return undefined
  }

  /** The one row of a table that has no label for it; where its headings end the page before, only as many cells as they have columns. */
  #onlyRow(cells: number): RowPlace | undefined {
    const block = this.#table?.blocks[0]
    if (!this.#table || !block || this.#table.blocks.length > 1 || block.rows.length > 1) return undefined
    const heads = this.#headsOver
    if (heads.length === 0 || (heads !== this.#heads && cells !== block.columns.length)) return undefined
    const row = firstOf(block.rows)
    // Its columns may stand in tables of their own, each under its own headings.
    return this.#placed.filled.get(heads)?.has(row) ? undefined : { table: this.#table, block, row }
  }

  get #headsOver() {
    return this.#heads.length > 0 ? this.#heads : this.#headsBefore
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
