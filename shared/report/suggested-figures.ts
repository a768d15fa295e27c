import { type CompiledDefinition, type Figures, inputCells } from './cells.ts'
import { blank, type Figure, notApplicable, subtract, sum } from './figure.ts'

/**
 * What a slice's cells must be by last year's report alone, e.g. carried in = last year's carried out. Offered in an empty form
 * and marked as such. `last` holds last year's figures under this definition's cell ids.
 */
export function suggestedFigures(
  compiled: CompiledDefinition,
  roles: readonly string[],
  last: Figures,
): Record<string, string> {
  const inputs = new Set(inputCells(compiled, roles).map((cell) => cell.id))
  const suggested: Record<string, string> = {}
  for (const { relation, terms } of compiled.instances) {
    if (relation.operator !== '=') continue
    const own = terms.filter((term) => term.source === 'own')
    const before = terms.filter((term) => term.source === 'previous')
    const [only] = own
    if (own.length !== 1 || !only || only.sign !== 1 || !inputs.has(only.cell.id)) continue
    if (before.length === 0 || own.length + before.length !== terms.length) continue
    if (before.some((term) => term.side === only.side)) continue
    const figure = sum(
      before.map(({ cell, sign }) => {
        const there = last[cell.id] ?? blank
        return sign === 1 ? there : negative(there)
      }),
    )
    if (figure !== blank && figure !== notApplicable) suggested[only.cell.id] ??= figure
  }
  return suggested
}

const negative = (figure: Figure): Figure =>
  figure === blank || figure === notApplicable ? figure : subtract('0', figure)
