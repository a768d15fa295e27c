import { empty, filled, noValues, safe, setFigure, type Values } from '../report/cell-values.ts'
import { type CompiledDefinition, cellScale } from '../report/cells.ts'
import { decimals, isFigure, notApplicable } from '../report/figure.ts'
import type { SubmissionDocument } from './submission.ts'

/** A submission whose figures may be read already. */
export type SliceContent = Omit<SubmissionDocument, 'figures'> & { figures: SubmissionDocument['figures'] | Values }

/**
 * Reads the sealed text of a submission (canonical JSON whose digest was verified). Its figures stand in a known order, so they
 * are read straight into numbers by cell: to make and drop an object of some hundred names for each slice costs more than
 * checking and merging it. Any text that is not as expected is read by JSON.parse instead; the meaning is the same.
 */
export function readSealedSlice(compiled: CompiledDefinition, text: string): SliceContent {
  return withFiguresByCell(compiled, text) ?? (JSON.parse(text) as SubmissionDocument)
}

/** A quotation mark within a string is escaped: outside of names these characters cannot stand in JSON. */
const opening = ',"figures":{'

function withFiguresByCell(compiled: CompiledDefinition, text: string): SliceContent | undefined {
  const start = text.indexOf(opening) + opening.length
  if (start < opening.length) return undefined
  const read = readFigures(compiled, text, start)
  if (!read || text.indexOf(opening, read.end) >= 0) return undefined
  const rest: SubmissionDocument = JSON.parse(text.slice(0, start) + text.slice(read.end))
  return { ...rest, figures: read.values }
}

/**
 * @param start where the first name may stand
 * @returns the figures, and where the brace that closes them stands; nothing when they are not as a sealed slice has them
 */
function readFigures(
  compiled: CompiledDefinition,
  text: string,
  start: number,
): { values: Values; end: number } | undefined {
  const values = noValues(compiled.cells.length)
  const { states, numbers } = values
  states.fill(empty)
  let at = start
  for (const { name, index, scale } of namesInOrder(compiled)) {
    const from = at === start ? at : at + 1
    if (!text.startsWith(name, from)) continue
    if (from > start && text.charCodeAt(at) !== comma) return undefined
    at = from + name.length
    // A count, as nearly every figure is: its digits decide, and nothing else reads it.
    if (scale === 0 && isDigit(text, at + 1)) {
      let next = at + 1
      let count = 0
      for (; isDigit(text, next); next++) count = count * 10 + text.charCodeAt(next) - zero
      // Canonical, and so small that it is exact.
      if (text.charCodeAt(at) !== quote || text.charCodeAt(next) !== quote || count >= safe) return undefined
      if (text.charCodeAt(at + 1) === zero && next > at + 2) return undefined
      states[index] = filled
      numbers[index] = count
      at = next + 1
      continue
    }
    const end = text.charCodeAt(at) === quote ? text.indexOf('"', at + 1) + 1 : at + 4
    const figure: unknown = text.startsWith('null', at) ? null : text.slice(at + 1, end - 1)
    if (!isFigure(figure) || (figure !== null && figure !== notApplicable && decimals(figure) > scale)) return undefined
    states[index] = filled
    setFigure(values, index, figure, scale)
    at = end
  }
  return text.charCodeAt(at) === closing && hasItsTotals(compiled, values) ? { values, end: at } : undefined
}

const quote = 34
const comma = 44
const zero = 48
const closing = 125

const isDigit = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at)
  return code >= zero && code <= zero + 9
}

/** A total that is not there, though all of its cells are, would have to be computed. */
const hasItsTotals = ({ totals }: CompiledDefinition, { states }: Values): boolean =>
  totals.every(
    (total) => states[total.index] !== empty || total.derived.of.some(({ cell }) => states[cell.index] === empty),
  )

type Name = { name: string; index: number; scale: number }
const memory = new WeakMap<CompiledDefinition, Name[]>()

/** The names of all cells as canonical JSON sorts them. */
function namesInOrder(compiled: CompiledDefinition): Name[] {
  const known = memory.get(compiled)
  if (known) return known
  const names = compiled.cells
    .map((cell) => ({ name: `"${cell.id}":`, index: cell.index, scale: cellScale(cell) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  memory.set(compiled, names)
  return names
}
