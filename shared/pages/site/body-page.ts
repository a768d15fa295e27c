import { html, raw } from 'hono/html'
import { civilDate, daysBetween, shortDate, shownDate } from '../../calendar/civil-date.ts'
import type { SiteTags } from '../../contract/site-tags.ts'
import { firstOf, lastOf } from '../../present.ts'
import { type MeasuredFigure, measuresIn, type ReportFigures } from '../../published/site-data.ts'
import { bodyOf, folderOf, type SiteReport, standingVersion } from '../../published/site-report.ts'
import { standingOnceOut } from '../../published/standing.ts'
import type { Language, LocalizedText } from '../../report/report-definition.ts'
import { comparisonTexts as texts } from '../../words/public/site-texts.ts'
import { withdrawalTexts } from '../../words/public/withdrawal-texts.ts'
import { fileIn, otherLanguage, wordsIn } from '../../words/words-in.ts'
import { reportStyle } from '../report/report-style.ts'
import { chartPatterns, chartStyle, columnChart, dayChart, type Series } from './charts.ts'
import { drawnNumber, itemsOf, outcomes, shownMeasure } from './measures-shown.ts'
import { indexIn, sitePage } from './site-frame.ts'
import { standingWords } from './standing-page.ts'

type Markup = ReturnType<typeof html>
type Row = { report: SiteReport; measures: MeasuredFigure[] }

/** Where a body's page over the years lies. Ids outlive names. */
export const bodyFolder = ({ issuer, unit }: SiteReport): string =>
  unit ? `b/${issuer.id}/${unit.id}` : `b/${issuer.id}`

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
  const kinds = kindsOf(years)
  const name = bodyOf(newest)[language]
  return sitePage({
    language,
    site,
    root,
    title: t.bodyTitle(name),
    heading: html`${name}<br>${t.overYears}`,
    other: fileIn('index', otherLanguage[language]),
    trail: [{ name: t.home, at: `${root}${index}` }, { name }],
    styles: [reportStyle, chartStyle],
    body: html`${reports
      .filter((report) => !standingVersion(report))
      .map(
        (report) =>
          html`<p class="notice"><a href="${root}${folderOf(report)}/${index}">${report.title[language]}</a>（${withdrawalTexts.mark[language]}）</p>
`,
      )}
${
  years.length === 0
    ? html`<p>${withdrawalTexts.noFigures[language]}</p>`
    : html`${chartPatterns}${kinds.map((own) => {
        const rows = own.map((one) => ({ report: one.report, measures: measuresIn(one) }))
        const forms = new Set(own.map(({ compiled }) => compiled.definition.id))
        const head = kinds.length > 1 ? html`<h2>${lastOf(own).compiled.definition.title[language]}</h2>\n` : ''
        return html`${head}${charts(rows, language)}${numbers(rows, root, language)}
<p class="hint">${t.signs}${forms.size > 1 ? t.formsDiffer : ''}</p>`
      })}`
}`,
  })
}

/** Whether two reports are one over the years: of the same form, or of one that takes the other's figures for last year's. */
export function isSameKind(a: ReportFigures, b: ReportFigures): boolean {
  const [one, other] = [a.compiled.definition, b.compiled.definition]
  const follows = (form: typeof one, id: string) =>
    form.id === id || form.previous.some((from) => from.definition === id)
  return follows(one, other.id) || follows(other, one.id)
}

/** A body may report in forms that have nothing to do with each other: each has its own years. */
function kindsOf(years: readonly ReportFigures[]): ReportFigures[][] {
  const kinds: ReportFigures[][] = []
  for (const one of years) {
    const known = kinds.find((own) => own.some((other) => isSameKind(one, other)))
    if (known) known.push(one)
    else kinds.push([one])
  }
  return kinds
}

function numbers(rows: readonly Row[], root: string, language: Language): Markup {
  const t = wordsIn(texts, language)
  const standings = rows.map(({ report }) => standingOnceOut(report))
  return html`<h2>${t.numbers}</h2>
<div class="scroll" role="region" tabindex="0" aria-label="${t.numbers}">
<table class="list figures"><caption class="aside">${t.numbers}</caption>
<thead><tr><th scope="col">${t.measure}</th>${rows.map(({ report }) => html`<th scope="col"><a href="${root}${folderOf(report)}/v${lastOf(report.versions).version}/${indexIn(language)}">${report.year}</a></th>`)}</tr></thead>
<tbody>
<tr><th scope="row">${t.charts.published}</th>${standings.map((standing) => html`<td${raw(standing.is === 'late' ? ' class="late"' : '')}>${'published' in standing ? shortDate(standing.published, language) : '—'}<br><small>${standingWords(standing, language)}</small></td>`)}</tr>
${itemsOf(rows).map(([id, title]) => html`<tr><th scope="row">${title[language]}</th>${rows.map(({ measures }) => html`<td>${shownMeasure(measures, id, language)}</td>`)}</tr>\n`)}</tbody></table>
</div>`
}

/** What a reader asks first: how many came, what became of them, what went on, who contested it, how much is in force, and when it was said. */
function charts(rows: readonly Row[], language: Language): Markup {
  const t = wordsIn(texts, language)
  const of = (title: string, series: readonly (Series & { id: string })[]) =>
    columnChart(title, series, columnsOf(rows, series), language)
  const one = (id: string, title: LocalizedText): Markup | '' =>
    of(title[language], [{ id, title, mark: title, fill: 'dark' }])
  const files = itemsOf(rows).filter(([id]) => id.startsWith('normative'))
  return html`${of(t.charts.received, [
    { id: 'received', fill: 'dark', ...texts.newRequests },
    { id: 'carried-in', fill: 'hatch', ...texts.carriedIn },
  ])}
${of(t.charts.outcomes, outcomes)}
${one('carried-out', texts.charts.carriedOut)}
${of(t.charts.disputes, [
  { id: 'reviews', fill: 'dark', ...texts.reviews },
  { id: 'lawsuits', fill: 'hatch', ...texts.lawsuits },
])}
${files.map(([id, title]) => one(id, title))}
${dayChart(
  t.charts.published,
  rows.map(({ report }) => dayOf(report, language)),
  language,
)}`
}

/** A column for each year from the first to the last; the years between without a report are seen as missing. */
function columnsOf(rows: readonly Row[], series: readonly { id: string }[]) {
  const told = rows.filter(({ measures }) => series.some(({ id }) => measures.some((measure) => measure.id === id)))
  if (told.length === 0) return []
  const [first, last] = [firstOf(told).report.year, lastOf(told).report.year]
  return Array.from({ length: last - first + 1 }, (_, n) => {
    const row = told.find(({ report }) => report.year === first + n)
    return {
      name: String(first + n),
      ...(row && { values: series.map(({ id }) => drawnNumber(row.measures, id)) }),
    }
  })
}

function dayOf(report: SiteReport, language: Language) {
  const published = civilDate(firstOf(report.versions).publishedAt, report.zone)
  const newYear = `${report.year + 1}-01-01`
  return {
    name: String(report.year),
    published,
    legal: shownDate(report.legal, language),
    days: daysBetween(newYear, published),
    legalDays: daysBetween(newYear, report.legal),
    late: published > report.legal,
  }
}
