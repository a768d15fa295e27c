import { ownOf } from '../../present.ts'

/**
 * What is written so that nobody sees it: in the colour of what lies behind it, or no larger than two points. It is not read, and where
 * nothing else stands in a cell of a table a mark says so; grey as of a placeholder is seen. A ground that is not known is another one.
 */
export type Ink = { colour?: string | undefined; points?: number | undefined }

export const unseenInk = ({ colour = 'auto', points = 10 }: Ink, ground = ''): boolean =>
  points <= 2 || clear.test(colour) || alike(channels(colour), channels(ground))

const clear = /^(?:transparent|rgba?\([^)]{5,30}[,/]\s*0(?:\.0*)?%?\s*\)|#[\da-f]{6}00)$/i

export const paper = 'ffffff'
export const isPaper = (ground: string): boolean => unseenInk({ colour: ground }, paper)

function channels(said: string): number[] {
  const written = said.trim().toLowerCase()
  const colour = ownOf(named, written) ?? written.replace(/^#/, '')
  const hex = /^[\da-f]{3}$/.test(colour) ? colour.replace(/./g, '$&$&') : colour
  if (/^[\da-f]{6}$/.test(hex)) return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))
  const parts = /^rgba?\((\d{1,3})[ ,]{1,3}(\d{1,3})[ ,]{1,3}(\d{1,3})(?:[ ,/]{1,3}1(?:\.0)?)?\)$/.exec(colour)
  return parts ? parts.slice(1, 4).map(Number) : []
}
const named: Readonly<Record<string, string>> = { white: paper, window: paper, black: '000000', windowtext: '000000' }

/** So little apart that no eye tells them. */
const tolerance = 12
const alike = (one: readonly number[], other: readonly number[]): boolean =>
  one.length === 3 && other.length === 3 && one.every((value, n) => Math.abs(value - (other[n] ?? 0)) <= tolerance)
