import { html, raw } from 'hono/html'
import { shownMoment } from '../../calendar/civil-date.ts'
import { type CellHistory, cellHistories } from '../../draft/cell-history.ts'
import type { Cell, Figures } from '../../report/cells.ts'
import type { Figure } from '../../report/figure.ts'
import { cellsAskedFor } from '../../report/find-cells.ts'
import type { LocalizedText } from '../../report/report-definition.ts'
import { historyTexts } from '../../words/clerk/history-texts.ts'
import { receiptTexts } from '../../words/clerk/receipt-texts.ts'
import { wordsIn } from '../../words/words-in.ts'
import { type Markup, pageLayout } from '../frame/layout.ts'
import { shownFigure } from '../report/official-table.ts'
import { frameOf, type UnitFrame } from './slice-form.ts'

export type HistoryPage = UnitFrame & {
  cells: readonly Cell[]
  /** Ascending, with what became of each. */
  revisions: {
    revision: number
    at: string
    by: string
    /** Others who typed. */
    typists: string[]
    figures: Figures
    returned?: { by: LocalizedText; taken: boolean; at: string; reasons: string[] }
  }[]
  /** What the office changed, in whatever revision. */
  changes: Change[]
  /** What counts now, where the office changed the newest revision. */
  now?: Figures
  lastYear: Figures
  /** The cells asked for. */
  asked: string
}
type Change = { cell: string; revision: number; from: Figure; to: Figure; by: string; at: string; reason: string }
type Line = CellHistory<Change>

/** Every cell of the unit's slice through its revisions, last year beside them: who filed what, who changed it and why. */
export function historyPage(page: HistoryPage): string {
  const { language, revisions, asked } = page
  const t = wordsIn(historyTexts, language)
  const isAsked = cellsAskedFor(asked)
  const figures = [...revisions.map((revision) => revision.figures), page.lastYear]
  const cells = page.cells.filter(
    ({ id, name }) => asked === '' || figures.some((of) => isAsked(name[language], of[id] ?? '')),
  )
  const { moved, told, silent } = cellHistories(
    cells,
    revisions.map((revision) => revision.figures),
    page.changes,
    page.lastYear,
  )
  const rest = silent.length > 0 ? table(page, silent, { caption: t.silent(silent.length), aside: asked === '' }) : ''
  return pageLayout({
    closes: 'slice',
    title: t.title,
    ...frameOf(page),
    wide: true,
    languageAt: `/slice/history${asked && `?q=${encodeURIComponent(asked)}`}`,
    styles: [historyStyle],
    body: html`${revisions.length === 0 ? html`<p>${t.none}</p>` : html`<h2>${t.revisions}</h2><ul>${revisions.map((one) => revisionLine(page, one))}</ul>`}
${hasLastYear(page) ? '' : html`<p class="hint">${t.noLastYear}</p>`}
<form method="get" action="/slice/history" class="find" role="search"><input type="text" name="q" value="${asked}" aria-label="${t.find}" placeholder="${t.find}"><button class="plain small">${t.findButton}</button></form>
${asked === '' ? '' : html`<p>${t.found(cells.length)}　<a href="/slice/history">${t.all}</a></p>`}
${moved.length > 0 ? table(page, moved, { caption: t.groups.moved }) : ''}
${told.length > 0 ? table(page, told, { caption: t.groups.told }) : ''}
${asked === '' && silent.length > 0 ? html`<details class="rest"><summary>${t.silent(silent.length)}</summary>${rest}</details>` : rest}
<p><a href="/slice">${receiptTexts.toForm[language]}</a></p>`,
  })
}

const hasLastYear = ({ lastYear }: HistoryPage): boolean => Object.keys(lastYear).length > 0

