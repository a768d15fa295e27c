import { html, raw } from 'hono/html'
import type { CompiledDefinition } from '../report/cells.ts'
import { blank, type Figure, notApplicable, showFigure } from '../report/figure.ts'
import type { CellKind, Language, LocalizedText, ReportTable } from '../report/report-definition.ts'

/** What is said about a cell beside its figure. */
export type CellMark = {
  /** A unit that would have added to it is missing: the figure is incomplete. */
  incomplete?: boolean
  /** The figure the reader knew before; set only where it differs. */
  before?: Figure
  /** Number of the remark about it, and the id of the element that holds it. */
  remark?: { number: number; anchor: string; kind?: 'correction' }
}

type Block = ReportTable['blocks'][number]
type Row = Block['rows'][number]
type Column = Block['columns'][number]
type Markup = ReturnType<typeof html>

/** A figure as the official form prints it: changes with their sign, amounts with their unit where no heading names it. */
export function shownFigure(
  figure: Figure | undefined,
  kind: CellKind,
  language: Language,
  unitIsNamed = false,
): string {
  if (figure === blank || figure === undefined) return language === 'zh' ? '未报' : 'not reported'
  const shown = showFigure(figure, kind, language)
  if (kind.kind !== 'amount' || unitIsNamed || figure === notApplicable) return shown
  return language === 'zh' ? `${shown}${kind.unit.zh}` : `${shown} (${kind.unit.en})`
}

/**
 * A table in the layout of the official form: merged headers from the columns' groups, merged headings from the rows' groups. Every
 * cell names its headers by id, because the form's heads stand in the middle of a table and over several levels.
 */
export function officialTable(
  compiled: CompiledDefinition,
  table: ReportTable,
  figures: Readonly<Record<string, Figure>>,
  language: Language,
  caption: string,
  marks: Readonly<Record<string, CellMark>> = {},
): Markup {
  const grid = gridOf(table)
  const stubs = stubDepth(table)
  const width = grid.at(-1)!
  return html`<table class="official ${table.blocks.length > 1 ? 'blocks' : ''} columns-${width}">
<caption>${caption}</caption>
${
  table.blocks.length > 1
    ? html`<colgroup>${Array.from({ length: stubs }, () => html`<col class="stub">`)}${sharesOf(grid).map((share) => html`<col class="share-${share}-${width}">`)}</colgroup>
`
    : ''
}${table.blocks.map((block) => {
  const place = { compiled, table, block, grid, stubs, language }
  return html`<tbody>
${block.label ? html`<tr><th class="block" colspan="${stubs + grid.length - 1}" id="${blockId(place)}">${block.label[language]}</th></tr>\n` : ''}${headRows(place)}${block.rows.map((row, index) => bodyRow(place, row, index, figures, marks))}</tbody>
`
})}</table>`
}

type Place = {
  compiled: CompiledDefinition
  table: ReportTable
  block: Block
  grid: Grid
  stubs: number
  language: Language
}

/**
 * Where columns begin in any block, in shares of the table's width, and the width itself: blocks of 3 and of 2 columns share
 * 0, 2, 3, 4 of 6. A column of HTML is there for each, and for none in which no cell begins.
 */
type Grid = readonly number[]

function gridOf(table: ReportTable): Grid {
  const counts = table.blocks.map((block) => block.columns.length)
  const width = counts.reduce(leastCommonMultiple, 1)
  const begins = counts.flatMap((count) => Array.from({ length: count }, (_, n) => (n * width) / count))
  return [...new Set([...begins, width])].sort((a, b) => a - b)
}

const sharesOf = (grid: Grid): number[] => grid.slice(1).map((end, n) => end - grid[n]!)

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b))
const leastCommonMultiple = (a: number, b: number): number => (a * b) / greatestCommonDivisor(a, b)

/** How many columns the row headings take; none where the form has a single row without a heading (table 4). */
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
  const one = grid.at(-1)! / block.columns.length
  return grid.indexOf((index + columns) * one) - grid.indexOf(index * one)
}
const headDepth = ({ block }: Place): number => Math.max(...block.columns.map((column) => column.groups.length)) + 1

function headRows(place: Place): Markup[] {
  const { table, stubs, language } = place
  const depth = headDepth(place)
  const extra = table.span ? 1 : 0
  const corner = table.note ?? table.stub
  const first =
    stubs === 0
      ? ''
      : corner
        ? html`<th class="corner" colspan="${stubs}" rowspan="${depth + extra}">${corner[language]}</th>`
        : html`<td class="corner" colspan="${stubs}" rowspan="${depth + extra}"></td>`
  const rows = Array.from({ length: depth }, (_, level) => headCells(place, level, depth))
  const spanned = table.span
    ? [
        html`<th class="span" id="${spanId(place)}" colspan="${place.grid.length - 1}">${table.span[language]}</th>`,
        ...rows,
      ]
    : rows
  return spanned.map((cells, index) => html`<tr>${index === 0 ? first : ''}${cells}</tr>\n`)
}

