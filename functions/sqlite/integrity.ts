import type { DatabaseSync } from 'node:sqlite'
import { factKey, placeOfFact } from '../../shared/cycle/fact-key.ts'
import type { Fact } from '../../shared/cycle/facts.ts'
import { beginningOf, type Head, withFact } from './chain.ts'
import { readHeads } from './heads-log.ts'
import { StoreCorrupt, storeError } from './store-error.ts'

/** One thing that is not as it was acknowledged; `where` names it: a cycle, a fact's key, a line of the log. */
export type Damage = {
  what:
    | 'file'
    | 'fact-changed'
    | 'facts-missing'
    | 'other-history'
    | 'head-differs'
    | 'link-lost'
    | 'heads-damaged'
    | 'body-missing'
    | 'body-changed'
    | 'key-missing'
  where: string
}

/**
 * Everything that can be known of damage from the database and the heads told outside it. Empty when each fact has the bytes it was
 * acknowledged with and none is missing. The database may be ahead of the log by what a kill kept from being acknowledged.
 *
 * @param headsText the heads log; undefined where there is none
 */
export function damageOf(database: DatabaseSync, headsText: string | undefined): Damage[] {
  const unsound = quickCheck(database)
  if (unsound.length > 0) return unsound // what is read from such a file says nothing
  const { heads: told, damaged } = readHeads(headsText ?? '')
  const found: Damage[] = damaged.map((line) => ({ what: 'heads-damaged', where: `line ${line}` }))
  const kept = headsIn(database)
  for (const cycle of kept.keys()) found.push(...damageOfCycle(database, cycle, kept, told.get(cycle)))
  for (const [cycle, { n }] of told)
    if (!kept.has(cycle)) found.push({ what: 'facts-missing', where: `${cycle}: 0 of ${n}` })
  if (headsText === undefined && kept.size > 0) found.push({ what: 'heads-damaged', where: 'there is no log' })
  return found
}

/** Where every cycle stands, as the database says. */
export function headsIn(database: DatabaseSync): Map<string, Head> {
  const rows = database.prepare('SELECT cycle, n, chain FROM cycle').all() as unknown as (Head & { cycle: string })[]
  const named = database.prepare('SELECT DISTINCT cycle FROM fact').all() as { cycle: string }[]
  const heads = new Map(named.map(({ cycle }): [string, Head] => [cycle, beginningOf(cycle)]))
  for (const { cycle, n, chain } of rows) heads.set(cycle, { n, chain })
  return heads
}

function quickCheck(database: DatabaseSync): Damage[] {
  try {
    const rows = database.prepare('PRAGMA quick_check').all() as { quick_check: string }[]
    return rows
      .map(({ quick_check: says }) => says)
      .filter((says) => says !== 'ok')
      .map((where) => ({ what: 'file', where }))
  } catch (error) {
    if (!(storeError(error) instanceof StoreCorrupt)) throw error
    return [{ what: 'file', where: (error as Error).message }]
  }
}

function damageOfCycle(
  database: DatabaseSync,
  cycle: string,
  kept: ReadonlyMap<string, Head>,
  told: Head | undefined,
): Damage[] {
  type Row = { place: string; key: string; n: number; body: string; chain: string }
  const rows = database
    .prepare('SELECT place, key, n, body, chain FROM fact WHERE cycle = ? ORDER BY n')
    .all(cycle) as unknown as Row[]
  const found: Damage[] = []
  let head = beginningOf(cycle)
  for (const { place, key, n, body, chain } of rows) {
    // Goes on from what the row says, so that one damaged fact is named once.
    head = withFact(head, key, body)
    const fact = factIn(body)
    const isAsWritten =
      n === head.n && chain === head.chain && fact && factKey(fact) === key && placeOfFact(fact) === place
    if (!isAsWritten) found.push({ what: 'fact-changed', where: `${cycle} ${key}` })
    else if (fact.kind === 'link') found.push(...lostLinks(database, fact.hash, fact.codeHash, `${cycle} ${key}`))
    head = { n, chain }
    if (told?.n === n && told.chain !== chain) found.push({ what: 'other-history', where: `${cycle} ${key}` })
  }
  const says = kept.get(cycle)
  if (told && told.n > rows.length)
    found.push({ what: 'facts-missing', where: `${cycle}: ${rows.length} of ${told.n}` })
  if (says && (says.n !== head.n || says.chain !== head.chain)) found.push({ what: 'head-differs', where: cycle })
  return found
}

const lostLinks = (database: DatabaseSync, hash: string, codeHash: string, where: string): Damage[] =>
  [hash, codeHash].some((each) => database.prepare('SELECT 1 FROM link WHERE hash = ?').get(each) === undefined)
    ? [{ what: 'link-lost', where }]
    : []

function factIn(body: string): Fact | undefined {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
