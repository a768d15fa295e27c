import { expect, test } from 'vitest'
import { MergedFigures } from '../../../shared/draft/merged-figures.ts'
import { valuesOf } from '../../../shared/report/cell-values.ts'
import { compileDefinition, type Figures, inputCells } from '../../../shared/report/cells.ts'
import { shippedDefinition } from '../../../shared/report/definitions/shipped.ts'

const definition = structuredClone(shippedDefinition('gid-2019')!)
const rows = definition.tables.flatMap((table) => table.blocks).flatMap((block) => block.rows)
rows.find(({ id }) => id === 'penalties')!.strategy = 'max'
Object.assign(rows.find(({ id }) => id === 'fees')!, { strategy: 'single-owner', owner: { role: 'finance' } })
const compiled = compileDefinition(definition)
const sum = 't2.licensing.decisions'
const most = 't2.penalties.decisions'
const alone = inputCells(compiled, ['finance']).find(({ row }) => row === 'fees')!.id
const [half, rest] = ['900719925474099', '900719925474100']

type Unit = [id: string, roles: string[], figures: Figures]
const merged = (units: Unit[], adjustments: { unit: string; cell: string; to: string }[] = []) => {
  const figures = new MergedFigures(compiled, adjustments)
  for (const unit of units) figures.add(...unit)
  return figures.withTotals()
}
const of = (cell: string, ...figures: (string | undefined)[]) =>
  merged(figures.map((figure, n): Unit => [`u${n}`, [], figure === undefined ? {} : { [cell]: figure }]))[cell]

test.each<[string, (string | undefined)[], string | null]>([
  [sum, ['3', '5', '4'], '12'],
  [sum, [undefined, '5'], '5'],
  [sum, [undefined, undefined], null],
  [sum, ['n/a', '4'], '4'],
  [sum, ['4', 'n/a'], '4'],
  [sum, ['n/a', undefined], 'n/a'],
  [sum, ['n/a', 'n/a'], 'n/a'],
  [sum, ['0', '0'], '0'],
  [sum, Array(10).fill(half), '9007199254740990'],
  [sum, [...Array(10).fill(rest), '1', '1'], '9007199254741002'],
  [sum, ['1', ...Array(11).fill(rest), '2'], '9907919180215103'],
  [sum, ['9007199254740990', '1', '1', '1'], '9007199254740993'],
  [sum, ['9007199254740993', '1', '1'], '9007199254740995'],
  [sum, ['1', '9007199254740993'], '9007199254740994'],
  [most, ['3', '5', '4'], '5'],
  [most, ['5', '3'], '5'],
  [most, ['0', 'n/a'], '0'],
  [most, ['2', '2'], '2'],
  [most, [rest, half, rest], rest],
  [most, [undefined, '1'], '1'],
])('%s of %j is %s', (cell, figures, expected) => {
  expect(of(cell, ...figures)).toBe(expected)
})

test('more than a thousand figures that a double holds add up to one that it does not', () => {
  expect(of(sum, ...Array(1100).fill('8796093022207'), '1')).toBe('9675702324427701')
})

test('a cell of one owner is taken from its owner, and of two it is refused', () => {
  const unit = (id: string, roles: string[]): Unit => [id, roles, { [alone]: '7' }]
  expect(merged([unit('a', []), unit('b', ['finance']), unit('c', [])])[alone]).toBe('7')
  expect(() => merged([unit('a', ['finance']), unit('b', ['finance'])])).toThrow(`Two units own the cell ${alone}`)
})

test('an adjustment takes the place of one unit’s figure, the last one; what was given stays as it was', () => {
  const given = valuesOf(compiled, { [sum]: rest, [most]: '3' })
  const before = structuredClone(given)
  const adjustments = [
    { unit: 'a', cell: sum, to: '8' },
    { unit: 'a', cell: sum, to: '9' },
    { unit: 'b', cell: most, to: '4' },
    { unit: 'a', cell: 'no.such.cell', to: '1' },
  ]
  const figures = new MergedFigures(compiled, adjustments)
  for (const unit of ['a', 'b', 'c']) figures.add(unit, [], given)
  expect(figures.withTotals()).toMatchObject({ [sum]: String(9 + 2 * Number(rest)), [most]: '4' })
  expect(given).toEqual(before)
})

test('an adjustment fills a cell that was blank or did not apply, of that unit alone', () => {
  const given = valuesOf(compiled, { [most]: 'n/a' })
  const adjustments = [sum, most].map((cell) => ({ unit: 'a', cell, to: '9' }))
  const figures = new MergedFigures(compiled, adjustments)
  figures.add('a', [], given)
  expect(figures.withTotals()).toMatchObject({ [sum]: '9', [most]: '9' })
  expect(merged([['b', [], { [most]: 'n/a' }]], adjustments)).toMatchObject({ [sum]: null, [most]: 'n/a' })
  expect(given).toEqual(valuesOf(compiled, { [most]: 'n/a' }))
})

test('units of other roles own other cells', () => {
  const everywhere = inputCells(compiled, ['finance'])
  const all = Object.fromEntries(everywhere.map(({ id }) => [id, '1']))
  const figures = new MergedFigures(compiled)
  for (const [id, roles] of [
    ['a', []],
    ['b', ['finance']],
    ['c', []],
  ] as const)
    figures.add(id, roles, all)
  expect(figures.withTotals()).toMatchObject({ [sum]: '3', [alone]: '1' })
})
