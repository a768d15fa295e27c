import type { SiteTags } from '../../contract/site-tags.ts'
import { itemAt } from '../../present.ts'
import { catalogue } from '../../published/catalogue.ts'
import { atomFeed, robots, sitemap } from '../../published/feeds.ts'
import { reportSchemaBytes } from '../../published/report-schema.ts'
import { allCsv, dataPackage, type ReportFigures, totalsCsv } from '../../published/site-data.ts'
import { bodyOf, folderOf, type SiteReport } from '../../published/site-report.ts'
import { standingCsv, standingRows } from '../../published/standing.ts'
import { canonicalBytes } from '../../report/bytes/canonical.ts'
import { digestOfValue } from '../../report/bytes/digest.ts'
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

/** A file, made when it is wanted: the same `from` at the same path gives the same bytes, in whatever cycle, stage or process. */
export type SiteFile = { from: unknown; make: () => Uint8Array }
type Files = Map<string, SiteFile>

/** Beside a report's versions: the newest one, the list of all, and what is to be said above the older ones. */
export function reportFiles(report: SiteReport, site?: SiteTags): Files {
  const folder = folderOf(report)
  const [entry] = entryOf(report)
  if (!entry) return new Map()
  const from = digestOfValue({ report, site })
  const made: [string, () => Uint8Array][] = [
    ['index.html', () => utf8(newestPage(report, 'zh', site))],
    ['index.en.html', () => utf8(newestPage(report, 'en', site))],
    ['versions.html', () => utf8(versionsPage(report, 'zh', site))],
    ['versions.en.html', () => utf8(versionsPage(report, 'en', site))],
    ['notice.css', () => utf8(noticeCss(report))],
    ['latest.json', () => canonicalBytes(entry)],
  ]
  return new Map(made.map(([name, make]) => [`${folder}/${name}`, { from, make }]))
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
  /** What the site says of itself. */
  tags?: SiteTags
}

/** What is over all reports: the lists, the years, the bodies, the data, the feed. */
export function siteFiles({ url, today, reports, figures, tags }: Site): Files {
  const files: Files = new Map()
  const add = (path: string, from: unknown, make: () => Uint8Array) => files.set(path, { from, make })
  const page = (path: string, from: unknown, of: (language: Language) => string) => {
    add(path, from, () => utf8(of('zh')))
    add(path.replace(/\.html$/, '.en.html'), from, () => utf8(of('en')))
  }
  const digests = new Map(reports.map((report) => [report, digestOfValue(report)]))
  const said = (some: readonly SiteReport[]) => some.map((report) => digests.get(report) ?? digestOfValue(report))
  // A version never changes: of which manifest its figures are stands in its report.
  const counted = (some: readonly ReportFigures[]) =>
    some.map(({ report, definition }) => [...said([report]), definition])
  const all = digestOfValue({ url, reports: said(reports), figures: counted(figures), tags })
  page('index.html', all, (language) => homePage(reports, figures, language, tags))
  add('404.html', all, () => utf8(notFoundPageOf(url, reports, 'zh', tags)))
  for (const year of new Set(reports.map((report) => report.year))) {
    const own = reports.filter((report) => report.year === year)
    const standing = { reports: said(own), today, tags }
    page(`y/${year}/index.html`, standing, (language) => standingPage(own, year, today, language, tags))
    const rows = standingRows(own, today)
    add(`y/${year}/standing.csv`, rows, () => utf8(standingCsv(rows)))
    add(`y/${year}/standing.json`, standing, () => canonicalBytes({ asOf: today, bodies: rows }))
    const ofYear = figures.filter(({ report }) => report.year === year)
    const compared = { figures: counted(ofYear), tags }
    page(`y/${year}/bodies.html`, compared, (language) => bodiesPage(ofYear, year, language, tags))
  }
  const bodies = Map.groupBy(
    reports.filter(({ versions }) => versions.length > 0),
    bodyFolder,
  )
  for (const [folder, own] of bodies) {
    const theirs = figures.filter(({ report }) => own.includes(report))
    const body = { reports: said(own), figures: counted(theirs), tags }
    page(`${folder}/index.html`, body, (language) => bodyPage(own, theirs, language, tags))
  }
  let made: { all: Uint8Array; totals: Uint8Array } | undefined
  const data = () => {
    made ??= { all: utf8(allCsv(figures)), totals: utf8(totalsCsv(figures)) }
    return made
  }
  const sizes = () => ({ all: data().all.length, totals: data().totals.length })
  add('data/all.csv', all, () => data().all)
  add('data/totals.csv', all, () => data().totals)
  add('data/datapackage.json', all, () => dataPackage(data(), url, tags))
  add('data/catalogue.jsonld', all, () => canonicalBytes(catalogue(reports, data(), url, tags)))
  add('data/report.schema.json', 'this release', reportSchemaBytes)
  page('data/index.html', all, (language) => dataPage(sizes(), language, tags))
  add('feed.atom', all, () => utf8(atomFeed(reports, url)))
  add('sitemap.xml', all, () => utf8(sitemap(reports, url)))
  add('robots.txt', url, () => utf8(robots(url)))
  const listed = () => ({ document: 'lianbao/reports/1', reports: reports.flatMap(entryOf) })
  add('reports.json', all, () => canonicalBytes(listed()))
  return files
}

const frameOf = (report: SiteReport) => ({
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
      ...frameOf(report),
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
