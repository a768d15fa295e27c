import type { LocalizedText } from '../report/report-definition.ts'

/** A published version, as lists name it. */
export type ListedVersion = {
  /** 1, 2, 3 … */
  version: number
  publishedAt: string
  /** Digest of its manifest.json. */
  manifest: string
  /** Why a correction was made. */
  reason?: string
  /** When it was taken back (instant), and why. */
  withdrawn?: { at: string; reason: string }
}

/** A unit that has no report to publish for the year: the office let it off, or it left. */
export type Excused = 'exempt' | 'left'

/** A report that is due or public, as the pages around the reports know it. */
export type SiteReport = {
  cycle: string
  issuer: { id: string; name: LocalizedText }
  /** On a unit's own report; without it the report is the issuer's. */
  unit?: {
    id: string
    name: LocalizedText
    kind: 'office' | 'department' | 'township'
    countedAbove?: 'own-line'
    excused?: Excused
  }
  title: LocalizedText
  /** What reports of its form are called for its year, whosesoever they are, and what they rest on. */
  form: { name: LocalizedText; basis: LocalizedText }
  year: number
  zone: string
  /** The civil date by which it has to be public. */
  legal: string
  /** The last date the law allows, where `legal` is an earlier one that the form sets. */
  statutory?: string
  /** Ascending; empty while nothing is public. */
  versions: readonly ListedVersion[]
  /**
   * Of the issuer's newest version: units whose report has been corrected since their figures were added, and the versions then
   * and now.
   */
  correctedBelow?: readonly { name: LocalizedText; used: number; now: number; withdrawn?: boolean }[]
  /** Of the issuer's newest version: units that it should have added, and had nothing of when it was made. */
  notAdded?: readonly LocalizedText[]
}

/** The newest version, unless it was withdrawn: what the public reads, and what figures are taken from. */
export function standingVersion({ versions }: SiteReport): ListedVersion | undefined {
  const newest = versions.at(-1)
  return newest?.withdrawn ? undefined : newest
}

/** Where a report's versions lie, for good. */
export const reportFolder = (cycle: string, unit?: string): string =>
  unit === undefined ? `r/${cycle}` : `r/${cycle}/units/${unit}`

export const folderOf = ({ cycle, unit }: SiteReport): string => reportFolder(cycle, unit?.id)

/** Whose report it is: the unit's, or the issuer's. */
export const bodyOf = ({ issuer, unit }: SiteReport): LocalizedText => (unit ?? issuer).name

/** Where a version lies, for good. */
export const versionFolder = (cycle: string, version: number, unit?: string): string =>
  `${reportFolder(cycle, unit)}/v${version}`
