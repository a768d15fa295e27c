import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type MergeInput, mergedDraft, type Slice } from '../../../shared/draft/draft.ts'
import { canonicalBytes } from '../../../shared/report/bytes/canonical.ts'
import { digestOf } from '../../../shared/report/bytes/digest.ts'
import { compileDefinition, deriveTotals } from '../../../shared/report/cells.ts'
import definition2019 from '../../../shared/report/definitions/government-information-disclosure-2019.json' with {
  type: 'json',
}
import type { Figure } from '../../../shared/report/figure.ts'
import { reportDefinition } from '../../../shared/report/report-definition.ts'

const compiled = compileDefinition(reportDefinition.parse(definition2019))
const roster = ['office', 'finance', 'town'].map((id) => ({
  id,
  name: { zh: id, en: id },
  roles: id === 'office' ? ['office'] : [],
}))
const input: MergeInput = {
  cycle: 'c',
  definition: { id: 'gid-2019', version: 1, digest: 'd' },
  issuer: { id: 'i', name: { zh: '市', en: 'City' }, level: 'county' },
  year: 2020,
  roster,
  gaps: [],
  adjustments: [],
  explanations: [],
}
const zeros = Object.fromEntries(compiled.cells.filter((cell) => !cell.derived).map((cell) => [cell.id, '0']))
const slice = (unit: string, figures: Record<string, Figure>, texts: Record<string, string> = {}): Slice => ({
  unit,
  revision: 1,
  submission: `s-${unit}`,
  document: {
    document: 'lianbao/submission/1',
    cycle: 'c',
    unit,
    definition: input.definition,
    nil: false,
    figures: deriveTotals(compiled, { ...zeros, ...figures }),
    texts,
    justifications: [],
  },
})

describe('merging slices', () => {
  it('adds figures exactly and computes totals from the merged inputs', () => {
    const draft = mergedDraft(compiled, input, [
      slice('finance', { 't2.procurement.amount': '0.1', 't3.new.natural': '2', 't3.carried-out.natural': '2' }),
      slice('town', { 't2.procurement.amount': '0.2', 't3.new.natural': '3', 't3.carried-out.natural': '3' }),
    ])
    expect(draft.figures['t2.procurement.amount']).toBe('0.3')
    expect(draft.figures['t3.new.total']).toBe('5')
  })

  it('is exact beyond the integers a float can hold', () => {
    const large = '999999999999999'
    const units = Array.from({ length: 20 }, (_, n) => ({ id: `u${n}`, name: { zh: '', en: '' }, roles: [] }))
    const draft = mergedDraft(
      compiled,
      { ...input, roster: units },
      units.map(({ id }) => slice(id, { 't2.penalties.decisions': large })),
    )
    expect(draft.figures['t2.penalties.decisions']).toBe('19999999999999980')
  })

  it('keeps what was explained, by units and by the office, and who is missing, in an order of its own', () => {
    const why = (instance: string) => ({ instance, figures: 'f', text: `因为${instance}` }) as never
    const explained = (unit: string, ...instances: string[]) => {
      const plain = slice(unit, {}, { other: `${unit}的话`, problems: ' ', nobody: '不属于总报告' })
      return { ...plain, document: { ...plain.document, justifications: instances.map(why) } }
    }
    const explanations = [{ unit: 'office', ...(why('z') as object) }] as never
    const gaps = [
      { unit: 'office', reason: 'exempt' as const, note: '撤并' },
      { unit: 'finance', reason: 'missing' as const },
    ]
    const draft = mergedDraft(compiled, { ...input, explanations, gaps: gaps.toReversed() }, [
      explained('town', 'b', 'a'),
      explained('finance', 'c'),
    ])
    expect(draft.justifications.map(({ unit, instance }) => `${unit} ${instance}`)).toEqual([
      'finance c',
      'office z',
      'town a',
      'town b',
    ])
    expect(draft.gaps).toEqual([
      { ...gaps[0], name: { zh: 'office', en: 'office' } },
      { ...gaps[1], name: { zh: 'finance', en: 'finance' } },
    ])
    expect(draft.slices.map(({ unit }) => unit)).toEqual(['finance', 'town'])
    expect(draft.texts).toEqual({
      other: [
        { by: 'finance', text: 'finance的话' },
        { by: 'town', text: 'town的话' },
      ],
    })
  })

  it('knows no unit that is not of the roster', () => {
    expect(() => mergedDraft(compiled, input, [slice('stranger', {})])).toThrow('No unit stranger in the roster')
  })

  it('does not depend on the order of the slices', () => {
    const figure = fc.integer({ min: 0, max: 1e9 }).map(String)
    const amount = fc
      .tuple(fc.nat(1e6), fc.nat(999_999))
      .map(([a, b]) => `${a}.${String(b).padStart(6, '0')}`.replace(/\.?0+$/, ''))
    const one = fc.record({ made: figure, licences: fc.integer({ min: -1e6, max: 1e6 }).map(String), amount })
    fc.assert(
      fc.property(fc.tuple(one, one, one), fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), (units, order) => {
        const slices = units.map(({ made, licences, amount }, n) =>
          slice(
            roster[n]!.id,
            { 't2.normative.made': made, 't2.licensing.change': licences, 't2.procurement.amount': amount },
            { other: `${n}` },
          ),
        )
        const digest = (list: Slice[]) => digestOf(canonicalBytes(mergedDraft(compiled, input, list)))
        expect(digest(order.map((n) => slices[n]!))).toBe(digest(slices))
      }),
      { numRuns: 60 },
    )
  })

  it('leaves what nobody filled blank: a missing slice is never a silent zero', () => {
    const draft = mergedDraft(
      compiled,
      { ...input, gaps: roster.map(({ id }) => ({ unit: id, reason: 'missing' as const })) },
      [],
    )
    expect(new Set(Object.values(draft.figures))).toEqual(new Set([null]))
    expect(draft.gaps.map((gap) => gap.unit)).toEqual(['office', 'finance', 'town'])
  })

  it('puts the office’s adjustment in place of the unit’s figure', () => {
    const adjustment = { unit: 'town', cell: 't3.new.natural', from: '3', to: '4', reason: '漏报1件', by: 'clerk' }
    const draft = mergedDraft(compiled, { ...input, adjustments: [adjustment] }, [
      slice('finance', { 't3.new.natural': '2' }),
      slice('town', { 't3.new.natural': '3' }),
    ])
    expect(draft.figures['t3.new.natural']).toBe('6')
    expect(draft.adjustments).toEqual([adjustment])
  })

  it('keeps “not applicable” apart from zero', () => {
    const draft = mergedDraft(compiled, input, [slice('town', { 't2.penalties.decisions': 'n/a' })])
    expect(draft.figures['t2.penalties.decisions']).toBe('n/a')
    const both = mergedDraft(compiled, input, [
      slice('town', { 't2.penalties.decisions': 'n/a' }),
      slice('finance', { 't2.penalties.decisions': '2' }),
    ])
    expect(both.figures['t2.penalties.decisions']).toBe('2')
  })

  it('gives the narrative in the order of the roster', () => {
    const draft = mergedDraft(compiled, input, [
      slice('town', {}, { other: '乙' }),
      slice('finance', {}, { other: '甲' }),
    ])
    expect(draft.texts.other).toEqual([
      { by: 'finance', text: '甲' },
      { by: 'town', text: '乙' },
    ])
  })
})
