import { randomUUID } from 'node:crypto'
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import {
  callbackPartition,
  cyclePartition,
  cyclesPartition,
  hintPartition,
  linkPartition,
  newestIndex,
  reportTable,
  sessionPartition,
  workingCopyPartition,
} from '../../shared/contract/report-table.ts'
import type { Look } from '../../shared/cycle/clock/timer-note.ts'
import { factKey, placeOfFact, placeOfKind, spinePlace, unitPlace } from '../../shared/cycle/fact-key.ts'
import type { LinkFact, Session } from '../../shared/cycle/facts/link-facts.ts'
import type { Callback, Fact } from '../../shared/cycle/facts.ts'
import { codeFacts } from '../../shared/cycle/links/codes.ts'
import type { WorkingCopy } from '../../shared/draft/working-copy.ts'
import type { FileStore, Recorded, ReportStore } from '../services.ts'
import { marshal, unmarshal } from './attribute-values.ts'
import { boardCopy, isShownOnBoard } from './board-copy.ts'
import { longLists } from './long-lists.ts'

const { partitionKey, sortKey, body, lists, write, expires, version, written } = reportTable

/**
 * Facts in the one DynamoDB table. Each fact is one put on the condition that its key is free; no transaction is needed
 * because what must be found (a link by its hash, a cycle in the list) gets its pointer before the fact that counts.
 * The same adapter runs on AWS and on an emulator.
 *
 * @param files where lists lie that grow with the units; without it facts that have one can be neither written nor read
 * @param now epoch milliseconds, by which the newest facts are found again
 */
