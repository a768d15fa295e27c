/**
 * The colours of a style sheet for readers whose system is dark: every rule once more with what it says of colour alone, each colour
 * with its lightness turned round. So a page has one sheet to be written, and who adds a colour has added its twin. What is printed
 * stays as it is.
 */
export function darkSheet(css: string): string {
  const rules = darkRules(css)
  return rules && `@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark}${rules}}`
}

function darkRules(css: string): string {
  let dark = ''
  let rest = css
  for (let open = rest.indexOf('{'); open >= 0; open = rest.indexOf('{')) {
    const prelude = rest.slice(0, open).trim()
    const close = closing(rest, open)
    const body = rest.slice(open + 1, close)
    rest = rest.slice(close + 1)
    if (!prelude.startsWith('@')) dark += ruleOf(prelude, body.split(';').filter(saysColour).map(turned))
    else if (/^@(media|supports)/.test(prelude) && !prelude.includes('print'))
      dark += ruleOf(prelude, [darkRules(body)])
  }
  return dark
}

const ruleOf = (prelude: string, said: readonly string[]): string =>
  said.some((one) => one !== '') ? `${prelude}{${said.join(';')}}` : ''

/** Also what takes a colour away: the order of the rules is what it was, so they overrule each other as they did. */
const saysColour = (declaration: string): boolean =>
  /^\s*(--[\w-]+|color|fill|stroke|accent-color|box-shadow|(background|outline|border(-(top|right|bottom|left))?)(-color)?)\s*:/.test(
    declaration,
  )

/** The brace that closes the one at `open`. */
function closing(css: string, open: number): number {
  let depth = 0
  for (let at = open; at < css.length; at++) {
    if (css[at] === '{') depth++
    if (css[at] === '}' && --depth === 0) return at
  }
  return css.length
}

const turned = (declaration: string): string =>
  declaration.replace(/#([0-9a-f]{6}|[0-9a-f]{3})\b/gi, (_, hex: string) => turnedColour(hex))

/** The darkest that comes out of white: black would glare beside white letters. */
const darkest = 0.09

/** `fff` → `#171717`, `0b4a8f` → a light blue: the hue and the saturation stay, the lightness is turned round. */
function turnedColour(hex: string): string {
  const full = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex
  const rgb = [0, 2, 4].map((at) => Number.parseInt(full.slice(at, at + 2), 16) / 255)
  const [high, low] = [Math.max(...rgb), Math.min(...rgb)]
  const lightness = (high + low) / 2
  const wanted = darkest + (1 - darkest) * (1 - lightness)
  // Stretched about the middle as far as the new lightness allows the same saturation.
  const room = (at: number) => 1 - Math.abs(2 * at - 1)
  const scale = room(lightness) === 0 ? 0 : room(wanted) / room(lightness)
  const parts = rgb.map((part) => Math.round(255 * Math.min(1, Math.max(0, wanted + (part - lightness) * scale))))
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`
}
