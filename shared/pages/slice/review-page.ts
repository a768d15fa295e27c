import { html, raw } from 'hono/html'
import type { TypedSlice } from '../../draft/submission.ts'
import type { Origin } from '../../draft/working-copy.ts'
import { firstOf } from '../../present.ts'
import { type Cell, type CompiledDefinition, type Figures, inputCells, sliceCells } from '../../report/cells.ts'
import type { Problem } from '../../report/errors.ts'
import { blank, type Figure, showFigure } from '../../report/figure.ts'
import type { Finding } from '../../report/finding.ts'
import { partsOfSlice } from '../../report/narrative-parts.ts'
import type { Language, ReportPart } from '../../report/report-definition.ts'
import { deskTexts, reviewTexts } from '../../words/clerk/desk.ts'
import { sliceTexts } from '../../words/clerk/slice-texts.ts'
import { peopleRefusals } from '../../words/refusals/people-refusals.ts'
import { colon, comma, partTitle } from '../../words/words-in.ts'
import { keptScript } from '../frame/kept-script.ts'
import { type Markup, notice, pageLayout } from '../frame/layout.ts'
import { totalOfRow } from '../report/figure-list.ts'
import type { UnitFrame } from './slice-form.ts'
import { sliceStyle } from './slice-style.ts'
import { sliceView } from './slice-view.ts'

export type Review = UnitFrame & {
  compiled: CompiledDefinition
  roles: readonly string[]
  typed: TypedSlice
  /** Every cell, totals computed. */
  figures: Figures
  lastYear: Figures
  findings: readonly Finding[]
  /** Cells that nobody typed. */
  origins: Readonly<Record<string, Origin>>
  /** Relations that hold. */
  checked: number
  problems: readonly Problem[]
  /** Who submits it, where the reader does not. */
  submitter?: string
  /** That a link of the office was used in filling it in. */
  through?: string
  /** Fields that the page sends again. */
  carried: Readonly<Record<string, string>>
}

/** Read through before it is sent: what is not zero, what was not zero last year, what is explained; the rest in one sentence. */
export function reviewPage(review: Review): string {
  const { language, compiled, roles, typed, origins } = review
  const figures = sliceCells(compiled, roles)
  const rows = [...Map.groupBy(figures, rowOf).values()].filter((cells) => cells.some((cell) => isTold(review, cell)))
  const lines = new Set(rows.flatMap((cells) => cells.slice(0, 1).map(rowOf)))
  const read = new Set(
    rows.flatMap((cells) => (totalOfRow(cells) ? cells : cells.filter((cell) => isTold(review, cell)))),
  )
  const rest = inputCells(compiled, roles).filter((cell) => !read.has(cell))
  const byButton = rest.filter((cell) => origins[cell.id] === 'zero').length
  const fromFile = Object.entries(origins).filter(([id, origin]) => origin === 'file' && compiled.byId.has(id)).length
  const zerosAsked = !typed.nil && Object.values(origins).includes('zero')
  return pageLayout({
    language,
    title: reviewTexts.title[language],
    context: review.report,
    holder: review.holder,
    contact: review.contact,
    styles: [sliceStyle, reviewStyle],
    script: keptScript,
    body: html`${review.problems.length > 0 ? notice('bad', firstOf(review.problems).message[language], zerosAsked ? html`<p><a href="#zeros-seen">${reviewTexts.seen[language]}</a></p>` : '') : ''}
<p><a href="/slice">${reviewTexts.back[language]}</a></p>
<p>${reviewTexts.lead(review.unit[language], review.checked)[language]}<b>${reviewTexts.notSent[language]}</b></p>
${review.through ? html`<p><b>${review.through}</b></p>` : ''}
${typed.nil ? html`<p><b>${reviewTexts.nil[language]}</b></p>` : partsOfSlice(compiled.definition, roles).map((part) => partRead(review, part, lines))}
${fromFile > 0 ? html`<p>${reviewTexts.fromFile(fromFile)[language]}</p>` : ''}
${!typed.nil && rest.length > 0 ? html`<p>${reviewTexts.rest(rest.length, byButton)[language]}</p>` : ''}
<details class="whole"><summary>${reviewTexts.all(figures.length)[language]}</summary>${sliceView(compiled, roles, { figures: review.figures, texts: typed.texts }, language)}</details>
<form method="post" action="/slice">
${Object.entries(review.carried).map(([name, value]) => html`<textarea name="${name}" hidden>\n${value}</textarea>`)}
${zerosAsked ? html`<p class="choice seen"><input type="checkbox" id="zeros-seen" name="zeros-seen" value="yes"> <label for="zeros-seen">${reviewTexts.seen[language]}</label></p>` : ''}
<div class="bar"><div class="actions"><a class="button plain" href="/slice">${reviewTexts.back[language]}</a>${review.submitter ? html`<p>${peopleRefusals.leadSubmits(review.submitter)[language]}</p>` : html`<button name="do" value="submit">${reviewTexts.submit[language]}</button>`}</div></div>
</form>`,
  })
}

const zeroOrBlank = (figure: Figure | undefined): boolean => figure === undefined || figure === blank || figure === '0'

const hasLastYear = ({ lastYear }: Review): boolean => Object.keys(lastYear).length > 0

/** Not zero, or not zero last year, or explained, or left to a person to look at. */
const isTold = (review: Review, { id }: Cell): boolean =>
  !zeroOrBlank(review.figures[id]) || !zeroOrBlank(review.lastYear[id]) || explanationOf(review, id) !== undefined

