import { parseArgs } from 'node:util'
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DynamoDBClient,
  PutItemCommand,
  paginateScan,
} from '@aws-sdk/client-dynamodb'
import { keyItem } from '../../../functions/aws/table/items.ts'
import { timerKey } from '../../../functions/aws/table/timer-notes.ts'
import { cyclePartition, reportTable } from '../../../shared/contract/report-table.ts'
import { readSettings } from '../../../shared/contract/settings.ts'
import { commandLineTexts } from '../../../shared/words/operator/command-line-texts.ts'
import { inBoth } from '../../../shared/words/words-in.ts'
import type { Command } from '../command.ts'
import { deployedStage } from './deployed-stage.ts'

const t = inBoth(commandLineTexts)

const { partitionKey, sortKey, written } = reportTable
const timer = timerKey('')

/**
 * `lianbao restore --stage NAME --from TABLE`: DynamoDB restores a table only into a new one; this brings what that one has and the
 * stage's own table has not back into it. What stands is never overwritten, so it may be run twice, and while people work. A board
 * finds what was brought back as what is new.
 */
export const restoreStage: Command<{ stage: string }> = async (args, terminal, target) => {
  const { values } = parseArgs({ args, options: { from: { type: 'string' } } })
  const { TABLE } = readSettings(['TABLE'], await deployedStage(target.stage))
  const { back, stood } = await bringBack(new DynamoDBClient(), { from: values.from ?? '', to: TABLE })
  terminal.out(`${t.broughtBack}: ${back}    ${t.stoodThere}: ${stood}\n`)
  return 0
}

/**
 * What the timer kept of these cycles goes: facts came past every function, and nobody noted it. Also where all stood already, for who came
 * before may have died over it.
 */
export async function bringBack(
  client: DynamoDBClient,
  { from, to }: { from: string; to: string },
): Promise<{ back: number; stood: number }> {
  const cycles = new Set<string>()
  let back = 0
  let stood = 0
  for await (const { Items = [] } of paginateScan({ client }, { TableName: from, ConsistentRead: true })) {
    for (const item of Items) {
      const pk = item[partitionKey]?.S ?? ''
      // What the timer had kept when the copy was made is none of what was lost, and goes below.
      if (pk.startsWith(timer.pk) && item[sortKey]?.S === timer.sk) continue
      if (pk.startsWith(cyclePartition(''))) cycles.add(pk.slice(cyclePartition('').length))
      if (await putBack(client, to, item)) back += 1
      else stood += 1
    }
  }
  for (const cycle of cycles) await client.send(new DeleteItemCommand({ TableName: to, Key: keyItem(timerKey(cycle)) }))
  return { back, stood }
}

async function putBack(client: DynamoDBClient, table: string, item: Record<string, AttributeValue>): Promise<boolean> {
  try {
    await client.send(
      new PutItemCommand({
        TableName: table,
        Item: item[written] ? { ...item, [written]: { N: String(Date.now()) } } : item,
        ConditionExpression: 'attribute_not_exists(#key)',
        ExpressionAttributeNames: { '#key': partitionKey },
      }),
    )
    return true
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false
    throw error
  }
}
