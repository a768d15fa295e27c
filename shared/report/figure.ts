import { firstOf } from '../present.ts'
import type { ProblemCode } from './errors.ts'
import type { CellKind, Language } from './report-definition.ts'

/**
 * A figure is an exact decimal in canonical form (`-12`, `0`, `24252.311082`: no plus sign, no leading or trailing zeros, no
 * exponent, never `-0`), or blank, or "not applicable". The three are different values with their own display, arithmetic
 * and rules; none of them is a binary float.
 *
 * Arithmetic: blank is unknown, so a sum with a blank in it is blank; "not applicable" is nothing to count, so it adds
 * nothing, and a sum of nothing else is "not applicable" itself.
 */
export type Figure = string | null | typeof notApplicable
export const notApplicable = 'n/a'
/** Nothing was filled in. Never silently zero. */
export const blank = null

/** Integer digits a figure may have. Everything real is far below; more is a slip of the hand. */
const maxIntegerDigits = 15

/** What was typed, as a figure; or the code of what is wrong with it. */
export type FigureReading = { figure: Figure } | { problem: ProblemCode }

/**
 * Reads what a person typed, pasted or printed into a cell. Full-width digits and signs, spaces around (U+3000 too), proper
 * thousands grouping, and a unit written into the cell are understood. `/`, dashes and 不适用 mean not applicable, nothing
 * means blank. What could mean two things is `figure-ambiguous`: it is asked about, never guessed.
 */
export function readFigure(typed: string, kind: CellKind): FigureReading {
  // A mark of a footnote beside a number (12①, 12²) would turn into its last digit.
  if (/[\p{No}\p{Nl}]/u.test(typed.replaceAll('〇', '')))
    return { problem: /\p{Nd}/u.test(typed) ? 'figure-ambiguous' : 'figure-malformed' }
  if (digitsApart.test(typed)) return { problem: 'figure-ambiguous' }
  const text = plain(typed)
  if (text === '') return { figure: blank }
  if (marksNotApplicable.test(text)) return { figure: notApplicable }
  if (chineseZero.test(text)) return { figure: '0' }
  const parts = /^([+-]?) ?([¥]?) ?([\d][\d., ]*?|\.\d+) ?(\p{Script=Han}*)$/u.exec(text)
  if (!parts)
    return { problem: /[\d〇零一二三四五六七八九十百千万亿两]/.test(text) ? 'figure-ambiguous' : 'figure-malformed' }
  const [, sign = '', currency = '', digits = '', unit = ''] = parts
  const ungrouped = withoutGrouping(digits)
  if (ungrouped === undefined) return { problem: 'figure-ambiguous' }
  const factor = factorOf(unit || (currency && '元'), kind)
  if (factor === undefined) return { problem: 'figure-ambiguous' }
  if (firstOf(ungrouped.split('.')).replace(/^0+/, '').length > maxIntegerDigits) return { problem: 'figure-too-large' }
  const { digits: magnitude, scale } = scaled(ungrouped)
  const figure = multiply(unscale(sign === '-' ? -magnitude : magnitude, scale), factor)
  if (integerDigits(figure) > maxIntegerDigits) return { problem: 'figure-too-large' }
  if (figure.startsWith('-') && kind.kind !== 'change') return { problem: 'figure-negative' }
  if (decimals(figure) > (kind.kind === 'amount' ? kind.scale : 0)) return { problem: 'figure-fractional' }
  return { figure }
}

/** For display: changes with their sign; blank is empty. Figures are not grouped, as the official forms print them. */
export function showFigure(figure: Figure, kind: CellKind, language: Language): string {
  if (figure === blank) return ''
  if (figure === notApplicable) return { zh: '不适用', en: 'n/a' }[language]
  return kind.kind === 'change' && figure !== '0' && !figure.startsWith('-') ? `+${figure}` : figure
}

/** Whether a string is a decimal in canonical form. */
export const isDecimal = (text: string): boolean => /^(0|-?[1-9]\d*(\.\d*[1-9])?|-?0\.\d*[1-9])$/.test(text)

/** Whether a value is a figure: a canonical decimal, blank or not applicable. */
export const isFigure = (value: unknown): value is Figure =>
  value === blank || value === notApplicable || (typeof value === 'string' && isDecimal(value))

/** The canonical form of a plain decimal, e.g. `-007.50` → `-7.5`; of a JSON number's source too, e.g. `1.2e3` → `1200`. */
export function canonical(decimal: string): string {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(decimal)
  if (!match || !(match[2] || match[3])) throw new RangeError('not a decimal')
  const [, sign, whole = '', fraction = '', exponent = '0'] = match
  const shift = Number(exponent)
  if (Math.abs(shift) > 400) throw new RangeError('exponent too large')
  const digits = BigInt(whole + fraction + '0'.repeat(Math.max(0, shift - fraction.length)))
  return unscale(sign === '-' ? -digits : digits, Math.max(0, fraction.length - shift))
}

