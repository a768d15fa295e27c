import type { DatabaseSync } from 'node:sqlite'
import type { Fact } from '../../shared/cycle/facts.ts'

/** A cycle's facts as they stand now. */
export type FactsOfCycle = {
  /** All of them, in the order of their keys. */
  inOrder(): Fact[]
  /** Those at a place, in the order of their keys; below it, where it ends in a slash. Those alone whose keys begin so. */
  at(place: string, begins?: string): Fact[]
}
export type KnownFacts = {
  of(cycle: string): FactsOfCycle
  /** Those at a place whose keys begin so; of a cycle that is not known they alone are read, so that going through all makes none known. */
  some(cycle: string, place: string, begins: string): Fact[]
}

/** An office looks after a few cycles at a time; of the rest nothing is remembered. */
const mostCycles = 8

type Row = { place: string; key: string; n: number; body: string }
type Kept = { key: string; fact: Fact }
/** What lies at a place is kept in the order of its keys: to look for one mail among thousands costs a few comparisons. */
type Known = { n: number; places: Map<string, Kept[]> }

/**
 * Facts that were read once are not read and parsed again, for a fact never changes: a look asks the database how far the cycle
 * is, and reads what came since, from whichever process. It is as fresh as reading all of them, and a hundred times cheaper with
 * 300 units. What is given out is frozen, because it is given out again.
 */
export function knownFacts(database: DatabaseSync): KnownFacts {
  const since = database.prepare('SELECT place, key, n, body FROM fact WHERE cycle = ? AND n > ? ORDER BY n')
  const beginningWith = database.prepare('SELECT body FROM fact WHERE cycle = ? AND key >= ? AND key < ? ORDER BY key')
  const known = new Map<string, Known>()
  const facts: KnownFacts = {
    of(cycle) {
      const found: Known = known.get(cycle) ?? { n: 0, places: new Map() }
      for (const row of since.all(cycle, found.n) as Row[]) add(found, row)
      known.delete(cycle) // and set again: the one that was asked for longest ago is forgotten first
      known.set(cycle, found)
      for (const oldest of [...known.keys()].slice(0, known.size - mostCycles)) known.delete(oldest)
      const { places } = found
      const together = (under: string, begins: string) =>
        [...places]
          .flatMap(([place, kept]) => (place.startsWith(under) ? beginning(kept, begins) : []))
          .sort((a, b) => (a.key < b.key ? -1 : 1))
      const look = (place: string, begins: string) =>
        place === '' || place.endsWith('/') ? together(place, begins) : beginning(places.get(place) ?? [], begins)
      return {
        inOrder: () => look('', '').map(({ fact }) => fact),
        at: (place, begins = '') => look(place, begins).map(({ fact }) => fact),
      }
    },
    some(cycle, place, begins) {
      if (known.has(cycle)) return facts.of(cycle).at(place, begins)
      const rows = beginningWith.all(cycle, begins, `${begins}\u{10ffff}`) as Pick<Row, 'body'>[]
      return rows.map(({ body }) => frozen(JSON.parse(body)))
    },
  }
  return facts
}

function add(known: Known, { place, key, n, body }: Row): void {
  const kept = known.places.get(place) ?? []
  kept.splice(placeIn(kept, key), 0, { key, fact: frozen(JSON.parse(body)) })
  known.places.set(place, kept)
  known.n = n
}

const beginning = (kept: readonly Kept[], begins: string): readonly Kept[] =>
  begins === '' ? kept : kept.slice(placeIn(kept, begins), placeIn(kept, `${begins}\uffff`))

/** Before which of them a key belongs, by halving. */
function placeIn(kept: readonly Kept[], key: string): number {
  let [from, to] = [0, kept.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((kept[middle] as Kept).key < key) from = middle + 1
    else to = middle
  }
  return from
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen)
  return value
}
