import { describe, expect, it } from 'vitest'
import { adjustedSlice } from '../../../shared/draft/adjusted-slice.ts'
import { MergedFigures } from '../../../shared/draft/merged-figures.ts'
import { compileDefinition, deriveTotals, inputCells, sliceCells } from '../../../shared/report/cells.ts'
import { shippedDefinition, shippedDefinitionIds } from '../../../shared/report/definitions/shipped.ts'
import { blocking } from '../../../shared/report/finding.ts'
import { checkMerged } from '../../../shared/report/integrity/check.ts'
import { sumOfUnits } from '../../../shared/report/integrity/weigh.ts'

const roles = ['office', 'finance']

/** A slice as it is kept: every cell the unit shows, its totals computed. */
function sliceOf(id: string, figure: string) {
  const compiled = compileDefinition(shippedDefinition(id)!)
  const typed = Object.fromEntries(inputCells(compiled, roles).map((cell) => [cell.id, figure]))
  const complete = deriveTotals(compiled, typed)
  return { compiled, figures: Object.fromEntries(sliceCells(compiled, roles).map(({ id }) => [id, complete[id]!])) }
}

describe('adjustedSlice', () => {
  it('leaves a slice that nobody adjusted as it is', () => {
    const { compiled, figures } = sliceOf('gid-2021', '0')
    expect(adjustedSlice(compiled, figures, [])).toBe(figures)
  })

  it.each([
    ['gid-2021', 't4.cases.direct-upheld', ['t4.cases.direct-total']],
    ['gid-2019', 't4.cases.direct-upheld', ['t4.cases.direct-total']],
    ['safety-inspection', 'inspections.fire.visits', ['inspections.total.visits']],
    [
      'safety-inspection',
      'inspections.fire.open',
      ['inspections.fire.found', 'inspections.total.found', 'inspections.total.open'],
    ],
  ])('%s: with %s its totals change, and nothing else', (id, cell, totals) => {
    const { compiled, figures } = sliceOf(id, '0')
    const after = adjustedSlice(compiled, figures, [
      { cell, to: '3' },
      { cell, to: '7' },
    ])
    const different = Object.keys(after).filter((each) => after[each] !== figures[each])
    expect(different.sort()).toEqual([cell, ...totals].sort())
    for (const each of different) expect(after[each]).toBe('7')
    expect(Object.keys(after)).toEqual(Object.keys(figures))
  })

  it.each(shippedDefinitionIds.map((id) => [id]))('%s: an adjusted draft still is the sum of its slices', (id) => {
    const { compiled, figures } = sliceOf(id, '0')
    for (const { id: cell, kind } of inputCells(compiled, [])) {
      if (kind.kind !== 'count') continue
      const adjusted = [{ unit: 'housing', cell, to: '7' }]
      const merged = new MergedFigures(compiled, adjusted)
      merged.add('housing', roles, figures)
      const units = sumOfUnits(compiled, [adjustedSlice(compiled, figures, adjusted)])
      const { findings } = checkMerged(compiled, merged.withTotals(), {}, { units })
      expect(blocking(findings).filter(({ relation }) => relation.startsWith('aggregation'))).toEqual([])
    }
  })
})
