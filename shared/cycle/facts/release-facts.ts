import type { SiteTags } from '../../contract/site-tags.ts'
import type { ReturnReason } from './draft-facts.ts'
import type { OfTest } from './of-test.ts'

export type PublicationFact = OfTest & {
  kind: 'publication'
  cycle: string
  /** 1, 2, 3 …: a correction is the next version. */
  version: number
  round: number
  draft: string
  /** Digest of manifest.json. */
  manifest: string
  /** The instant its files bear: the release's, or one of a later day where nothing of it was public on the release's. */
  at: string
  /** Why a correction was made; absent on version 1. */
  reason?: string
}

/**
 * The moment it was established that the draft is signed and is to go out as this version. Written before the files are built, so
 * that a publication begun again after a crash has the same facts in it, on the same day the same time, and so the same bytes.
 */
export type ReleaseFact = {
  kind: 'release'
  cycle: string
  /** 1, 2, 3 …: a release that was stopped is followed by another of the same version. */
  n: number
  version: number
  round: number
  draft: string
  /** Keys of the facts the version is made from, as they were read at this moment. Facts never change, so keys say it all. */
  evidence: string[]
  /** The audit of all facts as they were read at this moment (audit.ts). Goes into the signed manifest and the announcement. */
  audit?: AuditMark
  /** What the site said of itself, which stands in the version's files. */
  site?: SiteTags
  at: string
}

/** Where an audit stood. `facts`: digest of the list of their keys, in the file store under `audits/<digest>.json`. */
export type AuditMark = { entries: number; head: string; facts: string }

/** The moment from which a unit's report is what it is: as `release`, of one unit's report. */
export type UnitReleaseFact = {
  kind: 'unit-release'
  cycle: string
  unit: string
  /** 1, 2, 3 … of the unit: a release that was stopped is followed by another of the same version. */
  n: number
  /** A correction is the next version. */
  version: number
  revision: number
  /** Digest of the submission it publishes. */
  submission: string
  /** Keys of the facts the version is made from. */
  evidence: string[]
  site?: SiteTags
  at: string
}

export type UnitPublicationFact = OfTest & {
  kind: 'unit-publication'
  cycle: string
  unit: string
  version: number
  revision: number
  submission: string
  /** Digest of manifest.json. */
  manifest: string
  at: string
  /** Why a correction was made; absent on version 1. */
  reason?: string
}

/**
 * Whether a release goes out: the point of no return. The publisher, who has looked again after writing the release, and whoever
 * wrote something that the release does not name race for this one item. A release that was stopped has put no file.
 */
export type DepartureFact = { kind: 'departure'; cycle: string; release: number; goes: boolean; at: string }

/**
 * The same of a unit's own report. `reasons`: what its revision breaks by the last year's figures there are now; it goes back to the unit.
 * They are written before the release, which may be another by then: `evidence`, digest of its list, says for which they were found.
 */
export type UnitDepartureFact = {
  kind: 'unit-departure'
  cycle: string
  unit: string
  release: number
  goes: boolean
  reasons?: ReturnReason[]
  evidence?: string
  at: string
}

/** A run of the workflow that was started for the cycle. `published`: so many versions were out then. */
export type ExecutionFact = { kind: 'execution'; cycle: string; n: number; name: string; published: number; at: string }
