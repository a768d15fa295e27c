import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SignatureV4 } from '@smithy/signature-v4'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest'
import { ownBucket, ownInvoker, ownTable } from '../../../functions/aws/own-clients.ts'
import { encoded, signed } from '../../../functions/aws/signature.ts'
import { whatBroke } from '../../../functions/door/what-broke.ts'

beforeEach(() => {
  vi.stubEnv('AWS_REGION', 'cn-north-1')
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKID')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret')
})
afterEach(() => vi.unstubAllEnvs())

/** What AWS's own signer makes of the same request. */
async function signedBySdk({ service, body, ...request }: Parameters<typeof signed>[0], token: string | undefined) {
  class Sha256 {
    private readonly hash
    constructor(secret?: Uint8Array) {
      this.hash = secret ? createHmac('sha256', secret) : createHash('sha256')
    }
    update(data: Uint8Array | string) {
      this.hash.update(data)
    }
    async digest() {
      return new Uint8Array(this.hash.digest())
    }
  }
  const key = { accessKeyId: 'AKID', secretAccessKey: 'secret', ...(token && { sessionToken: token }) }
  const isS3 = service === 's3'
  const signer = new SignatureV4({
    ...request,
    service,
    credentials: key,
    sha256: Sha256 as never,
    uriEscapePath: !isS3,
    applyChecksum: isS3,
  })
  const headers = { ...request.headers, host: request.host }
  const asked = { ...request, hostname: request.host, protocol: 'https:', query: {}, headers, body }
  return (await signer.sign(asked, { signingDate: new Date('2027-01-05T02:03:04.567Z') })).headers
}

test('a request is signed as AWS’s own signer signs it', async () => {
  const segment = fc.stringMatching(/^[a-z][A-Za-z0-9:_.~ é+()*-]{1,12}$/).map(encoded)
  const request = fc.record({
    service: fc.constantFrom('s3', 'dynamodb', 'lambda', 'ses'),
    region: fc.constantFrom('eu-west-1', 'cn-north-1'),
    method: fc.constantFrom('GET', 'PUT', 'POST'),
    host: fc.constantFrom('a.example', 'bucket.s3.cn-north-1.amazonaws.com.cn', '127.0.0.1:4566'),
    path: fc.array(segment, { maxLength: 4 }).map((parts) => `/${parts.join('/')}`),
    headers: fc.dictionary(
      fc.constantFrom('content-type', 'x-amz-target', 'if-none-match'),
      fc.constantFrom('*', 'a b'),
    ),
    body: fc.oneof(fc.string(), fc.uint8Array()),
  })
  await fc.assert(
    fc.asyncProperty(request, fc.option(fc.constant('token'), { nil: undefined }), async (each, token) => {
      const credentials = { accessKeyId: 'AKID', secretAccessKey: 'secret', ...(token && { sessionToken: token }) }
      const ours = signed(each, credentials, '2027-01-05T02:03:04.567Z')
      expect(ours).toEqual(await signedBySdk(each, token))
    }),
  )
})

type Said = { status?: number; headers?: Record<string, string>; body?: string | Uint8Array } | 'hangs up'

/** A service that answers one after the other what it is told to say, and what it was asked. */
async function service(...said: Said[]) {
  const asked: { method?: string; url?: string; headers: IncomingMessage['headers']; body: string }[] = []
  const server = createServer(async (request: IncomingMessage, answer: ServerResponse) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const { method, url, headers } = request
    asked.push({ ...(method && { method }), ...(url && { url }), headers, body: Buffer.concat(chunks).toString() })
    const next = said[Math.min(asked.length, said.length) - 1]
    if (next === 'hangs up' || next === undefined) request.socket.destroy()
    else answer.writeHead(next.status ?? 200, next.headers).end(next.body ?? '{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  vi.stubEnv('AWS_ENDPOINT_URL', endpoint)
  const stop = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { asked, stop }
}

const throttled: Said = { status: 400, body: '{"__type":"com.amazonaws#ProvisionedThroughputExceededException"}' }
const refused: Said = { status: 400, body: '{"__type":"x#ConditionalCheckFailedException","Item":{"pk":{"S":"c"}}}' }
const item = { status: 200, body: '{"Item":{"pk":{"S":"c"},"packed":{"B":"AQI="}}}' }
const forbidden = {
  status: 403,
  headers: { 'x-amz-request-id': 'R7' },
  body: '<Error><Code>AccessDenied</Code></Error>',
}

describe('what was not heard is asked again, what was refused is not', () => {
  it.each<[string, Said[], number, object]>([
    ['an answer', [item], 1, { Item: { pk: { S: 'c' }, packed: { B: Buffer.from([1, 2]) } } }],
    ['a throttle, then a machine that hangs up', [throttled, 'hangs up', item], 3, {}],
    ['a service that is broken for a moment', [{ status: 500 }, { status: 503, body: '<html>' }, item], 3, {}],
    [
      'a condition that is not met',
      [refused],
      1,
      { name: 'ConditionalCheckFailedException', Item: { pk: { S: 'c' } } },
    ],
    ['what is forbidden', [forbidden], 1, { name: 'AccessDenied', passing: false, call: 'DynamoDB GetItem' }],
    ['a throttle without end', [throttled], 6, { name: 'ProvisionedThroughputExceededException', passing: true }],
    ['nobody there', ['hangs up'], 6, { code: 'ECONNRESET', passing: true, call: 'DynamoDB GetItem' }],
  ])('%s', async (_, said, times, expected) => {
    const { asked, stop } = await service(...said)
    const answer = await ownTable()
      .getItem({ TableName: 't', Key: { pk: { S: 'c' } } })
      .catch((error: unknown) => error)
    expect(answer).toMatchObject(expected)
    expect(asked.map(({ body }) => body)).toEqual(Array(times).fill('{"TableName":"t","Key":{"pk":{"S":"c"}}}'))
    await stop()
  })

  it('of a refusal the log has the code, the status and AWS’s id, and nothing that was said', async () => {
    const { stop } = await service(forbidden)
    const error = await ownBucket()
      .getObject({ Bucket: 'b', Key: 'k' })
      .catch((e: unknown) => e)
    expect(whatBroke(error)).toMatchObject({
      error: 'AccessDenied',
      call: 'S3 GetObject',
      awsStatus: 403,
      awsRequest: 'R7',
    })
    await stop()
  })
})

it('a file’s key, what it may not replace and a function’s name travel as each service reads them', async () => {
  const { asked, stop } = await service({})
  await ownBucket().putObject({ Bucket: 'b', Key: 'a/报 (1).json', Body: Buffer.from('x'), IfNoneMatch: '*' })
  await ownInvoker().invoke({ FunctionName: 'arn:aws:lambda:x', InvocationType: 'Event', Payload: '{}' })
  expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'PUT /b/a/%E6%8A%A5%20%281%29.json',
    'POST /2015-03-31/functions/arn%3Aaws%3Alambda%3Ax/invocations',
  ])
  expect([asked[0]?.headers['if-none-match'], asked[1]?.headers['x-amz-invocation-type']]).toEqual(['*', 'Event'])
  await stop()
})
