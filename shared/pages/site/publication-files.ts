import type { SiteTags } from '../../contract/site-tags.ts'
import { stageStandings } from '../../cycle/stage-standing.ts'
import type { DraftDocument } from '../../draft/draft.ts'
import { type Manifest, manifestBytes } from '../../published/manifest.ts'
import { type Publication, publishedReportOf } from '../../published/publication.ts'
import type { PublishedReport } from '../../published/published-report.ts'
import { cellsCsv, reportCsv } from '../../published/report-csv.ts'
import { reportSchemaBytes } from '../../published/report-schema.ts'
import { versionFolder } from '../../published/site-report.ts'
import { decisionsOf, type UnitPublication, unitDraft, unitReportOf } from '../../published/unit-publication.ts'
import { canonicalBytes } from '../../report/bytes/canonical.ts'
import { digestOfValue } from '../../report/bytes/digest.ts'
import type { ReportDefinition } from '../../report/report-definition.ts'
import { markedPage } from '../frame/trial-mark.ts'
import { reportDocx } from '../report/report-docx.ts'
import { reportPage } from './report-page.ts'

/**
 * The immutable files of one version by path: report.json, its schema, the page in Chinese and English, the CSVs, and the manifest
 * over them. Pure: the same draft and decisions give the same bytes, on every machine and in whatever order they were read.
 */
export function publicationFiles(publication: Publication): Map<string, Uint8Array> {
  const { definition, state, draft } = publication
  return versionFiles(definition, draft, publishedReportOf(publication), {
    issuer: state.opening.issuer.id,
    decisions: stageStandings(state, definition).flatMap(({ stage, seats }) =>
      seats.flatMap(({ seat, decision }) => (decision ? [{ stage, seat, digest: digestOfValue(decision) }] : [])),
    ),
    ...(publication.audit && { audit: publication.audit }),
    site: publication.site,
    test: state.opening.test,
  })
}

/** The same of one version of a unit's own report. */
export function unitPublicationFiles(publication: UnitPublication): Map<string, Uint8Array> {
  const { confirmation, clearance } = decisionsOf(publication)
  return versionFiles(publication.definition, unitDraft(publication), unitReportOf(publication), {
    issuer: publication.state.opening.issuer.id,
    decisions: [
      ...(confirmation ? [{ stage: 'unit-leader', seat: confirmation.by, digest: digestOfValue(confirmation) }] : []),
      ...(clearance ? [{ stage: 'clearance', seat: clearance.by, digest: digestOfValue(clearance) }] : []),
    ],
    site: publication.release.site,
    test: publication.state.opening.test,
  })
}

type Around = {
  issuer: string
  decisions: Manifest['decisions']
  audit?: Manifest['audit']
  site: SiteTags | undefined
  test: true | undefined
}

function versionFiles(
  definition: ReportDefinition,
  draft: DraftDocument,
  report: PublishedReport,
  { issuer, decisions, audit, site, test }: Around,
): Map<string, Uint8Array> {
  const { cycle, unit, year, version, correction } = report
  const marked = (page: string) => (report.trial ? markedPage(page, report.trial) : page)
  const files = new Map<string, Uint8Array>([
    ['report.json', canonicalBytes(report)],
    ['report.schema.json', reportSchemaBytes()],
    ['index.html', utf8(marked(reportPage(definition, draft, report, 'zh', { site, test })))],
    ['index.en.html', utf8(marked(reportPage(definition, draft, report, 'en', { site, test })))],
    ['report.docx', reportDocx(definition, draft, paperOf(report))],
    ['figures.csv', utf8(reportCsv(definition, draft.figures))],
    ['cells.csv', utf8(cellsCsv(definition, draft.figures, { issuer, unit: unit ?? '', year, version }))],
  ])
  const manifest = manifestBytes(
    {
      cycle,
      ...(unit !== undefined && { unit }),
      version,
      publishedAt: report.publishedAt,
      draft: report.draft,
      definition: draft.definition,
      decisions,
      ...(audit && { audit: { entries: audit.entries, head: audit.head } }),
      ...(correction && { previous: { version: correction.of, manifest: correction.manifest } }),
    },
    files,
  )
  files.set('manifest.json', manifest)
  const folder = versionFolder(cycle, version, unit)
  return new Map([...files].map(([path, bytes]) => [`${folder}/${path}`, bytes]))
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

const paperOf = ({ title, issuer, version, correction, timeliness, trial }: PublishedReport) => ({
  ...{ title, issuer, version, correction, published: timeliness.published },
  ...(trial && { mark: trial.zh }),
})
