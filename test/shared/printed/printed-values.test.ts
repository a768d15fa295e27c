import { describe, expect, test } from 'vitest'
import { looksLikeValue, readPrintedValue, splitGlued } from '../../../shared/printed/printed-values.ts'
import { compileDefinition } from '../../../shared/report/cells.ts'
import { shippedDefinition } from '../../../shared/report/definitions/shipped.ts'

const of2021 = compileDefinition(shippedDefinition('gid-2021')!)
const of2019 = compileDefinition(shippedDefinition('gid-2019')!)
const count = of2021.byId.get('t3.new.natural')!
const change = of2019.byId.get('t2.licensing.change')!
/** Its heading says 万元. */
const fees = of2021.byId.get('t2.fees.amount')!
/** Its heading says nothing. */
const procurement = of2019.byId.get('t2.procurement.amount')!

describe('what a printed cell says', () => {
  test.each([
    [count, '１２', { figure: '12' }],
    [count, '2,359', { figure: '2359' }],
    [count, '7件', { figure: '7' }],
    [count, '12份', { figure: '12' }],
    [count, '12（件）', { figure: '12' }],
    [change, '‑5', { figure: '-5' }],
    [count, '　0　', { figure: '0' }],
    [count, '', { figure: null }],
    [count, '/', { figure: 'n/a' }],
    [count, '_', { figure: 'n/a' }],
    [count, '＿', { figure: 'n/a' }],
    [count, '—', { figure: 'n/a' }],
    [count, '无', { figure: 'n/a' }],
    [change, '减4', { figure: '-4' }],
    [change, '减少4', { figure: '-4' }],
    [change, '增2', { figure: '2' }],
    [change, '+2', { figure: '2' }],
    [change, '-1', { figure: '-1' }],
    [fees, '18.8710', { figure: '18.871' }],
    [fees, '18.871万元', { figure: '18.871', unit: '万元' }],
    [procurement, '984361元', { figure: '98.4361', unit: '元' }],
    [procurement, '8040', { unitless: '8040' }],
    [procurement, '0', { figure: '0' }],
    [procurement, '—', { figure: 'n/a' }],
    [fees, '0元', { figure: '0' }],
    [fees, '0千元', undefined],
  ])('%#: %s', (cell, printed, expected) => {
    const value = readPrintedValue(printed, cell, undefined)
    expect('unread' in value ? undefined : value).toEqual(expected)
  })
  test.each([
    [fees, '8291965元'],
    [count, '22（其中修订16件）'],
    [count, '约千件'],
    [count, '1 2 3'],
    [count, '12\t345'],
    [count, '12　345'],
    [count, '12  345'],
    [fees, '12千元'],
    [fees, '12亿元'],
    [count, '-3'],
    [count, '1.5'],
    [count, '5\n5'],
    [count, '1288\n1288'],
    [count, '3985\n758'],
    [count, '３９６\n２７９'],
    [fees, '¥321.55'],
  ])('%# is asked about, never guessed: %s', (cell, printed) => {
    expect(readPrintedValue(printed, cell, undefined)).toHaveProperty('unread')
  })
  test('the unit that a file prints in its own heading counts', () => {
    expect(readPrintedValue('3042532', procurement, '元')).toEqual({ figure: '304.2532', unit: '元' })
    expect(readPrintedValue('3', fees, '元')).toEqual({ figure: '0.0003', unit: '元' })
    expect(readPrintedValue('—', fees, '元')).toEqual({ figure: 'n/a', unit: '元' })
  })
  test.each(['千元', '亿元', '百万元', '万美元', '万元、元'])('and %s is converted by nobody', (unit) => {
    expect(readPrintedValue('3', fees, unit)).toHaveProperty('unread.zh', expect.stringContaining(unit))
    expect(readPrintedValue('0', fees, unit)).toEqual({ figure: '0' })
  })
})

describe('figures with nothing between them', () => {
  test.each<[string[], number, string[] | undefined]>([
    [['000'], 3, ['0', '0', '0']],
    [['606'], 3, ['6', '0', '6']],
    [['3000003'], 7, ['3', '0', '0', '0', '0', '0', '3']],
    [['0', '0'], 2, ['0', '0']],
    [['00', '5'], 3, ['0', '0', '5']],
    [['328291965元'], 2, undefined],
    [['120000012'], 7, undefined],
    [['00'], 3, undefined],
    [['1234'], 3, undefined],
    [['-', '1'], 3, undefined],
    [['0'.repeat(60)], 60, undefined],
  ])('%j into %i: %j', (pieces, width, expected) => {
    expect(splitGlued(pieces, width)).toEqual(expected)
  })
})

test.each([
  ['12', true],
  ['+2', true],
  ['减4', true],
  ['/', true],
  ['', true],
  ['22（其中修订16件）', true],
  ['规章', false],
  ['1.属于国家秘密', false],
  ['（一）予以公开', false],
])('%j looks like a value: %s', (text, expected) => {
  expect(looksLikeValue(text)).toBe(expected)
})
