import { html, raw } from 'hono/html'
import type { Cell, CompiledDefinition, Figures } from '../../report/cells.ts'
import { blank, type Figure } from '../../report/figure.ts'
import type { Language, LocalizedText } from '../../report/report-definition.ts'
import { tableParts } from '../../report/table-named.ts'
import { previewTexts as texts } from '../../words/office/draft-preview-texts.ts'
import { partTitle } from '../../words/words-in.ts'
import type { Markup } from '../frame/layout.ts'
import { figureLines } from '../report/figure-list.ts'
import { shownFigure } from '../report/official-table.ts'
import { type OfficeFrame, officePage } from './office-frame.ts'

/** A unit with what it filed, totals and adjustments included; without figures while nothing of it counts. */
export type UnitFigures = { id: string; name: LocalizedText; figures?: Figures }

export type FiguresPage = OfficeFrame & {
  compiled: CompiledDefinition
  units: readonly UnitFigures[]
  /** All that was filed, merged. */
  sum: Figures
  /** Id of the table shown; the id of the cell that sorts. */
  table: string
  sort?: string
  query: MatrixQuery
}

/** Which units are asked for, as it stands in the page's address. */
export type MatrixQuery = { show: (typeof matrixFilters)[number]; q: string; beside?: string | undefined }
const matrixFilters = ['all', 'filed', 'missing'] as const

export const readMatrixQuery = ({ show, q, beside }: Record<string, string | undefined>): MatrixQuery => ({
  show: matrixFilters.find((filter) => filter === show) ?? 'all',
  q: (q ?? '').trim().slice(0, 100),
  ...(beside && { beside }),
})

/** The units whose name or code has the words, and that have filed or not, as asked. */
export function unitsAsked(units: readonly UnitFigures[], { show, q }: MatrixQuery, language: Language): UnitFigures[] {
  const words = q.toLowerCase()
  return units.filter(
    ({ id, name, figures }) =>
      (show === 'all' || (show === 'filed') === (figures !== undefined)) &&
      [id, name[language]].some((text) => text.toLowerCase().includes(words)),
  )
}

/** The figures that are something anywhere, one a row of the form: totals where a row has one. And how many are nothing everywhere. */
export function matrixColumns(
  compiled: CompiledDefinition,
  table: string,
  units: readonly UnitFigures[],
): { columns: Cell[]; silent: number } {
  const shown = compiled.definition.tables.find(({ id }) => id === table)
  if (!shown) return { columns: [], silent: 0 }
  const cells = figureLines(compiled, shown, {}, undefined).map(({ cell }) => cell)
  const columns = cells.filter(({ id }) =>
    units.some(({ figures }) => figures && figures[id] !== '0' && figures[id] !== undefined),
  )
  return { columns, silent: cells.length - columns.length }
}

/** In roster order, or by a cell, the largest first; who has no figure there comes last. Exact: decimals are compared as written. */
export function sortedUnits(units: readonly UnitFigures[], sort: string | undefined): UnitFigures[] {
  if (sort === undefined) return [...units]
  const size = ({ figures }: UnitFigures): Figure => figures?.[sort] ?? blank
  return units.toSorted((a, b) => larger(size(b), size(a)))
}

function larger(a: Figure, b: Figure): number {
  const [x, y] = [a, b].map((figure) => (figure !== null && /^-?\d+(\.\d+)?$/.test(figure) ? figure : undefined))
  if (x === undefined || y === undefined) return Number(x !== undefined) - Number(y !== undefined)
  const [negativeX, negativeY] = [x.startsWith('-'), y.startsWith('-')]
  if (negativeX !== negativeY) return negativeX ? -1 : 1
  const order = magnitude(x) < magnitude(y) ? -1 : magnitude(x) > magnitude(y) ? 1 : 0
  return negativeX ? -order : order
}

/** Decimals brought to one scale: the most places a definition may have. */
const places = 12
const magnitude = (figure: string): bigint => {
  const [whole = '0', decimals = ''] = figure.replace('-', '').split('.')
  return BigInt(whole + decimals.padEnd(places, '0'))
}

