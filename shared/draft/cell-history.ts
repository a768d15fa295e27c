import type { Cell, Figures } from '../report/cells.ts'
import { blank, type Figure } from '../report/figure.ts'

/** One cell through the revisions of a slice. */
export type CellHistory<Change> = {
  cell: Cell
  last?: Figure
  /** As it was filed, a figure a revision; a revision made before the cell was the unit's has none. */
  filed: (Figure | undefined)[]
  /** What the office changed in it, in the order it did. */
  changes: Change[]
}

/**
 * Every cell of a slice, side by side by revision: what did not stay as it was first, then what says anything, then what was
 * nothing each time and last year.
 */
export function cellHistories<Change extends { cell: string }>(
  cells: readonly Cell[],
  filed: readonly Figures[],
  changes: readonly Change[],
  lastYear: Figures,
): Record<'moved' | 'told' | 'silent', CellHistory<Change>[]> {
  const sorted = { moved: [], told: [], silent: [] } as Record<'moved' | 'told' | 'silent', CellHistory<Change>[]>
  for (const cell of cells) {
    const last = lastYear[cell.id]
    const line: CellHistory<Change> = {
      cell,
      ...(last !== undefined && { last }),
      filed: filed.map((figures) => figures[cell.id]),
      changes: changes.filter((change) => change.cell === cell.id),
    }
    sorted[kindOf(line)].push(line)
  }
  return sorted
}

function kindOf({ filed, changes, last }: CellHistory<unknown>): 'moved' | 'told' | 'silent' {
  if (changes.length > 0 || new Set(filed).size > 1) return 'moved'
  const nothing = [...filed, last].every((figure) => figure === undefined || figure === '0' || figure === blank)
  return nothing ? 'silent' : 'told'
}
