/**
 * The gaps of a style sheet for Chrome 69 to 83, which know none in a flex box: margins of one ordinary size, so that whoever writes
 * a gap has written its twin. `inset` came to every browser a little after, and can be asked for; `gap` cannot, since grids had it long before.
 */
export function gapSheet(css: string): string {
  const everywhere = css.replace(/@[^{]*\{([^{}]*\{[^{}]*\})*[^{}]*\}/g, '')
  const rows = [...everywhere.matchAll(/([^{}]+)\{[^{}]*\}/g)].filter(
    ([rule]) => /display:(?:inline-)?flex/.test(rule) && /[;{]gap:/.test(rule),
  )
  const margin = (said: string, wanted: (rule: string) => boolean) => {
    const selectors = rows.filter(([rule]) => wanted(rule)).flatMap(([, names = '']) => names.trim().split(/,\s*/))
    return selectors.length === 0 ? '' : `${selectors.map((name) => `${name}>*`).join()}{${said}}`
  }
  const wraps = (rule: string) => rule.includes('flex-wrap:wrap') && !rule.includes('gap:0 ')
  const said = margin('margin-right:.7rem', (rule) => !wraps(rule)) + margin('margin:0 .7rem .4rem 0', wraps)
  return said && `@supports not (inset:0){${said}}`
}
