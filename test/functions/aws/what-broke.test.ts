import { once } from 'node:events'
import { globSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
import { S3Client } from '@aws-sdk/client-s3'
import { describe, expect, it } from 'vitest'
import { getBytes } from '../../../functions/aws/bucket.ts'
import { callLimits, clientOf } from '../../../functions/aws/named-calls.ts'
import { sourcePosition } from '../../../functions/aws/source-position.ts'
import { whatBroke } from '../../../functions/door/what-broke.ts'
import { bundle } from '../../../infra/cloud/function-bundle.ts'

describe('what is logged of an error', () => {
  it('of a service: its code, the call, the status, AWS’s request id, our line; never the message', () => {
    const error = Object.assign(new Error('secret of somebody'), {
      name: 'ResourceNotFoundException',
      call: 'DynamoDB Query',
      $metadata: { httpStatusCode: 400, requestId: 'R1' },
    })
    const said = whatBroke(error)
    expect(said).toMatchObject({
      error: 'ResourceNotFoundException',
      call: 'DynamoDB Query',
      awsStatus: 400,
      awsRequest: 'R1',
    })
    expect(JSON.stringify(said)).not.toContain('secret')
  })

  it.each([
    [
      'our frame under a library’s',
      '\n    at send (file:///p/node_modules/@smithy/x.js:1:2)\n    at load (file:///p/functions/kept/load-cycle.ts:9:3)',
      'functions/kept/load-cycle.ts:9:3',
    ],
    ['a library alone', '\n    at send (file:///p/node_modules/@smithy/x.js:1:2)', 'node_modules/@smithy/x.js:1:2'],
    [
      'a bundle',
      '\n    at a (file:///var/task/index.mjs:43:86)\n    at async file:///var/task/chunk-A2.mjs:9:1',
      'index:43:86 chunk-A2:9:1',
    ],
    ['nothing', '', ''],
  ])('says where: %s', (_, stack, where) => {
    expect(whatBroke(Object.assign(new Error('x'), { stack: `Error: x${stack}` })).where).toBe(where)
  })

  it('of what is no error says its type', () => {
    expect(whatBroke('text')).toEqual({ error: 'string', where: '' })
  })
})

describe('a client that names its calls', () => {
  it('says of a network that refuses which call it was', async () => {
    const client = clientOf(DynamoDBClient, {
      endpoint: 'http://127.0.0.1:9',
      region: 'local',
      maxAttempts: 1,
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    })
    const error = await client.send(new GetItemCommand({ TableName: 't', Key: {} })).catch((e: unknown) => e)
    expect(whatBroke(error)).toMatchObject({ call: 'DynamoDB GetItem', code: 'ECONNREFUSED' })
    expect(error).toMatchObject({ passing: true })
  })

  it('copies nothing that it asks and is told for a logger', async () => {
    const table = createServer((_, answer) => answer.end('{}')).listen(0, '127.0.0.1')
    await once(table, 'listening')
    const said: unknown[] = []
    const nothing = () => {}
    const client = clientOf(DynamoDBClient, {
      region: 'local',
      endpoint: `http://127.0.0.1:${(table.address() as AddressInfo).port}`,
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      logger: { debug: nothing, info: (what) => said.push(what), warn: nothing, error: nothing },
    })
    await client.send(new GetItemCommand({ TableName: 't', Key: { pk: { S: 'p' } } }))
    table.close()
    client.destroy()
    expect(said).toEqual([])
  })

  it.each([
    ['ProvisionedThroughputExceededException', 400, true],
    ['ThrottlingException', 400, true],
    ['TooManyRequestsException', 429, true],
    ['SlowDown', 503, true],
    ['InternalServerError', 500, true],
    ['ConditionalCheckFailedException', 400, false],
    ['AccessDeniedException', 403, false],
  ])('says of %s (%i) whether the next half minute may mend it: %s', async (name, httpStatusCode, passing) => {
    const client = clientOf(DynamoDBClient, {
      region: 'local',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    })
    const refused = () => () => Promise.reject(Object.assign(new Error(name), { name, $metadata: { httpStatusCode } }))
    client.middlewareStack.add(refused, { step: 'initialize', priority: 'low' })
    await expect(client.send(new GetItemCommand({ TableName: 't', Key: {} }))).rejects.toMatchObject({ passing })
  })
})

describe('a place in a bundle', () => {
  it('is found again in our sources by the map beside it', () => {
    const { files } = bundle("import { addDays } from './shared/calendar/civil-date.ts'\nconsole.log(addDays('x', 1))")
    const folder = mkdtempSync(join(tmpdir(), 'lianbao-bundle-'))
    for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes)
    const text = Buffer.from(files.get('index.mjs') ?? '').toString('utf8')
    const at = text.indexOf('throw')
    const line = text.slice(0, at).split('\n').length
    const column = at - text.lastIndexOf('\n', at - 1)
    expect(at).toBeGreaterThan(0)
    expect(sourcePosition(`index:${line}:${column}`, pathToFileURL(`${folder}/`))).toMatch(
      /^shared\/calendar\/civil-date\.ts:\d+$/,
    )
    expect([...files.values()].map((bytes) => Buffer.from(bytes).toString()).join()).not.toContain(process.cwd())
  })

  it('stays a position where there is no map', () => {
    expect(sourcePosition('index:43:86', new URL('file:///nowhere/'))).toBe('index:43:86')
  })
})

it('a call that nobody answers is given up, not waited for', async () => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const client = clientOf(DynamoDBClient, {
    requestHandler: { ...callLimits.requestHandler, requestTimeout: 50 },
    maxAttempts: 2,
    region: 'local',
    endpoint: `http://127.0.0.1:${(silent.address() as AddressInfo).port}`,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  })
  const call = client.send(new GetItemCommand({ TableName: 't', Key: { pk: { S: 'p' } } }))
  await expect(call).rejects.toMatchObject({ name: 'TimeoutError', $metadata: { attempts: 2 } })
  silent.closeAllConnections()
  silent.close()
})

it('an object that stops coming in the middle is asked for again, and then given up in the same way', async () => {
  const asked: (string | undefined)[] = []
  const stalling = createServer(({ url }, response) => {
    response.writeHead(200, { 'content-length': 10 }).write('half ')
    if (url?.startsWith('/files/again') && asked.includes(url)) response.end('whole')
    asked.push(url)
  })
  await once(stalling.listen(0, '127.0.0.1'), 'listening')
  const { requestHandler } = callLimits
  const client = clientOf(S3Client, {
    requestHandler: { ...requestHandler, socketTimeout: requestHandler.socketTimeout / 100 },
    region: 'local',
    endpoint: `http://127.0.0.1:${(stalling.address() as AddressInfo).port}`,
    forcePathStyle: true,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  })
  const read = (Key: string) => getBytes(client, { Bucket: 'files', Key })
  expect(new TextDecoder().decode(await read('again'))).toBe('half whole')
  await expect(read('never')).rejects.toMatchObject({ name: 'TimeoutError', call: 'S3 GetObject', passing: true })
  expect(asked).toHaveLength(4)
  stalling.closeAllConnections()
  stalling.close()
})

it('every client of ours is made within these limits: none waits for ever, and each names its calls', () => {
  const makes = globSync('functions/**/*.ts').filter((file) => /new \w+Client\(/.test(readFileSync(file, 'utf8')))
  expect(makes).toEqual([])
})
