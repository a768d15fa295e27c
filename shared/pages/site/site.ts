import type { SiteTags } from '../../contract/site-tags.ts'
import { itemAt } from '../../present.ts'
import { catalogue } from '../../published/catalogue.ts'
import { atomFeed, robots, sitemap } from '../../published/feeds.ts'
import { reportSchemaBytes } from '../../published/report-schema.ts'
import { allCsv, dataPackage, type ReportFigures, totalsCsv } from '../../published/site-data.ts'
import { bodyOf, folderOf, type SiteReport } from '../../published/site-report.ts'
import { standingCsv, standingRows } from '../../published/standing.ts'
import { canonicalBytes } from '../../report/bytes/canonical.ts'
import type { Language } from '../../report/report-definition.ts'
import { bodiesPage } from './bodies-page.ts'
import { bodyFolder, bodyPage } from './body-page.ts'
import { dataPage } from './data-page.ts'
import { homePage, notFoundPageOf } from './home-page.ts'
import { standingPage } from './standing-page.ts'
import { newestPage, noticeCss, versionsPage } from './versions-page.ts'

/**
 * The pages and files around the reports, which are written over whenever something is published. All of it follows from what
 * is public; a version's own files are never among it.
 */

type Files = Map<string, Uint8Array>

/** Beside a report's versions: the newest one, the list of all, and what is to be said above the older ones. */
export function reportFiles(report: SiteReport, site?: SiteTags): Files {
  const folder = folderOf(report)
  const [entry] = entryOf(report)
  if (!entry) return new Map()
  return new Map([
    [`${folder}/index.html`, utf8(newestPage(report, 'zh', site))],
    [`${folder}/index.en.html`, utf8(newestPage(report, 'en', site))],
    [`${folder}/versions.html`, utf8(versionsPage(report, 'zh', site))],
    [`${folder}/versions.en.html`, utf8(versionsPage(report, 'en', site))],
    [`${folder}/notice.css`, utf8(noticeCss(report))],
    [`${folder}/latest.json`, canonicalBytes(entry)],
  ])
}

export type Site = {
  /** Scheme, host and path, no slash at the end. */
  url: string
  /** Civil date on which it is made: what is overdue depends on it. */
  today: string
  /** Newest year first; within a year by cycle, the issuer's own before its units' in roster order. */
  reports: readonly SiteReport[]
  /** Of every report that is public and not withdrawn. */
  figures: readonly ReportFigures[]
  /** Digest of what it is made from. */
  madeFrom: string
  /** What the site says of itself. */
  tags?: SiteTags
}

/** What is over all reports: the lists, the years, the bodies, the data, the feed. */
export function siteFiles({ url, today, reports, figures, madeFrom, tags }: Site): Files {
  const files: Files = new Map()
  const page = (path: string, of: (language: Language) => string) => {
    files.set(path, utf8(of('zh')))
    files.set(path.replace(/\.html$/, '.en.html'), utf8(of('en')))
  }
  page('index.html', (language) => homePage(reports, figures, language, tags))
  files.set('404.html', utf8(notFoundPageOf(url, reports, 'zh', tags)))
  for (const year of new Set(reports.map((report) => report.year))) {
    const own = reports.filter((report) => report.year === year)
    page(`y/${year}/index.html`, (language) => standingPage(own, year, today, language, tags))
    files.set(`y/${year}/standing.csv`, utf8(standingCsv(own, today)))
    files.set(`y/${year}/standing.json`, canonicalBytes({ asOf: today, bodies: standingRows(own, today) }))
    const ofYear = figures.filter(({ report }) => report.year === year)
    page(`y/${year}/bodies.html`, (language) => bodiesPage(ofYear, year, today, language, tags))
  }
  const bodies = Map.groupBy(
    reports.filter(({ versions }) => versions.length > 0),
    bodyFolder,
  )
  for (const [folder, own] of bodies) {
    const theirs = figures.filter(({ report }) => own.includes(report))
    page(`${folder}/index.html`, (language) => bodyPage(own, theirs, today, language, tags))
  }
  const data = { all: utf8(allCsv(figures)), totals: utf8(totalsCsv(figures)) }
  files.set('data/all.csv', data.all)
  files.set('data/totals.csv', data.totals)
  files.set('data/datapackage.json', dataPackage(data, url, tags))
  files.set('data/catalogue.jsonld', canonicalBytes(catalogue(reports, data, url, tags)))
  files.set('data/report.schema.json', reportSchemaBytes())
  page('data/index.html', (language) => dataPage({ all: data.all.length, totals: data.totals.length }, language, tags))
  files.set('site.json', canonicalBytes({ asOf: today, madeFrom }))
  files.set('feed.atom', utf8(atomFeed(reports, url)))
  files.set('sitemap.xml', utf8(sitemap(reports, url)))
  files.set('robots.txt', utf8(robots(url)))
  files.set('reports.json', canonicalBytes({ document: 'lianbao/reports/1', reports: reports.flatMap(entryOf) }))
  return files
}

const listed = (report: SiteReport) => ({
  cycle: report.cycle,
  ...(report.unit && { unit: report.unit.id }),
  ...(report.unit?.countedAbove && { countedAbove: report.unit.countedAbove }),
  title: report.title,
  issuer: bodyOf(report),
  year: report.year,
})

function entryOf(report: SiteReport) {
  const { versions } = report
  const newest = versions.at(-1)
  if (!newest) return []
  const folder = folderOf(report)
  return [
    {
      ...listed(report),
      version: newest.version,
      publishedAt: newest.publishedAt,
      ...(newest.withdrawn
        ? { withdrawn: newest.withdrawn }
        : { manifest: newest.manifest, path: `${folder}/v${newest.version}` }),
      versions: versions.map((version, index) => ({
        ...version,
        path: `${folder}/v${version.version}`,
        ...(versions[index + 1] && { supersededBy: itemAt(versions, index + 1).version }),
      })),
    },
  ]
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
