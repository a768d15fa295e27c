import { type CompiledDefinition, cellScale, type Figures } from './cells.ts'
import { decimals, type Figure, notApplicable, scaleTo, unscale } from './figure.ts'

/**
 * Figures by cell index, ready to be added: integers scaled by the decimals of their cell. Held as numbers while every
 * sum stays inside the safe integers, which is all real reports; otherwise the sums are taken with BigInt.
 */
export type Values = {
  numbers: Float64Array
  states: Uint8Array
  /** The figures as given, to add exactly what does not fit into a number. */
  digits: (bigint | undefined)[] | undefined
}

export const filled = 0
/** Not filled in, or not readable. */
export const empty = 1
/** Nothing to count. */
export const inapplicable = 2
/** The other document has no such cell, or one that counts more finely. */
export const unmapped = 3

/** A sum of a thousand of these is still a safe integer. */
export const safe = 2 ** 43

/** A cell that is not named is blank, unless `absent` says otherwise. */
export function valuesOf(
  compiled: CompiledDefinition,
  figures: Figures | Values,
  absent: typeof empty | typeof unmapped = empty,
): Values {
  if (areValues(figures)) return figures
  const { cells } = compiled
  const values = noValues(cells.length)
  for (const [n, cell] of cells.entries()) {
    const figure = figures[cell.id]
    if (figure === '0') continue
    if (figure === undefined) values.states[n] = absent
    else if (absent === unmapped && figure !== null && decimals(figure) > cellScale(cell)) values.states[n] = unmapped
    else setFigure(values, n, figure, cellScale(cell))
  }
  return values
}

/** The way back: every cell by its id; what is not there is blank. */
export function figuresOf({ cells }: CompiledDefinition, values: Values): Record<string, Figure> {
  return Object.fromEntries(cells.map((cell) => [cell.id, figureAt(values, cell.index, cellScale(cell))]))
}

/** The number of a cell that the definition has. */
export function numberAt(numbers: Float64Array, index: number): number {
  const number = numbers[index]
  if (number === undefined) throw new Error(`no cell ${index}`)
  return number
}

/** The same, exactly. */
export const exactAt = ({ numbers, digits }: Values, index: number): bigint =>
  digits?.[index] ?? BigInt(numberAt(numbers, index))

/** One cell of them as a figure. */
export function figureAt({ numbers, states, digits }: Values, index: number, scale: number): Figure {
  const state = states[index]
  if (state === empty || state === unmapped) return null
  if (state === inapplicable) return notApplicable
  return unscale(digits?.[index] ?? numberAt(numbers, index), scale)
}

/** So many cells, each 0. */
export const noValues = (cells: number): Values => ({
  numbers: new Float64Array(cells),
  states: new Uint8Array(cells),
  digits: undefined,
})

/** A cell's id has two dots in it, so no figures by id look like values. */
export const areValues = (figures: Figures | Values): figures is Values => figures.numbers instanceof Float64Array

export function setFigure(values: Values, index: number, figure: Figure, scale: number): void {
  if (figure === null) values.states[index] = empty
  else if (figure === notApplicable) values.states[index] = inapplicable
  else {
    const number = scale === 0 ? Number(figure) : Number(scaleTo(figure, scale))
    values.numbers[index] = number
    if (!(number < safe && number > -safe)) {
      values.digits ??= []
      values.digits[index] = scaleTo(figure, scale)
    }
  }
}
