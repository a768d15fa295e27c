import { html } from 'hono/html'
import { entryOf } from '../../present.ts'
import type { Cell, CompiledDefinition, Figures } from '../../report/cells.ts'
import { blank, type Figure, notApplicable } from '../../report/figure.ts'
import type { Language, ReportTable } from '../../report/report-definition.ts'
import { tableParts } from '../../report/table-named.ts'
import { figureListTexts as texts } from '../../words/approver/figure-list-texts.ts'
import { colon, comma, partTitle } from '../../words/words-in.ts'
import type { Markup } from '../frame/layout.ts'
import { shownFigure } from './official-table.ts'

/** One figure that a person reads without swiping: a row's total with what it is made of, or a single cell. */
export type FigureLine = {
  cell: Cell
  /** The row's kinds that are not zero; empty for a single cell. */
  parts: { cell: Cell; figure: Figure }[]
  figure: Figure
  last?: Figure
  /** Every cell the line stands for: a remark about any of them stands under it. */
  cells: readonly string[]
  /** Whether it says something: it is not zero, was not last year, or is not there. */
  tells: boolean
}

const isNothing = (figure: Figure | undefined): boolean =>
  figure === '0' || figure === undefined || figure === notApplicable

/** A table's figures in the order of the form: one line a row that has a total, one a cell elsewhere. */
export function figureLines(
  compiled: CompiledDefinition,
  table: ReportTable,
  figures: Figures,
  lastYear: Figures | undefined,
): FigureLine[] {
  const figureOf = (cell: Cell): Figure => figures[cell.id] ?? blank
  const line = (cell: Cell, among: readonly Cell[]): FigureLine => {
    const last = lastYear?.[cell.id]
    const shown = [cell, ...among]
    return {
      cell,
      // Of a row that nobody filled there is nothing to say but that.
      parts: among.every((part) => figureOf(part) === blank)
        ? []
        : among.flatMap((part) => (isNothing(figureOf(part)) ? [] : [{ cell: part, figure: figureOf(part) }])),
      figure: figureOf(cell),
      ...(last !== undefined && { last }),
      cells: shown.map(({ id }) => id),
      tells: !isNothing(last) || shown.some((each) => !isNothing(figureOf(each))),
    }
  }
  return linesOf(compiled, table).map(({ cell, among }) => line(cell, among))
}

type Line = { cell: Cell; among: readonly Cell[] }

/** Which lines a table has, looked for once for each definition that was compiled. */
const lines = new WeakMap<CompiledDefinition, Map<ReportTable, readonly Line[]>>()

function linesOf(compiled: CompiledDefinition, table: ReportTable): readonly Line[] {
  const tables = lines.get(compiled) ?? new Map<ReportTable, readonly Line[]>()
  lines.set(compiled, tables)
  const known = tables.get(table)
  if (known) return known
  const found = table.blocks.flatMap((block) =>
    block.rows.flatMap((row): Line[] => {
      const cells = block.columns.flatMap(({ id }) => compiled.byId.get(`${table.id}.${row.id}.${id}`) ?? [])
      const total = totalOfRow(cells)
      return total
        ? [{ cell: total, among: cells.filter((cell) => cell !== total) }]
        : cells.map((cell) => ({ cell, among: [] }))
    }),
  )
  tables.set(table, found)
  return found
}

/** The cell of a row that is computed from all the others of it and nothing else. */
export const totalOfRow = (row: readonly Cell[]): Cell | undefined =>
  row.find((total) => {
    if (!total.derived || row.length < 3) return false
    const of = new Set(total.derived.of.map(({ cell }) => cell))
    return of.size === row.length - 1 && row.every((cell) => cell === total || of.has(cell))
  })

export type FigureListPage = {
  compiled: CompiledDefinition
  language: Language
  figures: Figures
  lastYear?: Figures
  /** What stands over the figures, where they are not this year's. */
  heading?: string
  /** What the reader knew before, by cell; only where it differs. */
  before?: Readonly<Record<string, Figure>>
  /** The cells there are for this reader, where it is not all of them: a unit's own and the totals over them. */
  own?: ReadonlySet<string>
  /** What stands under a figure: an explanation, an adjustment, by cell. */
  notes?: ReadonlyMap<string, Markup>
}

/**
 * The figures of a table for somebody with a phone: label and this year's figure on one line, last year's beside it, what it is made of under it;
 * what is explained, changed or not zero first, the rest one press away. Nothing has to be swiped.
 */
