import { inXml } from '../report/bytes/in-xml.ts'
import { feedTexts } from '../words/published/data-texts.ts'
import { bodyOf, folderOf, type SiteReport } from './site-report.ts'

type Published = { report: SiteReport; version: SiteReport['versions'][number] }

const publishedIn = (reports: readonly SiteReport[]): Published[] =>
  reports
    .flatMap((report) => report.versions.map((version) => ({ report, version })))
    .sort((a, b) => (a.version.publishedAt < b.version.publishedAt ? 1 : -1))

const newestEntries = 100
/** A reader that asks once in it misses nothing, also when more came out together (集中公开). */
const week = 7 * 24 * 3600 * 1000

/** Atom (RFC 4287): an entry for every version that was published, a correction being one of its own that names the version before. */
export function atomFeed(reports: readonly SiteReport[], siteUrl: string): string {
  const published = publishedIn(reports)
  const all = [
    ...published.map((one) => entryOf(one, siteUrl)),
    ...published.flatMap((one) => withdrawalEntry(one, siteUrl)),
  ].sort((a, b) => (a.updated < b.updated ? 1 : -1))
  const since = Date.parse(all[0]?.updated ?? '') - week
  const entries = all.filter(({ updated }, n) => n < newestEntries || Date.parse(updated) > since)
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
<id>${inXml(siteUrl)}/feed.atom</id>
<title>${feedTexts.title}</title>
<link rel="self" href="${inXml(siteUrl)}/feed.atom"/>
<link rel="alternate" type="text/html" href="${inXml(siteUrl)}/index.html"/>
<updated>${entries[0]?.updated ?? '1970-01-01T00:00:00Z'}</updated>
${entries.map(({ xml }) => xml).join('')}</feed>
`
}

type Entry = { updated: string; xml: string }

/** That a version was taken back is an entry of its own, which leads to the page that says why. */
function withdrawalEntry({ report, version: { version, withdrawn } }: Published, siteUrl: string): Entry[] {
  if (!withdrawn) return []
  const at = `${inXml(siteUrl)}/${folderOf(report)}/index.html`
  const xml = `<entry>
<id>${at}#withdrawn-v${version}</id>
<title>${inXml(feedTexts.withdrawn(report.title.zh, version))}</title>
<author><name>${inXml(bodyOf(report).zh)}</name></author>
<updated>${withdrawn.at}</updated>
<link rel="alternate" type="text/html" href="${at}"/>
<summary>${inXml(feedTexts.whyWithdrawn(withdrawn.reason))}</summary>
</entry>
`
  return [{ updated: withdrawn.at, xml }]
}

function entryOf({ report, version }: Published, siteUrl: string): Entry {
  const at = (n: number) => `${inXml(siteUrl)}/${folderOf(report)}/v${n}/index.html`
  const corrected = version.version > 1
  const xml = `<entry>
<id>${at(version.version)}</id>
<title>${inXml(corrected ? feedTexts.corrected(report.title.zh, version.version) : report.title.zh)}</title>
<author><name>${inXml(bodyOf(report).zh)}</name></author>
<published>${version.publishedAt}</published>
<updated>${version.publishedAt}</updated>
<link rel="alternate" type="text/html" href="${at(version.version)}"/>
${corrected ? `<link rel="related" title="${feedTexts.version(version.version - 1)}" href="${at(version.version - 1)}"/>\n` : ''}<summary>${inXml(summaryOf(report.year, version))}</summary>
</entry>
`
  return { updated: version.publishedAt, xml }
}

const summaryOf = (year: number, { version, reason }: Published['version']): string =>
  version === 1 ? feedTexts.published(year) : reason ? feedTexts.whyCorrected(reason) : feedTexts.corrects(version - 1)

/** Every version's page, but for those that were withdrawn, and the pages that list them. Versions never change; the others have the day of the newest publication. */
export function sitemap(reports: readonly SiteReport[], siteUrl: string): string {
  const published = publishedIn(reports).filter(({ version }) => !version.withdrawn)
  const newest = published[0]?.version.publishedAt
  const years = [...new Set(reports.map(({ year }) => year))].sort()
  const lists = ['index.html', 'data/index.html', ...years.flatMap((y) => [`y/${y}/index.html`, `y/${y}/bodies.html`])]
  const url = (path: string, changed: string | undefined) =>
    `<url><loc>${inXml(`${siteUrl}/${path}`)}</loc>${changed ? `<lastmod>${changed}</lastmod>` : ''}</url>\n`
  return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${lists.map((path) => url(path, newest)).join('')}${published.map(({ report, version }) => url(`${folderOf(report)}/v${version.version}/index.html`, version.publishedAt)).join('')}</urlset>
`
}

export const robots = (siteUrl: string): string => `User-agent: *\nAllow: /\nSitemap: ${siteUrl}/sitemap.xml\n`
