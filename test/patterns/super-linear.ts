import { entryOf } from '../../shared/present.ts'

/**
 * Whether a pattern may look at a text more often than a number of times for each of its letters: some word can be read again and again
 * in two ways, or from every place that a search begins at up to the same place (Weber and Seidl's criterion, on the automaton of the
 * pattern's letters). It errs on the safe side: that a text can be built on which the rest then fails is taken for granted, unless nothing follows.
 */
export function superLinear(source: string, flags: string): string | undefined {
  const reader = new Reader(source)
  const whole = reader.alternatives()
  return reader.blind ?? judged(reader.letters, whole, flags)
}

/** `start`: only where a text (or line) begins. */
type Edge = { to: number; start: boolean }
/** `sure`: what may end here does, whatever follows. */
type Last = { at: number; sure: boolean }
type Part = { first: Edge[]; last: Last[]; empty: false | { start: boolean; sure: boolean } }

class Reader {
  /** Each place of the pattern that takes one letter, and where it may go on from there. */
  readonly letters: { source: string; next: Edge[] }[] = []
  blind: string | undefined
  #at = 0
  readonly #source: string

  constructor(source: string) {
    this.#source = source
  }

  alternatives(): Part {
    let part = this.#sequence()
    while (this.#takes('|')) {
      const other = this.#sequence()
      part = {
        first: [...part.first, ...other.first],
        last: [...part.last, ...other.last],
        empty: part.empty || other.empty,
      }
    }
    return part
  }

  #takes(text: string): boolean {
    if (!this.#source.startsWith(text, this.#at)) return false
    this.#at += text.length
    return true
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    const sticky = new RegExp(pattern.source, 'y')
    sticky.lastIndex = this.#at
    const found = sticky.exec(this.#source) ?? undefined
    this.#at += found?.[0].length ?? 0
    return found
  }

  #sequence(): Part {
    let part: Part = nothing({ start: false, sure: true })
    while (this.#at < this.#source.length && !/[|)]/.test(this.#source.charAt(this.#at)))
      part = this.#joined(part, this.#term())
    return part
  }

  #joined(a: Part, b: Part): Part {
    for (const { at } of a.last) this.#follow(at, b.first)
    return {
      first: [...a.first, ...(a.empty ? b.first.map((edge) => ({ ...edge, start: edge.start || startOf(a) })) : [])],
      last: [...b.last, ...(b.empty ? a.last.map(({ at, sure }) => ({ at, sure: sure && sureOf(b) })) : [])],
      empty: a.empty && b.empty && { start: a.empty.start || b.empty.start, sure: a.empty.sure && b.empty.sure },
    }
  }

  #follow(at: number, edges: readonly Edge[]): void {
    this.letters[at]?.next.push(...edges)
  }

  #term(): Part {
    if (this.#takes('^')) return nothing({ start: true, sure: true })
    if (this.#takes('$') || this.#match(/\\[bB]/)) return nothing({ start: false, sure: false })
    const from = this.#at
    const part = this.#atom()
    const quantifier = this.#match(/(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/)
    if (!quantifier) return part
    const [, sign, least = '0', comma, most = ''] = quantifier
    const end = this.#at
    const again = (): Part => {
      this.#at = from
      const copy = this.#atom()
      this.#at = end
      return copy
    }
    const endless = sign ? sign !== '?' : (comma === ',' && most === '') || Number(most || least) >= many
    const optional = sign ? sign !== '+' : Number(least) === 0
    if (endless) for (const { at } of part.last) this.#follow(at, part.first)
    const once: Part = optional ? { ...part, empty: part.empty || { start: false, sure: true } } : part
    const repeats = sign ? false : Math.max(Number(least), Number(most || 0)) > 1
    if (!repeats || endless) return once
    // Of a bounded number two stand for all.
    const copy = again()
    return this.#joined(once, Number(least) > 1 ? copy : { ...copy, empty: copy.empty || { start: false, sure: true } })
  }

  #atom(): Part {
    const around = this.#match(/\(\?(<?)[=!]/)
    if (around) {
      const known = this.letters.length
      const inside = this.alternatives()
      this.#takes(')')
      const loops = this.letters.some(({ next }, at) => at >= known && next.some(({ to }) => to >= known && to <= at))
      if (around[1] && loops) this.blind ??= 'looks back without an end'
      return { ...nothing({ start: false, sure: false }), first: around[1] ? [] : inside.first }
    }
    if (this.#match(/\((?:\?:|\?<\w+>)?/)) {
      const inside = this.alternatives()
      this.#takes(')')
      return inside
    }
    const letter = this.#match(
      /\[\^?(?:\\.|[^\]\\])*\]|\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\c[A-Z]|\\[^1-9]|[^\\]/u,
    )
    if (!letter) {
      this.blind ??= `not understood from ${this.#source.slice(this.#at)} on`
      this.#at = this.#source.length
      return nothing({ start: false, sure: true })
    }
    const at = this.letters.push({ source: letter[0], next: [] }) - 1
    return { first: [{ to: at, start: false }], last: [{ at, sure: true }], empty: false }
  }
}