/** The head cells that begin on a level: groups that go on below, and labels of columns whose groups end here. */
function headCells(place: Place, level: number, depth: number): Markup[] {
  const { block, language } = place
  return block.columns.flatMap((column, index) => {
    if (column.groups.length === level) {
      return [
        html`<th id="${columnId(place, column)}" scope="col" colspan="${cellSpan(place, index)}" rowspan="${depth - level}">${column.label[language]}</th>`,
      ]
    }
    if (column.groups.length < level || startOfRun(block.columns, index, level) !== index) return []
    const length = runLength(block.columns, index, level)
    return [
      html`<th class="across" id="${columnGroupId(place, index, level)}" colspan="${cellSpan(place, index, length)}">${column.groups[level]![language]}</th>`,
    ]
  })
}

function bodyRow(
  place: Place,
  row: Row,
  index: number,
  figures: Readonly<Record<string, Figure>>,
  marks: Readonly<Record<string, CellMark>>,
): Markup {
  const { table, block, language } = place
  const cells = block.columns.map((column, columnIndex) => {
    const cell = `${table.id}.${row.id}.${column.id}`
    const ids = [
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
    const { kind } = place.compiled.byId.get(cell)!
    const unitIsNamed = kind.kind === 'amount' && [column.label, row.label].some((l) => l.zh.includes(kind.unit.zh))
    const text = shownFigure(figures[cell], kind, language, unitIsNamed)
    return figureCell(
      text,
      ids,
      cellSpan(place, columnIndex),
      figures[cell],
      marks[cell],
      (figure) => shownFigure(figure, kind, language, unitIsNamed),
      language,
    )
  })
  return html`<tr>${place.stubs > 0 ? rowHeads(place, row, index) : ''}${cells}</tr>\n`
}

function figureCell(
  text: string,
  headers: string[],
  span: number,
  figure: Figure | undefined,
  mark: CellMark | undefined,
  show: (figure: Figure) => string,
  language: Language,
): Markup {
  const classes = [
    ...(figure === null || figure === undefined ? ['blank'] : []),
    ...(mark?.before !== undefined ? ['changed'] : []),
    ...(mark?.remark ? [mark.remark.kind === 'correction' ? 'corrected' : 'remarked'] : []),
  ]
  const incomplete = mark?.incomplete
    ? html`<sup class="mark" title="${incompleteText[language]}"><span aria-hidden="true">※</span><span class="aside">${incompleteText[language]}</span></sup>`
    : ''
  const remark = mark?.remark
    ? html` <a class="remark" href="#${mark.remark.anchor}"><span class="aside">${remarkText[language]} </span>${remarkKind[mark.remark.kind ?? 'remark'][language]}${mark.remark.number}</a>`
    : ''
  const shown =
    mark?.before !== undefined
      ? html`<del><span class="aside">${beforeText[language]} </span>${show(mark.before)}</del> <ins><span class="aside">${nowText[language]} </span>${text}</ins>`
      : text
  return html`<td headers="${headers.join(' ')}"${span > 1 ? raw(` colspan="${span}"`) : ''}${classes.length > 0 ? raw(` class="${classes.join(' ')}"`) : ''}>${shown}${incomplete}${remark}</td>`
}

const incompleteText: LocalizedText = { zh: '（不完整：有单位未报）', en: ' (incomplete: a unit is missing)' }
const remarkText: LocalizedText = { zh: '见', en: 'see' }
const remarkKind = { remark: { zh: '注', en: 'remark ' }, correction: { zh: '更', en: 'corrected ' } }
const beforeText: LocalizedText = { zh: '原为', en: 'was' }
const nowText: LocalizedText = { zh: '现为', en: 'now' }

/** Headings that begin on this row, outermost first, then the row's own. */
function rowHeads(place: Place, row: Row, index: number): Markup[] {
  const { block, stubs, language } = place
  const groups = row.groups.flatMap((group, level) => {
    if (startOfRun(block.rows, index, level) !== index) return []
    const length = runLength(block.rows, index, level)
    return [html`<th class="group" id="${rowGroupId(place, index, level)}" rowspan="${length}">${group[language]}</th>`]
  })
  const span = stubs - row.groups.length
  return [
    ...groups,
    html`<th class="label" scope="row" id="${rowId(place, row)}"${span > 1 ? raw(` colspan="${span}"`) : ''}>${row.label[language]}</th>`,
  ]
}

type Grouped = { groups: LocalizedText[] }

/** Neighbours share a heading when all their groups down to its level are the same. */
const shareHeading = (a: Grouped | undefined, b: Grouped | undefined, level: number): boolean =>
  a !== undefined &&
  b !== undefined &&
  b.groups.length > level &&
  a.groups.length > level &&
  a.groups.slice(0, level + 1).every((group, i) => group.zh === b.groups[i]!.zh)

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
