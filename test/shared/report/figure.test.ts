import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  add,
  canonical,
  compare,
  decimals,
  isDecimal,
  isFigure,
  multiply,
  readFigure,
  scaleTo,
  showFigure,
  subtract,
  sum,
  unscale,
} from '../../../shared/report/figure.ts'
import type { CellKind } from '../../../shared/report/report-definition.ts'

const count: CellKind = { kind: 'count' }
const change: CellKind = { kind: 'change' }
const amount: CellKind = {
  kind: 'amount',
  unit: { zh: '万元', en: '10,000 yuan' },
  scale: 6,
  accepts: [{ unit: '元', factor: '0.0001' }],
}

describe('readFigure', () => {
  test.each<[string, CellKind, unknown]>([
    ['12', count, { figure: '12' }],
    ['0', count, { figure: '0' }],
    ['007', count, { figure: '7' }],
    ['12.0', count, { figure: '12' }],
    ['１２３', count, { figure: '123' }],
    ['　28　', count, { figure: '28' }],
    ['\u00a05\u200b', count, { figure: '5' }],
    ['2,359', count, { figure: '2359' }],
    ['１，２３４', count, { figure: '1234' }],
    ['1 234 567', count, { figure: '1234567' }],
    ['2笔', count, { figure: '2' }],
    ['3个', count, { figure: '3' }],
    ['3 件', count, { figure: '3' }],
    ['零', count, { figure: '0' }],
    ['〇件', count, { figure: '0' }],
    ['', count, { figure: null }],
    ['　', count, { figure: null }],
    ['/', count, { figure: 'n/a' }],
    ['／', count, { figure: 'n/a' }],
    ['—', count, { figure: 'n/a' }],
    ['——', count, { figure: 'n/a' }],
    ['-', count, { figure: 'n/a' }],
    ['不适用', count, { figure: 'n/a' }],
    ['N/A', count, { figure: 'n/a' }],
    ['+451', change, { figure: '451' }],
    ['＋451', change, { figure: '451' }],
    ['-2147', change, { figure: '-2147' }],
    ['－18', change, { figure: '-18' }],
    ['−18', change, { figure: '-18' }],
    ['-0', change, { figure: '0' }],
    ['44', change, { figure: '44' }],
    ['+5', count, { figure: '5' }],
    ['96171.6', amount, { figure: '96171.6' }],
    ['24252.311082', amount, { figure: '24252.311082' }],
    ['984361元', amount, { figure: '98.4361' }],
    ['73802895.9元', amount, { figure: '7380.28959' }],
    ['¥251000', amount, { figure: '25.1' }],
    ['21997万元', amount, { figure: '21997' }],
    ['0元', amount, { figure: '0' }],
    ['1 2', count, { problem: 'figure-ambiguous' }],
    // A mark of a footnote is no digit of the number before it.
    ['12²', count, { problem: 'figure-ambiguous' }],
    ['12①', count, { problem: 'figure-ambiguous' }],
    ['3⑴', count, { problem: 'figure-ambiguous' }],
    ['①', count, { problem: 'figure-malformed' }],
    ['Ⅻ', count, { problem: 'figure-malformed' }],
    ['1,23', count, { problem: 'figure-ambiguous' }],
    ['1,2345', count, { problem: 'figure-ambiguous' }],
    ['1.234,56', amount, { problem: 'figure-ambiguous' }],
    ['22（其中修订16件）', count, { problem: 'figure-ambiguous' }],
    ['约20', count, { problem: 'figure-ambiguous' }],
    ['十二', count, { problem: 'figure-ambiguous' }],
    ['5-6', count, { problem: 'figure-ambiguous' }],
    ['1e5', count, { problem: 'figure-ambiguous' }],
    ['3万元', count, { problem: 'figure-ambiguous' }],
    ['3亿元', amount, { problem: 'figure-ambiguous' }],
    ['.5', amount, { problem: 'figure-ambiguous' }],
    ['无', count, { problem: 'figure-malformed' }],
    ['abc', count, { problem: 'figure-malformed' }],
    ['-3', count, { problem: 'figure-negative' }],
    ['-3', amount, { problem: 'figure-negative' }],
    ['2.5', count, { problem: 'figure-fractional' }],
    ['2.5', change, { problem: 'figure-fractional' }],
    ['0.0000001', amount, { problem: 'figure-fractional' }],
    ['0.001元', amount, { problem: 'figure-fractional' }],
    ['1234567890123456', count, { problem: 'figure-too-large' }],
    ['9'.repeat(400), count, { problem: 'figure-too-large' }],
  ])('%j as %o', (typed, kind, reading) => {
    expect(readFigure(typed, kind)).toEqual(reading)
  })

  test('what is shown is read back as the same figure', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), (n) => {
        const figure = String(n)
        expect(readFigure(showFigure(figure, change, 'zh'), change)).toEqual({ figure })
      }),
    )
  })
})

test('three values show as three things', () => {
  expect(['0', null, 'n/a'].map((figure) => showFigure(figure, count, 'zh'))).toEqual(['0', '', '不适用'])
  expect(['451', '-18', '0'].map((figure) => showFigure(figure, change, 'en'))).toEqual(['+451', '-18', '0'])
})

describe('arithmetic', () => {
  test.each([
    ['0.1', '0.2', '0.3'],
    ['18651.064104', '-0.004104', '18651.06'],
    ['-5', '5', '0'],
    ['999999999999999', '1', '1000000000000000'],
  ])('%s + %s = %s', (a, b, total) => {
    expect(add(a, b)).toBe(total)
    expect(subtract(total, b)).toBe(a)
  })
  test('blank is unknown, not applicable is nothing to count', () => {
    expect(sum(['1', null, '2'])).toBe(null)
    expect(sum(['1', 'n/a', '2'])).toBe('3')
    expect(sum(['n/a', 'n/a'])).toBe('n/a')
  })
  test('against BigInt at the same scale', () => {
    const decimal = fc
      .tuple(fc.bigInt({ min: -(10n ** 21n), max: 10n ** 21n }), fc.integer({ min: 0, max: 6 }))
      .map(([digits, scale]) => unscale(digits, scale))
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        expect(isDecimal(a)).toBe(true)
        expect(scaleTo(add(a, b), 6)).toBe(scaleTo(a, 6) + scaleTo(b, 6))
        expect(scaleTo(multiply(a, b), 12)).toBe(scaleTo(a, 6) * scaleTo(b, 6))
        const [x, y] = [scaleTo(a, 6), scaleTo(b, 6)]
        expect(compare(a, b)).toBe(x < y ? -1 : x > y ? 1 : 0)
      }),
    )
  })
  test('one form for each number', () => {
    expect(['1.50', '-0', '+3', '1.2e3', '5E-3', '00.10'].map(canonical)).toEqual([
      '1.5',
      '0',
      '3',
      '1200',
      '0.005',
      '0.1',
    ])
    expect(['01', '1.0', '-0', '+1', '.5', '1.', ''].some(isDecimal)).toBe(false)
    expect([null, 'n/a', '-0.5'].every(isFigure)).toBe(true)
    expect(isFigure(5)).toBe(false)
    expect(decimals('24252.311082')).toBe(6)
  })
})
