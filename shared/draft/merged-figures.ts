import {
  empty,
  exactAt,
  figureAt,
  filled,
  inapplicable,
  noValues,
  numberAt,
  setFigure,
  type Values,
  valuesOf,
} from '../report/cell-values.ts'
import {
  type Cell,
  type CompiledDefinition,
  cellScale,
  deriveTotals,
  type Figures,
  inputCells,
} from '../report/cells.ts'
import { blank, type Figure } from '../report/figure.ts'

/**
 * The running figures of a merge: one place a cell, however many slices are added. Sums are kept as integers of the
 * cell's smallest unit, in a double while they are exact there (below 2^53) and as BigInt beyond; nothing is ever rounded.
 */
export class MergedFigures {
  readonly #compiled: CompiledDefinition
  readonly #merged: Values
  readonly #adjusted = new Map<string, { cell: Cell; to: Figure }[]>()
  readonly #owned = new Map<string, readonly Cell[]>()

  /** `adjustments`: what the office put in place of a unit's figure; the last one for a cell counts. */
  constructor(compiled: CompiledDefinition, adjustments: readonly { unit: string; cell: string; to: Figure }[] = []) {
    this.#compiled = compiled
    this.#merged = noValues(compiled.cells.length)
    this.#merged.states.fill(empty)
    for (const { unit, cell, to } of adjustments) {
      const known = compiled.byId.get(cell)
      if (known) this.#adjusted.set(unit, [...(this.#adjusted.get(unit) ?? []), { cell: known, to }])
    }
  }

  /** Adds one unit's figures. Cells it does not own, and its own totals, are left out. */
  add(unit: string, roles: readonly string[], figures: Figures | Values): void {
    const values = this.#asAdjusted(unit, valuesOf(this.#compiled, figures))
    for (const cell of this.#cellsOwned(roles)) {
      const state = values.states[cell.index]
      if (state === filled) this.#addFigure(cell, values)
      else if (state === inapplicable && this.#merged.states[cell.index] === empty) {
        this.#merged.states[cell.index] = inapplicable
      }
    }
  }

  /** Every cell of the report: merged inputs, computed totals. What nobody filled is blank, never a silent zero. */
  withTotals(): Record<string, Figure> {
    const inputs = this.#compiled.cells
      .filter((cell) => !cell.derived)
      .map((cell) => [cell.id, figureAt(this.#merged, cell.index, cellScale(cell))] as const)
    const complete = deriveTotals(this.#compiled, Object.fromEntries(inputs))
    // In the order of the form, so that whoever prints the figures need not sort them.
    return Object.fromEntries(this.#compiled.cells.map((cell) => [cell.id, complete[cell.id] ?? blank]))
  }

  #addFigure({ id, index, strategy }: Cell, values: Values): void {
    const { numbers, states, digits } = this.#merged
    const first = states[index] !== filled
    if (strategy === 'single-owner' && !first) throw new RangeError(`Two units own the cell ${id}`)
    states[index] = filled
    if (values.digits === undefined && digits === undefined && strategy !== 'max') {
      const sum = numberAt(numbers, index) + numberAt(values.numbers, index)
      if (Number.isSafeInteger(sum)) {
        numbers[index] = sum
        return
      }
    }
    const had = exactAt(this.#merged, index)
    const adds = exactAt(values, index)
    this.#merged.digits ??= []
    this.#merged.digits[index] = strategy !== 'max' ? had + adds : first || adds > had ? adds : had
  }

  #asAdjusted(unit: string, values: Values): Values {
    const adjusted = this.#adjusted.get(unit)
    if (!adjusted) return values
    const own = { numbers: values.numbers.slice(), states: values.states.slice(), digits: values.digits?.slice() }
    for (const { cell, to } of adjusted) {
      own.states[cell.index] = filled
      delete own.digits?.[cell.index]
      setFigure(own, cell.index, to, cellScale(cell))
    }
    return own
  }

  #cellsOwned(roles: readonly string[]): readonly Cell[] {
    const key = roles.join(' ')
    const known = this.#owned.get(key)
    if (known) return known
    const cells = inputCells(this.#compiled, roles)
    this.#owned.set(key, cells)
    return cells
  }
}
