import { itemAt } from '../present.ts'
import type { Cell } from '../report/cells.ts'
import { canonical, digitsApart, type Figure, invisible, notApplicable, readFigure } from '../report/figure.ts'
import type { CellKind, LocalizedText } from '../report/report-definition.ts'
import { unreadValues } from '../words/printed/table-notes.ts'
import { unseenMark } from './printed-document.ts'

/** What a printed cell says: a figure, an amount whose unit is nowhere, or why it does not read as one number. */
export type PrintedValue = { figure: Figure; unit?: string } | { unitless: string } | { unread: LocalizedText }

/**
 * Reads what was printed in one cell. Beyond what a form accepts: `_` and 无 are "not applicable", and a change may be
 * written in words (减4, 增加2). Nothing is guessed: two readings are none.
 *
 * @param unit the one printed beside it or in its heading, where there is one
 */
export function readPrintedValue(printed: string, cell: Cell, unit: string | undefined): PrintedValue {
  if (printed === unseenMark) return { unread: unreadValues.unseen }
  if (printed.length > longestValue) return { unread: unreadValues.noNumber }
  if (digitsApart.test(printed)) return { unread: unreadValues.several }
  const bare = withoutFootnote(printed)
  if (raised.test(bare)) return { unread: unreadValues.noNumber }
  const text = plainValue(withChineseUnit(bare, cell.kind), cell.kind)
  if (text === notApplicable) return { figure: notApplicable }
  const own = unitBehind(text, cell) ?? (text.startsWith('¥') ? '元' : undefined)
  const heading = unit ?? unitInHeading(cell)
  const bareReading = readFigure(text, cell.kind)
  // Nothing is nothing in every unit.
  const isNothing = 'figure' in bareReading && [null, '0', notApplicable].includes(bareReading.figure)
  if (own && heading && own !== heading)
    return isNothing ? bareReading : { unread: unreadValues.twoUnits(heading, own) }
  if (unit && !isUnitOf(unit, cell.kind)) return isNothing ? bareReading : { unread: unreadValues.anotherUnit(unit) }
  const stated = own ?? unit
  const reading = own || !unit || isNothing ? bareReading : readFigure(text + unit, cell.kind)
  if ('problem' in reading) return { unread: unreadValues.noNumber }
  const { figure } = reading
  if (cell.kind.kind === 'amount' && !isNothing && !stated && !heading) return { unitless: text }
  return { figure, ...(cell.kind.kind === 'amount' && stated && { unit: stated }) }
}

/** A page of ours in English has the amount's unit in a bracket behind it. */
const withChineseUnit = (printed: string, kind: CellKind): string =>
  kind.kind === 'amount' && printed.endsWith(`(${kind.unit.en})`)
    ? printed.slice(0, -kind.unit.en.length - 2) + kind.unit.zh
    : printed

const unitBehind = (text: string, { kind }: Cell): string | undefined =>
  kind.kind === 'amount' && text.endsWith(kind.unit.zh) ? kind.unit.zh : /(万元|元)$/.exec(text)?.[1]

const isUnitOf = (unit: string, kind: CellKind): boolean =>
  kind.kind === 'amount' && (unit === kind.unit.zh || kind.accepts.some((accepted) => accepted.unit === unit))

const longestValue = 400

/** An amount printed without a unit, read in this one. */
export function readInUnit(number: string, unit: string, kind: CellKind): Figure {
  const reading = readFigure(number + unit, kind)
  return 'figure' in reading ? reading.figure : null
}

/** Whether a text looks like what stands in a cell for figures: a number, a mark, or nothing. */
export const looksLikeValue = (printed: string): boolean => {
  const text = withoutFootnote(printed).normalize('NFKC').replace(invisible, '').replace(/\s+/gu, '')
  return text === '' || valueShape.test(text) || marks.test(text)
}

const valueShape =
  /^共?(?:[+-]|增加?|减少?)?[¥]?\d[\d.,]*(?:[÷≈]-?[\d.]+)?(?:万元|元|件|笔|个|项|次|起|宗|条|人|份)?(?:\(.*\))?$/u
const marks = /^(?:〔看不见的字〕|[/\\_]+|[-—–―‒一]+|无|不适用|不涉及|零|n\/?a)$/iu

/**
 * Values that were printed without anything between them, each taken apart so that there are exactly `count`: `606` is 6, 0, 6
 * where three are wanted. A number has no leading zero. Undefined when it can be read in more ways than one, or in none.
 */
