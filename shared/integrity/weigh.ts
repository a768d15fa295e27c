import { type CompiledDefinition, cellScale, type Figures, type RelationInstance, type Term } from '../cells.ts'
import { type Figure, notApplicable, scaleTo, unscale } from '../figure.ts'

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
/** The other document has no such cell. */
export const unmapped = 3

/** Both sides of a relation, exact, at the scale of the instance; what is blank counts as 0 here and is named beside. */
export type Weighing = {
  left: number | bigint
  right: number | bigint
  empty: number
  unmapped: number
  filled: number
}

export type Sources = { own: Values; previous?: Values | undefined; units?: Values | undefined }

/** A sum of a thousand of these is still a safe integer. */
const safe = 2 ** 43

/** A cell that is not named is blank, unless `absent` says otherwise. */
export function valuesOf(
  compiled: CompiledDefinition,
  figures: Figures,
  absent: typeof empty | typeof unmapped = empty,
): Values {
  const { cells } = compiled
  const values: Values = {
    numbers: new Float64Array(cells.length),
    states: new Uint8Array(cells.length),
    digits: undefined,
  }
  for (let n = 0; n < cells.length; n++) {
    const cell = cells[n]!
    const figure = figures[cell.id]
    if (figure === '0') continue
    if (figure === undefined) values.states[n] = absent
    else if (figure === null) values.states[n] = empty
    else if (figure === notApplicable) values.states[n] = inapplicable
    else {
      const scale = cellScale(cell)
      const number = scale === 0 ? integer(figure) : Number(scaleTo(figure, scale))
      values.numbers[n] = number
      if (!(number < safe && number > -safe)) {
        values.digits ??= []
        values.digits[n] = scaleTo(figure, scale)
      }
    }
  }
  return values
}

/** The units' own cells added up; blank where one of them is blank. */
export function sumOfUnits(compiled: CompiledDefinition, units: readonly Figures[]): Values {
  const total = valuesOf(compiled, {})
  total.states.fill(units.length === 0 ? empty : inapplicable)
  const digits: bigint[] = []
  for (const unit of units) {
    const own = valuesOf(compiled, unit)
    for (let n = 0; n < total.numbers.length; n++) {
      total.numbers[n]! += own.numbers[n]!
      digits[n] = (digits[n] ?? 0n) + (own.digits?.[n] ?? BigInt(own.numbers[n]!))
      const state = own.states[n]!
      if (state === empty || state === unmapped) total.states[n] = empty
      else if (state === filled && total.states[n] === inapplicable) total.states[n] = filled
    }
  }
  if (total.numbers.some((number) => !(number < safe && number > -safe))) total.digits = digits
  return total
}

export function weigh(instance: RelationInstance, sources: Sources): Weighing {
  let left = 0
  let right = 0
  const weighing: Weighing = { left, right, empty: 0, unmapped: 0, filled: 0 }
  let exact = false
  for (const term of instance.terms) {
    const values = sourceOf(term, sources)
    if (!values) {
      weighing.unmapped++
      continue
    }
    const state = values.states[term.cell]
    if (state === empty) weighing.empty++
    else if (state === unmapped) weighing.unmapped++
    else if (state === filled) weighing.filled++
    exact ||= values.digits !== undefined
    const number = values.numbers[term.cell]! * term.weight
    if (term.side === 'left') left += number
    else right += number
  }
  weighing.left = left
  weighing.right = right
  if (exact || !Number.isSafeInteger(left) || !Number.isSafeInteger(right)) {
    weighing.left = exactSum(instance, sources, 'left')
    weighing.right = exactSum(instance, sources, 'right')
  }
  return weighing
}

export function holds(operator: RelationInstance['relation']['operator'], { left, right }: Weighing): boolean {
  if (operator === '=') return left === right || BigInt(left) === BigInt(right)
  return operator === '<=' ? left <= right : left >= right
}

/** The value of a term's cell as a figure. */
export function figureOf(compiled: CompiledDefinition, term: Term, sources: Sources): Figure {
  const values = sourceOf(term, sources)
  const state = values?.states[term.cell]
  if (!values || state === empty || state === unmapped) return null
  if (state === inapplicable) return notApplicable
  return unscale(values.digits?.[term.cell] ?? values.numbers[term.cell]!, cellScale(compiled.cells[term.cell]!))
}

export const sourceOf = (term: Term, sources: Sources): Values | undefined => sources[term.source]

function exactSum(instance: RelationInstance, sources: Sources, side: Term['side']): bigint {
  let sum = 0n
  for (const term of instance.terms) {
    const values = sourceOf(term, sources)
    if (term.side !== side || !values) continue
    sum += (values.digits?.[term.cell] ?? BigInt(values.numbers[term.cell]!)) * BigInt(term.weight)
  }
  return sum
}

/** Short canonical integers, far faster than Number(): reports are full of them. */
function integer(figure: string): number {
  if (figure.length > 15) return Number(figure)
  let number = 0
  const negative = figure.charCodeAt(0) === 45
  for (let n = negative ? 1 : 0; n < figure.length; n++) number = number * 10 + figure.charCodeAt(n) - 48
  return negative ? -number : number
}