const nothing = (empty: { start: boolean; sure: boolean }): Part => ({ first: [], last: [], empty })
const startOf = ({ empty }: Part): boolean => empty !== false && empty.start
const sureOf = ({ empty }: Part): boolean => empty !== false && empty.sure
/** So many are as good as without end. */
const many = 1000
/** Where a search stands that has not begun to match. */
const search = -1

function judged(letters: Reader['letters'], whole: Part, flags: string): string | undefined {
  const multiline = flags.includes('m')
  const one = flags.replace(/[gymd]/g, '')
  const tests = letters.map(({ source }) => new RegExp(`^(?:${source})$`, one))
  const alphabet = new Map<string, string>()
  for (const char of charactersOf(letters.map(({ source }) => source)))
    alphabet.set(tests.map((test) => Number(test.test(char))).join(''), char)
  const chars = [...alphabet.values()]
  const taken = letters.map((_, at) => new Set(chars.filter((char) => tests[at]?.test(char))))
  const begins = flags.includes('y') ? [] : whole.first.filter(({ start }) => !start || multiline).map(({ to }) => to)
  const nextOf = (at: number): readonly number[] =>
    at === search ? begins : (letters[at]?.next ?? []).filter(({ start }) => !start || multiline).map(({ to }) => to)
  /** Where each letter leads. */
  const steps = new Map<number, ReadonlyMap<string, number[]>>(
    [search, ...letters.keys()].map((at) => [at, leading(at, nextOf(at), taken, chars)]),
  )
  const step = (at: number) => entryOf(steps, at)
  const sure = new Set(whole.last.filter((last) => last.sure).map(({ at }) => at))
  const reach = letters.map((_, from) => reached(from, nextOf))
  const cyclic = letters.map((_, at) => at).filter((at) => reach[at]?.has(at))
  /** Whether something leads from there to `to`. */
  const within = (at: number, to: number) => at === to || at === search || reach[at]?.has(to) === true
  const word = (path: readonly string[]) => JSON.stringify(path.join(''))

  for (const q of cyclic) {
    const twice = nextOf(q).find((to, n, all) => all.indexOf(to) < n && reach[to]?.has(q))
    if (twice !== undefined && !sure.has(q))
      return `exponential at ${letters[q]?.source}: two ways from it to ${letters[twice]?.source}`
  }
  for (const q of cyclic) {
    if (sure.has(q)) continue
    const path = walk(
      [search, q],
      ([a, b]) => a === q && b === q,
      step,
      ([a = 0, b = 0]) => within(a, q) && within(b, q),
    )
    if (path) return `from every place of ${word(path)}… to ${letters[q]?.source}`
  }
  for (const p of cyclic) {
    const home = (at: number) => within(at, p) && (at === p || reach[p]?.has(at) === true)
    const parted = sure.has(p)
      ? undefined
      : [...step(p)]
          .flatMap(([char, to]) => pairsOf(to.filter(home)).map((pair) => ({ pair, char })))
          .map(({ pair, char }) => {
            const path = walk(
              pair,
              ([a, b]) => a === p && b === p,
              step,
              (state) => state.every(home),
            )
            return path && [char, ...path]
          })
          .find((path) => path !== undefined)
    if (parted) return `exponential at ${letters[p]?.source}: ${word(parted)} in two ways`
    for (const q of cyclic) {
      if (q === p || sure.has(q) || !reach[p]?.has(q)) continue
      const path = walk(
        [p, p, q],
        ([a, b, c]) => a === p && b === q && c === q,
        step,
        ([a = 0, b = 0, c = 0]) => home(a) && within(b, q) && within(c, q),
      )
      if (path) return `${word(path)}… by ${letters[p]?.source} and by ${letters[q]?.source}`
    }
  }
  return undefined
}

