import { addDays } from '../../calendar/civil-date.ts'
import { writtenOut } from '../printed-values.ts'
import { type Ink, paper, unseenInk } from './ink.ts'
import { attribute, markupTokens } from './markup.ts'
import { bare } from './office-parts.ts'

/** How a stored number may show as no plain number: as a day (`1-2` that was typed becomes one), as a share, divided by so many thousands, or not at all: hidden, or there without being seen. */
type Odd = 'day' | 'share' | number | 'hidden' | 'unseen' | Shape

/** A format that is plain but for so many decimals, and words of its own around the number; those of a number below zero. */
type Shape = { places: number | undefined; before: string; after: string; below?: Shape }

export type SheetStyles = {
  /** Styles, by their index, that show a number so. */
  odd: ReadonlyMap<string, Odd>
  /** Colours by the index of a style. */
  grounds: ReadonlyMap<string, { ink: string | undefined; ground: string }>
  /** Colours that a rule gives cells that meet it, in their order. */
  looks: readonly { colour?: string | undefined; ground?: string | undefined }[]
}

/** Of what shows fewer decimals than are stored: how many, and the first as it is stored and shown. */
export type Rounded = { count: number; example?: [stored: string, shown: string] }

export function stylesOf(xml: string): SheetStyles {
  const codes = new Map<string, Odd | undefined>()
  const struck = new Set<string>()
  const inks: Ink[] = []
  const fills: string[] = []
  const odd = new Map<string, Odd>()
  const grounds = new Map<string, { ink: string | undefined; ground: string }>()
  const looks: { colour?: string | undefined; ground?: string | undefined }[] = []
  let inside = ''
  let [font, index] = [-1, 0]
  for (const token of markupTokens(xml)) {
    const name = token.kind === 'text' ? '' : bare(token.name)
    if (sections.test(name)) inside = token.kind === 'open' ? name : ''
    if (token.kind !== 'open') continue
    const said = (of: string) => attribute(token.attributes, of)
    if (inside === 'dxfs') {
      const look = looks[looks.length - 1]
      if (name === 'dxf') looks.push({})
      else if (look && name === 'color') look.colour = colourSaid(token.attributes)
      else if (look && name === 'bgColor') look.ground = colourSaid(token.attributes)
    }
    if (inside === 'fonts' && name === 'font') {
      font++
      inks.push({})
    }
    const ink = inside === 'fonts' ? inks[font] : undefined
    if (ink && name === 'color') ink.colour = colourSaid(token.attributes)
    if (ink && name === 'sz') ink.points = Number(said('val') ?? 10)
    if (inside === 'fills' && name === 'patternFill')
      fills.push((said('patternType') ?? 'none') === 'none' ? paper : '')
    if (inside === 'fills' && name === 'fgColor' && fills.length > 0)
      fills[fills.length - 1] = colourSaid(token.attributes)
    if (ink && name === 'strike' && isTrue(said('val') ?? '1')) struck.add(String(font))
    const id = said('numFmtId') ?? '0'
    if (name === 'numFmt') codes.set(id, shownAs(said('formatCode') ?? ''))
    if (inside !== 'cellXfs' || name !== 'xf') continue
    const format = codes.get(id) ?? builtIn(id)
    const by = (of: string) => Number(said(of) ?? 0)
    const own = { ink: inks[by('fontId')] ?? {}, ground: fills[by('fillId')] ?? paper }
    const unseen = unseenInk(own.ink, own.ground)
    const as = struck.has(String(by('fontId'))) ? 'hidden' : unseen && format !== 'hidden' ? 'unseen' : format
    if (as) odd.set(String(index), as)
    grounds.set(String(index), { ink: own.ink.colour, ground: own.ground })
    index++
  }
  return { odd, grounds, looks }
}

const sections = /^(?:cellXfs|cellStyleXfs|fonts|fills|dxfs)$/

/** The first colour of a theme is the paper's; of the others nothing is known here. */
function colourSaid(attributes: string): string {
  const said = (name: string) => attribute(attributes, name) ?? ''
  if ((said('theme') === '0' && said('tint') === '') || /^[19]$/.test(said('indexed'))) return paper
  return said('rgb').replace(/^[\da-f]{2}(?=[\da-f]{6}$)/i, '') || 'auto'
}

/** A format of Excel has 255 characters at most. */
function shownAs(format: string): Odd | undefined {
  const given = format.slice(0, 255)
  const code = given.replace(/"[^"]*"|[\\!_*].|\[[^\]]*\]/g, '')
  if (/^[;\s]+$/.test(code)) return 'hidden'
  if (/[ymdh]/i.test(code)) return 'day'
  const thousands = /[0#?](,+)(?![0#?,])/.exec(code)?.[1]
  if (code.includes('%')) return 'share'
  if (thousands !== undefined) return 1000 ** thousands.length
  const [above = '', below] = given.split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/)
  const shape = shapeOf(above)
  const under = below === undefined ? undefined : shapeOf(below)
  return shape && { ...shape, ...(under && { below: under }) }
}

