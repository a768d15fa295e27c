import { describe, expect, it } from 'vitest'
import { lastYearOf } from '../../../shared/draft/year-before.ts'
import { compileDefinition } from '../../../shared/report/cells.ts'
import { shippedDefinition } from '../../../shared/report/definitions/shipped.ts'

const compiled = compileDefinition(shippedDefinition('gid-2021')!)
const kinds = ['natural', 'business', 'research', 'public-interest', 'legal', 'other']
const row = (figure: string) => Object.fromEntries(kinds.map((kind) => [`t3.new.${kind}`, figure]))

const name = { zh: '水务局', en: 'Water' }

describe('what was published the year before', () => {
  const draft = {
    definition: { id: 'gid-2021', version: 1, digest: 'd' },
    year: 2021,
    figures: { 't3.new.total': '12' },
    adjustments: [
      { unit: 'water', cell: 't3.new.legal', from: '1', to: '4', reason: '补报', by: 'lin' },
      { unit: 'fire', cell: 't3.new.legal', from: '1', to: '9', reason: '另一家', by: 'lin' },
    ],
  }

  it('is each unit’s slice with what the office adjusted, and the totals that follow', () => {
    const last = lastYearOf(
      compiled,
      draft,
      [{ unit: 'water', name, figures: { ...row('1'), 't3.new.total': '6' } }],
      [],
    )
    expect(last).toMatchObject({ year: 2021, issuer: { definition: 'gid-2021', figures: { 't3.new.total': '12' } } })
    expect(last.units.water).toEqual({
      definition: 'gid-2021',
      figures: { ...row('1'), 't3.new.legal': '4', 't3.new.total': '9' },
      name,
    })
  })

  it('is a slice as it was where nobody adjusted it', () => {
    expect(lastYearOf(compiled, draft, [{ unit: 'land', name, figures: row('2') }], []).units.land?.figures).toEqual(
      row('2'),
    )
  })

  it('is a unit’s own report where it published one, whether or not the whole added it', () => {
    const slices = [{ unit: 'water', name, figures: row('1') }]
    const own = ['water', 'tax'].map((unit) => ({ unit, name, figures: row('3') }))
    const { units } = lastYearOf(compiled, draft, slices, own)
    expect(Object.entries(units).map(([unit, { figures }]) => [unit, figures])).toEqual([
      ['water', row('3')],
      ['tax', row('3')],
    ])
  })
})
