import { html } from 'hono/html'
import type { SiteTags } from '../../contract/site-tags.ts'
import { lastOf } from '../../present.ts'
import { type MeasuredFigure, measuresIn, type ReportFigures } from '../../published/site-data.ts'
import { bodyOf, folderOf, type SiteReport, standingVersion } from '../../published/site-report.ts'
import { blank, type Figure, notApplicable, showFigure } from '../../report/figure.ts'
import type { Language } from '../../report/report-definition.ts'
import { fileIn, otherLanguage } from '../../words/language.ts'
import { comma, pause } from '../../words/marks.ts'
import { outcomeTexts, comparisonTexts as texts } from '../../words/public/site-texts.ts'
import { withdrawalTexts } from '../../words/public/withdrawal-texts.ts'
import { wordsIn } from '../../words/words-in.ts'
import { reportStyle } from '../report/report-style.ts'
import { indexIn, sitePage } from './site-frame.ts'

type Markup = ReturnType<typeof html>

/** Where a body's page over the years lies. Ids outlive names. */
export const bodyFolder = ({ issuer, unit }: SiteReport): string =>
  unit ? `b/${issuer.id}/${unit.id}` : `b/${issuer.id}`

/** Above this many requests a square for each would be a carpet; the table has the numbers. */
const mostSquares = 40

/** All bodies of a year side by side, in roster order and never ranked: most have a handful of requests, and shares of those say nothing. */
export function bodiesPage(all: readonly ReportFigures[], year: number, language: Language, site?: SiteTags): string {
  const t = wordsIn(texts, language)
  const index = indexIn(language)
  const rows = all.map((one) => ({ report: one.report, measures: measuresIn(one) }))
  const shown = [...new Map(rows.flatMap(({ measures }) => measures.map(({ id, title }) => [id, title]))).entries()]
  return sitePage({
    language,
    site,
    root: '../../',
    title: t.bodiesTitle(year),
    other: fileIn('bodies', otherLanguage[language]),
    trail: [{ name: t.home, at: `../../${index}` }, { name: t.yearOf(year), at: index }, { name: t.bodies }],
    styles: [reportStyle, comparisonStyle],
    body: html`<p>${t.bodiesLead}</p>
${squares(rows, language)}
<h2>${t.numbers}</h2>
<div class="scroll" role="region" tabindex="0" aria-label="${t.numbers}">
<table class="list figures"><caption class="aside">${t.numbers}</caption>
<thead><tr><th scope="col">${t.body}</th>${shown.map(([, title]) => html`<th scope="col">${title[language]}</th>`)}</tr></thead>
<tbody>
${rows.map(
  ({ report, measures }) =>
    html`<tr><th scope="row"><a href="../../${bodyFolder(report)}/${index}">${bodyOf(report)[language]}</a></th>${shown.map(([id]) => html`<td>${shownMeasure(measures, id, language)}</td>`)}</tr>
`,
)}</tbody></table>
</div>
<p class="hint">${t.signs}</p>`,
  })
}

/** A square for each request with the character of what came of it: readable without colour, and on grey paper. */
function squares(rows: readonly { report: SiteReport; measures: MeasuredFigure[] }[], language: Language): Markup | '' {
  const units = rows.filter(({ report }) => report.unit !== undefined)
  const received = (measures: readonly MeasuredFigure[]) => numberOf(measures, 'received')
  const some = units.filter(({ measures }) => (received(measures) ?? 0) > 0)
  if (units.length === 0 || !units.some(({ measures }) => received(measures) !== undefined)) return ''
  const none = units.filter(({ measures }) => received(measures) === 0)
  const names = none.map(({ report }) => bodyOf(report)[language]).join(pause[language])
  return html`<h2>${texts.squares[language]}</h2>
<p class="hint">${texts.legend[language]}</p>
<table class="list squares"><caption class="aside">${texts.squares[language]}</caption><tbody>
${some.map(({ report, measures }) => {
  const outcomes = outcomeIds.map((id) => ({ id, n: numberOf(measures, id) ?? 0 })).filter(({ n }) => n > 0)
  const said = outcomes.map(({ id, n }) => `${outcomeTexts[id][language]} ${n}`).join(comma[language])
  const small = outcomes.reduce((sum, { n }) => sum + n, 0) <= mostSquares
  return html`<tr><th scope="row">${bodyOf(report)[language]}</th><td>${small ? html`<span class="row" aria-hidden="true">${outcomes.flatMap(({ id, n }) => Array.from({ length: n }, () => html`<i class="${id}">${squareOf[id]}</i>`))}</span>` : ''}<small>${said || texts.pending[language]}</small></td></tr>
`
})}</tbody></table>
${names ? html`<p>${texts.noRequests(none.length, names)[language]}</p>` : ''}`
}

const outcomeIds = [
  'granted',
  'partly-granted',
  'refused',
  'unavailable',
  'declined',
  'other-handling',
  'carried-out',
] as const

/** What stands in a square: no two are the same. */
const squareOf: Readonly<Record<(typeof outcomeIds)[number], string>> = {
  granted: '公',
  'partly-granted': '部',
  refused: '否',
  unavailable: '无',
  declined: '退',
  'other-handling': '他',
  'carried-out': '结',
}

function numberOf(measures: readonly MeasuredFigure[], id: string): number | undefined {
  const figure = measures.find((measure) => measure.id === id)?.figure
  return figure === undefined || figure === blank || figure === notApplicable ? undefined : Number(figure)
}

