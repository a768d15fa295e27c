import { ownOf } from '../../present.ts'
import { Allowance } from '../printed-document.ts'

/**
 * HTML and XML as they lie in files: one pass, no tree, no entity definitions, nothing executed and nothing fetched. What is no tag
 * is text; only a file with more tags than any report is refused. As HTML names are in any case, and what a script says is no markup.
 */
export type MarkupToken =
  | { kind: 'open'; name: string; attributes: string; empty: boolean }
  | { kind: 'close'; name: string }
  | { kind: 'text'; text: string }

/** Elements whose content is no markup. */
const rawElements = new Set(['script', 'style', 'title', 'noscript'])

export function* markupTokens(source: string, as?: 'html'): Generator<MarkupToken> {
  const ends = new TagEnds(source)
  const marks = new Allowance(mostMarks)
  let at = 0
  while (at < source.length) {
    const open = source.indexOf('<', at)
    if (open < 0 || open > at)
      yield {
        kind: 'text',
        text: decodeEntities(source.slice(at, Math.min(open < 0 ? source.length : open, at + longestText))),
      }
    if (open < 0) return
    marks.take(1)
    const second = source.charCodeAt(open + 1)
    if (second === bang || second === question) {
      at = afterDeclaration(source, open)
      continue
    }
    const end = /[A-Za-z/]/.test(source[open + 1] ?? '') ? ends.after(open) : open + 1
    if (end < 0 || end === open + 1) {
      const next = end < 0 ? ends.farFrom(open) : open + 1
      yield { kind: 'text', text: source.slice(open, next) }
      at = next
      continue
    }
    const closing = second === slash
    const inside = source.slice(open + (closing ? 2 : 1), end)
    const name = inside.replace(/[\s/>].*/s, '')
    const plain = as ? name.toLowerCase() : name
    at = end + 1
    if (closing) yield { kind: 'close', name: plain }
    else {
      yield { kind: 'open', name: plain, attributes: inside.slice(name.length), empty: inside.endsWith('/') }
      if (as && rawElements.has(plain)) at = startOfClosing(source, plain, at)
    }
  }
}

/** The value of one attribute, without its quotes; HTML writes names in any case. */
export function attribute(attributes: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(attributes)
  const value = match && (match[1] ?? match[2] ?? match[3])
  return value === undefined || value === null ? undefined : decodeEntities(value)
}

/** Digits that are set high point to a note; as themselves they would join the figure before them. */
export const raisedDigits = (text: string): string => text.replace(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.charAt(Number(digit)))

/** Numeric ones, and the names that Chinese pages use; any other stays as it is written. */
function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z]{2,8}));?/g, (whole, decimal, hex, name) => {
    if (name !== undefined) return ownOf(entities, name as string) ?? whole
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}

const entities: Record<string, string> = {
  ...{ lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ', ensp: ' ', emsp: ' ', thinsp: ' ' },
  ...{ ldquo: '“', rdquo: '”', lsquo: '‘', rsquo: '’', mdash: '—', ndash: '–', hellip: '…', middot: '·', times: '×' },
  ...{ yen: '¥', minus: '−', shy: '', zwnj: '', zwj: '', lrm: '', rlm: '' },
}

const bang = 0x21
const question = 0x3f
const slash = 0x2f

function afterDeclaration(source: string, open: number): number {
  const [end, length] = source.startsWith('<!--', open)
    ? [source.indexOf('-->', open + 4), 3]
    : source.startsWith('<![CDATA[', open)
      ? [source.indexOf(']]>', open), 3]
      : [source.indexOf('>', open), 1]
  return end < 0 ? source.length : end + length
}

/**
 * Finds the `>` that ends a tag; one inside a quoted attribute does not. A tag is short: what goes on for longer is text. The
 * next `>` is remembered, and all looking into quotes has one budget, so that no file makes this slower than its length.
 */
class TagEnds {
  #next = -1
  #budget: number
  readonly #source: string

  constructor(source: string) {
    this.#source = source
    this.#budget = 4 * source.length + longestTag
  }

  /** Where a tag that could still end may begin, after one that cannot. */
  farFrom(open: number): number {
    return Math.min(this.#source.length, Math.max(open + 1, this.#next - longestTag))
  }

  after(open: number): number {
    if (this.#next < open) {
      const next = this.#source.indexOf('>', open)
      this.#next = next < 0 ? Number.POSITIVE_INFINITY : next
    }
    if (this.#next - open > longestTag) return -1
    if (!/["']/.test(this.#source.slice(open, this.#next))) return this.#next
    const limit = Math.min(this.#source.length, open + longestTag)
    let quote = ''
    for (let at = open; at < limit && this.#budget > 0; at++, this.#budget--) {
      const char = this.#source.charAt(at)
      if (quote) quote = char === quote ? '' : quote
      else if (char === '"' || char === "'") quote = char
      else if (char === '>') return at
    }
    return this.#next
  }
}

const longestTag = 10_000
/** A report has some ten thousand, with a whole site's page around it fifty. */
const mostMarks = 1_000_000
/** Without a tag in it no text of a report is as long. */
const longestText = 1_000_000

function startOfClosing(source: string, name: string, from: number): number {
  const pattern = new RegExp(`</${name}`, 'ig')
  pattern.lastIndex = from
  return pattern.exec(source)?.index ?? source.length
}
