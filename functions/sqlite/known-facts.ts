import type { DatabaseSync } from 'node:sqlite'
import type { Fact } from '../../shared/cycle/facts.ts'

/** A cycle's facts as they stand now. */
export type FactsOfCycle = {
  /** All of them, in the order of their keys. */
  inOrder(): Fact[]
  /** Those at a place, in the order of their keys; below it, where it ends in a slash. */
  at(place: string): Fact[]
}
export type KnownFacts = { of(cycle: string): FactsOfCycle }

/** An office looks after a few cycles at a time; of the rest nothing is remembered. */
const mostCycles = 8

type Row = { place: string; key: string; n: number; body: string }
type Known = { n: number; places: Map<string, Map<string, Fact>> }

/**
 * Facts that were read once are not read and parsed again, for a fact never changes: a look asks the database how far the cycle
 * is, and reads what came since, from whichever process. It is as fresh as reading all of them, and a hundred times cheaper with
 * 300 units. What is given out is frozen, because it is given out again.
 */
export function knownFacts(database: DatabaseSync): KnownFacts {
  const since = database.prepare('SELECT place, key, n, body FROM fact WHERE cycle = ? AND n > ? ORDER BY n')
  const known = new Map<string, Known>()
  return {
    of(cycle) {
      const found = known.get(cycle) ?? { n: 0, places: new Map() }
      for (const row of since.all(cycle, found.n) as Row[]) add(found, row)
      known.delete(cycle) // and set again: the one that was asked for longest ago is forgotten first
      known.set(cycle, found)
      for (const oldest of [...known.keys()].slice(0, known.size - mostCycles)) known.delete(oldest)
      const { places } = found
      return {
        inOrder: () => sorted([...places.values()]),
        at: (place) =>
          sorted(
            place.endsWith('/')
              ? [...places].filter(([other]) => other.startsWith(place)).map(([, facts]) => facts)
              : [places.get(place) ?? new Map()],
          ),
      }
    },
  }
}

function add(known: Known, { place, key, n, body }: Row): void {
  const facts = known.places.get(place) ?? new Map<string, Fact>()
  facts.set(key, frozen(JSON.parse(body)))
  known.places.set(place, facts)
  known.n = n
}

const sorted = (places: readonly ReadonlyMap<string, Fact>[]): Fact[] =>
  places
    .flatMap((facts) => [...facts])
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, fact]) => fact)

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen)
  return value
}
