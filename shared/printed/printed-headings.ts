import { firstOf, itemAt } from '../present.ts'
import type { ReportTable } from '../report/report-definition.ts'
import { type LabelIndex, type LabelMatch, labelKey, moneyUnits, plainText } from './labels.ts'
import { distinctCells, type Grid, type GridCell } from './printed-document.ts'
import { looksLikeValue } from './printed-values.ts'

type Block = ReportTable['blocks'][number]
type Column = Block['columns'][number]

/** Rows of headings as they stand over the columns below them. */
export type Heads = readonly (readonly GridCell[])[]

/** What the headings over rows say of their cells: which column each belongs to, and in what unit it is. */
export class Headings {
  readonly #index: LabelIndex
  readonly #heads: Heads
  readonly #known = new Map<object, Map<unknown, unknown>>()

  constructor(index: LabelIndex, heads: Heads) {
    this.#index = index
    this.#heads = heads
  }

  /** What is asked of headings is the same for every row below them, so it is found out once. */
  #once<Value>(of: object, what: unknown, find: () => Value): Value {
    const known = this.#known.get(of) ?? new Map<unknown, unknown>()
    this.#known.set(of, known)
    if (!known.has(what)) known.set(what, find())
    return known.get(what) as Value
  }

  /** By headings: every column has one cell under its own, or every cell is under a heading and a column is not printed at all. */
  cellsOf(row: readonly GridCell[], values: readonly GridCell[], block: Block): (GridCell | undefined)[] | undefined {
    const heads = this.#heads
    if (heads.length === 0) return undefined
    const start = row.indexOf(values[0] ?? { text: '' })
    if (start < 0) return undefined
    const taken = new Set<GridCell>()
    let ambiguous = false
    const found = block.columns.map((column) => {
      const cells = new Set<GridCell>()
      for (let at = start; at < row.length; at++) if (this.#isUnder(at, block, column)) cells.add(itemAt(row, at))
      const [cell] = cells
      // A merged cell may have become several that say the same.
      const several = new Set([...cells].map(({ text }) => text)).size > 1
      if (several || [...cells].some((one) => taken.has(one))) ambiguous = true
      for (const one of cells) taken.add(one)
      return cell
    })
    if (ambiguous || taken.size === 0) return undefined
    const places = Array.from(
      { length: Math.max(row.length, ...heads.map((head) => head.length)) - start },
      (_, n) => start + n,
    )
    const left = places.filter((at) => row[at] && row[at].text !== '' && !taken.has(row[at]))
    if (found.every((cell) => cell !== undefined)) {
      // Where every column has its cell, one more is a column of this office's own, under a heading of its own.
      return left.every((at) => this.#isUnderAnother(at, block)) ? found : undefined
    }
    // A column without a cell is one that is not printed; one whose heading is there has lost it, and all may have moved.
    const lost = block.columns.some(
      (column, n) => found[n] === undefined && places.some((at) => this.#isUnder(at, block, column)),
    )
    return left.length > 0 || lost ? undefined : found
  }

  /** Whether the headings stand in the order of the form, as far as each names one column: only then can figures be counted off. */
  inOrder = (block: Block): boolean => this.#once(block, 'order', () => this.#isInOrder(block))

  /** Whether fewer than half of what its columns are called stands in the headings. */
  hasFewOf(block: Block): boolean {
    const labels = new Set(block.columns.map(({ label }) => label.zh))
    const named = this.#heads
      .flat()
      .flatMap((cell) =>
        this.#index
          .find(cell.text, ['column'])
          .flatMap(({ label, exact }) =>
            exact && label.kind === 'column' && label.block === block ? [label.column.label.zh] : [],
          ),
      )
    return 2 * new Set(named).size < labels.size
  }

  #isInOrder(block: Block): boolean {
    const found = this.#heads.flat().flatMap((cell) => {
      const columns = this.#index
        .find(cell.text, ['column'])
        .flatMap(({ label, exact }) =>
          exact && label.kind === 'column' && label.block === block ? [label.column] : [],
        )
      return columns.length === 1 ? [block.columns.indexOf(firstOf(columns))] : []
    })
    const order = [...new Set(found)]
    // A heading that is as high as two rows is met before those under the heading beside it; the last column's is one.
    const last = block.columns.length - 1
    const high = block.columns.some(({ groups }) => groups.length > 0)
    const plain = high ? order.filter((n) => n !== last) : order
    return (
      plain.every((n, at) => at === 0 || n > itemAt(plain, at - 1)) &&
      (!high || order.length === 1 || order[0] !== last)
    )
  }

  #isUnderAnother(at: number, block: Block): boolean {
    const isOf = (text: string) =>
      this.#index.find(text).some(({ label }) => label.kind === 'column' && label.block === block)
    return this.#once(block, at, () => {
      const above = this.#heads.flatMap((head) => head[at] ?? []).filter(({ text }) => text !== '')
      return above.length > 0 && !above.some(({ text }) => isOf(text))
    })
  }

  #isUnder(at: number, block: Block, column: Column): boolean {
    return this.#once(column, at, () => this.#stands(at, block, column))
  }

  #stands(at: number, block: Block, column: Column): boolean {
    const above = this.#once(this, at, () => this.#heads.flatMap((head) => this.#labelsAbove(head, at)))
    const leaf = above.some(({ label }) => label.kind === 'column' && label.block === block && label.column === column)
    if (!leaf) return false
    const alike = block.columns.filter(({ label }) => label.zh === column.label.zh)
    if (alike.length === 1) return true
    const inner = labelKey(column.groups.at(-1)?.zh ?? '')
    return above.some(({ label }) => label.kind === 'group' && label.key === inner)
  }

  /** What a row of headings says over one place; a heading over several columns may stand over the first of them only. */
  #labelsAbove(head: readonly GridCell[], at: number): LabelMatch[] {
    const own = head[at]?.text ?? ''
    if (own !== '') return this.#index.find(own)
    const before = head.slice(0, at).findLast(({ text }) => text !== '')
    return this.#index.find(before?.text ?? '').filter(({ label }) => label.kind === 'group')
  }

  /** What this file prints for a unit in the heading, where the form has none or another; of several all. */
  unitPrinted = (column: Column): string | undefined => this.#once(column, 'unit', () => this.#unitOver(column))

  #unitOver(column: Column): string | undefined {
    const over = this.#heads
      .flat()
      .filter(({ text }) =>
        this.#index.find(text).some(({ label }) => label.kind === 'column' && label.column === column),
      )
    const units = new Set(over.flatMap(({ text }) => [...plainText(text).matchAll(moneyUnits)].map(([unit]) => unit)))
    return [...units].join('、') || undefined
  }
}

