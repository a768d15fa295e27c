import { expect, test } from 'vitest'
import { readFigures } from '../../../shared/draft/typed-figures.ts'
import { compileDefinition, inputCells } from '../../../shared/report/cells.ts'
import { shippedDocument } from '../../../shared/report/definitions/shipped.ts'
import { blank, type Figure, notApplicable } from '../../../shared/report/figure.ts'
import { reportDefinition } from '../../../shared/report/report-definition.ts'

const compiled = compileDefinition(reportDefinition.parse(shippedDocument('gid-2021')))
const inputs = inputCells(compiled, [])
const zeros = Object.fromEntries(inputs.map(({ id }) => [id, '0']))
const cell = 't3.new.natural'
const read = (figures: Readonly<Record<string, string>>, nil = false) =>
  readFigures(compiled, [], { nil, figures: { ...zeros, ...figures } })

test.each<[string, string, 'filled in' | 'nothing to report', Figure, string | undefined]>([
  ['a figure', '12', 'filled in', '12', undefined],
  ['zero, which is not blank', '0', 'filled in', '0', undefined],
  ['blank, which is not zero', '', 'filled in', blank, 'figure-missing'],
  ['blanks', ' ', 'filled in', blank, 'figure-missing'],
  ['no number: blank, so that the rest can be checked', 'abc', 'filled in', blank, 'figure-malformed'],
  ['a negative one', '-1', 'filled in', blank, 'figure-negative'],
  ['a fraction of persons', '1.5', 'filled in', blank, 'figure-fractional'],
  ['that it is not applicable, where it is', '/', 'filled in', notApplicable, 'figure-not-applicable'],
  ['blank, where there is nothing to report: zero', '', 'nothing to report', '0', undefined],
  ['zero, where there is nothing to report', '0', 'nothing to report', '0', undefined],
  ['a figure, where there is nothing to report', '3', 'nothing to report', '3', 'field-malformed'],
  [
    'no number, where there is nothing to report: blank, and no zero',
    'abc',
    'nothing to report',
    blank,
    'figure-malformed',
  ],
])('a cell says %s', (_, typed, as, figure, problem) => {
  const { figures, refused } = read({ [cell]: typed }, as === 'nothing to report')
  expect(figures[cell]).toBe(figure)
  expect([...refused]).toEqual(problem === undefined ? [] : [[cell, problem]])
})

test('a cell that was not sent is blank too', () => {
  const { [cell]: _, ...others } = zeros
  const { figures, refused } = readFigures(compiled, [], { nil: false, figures: others })
  expect([figures[cell], refused.get(cell)]).toEqual([blank, 'figure-missing'])
})

test('totals follow from what could be read', () => {
  const { figures } = read({ [cell]: '7', 't3.new.business': '5' })
  expect(figures['t3.new.total']).toBe('12')
  expect(read({ [cell]: 'abc', 't3.new.business': '5' }).figures['t3.new.total']).toBe(blank)
})

test('what is refused is in the order of the form, and a total that was sent along is no input', () => {
  const last = inputs.at(-1)?.id ?? ''
  const { figures, refused } = read({ [last]: '', [cell]: 'x', 't3.new.total': '99' })
  expect([...refused.keys()]).toEqual([cell, last])
  expect(figures['t3.new.total']).toBe(blank)
})

test('only the cells of one’s roles are read', () => {
  const own = new Set(inputs.map(({ id }) => id))
  const more = inputCells(compiled, ['office']).filter(({ id }) => !own.has(id))
  const { figures } = read(Object.fromEntries(more.map(({ id }) => [id, '5'])))
  expect(more.filter(({ id }) => figures[id] !== undefined)).toEqual([])
})
