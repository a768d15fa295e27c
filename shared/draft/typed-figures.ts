import { type CompiledDefinition, deriveTotals, inputCells } from '../report/cells.ts'
import type { ProblemCode } from '../report/errors.ts'
import { blank, type Figure, notApplicable, readFigure } from '../report/figure.ts'

export type TypedFigures = {
  /** Inputs as far as they could be read, totals computed from them. */
  figures: Record<string, Figure>
  /** Inputs that cannot be taken, by cell, in the order of the form. */
  refused: Map<string, ProblemCode>
}

/**
 * Reads the cells a unit types. Blank is not zero: an empty cell is refused, never guessed. What cannot be read is blank, so that
 * the relations of everything else can still be checked in the same pass. Without any sentence, because the desk reads by this
 * at every key.
 */
export function readFigures(
  compiled: CompiledDefinition,
  roles: readonly string[],
  { nil, figures: typed }: { nil: boolean; figures: Readonly<Record<string, string>> },
): TypedFigures {
  const refused = new Map<string, ProblemCode>()
  const figures: Record<string, Figure> = {}
  for (const cell of inputCells(compiled, roles)) {
    const reading = readFigure(typed[cell.id] ?? '', cell.kind)
    const figure = 'problem' in reading ? blank : reading.figure
    figures[cell.id] = nil && figure === blank && !('problem' in reading) ? '0' : figure
    if ('problem' in reading) refused.set(cell.id, reading.problem)
    else if (figure === notApplicable && !cell.notApplicable) refused.set(cell.id, 'figure-not-applicable')
    else if (nil && figure !== blank && figure !== '0' && figure !== notApplicable)
      refused.set(cell.id, 'field-malformed')
    else if (figure === blank && !nil) refused.set(cell.id, 'figure-missing')
  }
  return { figures: { ...deriveTotals(compiled, figures) }, refused }
}
