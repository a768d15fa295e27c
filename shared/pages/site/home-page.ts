import { html } from 'hono/html'
import { civilDate, shortDate, shownDate } from '../../calendar/civil-date.ts'
import type { SiteTags } from '../../contract/site-tags.ts'
import { firstOf, lastOf } from '../../present.ts'
import { measuresIn, type ReportFigures } from '../../published/site-data.ts'
import { bodyOf, folderOf, type ListedVersion, type SiteReport, standingVersion } from '../../published/site-report.ts'
import type { Language, LocalizedText } from '../../report/report-definition.ts'
import { standingTexts, homeTexts as texts } from '../../words/public/site-texts.ts'
import { withdrawalTexts } from '../../words/public/withdrawal-texts.ts'
import { comma, fileIn, otherLanguage, wordsIn } from '../../words/words-in.ts'
import { type kindsOfBodies, kindTitle, reportsByKind } from './bodies.ts'
import { bodyFolder, isSameKind } from './body-page.ts'
import { measureSaid, shownMeasure } from './measures-shown.ts'
import { indexIn, sitePage } from './site-frame.ts'
import { dateOf } from './versions-page.ts'

type Markup = ReturnType<typeof html>

/** The first page: the newest report, every body's report of that year, older years folded. Says what will be here while nothing is. */
export function homePage(
  reports: readonly SiteReport[],
  figures: readonly ReportFigures[],
  language: Language,
  site?: SiteTags,
): string {
  const t = wordsIn(texts, language)
  const open = reports.filter(({ versions }) => versions.length > 0)
  const years = [...new Set(open.map(({ year }) => year))].sort((a, b) => b - a)
  const issuers = new Set(reports.map(({ issuer }) => issuer.id))
  const title = issuers.size === 1 ? t.titleOf(firstOf(reports).issuer.name[language]) : t.title
  const index = indexIn(language)
  return sitePage({
    language,
    site,
    root: '',
    title,
    other: fileIn('index', otherLanguage[language]),
    body:
      open.length === 0
        ? nothingYet(reports, language)
        : html`${newestOf(open, figures, language)}
${years.map((year, n) => {
  const own = reports.filter((report) => report.year === year)
  const links = html`<p><a href="y/${year}/${index}">${t.standing}</a> · <a href="y/${year}/${fileIn('bodies', language)}">${t.compare}</a></p>`
  const count = own.filter(standingVersion).length
  return n === 0
    ? html`<h2>${t.yearTitle(year)} <small>${t.reportCount(count)}</small></h2>
${links}
${bodyLists(own, language)}
<h2>${t.earlier}</h2>
${years.length === 1 ? html`<p class="hint">${t.noEarlier}</p>` : ''}`
    : html`<details><summary><b>${t.yearTitle(year)}</b> <small>${t.reportCount(count)}</small></summary>
${links}
${bodyLists(own, language)}</details>`
})}`,
  })
}

function newestOf(open: readonly SiteReport[], figures: readonly ReportFigures[], language: Language): Markup | '' {
  const newest = open.find(({ unit }) => unit === undefined)
  if (!newest) return ''
  const version = lastOf(newest.versions)
  if (version.withdrawn)
    return html`<section class="newest"><p>${withdrawalTexts.mark[language]}</p>
<p class="reports"><a href="${folderOf(newest)}/${indexIn(language)}"><b>${newest.title[language]}</b></a></p></section>`
  const said = version.version > 1 ? texts.correctedOn : texts.publishedOn
  return html`<section class="newest"><p>${said(dateOf(version, newest, language))[language]}</p>
<p class="reports"><a href="${folderOf(newest)}/v${version.version}/${indexIn(language)}"><b>${newest.title[language]}</b></a></p>${headline(newest, figures, language)}</section>`
}