const pairsOf = (list: readonly number[]): [number, number][] =>
  list.flatMap((a, n) => list.slice(n + 1).flatMap((b): [number, number][] => (a === b ? [] : [[a, b]])))

function reached(from: number, nextOf: (at: number) => readonly number[]): Set<number> {
  const found = new Set<number>()
  const open = [...nextOf(from)]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (found.has(at)) continue
    found.add(at)
    open.push(...nextOf(at))
  }
  return found
}

/** Where every letter leads from a place; a search that has not begun goes on with any of them. */
function leading(at: number, next: readonly number[], taken: readonly ReadonlySet<string>[], chars: readonly string[]) {
  const steps = new Map<string, number[]>(at === search ? chars.map((char) => [char, [search]]) : [])
  for (const to of next) for (const char of taken[to] ?? []) steps.set(char, [...(steps.get(char) ?? []), to])
  return steps
}

/** The shortest word by which all of these come where they should, each by itself. */
function walk(
  from: readonly number[],
  arrived: (state: readonly number[]) => boolean,
  step: (at: number) => ReadonlyMap<string, readonly number[]>,
  allowed: (state: readonly number[]) => boolean,
): string[] | undefined {
  const seen = new Set<string>()
  let open: { state: readonly number[]; path: string[] }[] = [{ state: from, path: [] }]
  while (open.length > 0) {
    const next: typeof open = []
    for (const { state, path } of open) {
      const ways = state.map(step)
      const fewest = ways.reduce((least, one) => (one.size < least.size ? one : least))
      for (const char of fewest.keys()) {
        const reached = ways
          .map((way) => way.get(char) ?? [])
          .reduce<number[][]>((heads, tos) => heads.flatMap((head) => tos.map((to) => [...head, to])), [[]])
        for (const to of reached) {
          if (seen.has(to.join()) || !allowed(to)) continue
          if (arrived(to)) return [...path, char]
          seen.add(to.join())
          next.push({ state: to, path: [...path, char] })
        }
      }
    }
    open = next
  }
  return undefined
}

/** One of every kind that these take or leave: their own letters, the neighbours of those, and some of everything. */
function charactersOf(sources: readonly string[]): Set<string> {
  const found = new Set([...'az AZ09_-\t\n\r"\'<>/\\.,:;=#@&()[]{}|$^*+?!中。，（é²①０\u0301\u200b\u{1f600}'])
  for (const source of sources) {
    const plain = source.replace(/\\u\{?([0-9a-fA-F]{4,6})\}?|\\x([0-9a-fA-F]{2})/g, (_, wide, narrow) =>
      String.fromCodePoint(Number.parseInt(wide ?? narrow, 16)),
    )
    for (const char of plain)
      for (const by of [-1, 0, 1]) {
        const code = (char.codePointAt(0) ?? 0) + by
        if (code >= 0 && code <= 0x10ffff) found.add(String.fromCodePoint(code))
      }
  }
  return found
}
