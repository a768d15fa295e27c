import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import {
  cyclePartition,
  cyclesPartition,
  linkPartition,
  newestIndex,
  reportTable,
} from '../../shared/contract/report-table.ts'
import { factKey, placeOfKind, spinePlace, unitPlace } from '../../shared/cycle/fact-key.ts'
import type { Fact } from '../../shared/cycle/facts.ts'
import { codeFacts } from '../../shared/cycle/links/codes.ts'
import type { LinkHolder } from '../../shared/cycle/links/signed-link.ts'
import type { FileStore, ReportStore } from '../services.ts'
import { boardCopy } from './table/board-copy.ts'
import { type FactPlace, factItems } from './table/fact-items.ts'
import { bodyIn, type Items, tableItems } from './table/items.ts'
import { keptCallbacks, keptCopies, keptHints, keptSessions } from './table/overwritten.ts'
import { timerNotes } from './table/timer-notes.ts'

const { partitionKey, sortKey, written } = reportTable
type FactItems = ReturnType<typeof factItems>

/**
 * Facts in the one DynamoDB table, and what is overwritten beside them. The same adapter runs on AWS and on an emulator.
 *
 * @param files where lists lie that grow with the units; without it facts that have one can be neither written nor read
 * @param now epoch milliseconds, by which the newest facts are found again
 */
export function reportStore(client: DynamoDBClient, tableName: string, files?: FileStore, now = Date.now): ReportStore {
  const items = tableItems(client, tableName)
  const facts = factItems(items, files, now)
  const boards = boardsOf(items, facts, now)
  return {
    record: facts.record,
    ...wholeFacts(facts),
    ...someFacts(facts),
    boardFacts: async (cycle) =>
      (await Promise.all([facts.factsIn(cycle, `${spinePlace}#`), boards.facts(cycle)])).flat(),
    keepBoard: boards.keep,
    ...found(items),
    ...keptHints(items),
    ...timerNotes(items),
    ...keptCallbacks(items),
    ...keptSessions(items),
    ...keptCopies(items),
  }
}

/** What is read of a cycle as a whole. */
const wholeFacts = ({ factsIn }: FactItems): Pick<ReportStore, 'facts' | 'decidingFacts' | 'toldFacts'> => ({
  async facts(cycle) {
    const facts = await factsIn(cycle)
    const keys = new Map(facts.map((fact) => [fact, factKey(fact)]))
    return facts.sort((a, b) => ((keys.get(a) ?? '') < (keys.get(b) ?? '') ? -1 : 1))
  },

  decidingFacts: async (cycle, units) =>
    units === undefined
      ? // The spine lies right before the units, and no place between: one range is read, not two.
        factsIn(cycle, { from: `${spinePlace}#`, to: `${unitPlace('')}\uffff` })
      : (await Promise.all([factsIn(cycle, `${spinePlace}#`), factsIn(cycle, unitPlace(''), 'a moment old')])).flat(),

  // Units and visits follow upon the spine, with no place between.
  toldFacts: async (cycle) =>
    (
      await Promise.all([
        factsIn(cycle, 'delivery#'),
        factsIn(cycle, 'mail#'),
        factsIn(cycle, { from: `${spinePlace}#`, to: 'visit#\uffff' }),
      ])
    ).flat(),
})

const someFacts = ({ factsIn }: FactItems): Pick<ReportStore, 'unitFacts' | 'factsOf' | 'codes'> => ({
  async unitFacts(cycle, unit) {
    const places = [spinePlace, ...(unit === undefined ? [] : [unitPlace(unit)])]
    return (await Promise.all(places.map((place) => factsIn(cycle, `${place}#`)))).flat()
  },

  async factsOf<K extends Fact['kind']>(cycle: string, kind: K, under = '') {
    const place = placeOfKind(kind, under)
    const own = under === '' ? `${place}#${kind}` : `${place}#${kind}#${under}`
    const read = await factsIn(cycle, place.endsWith('/') ? place : own)
    // The prefix of one kind may begin another's; the fact itself says what it is.
    return read
      .filter((fact): fact is Extract<Fact, { kind: K }> => fact.kind === kind)
      .filter((fact) => under === '' || factKey(fact).startsWith(`${kind}#${under}`))
  },

  codes: async (cycle, link) => codeFacts(await factsIn(cycle, `code/${link}#`)),
})

/**
 * The pointer is written before the opening, so a crash in between lists a cycle that was never opened. One that was stays so: its opening is
 * looked for once in the life of a process.
 */
function openedCycles({ get, partition }: Pick<Items, 'get' | 'partition'>): ReportStore['cycles'] {
  const opened = new Set<string>()
  return async () => {
    const listed = (await partition(cyclesPartition)).map((item) => item[sortKey]?.S ?? '')
    await Promise.all(
      listed
        .filter((cycle) => !opened.has(cycle))
        .map(async (cycle) => {
          if (await get({ pk: cyclePartition(cycle), sk: `${spinePlace}#opening` })) opened.add(cycle)
        }),
    )
    return listed.filter((cycle) => opened.has(cycle))
  }
}

/** What is found by a pointer that was written before it. */
const found = ({ get, partition }: Items): Pick<ReportStore, 'cycles' | 'linkHolder'> => ({
  cycles: openedCycles({ get, partition }),

  async linkHolder(hash) {
    const pointer = bodyIn(await get({ pk: linkPartition(hash), sk: 'link' })) as FactPlace | undefined
    // `link#link#<purpose>#<subject>#<person>#<generation>`; two made for one generation at once leave two pointers.
    const [, , purpose, subject, person] = pointer?.key.split('#') ?? []
    return pointer && ({ cycle: pointer.cycle, purpose, subject, person } as LinkHolder)
  },
})

const boardsOf = ({ partition, put, query }: Items, { factOf }: FactItems, now: () => number) =>
  boardCopy({
    now,
    factOf,
    parts: (pk) => partition(pk, undefined, 'a moment old'),
    put,
    async whole(cycle) {
      const places = ['mail#', 'delivery#', 'visit#', unitPlace('')]
      return (await Promise.all(places.map((place) => partition(cyclePartition(cycle), place, 'a moment old')))).flat()
    },
    since: (cycle, from) =>
      query({
        IndexName: newestIndex,
        KeyConditionExpression: '#pk = :pk AND #written >= :from',
        ExpressionAttributeNames: { '#pk': partitionKey, '#written': written },
        ExpressionAttributeValues: { ':pk': { S: cyclePartition(cycle) }, ':from': { N: String(from) } },
      }),
  })
