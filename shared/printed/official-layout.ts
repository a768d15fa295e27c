import { itemAt, lastOf } from '../present.ts'
import type { LocalizedText, ReportTable } from '../report/report-definition.ts'

/** A cell of the official form as it is laid out, on the page and on paper. */
export type LaidCell = {
  kind: 'block' | 'corner' | 'span' | 'across' | 'column' | 'group' | 'label' | 'figure'
  /** Columns of the grid and rows that it takes. */
  columns: number
  rows: number
  /** What stands in it; absent in an empty corner and where a figure stands. */
  text?: LocalizedText
  id?: string
  /** On a figure: the cell of the definition, and the ids of its heads, outermost first. */
  cell?: string
  headers?: string[]
}

/**
 * Where columns begin in any block, in shares of the table's width, and the width itself: blocks of 3 and of 2 columns share
 * 0, 2, 3, 4 of 6. A column of the grid is there for each, and for none in which no cell begins.
 */
type Grid = readonly number[]
export type OfficialLayout = {
  grid: Grid
  /** How many columns the row headings take; none where the form has a single row without a heading (table 4). */
  stubs: number
  /** Rows of cells, block by block; what reaches down from above is not there again. */
  blocks: LaidCell[][][]
}

/**
 * The official form's layout: merged headers from the columns' groups, merged headings from the rows' groups. Every figure names its
 * heads, because they stand in the middle of a table and over several levels.
 */
export function officialLayout(table: ReportTable): OfficialLayout {
  const grid = gridOf(table)
  const stubs = stubDepth(table)
  const blocks = table.blocks.map((block) => {
    const place = { table, block, grid, stubs }
    const title: LaidCell[][] = block.label
      ? [[{ kind: 'block', text: block.label, id: blockId(place), columns: stubs + grid.length - 1, rows: 1 }]]
      : []
    return [...title, ...headRows(place), ...block.rows.map((row, index) => bodyRow(place, row, index))]
  })
  return { grid, stubs, blocks }
}

type Block = ReportTable['blocks'][number]
type Row = Block['rows'][number]
type Column = Block['columns'][number]
type Place = { table: ReportTable; block: Block; grid: Grid; stubs: number }

function gridOf(table: ReportTable): Grid {
  const counts = table.blocks.map((block) => block.columns.length)
  const width = counts.reduce(leastCommonMultiple, 1)
  const begins = counts.flatMap((count) => Array.from({ length: count }, (_, n) => (n * width) / count))
  return [...new Set([...begins, width])].sort((a, b) => a - b)
}

/** How wide each column of the grid is, in shares of its width. */
export const sharesOf = (grid: Grid): number[] => grid.slice(1).map((end, n) => end - itemAt(grid, n))

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b))
const leastCommonMultiple = (a: number, b: number): number => (a * b) / greatestCommonDivisor(a, b)

function stubDepth(table: ReportTable): number {
  const rows = table.blocks.flatMap((block) => block.rows)
  if (rows.length === 1 && !table.stub && !table.span) return 0
  return Math.max(...rows.map((row) => row.groups.length + 1))
}

const blockId = ({ table, block }: Place): string => `${table.id}-${block.id}`
const columnId = (place: Place, column: Column): string => `${blockId(place)}-c-${column.id}`
const rowId = (place: Place, row: Row): string => `${place.table.id}-r-${row.id}`
const columnGroupId = (place: Place, index: number, level: number): string => `${blockId(place)}-g${level}-${index}`
const rowGroupId = (place: Place, index: number, level: number): string => `${blockId(place)}-h${level}-${index}`
const spanId = (place: Place): string => `${blockId(place)}-span`

/** How many columns of the grid so many of the block's columns take, from the `index`th on. */
function cellSpan({ grid, block }: Place, index: number, columns = 1): number {
  const one = lastOf(grid) / block.columns.length
  return grid.indexOf((index + columns) * one) - grid.indexOf(index * one)
}
const headDepth = ({ block }: Place): number => Math.max(...block.columns.map((column) => column.groups.length)) + 1

