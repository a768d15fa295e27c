import type { Cell, CompiledDefinition, Figures } from './cells.ts'
import { deriveTotals } from './cells.ts'
import { blank, compare, type Figure, notApplicable, scaleTo, unscale } from './figure.ts'

/**
 * The running figures of a merge: one place a cell, however many slices are added. Sums are kept as integers of the
 * cell's smallest unit, in a double while they are exact there (below 2^53) and as BigInt beyond; nothing is ever rounded.
 */
export class MergedFigures {
  readonly #compiled: CompiledDefinition
  readonly #inputs: { cell: Cell; scale: number; role: string | undefined }[]
  readonly #sums: (number | bigint | undefined)[]
  readonly #largest: (string | undefined)[]
  readonly #notApplicable: boolean[]
  readonly #adjusted: ReadonlyMap<string, Figure>

  /** `adjustments`: what the office put in place of a unit's figure; the last one for a cell counts. */
  constructor(compiled: CompiledDefinition, adjustments: readonly { unit: string; cell: string; to: Figure }[] = []) {
    this.#compiled = compiled
    this.#inputs = compiled.cells
      .filter((cell) => !cell.derived)
      .map((cell) => ({
        cell,
        scale: cell.kind.kind === 'amount' ? cell.kind.scale : 0,
        role: cell.owner === 'each' ? undefined : cell.owner.role,
      }))
    this.#sums = new Array(this.#inputs.length).fill(undefined)
    this.#largest = new Array(this.#inputs.length).fill(undefined)
    this.#notApplicable = new Array(this.#inputs.length).fill(false)
    this.#adjusted = new Map(adjustments.map(({ unit, cell, to }) => [`${unit} ${cell}`, to]))
  }

  /** Adds one unit's figures. Cells it does not own, and its own totals, are left out. */
  add(unit: string, roles: readonly string[], figures: Figures): void {
    const adjusting = this.#adjusted.size > 0
    for (let n = 0; n < this.#inputs.length; n++) {
      const { cell, scale, role } = this.#inputs[n]!
      if (role !== undefined && !roles.includes(role)) continue
      const adjusted = adjusting ? this.#adjusted.get(`${unit} ${cell.id}`) : undefined
      const figure = adjusted !== undefined ? adjusted : figures[cell.id]
      if (figure === undefined || figure === blank) continue
      if (figure === notApplicable) {
        this.#notApplicable[n] = true
        continue
      }
      if (cell.strategy === 'max') {
        const largest = this.#largest[n]
        if (largest === undefined || compare(figure, largest) > 0) this.#largest[n] = figure
        continue
      }
      if (cell.strategy === 'single-owner' && this.#sums[n] !== undefined) {
        throw new RangeError(`Two units own the cell ${cell.id}`)
      }
      this.#sums[n] = addScaled(this.#sums[n] ?? 0, figure, scale)
    }
  }

  /** Every cell of the report: merged inputs, computed totals. What nobody filled is blank, never a silent zero. */
  withTotals(): Record<string, Figure> {
    const figures: Record<string, Figure> = {}
    this.#inputs.forEach(({ cell, scale }, n) => {
      const sum = this.#sums[n]
      figures[cell.id] =
        this.#largest[n] ?? (sum !== undefined ? unscale(sum, scale) : this.#notApplicable[n] ? notApplicable : blank)
    })
    const complete = deriveTotals(this.#compiled, figures)
    // In the order of the form, so that whoever prints the figures need not sort them.
    return Object.fromEntries(this.#compiled.cells.map((cell) => [cell.id, complete[cell.id] ?? blank]))
  }
}

/** `figure` is canonical, so an integer of up to 15 digits reads exactly as a double. */
function addScaled(sum: number | bigint, figure: string, scale: number): number | bigint {
  if (scale === 0 && typeof sum === 'number' && figure.length < 16) {
    const next = sum + Number(figure)
    if (Number.isSafeInteger(next)) return next
  }
  const next = BigInt(sum) + scaleTo(figure, scale)
  return next >= -maxExact && next <= maxExact ? Number(next) : next
}

const maxExact = BigInt(Number.MAX_SAFE_INTEGER)