export function reportStore(client: DynamoDBClient, tableName: string, files?: FileStore, now = Date.now): ReportStore {
  const apart = longLists(files)
  const boards = boardCopy({
    now,
    factOf,
    parts: (pk) => partition(pk, undefined, 'a moment old'),
    put: (key, attributes) => put(key, attributes),
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
  return {
    async record<F extends Fact>(fact: F): Promise<Recorded<F>> {
      const whole = marshal(fact) // refuses what a fact cannot hold, in its long lists too
      const kept = await apart.of(fact)
      const attributes = {
        ...(kept ? { [body]: marshal(kept.fact), [lists]: marshal(kept.lists) } : { [body]: whole }),
        ...(isShownOnBoard(fact) && { [written]: { N: String(now()) } }),
      }
      await Promise.all(pointersTo(fact).map(({ key, to }) => putIfFree(key, { [body]: marshal(to) })))
      const stood = await putIfFree({ pk: cyclePartition(fact.cycle), sk: sortKeyOf(fact) }, attributes)
      return stood === undefined ? { recorded: true, fact } : { recorded: false, fact: (await factOf(stood)) as F }
    },

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

    boardFacts: async (cycle) => (await Promise.all([factsIn(cycle, `${spinePlace}#`), boards.facts(cycle)])).flat(),
    keepBoard: boards.keep,

    unitFacts: (cycle, unit) => bothIn(cycle, `${spinePlace}#`, ...(unit === undefined ? [] : [`${unitPlace(unit)}#`])),

    async factsOf<K extends Fact['kind']>(cycle: string, kind: K, under = '') {
      const place = placeOfKind(kind, under)
      const own = under === '' ? `${place}#${kind}` : `${place}#${kind}#${under}`
      const found = await factsIn(cycle, place.endsWith('/') ? place : own)
      // The prefix of one kind may begin another's; the fact itself says what it is.
      return found
        .filter((fact): fact is Extract<Fact, { kind: K }> => fact.kind === kind)
        .filter((fact) => under === '' || factKey(fact).startsWith(`${kind}#${under}`))
    },

    async cycles() {
      const listed = (await partition(cyclesPartition)).map((item) => item[sortKey]?.S ?? '')
      // The pointer is written before the opening, so a crash in between lists a cycle that was never opened.
      const opened = await Promise.all(listed.map((cycle) => get({ pk: cyclePartition(cycle), sk: openingKey })))
      return listed.filter((_, i) => opened[i] !== undefined)
    },

    async link(hash) {
      const pointer = bodyOf(await get({ pk: linkPartition(hash), sk: 'link' })) as FactPlace | undefined
      if (pointer === undefined) return undefined
      // All generations of the person's link: their keys differ in the number at the end.
      const family = pointer.key.slice(0, pointer.key.lastIndexOf('#') + 1)
      const links = (await factsIn(pointer.cycle, family)) as LinkFact[]
      // Two links made for one generation at once leave two pointers; only the one that was recorded counts.
      const link = links.find((each) => each.hash === hash || each.codeHash === hash)
      const newest = links.toSorted((a, b) => a.generation - b.generation).at(-1)
      return link && newest && { link, newest }
    },

    codes: async (cycle, link) => codeFacts(await factsIn(cycle, `code/${link}#`)),

    async hint(cycle, about) {
      return bodyOf(await get({ pk: hintPartition(cycle), sk: about })) as string | undefined
    },

    saveHint: (cycle, about, hint) => put({ pk: hintPartition(cycle), sk: about }, { [body]: { S: hint } }),

    async timerNote(cycle) {
      const { look, newest, ...attributes } = (await get(timerKey(cycle))) ?? {}
      const begun = Object.entries(attributes).flatMap(([name, { S: at }]): [string, string][] =>
        name.startsWith(begunPrefix) && at !== undefined ? [[name.slice(begunPrefix.length), at]] : [],
      )
      return {
        ...(look && { look: unmarshal(look) as Look }),
        ...(newest?.S !== undefined && { newest: newest.S }),
        begun: new Map(begun),
      }
    },

    noteWork: (cycle, id, at) =>
      updateTimer(cycle, 'SET #0 = :at, newest = :newest', [id], { ':at': { S: at }, ':newest': { S: `${id} ${at}` } }),

    async strikeWork(cycle, ids, look) {
      // One update holds so many names; what is left is struck off after the next look.
      const struck = ids.slice(0, 200)
      const remove = struck.length > 0 ? `REMOVE ${struck.map((_, n) => `#${n}`).join(', ')}` : ''
      const [first] = struck
      if (look === undefined)
        return first === undefined
          ? undefined
          : updateTimer(cycle, `SET newest = :newest ${remove}`, struck, { ':newest': { S: `${first} is done` } })
      const keep = (look: Look, condition?: string) =>
        updateTimer(cycle, `SET look = :look ${remove}`, struck, { ':look': marshal(look) }, condition)
      await keep(look, 'attribute_exists(look)').catch((error: unknown) => {
        if (!(error instanceof ConditionalCheckFailedException)) throw error
        return keep({ ...look, until: look.at, since: look.at })
      })
    },

    async saveCallback(callback, before) {
      const key = { pk: callbackPartition(callback.cycle), sk: callback.wait }
      try {
        await client.send(
          new PutItemCommand({
            TableName: tableName,
            Item: { ...item(key), [body]: marshal(callback) },
            // Its own token stands where an answer was lost and the SDK asked again.
            ConditionExpression: `${before ? '#body.#token = :before' : 'attribute_not_exists(#pk)'} OR #body.#token = :own`,
            ExpressionAttributeNames: { '#body': body, '#token': 'token', ...(before ? {} : { '#pk': partitionKey }) },
            ExpressionAttributeValues: {
              ':own': { S: callback.token },
              ...(before ? { ':before': { S: before.token } } : {}),
            },
          }),
        )
        return true
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false
        throw error
      }
    },

    async callback(cycle, wait) {
      return bodyOf(await get({ pk: callbackPartition(cycle), sk: wait })) as Callback | undefined
    },

    saveSession: (session) =>
      put(
        { pk: sessionPartition(session.hash), sk: 'session' },
        { [body]: marshal(session), [expires]: secondsOf(session.expires) },
      ),

    async session(hash) {
      return bodyOf(await get({ pk: sessionPartition(hash), sk: 'session' })) as Session | undefined
    },

    async markSession(hash, mark, at) {
      try {
        await client.send(
          new UpdateItemCommand({
            TableName: tableName,
            Key: item({ pk: sessionPartition(hash), sk: 'session' }),
            // One mark alone, so that a page that is just being read does not open again what was closed meanwhile.
            UpdateExpression: 'SET #body.#mark = :at',
            ConditionExpression: 'attribute_exists(#pk)',
            ExpressionAttributeNames: { '#body': body, '#mark': mark, '#pk': partitionKey },
            ExpressionAttributeValues: { ':at': { S: at } },
          }),
        )
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error
      }
    },

    async workingCopy(cycle, unit) {
      return bodyOf(await get({ pk: workingCopyPartition(cycle), sk: unit })) as WorkingCopy | undefined
    },

    async workingCopies(cycle) {
      return (await partition(workingCopyPartition(cycle))).map((item) => bodyOf(item) as WorkingCopy)
    },

    async saveWorkingCopy(copy) {
      const key = { pk: workingCopyPartition(copy.cycle), sk: copy.unit }
      const mark = randomUUID()
      try {
        await client.send(
          new PutItemCommand({
            TableName: tableName,
            Item: {
              ...item(key),
              [body]: marshal(copy),
              [write]: { S: mark },
              [version]: { N: String(copy.version) },
              [expires]: secondsOf(copy.expires),
            },
            ConditionExpression: 'attribute_not_exists(#pk) OR #version = :before',
            ExpressionAttributeNames: { '#pk': partitionKey, '#version': version },
            ExpressionAttributeValues: { ':before': { N: String(copy.version - 1) } },
          }),
        )
        return true
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error
        // The client repeats a put whose answer was lost; then what refused it is that very put.
        return (await get(key))?.[write]?.S === mark
      }
    },
  }

  /** The facts of a cycle whose sort keys begin so, in the order of those. */
  async function factsIn(cycle: string, within?: string | Range, age?: 'a moment old'): Promise<Fact[]> {
    return Promise.all((await partition(cyclePartition(cycle), within, age)).map(factOf))
  }

  async function bothIn(cycle: string, ...prefixes: string[]): Promise<Fact[]> {
    return (await Promise.all(prefixes.map((prefix) => factsIn(cycle, prefix)))).flat()
  }

  async function factOf(found: Item): Promise<Fact> {
    const fact = bodyOf(found) as Fact
    return found[lists] === undefined ? fact : apart.whole(fact, unmarshal(found[lists]) as Record<string, string>)
  }

  /** Overwrites. */
  async function put(key: Key, attributes: Item): Promise<void> {
    await client.send(new PutItemCommand({ TableName: tableName, Item: { ...item(key), ...attributes } }))
  }

  /** Answers with what stood there, or undefined when the attributes were written. */
  async function putIfFree(key: Key, attributes: Item): Promise<Item | undefined> {
    const mark = randomUUID()
    try {
      await client.send(
        new PutItemCommand({
          TableName: tableName,
          Item: { ...item(key), ...attributes, [write]: { S: mark } },
          ConditionExpression: 'attribute_not_exists(#pk)',
          ExpressionAttributeNames: { '#pk': partitionKey },
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      )
      return undefined
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error
      const standing = error.Item ?? (await get(key)) // dynalite refuses without the item
      if (standing === undefined) throw new Error(`refused by an item that is not there: ${key.sk}`)
      // The client repeats a put whose answer was lost; then what refused it is that very put.
      return standing[write]?.S === mark ? undefined : standing
    }
  }

  /** @param ids of work, which `#0`, `#1` … in the expression stand for */
  async function updateTimer(
    cycle: string,
    expression: string,
    ids: readonly string[],
    values?: Item,
    condition?: string,
  ): Promise<void> {
    await client.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: item(timerKey(cycle)),
        UpdateExpression: expression.trim(),
        ...(ids.length > 0 && {
          ExpressionAttributeNames: Object.fromEntries(ids.map((id, n) => [`#${n}`, `${begunPrefix}${id}`])),
        }),
        ...(values && { ExpressionAttributeValues: values }),
        ...(condition !== undefined && { ConditionExpression: condition }),
      }),
    )
  }

  async function get(key: Key): Promise<Item | undefined> {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: tableName, Key: item(key), ConsistentRead: true }),
    )
    return Item
  }

  /** @param age half the price, where it may be */
  async function partition(pk: string, within?: string | Range, age?: 'a moment old'): Promise<Item[]> {
    const [condition, values] =
      within === undefined
        ? ['', {}]
        : typeof within === 'string'
          ? [' AND begins_with(#sk, :prefix)', { ':prefix': { S: within } }]
          : [' AND #sk BETWEEN :from AND :to', { ':from': { S: within.from }, ':to': { S: within.to } }]
    return query({
      KeyConditionExpression: `#pk = :pk${condition}`,
      ExpressionAttributeNames: { '#pk': partitionKey, ...(within !== undefined && { '#sk': sortKey }) },
      ExpressionAttributeValues: { ':pk': { S: pk }, ...values },
      ConsistentRead: age === undefined,
    })
  }

  /** All pages of what a query finds. */
  async function query(asked: Omit<QueryCommandInput, 'TableName'>): Promise<Item[]> {
    const items: Item[] = []
    let next: Item | undefined
    do {
      const page = await client.send(
        new QueryCommand({ TableName: tableName, ...asked, ...(next && { ExclusiveStartKey: next }) }),
      )
      items.push(...(page.Items ?? []))
      next = page.LastEvaluatedKey
    } while (next !== undefined)
    return items
  }
}

