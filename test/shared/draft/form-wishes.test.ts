import { describe, expect, it } from 'vitest'
import { wishedChanges } from '../../../shared/draft/form-wishes.ts'
import type { TypedField } from '../../../shared/draft/working-copy.ts'
import { compileDefinition, inputCells } from '../../../shared/report/cells.ts'
import { shippedDocument } from '../../../shared/report/definitions/shipped.ts'
import { reportDefinition } from '../../../shared/report/report-definition.ts'

const of = (value: string, by: string, rest: Partial<TypedField> = {}): TypedField => ({ value, by, ...rest })

describe('what a button changes', () => {
  const inputs = inputCells(compileDefinition(reportDefinition.parse(shippedDocument('gid-2021'))), [])
  const copy = {
    values: { 'cell:t3.new.natural': '3', 'cell:t3.new.business': ' ', 'cell:t4.review.upheld': '' },
    fields: {
      'cell:t3.new.other': of('0', 'x/', { origin: 'zero' as const }),
      'cell:t3.new.legal': of('0', 'x/'),
      'cell:t3.new.research': of('', 'x/', { origin: 'zero' as const }),
      'cell:t2.rules.made': of('8', 'x/', { gave: { value: '9', by: 'y/' } }),
    },
  }
  const changed = (wish: string) => wishedChanges(wish, copy, inputs)

  it('zeros go into the empty cells of the table, or of all, and say that a button put them there', () => {
    const t3 = changed('zero:t3')!
    expect(t3['cell:t3.new.business']).toEqual({ from: '', to: '0', origin: 'zero' })
    expect(Object.keys(t3).every((name) => name.startsWith('cell:t3.'))).toBe(true)
    expect(t3).not.toHaveProperty('cell:t3.new.natural')
    expect(Object.keys(changed('zero:')!)).toHaveLength(inputs.length - 1)
    expect(changed('zero')).toEqual(changed('zero:'))
  })

  it('the zeros of a button are taken back, those of a person stay', () => {
    expect(changed('unzero')).toEqual({ 'cell:t3.new.other': { from: '0', to: '' } })
  })

  it('of two figures one is chosen', () => {
    expect(changed('take:cell:t2.rules.made')).toEqual({ 'cell:t2.rules.made': { from: '8', to: '9' } })
    expect(changed('keep:cell:t2.rules.made')).toEqual({ 'cell:t2.rules.made': { from: '8', to: '8' } })
    expect(changed('take:cell:t3.new.natural')).toEqual({})
    expect(changed('keep:cell:t3.new.natural')).toEqual({})
    expect(changed('keep:cell:t3.new.legal')).toEqual({})
  })

  it.each(['', 'check', 'submit', 'save', 'review', 'constructor'])('%j changes nothing', (wish) => {
    expect(changed(wish)).toBeUndefined()
  })
})
