import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  type GetItemCommandInput,
  PutItemCommand,
  type PutItemCommandInput,
  QueryCommand,
  type QueryCommandInput,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb'
import { newestIndex, reportTable } from '../../../shared/contract/report-table.ts'

type Item = Record<string, AttributeValue>

/** What was asked of the table, in the units that are paid for: 4 kB begun a consistent read, 1 kB begun a write, in the index as well. */
export type Units = { reads: number; writes: number }

const { partitionKey, sortKey, written } = reportTable
const pageBytes = 1024 * 1024
/** What DynamoDB takes as one item. */
export const largestItem = 400 * 1024 // bytes

/**
 * A table in memory that counts as DynamoDB does: no clock, no network, the same figure on every machine. It knows the commands and
 * conditions that functions/aws/table sends and refuses any other; the shared cases of the stores hold it to them.
 */
export function countedTable(): { client: DynamoDBClient; units: Units; largest(): number } {
  const partitions = new Map<string, Partition>()
  const units: Units = { reads: 0, writes: 0 }
  let largest = 0
  const partition = (pk: string) => {
    const there = partitions.get(pk) ?? { items: new Map(), own: [], newest: [] }
    partitions.set(pk, there)
    return there
  }
  const keyOf = (key: Item | undefined) => [key?.[partitionKey]?.S ?? '', key?.[sortKey]?.S ?? ''] as const
  const at = (key: Item | undefined) => {
    const [pk, sk] = keyOf(key)
    return partition(pk).items.get(sk)
  }
  const put = (item: Item) => {
    const [pk, sk] = keyOf(item)
    largest = Math.max(largest, sizeOf(item))
    if (sizeOf(item) > largestItem) throw new Error(`Item size has exceeded the maximum allowed size: ${sk}`)
    const there = partition(pk)
    const before = there.items.get(sk)
    there.items.set(sk, item)
    if (!before) insert(there.own, sk)
    if (!before && item[written]) insert(there.newest, placeInIndex(item))
  }
  const read = (bytes: number, { ConsistentRead }: { ConsistentRead?: boolean | undefined }) => {
    units.reads += Math.max(1, Math.ceil(bytes / 4096)) * (ConsistentRead ? 1 : 0.5)
  }
  const wrote = (item: Item | undefined) => {
    units.writes += Math.max(1, Math.ceil(sizeOf(item) / 1024)) * (item?.[written] === undefined ? 1 : 2)
  }

  function getItem(input: GetItemCommandInput) {
    const found = at(input.Key)
    read(sizeOf(found), input)
    return found === undefined ? {} : { Item: structuredClone(found) }
  }

  function putItem({
    Item: item,
    ConditionExpression: condition,
    ExpressionAttributeValues: values,
  }: PutItemCommandInput) {
    wrote(item)
    const standing = at(item)
    if (!isMet(condition, standing, values)) throw refused(standing)
    put(structuredClone(item ?? {}))
    return {}
  }

  function updateItem(input: UpdateItemCommandInput) {
    const { Key, UpdateExpression, ExpressionAttributeNames: names = {}, ExpressionAttributeValues: values } = input
    const standing = at(Key)
    if (UpdateExpression !== 'SET #body.#mark = :at') {
      if (!isMet(input.ConditionExpression, standing, values)) throw refused(standing)
      const changed = updated(UpdateExpression ?? '', { ...standing, ...Key }, names, values)
      wrote(sizeOf(changed) > sizeOf(standing) ? changed : standing)
      put(changed)
      return {}
    }
    wrote(standing)
    if (standing === undefined) throw refused(undefined)
    const inside = standing[reportTable.body]?.M ?? {}
    put({ ...standing, [reportTable.body]: { M: { ...inside, [names['#mark'] ?? '']: values?.[':at'] ?? { S: '' } } } })
    return {}
  }

  function query(input: QueryCommandInput) {
    const values = input.ExpressionAttributeValues ?? {}
    const isIndex = input.IndexName === newestIndex
    const there = partition(values[':pk']?.S ?? '')
    const places = isIndex ? there.newest : there.own
    const { from, to } = rangeOf(input.KeyConditionExpression ?? '', values)
    const { ExclusiveStartKey: after } = input
    const first = after
      ? indexOf(places, isIndex ? placeInIndex(after) : (after[sortKey]?.S ?? '')) + 1
      : indexOf(places, from)
    const end = to === undefined ? places.length : indexOf(places, to)
    const items: Item[] = []
    let bytes = 0
    let next = first
    for (; next < end && bytes < pageBytes; next++) {
      const place = places[next] ?? ''
      const found = there.items.get(isIndex ? place.slice(place.indexOf(' ') + 1) : place) ?? {}
      bytes += sizeOf(found)
      items.push(structuredClone(found))
    }
    const last = items.at(-1)
    read(bytes, input)
    return {
      Items: items,
      ...(next < end && last && { LastEvaluatedKey: keysOf(last, isIndex ? [...ownKey, written] : ownKey) }),
    }
  }

  const client = {
    async send(command: { input: unknown }) {
      if (command instanceof GetItemCommand) return getItem(command.input)
      if (command instanceof PutItemCommand) return putItem(command.input)
      if (command instanceof UpdateItemCommand) return updateItem(command.input)
      if (command instanceof QueryCommand) return query(command.input)
      throw unknown(command.constructor.name)
    },
  }
  return { client: client as unknown as DynamoDBClient, units, largest: () => largest }
}

