import {
  empty,
  exactAt,
  figureAt,
  filled,
  inapplicable,
  numberAt,
  safe,
  unmapped,
  type Values,
  valuesOf,
} from '../cell-values.ts'
import { type CompiledDefinition, cellScale, type Figures, type RelationInstance, type Term } from '../cells.ts'
import type { Figure } from '../figure.ts'

/** Both sides of a relation, exact, at the scale of the instance; what is blank counts as 0 here and is named beside. */
export type Weighing = {
  left: number | bigint
  right: number | bigint
  empty: number
  unmapped: number
  filled: number
}

export type Sources = { own: Values; previous?: Values | undefined; units?: Values | undefined }

/** The units' own cells added up; blank where one of them is blank. */
export function sumOfUnits(compiled: CompiledDefinition, units: readonly (Figures | Values)[]): Values {
  const total = valuesOf(compiled, {})
  total.states.fill(units.length === 0 ? empty : inapplicable)
  const digits: bigint[] = []
  for (const unit of units) {
    const own = valuesOf(compiled, unit)
    for (const [n, number] of total.numbers.entries()) {
      total.numbers[n] = number + numberAt(own.numbers, n)
      digits[n] = (digits[n] ?? 0n) + exactAt(own, n)
      const state = own.states[n]
      if (state === empty || state === unmapped) total.states[n] = empty
      else if (state === filled && total.states[n] === inapplicable) total.states[n] = filled
    }
  }
  if (total.numbers.some((number) => !(number < safe && number > -safe))) total.digits = digits
  return total
}

/**
 * Whether a relation within one report surely holds: every cell is there, and both sides, taken in one sum, balance. Nearly
 * every relation of nearly every slice is answered here; whatever is not is weighed.
 */
export function surelyHolds({ balance, relation: { operator } }: RelationInstance, own: Values): boolean {
  if (!balance || own.digits) return false
  const { cells, weights } = balance
  let sum = 0
  let some = false
  for (const [n, cell] of cells.entries()) {
    if (own.states[cell] === empty) return false
    some ||= own.states[cell] === filled
    sum += numberAt(own.numbers, cell) * numberAt(weights, n)
  }
  if (!some) return false
  return operator === '=' ? sum === 0 : operator === '<=' ? sum <= 0 : sum >= 0
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
    const state = values.states[term.cell.index]
    if (state === empty) weighing.empty++
    else if (state === unmapped) weighing.unmapped++
    else if (state === filled) weighing.filled++
    exact ||= values.digits !== undefined
    const number = numberAt(values.numbers, term.cell.index) * term.weight
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
export function figureOf(term: Term, sources: Sources): Figure {
  const values = sourceOf(term, sources)
  return values ? figureAt(values, term.cell.index, cellScale(term.cell)) : null
}

export const sourceOf = (term: Term, sources: Sources): Values | undefined => sources[term.source]

function exactSum(instance: RelationInstance, sources: Sources, side: Term['side']): bigint {
  let sum = 0n
  for (const term of instance.terms) {
    const values = sourceOf(term, sources)
    if (term.side !== side || !values) continue
    sum += exactAt(values, term.cell.index) * BigInt(term.weight)
  }
  return sum
}
