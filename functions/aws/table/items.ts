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
import { reportTable } from '../../../shared/contract/report-table.ts'
import { unmarshal } from './attribute-values.ts'

const { partitionKey, sortKey, body, write } = reportTable

export type Key = { pk: string; sk: string }
export type Item = Record<string, AttributeValue>
/** Sort keys from one to another, both among them. */
export type Range = { from: string; to: string }
/** What has to be so that something is written. */
export type Condition = { says: string; names: Record<string, string>; values?: Item }
export type Items = ReturnType<typeof tableItems>

/** The items of the one table. What is refused by its condition is answered; everything else that fails is thrown. */
export function tableItems(client: DynamoDBClient, TableName: string) {
  return { get, put, putIfFree, update, partition, query }

  async function get(key: Key): Promise<Item | undefined> {
    const { Item } = await client.send(new GetItemCommand({ TableName, Key: keyItem(key), ConsistentRead: true }))
    return Item
  }

  /** Overwrites. Answers whether the condition was met. */
  function put(key: Key, attributes: Item, condition?: Condition): Promise<boolean> {
    const Item = { ...keyItem(key), ...attributes }
    return isMet(() => client.send(new PutItemCommand({ TableName, Item, ...(condition && conditionOf(condition)) })))
  }

  /** Answers with what stood there, or undefined when the attributes were written. */
  async function putIfFree(key: Key, attributes: Item): Promise<Item | undefined> {
    const mark = randomUUID()
    try {
      await client.send(
        new PutItemCommand({
          TableName,
          Item: { ...keyItem(key), ...attributes, [write]: { S: mark } },
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

  /** Changes attributes of an item. Answers whether the condition was met. */
  function update(
    key: Key,
    change: string,
    given: { names?: Record<string, string>; values?: Item; condition?: string },
  ): Promise<boolean> {
    const { names = {}, values, condition } = given
    return isMet(() =>
      client.send(
        new UpdateItemCommand({
          TableName,
          Key: keyItem(key),
          UpdateExpression: change,
          ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
          ...(values && { ExpressionAttributeValues: values }),
          ...(condition !== undefined && { ConditionExpression: condition }),
        }),
      ),
    )
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
        new QueryCommand({ TableName, ...asked, ...(next && { ExclusiveStartKey: next }) }),
      )
      items.push(...(page.Items ?? []))
      next = page.LastEvaluatedKey
    } while (next !== undefined)
    return items
  }
}

export const bodyIn = (found: Item | undefined): unknown =>
  found?.[body] === undefined ? undefined : unmarshal(found[body])

export const keyItem = ({ pk, sk }: Key): Item => ({ [partitionKey]: { S: pk }, [sortKey]: { S: sk } })

const conditionOf = ({ says, names, values }: Condition) => ({
  ConditionExpression: says,
  ExpressionAttributeNames: names,
  ...(values && { ExpressionAttributeValues: values }),
})

async function isMet(send: () => Promise<unknown>): Promise<boolean> {
  try {
    await send()
    return true
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false
    throw error
  }
}
