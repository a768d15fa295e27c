import { parseArgs } from 'node:util'
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DynamoDBClient,
  PutItemCommand,
  paginateScan,
} from '@aws-sdk/client-dynamodb'
import { reportTable } from '../../../shared/contract/report-table.ts'
import { readSettings } from '../../../shared/contract/settings.ts'
import { commandLineTexts } from '../../../shared/words/operator/command-line-texts.ts'
import { inBoth } from '../../../shared/words/words-in.ts'
import type { Command } from '../command.ts'
import { deployedStage } from './deployed-stage.ts'

const t = inBoth(commandLineTexts)

const { partitionKey, written } = reportTable

/**
 * `lianbao restore --stage NAME --from TABLE`: DynamoDB restores a table only into a new one; this brings what that one has and the
 * stage's own table has not back into it. What stands is never overwritten, so it may be run twice, and while people work. A board
 * finds what was brought back as what is new.
 */
export const restoreStage: Command<{ stage: string }> = async (args, terminal, target) => {
  const { values } = parseArgs({ args, options: { from: { type: 'string' } } })
  const { TABLE } = readSettings(['TABLE'], await deployedStage(target.stage))
  const client = new DynamoDBClient()
  let back = 0
  let stood = 0
  for await (const { Items = [] } of paginateScan({ client }, { TableName: values.from ?? '', ConsistentRead: true })) {
    for (const item of Items) {
      if (await putBack(client, TABLE, item)) back += 1
      else stood += 1
    }
  }
  terminal.out(`${t.broughtBack}: ${back}    ${t.stoodThere}: ${stood}\n`)
  return 0
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
