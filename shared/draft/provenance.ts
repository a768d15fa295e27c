import type { CompiledDefinition } from '../report/cells.ts'
import type { Figure } from '../report/figure.ts'
import type { DraftDocument } from './draft.ts'
import type { SubmissionDocument } from './submission.ts'

/**
 * Where a cell's figure comes from: the units' own figures by unit id (after the office's adjustments), or other cells of the
 * same report. Adding up, taking the largest or the only one gives the figure again, exactly; a blank adds nothing.
 */
export type Provenance =
  | { strategy: 'sum' | 'single-owner' | 'max'; from: Record<string, Figure> }
  /** A leading `-` on a cell means subtracted. */
  | { strategy: 'computed'; relation: string; of: string[] }

/** By cell id, in the order of the form; units in the order of their ids. `roles`: what each unit's roles are, by its id. */
export function provenanceOf(
  { cells }: CompiledDefinition,
  draft: DraftDocument,
  submissions: readonly SubmissionDocument[],
  roles: ReadonlyMap<string, readonly string[]>,
): Record<string, Provenance> {
  const slices = [...submissions].sort((a, b) => (a.unit < b.unit ? -1 : 1))
  const provenance: Record<string, Provenance> = {}
  for (const cell of cells) {
    if (cell.derived) {
      const of = cell.derived.of.map((term) => `${term.sign === -1 ? '-' : ''}${cells[term.cell]!.id}`)
      provenance[cell.id] = { strategy: 'computed', relation: cell.derived.relation, of }
      continue
    }
    const from: Record<string, Figure> = {}
    for (const slice of slices) {
      if (cell.owner !== 'each' && !roles.get(slice.unit)?.includes(cell.owner.role)) continue
      const adjusted = draft.adjustments.findLast((a) => a.unit === slice.unit && a.cell === cell.id)
      const figure = adjusted ? adjusted.to : slice.figures[cell.id]
      if (figure !== undefined) from[slice.unit] = figure
    }
    provenance[cell.id] = { strategy: cell.strategy, from }
  }
  return provenance
}
