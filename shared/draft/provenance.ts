import type { Cell, CompiledDefinition } from '../report/cells.ts'
import type { Figure } from '../report/figure.ts'
import { slicesAsCounted } from './adjusted-slice.ts'
import type { DraftDocument } from './draft.ts'
import type { SubmissionDocument } from './submission.ts'

/**
 * Where a cell's figure comes from: the units' own figures by unit id (after the office's adjustments), or other cells of the
 * same report. Adding up, taking the largest or the only one gives the figure again, exactly; a blank adds nothing.
 */
export type Provenance =
  | { strategy: 'sum' | 'single-owner' | 'max'; from: Record<string, Figure> }
  /** A leading `-` on a cell means subtracted. */
  | { strategy: 'computed'; relation: string; of: string[]; from?: Record<string, Figure> }

/** By cell id, in the order of the form; units in the order of their ids. `roles`: what each unit's roles are, by its id. */
export function provenanceOf(
  compiled: CompiledDefinition,
  draft: DraftDocument,
  submissions: readonly SubmissionDocument[],
  roles: ReadonlyMap<string, readonly string[]>,
): Record<string, Provenance> {
  const { cells } = compiled
  const slices = slicesAsCounted(compiled, draft, submissions).sort((a, b) => (a.unit < b.unit ? -1 : 1))
  const provenance: Record<string, Provenance> = {}
  for (const cell of cells) {
    const from: Record<string, Figure> = {}
    for (const { unit, figures } of slices) {
      if (cell.owner !== 'each' && !roles.get(unit)?.includes(cell.owner.role)) continue
      const figure = figures[cell.id]
      if (figure !== undefined) from[unit] = figure
    }
    if (!cell.derived) {
      provenance[cell.id] = { strategy: cell.strategy, from }
      continue
    }
    const of = cell.derived.of.map((term) => `${term.sign === -1 ? '-' : ''}${term.cell.id}`)
    const addsUp = cell.derived.of.every((term) => isAdded(term.cell))
    provenance[cell.id] = { strategy: 'computed', relation: cell.derived.relation, of, ...(addsUp && { from }) }
  }
  return provenance
}

/** Filled by every unit and added, down to the inputs: then the units' totals add up to the total. */
const isAdded = (cell: Cell): boolean =>
  cell.derived ? cell.derived.of.every((term) => isAdded(term.cell)) : cell.owner === 'each' && cell.strategy === 'sum'
