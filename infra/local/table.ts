import { randomBytes } from 'node:crypto'
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CreateTableCommand, DynamoDBClient, ResourceInUseException } from '@aws-sdk/client-dynamodb'
import dynalite from 'dynalite'
import { reportTable } from '../../shared/contract/report-table.ts'

export const localTableName = 'lianbao'

export type LocalTable = { client: DynamoDBClient; endpoint: string; accessKeyId: string; stop(): Promise<void> }

/** What the command line needs to reach the table of a system that runs; kept in its folder, readable by its owner only. */
export type TableAccess = { endpoint: string; accessKeyId: string; baseUrl: string }
export const readTableAccess = (text: string): TableAccess => JSON.parse(text)

/**
 * DynamoDB in this process: dynalite on a LevelDB folder (in memory without one), on a free loopback port. Only who knows
 * the access key made for this start is served, because a loopback port is open to every user of the machine.
 */
export async function localTable(folder?: string): Promise<LocalTable> {
  const server: Server = dynalite({ createTableMs: 0, ...(folder === undefined ? {} : { path: folder }) })
  const accessKeyId = randomBytes(16).toString('hex')
  serveOnly(server, accessKeyId)
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const credentials = { accessKeyId, secretAccessKey: 'local' }
  const client = new DynamoDBClient({ endpoint, region: 'local', credentials })
  await createReportTable(client, localTableName)
  return {
    client,
    endpoint,
    accessKeyId,
    async stop() {
      client.destroy()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** The table as infra/cloud/storage.ts describes it for AWS, as far as an emulator knows it. */
export async function createReportTable(client: DynamoDBClient, tableName: string): Promise<void> {
  const { partitionKey, sortKey } = reportTable
  try {
    await client.send(
      new CreateTableCommand({
        TableName: tableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [
          { AttributeName: partitionKey, AttributeType: 'S' },
          { AttributeName: sortKey, AttributeType: 'S' },
        ],
        KeySchema: [
          { AttributeName: partitionKey, KeyType: 'HASH' },
          { AttributeName: sortKey, KeyType: 'RANGE' },
        ],
      }),
    )
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error
  }
}

function serveOnly(server: Server, accessKeyId: string): void {
  const [serve] = server.listeners('request') as RequestListener[]
  server.removeAllListeners('request')
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (request.headers.authorization?.includes(`Credential=${accessKeyId}/`)) serve?.(request, response)
    else response.writeHead(403).end()
  })
}