export function figureList(page: FigureListPage, table: ReportTable, caption: string): Markup {
  const { compiled, language, notes } = page
  const { own } = page
  const lines = figureLines(compiled, table, page.figures, page.lastYear).filter(
    ({ cells }) => !own || cells.some((id) => own.has(id)),
  )
  if (lines.length === 0) return html``
  const isTold = ({ tells, cells }: FigureLine) =>
    tells || cells.some((id) => notes?.has(id) || page.before?.[id] !== undefined)
  // A total is nobody's answer: what is counted is what somebody typed.
  const typed = (line: FigureLine) =>
    line.cells.filter((id) => !entryOf(compiled.byId, id).derived && (!own || own.has(id))).length
  const zeros = lines.reduce((n, line) => n + (isTold(line) ? 0 : typed(line)), 0)
  const told = zeros === 0 ? lines : lines.filter(isTold)
  const silent = lines.filter((line) => !told.includes(line))
  const same = silent.every(({ figure }) => figure === '0')
  const rows = (some: FigureLine[]) => some.map((line, index) => figureRows(page, line, some[index - 1]))
  const folded = (said: Markup | string) =>
    silent.length > 0
      ? html`<details class="rest"><summary>${said}</summary><table class="fig"><caption class="aside">${caption}</caption><tbody>${rows(silent)}</tbody></table></details>`
      : ''
  if (told.length === 0)
    return folded(
      html`<b>${caption}</b>${colon[language]}${(same ? texts.allZero : texts.all)(zeros)[language]}`,
    ) as Markup
  return html`<table class="fig${page.lastYear || page.heading ? '' : ' one'}"><caption>${caption}</caption>
<thead><tr><th scope="col"><span class="aside">${texts.item[language]}</span></th>${page.lastYear ? html`<th scope="col">${texts.lastYear[language]}</th>` : ''}<th scope="col">${page.heading ?? texts.thisYear[language]}</th></tr></thead>
<tbody>${rows(told)}</tbody></table>
${folded((same ? texts.restZero : texts.rest)(zeros)[language])}`
}

/** The same of every table of the form, under the names of its parts. */
export const figureLists = (page: FigureListPage): Markup[] =>
  tableParts(page.compiled.definition).map(({ part, table }) => figureList(page, table, partTitle(part, page.language)))

/** The second cell of a row is read under its first: the row is not shown again, but said to whoever hears the page. */
function labelOf({ cell, cells }: FigureLine, above: FigureLine | undefined, language: Language): Markup | string {
  if (cells.length > 1) return cell.rowName[language]
  const [row, column] = rowAndColumn(cell, language)
  if (!row || !above || rowAndColumn(above.cell, language)[0] !== row) return cell.name[language]
  return html`<span class="aside">${row}</span><span class="again">${column}</span>`
}

/** `行政许可 / ` and `处理决定数量`; a cell that is not named so has a name and no row. */
function rowAndColumn({ name, columnName }: Cell, language: Language): [row: string, column: string] {
  const [whole, column] = [name[language], columnName[language]]
  return whole.endsWith(` / ${column}`) ? [whole.slice(0, -column.length), column] : ['', whole]
}

function figureRows(page: FigureListPage, line: FigureLine, above: FigureLine | undefined): Markup {
  const { language, lastYear, before, notes } = page
  const { cell, parts, figure, last, cells } = line
  const told = cells.flatMap((id) => notes?.get(id) ?? [])
  const was = before?.[cell.id]
  const show = (of: Cell, value: Figure | undefined) => shownFigure(value, of.kind, language)
  return html`<tr${told.length > 0 || was !== undefined ? html` class="lit"` : ''}><th scope="row">${labelOf(line, above, language)}${
    parts.length > 0
      ? html`<span class="made">${parts.map((part) => `${part.cell.columnName[language]} ${show(part.cell, part.figure)}`).join(comma[language])}</span>`
      : ''
  }</th>${lastYear ? html`<td class="last">${last === undefined ? '–' : show(cell, last)}</td>` : ''}<td class="${isNothing(figure) ? 'zero' : figure === blank ? 'gap' : 'now'}">${was === undefined ? '' : html`<del><span class="aside">${texts.before[language]} </span>${show(cell, was)}</del> `}${show(cell, figure)}</td></tr>
${told.map((note) => html`<tr class="note lit"><td colspan="${lastYear ? 3 : 2}">${note}</td></tr>\n`)}`
}

export const figureListStyle = `
.fig th,.fig td{border:0;background:none;font-size:1rem}
.fig{width:100%;border-collapse:collapse;margin:1.4rem 0 0;font-variant-numeric:tabular-nums}
.fig caption{text-align:left;color:var(--ink);font-weight:600;font-size:1.1rem;padding-bottom:.2rem}
.fig thead th{white-space:nowrap;font-weight:400;color:var(--soft);font-size:.85rem;text-align:right;border-bottom:1px solid var(--field);padding:.1rem .4rem}
.fig th[scope=row]{width:100%;font-weight:400;text-align:left;padding:.55rem .4rem .55rem 0;line-height:1.45}
.fig td{text-align:right;vertical-align:top;padding:.55rem .4rem;word-break:keep-all}
.fig .again{padding-left:1.2em}
.fig tbody tr{border-bottom:1px solid #d3d7db}
.fig .now{font-weight:700;font-size:1.1rem}
.fig .zero,.fig .last{color:var(--soft)}
.fig .gap{color:var(--bad)}
.fig .made{display:block;color:var(--soft);font-size:.88rem}
.fig .lit>*{background:#fdf6e6}
.fig .lit>:first-child{border-left:5px solid #b67b00;padding-left:.6rem}
.fig .note td{max-width:0;text-align:left;word-break:normal;padding-top:.1rem}
.fig tr:has(+.note){border-bottom:0}
.fig del{color:var(--soft);font-weight:400;font-size:.9rem}
.rest{margin:.1rem 0 0}
`
