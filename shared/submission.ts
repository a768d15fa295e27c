import { canonicalBytes, digestOf } from './canonical.ts'
import type { Figure } from './figure.ts'
import type { Justification } from './finding.ts'

/** One revision of a slice as sent: what the file store keeps under `submissions/<digest>.json`. Never changed afterwards. */
export type SubmissionDocument = {
  document: 'lianbao/submission/1'
  cycle: string
  unit: string
  definition: { id: string; version: number; digest: string }
  /** The unit declared that it has nothing to report: every count is 0. */
  nil: boolean
  /** Every cell of the slice by id: inputs as sent, totals as computed by the system. */
  figures: Record<string, Figure>
  /** Narrative by part id. */
  texts: Record<string, string>
  justifications: Justification[]
}

export const submissionFile = (digest: string): string => `submissions/${digest}.json`

export function sealSubmission(document: SubmissionDocument): { bytes: Uint8Array; digest: string } {
  const bytes = canonicalBytes(document)
  return { bytes, digest: digestOf(bytes) }
}
