import { type CompiledDefinition, cellsOfTerm, type Figures } from './cells.ts'
import { blank, type Figure, sum } from './figure.ts'
import type { Measure } from './report-definition.ts'

/** A measure's figure by the arithmetic of figures: blank when one of its cells is, never a guess. */
export const measured = ({ definition }: CompiledDefinition, { terms }: Measure, figures: Figures): Figure =>
  sum(terms.flatMap((term) => cellsOfTerm(definition, term).ids).map((cell) => figures[cell] ?? blank))
