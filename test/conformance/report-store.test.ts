import { randomUUID } from 'node:crypto'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { describe, it } from 'vitest'
import { createReportTable } from '../fixtures/dynalite-table.ts'
import { describeReportStore } from '../functions/aws/report-store-cases.ts'
import { startDynamoDbLocal } from './dynamodb-local.ts'

// What the store must do, told by three DynamoDBs that are not ours: dynalite in the tests of every day, the emulator and
// AWS's own DynamoDB Local here.
describeReportStore('the store on the emulator', () => tableAt(process.env.AWS_ENDPOINT_URL ?? ''))

const local = await startDynamoDbLocal()
if ('skipped' in local) {
  describe('the store on DynamoDB Local', () => it.skip(local.skipped, () => {}))
  console.warn(`DynamoDB Local was skipped: ${local.skipped}`)
} else {
  describeReportStore('the store on DynamoDB Local', async () => ({
    ...(await tableAt(local.endpoint)),
    stop: async () => local.stop(),
  }))
}

async function tableAt(endpoint: string) {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  const client = new DynamoDBClient({ endpoint, region: 'eu-west-1', credentials })
  const tableName = `lianbao-${randomUUID()}`
  await createReportTable(client, tableName)
  return { client, tableName, endpoint, stop: async () => client.destroy() }
}
