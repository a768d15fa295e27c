import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MergedFigures } from '../../../shared/draft/merged-figures.ts'
import { readSealedSlice } from '../../../shared/draft/sealed-slice.ts'
import { sealSubmission } from '../../../shared/draft/sealed-submission.ts'
import type { SubmissionDocument } from '../../../shared/draft/submission.ts'
import { areValues, safe, valuesOf } from '../../../shared/report/cell-values.ts'
import { cellScale, compileDefinition, deriveTotals, type Figures } from '../../../shared/report/cells.ts'
import { shippedDefinition } from '../../../shared/report/definitions/shipped.ts'
import type { Figure } from '../../../shared/report/figure.ts'
import { checkSlice } from '../../../shared/report/integrity/check.ts'

const definitions = ['gid-2019', 'gid-2021'].map((id) => compileDefinition(shippedDefinition(id)!))

const document = (figures: Figures, texts: Record<string, string> = {}): SubmissionDocument => ({
  document: 'lianbao/submission/1',
  cycle: 'c',
  unit: 'u',
  definition: { id: 'd', version: 1, digest: 'd' },
  nil: false,
  figures,
  texts,
  justifications: [],
})
const sealed = (figures: Figures, texts?: Record<string, string>) =>
  new TextDecoder().decode(sealSubmission(document(figures, texts)).bytes)

/** Mostly small counts, now and then what is blank, does not apply, is negative, or beyond what a number holds. */
const figure: fc.Arbitrary<Figure> = fc.oneof(
  { weight: 20, arbitrary: fc.nat(40).map(String) },
  { weight: 2, arbitrary: fc.nat(999_999_999).map(String) },
  fc.constantFrom(null, 'n/a', '-7', '-3', '999999999999', '1000000000000', '999999999999999', '8796093022208'),
)
const amount = fc.oneof(figure, fc.constantFrom('0.5', '12.25', '-0.01', '999999999.99'))

const reports = fc.constantFrom(...definitions).chain((compiled) =>
  fc.record({
    compiled: fc.constant(compiled),
    figures: fc
      .tuple(
        ...compiled.cells.map((cell) =>
          fc.option(cell.kind.kind === 'amount' && cell.kind.scale >= 2 ? amount : figure, {
            nil: undefined,
            freq: 40,
          }),
        ),
      )
      .map((list) =>
        Object.fromEntries(
          compiled.cells.flatMap(({ id }, n) => (list[n] === undefined ? [] : [[id, list[n] as Figure]])),
        ),
      ),
    whole: fc.boolean(),
  }),
)