function revisionLine({ language, zone }: HistoryPage, one: HistoryPage['revisions'][number]): Markup {
  const t = wordsIn(historyTexts, language)
  const when = (at: string) => shownMoment(at, zone, language)
  const { returned, typists } = one
  return html`<li><b>${t.nth(one.revision)}</b> ${t.filed(one.by, when(one.at))}${typists.length > 0 ? t.typists(typists.join('、')) : ''} <a href="/receipt?revision=${one.revision}">${t.receipt}</a>${
    returned
      ? html`<br>${returned.taken ? t.taken(when(returned.at)) : t.returned(returned.by[language], when(returned.at))}${returned.reasons.map((reason) => html`<blockquote>${reason}</blockquote>`)}`
      : ''
  }</li>`
}

function table(
  page: HistoryPage,
  lines: readonly Line[],
  { caption, aside = false }: { caption: string; aside?: boolean },
): Markup {
  const { language, revisions, now } = page
  const t = wordsIn(historyTexts, language)
  const columns: { head: string; of: (line: Line) => Figure | undefined }[] = [
    ...(hasLastYear(page) ? [{ head: t.lastYear, of: ({ last }: Line) => last }] : []),
    ...revisions.map(({ revision }, n) => ({ head: t.nth(revision), of: ({ filed }: Line) => filed[n] })),
    ...(now ? [{ head: t.now, of: ({ cell }: Line) => now[cell.id] }] : []),
  ]
  return html`<table class="history"><caption${aside ? raw(' class="aside"') : ''}>${caption}</caption>
<thead><tr><th scope="col">${t.cell}</th>${columns.map(({ head }) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${lines.map((line) => {
    const { cell, changes } = line
    const shown = columns.map(({ of }) => of(line))
    return html`<tr id="cell-${cell.id}"><th scope="row">${cell.name[language]}</th>${columns.map(({ head }, n) => {
      // Last year's is no change of this year's first.
      const changed = n > (hasLastYear(page) ? 1 : 0) && shown[n] !== shown[n - 1]
      const figure = shown[n]
      return html`<td data-of="${head}"${changed ? raw(' class="changed"') : ''}>${figure === undefined ? '–' : shownFigure(figure, cell.kind, language)}</td>`
    })}</tr>
${changes.map((change) => {
  const show = (figure: Figure) => shownFigure(figure, cell.kind, language)
  return html`<tr class="why"><td colspan="${columns.length + 1}">${t.change(change.by, shownMoment(change.at, page.zone, language), change.revision, String(show(change.from)), String(show(change.to)))}${change.reason}</td></tr>\n`
})}`
  })}</tbody></table>`
}

const historyStyle = `
.find{display:flex;flex-wrap:wrap;gap:.5rem;margin:.8rem 0}.find input{max-width:20rem;flex:1}
.history{border-collapse:collapse;width:100%;margin:1.2rem 0;font-size:.95rem;line-height:1.5;font-variant-numeric:tabular-nums}
.history caption{text-align:left;font-weight:600;font-size:1.1rem;padding-bottom:.3rem}
.history th,.history td{border-bottom:1px solid var(--line);padding:.35rem .5rem;text-align:right;vertical-align:top}
.history th:first-child,.history .why td{text-align:left}
.history tbody th{font-weight:400}
.history thead th{color:var(--soft);font-weight:400;font-size:.88rem;white-space:nowrap}
.history td.changed{background:#fdf6e6;font-weight:700}
.history .why td{background:#fdf6e6;border-left:5px solid #b67b00}
blockquote{margin:.3rem 0 .3rem .2rem;border-left:4px solid var(--line);padding-left:.7rem}
@media screen and (max-width:40rem){
.history,.history tbody,.history tr,.history caption,.history .why td{display:block}
.history thead{display:none}
.history tbody tr{display:flex;flex-wrap:wrap;border-bottom:1px solid var(--line);padding:.3rem 0}
.history th,.history td{border:0}
.history tbody th{flex:1 0 100%;padding:.1rem 0}
.history tbody td{padding:.1rem .9rem .1rem 0}
.history td[data-of]::before{content:attr(data-of) " ";color:var(--soft);font-weight:400;font-size:.88rem}
.history .why td{padding-left:.6rem;width:100%}
}
`
