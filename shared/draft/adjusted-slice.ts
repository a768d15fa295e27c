import { type CompiledDefinition, deriveTotals, type Figures } from '../report/cells.ts'
import type { Figure } from '../report/figure.ts'
import type { DraftDocument } from './draft.ts'
import type { SubmissionDocument } from './submission.ts'

/**
 * A unit's figures as the office adjusted them: the changed cells, and every total of the slice that rests on one of them made
 * anew. Without that the unit's own total would contradict the sum it is compared with.
 *
 * @param adjusted in the order in which they were made; the last one for a cell counts
 */
export function adjustedSlice(
  compiled: CompiledDefinition,
  figures: Figures,
  adjusted: readonly { cell: string; to: Figure }[],
): Figures {
  if (adjusted.length === 0) return figures
  const given: Record<string, Figure> = { ...figures }
  const changed = new Set<string>()
  for (const { cell, to } of adjusted) {
    given[cell] = to
    changed.add(cell)
  }
  // Totals stand in the order in which they rest on each other.
  for (const { id, derived } of compiled.totals) {
    if (!(id in given) || !derived.of.some(({ cell }) => changed.has(cell.id))) continue
    delete given[id]
    changed.add(id)
  }
  const complete = deriveTotals(compiled, given)
  return Object.fromEntries([...Object.keys(figures), ...changed].map((cell) => [cell, complete[cell] ?? null]))
}

/** The slices of a draft as they count in it. */
export const slicesAsCounted = (
  compiled: CompiledDefinition,
  { adjustments }: DraftDocument,
  submissions: readonly SubmissionDocument[],
): { unit: string; figures: Figures; texts: SubmissionDocument['texts'] }[] =>
  submissions.map(({ unit, figures, texts }) => ({
    unit,
    texts,
    figures: adjustedSlice(
      compiled,
      figures,
      adjustments.filter((one) => one.unit === unit),
    ),
  }))