function shownMeasure(measures: readonly MeasuredFigure[], id: string, language: Language): string {
  const found = measures.find((measure) => measure.id === id)
  return found ? shownFigureOf(found.figure, language) : '—'
}

const shownFigureOf = (figure: Figure, language: Language): string =>
  figure === blank ? texts.unfilled[language] : showFigure(figure, { kind: 'count' }, language)

/** One body over its years: what it reported in each, as it stands in each year's newest version; a year that was withdrawn is named. */
export function bodyPage(
  reports: readonly SiteReport[],
  figures: readonly ReportFigures[],
  language: Language,
  site?: SiteTags,
): string {
  const t = wordsIn(texts, language)
  const years = figures.toSorted((a, b) => a.report.year - b.report.year)
  const newest = lastOf(reports.toSorted((a, b) => a.year - b.year))
  const root = newest.unit ? '../../../' : '../../'
  const index = indexIn(language)
  const rows = years.map((one) => ({ report: one.report, form: one.compiled.definition.id, measures: measuresIn(one) }))
  const shown = [...new Map(rows.flatMap(({ measures }) => measures.map(({ id, title }) => [id, title]))).entries()]
  const name = bodyOf(newest)[language]
  return sitePage({
    language,
    site,
    root,
    title: t.bodyTitle(name),
    heading: html`${name}<br>${t.overYears}`,
    other: fileIn('index', otherLanguage[language]),
    trail: [{ name: t.home, at: `${root}${index}` }, { name }],
    styles: [reportStyle, comparisonStyle],
    body: html`${reports
      .filter((report) => !standingVersion(report))
      .map(
        (report) =>
          html`<p class="notice"><a href="${root}${folderOf(report)}/${index}">${report.title[language]}</a>（${withdrawalTexts.mark[language]}）</p>
`,
      )}
${years.length === 0 ? html`<p>${withdrawalTexts.noFigures[language]}</p>` : numbers()}`,
  })

  function numbers(): Markup {
    return html`${barChart(
      t.received,
      rows.map(({ report, measures }) => ({ name: String(report.year), value: numberOf(measures, 'received') })),
      language,
    )}
<h2>${t.numbers}</h2>
<div class="scroll" role="region" tabindex="0" aria-label="${t.numbers}">
<table class="list figures"><caption class="aside">${t.numbers}</caption>
<thead><tr><th scope="col">${t.measure}</th>${rows.map(({ report }) => html`<th scope="col"><a href="${root}${folderOf(report)}/v${lastOf(report.versions).version}/${index}">${report.year}</a></th>`)}</tr></thead>
<tbody>
${shown.map(([id, title]) => html`<tr><th scope="row">${title[language]}</th>${rows.map(({ measures }) => html`<td>${shownMeasure(measures, id, language)}</td>`)}</tr>\n`)}</tbody></table>
</div>
<p class="hint">${t.signs}${new Set(rows.map(({ form }) => form)).size > 1 ? t.formsDiffer : ''}</p>`
  }
}

type Bar = { name: string; value: number | undefined }

/** Bars from zero with the number above each; every value stands in the description too. All zero is a sentence, no chart. */
function barChart(title: string, bars: readonly Bar[], language: Language): Markup | '' {
  const known = bars.filter((bar): bar is { name: string; value: number } => bar.value !== undefined)
  if (known.length === 0) return ''
  const most = Math.max(...known.map(({ value }) => value))
  const said = bars.map(({ name, value }) => `${name} ${value ?? texts.unfilled[language]}`).join(comma[language])
  if (most === 0) return html`<p>${texts.allZero(title)[language]}</p>`
  const step = 340 / Math.max(bars.length, 4)
  const width = Math.min(48, step * 0.7)
  return html`<figure><figcaption>${title}</figcaption>
<svg viewBox="0 0 340 160" role="img" aria-labelledby="chart-title chart-desc"><title id="chart-title">${title}</title><desc id="chart-desc">${said}</desc>
<line x1="0" y1="130" x2="340" y2="130" stroke="#1b1b1b"/>
${bars.map(({ name, value }, n) => {
  const middle = step * (n + 0.5)
  const height = value === undefined ? 0 : Math.round((value / most) * 100)
  return html`${
    value === undefined
      ? html`<rect x="${middle - width / 2}" y="100" width="${width}" height="30" fill="none" stroke="#555" stroke-dasharray="3 3"/>`
      : html`<rect x="${middle - width / 2}" y="${130 - height}" width="${width}" height="${height}" fill="#33506e" stroke="#1b1b1b"/>`
  }<text x="${middle}" y="${125 - height}" text-anchor="middle" font-size="13">${value ?? texts.unfilled[language]}</text><text x="${middle}" y="148" text-anchor="middle" font-size="13">${name}</text>
`
})}</svg></figure>`
}

const comparisonStyle = `
.figures tbody th{min-width:8em}
.squares th{width:38%}
.squares .row{display:flex;flex-wrap:wrap;gap:2px;margin-bottom:.2rem}
.squares i{font-style:normal;font-size:.78rem;width:1.45em;height:1.45em;line-height:1.4em;text-align:center;border:1px solid #1b1b1b;background:#fff}
.squares .granted,.squares .partly-granted{background:#1b1b1b;color:#fff}
.squares .refused,.squares .declined{background:#ddd}
figure{margin:1rem 0;max-width:30rem}
figcaption{font-weight:600}
svg{width:100%;height:auto;print-color-adjust:exact}
`
