import { describe, expect, it, test } from 'vitest'
import type { DraftDocument } from '../../../shared/draft/draft.ts'
import { provenanceOf } from '../../../shared/draft/provenance.ts'
import type { SubmissionDocument } from '../../../shared/draft/submission.ts'
import { compileDefinition, type Figures } from '../../../shared/report/cells.ts'
import { shippedDefinition } from '../../../shared/report/definitions/shipped.ts'

const definition = structuredClone(shippedDefinition('gid-2019')!)
const rows = definition.tables.flatMap((table) => table.blocks).flatMap((block) => block.rows)
Object.assign(rows.find(({ id }) => id === 'fees')!, { strategy: 'single-owner', owner: { role: 'finance' } })
rows.find(({ id }) => id === 'granted')!.strategy = 'max'
const compiled = compileDefinition(definition)
const roles = new Map([
  ['a', ['finance']],
  ['b', ['office']],
])
const slice = (unit: string, figures: Figures) => ({ unit, figures }) as SubmissionDocument
const of = (slices: SubmissionDocument[], adjustments: { unit: string; cell: string; to: string }[] = []) =>
  provenanceOf(compiled, { adjustments } as unknown as DraftDocument, slices, roles)
const natural = 't3.new.natural'

describe('where a figure comes from', () => {
  const two = [
    slice('b', { [natural]: '2', 't2.fees.prior': '9' }),
    slice('a', { [natural]: '3', 't2.fees.prior': '7' }),
  ]

  it('is every cell, in the order of the form', () => {
    expect(Object.keys(of(two))).toEqual(compiled.cells.map(({ id }) => id))
  })

  it.each([
    ['each unit’s figure, in the order of their ids', natural, { strategy: 'sum', from: { a: '3', b: '2' } }],
    ['its one owner’s alone', 't2.fees.prior', { strategy: 'single-owner', from: { a: '7' } }],
    ['nobody’s', 't2.rules.made', { strategy: 'sum', from: {} }],
  ])('%s', (_, cell, expected) => {
    for (const slices of [two, two.toReversed()]) {
      expect(of(slices)[cell]).toEqual(expected)
      expect(Object.keys((of(slices)[cell] as { from: object }).from)).toEqual(Object.keys(expected.from))
    }
  })

  it('of a unit whose roles nobody knows is taken where every unit fills it', () => {
    const stranger = of([slice('x', { [natural]: '1', 't2.fees.prior': '5' })])
    expect([stranger[natural], stranger['t2.fees.prior']]).toEqual([
      { strategy: 'sum', from: { x: '1' } },
      { strategy: 'single-owner', from: {} },
    ])
  })

  it('of a total is its cells, and the units’ own totals where these add up to it', () => {
    const total = { 't3.new.total': '5' }
    const { 't3.new.total': computed } = of([slice('a', { ...total, [natural]: '5' })])
    expect(computed).toMatchObject({ strategy: 'computed', from: { a: '5' } })
    expect((computed as { of: string[] }).of).toContain(natural)
    // The largest of several is none that adds up, nor is what rests on it, whatever else does.
    for (const cell of ['t3.granted.total', 't3.handled.natural', 't3.handled.total']) {
      const { [cell]: made } = of([slice('a', { [cell]: '5' })])
      expect(made).toMatchObject({ strategy: 'computed' })
      expect(made).not.toHaveProperty('from')
    }
    // A total of totals that are all added is added.
    const shipped = compileDefinition(shippedDefinition('gid-2019')!)
    const none = { adjustments: [] } as unknown as DraftDocument
    expect(
      provenanceOf(shipped, none, [slice('a', { 't3.handled.total': '5' })], roles)['t3.handled.total'],
    ).toMatchObject({ from: { a: '5' } })
  })

  it('names what is subtracted with a stroke', () => {
    const inspection = structuredClone(shippedDefinition('safety-inspection')!)
    inspection.relations[0]!.left = ['inspections.{sector}.fixed', '-inspections.{sector}.open']
    const made = provenanceOf(compileDefinition(inspection), { adjustments: [] } as unknown as DraftDocument, [], roles)
    expect(made['inspections.fire.found']).toMatchObject({
      of: ['inspections.fire.fixed', '-inspections.fire.open'],
      relation: 'hazards.found',
    })
  })

  test.each([
    ['with what the office changed, and the totals that follow', 'a', natural, { [natural]: '4', 't3.new.total': '4' }],
    ['not with what it changed elsewhere', 'b', natural, { [natural]: '3', 't3.new.total': '3' }],
    ['with a cell that the unit had left out', 'a', 't3.new.legal', { 't3.new.legal': '4', 't3.new.total': '7' }],
  ])('%s', (_, unit, cell, expected) => {
    const given = Object.fromEntries(
      compiled.cells.filter(({ table, row }) => table === 't3' && row === 'new').map(({ id }) => [id, '0']),
    )
    const made = of([slice('a', { ...given, [natural]: '3', 't3.new.total': '3' })], [{ unit, cell, to: '4' }])
    for (const [id, figure] of Object.entries(expected)) expect(made[id]).toMatchObject({ from: { a: figure } })
  })
})