function headRows(place: Place): LaidCell[][] {
  const { table, stubs, grid } = place
  const depth = headDepth(place)
  const text = table.note ?? table.stub
  const corner: LaidCell[] =
    stubs === 0 ? [] : [{ kind: 'corner', ...(text && { text }), columns: stubs, rows: depth + (table.span ? 1 : 0) }]
  const rows = Array.from({ length: depth }, (_, level) => headCells(place, level, depth))
  const spanned: LaidCell[][] = table.span
    ? [[{ kind: 'span', text: table.span, id: spanId(place), columns: grid.length - 1, rows: 1 }], ...rows]
    : rows
  return spanned.map((cells, index) => (index === 0 ? [...corner, ...cells] : cells))
}

/** The head cells that begin on a level: groups that go on below, and labels of columns whose groups end here. */
function headCells(place: Place, level: number, depth: number): LaidCell[] {
  const { block } = place
  return block.columns.flatMap((column, index): LaidCell[] => {
    if (column.groups.length === level) {
      const size = { columns: cellSpan(place, index), rows: depth - level }
      return [{ kind: 'column', text: column.label, id: columnId(place, column), ...size }]
    }
    if (column.groups.length < level || startOfRun(block.columns, index, level) !== index) return []
    const columns = cellSpan(place, index, runLength(block.columns, index, level))
    return [
      { kind: 'across', text: itemAt(column.groups, level), id: columnGroupId(place, index, level), columns, rows: 1 },
    ]
  })
}

function bodyRow(place: Place, row: Row, index: number): LaidCell[] {
  const { table, block } = place
  const figures = block.columns.map((column, columnIndex): LaidCell => {
    const headers = [
      ...(block.label ? [blockId(place)] : []),
      ...(table.span ? [spanId(place)] : []),
      ...column.groups.map((_, level) => columnGroupId(place, startOfRun(block.columns, columnIndex, level), level)),
      columnId(place, column),
      ...(place.stubs > 0
        ? [
            ...row.groups.map((_, level) => rowGroupId(place, startOfRun(block.rows, index, level), level)),
            rowId(place, row),
          ]
        : []),
    ]
    const cell = `${table.id}.${row.id}.${column.id}`
    return { kind: 'figure', cell, headers, columns: cellSpan(place, columnIndex), rows: 1 }
  })
  return place.stubs > 0 ? [...rowHeads(place, row, index), ...figures] : figures
}

/** Headings that begin on this row, outermost first, then the row's own. */
function rowHeads(place: Place, row: Row, index: number): LaidCell[] {
  const { block, stubs } = place
  const groups = row.groups.flatMap((text, level): LaidCell[] => {
    if (startOfRun(block.rows, index, level) !== index) return []
    const rows = runLength(block.rows, index, level)
    return [{ kind: 'group', text, id: rowGroupId(place, index, level), columns: 1, rows }]
  })
  const columns = stubs - row.groups.length
  return [...groups, { kind: 'label', text: row.label, id: rowId(place, row), columns, rows: 1 }]
}

type Grouped = { groups: LocalizedText[] }

/** Neighbours share a heading when all their groups down to its level are the same. */
const shareHeading = (a: Grouped | undefined, b: Grouped | undefined, level: number): boolean =>
  a !== undefined &&
  b !== undefined &&
  b.groups.length > level &&
  a.groups.length > level &&
  a.groups.slice(0, level + 1).every((group, i) => group.zh === itemAt(b.groups, i).zh)

function startOfRun(list: readonly Grouped[], index: number, level: number): number {
  let start = index
  while (shareHeading(list[start - 1], list[start], level)) start--
  return start
}

function runLength(list: readonly Grouped[], start: number, level: number): number {
  let end = start + 1
  while (shareHeading(list[end], list[start], level)) end++
  return end - start
}
