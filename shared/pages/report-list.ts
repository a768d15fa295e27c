import { versionFolder } from '../published/publication.ts'
import type { PublishedVersion } from '../published/published-versions.ts'
import { canonicalBytes } from '../report/canonical.ts'
import { reportListPage, versionsPage } from './report-list-page.ts'

/**
 * The pointers, by path: the few files that are written over. They are written last, so that whatever they point to is there.
 * `versions`: of every cycle, in any order.
 */
export function pointerFiles(versions: readonly PublishedVersion[]): Map<string, Uint8Array> {
  const cycles = byCycle(versions)
  const files = new Map<string, Uint8Array>()
  for (const own of cycles) {
    const newest = own.at(-1)!
    const folder = `r/${newest.cycle}`
    files.set(`${folder}/index.html`, utf8(versionsPage(own, 'zh')))
    files.set(`${folder}/index.en.html`, utf8(versionsPage(own, 'en')))
    files.set(`${folder}/latest.json`, canonicalBytes(listed(newest)))
  }
  files.set('index.html', utf8(reportListPage(cycles, 'zh')))
  files.set('index.en.html', utf8(reportListPage(cycles, 'en')))
  files.set(
    'reports.json',
    canonicalBytes({
      document: 'lianbao/reports/1',
      reports: cycles.map((own) => ({
        ...listed(own.at(-1)!),
        versions: own.map(({ version, publishedAt, manifest, reason }, index) => ({
          version,
          publishedAt,
          manifest,
          path: versionFolder(own[0]!.cycle, version),
          ...(reason && { reason }),
          ...(own[index + 1] && { supersededBy: own[index + 1]!.version }),
        })),
      })),
    }),
  )
  return files
}

const listed = ({ cycle, version, title, issuer, year, publishedAt, manifest }: PublishedVersion) => ({
  cycle,
  version,
  title,
  issuer,
  year,
  publishedAt,
  manifest,
  path: versionFolder(cycle, version),
})

/** Newest year first, then by cycle; versions ascending. */
function byCycle(versions: readonly PublishedVersion[]): PublishedVersion[][] {
  const cycles = [...new Set(versions.map(({ cycle }) => cycle))].map((cycle) =>
    versions.filter((version) => version.cycle === cycle).sort((a, b) => a.version - b.version),
  )
  return cycles.sort((a, b) => b[0]!.year - a[0]!.year || (a[0]!.cycle < b[0]!.cycle ? -1 : 1))
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