/** A format with one plain number in it; of any other nothing is known, and what is stored stands for what is shown. */
function shapeOf(section: string): Shape | undefined {
  let words = ['', '']
  let places: number | undefined
  let found = 0
  for (const [token, quoted, escaped, currency, number] of section.matchAll(pieces)) {
    if (number !== undefined) {
      if (found++ > 0) return undefined
      places = /^[G]/i.test(number) ? undefined : (/\.([0#]*)/.exec(number)?.[1] ?? '').length
      continue
    }
    const literal =
      quoted ??
      escaped ??
      currency ??
      (/^(?:[_*].|\[(?:Red|Black|Blue|Green|Color ?\d+|红色|蓝色|黑色|绿色)\])$/iu.test(token) ? '' : token)
    if (/^[[Ee/?@]/.test(literal) && literal === token) return undefined
    words = found > 0 ? [words[0] ?? '', (words[1] ?? '') + literal] : [(words[0] ?? '') + literal, '']
  }
  const [before, after] = words.map((text) => text.replace(/[^\p{Script=Han}¥￥]+/gu, ''))
  return found === 0 ? undefined : { places, before: before ?? '', after: after ?? '' }
}

const pieces =
  /"([^"]*)"|[\\!](.)|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|[_*].|(General|G\/通用格式|[0#][0#,]*(?:\.[0#]*)?|\.[0#]+)|./giu

/** The built-in formats (ECMA-376, 18.8.30): days or hours, those of Chinese programs among them, shares, and so many decimals. */
function builtIn(id: string): Odd | undefined {
  if (/^(?:1[4-9]|2[0-2]|2[7-9]|3[0-6]|4[5-7]|5[0-8])$/.test(id)) return 'day'
  if (id === '9' || id === '10') return 'share'
  const places = /^(?:[1356]|37|38|41|42)$/.test(id) ? 0 : /^(?:[2478]|39|40|43|44)$/.test(id) ? 2 : undefined
  return places === undefined ? undefined : { places, before: '', after: '' }
}

export const isTrue = (value: string): boolean => /^(?:1|true)$/.test(value)

/** A day as a day, a share as a share and true as a word, so that none of them passes for a figure; a number as its format shows it. */
export function asItShows(text: string, type: string, as: Odd | undefined, rounded?: Rounded): string {
  if (type === 'b') return text === '1' ? 'TRUE' : 'FALSE'
  if (type !== 'n') return text
  if (typeof as === 'number' && !/^0?$/.test(text)) return `${plainNumber(text)}÷${as}`
  if (typeof as === 'object') return inShape(plainNumber(text), as, rounded)
  if (as !== 'day' && as !== 'share') return plainNumber(text)
  if (!/^\d{1,6}(?:\.\d+)?$/.test(text)) return plainNumber(text)
  return as === 'day'
    ? addDays('1899-12-30', Number.parseInt(text, 10))
    : `${Number((Number(text) * 100).toPrecision(15))}%`
}

/**
 * What a person sees is the report's: of an amount with more decimals than are shown the rounded one. Where a whole number is shown and none
 * is stored, both are said, for it may be a count that is none.
 */
function inShape(stored: string, shape: Shape, rounded: Rounded | undefined): string {
  const [whole, sign, digits] = /^(-?)(\d+(?:\.\d+)?)$/.exec(stored) ?? []
  if (whole === undefined || digits === undefined || Number(digits) === 0) return stored
  const { places, before, after } = (sign && shape.below) || shape
  const number = places === undefined ? digits : roundedTo(digits, places)
  if (number !== digits && places === 0) return `${sign}${number}≈${stored}`
  if (number !== digits && rounded) {
    rounded.count++
    rounded.example ??= [stored, `${sign}${number}`]
  }
  return `${sign && /^减/.test(before) ? '' : before}${sign}${number}${after}`
}

function roundedTo(digits: string, places: number): string {
  const [whole = '', rest = ''] = digits.split('.')
  if (rest.length <= places) return digits
  const up = rest.charAt(places) >= '5'
  const all = String(BigInt(whole + rest.slice(0, places)) + BigInt(up ? 1 : 0)).padStart(places + 1, '0')
  return places === 0 ? all : `${all.slice(0, -places)}.${all.slice(-places)}`
}

/** A stored `0.30000000000000004` is what the sheet shows as 0.3: fifteen digits are all that Excel has. */
const plainNumber = (text: string): string =>
  /^-?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(text.trim()) && text.trim().length > 15
    ? String(Number(Number(text).toPrecision(15)))
    : writtenOut(text.trim())
