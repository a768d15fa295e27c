import { expect, test } from 'vitest'
import type { AllUnits } from '../../../shared/cycle/reporting-cycle.ts'
import { returnsOf, returnsWith } from '../../../shared/draft/draft-return.ts'
import type { Figures } from '../../../shared/report/cells.ts'
import type { Finding } from '../../../shared/report/finding.ts'

const state = (...offices: string[]) =>
  ({
    units: ['c', 'b', 'a'].map((id) => ({ unit: { id, roles: offices.includes(id) ? ['office'] : ['x'] } })),
  }) as unknown as AllUnits
const finding = (cells: string[], root?: string) =>
  ({
    cells,
    message: { zh: '不等。', en: '' },
    advice: { zh: '请核对。', en: '' },
    ...(root && { root: { cell: root } }),
  }) as unknown as Finding
const slices = (figures: Record<string, Record<string, string | null>>) =>
  Object.entries(figures).map(([unit, own]) => ({ unit, figures: own }))
const said = { text: '不等。请核对。' }

test.each<[string, Finding[], AllUnits, { unit: string; figures: Figures }[], unknown]>([
  [
    'who put a figure into one of the cells, in the order of their ids',
    [finding(['x', 'y'])],
    state('c'),
    slices({ b: { y: '1' }, a: { x: '2' }, c: { z: '3' } }),
    [
      { unit: 'a', cell: 'x', ...said },
      { unit: 'b', cell: 'x', ...said },
    ],
  ],
  [
    'not who left it blank, at zero, as not applicable, or out',
    [finding(['x'])],
    state(),
    slices({ a: { x: null }, b: { x: '0' }, c: { x: 'n/a' }, d: {}, e: { x: '1' } }),
    [{ unit: 'e', cell: 'x', ...said }],
  ],
  [
    'at the cell that mends it',
    [finding(['x', 'y'], 'y')],
    state(),
    slices({ a: { x: '1' } }),
    [{ unit: 'a', cell: 'y', ...said }],
  ],
  [
    'for what other reports say, the office; without a cell where none is of this one',
    [finding(['previous:x', 'units:y'])],
    state('c', 'b'),
    slices({ a: { x: '1', y: '1', 'previous:x': '1' } }),
    [
      { unit: 'b', ...said },
      { unit: 'c', ...said },
    ],
  ],
  [
    'where nobody has a figure nor is an office, everybody who sent something',
    [finding(['x'])],
    state(),
    slices({ b: { x: '0' }, a: {} }),
    [
      { unit: 'a', cell: 'x', ...said },
      { unit: 'b', cell: 'x', ...said },
    ],
  ],
  [
    'of several findings each',
    [finding(['x']), finding(['y'])],
    state(),
    slices({ a: { x: '1', y: '1' } }),
    [
      { unit: 'a', cell: 'x', ...said },
      { unit: 'a', cell: 'y', ...said },
    ],
  ],
  ['nobody for nothing', [], state('a'), slices({ a: { x: '1' } }), []],
])('a blocking finding goes back to %s', (_, findings, on, submissions, expected) => {
  expect(returnsOf(findings, on, submissions)).toEqual(expected)
})

test.each<[string, string[], unknown[]]>([
  [
    'what breaks with the year before goes to that unit alone, what breaks within the draft to whoever has a figure in it',
    ['b'],
    [
      { unit: 'b', text: '与上年不等。' },
      { unit: 'a', cell: 'y', ...said },
      { unit: 'b', cell: 'y', ...said },
    ],
  ],
  [
    'of nobody: both go to whoever has a figure in it',
    [],
    [
      { unit: 'a', cell: 'x', ...said },
      { unit: 'b', cell: 'x', ...said },
      { unit: 'a', cell: 'y', ...said },
      { unit: 'b', cell: 'y', ...said },
    ],
  ],
])('where a slice is known not to fit its own year before, %s', (_, units, expected) => {
  const own = units.map((unit) => ({ unit, text: '与上年不等。' }))
  const found = [finding(['x', 'previous:x']), finding(['y'])]
  expect(returnsWith(own, found, state(), slices({ a: { x: '1', y: '1' }, b: { x: '1', y: '1' } }))).toEqual(expected)
})
