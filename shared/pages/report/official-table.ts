import { html, raw } from 'hono/html'
import { entryOf, lastOf } from '../../present.ts'
import { type LaidCell, type OfficialLayout, officialLayout, sharesOf } from '../../printed/official-layout.ts'
import type { CompiledDefinition } from '../../report/cells.ts'
import { blank, type Figure, notApplicable, showFigure } from '../../report/figure.ts'
import type { CellKind, Language, ReportTable } from '../../report/report-definition.ts'
import { figureTexts as texts } from '../../words/figure-texts.ts'

/** What is said about a cell beside its figure. */
export type CellMark = {
  /** A unit that would have added to it is missing: the figure is incomplete. */
  incomplete?: boolean
  /** The figure the reader knew before; set only where it differs. */
  before?: Figure
  /** Number of the remark about it, and the id of the element that holds it. */
  remark?: { number: number; anchor: string; kind?: 'correction' }
}

type Markup = ReturnType<typeof html>

/** A figure as the official form prints it: changes with their sign, amounts with their unit where no heading names it. */
export function shownFigure(
  figure: Figure | undefined,
  kind: CellKind,
  language: Language,
  { unitIsNamed = false } = {},
): string {
  if (figure === blank || figure === undefined) return texts.notReported[language]
  const shown = showFigure(figure, kind, language)
  if (kind.kind !== 'amount' || unitIsNamed || figure === notApplicable) return shown
  return texts.amount(shown, kind.unit[language])[language]
}

/** A figure of the form as it stands in its cell: with its unit, where no heading of the cell names it. */
export function printedFigure(
  { byId }: CompiledDefinition,
  table: ReportTable,
  cell: string,
  language: Language,
): (figure: Figure | undefined) => string {
  const { kind, row, column } = entryOf(byId, cell)
  const unitIsNamed =
    kind.kind === 'amount' &&
    table.blocks
      .flatMap(({ rows, columns }) => [
        ...rows.filter(({ id }) => id === row),
        ...columns.filter(({ id }) => id === column),
      ])
      .some(({ label }) => label.zh.includes(kind.unit.zh))
  return (figure) => shownFigure(figure, kind, language, { unitIsNamed })
}

/** A table in the layout of the official form. */
export function officialTable(
  compiled: CompiledDefinition,
  table: ReportTable,
  figures: Readonly<Record<string, Figure>>,
  language: Language,
  { caption, marks = {} }: { caption: string; marks?: Readonly<Record<string, CellMark>> },
): Markup {
  const { grid, stubs, blocks } = layoutOf(table)
  const width = lastOf(grid)
  const several = blocks.length > 1
  const shown = (laid: LaidCell): Markup => {
    if (laid.cell === undefined) return headCell(laid, language)
    const show = printedFigure(compiled, table, laid.cell, language)
    return figureCell(laid, figures[laid.cell], marks[laid.cell], show, language)
  }
  return html`<table class="official ${several ? 'blocks' : ''} columns-${width}">
<caption>${caption}</caption>
${
  several
    ? html`<colgroup>${Array.from({ length: stubs }, () => html`<col class="stub">`)}${sharesOf(grid).map((share) => html`<col class="share-${share}-${width}">`)}</colgroup>
`
    : ''
}${blocks.map(
  (rows) => html`<tbody>
${rows.map((cells) => html`<tr>${cells.map(shown)}</tr>\n`)}</tbody>
`,
)}</table>`
}

/** A definition's table never changes: it is laid out once. */
const layouts = new WeakMap<ReportTable, OfficialLayout>()

function layoutOf(table: ReportTable): OfficialLayout {
  const layout = layouts.get(table) ?? officialLayout(table)
  layouts.set(table, layout)
  return layout
}

const scopes: Partial<Record<LaidCell['kind'], string>> = { column: 'col', label: 'row' }

function headCell({ kind, text, id, columns, rows }: LaidCell, language: Language): Markup {
  const size = `${columns > 1 ? ` colspan="${columns}"` : ''}${rows > 1 ? ` rowspan="${rows}"` : ''}`
  if (!text) return html`<td class="${kind}"${raw(size)}></td>`
  const scope = scopes[kind]
  return html`<th class="${kind}"${id ? html` id="${id}"` : ''}${scope ? html` scope="${scope}"` : ''}${raw(size)}>${text[language]}</th>`
}

function figureCell(
  { headers = [], columns: span }: LaidCell,
  figure: Figure | undefined,
  mark: CellMark | undefined,
  show: (figure: Figure | undefined) => string,
  language: Language,
): Markup {
  const text = show(figure)
  const classes = [
    ...(figure === null || figure === undefined ? ['blank'] : []),
    ...(mark?.before !== undefined ? ['changed'] : []),
    ...(mark?.remark ? [mark.remark.kind === 'correction' ? 'corrected' : 'remarked'] : []),
  ]
  const incomplete = mark?.incomplete
    ? html`<sup class="mark" title="${texts.incomplete[language]}"><span aria-hidden="true">※</span><span class="aside">${texts.incomplete[language]}</span></sup>`
    : ''
  const remark = mark?.remark
    ? html` <a class="remark" href="#${mark.remark.anchor}"><span class="aside">${texts.see[language]} </span>${texts.mark[mark.remark.kind ?? 'remark'][language]}${mark.remark.number}</a>`
    : ''
  const shown =
    mark?.before !== undefined
      ? html`<del><span class="aside">${texts.before[language]} </span>${show(mark.before)}</del> <ins><span class="aside">${texts.now[language]} </span>${text}</ins>`
      : text
  return html`<td headers="${headers.join(' ')}"${span > 1 ? raw(` colspan="${span}"`) : ''}${classes.length > 0 ? raw(` class="${classes.join(' ')}"`) : ''}>${shown}${incomplete}${remark}</td>`
}