/** Where a query begins, and before what it ends. */
function rangeOf(condition: string, values: Item): { from: string; to?: string } {
  const value = (name: string) => values[name]?.S ?? ''
  if (condition === '#pk = :pk') return { from: '' }
  if (condition === '#pk = :pk AND begins_with(#sk, :prefix)')
    return { from: value(':prefix'), to: `${value(':prefix')}\uffff` }
  if (condition === '#pk = :pk AND #sk BETWEEN :from AND :to')
    return { from: value(':from'), to: `${value(':to')}\u0000` }
  if (condition === '#pk = :pk AND #written >= :from') return { from: values[':from']?.N ?? '' }
  throw unknown(condition)
}

/** By its own key, and the index's: the instant (thirteen digits, so they are in the order of texts too), then the table's own key. */
type Partition = { items: Map<string, Item>; own: string[]; newest: string[] }
const placeInIndex = (item: Item): string => `${item[written]?.N ?? ''} ${item[sortKey]?.S ?? ''}`

/** The place of the first that is not before it, in a list in order. */
function indexOf(places: readonly string[], place: string): number {
  let [low, high] = [0, places.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((places[middle] ?? '') < place) low = middle + 1
    else high = middle
  }
  return low
}

const insert = (places: string[], place: string): void => void places.splice(indexOf(places, place), 0, place)

/** `SET name = :value, … REMOVE name, …`, either part alone too: an update without a condition makes the item where there is none. */
function updated(expression: string, standing: Item, names: Record<string, string>, values: Item = {}): Item {
  const [, set = '', removed = ''] =
    /^(?:SET ((?:[#\w]+ = :\w+(?:, )?)+))? ?(?:REMOVE ((?:#\w+(?:, )?)+))?$/.exec(expression) ?? []
  if (set === '' && removed === '') throw unknown(expression)
  const whole = (short: string) => (short.startsWith('#') ? (names[short] ?? '') : short)
  const gone = new Set(removed.split(', ').map(whole))
  const kept = Object.entries(standing).filter(([each]) => !gone.has(each))
  const put = [...set.matchAll(/([#\w]+) = (:\w+)/g)].map(([, name = '', value = '']): [string, AttributeValue] => [
    whole(name),
    values[value] ?? { NULL: true },
  ])
  return Object.fromEntries([...kept, ...put])
}

/** The conditions the store puts on its writes, and no other. */
function isMet(condition: string | undefined, standing: Item | undefined, values: Item = {}): boolean {
  const token = standing?.[reportTable.body]?.M?.token?.S
  switch (condition) {
    case undefined:
      return true
    case 'attribute_not_exists(#pk)':
      return standing === undefined
    case 'attribute_not_exists(#pk) OR #version = :before':
      return standing === undefined || standing[reportTable.version]?.N === values[':before']?.N
    case 'attribute_not_exists(#pk) OR #body.#token = :own':
      return standing === undefined || token === values[':own']?.S
    case 'attribute_exists(look)':
      return standing?.look !== undefined
    case 'look.#since = :since':
      return standing?.look?.M?.since?.S === values[':since']?.S
    case '#body.#token = :before OR #body.#token = :own':
      return standing !== undefined && [values[':before']?.S, values[':own']?.S].includes(token)
    default:
      throw unknown(condition)
  }
}

const ownKey = [partitionKey, sortKey]
const keysOf = (item: Item, names: readonly string[]): Item =>
  Object.fromEntries(names.map((name) => [name, item[name] ?? { NULL: true }]))

const refused = (standing: Item | undefined) =>
  new ConditionalCheckFailedException({
    $metadata: {},
    message: 'The conditional request failed',
    ...(standing && { Item: structuredClone(standing) }),
  })

const unknown = (what: string | undefined) => new Error(`the counted table does not know ${what}`)

/** An item's size as DynamoDB counts it (“DynamoDB item sizes and formats”). */
function sizeOf(item: Item | undefined): number {
  return Object.entries(item ?? {}).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + sizeOfValue(value),
    0,
  )
}

function sizeOfValue(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S)
  if (value.N !== undefined) return Math.ceil(value.N.length / 2) + 1
  if (value.B !== undefined) return value.B.length
  if (value.L !== undefined) return value.L.reduce((sum, each) => sum + 1 + sizeOfValue(each), 3)
  if (value.M !== undefined) return 3 + Object.keys(value.M).length + sizeOf(value.M)
  return 1
}
