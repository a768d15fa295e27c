import { html, raw } from 'hono/html'
import { shortDate } from '../../calendar/civil-date.ts'
import type { SiteTags } from '../../contract/site-tags.ts'
import { type MeasuredFigure, measuresIn, type ReportFigures } from '../../published/site-data.ts'
import { bodyOf, type SiteReport } from '../../published/site-report.ts'
import { standingOnceOut } from '../../published/standing.ts'
import { blank, notApplicable, sum } from '../../report/figure.ts'
import type { Language } from '../../report/report-definition.ts'
import { comparisonTexts as texts } from '../../words/public/site-texts.ts'
import { comma, fileIn, otherLanguage, pause, wordsIn } from '../../words/words-in.ts'
import { reportStyle } from '../report/report-style.ts'
import { bodyFolder } from './body-page.ts'
import { chartPatterns, chartStyle, legend, shareBar } from './charts.ts'
import { drawnNumber, itemsOf, measureSaid, outcomes, shownMeasure, stillOpen } from './measures-shown.ts'
import { indexIn, sitePage } from './site-frame.ts'
import { standingWords } from './standing-page.ts'

type Markup = ReturnType<typeof html>
type Row = { report: SiteReport; measures: MeasuredFigure[] }

/** Above this many requests a square for each would be a carpet: a bar shows the shares. */
const mostSquares = 40

/** All bodies of a year side by side, in roster order and never ranked: most have a handful of requests, and shares of those say nothing. */
export function bodiesPage(all: readonly ReportFigures[], year: number, language: Language, site?: SiteTags): string {
  const t = wordsIn(texts, language)
  const index = indexIn(language)
  const rows = all.map((one) => ({ report: one.report, measures: measuresIn(one) }))
  const shown = itemsOf(rows)
  return sitePage({
    language,
    site,
    root: '../../',
    title: t.bodiesTitle(year),
    other: fileIn('bodies', otherLanguage[language]),
    trail: [{ name: t.home, at: `../../${index}` }, { name: t.yearOf(year), at: index }, { name: t.bodies }],
    styles: [reportStyle, chartStyle, comparisonStyle],
    body: html`<p>${yearSentence(rows, language)}${t.bodiesLead}</p>
${squares(rows, language)}
<h2>${t.numbers}</h2>
<div class="scroll" role="region" tabindex="0" aria-label="${t.numbers}">
<table class="list figures upright"><caption class="aside">${t.numbers}</caption>
<thead><tr><th scope="col">${t.body}</th><th scope="col">${t.publishedOn}</th>${shown.map(([, title]) => html`<th scope="col">${title[language]}</th>`)}</tr></thead>
<tbody>
${rows.map(
  ({ report, measures }) =>
    html`<tr><th scope="row"><a href="../../${bodyFolder(report)}/${index}">${bodyOf(report)[language]}</a></th>${dayOf(report, language)}${shown.map(([id]) => html`<td>${shownMeasure(measures, id, language)}</td>`)}</tr>
`,
)}</tbody></table>
</div>
<p class="hint">${t.signs}</p>`,
  })
}

function dayOf(report: SiteReport, language: Language): Markup {
  const standing = standingOnceOut(report)
  const late = standing.is === 'late' ? raw(' class="late"') : ''
  return html`<td${late}>${'published' in standing ? shortDate(standing.published, language) : '—'}<br><small>${standingWords(standing, language)}</small></td>`
}

/** The sum over the bodies that report, where each of them states it. */
function yearSentence(rows: readonly Row[], language: Language): string {
  const received = rows
    .filter(({ report }) => report.unit !== undefined)
    .flatMap(({ measures }) => measures.filter(({ id }) => id === 'received').map(({ figure }) => figure))
  const all = sum(received)
  if (received.length === 0 || all === blank || all === notApplicable) return ''
  const some = received.filter((figure) => figure !== blank && Number(figure) > 0).length
  return texts.yearSentence(received.length, measureSaid(all, language), some)[language]
}

/** A square for each request with the character of what came of it: readable without colour, and on grey paper. */
function squares(rows: readonly Row[], language: Language): Markup | '' {
  const units = rows.filter(({ report }) => report.unit !== undefined)
  const received = (measures: readonly MeasuredFigure[]) => drawnNumber(measures, 'received')
  const some = units.filter(({ measures }) => (received(measures) ?? 0) > 0)
  if (units.length === 0 || !units.some(({ measures }) => received(measures) !== undefined)) return ''
  const none = units.filter(({ measures }) => received(measures) === 0)
  const names = none.map(({ report }) => bodyOf(report)[language]).join(pause[language])
  const drawn = some.map(({ report, measures }) => ({
    name: bodyOf(report)[language],
    parts: [...outcomes, stillOpen]
      .map((series) => ({ series, n: drawnNumber(measures, series.id) ?? 0 }))
      .filter(({ n }) => n > 0),
  }))
  const met = [...outcomes, stillOpen].filter((one) => drawn.some(({ parts }) => parts.some((p) => p.series === one)))
  return html`<h2>${texts.squares[language]}</h2>
${chartPatterns}<p class="hint">${texts.squaresHint[language]}</p>
${legend(met, language)}
<table class="list squares"><caption class="aside">${texts.squares[language]}</caption><tbody>
${drawn.map(({ name, parts }) => {
  const said = parts.map(({ series, n }) => `${series.title[language]} ${n}`).join(comma[language])
  return html`<tr><th scope="row">${name}</th><td>${drawing(parts, language)}<small>${said || texts.pending[language]}</small></td></tr>
`
})}</tbody></table>
${names ? html`<p>${texts.noRequests(none.length, names)[language]}</p>` : ''}`
}

function drawing(parts: readonly { series: typeof stillOpen; n: number }[], language: Language): Markup {
  if (parts.reduce((sum, { n }) => sum + n, 0) > mostSquares) return shareBar(parts)
  const square = ({ id, mark }: typeof stillOpen) => html`<i class="${id}">${mark[language]}</i>`
  return html`<span class="row" aria-hidden="true">${parts.flatMap(({ series, n }) => Array.from({ length: n }, () => square(series)))}</span>`
}

const comparisonStyle = `
.figures.upright thead th+th{writing-mode:vertical-rl;white-space:nowrap;vertical-align:bottom;text-align:end;letter-spacing:.06em;padding:.4rem .2rem}
:lang(en) .figures.upright thead th+th{letter-spacing:0;transform:rotate(180deg);text-align:start}
.figures.upright td small{white-space:nowrap}
.squares th{width:38%}
.squares .row{display:flex;flex-wrap:wrap;gap:2px;margin-bottom:.2rem}
.squares i{font-style:normal;font-size:.78rem;width:1.45em;height:1.45em;line-height:1.4em;text-align:center;border:1px solid #1b1b1b;background:#fff}
.squares .granted{background:#33506e;color:#fff}
.squares .partly-granted{background:#b9c4d0}
.squares .carried-out{border-style:dashed}
.share{height:1rem;display:block}
`
