import type { CycleState } from '../cycle/reporting-cycle.ts'
import type { LocalizedText, ReportDefinition } from '../report/report-definition.ts'
import { reportName } from '../report/report-name.ts'

/** A published version, as lists name it. */
export type PublishedVersion = {
  cycle: string
  version: number
  title: LocalizedText
  issuer: LocalizedText
  year: number
  publishedAt: string
  zone: string
  /** Digest of its manifest.json. */
  manifest: string
  /** Why a correction was made. */
  reason?: string
}

/** The versions of a cycle, ascending. */
export const publishedVersions = (
  definition: ReportDefinition,
  { opening, publications }: CycleState,
): PublishedVersion[] =>
  publications.map((publication) => ({
    cycle: opening.cycle,
    version: publication.version,
    title: reportName(definition, opening),
    issuer: opening.issuer.name,
    year: opening.year,
    publishedAt: publication.at,
    zone: opening.zone,
    manifest: publication.manifest,
    ...(publication.reason && { reason: publication.reason }),
  }))