export function splitGlued(pieces: readonly string[], count: number): string[] | undefined {
  if (pieces.length > count || pieces.some((piece) => !gluedShape.test(piece))) return undefined
  const extra = count - pieces.length
  let found: string[] | undefined
  const walk = (n: number, spare: number, taken: string[]): boolean => {
    if (n === pieces.length) {
      if (spare > 0) return true
      if (found) return false
      found = taken
      return true
    }
    for (let parts = 1; parts <= spare + 1; parts++) {
      for (const split of splits(itemAt(pieces, n), parts)) {
        if (!walk(n + 1, spare - parts + 1, [...taken, ...split])) return false
      }
    }
    return true
  }
  if (pieces.join('').length > longestGlued || extra < 0) return undefined
  return walk(0, extra, []) ? found : undefined
}

const gluedShape = /^\d[\d.]*(?:万元|元)?$|^[/_-]$/
const longestGlued = 48

/** Ways to cut digits into so many numbers; at most two, for more than one is none. */
function splits(digits: string, parts: number): string[][] {
  if (parts === 1) return digits === '' || /^0\d/.test(digits) ? [] : [[digits]]
  const found: string[][] = []
  const longest = digits.startsWith('0') ? 1 : digits.length - parts + 1
  for (let length = 1; length <= longest && found.length < 2; length++) {
    if (!/^\d+$/.test(digits.slice(0, length))) break
    for (const rest of splits(digits.slice(length), parts - 1)) found.push([digits.slice(0, length), ...rest])
  }
  return found.slice(0, 2)
}

/** The official heading itself says 万元, so a bare number is in it. */
function unitInHeading({ kind, columnName }: Cell): string | undefined {
  return kind.kind === 'amount' && columnName.zh.includes(kind.unit.zh) ? kind.unit.zh : undefined
}

/** One form for width; raised and circled digits stay what they are, for they are marks. */
export const inNormalWidth = (text: string): string =>
  text.replace(/[^\u00b2\u00b3\u00b9\u2070-\u2079\u2460-\u24ff\u2776-\u2793]+/gu, (part) => part.normalize('NFKC'))

/**
 * A mark behind a figure points to a note below the table; taken for a digit it would make 12① a hundred and twenty-one. Nor is the
 * stop of a sentence a part of a figure, or the mark by which a spreadsheet knows text.
 */
const withoutFootnote = (printed: string): string =>
  printed
    .trim()
    .replace(footnote, '$1')
    .replace(/^['‘’](?=\d)/u, '')
    .replace(/(?<=[\d０-９件项])[。；;，,、]$/u, '')
const footnote =
  /^(.*[\d０-９元件项])\s*(?:[*＊※†]+|[\u00b2\u00b3\u00b9\u2070-\u2079\u2460-\u24ff\u2776-\u2793]+|[[［【〔]注?[\d¹²³⁰-⁹]{1,2}[\]］】〕]|[（(]注\s*\d{0,2}[）)]|注\d{0,2})$/su
/** Raised and circled digits that are no mark behind a figure. */
const raised = /[\u00b2\u00b3\u00b9\u2070-\u2079\u2460-\u24ff\u2776-\u2793]/u

function plainValue(printed: string, kind: CellKind): string {
  const text = printed
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(/\s*\n\s*/g, '')
    .trim()
    .replace(/^共(?:计)?\s*(?=\d)/u, '')
    .replace(/(?<=\d)\(([件项个宗起笔部份]|万元)\)$/u, '$1')
  const spaceless = text.replace(/\s/g, '')
  if (/^(?:_+|无|\/+)$/.test(spaceless)) return notApplicable
  if (kind.kind !== 'change') return text
  const worded = /^(增加?|新增|上升|减少?|下降|[+-])?:?(\d+)([项件个]?)$/.exec(spaceless)
  if (!worded) return text
  return `${/^(减|下|-)/.test(worded[1] ?? '') ? '-' : ''}${worded[2]}${worded[3]}`
}

/** A number as it lies in JSON (`1.2e3`) written out; anything else as it is. */
export function writtenOut(source: string): string {
  const exponent = /[eE]([+-]?\d+)$/.exec(source)?.[1]
  return exponent !== undefined && Math.abs(Number(exponent)) <= 20 ? canonical(source) : source
}
