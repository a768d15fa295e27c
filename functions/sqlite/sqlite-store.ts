import type { DatabaseSync } from 'node:sqlite'
import { type Look, lookKept } from '../../shared/cycle/clock/timer-note.ts'
import { factKey, placeOfFact, placeOfKind, spinePlace, unitPlace } from '../../shared/cycle/fact-key.ts'
import type { LinkFact, Session } from '../../shared/cycle/facts/link-facts.ts'
import type { Callback, Fact } from '../../shared/cycle/facts.ts'
import { codeFacts } from '../../shared/cycle/links/codes.ts'
import type { WorkingCopy } from '../../shared/draft/working-copy.ts'
import type { Recorded, ReportStore } from '../services.ts'
import { beginningOf, type Head, withFact } from './chain.ts'
import { groupedWrites } from './grouped-writes.ts'
import { knownFacts } from './known-facts.ts'
import { StoreCorrupt, storeError } from './store-error.ts'

export type SqliteStore = ReportStore & {
  /** Moves what the write-ahead log holds into the file and empties it; once an hour keeps it small. */
  checkpoint(): void
}

/**
 * Facts in one SQLite file: the second adapter, for one machine, under the same cases as the DynamoDB one. Reads see everything
 * that was acknowledged; writes of one turn of the loop share a transaction.
 *
 * @param telling.heads where each cycle stands after a commit, told outside the file before anybody is answered (heads-log.ts)
 * @param telling.damaged SQLite found the file damaged while it was read or written: nobody may go on
 */
export function sqliteStore(
  database: DatabaseSync,
  telling: { heads(stand: ReadonlyMap<string, Head>): void; damaged(): void },
): SqliteStore {
  const sql = statements(database)
  const facts = knownFacts(database)
  const bodyOf = <T>(kind: string, key: string) => bodies(sql.kept.all(kind, key))[0] as unknown as T | undefined
  const standingCallback = (cycle: string, wait: Callback['wait']) => bodyOf<Callback>('callback', `${cycle}/${wait}`)

  const known = (error: unknown): unknown => {
    const thrown = storeError(error)
    if (thrown instanceof StoreCorrupt) telling.damaged()
    return thrown
  }
  const heads = new Map<string, Head>()
  /** Committed; what could not be told goes with the next, before whoever asks again hears that it stands. */
  const untold = new Map<string, Head>()
  const writes = groupedWrites(database, {
    acknowledge() {
      for (const [cycle, head] of heads) untold.set(cycle, head)
      heads.clear()
      if (untold.size > 0) telling.heads(untold)
      untold.clear()
    },
    refused(error) {
      heads.clear()
      return known(error)
    },
  })
  const read = async <T>(look: () => T): Promise<T> => {
    try {
      return look()
    } catch (error) {
      throw known(error)
    }
  }
  const bodies = (rows: unknown[]): Fact[] => rows.map((row) => JSON.parse((row as { body: string }).body))

  const all = (cycle: string) => read(() => facts.of(cycle).inOrder())
  const inPlaces = (cycle: string, places: readonly string[]) =>
    read(() => places.flatMap((place) => facts.of(cycle).at(place)))

  function addIfFree<F extends Fact>(fact: F, key: string, body: string): Recorded<F> {
    const { cycle } = fact
    const stands = sql.factOf.get(cycle, key) as { body: string } | undefined
    if (stands) return { recorded: false, fact: JSON.parse(stands.body) }
    // The head is the file's, never remembered: another process may have written in between.
    const head = withFact((sql.headOf.get(cycle) as Head | undefined) ?? beginningOf(cycle), key, body)
    sql.addFact.run(cycle, placeOfFact(fact), key, head.n, body, head.chain)
    sql.saveHead.run(cycle, head.n, head.chain)
    if (fact.kind === 'link') for (const hash of [fact.hash, fact.codeHash]) sql.addLink.run(hash, cycle, key)
    heads.set(cycle, head)
    return { recorded: true, fact }
  }

  return {
    async record(fact) {
      const [key, body] = [factKey(fact), bodyText(fact)]
      return writes.write(() => addIfFree(fact, key, body))
    },
    facts: all,
    decidingFacts: (cycle) => inPlaces(cycle, [spinePlace, unitPlace('')]),
    toldFacts: all,
    boardFacts: all,
    keepBoard: async () => {}, // all facts are at hand
    unitFacts: (cycle, unit) => inPlaces(cycle, unit === undefined ? [spinePlace] : [spinePlace, unitPlace(unit)]),
    factsOf: <K extends Fact['kind']>(cycle: string, kind: K, under = '') =>
      read(() =>
        facts
          .some(cycle, placeOfKind(kind, under), under === '' ? kind : `${kind}#${under}`)
          .filter((fact): fact is Extract<Fact, { kind: K }> => fact.kind === kind),
      ),
    cycles: () => read(() => sql.openedCycles.all().map((row) => (row as { cycle: string }).cycle)),
    linkHolder: (hash) =>
      read(() => {
        const [link] = bodies(sql.linkAt.all(hash)) as LinkFact[]
        if (link === undefined) return undefined
        const { cycle, purpose, subject, person } = link
        return { cycle, purpose, subject, person }
      }),

    codes: (cycle, link) => read(() => codeFacts(facts.of(cycle).at(`code/${link}`))),

    hint: (cycle, about) => read(() => bodyOf<string>('hint', `${cycle}/${about}`)),
    async saveHint(cycle, about, hint) {
      await writes.write(() => sql.keep.run('hint', `${cycle}/${about}`, JSON.stringify(hint)))
    },

    timerNote: (cycle) =>
      read(() => {
        const look = bodyOf<Look>('look', cycle)
        const rows = bodies(sql.keptIn.all('begun', `${cycle}/`, `${cycle}0`)) as unknown as {
          id: string
          at: string
        }[]
        const newest = bodyOf<string>('newest work', cycle)
        return { ...(look && { look }), ...(newest && { newest }), begun: new Map(rows.map(({ id, at }) => [id, at])) }
      }),
    async noteWork(cycle, id, at) {
      await writes.write(() => {
        sql.keep.run('begun', `${cycle}/${id}`, JSON.stringify({ id, at }))
        sql.keep.run('newest work', cycle, JSON.stringify(`${id} ${at}`))
      })
    },
    async strikeWork(cycle, ids, look) {
      await writes.write(() => {
        for (const id of ids) sql.strike.run('begun', `${cycle}/${id}`)
        if (!look && ids[0] !== undefined) sql.keep.run('newest work', cycle, JSON.stringify(`${ids[0]} is done`))
        if (look) sql.keep.run('look', cycle, JSON.stringify(lookKept(bodyOf<Look>('look', cycle), look)))
      })
    },
    async lookAgain(cycle, ids) {
      await writes.write(() => {
        sql.strike.run('look', cycle)
        for (const id of ids) sql.strike.run('begun', `${cycle}/${id}`)
      })
    },

    async saveCallback(callback, before) {
      const body = bodyText(callback)
      return writes.write(() => {
        const stands = standingCallback(callback.cycle, callback.wait)
        if (stands?.token !== before?.token && stands?.token !== callback.token) return false
        sql.keep.run('callback', `${callback.cycle}/${callback.wait}`, body)
        return true
      })
    },
    callback: (cycle, wait) => read(() => standingCallback(cycle, wait)),

    async saveSession(session) {
      const body = bodyText(session)
      await writes.write(() => sql.keep.run('session', session.hash, body))
    },
    session: (hash) => read(() => bodyOf<Session>('session', hash)),
    async markSession(hash, name, at) {
      // One mark alone, so that a page that is just being read does not open again what was closed meanwhile.
      await writes.write(() => sql.mark.run(`$.${name}`, at, hash))
    },

    workingCopy: (cycle, unit) => read(() => bodyOf<WorkingCopy>('working copy', `${cycle}/${unit}`)),
    // The character after the slash ends the range of the cycle's own.
    workingCopies: (cycle) =>
      read(() => bodies(sql.keptIn.all('working copy', `${cycle}/`, `${cycle}0`)) as unknown as WorkingCopy[]),
    async saveWorkingCopy(copy) {
      const body = bodyText(copy)
      return writes.write(() => sql.keepNext.run(`${copy.cycle}/${copy.unit}`, body).changes === 1)
    },

    checkpoint: () => void database.exec('PRAGMA wal_checkpoint(TRUNCATE)'),
  }
}

