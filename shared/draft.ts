import type { Figure } from './figure.ts'
import type { Justification } from './finding.ts'
import type { LocalizedText } from './report-definition.ts'

/**
 * The newest submissions merged. Known by the digest of its canonical bytes; what is signed is what is published
 * (architecture, decision 4). The file store keeps it under `drafts/<digest>.json`.
 */
export type DraftDocument = {
  document: 'lianbao/draft/1'
  cycle: string
  definition: { id: string; version: number; digest: string }
  issuer: { id: string; name: LocalizedText; level: string }
  year: number
  /** Every cell of the report by id, totals computed. A cell that no unit could fill is blank. */
  figures: Record<string, Figure>
  /** Narrative by part id; `by` is the unit it came from. */
  texts: Record<string, { by: string; text: string }[]>
  /** The slices that went in, by unit id. */
  slices: { unit: string; name: LocalizedText; revision: number; submission: string; nil: boolean }[]
  /** Units without a slice: what they would have added is missing, and says so. */
  gaps: { unit: string; name: LocalizedText; reason: 'missing' | 'exempt'; note?: string }[]
  /** Where the office changed a unit's figure: old, new, why. */
  adjustments: { unit: string; cell: string; from: Figure; to: Figure; reason: string; by: string }[]
  /** Warnings that stand, and why: by unit for a slice's. */
  justifications: ({ unit: string } & Justification)[]
}

export const draftFile = (digest: string): string => `drafts/${digest}.json`
export const checkFile = (draft: string): string => `checks/${draft}.json`