/** With rows of headings where the columns of the form stand below each other, each in a row of its own with figures behind it. */
export function upright(grid: Grid, index: LabelIndex): Grid {
  const isColumn = ({ cell }: { cell: GridCell }) =>
    index.find(cell.text).some(({ label, exact }) => exact && label.kind === 'column')
  const isTurned = grid.map((row) => {
    const cells = distinctCells(row).filter(({ cell }) => cell.text !== '')
    const columns = new Set(cells.filter(isColumn).map(({ cell }) => cell.text))
    return columns.size === 1 && cells.some(({ cell }) => /\d/.test(cell.text) && looksLikeValue(cell.text))
  })
  const upright: Grid[] = []
  for (let from = 0; from < grid.length; from++) {
    let to = from
    while (isTurned[to]) to++
    if (to - from < fewestTurned || to - from > mostTurned) upright.push(grid.slice(from, Math.max(to, from + 1)))
    else upright.push(turned([...rowsAbove(upright, index), ...grid.slice(from, to)]))
    from = Math.max(to, from + 1) - 1
  }
  return groupsAcross(upright.flat(), index)
}

/** Takes from what is above such columns what names rows across them: then the whole table lies on its side. */
function rowsAbove(upright: Grid[], index: LabelIndex): Grid {
  const names = (row: Grid[number]) =>
    row.every(({ text }) => text === '' || !looksLikeValue(text)) &&
    distinctCells(row).filter(({ cell }) => index.find(cell.text, ['row', 'group']).length > 0).length >= fewestTurned
  const from = upright.findLastIndex((grid) => grid.length !== 1 || !grid.every(names)) + 1
  return upright.splice(from).flat()
}

/** Where what heads several columns stands before rows of its own (行政复议, 复议后起诉), those rows are put beside each other. */
function groupsAcross(grid: Grid, index: LabelIndex): Grid {
  const at = grid.findIndex((row) => groupBefore(row, index))
  let end = at
  while (grid[end] && groupBefore(itemAt(grid, end), index)) end++
  const heads = grid[at - 1]
  if (!heads || end - at < 2) return grid
  const rows = grid.slice(at, end).map((row) => ({ row, before: itemAt(row, (groupBefore(row, index) ?? 1) - 1) }))
  const first = groupBefore(itemAt(grid, at), index) ?? 0
  return [
    ...grid.slice(0, at - 1),
    rows.flatMap(({ row, before }) => row.slice(first).map(() => before)),
    rows.flatMap(({ row }) => heads.slice(first, row.length)),
    rows.flatMap(({ row }) => row.slice(first)),
    ...grid.slice(end),
  ]
}

/** Where the figures of such a row begin; undefined of any other row. */
function groupBefore(row: readonly GridCell[], index: LabelIndex): number | undefined {
  const at = row.findIndex(({ text }) => text !== '' && looksLikeValue(text))
  const heads = row.slice(0, at).map(({ text }) => index.find(text).filter(({ exact }) => exact))
  const isGroup = (labels: readonly LabelMatch[]) =>
    labels.some(
      ({ label }) => label.kind === 'group' && label.table.blocks.some((block) => headsColumns(block, label.key)),
    )
  return at > 0 && isGroup(heads.at(-1) ?? []) && row.slice(at).every(({ text }) => looksLikeValue(text))
    ? at
    : undefined
}

const headsColumns = ({ columns, rows }: Block, key: string): boolean =>
  rows.length === 1 && columns.some(({ groups }) => groups.some(({ zh }) => labelKey(zh) === key))

const fewestTurned = 4
const mostTurned = 64
const turned = (grid: Grid): Grid =>
  Array.from({ length: Math.max(...grid.map((row) => row.length)) }, (_, at) => grid.map((row) => row[at] ?? empty))

const empty: GridCell = { text: '' }