/** Every sentence that is said to the file, prepared once. */
function statements(database: DatabaseSync) {
  const sql = (text: string) => database.prepare(text)
  return {
    factOf: sql('SELECT body FROM fact WHERE cycle = ? AND key = ?'),
    headOf: sql('SELECT n, chain FROM cycle WHERE cycle = ?'),
    saveHead: sql('INSERT OR REPLACE INTO cycle (cycle, n, chain) VALUES (?, ?, ?)'),
    addFact: sql('INSERT INTO fact (cycle, place, key, n, body, chain) VALUES (?, ?, ?, ?, ?, ?)'),
    addLink: sql('INSERT OR REPLACE INTO link (hash, cycle, key) VALUES (?, ?, ?)'),
    openedCycles: sql("SELECT cycle FROM fact WHERE key = 'opening' ORDER BY cycle"),
    linkAt: sql('SELECT body FROM link JOIN fact USING (cycle, key) WHERE hash = ?'),
    kept: sql('SELECT body FROM overwritten WHERE kind = ? AND key = ?'),
    keep: sql(
      'INSERT INTO overwritten (kind, key, body) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body',
    ),
    keptIn: sql('SELECT body FROM overwritten WHERE kind = ? AND key >= ? AND key < ? ORDER BY key'),
    keepNext: sql(
      `INSERT INTO overwritten (kind, key, body) VALUES ('working copy', ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body
     WHERE json_extract(overwritten.body, '$.version') = json_extract(excluded.body, '$.version') - 1`,
    ),
    strike: sql('DELETE FROM overwritten WHERE kind = ? AND key = ?'),
    mark: sql("UPDATE overwritten SET body = json_set(body, ?, ?) WHERE kind = 'session' AND key = ?"),
  }
}

/** Facts hold strings, integers, booleans, null, lists and maps; anything else is a mistake and is refused, not rounded. */
export function bodyText(value: object): string {
  refuseUnkept(value)
  return JSON.stringify(value)
}

function refuseUnkept(value: unknown): void {
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isSafeInteger(value)) return
  if (typeof value !== 'object')
    throw new TypeError(`a fact cannot hold a ${typeof value} that is not an integer, a string or a truth value`)
  const within = Array.isArray(value) ? value : Object.values(value).filter((each) => each !== undefined)
  within.forEach(refuseUnkept)
}