describe('reading a sealed slice', () => {
  it('means the same as JSON.parse: values, findings, merge', () => {
    fc.assert(
      fc.property(reports, ({ compiled, figures, whole }) => {
        // `whole`: with the totals the system computes, as every slice that was sent has them.
        const sent = whole ? deriveTotals(compiled, Object.fromEntries(inputsOf(compiled, figures))) : figures
        const read = readSealedSlice(compiled, sealed(sent)).figures
        const isLarge = (cell: (typeof compiled.cells)[0]) => cellScale(cell) === 0 && Number(sent[cell.id]) >= safe
        if (whole && !compiled.cells.some(isLarge)) expect(areValues(read)).toBe(true)
        expect(valuesOf(compiled, areValues(read) ? read : deriveTotals(compiled, read))).toEqual(
          valuesOf(compiled, deriveTotals(compiled, sent)),
        )
        expect(checkSlice(compiled, read, {})).toEqual(checkSlice(compiled, sent, {}))
        const merged = (one: typeof read) => {
          const sum = new MergedFigures(compiled)
          for (const unit of ['a', 'b', 'c']) sum.add(unit, ['finance'], one)
          return attempt(() => sum.withTotals())
        }
        expect(attempt(() => merged(read))).toEqual(attempt(() => merged(sent)))
      }),
      { numRuns: 150 },
    )
  })

  const [, compiled] = definitions as [(typeof definitions)[0], (typeof definitions)[0]]
  const zeroes = Object.fromEntries(compiled.cells.map((cell) => [cell.id, '0']))

  it('takes the short way for what the product seals', () => {
    const { figures, ...rest } = readSealedSlice(
      compiled,
      sealed({ ...zeroes, 't2.fees.amount': '1.5' }, { other: '无' }),
    )
    expect(areValues(figures)).toBe(true)
    expect(rest).toEqual({ ...document({}, { other: '无' }), figures: undefined })
  })

  // The short way is taken, and gives what JSON.parse gives: a count of every length, an amount with its decimals.
  it.each([
    '0',
    '1',
    '9',
    '10',
    '99',
    '100',
    '123456789012',
    '1234567890123',
    '8796093022207',
    '-1',
    '-8796093022208',
    null,
    'n/a',
  ])('takes it for %s', (figure) => {
    const figures = { ...zeroes, 't3.new.natural': figure, 't3.new.other': '7' }
    const read = readSealedSlice(compiled, sealed(figures)).figures
    expect(areValues(read)).toBe(true)
    expect(valuesOf(compiled, read)).toEqual(valuesOf(compiled, figures))
  })

  it.each(['0.5', '1.25', '-0.01', '12', '0'])('takes it for an amount of %s', (figure) => {
    const { figures } = readSealedSlice(compiled, sealed({ ...zeroes, 't2.fees.amount': figure }))
    expect(areValues(figures)).toBe(true)
    expect(valuesOf(compiled, figures)).toEqual(valuesOf(compiled, { ...zeroes, 't2.fees.amount': figure }))
  })

  it('takes it where the first, the last, or a total and a cell of it are not there', () => {
    const ids = Object.keys(zeroes).sort()
    for (const out of [[ids[0]], [ids.at(-1)], ['t3.new.total', 't3.new.natural']]) {
      const left = Object.fromEntries(Object.entries(zeroes).filter(([id]) => !out.includes(id)))
      const read = readSealedSlice(compiled, sealed(left)).figures
      expect(areValues(read)).toBe(true)
      expect(valuesOf(compiled, read)).toEqual(valuesOf(compiled, left))
    }
  })

  it.each([
    ['more decimals than the cell has', sealed({ ...zeroes, 't2.fees.amount': '1.2345678' })],
    ['a decimal where a cell counts', sealed({ ...zeroes, 't3.new.natural': '1.5' })],
    ['no comma between', sealed(zeroes).replace('"0","t3', '"0";"t3')],
    ['what is not quoted', sealed(zeroes).replace('"t3.new.natural":"0"', '"t3.new.natural":0')],
    ['a digit that is none', sealed({ ...zeroes, 't3.new.natural': '1:' })],
    ['a stroke alone', sealed({ ...zeroes, 't3.new.natural': '-' })],
    ['nothing', sealed({ ...zeroes, 't3.new.natural': '' })],
    ['a cell that no definition has', sealed({ ...zeroes, 't9.x.y': '1' })],
    ['a figure that is none', sealed({ ...zeroes, 't3.new.natural': '01' })],
    ['two zeros', sealed({ ...zeroes, 't3.new.natural': '00' })],
    ['a count beyond what is exact', sealed({ ...zeroes, 't3.new.natural': '8796093022208' })],
    ['a count beyond every number', sealed({ ...zeroes, 't3.new.natural': '9'.repeat(400) })],
    ['a quotation that does not end', sealed(zeroes).replace('"t3.new.natural":"0"', '"t3.new.natural":"0x')],
    ['what is not quoted before', sealed(zeroes).replace('"t3.new.natural":"0"', '"t3.new.natural":70"')],
    ['a total left out', sealed(Object.fromEntries(Object.entries(zeroes).filter(([id]) => id !== 't3.new.total')))],
    ['another order', JSON.stringify({ cycle: 'c', figures: { ...zeroes } })],
    ['spaces', JSON.stringify(document(zeroes), null, 1)],
    ['figures within something else', '{"a":{"b":1,"figures":{}},"figures":{"t3.new.natural":"1"}}'],
  ])('leaves %s to JSON.parse', (_, text) => {
    const meant = (read: () => unknown) => attempt(() => JSON.stringify(read()))
    expect(meant(() => readSealedSlice(compiled, text))).toEqual(meant(() => JSON.parse(text)))
  })

  it.each(['"figures":{', ',"figures":{"t2.fees.amount":"1"}', '\\","figures":{'])(
    'is not led astray by a text %s',
    (text) => {
      const read = readSealedSlice(compiled, sealed(zeroes, { other: text }))
      expect(read.texts).toEqual({ other: text })
      expect(valuesOf(compiled, read.figures)).toEqual(valuesOf(compiled, zeroes))
    },
  )

  it('refuses what is no JSON', () => {
    expect(() => readSealedSlice(compiled, '{"a":1,"figures":{},}')).toThrow(SyntaxError)
    expect(() => readSealedSlice(compiled, '{"a":1,"figures":{"t2.fees.amount":"0",}}')).toThrow(SyntaxError)
  })
})

const inputsOf = ({ cells }: (typeof definitions)[0], figures: Figures) =>
  cells.flatMap((cell) =>
    cell.derived || figures[cell.id] === undefined ? [] : [[cell.id, figures[cell.id] as Figure] as const],
  )

/** What is refused the one way is refused the other. */
function attempt<T>(act: () => T): T | string {
  try {
    return act()
  } catch (error) {
    return (error as Error).message
  }
}
