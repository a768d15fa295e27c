import { stageStandings } from '../cycle/reporting-cycle.ts'
import { manifestBytes } from '../published/manifest.ts'
import { type Publication, publishedReportOf, versionFolder } from '../published/publication.ts'
import { publishedReportSchema } from '../published/published-report.ts'
import { reportCsv } from '../published/report-csv.ts'
import { canonicalBytes } from '../report/canonical.ts'
import { digestOfValue } from '../report/digest.ts'
import { reportPage } from './report-page.ts'
import { markedAsTrial } from './trial-mark.ts'

/**
 * The immutable files of one version by path: report.json, its schema, the page in Chinese and English, the CSV, and the manifest
 * over them. Pure: the same draft and decisions give the same bytes, on every machine and in whatever order they were read.
 */
export function publicationFiles(publication: Publication): Map<string, Uint8Array> {
  const { definition, state, draft } = publication
  const report = publishedReportOf(publication)
  const marked = publication.trial ? markedAsTrial : (page: string) => page
  const files = new Map<string, Uint8Array>([
    ['report.json', canonicalBytes(report)],
    ['report.schema.json', canonicalBytes(publishedReportSchema())],
    ['index.html', utf8(marked(reportPage(definition, draft, report, 'zh')))],
    ['index.en.html', utf8(marked(reportPage(definition, draft, report, 'en')))],
    ['figures.csv', utf8(reportCsv(definition, draft))],
  ])
  const manifest = manifestBytes(
    {
      cycle: draft.cycle,
      version: publication.version,
      publishedAt: publication.publishedAt,
      draft: publication.draftDigest,
      definition: draft.definition,
      decisions: stageStandings(state, definition).flatMap(({ stage, seats }) =>
        seats.flatMap(({ seat, decision }) => (decision ? [{ stage, seat, digest: digestOfValue(decision) }] : [])),
      ),
      ...(publication.previous && {
        previous: { version: publication.previous.version, manifest: publication.previous.manifest },
      }),
    },
    files,
  )
  files.set('manifest.json', manifest)
  const folder = versionFolder(draft.cycle, publication.version)
  return new Map([...files].map(([path, bytes]) => [`${folder}/${path}`, bytes]))
}

export function contentType(path: string): string {
  if (path.endsWith('.json')) return 'application/json; charset=utf-8'
  if (path.endsWith('.csv')) return 'text/csv; charset=utf-8'
  return 'text/html; charset=utf-8'
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