/** What every unit filed, side by side, for whoever looks for the one that does not fit. Nothing is ranked and nothing missing is a zero. */
export function figuresPage(page: FiguresPage): string {
  const { language, compiled, table, sort, query } = page
  const { definition } = compiled
  const asked = unitsAsked(page.units, query, language)
  const at = (change: Partial<MatrixQuery & { table: string; sort: string | undefined }>) =>
    addressOf({ table, sort, ...query, ...change })
  const { columns, silent } = matrixColumns(compiled, table, page.units)
  // On a phone two columns: the one that sorts, and the one chosen beside it.
  const first = columns.find(({ id }) => id === sort) ?? columns[0]
  const second =
    columns.find(({ id }) => id === query.beside && id !== first?.id) ?? columns.find((cell) => cell !== first)
  const mark = (cell: Cell): Markup | string => (cell === first || cell === second ? raw(' data-chosen') : '')
  const choice = (name: 'sort' | 'beside', chosen: string | undefined) =>
    html`<select name="${name}" aria-label="${texts.columns[name][language]}">${name === 'sort' ? html`<option value="">${texts.roster[language]}</option>` : ''}${columns.map((cell) => html`<option value="${cell.id}"${cell.id === chosen ? raw(' selected') : ''}>${headOf(cell, language)}</option>`)}</select>`
  return officePage(page, {
    title: texts.figuresTitle[language],
    languageAt: at({}),
    styles: [matrixStyle],
    body: html`<p class="hint">${texts.figuresLead[language]}</p>
<nav class="filters" aria-label="${texts.table[language]}">${tableParts(definition).map(({ part, table: { id } }) => html`<a href="${at({ table: id, sort: undefined, beside: undefined })}"${id === table ? raw(' aria-current="true"') : ''}>${partTitle(part, language)}</a>`)}</nav>
<form method="get" action="/board/figures" class="find" role="search"><input type="hidden" name="table" value="${table}">${query.show === 'all' ? '' : html`<input type="hidden" name="show" value="${query.show}">`}<input type="text" name="q" value="${query.q}" aria-label="${texts.search[language]}" placeholder="${texts.search[language]}">${columns.length > 2 ? html`<span class="pick">${choice('sort', sort)}${choice('beside', second?.id)}</span>` : ''}<button class="plain small">${texts.find[language]}</button>
<nav class="filters" aria-label="${texts.unit[language]}">${matrixFilters.map((show) => html`<a href="${at({ show })}"${show === query.show ? raw(' aria-current="true"') : ''}>${texts.show[show][language]} ${unitsAsked(page.units, { ...query, show }, language).length}</a>`)}</nav></form>
${asked.length === 0 ? html`<p>${texts.nobody[language]}</p>` : ''}<div class="matrix" tabindex="0" role="region" aria-label="${texts.figuresTitle[language]}"><table><thead><tr><th scope="col">${texts.unit[language]}</th>${columns.map((cell) => html`<th scope="col"${mark(cell)}${cell.id === sort ? raw(' aria-sort="descending"') : ''}><a href="${at({ sort: cell.id })}" title="${texts.sortBy[language]}">${headOf(cell, language)}</a></th>`)}</tr>${
      columns.some(({ id }) => page.sum[id])
        ? html`
<tr class="sum"><th scope="row">${texts.sum[language]}</th>${columns.map((cell) => figureCell(page.sum[cell.id] ?? undefined, cell, language, mark(cell)))}</tr>`
        : ''
    }</thead>
<tbody>${sortedUnits(asked, sort).map(({ id, name, figures }) => html`<tr><th scope="row"><a href="/board?unit=${id}#unit">${name[language]}</a></th>${figures ? columns.map((cell) => figureCell(figures[cell.id], cell, language, mark(cell))) : (first ? columns : [undefined]).map((cell) => html`<td class="none"${cell ? mark(cell) : ''}>${cell === first ? texts.notFiled[language] : ''}</td>`)}</tr>\n`)}</tbody></table></div>
${silent > 0 && page.units.some(({ figures }) => figures) ? html`<p class="hint">${texts.allZero(silent)[language]}</p>` : ''}
<p><a href="/board/export?format=xlsx">${texts.exportXlsx[language]}</a><span class="hint">${texts.exportSays[language]}</span></p>
<p><a href="/board">${texts.back[language]}</a></p>`,
  })
}

/** What is as usual is left out. */
function addressOf({
  table,
  sort,
  show,
  q,
  beside,
}: MatrixQuery & { table: string; sort: string | undefined }): string {
  const said = new URLSearchParams({
    table,
    ...(sort && { sort }),
    ...(beside && { beside }),
    ...(show !== 'all' && { show }),
    ...(q && { q }),
  })
  return `/board/figures?${said}`
}

const headOf = (cell: Cell, language: Language): string =>
  cell.column === 'total' ? cell.rowName[language] : cell.name[language]

function figureCell(figure: Figure | undefined, cell: Cell, language: Language, mark: Markup | string): Markup {
  if (figure === undefined) return html`<td class="none"${mark}></td>`
  if (figure === blank) return html`<td class="gap"${mark}>${texts.blank[language]}</td>`
  return html`<td${mark}${figure === '0' ? raw(' class="zero"') : ''}>${shownFigure(figure, cell.kind, language, { unitIsNamed: true })}</td>`
}

const matrixStyle = `
.find{display:flex;flex-wrap:wrap;gap:.5rem .8rem;align-items:center;margin:.6rem 0}.find input[type=text]{width:14rem}.find .filters{margin:0}
.filters{display:flex;flex-wrap:wrap;margin:.6rem 0 1rem}.filters a{border:1px solid var(--field);margin-left:-1px;padding:.35rem .8rem;text-decoration:none}.filters a[aria-current]{background:var(--accent);color:#fff}
.matrix{overflow-x:auto;max-width:100%}
.matrix table{border-collapse:collapse;font-size:.93rem;font-variant-numeric:tabular-nums}
.matrix th,.matrix td{border:1px solid #d3d7db;padding:.35rem .6rem;text-align:right;font-weight:400}
.matrix thead th{background:var(--tint);vertical-align:bottom;min-width:4.5rem;max-width:8rem;line-height:1.35;font-size:.85rem}
.matrix tbody th,.matrix thead th:first-child{text-align:left;position:sticky;left:0;background:#fff;min-width:9rem}
.matrix .sum th,.matrix .sum td{font-weight:700;background:var(--tint)}
.matrix .zero{color:#69717a}.matrix .gap{background:#fdf6e6;color:#774700}
.pick{display:none}.matrix .none{text-align:left;color:#555b61;background:repeating-linear-gradient(45deg,#fff 0 6px,#f3f5f7 6px 8px)}
@media screen and (max-width:40rem){.find{display:block}.find>*{margin:.4rem 0!important}.find input[type=text],.pick{width:100%!important}
.pick{display:flex;gap:.5rem}.pick select{flex:1;min-width:0;font:inherit;min-height:2.75rem;background:#fff;color:inherit;border:1px solid var(--field)}
.matrix table{width:100%}.matrix tr>:not(:first-child):not([data-chosen]){display:none}.matrix thead th,.matrix tbody th{min-width:0!important}}
`
