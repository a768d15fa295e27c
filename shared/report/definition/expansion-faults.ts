import {
  type Cell,
  type CompiledDefinition,
  cellScale,
  cellsOfTerm,
  combinations,
  expandPattern,
  isMeant,
  membersOfFamily,
  sidesOf,
} from '../cells.ts'
import type { Relation, ReportDefinition } from '../report-definition.ts'
import { type DefinitionFault, definitionFault as fault } from './definition-fault.ts'

/** What of a definition cannot be spelled out, each with its place in the document. A browser is sent none of it. */
export function expansionFaults(definition: ReportDefinition, compiled: CompiledDefinition): DefinitionFault[] {
  return [
    ...repeatedCells(definition),
    ...definition.relations.flatMap((relation, n) =>
      faultsOfRelation(definition, relation, `relations[${n}]`, compiled),
    ),
    ...circularTotals(definition, compiled),
    ...coarseTotals(definition, compiled),
    ...definition.quotes.flatMap((quote, n) => faultsOfQuote(definition, quote, `quotes[${n}]`, compiled)),
  ]
}

function repeatedCells({ tables }: ReportDefinition): DefinitionFault[] {
  const ids = tables.flatMap((table, t) =>
    table.blocks.flatMap((block, b) =>
      block.rows.flatMap((row, r) =>
        block.columns.map((column) => ({
          id: `${table.id}.${row.id}.${column.id}`,
          path: `tables[${t}].blocks[${b}].rows[${r}]`,
        })),
      ),
    ),
  )
  const seen = new Set<string>()
  return ids.flatMap(({ id, path }) => {
    if (seen.has(id)) return [fault(path, 'cell-twice', id)]
    seen.add(id)
    return []
  })
}

function faultsOfRelation(
  definition: ReportDefinition,
  relation: Relation,
  path: string,
  { byId }: CompiledDefinition,
): DefinitionFault[] {
  const reached = new Set<string>()
  const faults: DefinitionFault[] = []
  for (const members of combinations(definition, relation)) {
    const sides = sidesOf(definition, relation, members)
    if (!isMeant(members, sides, byId)) continue
    for (const { side, n, term, ids, source } of sides) {
      if (relation.derives && source !== 'own') faults.push(fault(`${path}.${side}[${n}]`, 'not-of-the-draft', term))
      const unknown = ids.length === 0 ? term : ids.find((id) => !byId.has(id))
      if (unknown !== undefined) faults.push(fault(`${path}.${side}[${n}]`, 'no-cell', unknown))
    }
    for (const [variable, member] of Object.entries(members)) reached.add(`${variable}=${member}`)
  }
  for (const [variable, family] of Object.entries(relation.each)) {
    const place = `${path}.each.${variable}`
    if (typeof family === 'string' && !Object.hasOwn(definition.sets, family))
      faults.push(fault(place, 'no-set', family))
    for (const member of membersOfFamily(definition, family))
      if (!reached.has(`${variable}=${member}`)) faults.push(fault(place, 'no-cell-of-member', member))
  }
  return faults
}

/** A total is computed after what it rests on; where that is not so, it rests on itself. */
function circularTotals({ relations }: ReportDefinition, { totals }: CompiledDefinition): DefinitionFault[] {
  const computed = new Set<string>()
  return totals.flatMap(({ id, derived }) => {
    const later = derived.of.filter(({ cell }) => cell.derived && !computed.has(cell.id))
    computed.add(id)
    return later.map(({ cell }) => {
      const by = relations.findIndex(({ id }) => id === cell.derived?.relation)
      return fault(`relations[${by}].derives`, 'total-of-itself', cell.id)
    })
  })
}

/** A total that cannot hold the decimals of what it adds: the first figure that has them would end every sum. */
function coarseTotals({ relations }: ReportDefinition, { totals }: CompiledDefinition): DefinitionFault[] {
  return totals.flatMap((total) => {
    const finer = total.derived.of.find(({ cell }) => cellScale(cell) > cellScale(total))?.cell
    if (!finer) return []
    const by = relations.findIndex(({ id }) => id === total.derived.relation)
    const decimalsOf = (cell: Cell) => ({ id: cell.id, decimals: cellScale(cell) })
    return [fault(`relations[${by}].derives`, 'total-too-coarse', decimalsOf(total), decimalsOf(finer))]
  })
}

function faultsOfQuote(
  definition: ReportDefinition,
  { patterns, none, readings }: ReportDefinition['quotes'][number],
  path: string,
  { byId }: CompiledDefinition,
): DefinitionFault[] {
  const readable = (pattern: string, place: string): DefinitionFault[] => {
    try {
      new RegExp(expandPattern(pattern, definition.phrases), 'u')
      return []
    } catch {
      return [fault(`${path}.${place}`, 'not-a-pattern')]
    }
  }
  return [
    ...patterns.flatMap((pattern, n) => readable(pattern, `patterns[${n}]`)),
    ...none.flatMap((pattern, n) => readable(pattern, `none[${n}]`)),
    ...readings.flatMap(({ terms, unless }, n) => [
      ...(unless === undefined ? [] : readable(unless, `readings[${n}].unless`)),
      ...terms.flatMap((term, m) => {
        const { ids } = cellsOfTerm(definition, term)
        const unknown = ids.length === 0 ? term : ids.find((id) => !byId.has(id))
        return unknown === undefined ? [] : [fault(`${path}.readings[${n}].terms[${m}]`, 'no-cell', unknown)]
      }),
    ]),
  ]
}
