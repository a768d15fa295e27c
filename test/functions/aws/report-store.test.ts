import { randomUUID } from 'node:crypto'
import { DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb'
import { createReportTable, localTable, localTableName } from '../../fixtures/dynalite-table.ts'
import { describeReportStore } from './report-store-cases.ts'

describeReportStore('the store on dynalite', async () => {
  const table = await localTable()
  return { ...table, tableName: localTableName }
})

// The same on any other DynamoDB, e.g. the official DynamoDB Local or an emulator.
const endpoint = process.env.LIANBAO_ENDPOINT
if (endpoint !== undefined)
  describeReportStore(`the store on ${endpoint}`, async () => {
    const client = new DynamoDBClient({
      endpoint,
      region: process.env.AWS_REGION ?? 'eu-west-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    })
    const tableName = `lianbao-${randomUUID()}`
    await createReportTable(client, tableName)
    await waitUntilTableExists({ client, minDelay: 1, maxDelay: 2, maxWaitTime: 60 }, { TableName: tableName })
    return { client, tableName, endpoint, stop: async () => client.destroy() }
  })
