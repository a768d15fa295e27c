import { bodyOf, folderOf, type SiteReport } from './site-report.ts'

type Published = { report: SiteReport; version: SiteReport['versions'][number] }

const publishedIn = (reports: readonly SiteReport[]): Published[] =>
  reports
    .flatMap((report) => report.versions.map((version) => ({ report, version })))
    .sort((a, b) => (a.version.publishedAt < b.version.publishedAt ? 1 : -1))

const newestEntries = 100

/** Atom (RFC 4287): an entry for every version that was published, a correction being one of its own that names the version before. */
export function atomFeed(reports: readonly SiteReport[], siteUrl: string): string {
  const entries = publishedIn(reports).slice(0, newestEntries)
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
<id>${inXml(siteUrl)}/feed.atom</id>
<title>政府信息公开年度报告</title>
<link rel="self" href="${inXml(siteUrl)}/feed.atom"/>
<link rel="alternate" type="text/html" href="${inXml(siteUrl)}/index.html"/>
<updated>${entries[0]?.version.publishedAt ?? '1970-01-01T00:00:00Z'}</updated>
${entries.map((entry) => entryOf(entry, siteUrl)).join('')}</feed>
`
}

function entryOf({ report, version }: Published, siteUrl: string): string {
  const at = (n: number) => `${inXml(siteUrl)}/${folderOf(report)}/v${n}/index.html`
  const corrected = version.version > 1
  return `<entry>
<id>${at(version.version)}</id>
<title>${inXml(report.title.zh)}${corrected ? `（第${version.version}版，更正）` : ''}</title>
<author><name>${inXml(bodyOf(report).zh)}</name></author>
<published>${version.publishedAt}</published>
<updated>${version.publishedAt}</updated>
<link rel="alternate" type="text/html" href="${at(version.version)}"/>
${corrected ? `<link rel="related" title="第${version.version - 1}版" href="${at(version.version - 1)}"/>\n` : ''}<summary>${corrected ? inXml(`更正原因：${version.reason ?? ''}`) : `${report.year}年度报告公布`}</summary>
</entry>
`
}

/** Every version's page and the pages that list them. Versions never change; the others have the day of the newest publication. */
export function sitemap(reports: readonly SiteReport[], siteUrl: string): string {
  const published = publishedIn(reports)
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

const inXml = (text: string): string =>
  text.replace(/[<>&"']|[^\P{Cc}\t\n\r]/gu, (character) => xmlNames[character] ?? '')
const xmlNames: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&quot;',
  "'": '&apos;',
}
