import { gunzipSync, gzipSync } from 'node:zlib'
import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { boardPartition, reportTable } from '../../../shared/contract/report-table.ts'
import { placeOfFact, unitPlace } from '../../../shared/cycle/fact-key.ts'
import type { Fact } from '../../../shared/cycle/facts.ts'
import { firstOf } from '../../../shared/present.ts'

type Item = Record<string, AttributeValue>

/** What a copy is read and kept by. */
type Table = {
  /** Epoch milliseconds. */
  now(): number
  /** All that a board shows beside the spine, a moment old. */
  whole(cycle: string): Promise<Item[]>
  /** Of it what was written since then, in the order of writing, a moment old. */
  since(cycle: string, from: number): Promise<Item[]>
  parts(pk: string): Promise<Item[]>
  put(key: { pk: string; sk: string }, attributes: Item): Promise<unknown>
  factOf(found: Item): Promise<Fact>
}

/**
 * `upTo`: when it was read. `whole`: when everything was last read for it. `recent`: sort keys of those in it that were written
 * shortly before and will be found again.
 */
type Copy = { upTo: number; whole: number; recent: string[]; facts: Fact[] }

/** Which facts are found by the time of their writing: what a board shows, but for the spine, which it reads itself. */
export const isShownOnBoard = (fact: Fact): boolean =>
  ['mail', 'delivery', 'visit'].includes(fact.kind) || placeOfFact(fact).startsWith(unitPlace(''))

/** A writer's clock may be wrong, a put may hang, and the index comes a little after: so much is read twice. */
const overlap = 5 * 60_000 // milliseconds
/** What escaped that is found on the next day at the latest. */
const wholeFor = 24 * 3_600_000 // milliseconds
/** Fewer facts are read as cheaply as a copy is. */
const worthKeeping = 300
/** Of the 400 kB of an item. */
const largestPart = 350_000 // bytes
const { body, packed, written, expires, sortKey } = reportTable

/**
 * A board shows everybody: of a thousand units some three hundred read units. It is therefore shown from a copy and what was written
 * since, which an index finds by the time of writing. A copy may be lost or torn; then all is read. Nothing is decided by it.
 */
export function boardCopy(table: Table) {
  /** As it was unpacked last: half the work of a page. */
  let last: { cycle?: string; stamp?: string; copy?: Copy } = {}

  async function seen(cycle: string): Promise<{ copy: Copy; added: number }> {
    const at = table.now()
    const before = await kept(cycle, at)
    const items = await (before ? table.since(cycle, before.upTo - overlap) : table.whole(cycle))
    const known = new Set(before?.recent)
    const added = await Promise.all(items.filter((item) => !known.has(keyOf(item))).map(table.factOf))
    const isRecent = (item: Item) => Number(item[written]?.N ?? 0) >= at - overlap
    return {
      copy: {
        upTo: at,
        whole: before?.whole ?? at,
        recent: items.filter(isRecent).map(keyOf),
        facts: [...(before?.facts ?? []), ...added],
      },
      added: added.length,
    }
  }

  async function kept(cycle: string, at: number): Promise<Copy | undefined> {
    const parts = (await table.parts(boardPartition(cycle))).filter((part) => part[body]?.S !== undefined)
    const stamp = parts[0]?.[body]?.S
    const own = parts.filter((part) => part[body]?.S === stamp)
    // Two that were kept at once, or one that is just being kept.
    if (stamp === undefined || own.length !== Number(firstOf(stamp.split(' ')))) return undefined
    if (last.cycle !== cycle || last.stamp !== stamp) {
      const bytes = Buffer.concat(own.map((part) => part[packed]?.B ?? new Uint8Array()))
      last = { cycle, stamp, copy: JSON.parse(gunzipSync(bytes).toString()) }
    }
    return last.copy && last.copy.whole > at - wholeFor ? last.copy : undefined
  }

  return {
    facts: async (cycle: string): Promise<Fact[]> => (await seen(cycle)).copy.facts,
    /** Puts a new copy in the place of the one there is, where that saves reading. */
    async keep(cycle: string): Promise<void> {
      const { copy, added } = await seen(cycle)
      if (added < worthKeeping) return
      const bytes = gzipSync(JSON.stringify(copy))
      const of = Math.ceil(bytes.length / largestPart)
      const swept = { N: String(Math.ceil((copy.upTo + 2 * wholeFor) / 1000)) }
      for (let n = 0; n < of; n++)
        await table.put(
          { pk: boardPartition(cycle), sk: String(n).padStart(4, '0') },
          {
            [body]: { S: `${of} ${copy.upTo}` },
            [packed]: { B: bytes.subarray(n * largestPart, (n + 1) * largestPart) },
            [expires]: swept,
          },
        )
    },
  }
}

const keyOf = (item: Item): string => item[sortKey]?.S ?? ''
