/**
 * Markup, written down: what is put into it is escaped, what is markup already goes in as it is. Ours, and not a library's, since a page
 * is made of a thousand pieces: each is one text, and no piece is copied but into the page.
 */
class Html {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  toString(): string {
    return this.#text
  }
}

/** What may stand in markup; of what is not there, or is a yes or no, nothing is seen. */
type Shown = string | number | boolean | null | undefined | Html | readonly Shown[]

export function html(strings: TemplateStringsArray, ...values: Shown[]): Html {
  let text = ''
  for (let n = 0; n < values.length; n++) text += strings[n] + shown(values[n])
  return new Html(text + strings[values.length])
}

/** Markup that was made elsewhere: as it is. */
export const raw = (text: string): Html => new Html(text)

function shown(value: Shown): string {
  if (typeof value === 'string') return escaped(value)
  if (value instanceof Html) return value.toString()
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'object' || value === null) return ''
  let text = ''
  for (const one of value) text += shown(one)
  return text
}

const escaped = (text: string): string =>
  /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (char) => entities[char] ?? '') : text

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
