import type { CheckFact } from '../cycle/facts/draft-facts.ts'
import { entryOf, itemAt } from '../present.ts'
import type { CompiledDefinition } from '../report/cells.ts'
import { blank, type Figure } from '../report/figure.ts'
import type { Justification } from '../report/finding.ts'
import type { LocalizedText } from '../report/report-definition.ts'
import { MergedFigures } from './merged-figures.ts'
import type { SliceContent } from './sealed-slice.ts'

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
  gaps: { unit: string; name: LocalizedText; reason: GapReason; note?: string }[]
  /** Where the office changed a unit's figure: old, new, why. */
  adjustments: { unit: string; cell: string; from: Figure; to: Figure; reason: string; by: string }[]
  /** Warnings that stand, and why: by unit for a slice's. */
  justifications: ({ unit: string } & Justification)[]
}

/** `unconfirmed`, `uncleared`: it has filed, and its leader has not confirmed that, or the lead office not cleared it. */
export const gapReasons = ['missing', 'unconfirmed', 'uncleared', 'exempt'] as const
export type GapReason = (typeof gapReasons)[number]

/** Whoever was let off leaves none that is marked. */
export const markedGaps = <Gap extends { reason: GapReason }>(gaps: readonly Gap[]): Gap[] =>
  gaps.filter(({ reason }) => reason !== 'exempt')

/** What the relations of a draft say nothing of: `open` cells have no figure, and a unit is `missing`. */
export const leftOutOf = ({ figures, gaps }: Pick<DraftDocument, 'figures' | 'gaps'>) => ({
  open: Object.values(figures).filter((figure) => figure === blank).length,
  missing: markedGaps(gaps).length > 0,
})

export const draftFile = (digest: string): string => `drafts/${digest}.json`
/** What an earlier version checked lies under the digest of its draft. */
export const checkFile = ({ body, draft }: Pick<CheckFact, 'body' | 'draft'>): string => `checks/${body ?? draft}.json`

/** What goes into a draft beside the slices; all of it from the facts of the cycle. */
export type MergeInput = {
  cycle: string
  definition: { id: string; version: number; digest: string }
  issuer: DraftDocument['issuer']
  year: number
  /** In roster order; the order of `slices` does not matter. */
  roster: readonly { id: string; name: LocalizedText; roles: readonly string[] }[]
  gaps: readonly { unit: string; reason: GapReason; note?: string }[]
  adjustments: DraftDocument['adjustments']
  /** Explanations by the office of warnings on the merged draft. */
  explanations: DraftDocument['justifications']
}

export type Slice = { unit: string; revision: number; submission: string; document: SliceContent }

/**
 * Merges slices: exact, deterministic, independent of their order. A unit's own total is never added; totals are computed
 * from the merged inputs. Constant memory: only the running figures are kept, so slices may come from a stream.
 */
export function mergedDraft(compiled: CompiledDefinition, input: MergeInput, slices: Iterable<Slice>): DraftDocument {
  const figures = new MergedFigures(compiled, input.adjustments)
  const parts: DraftDocument['slices'] = []
  const texts = new Map<string, { by: string; text: string }[]>()
  const justifications = [...input.explanations]
  const partIds = new Set(compiled.definition.parts.map(({ id }) => id))
  const rosterOrder = new Map(input.roster.map((unit, index) => [unit.id, index]))
  const unitOf = (id: string) => {
    const index = rosterOrder.get(id)
    if (index === undefined) throw new RangeError(`No unit ${id} in the roster`)
    return itemAt(input.roster, index)
  }
  for (const slice of slices) {
    const unit = unitOf(slice.unit)
    figures.add(slice.unit, unit.roles, slice.document.figures)
    parts.push({
      unit: unit.id,
      name: unit.name,
      revision: slice.revision,
      submission: slice.submission,
      nil: slice.document.nil,
    })
    for (const [part, text] of Object.entries(slice.document.texts)) {
      // What a unit writes for its own report is no part of the whole.
      if (text.trim() && partIds.has(part)) texts.set(part, [...(texts.get(part) ?? []), { by: slice.unit, text }])
    }
    for (const justification of slice.document.justifications)
      justifications.push({ unit: slice.unit, ...justification })
  }
  const inRosterOrder = (a: string, b: string) => entryOf(rosterOrder, a) - entryOf(rosterOrder, b)
  return {
    document: 'lianbao/draft/1',
    cycle: input.cycle,
    definition: input.definition,
    issuer: input.issuer,
    year: input.year,
    figures: figures.withTotals(),
    texts: Object.fromEntries([...texts].map(([part, list]) => [part, list.sort((a, b) => inRosterOrder(a.by, b.by))])),
    slices: parts.sort((a, b) => inRosterOrder(a.unit, b.unit)),
    gaps: input.gaps
      .map((gap) => ({ ...gap, name: unitOf(gap.unit).name }))
      .sort((a, b) => inRosterOrder(a.unit, b.unit)),
    adjustments: [...input.adjustments],
    justifications: justifications.sort((a, b) => compare(a.unit, b.unit) || compare(a.instance, b.instance)),
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