export const add = (a: string, b: string): string => combine(a, b, 1)
export const subtract = (a: string, b: string): string => combine(a, b, -1)

/** −1, 0 or 1. Canonical decimals are equal exactly when their strings are. */
export function compare(a: string, b: string): -1 | 0 | 1 {
  if (a === b) return 0
  return combine(a, b, -1).startsWith('-') ? -1 : 1
}

/** The sum by the arithmetic of figures: blank when any is blank, not applicable when nothing else is there. */
export function sum(figures: Iterable<Figure>): Figure {
  let total: Figure = notApplicable
  for (const figure of figures) {
    if (figure === blank) return blank
    if (figure === notApplicable) continue
    total = total === notApplicable ? figure : add(total, figure)
  }
  return total
}

/** Exact: no rounding, as many decimals as it takes. */
export function multiply(a: string, b: string): string {
  if (b === '1') return a
  const x = scaled(a)
  const y = scaled(b)
  return unscale(x.digits * y.digits, x.scale + y.scale)
}

/** Decimals of a canonical figure. */
export function decimals(figure: string): number {
  const point = figure.indexOf('.')
  return point < 0 ? 0 : figure.length - point - 1
}

/** `12.5` → 12500n at scale 3. The figure must have at most `scale` decimals. */
export function scaleTo(figure: string, scale: number): bigint {
  const own = scaled(figure)
  return own.digits * 10n ** BigInt(scale - own.scale)
}

/** 12500n at scale 3 → `12.5`. */
export function unscale(digits: bigint | number, scale: number): string {
  const negative = digits < 0
  const text = String(negative ? -digits : digits).padStart(scale + 1, '0')
  const whole = text.slice(0, text.length - scale)
  const fraction = text.slice(text.length - scale).replace(/(.*[1-9])?0*$/, '$1')
  const value = fraction ? `${whole}.${fraction}` : whole
  return negative && value !== '0' ? `-${value}` : value
}

const marksNotApplicable = /^(\/|\\|[-—–―‒一]{2,}|[-—–―‒]|不适用|不涉及|n\/?a\.?)$/i
const chineseZero = /^(零|〇|○)\s?(件|笔|个|项|元|万元)?$/
/** Counters that may stand behind a count. */
const counters = new Set(['', ...'件笔个项次起宗条人家户份部例', '件次', '人次'])

/** Wide apart they may be two numbers: a thousand is grouped by one space. */
export const digitsApart = /\p{Nd}(?:[\t\n\r\u3000]|\s\s+)\p{Nd}/u

/** Characters that take no place: joiners, marks of the direction of writing, hyphens that are not there. */
export const invisible = /\p{Format}+/gu

/** One form for what looks alike: full-width to half-width, every space to one, every minus to `-`; trimmed. */
const plain = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(/\s+/g, ' ')
    .replace(/[−﹣‐]/g, '-')
    .trim()

/** `1,234.5` → `1234.5`; undefined when the grouping does not tell one number. */
function withoutGrouping(digits: string): string | undefined {
  if (/^\d+(\.\d+)?$/.test(digits)) return digits
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(digits)) return digits.replaceAll(',', '')
  if (/^\d{1,3}( \d{3})+(\.\d+)?$/.test(digits)) return digits.replaceAll(' ', '')
  return undefined
}

function factorOf(unit: string, kind: CellKind): string | undefined {
  if (kind.kind !== 'amount') return counters.has(unit) ? '1' : undefined
  if (unit === '' || unit === kind.unit.zh) return '1'
  return kind.accepts.find((accepted) => accepted.unit === unit)?.factor
}

const integerDigits = (figure: string): number => firstOf(figure.replace('-', '').split('.')).length

/** Ten digits and a dozen summands stay far inside the safe integers; longer figures take the exact way round. */
function combine(a: string, b: string, sign: 1 | -1): string {
  if (a.length <= 15 && b.length <= 15 && !a.includes('.') && !b.includes('.')) return String(+a + sign * +b)
  const scale = Math.max(decimals(a), decimals(b))
  const right = scaleTo(b, scale)
  return unscale(scaleTo(a, scale) + (sign === 1 ? right : -right), scale)
}

function scaled(figure: string): { digits: bigint; scale: number } {
  const point = figure.indexOf('.')
  return point < 0
    ? { digits: BigInt(figure), scale: 0 }
    : { digits: BigInt(figure.slice(0, point) + figure.slice(point + 1)), scale: figure.length - point - 1 }
}
