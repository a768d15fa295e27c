import { expect, test } from 'vitest'
import { theCycle } from '../../../shared/cycle/fold.ts'
import { draftOfUnit } from '../../../shared/published/unit-publication.ts'
import { compileDefinition, inputCells } from '../../../shared/report/cells.ts'
import { shippedDefinition } from '../../../shared/report/definitions/shipped.ts'
import { cycleWith } from '../../fixtures/tongjiang-2020.ts'

const { opening } = theCycle(cycleWith().facts)
const unit = opening.units.find(({ roles }) => roles.length === 0)!
const rules = (id: string, figures: Record<string, string>) => {
  const definition = shippedDefinition(id)!
  const document = {
    document: 'lianbao/submission/1' as const,
    cycle: opening.cycle,
    unit: unit.id,
    definition: opening.definition,
    nil: false,
    figures,
    texts: {},
    justifications: [],
  }
  const draft = draftOfUnit(definition, opening, unit, { revision: 1, digest: 'd', document })
  return Object.entries(draft.figures).filter(([cell]) => cell.startsWith('t2.rules.'))
}

test.each(['gid-2019', 'gid-2021'])('%s asks no department for rules, and its own report has none', (id) => {
  const compiled = compileDefinition(shippedDefinition(id)!)
  const asked = (roles: string[]) => inputCells(compiled, roles).filter(({ row }) => row === 'rules').length
  expect([asked([]), asked(['office'])]).toEqual([0, 3])
  expect(new Set(rules(id, {}).map(([, figure]) => figure))).toEqual(new Set(['0']))
})

test('the office’s own report has what it filed', () => {
  expect(rules('gid-2021', { 't2.rules.issued': '2' })).toContainEqual(['t2.rules.issued', '2'])
})
