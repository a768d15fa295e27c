import { itemAt } from '../present.ts'
import type { CompiledDefinition } from '../report/cells.ts'
import type { LocalizedText, ReportTable } from '../report/report-definition.ts'
import { labelKey } from './labels.ts'
import { officialLayout } from './official-layout.ts'
import { type Grid, GridBuilder, type GridCell, placesOfFile } from './printed-document.ts'

/** What the form has in one place: a cell for a figure, words, or nothing that matters. */
type Laid = { cell: string } | { words: LocalizedText | undefined }
type LaidTable = { table: ReportTable; places: readonly (readonly Laid[])[] }

/** A grid in which every heading and every label stands where the form has it: whose figures are whose needs no finding. */
export type ExactGrid = { grid: Grid; heads: Grid; figures: readonly { cell: string; printed: GridCell }[] }

/**
 * Which grids of a document are tables of the form to the letter, as our own reports and forms filled in by others are. Where several
 * tables of the form have the same words, so many grids with these are they in their order; one alone is that which somebody pointed
 * at; else it cannot be told.
 */
export function exactGrids(
  grids: readonly Grid[],
  compiled: CompiledDefinition,
  pointed?: ReportTable,
): ReadonlyMap<Grid, ExactGrid> {
  const tables = laidTables(compiled)
  const fitting = new Map<Grid, LaidTable[]>(
    grids.map((grid) => [grid, tables.filter(({ places }) => isLaidSo(grid, places))]),
  )
  const exact = [...fitting].flatMap(([grid, fits]): [Grid, ExactGrid][] => {
    if (fits.length === 0) return []
    const alike = grids.filter((other) => fitting.get(other)?.[0] === fits[0])
    const laid = alike.length === fits.length ? fits[alike.indexOf(grid)] : undefined
    const meant = laid ?? (alike.length === 1 ? fits.find(({ table }) => table === pointed) : undefined)
    return meant ? [[grid, figuresOf(grid, meant)]] : []
  })
  return new Map(exact)
}

const known = new WeakMap<CompiledDefinition, LaidTable[]>()

/** In the order in which the report has them. */
function laidTables(compiled: CompiledDefinition): LaidTable[] {
  const { parts, tables } = compiled.definition
  const inOrder = parts.flatMap(({ body }) => tables.filter(({ id }) => body.kind === 'table' && body.table === id))
  const laid = known.get(compiled) ?? inOrder.map((table) => ({ table, places: placesOf(table) }))
  known.set(compiled, laid)
  return laid
}

function placesOf(table: ReportTable): Laid[][] {
  const builder = new GridBuilder(placesOfFile())
  const laid = officialLayout(table).blocks.flat()
  const cells = laid.flat()
  for (const row of laid) {
    builder.nextRow()
    for (const cell of row) builder.add(String(cells.indexOf(cell)), cell)
  }
  return builder.grid().map((row) =>
    row.map(({ text }) => {
      const at = itemAt(cells, Number(text))
      return at.cell === undefined ? { words: at.kind === 'corner' ? undefined : at.text } : { cell: at.cell }
    }),
  )
}

const isLaidSo = (grid: Grid, places: LaidTable['places']): boolean =>
  grid.length === places.length &&
  grid.every((row, r) => {
    const expected = itemAt(places, r)
    return row.length === expected.length && row.every(({ text }, c) => says(text, itemAt(expected, c)))
  })

const says = (text: string, laid: Laid): boolean =>
  'cell' in laid ||
  laid.words === undefined ||
  [laid.words.zh, laid.words.en].some((w) => labelKey(w) === labelKey(text))

function figuresOf(grid: Grid, { places }: LaidTable): ExactGrid {
  const figures = new Map<string, GridCell>()
  for (const [r, row] of places.entries())
    for (const [c, laid] of row.entries()) {
      if ('cell' in laid && !figures.has(laid.cell)) figures.set(laid.cell, itemAt(itemAt(grid, r), c))
    }
  // Each block has its headings; what unit it is in stands in its own.
  const heads = grid.filter((_, r) => itemAt(places, r).every((laid) => !('cell' in laid)))
  return { grid, heads, figures: [...figures].map(([cell, printed]) => ({ cell, printed })) }
}