/** The report's first four items in a sentence, with what they were in the year before where this site has it. */
function headline(newest: SiteReport, figures: readonly ReportFigures[], language: Language): Markup | '' {
  const now = figures.find(({ report }) => folderOf(report) === folderOf(newest))
  if (!now) return ''
  const before = figures.find(
    (one) =>
      bodyFolder(one.report) === bodyFolder(newest) && one.report.year === newest.year - 1 && isSameKind(one, now),
  )
  const then = before && measuresIn(before)
  const items = measuresIn(now)
    .slice(0, 4)
    .map(({ id, title, figure }) => {
      const known = then?.some((measure) => measure.id === id)
      const last = known ? texts.yearBefore(shownMeasure(then ?? [], id, language))[language] : ''
      return `${title[language]} ${measureSaid(figure, language)}${last}`
    })
  return items.length === 0 ? '' : html`<p>${texts.figures(items.join(comma[language]))[language]}</p>`
}

/** When a body first published, and when it corrected; the year is said where it is not the year after the report's. */
function daysOf(report: SiteReport, newest: ListedVersion, language: Language): string {
  const shown = ({ publishedAt }: ListedVersion) => {
    const date = civilDate(publishedAt, report.zone)
    return date.startsWith(String(report.year + 1)) ? shortDate(date, language) : shownDate(date, language)
  }
  const first = shown(firstOf(report.versions))
  return newest.version === 1 ? first : `${first} · ${texts.correctedShort(shown(newest))[language]}`
}

/** Of a body without a version: it has none to publish, or has not yet. */
const notPublic = ({ unit }: SiteReport): LocalizedText =>
  unit?.excused ? standingTexts.excused[unit.excused] : texts.notYet

function bodyLists(reports: readonly SiteReport[], language: Language): Markup[] {
  return reportsByKind(reports).map(
    ([kind, list]: [(typeof kindsOfBodies)[number], SiteReport[]]) => html`<h3>${kindTitle(kind, language)}</h3>
<ul class="bodies">
${list.map((report) => {
  const newest = report.versions.at(-1)
  const body = bodyOf(report)[language]
  if (newest?.withdrawn)
    return html`<li><a href="${folderOf(report)}/${indexIn(language)}">${body}</a> <small>${withdrawalTexts.mark[language]}</small></li>
`
  return newest
    ? html`<li><a href="${folderOf(report)}/v${newest.version}/${indexIn(language)}">${body}</a> <small>${daysOf(report, newest, language)}</small></li>
`
    : html`<li>${body} <small>${notPublic(report)[language]}</small></li>
`
})}</ul>
`,
  )
}

function nothingYet(reports: readonly SiteReport[], language: Language): Markup {
  const due = reports.toSorted((a, b) => (a.legal < b.legal ? -1 : 1))
  const units = due.find(({ unit }) => unit !== undefined)
  const whole = due.find(({ unit }) => unit === undefined)
  return html`<p><b>${texts.nothing[language]}</b></p>
${whole ? html`<p>${texts.inPreparation(whole.year)[language]}${units ? texts.unitsDue(shownDate(units.legal, language))[language] : ''}${texts.wholeDue(whole.issuer.name[language], shownDate(whole.legal, language))[language]}</p>` : ''}
<p>${texts.willBeHere[language]}</p>`
}

/** What a wrong address is answered with, wherever it is: links begin with the site's own address. */
export function notFoundPageOf(
  siteUrl: string,
  reports: readonly SiteReport[],
  language: Language,
  site?: SiteTags,
): string {
  const newest = reports.find(({ unit, versions }) => unit === undefined && versions.length > 0)
  return sitePage({
    language,
    site,
    root: `${siteUrl}/`,
    title: texts.notFound[language],
    body: html`<p>${texts.notFoundLead[language]}</p>
<ul><li><a href="${siteUrl}/${indexIn(language)}">${texts.allReports[language]}</a></li>
${
  newest
    ? html`<li><a href="${siteUrl}/y/${newest.year}/${indexIn(language)}">${texts.allStandings(newest.year)[language]}</a></li>
<li><a href="${siteUrl}/${folderOf(newest)}/${indexIn(language)}">${newest.title[language]}</a></li>`
    : ''
}</ul>
<p class="hint">${texts.addresses[language]}</p>`,
  })
}
