import { entryOf, firstOf, itemAt, lastOf, present } from '../present.ts'
import type { Cell, CompiledDefinition } from '../report/cells.ts'
import { notApplicable, readFigure } from '../report/figure.ts'
import type { LocalizedText, ReportTable } from '../report/report-definition.ts'
import { tableNamed } from '../report/table-named.ts'
import { pasteNotes, pasteRefusals } from '../words/printed/paste-refusals.ts'
import { exactGrids } from './exact-layout.ts'
import { readHtml } from './files/html.ts'
import { readText } from './files/text.ts'
import { FileRefusal, type Grid, type UnreadableFile } from './printed-document.ts'
import { TableReader } from './printed-tables.ts'
import { looksLikeValue } from './printed-values.ts'

/** Where the values of a copied block go: each to its cell, or none of them and why. */
export type PlacedBlock =
  | {
      /** By cell id, as copied; only cells that are typed. */
      cells: Record<string, string>
      /** Printed totals that are not what the printed cells add up to are for the live check; these are just not typed. */
      totals: number
      /** What was read otherwise than printed, or was left out. */
      notes: readonly LocalizedText[]
    }
  | { refused: LocalizedText }
  /** One value and no table: the browser's own paste does it. */
  | 'single'

/** What a program puts on the clipboard: a table as HTML, and the same as text with tabs. */
export type Copied = { html: string; text: string }

/**
 * Places what was copied from a spreadsheet, a document or a page. With names of rows in it each value finds its row, wherever it is
 * pasted, and several tables find theirs; without, it lies as it was copied, beginning at the cell. What does not fit is refused
 * whole, with the reason: a block that is cut puts figures into the wrong year's report.
 *
 * @param own cells that this unit types
 * @param at the cell into which it is pasted
 */
export function placePasted(
  copied: Copied,
  compiled: CompiledDefinition,
  own: ReadonlySet<string>,
  at: string,
): PlacedBlock {
  const grids = gridsOf(copied)
  if ('problem' in grids) return { refused: grids.problem }
  if (grids.length === 0) return 'single'
  const filled = grids.map(withoutEmptyEdges).filter((grid) => grid.length > 0)
  const [first] = filled
  if (!first) return { refused: pasteRefusals.empty }
  if (filled.length === 1 && first.length === 1 && first[0]?.length === 1) return 'single'
  const named = filled.some((grid) => grid.some((row) => row.some(({ text }) => text !== '' && !looksLikeValue(text))))
  const table = tableNamed(compiled.definition, entryOf(compiled.byId, at).table)
  return named ? placedByNames(filled, compiled, own, table) : placedByPosition(first, compiled, own, at)
}

function gridsOf({ html, text }: Copied): Grid[] | UnreadableFile {
  try {
    const parts = /<table[\s>]/i.test(html)
      ? readHtml(html).parts
      : /[\t\n]/.test(text.trim())
        ? readText(tabbed(text)).parts
        : []
    return parts.flatMap((part) => ('grid' in part ? [part.grid] : []))
  } catch (error) {
    if (error instanceof FileRefusal) return error.unreadable
    throw error
  }
}

/** One copied column has no tab in it; with one behind every line it is a table like any other. */
const tabbed = (text: string): string =>
  text.includes('\t')
    ? text
    : text
        .trimEnd()
        .split(/\r\n?|\n/)
        .map((line) => `${line}\t\n`)
        .join('')

function withoutEmptyEdges(grid: Grid): Grid {
  const isEmpty = (cells: readonly { text: string }[]) => cells.every(({ text }) => text.trim() === '')
  let rows = grid.slice(0)
  while (rows.length > 0 && isEmpty(lastOf(rows))) rows = rows.slice(0, -1)
  while (rows.length > 0 && isEmpty(firstOf(rows))) rows = rows.slice(1)
  const width = Math.max(0, ...rows.map((row) => row.length))
  const used = [...Array(width).keys()].filter((n) => rows.some((row) => (row[n]?.text ?? '').trim() !== ''))
  if (used.length === 0) return []
  return rows.map((row) => row.slice(firstOf(used), lastOf(used) + 1))
}

function placedByNames(
  grids: readonly Grid[],
  compiled: CompiledDefinition,
  own: ReadonlySet<string>,
  pointed: ReportTable,
): PlacedBlock {
  const reader = new TableReader(compiled, pointed)
  reader.readAll(grids, exactGrids(grids, compiled, pointed))
  const { printed, unread, notes, units, unitless } = reader.finish()
  const [problem] = unread.filter(({ cells }) => cells.length === 0 || cells.some((id) => own.has(id)))
  if (problem) {
    const { zh, en } = pasteRefusals.unplaced(problem.printed)
    return { refused: { zh: `${zh}${problem.reason.zh}。`, en: `${en} ${problem.reason.en}.` } }
  }
  const found = Object.entries(printed).filter(([, text]) => text.trim() !== '')
  const mine = found.filter(([id]) => own.has(id))
  const cells = Object.fromEntries(
    mine.map(([id, text]) => [id, withUnit(text.trim(), entryOf(compiled.byId, id), units[id])]),
  )
  if (mine.length === 0) return { refused: unnamed(grids) }
  const bare = mine.flatMap(([id]) => (unitless[id] === undefined ? [] : [entryOf(compiled.byId, id)]))
  return { cells, totals: found.length - mine.length, notes: [...notes, ...bare.map(pasteNotes.noUnit)] }
}

/** A heading's unit does not come along into the form, where it may be another: with it the amount is what was copied. */
const withUnit = (text: string, { kind }: Cell, unit: string | undefined): string =>
  kind.kind === 'amount' && unit !== undefined && unit !== kind.unit.zh && !text.endsWith(unit) ? text + unit : text

/** The first words of the block that name nothing of the form. */
function unnamed(grids: readonly Grid[]): LocalizedText {
  const texts = grids.flatMap((grid) => grid.flatMap((row) => row.map(({ text }) => text.trim())))
  return pasteRefusals.unplaced(texts.find((text) => text !== '' && !looksLikeValue(text)) ?? '')
}

function placedByPosition(grid: Grid, compiled: CompiledDefinition, own: ReadonlySet<string>, at: string): PlacedBlock {
  const anchor = entryOf(compiled.byId, at)
  const table = tableNamed(compiled.definition, anchor.table)
  const block = present(
    table.blocks.find(({ id }) => id === anchor.block),
    'block',
  )
  const rows = block.rows.slice(block.rows.findIndex(({ id }) => id === anchor.row))
  const columns = block.columns.slice(block.columns.findIndex(({ id }) => id === anchor.column))
  const width = Math.max(...grid.map((row) => row.length))
  if (grid.length > rows.length) return { refused: pasteRefusals['too-high'](grid.length, rows.length) }
  if (width > columns.length) return { refused: pasteRefusals['too-wide'](width, columns.length) }
  const cells: Record<string, string> = {}
  let totals = 0
  for (const [r, row] of grid.entries()) {
    for (const [c, { text }] of row.entries()) {
      const id = `${table.id}.${itemAt(rows, r).id}.${itemAt(columns, c).id}`
      const value = text.trim()
      if (value === '') continue
      const reading = readFigure(value, entryOf(compiled.byId, id).kind)
      if ('problem' in reading) return { refused: pasteRefusals.unreadable(value) }
      if (own.has(id)) cells[id] = value
      else if (reading.figure !== '0' && reading.figure !== notApplicable) totals += 1
    }
  }
  if (Object.keys(cells).length === 0) return { refused: pasteRefusals.empty }
  return { cells, totals, notes: [] }
}