/** Sort keys from one to another, both among them. */
type Range = { from: string; to: string }
type Key = { pk: string; sk: string }
type Item = Record<string, AttributeValue>
/** What a pointer holds: the partition's cycle and the sort key of a fact. */
type FactPlace = { cycle: string; key: string }

const item = (key: Key): Item => ({ [partitionKey]: { S: key.pk }, [sortKey]: { S: key.sk } })

const secondsOf = (instant: string): AttributeValue => ({ N: String(Math.ceil(Date.parse(instant) / 1000)) })

/** One item, so that it is lost as a whole or not at all; each work is an attribute, so that nobody overwrites another's. */
const timerKey = (cycle: string): Key => ({ pk: hintPartition(cycle), sk: 'timer' })
const begunPrefix = 'begun:'

const sortKeyOf = (fact: Fact): string => `${placeOfFact(fact)}#${factKey(fact)}`
const openingKey = `${spinePlace}#opening`

/** What must be found by another key than its own; written first, so that a fact which counts can always be found. */
function pointersTo(fact: Fact): { key: Key; to: FactPlace }[] {
  const to = { cycle: fact.cycle, key: sortKeyOf(fact) }
  if (fact.kind === 'opening') return [{ key: { pk: cyclesPartition, sk: fact.cycle }, to }]
  if (fact.kind === 'link')
    return [fact.hash, fact.codeHash].map((h) => ({ key: { pk: linkPartition(h), sk: 'link' }, to }))
  return []
}

const bodyOf = (found: Item | undefined): unknown => (found?.[body] === undefined ? undefined : unmarshal(found[body]))