function explanationOf({ findings, typed }: Review, cell: string): string | undefined {
  const finding = findings.find((f) => f.severity === 'warning' && (f.root?.cell ?? f.cells[0]) === cell)
  const text = finding && typed.justifications[finding.instance]?.text.trim()
  return text || undefined
}

function partRead(review: Review, part: ReportPart, lines: ReadonlySet<string>): Markup | string {
  const { language, compiled, roles, typed } = review
  const { body } = part
  const heading = html`<h2><span>${partTitle(part, language)}</span> <a href="/slice#part-${part.id}">${reviewTexts.change[language]}</a></h2>`
  if (body.kind === 'narrative') {
    return html`${heading}<p class="narrative">${typed.texts[part.id]?.trim() ? typed.texts[part.id] : sliceTexts.nothingWritten[language]}</p>\n`
  }
  const rows = Map.groupBy(
    sliceCells(compiled, roles).filter((cell) => cell.table === body.table),
    rowOf,
  )
  const told = [...rows].filter(([row]) => lines.has(row)).flatMap(([, cells]) => rowRead(review, cells))
  if (rows.size === 0) return ''
  if (told.length === 0) return html`${heading}<p class="hint">${deskTexts.zeroRow[language]}</p>\n`
  return html`${heading}<table class="fig"><thead><tr><td></td>${hasLastYear(review) ? html`<th scope="col">${reviewTexts.lastYear[language]}</th>` : ''}<th scope="col">${reviewTexts.thisYear[language]}</th></tr></thead><tbody>${told}</tbody></table>\n`
}

const rowOf = (cell: Cell): string => `${cell.table}.${cell.row}`

/** A row that has a total is told by it, with the kinds of applicant that are not zero under its name; another by its cells. */
function rowRead(review: Review, cells: readonly Cell[]): Markup[] {
  const { language, figures } = review
  const total = totalOfRow(cells)
  if (!total)
    return cells.filter((cell) => isTold(review, cell)).map((cell) => figureRead(review, cell, cell.name[language], ''))
  const parts = cells.filter((cell) => cell !== total && !zeroOrBlank(figures[cell.id]))
  const kinds = parts.map((cell) => `${cell.columnName[language]} ${shown(figures[cell.id], cell, language)}`)
  const explained = cells.map((cell) => explanationOf(review, cell.id)).find((text) => text !== undefined)
  return [figureRead(review, total, total.rowName[language], kinds.join(comma[language]), explained)]
}

function figureRead(
  review: Review,
  cell: Cell,
  name: string,
  kinds: string,
  said = explanationOf(review, cell.id),
): Markup {
  const { language, figures, lastYear, origins } = review
  const file = origins[cell.id] === 'file' ? html`<span class="hint">${deskTexts.filled.file[language]}</span>` : ''
  return html`<tr${said ? raw(' class="explained"') : ''}><th scope="row">${name}${kinds ? html`<span class="kinds">${kinds}</span>` : ''}${file}</th>${hasLastYear(review) ? html`<td class="last">${shown(lastYear[cell.id], cell, language) || '–'}</td>` : ''}<td class="${figures[cell.id] === '0' ? 'this zero' : 'this'}">${shown(figures[cell.id], cell, language) || '–'}</td></tr>
${said ? html`<tr class="explained why"><td colspan="3">${reviewTexts.explained[language]}${colon[language]}${said}</td></tr>` : ''}`
}

const shown = (figure: Figure | undefined, { kind }: Cell, language: Language): string =>
  showFigure(figure ?? blank, kind, language)

const reviewStyle = `
main h2{display:flex;justify-content:space-between;align-items:baseline;gap:1rem;border-bottom:1px solid #858d95;margin-bottom:0}
main h2 a{font-size:1rem;font-weight:400;white-space:nowrap}
table.fig{border-collapse:collapse;width:100%}
table.fig th,table.fig td{border-bottom:1px solid #d3d7db;padding:.4rem .3rem;vertical-align:baseline;text-align:right;font-variant-numeric:tabular-nums}
table.fig thead th{width:4.5rem}table.fig thead td{width:auto}
table.fig thead th{white-space:nowrap;font-weight:400;color:#555b61;font-size:.88rem;padding:.2rem .3rem}
table.fig tbody th{text-align:left;font-weight:400}
table.fig .last{color:#555b61;font-size:.9rem;white-space:nowrap}
table.fig .this{font-weight:700;font-size:1.06rem;white-space:nowrap}
table.fig .this.zero{color:#69717a}
table.fig .kinds{display:block;color:#555b61;font-size:.88rem}
table.fig .explained th,table.fig .explained td{background:#fdf6e6;border-bottom-color:#fdf6e6}
table.fig .why td{text-align:left;color:#555b61;font-size:.92rem;border-bottom-color:#d3d7db}
details.whole{margin:1.2rem 0}
details.whole summary{cursor:pointer;color:#0b4a8f;padding:.5rem 0}
.bar{border-top:2px solid #0b4a8f;padding:.55rem 0}
.bar .actions{display:flex;gap:.8rem;align-items:center}
.bar .button{flex:none}
a.button{display:inline-block;font-weight:600;padding:.5rem 1.4rem;border:2px solid #0b4a8f;border-radius:4px;text-decoration:none;line-height:1.7}
@media print{form .bar,main h2 a{display:none}}
`
