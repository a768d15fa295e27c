import { Agent, type IncomingHttpHeaders, request as plainRequest } from 'node:http'
import { Agent as SecureAgent, request as secureRequest } from 'node:https'
import { env } from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import { type Credentials, signed } from './signature.ts'

/** What is asked of a service of AWS. */
export type ServiceCall = {
  /** As a log names it, e.g. `DynamoDB PutItem`. */
  name: string
  service: string
  /** The first part of its host, where that is not the service. */
  host?: string
  method?: 'GET' | 'PUT' | 'POST'
  /** Encoded, without a query. */
  path?: string
  /** In lower case. */
  headers?: Readonly<Record<string, string>>
  body?: string | Uint8Array
}

type ServiceAnswer = { headers: IncomingHttpHeaders; bytes: Buffer }

/** A throttle is over in a moment, and another machine behind the same name answers: so often in all … */
const mostTries = 6
/** … unless that took so long already: API Gateway waits 30 seconds for a function, and whoever waits is to read what happened. */
const longest = 12_000 // milliseconds
/** Who is asked; `silence`: a connection on which nothing came for so many milliseconds is given up. */
export type ServicePlace = { endpoint?: string | undefined; silence?: number }

/**
 * One call of a service with a function's own role: signed, over a connection that stays open, tried again where it was not heard. Lambda
 * gives region and credentials in the environment and in no other way; AWS_ENDPOINT_URL leads to an emulator. What is not idempotent by
 * itself is made so by who calls: a put has its mark, a mail its Message-ID.
 */
export async function signedCall(call: ServiceCall, asked: ServicePlace = {}): Promise<ServiceAnswer> {
  const until = performance.now() + longest
  for (let tries = 1; ; tries++) {
    try {
      return await once(call, asked)
    } catch (error) {
      const failed = error instanceof Error ? error : new Error('not an error')
      Object.assign(failed, { call: call.name, passing: isPassing(failed) })
      if (!isPassing(failed) || tries === mostTries || performance.now() > until) throw failed
      await wait(Math.random() * 25 * 2 ** tries)
    }
  }
}

/** A service's refusal; its name is the service's own code, e.g. `ConditionalCheckFailedException`. */
export class CallRefused extends Error {
  readonly $metadata: { httpStatusCode: number; requestId?: string }
  /** The item that refused a condition. */
  readonly Item?: unknown
  constructor(code: string, { status, requestId, Item }: { status: number; requestId?: string; Item?: unknown }) {
    super(code) // the service's own words may quote what was sent
    this.name = code
    this.$metadata = { httpStatusCode: status, ...(requestId !== undefined && { requestId }) }
    if (Item !== undefined) this.Item = Item
  }
}

/** Throttles that come with a status that says something else. */
const throttles = /^(Provisioned)?Throughput|Throttl|^RequestLimitExceeded$|^TransactionInProgress|^RequestTimeout/

/** Whether the same call may well be answered in a moment: the network, a throttle, the service itself. */
function isPassing(error: Error): boolean {
  if (!(error instanceof CallRefused)) return 'code' in error
  const { httpStatusCode: status } = error.$metadata
  return status >= 500 || status === 429 || throttles.test(error.name)
}

/** Who asks for a thousand things at once waits here for a connection, and not at the service for an answer. */
const open = { keepAlive: true, maxSockets: 50 }
const agents = { 'http:': new Agent(open), 'https:': new SecureAgent(open) }

function once(
  call: ServiceCall,
  { endpoint = env.AWS_ENDPOINT_URL, silence = 6_000 }: ServicePlace,
): Promise<ServiceAnswer> {
  const { service, method = 'POST', path = '/', body = '' } = call
  const region = given('AWS_REGION')
  const at = new URL(
    endpoint ?? `https://${call.host ?? service}.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`,
  )
  const headers = signed(
    { service, region, method, host: at.host, path, headers: call.headers ?? {}, body },
    credentials(),
    new Date().toISOString(),
  )
  const isSecure = at.protocol === 'https:'
  return new Promise((resolve, reject) => {
    const asked = (isSecure ? secureRequest : plainRequest)(at, {
      method,
      path,
      agent: agents[isSecure ? 'https:' : 'http:'],
      servername: isSecure ? at.hostname : '', // else Node looks whether it is an address, by an expression it compiles for it
      headers: { ...headers, 'content-length': Buffer.byteLength(body), ...traced() },
    })
    asked.setTimeout(silence, () => asked.destroy(Object.assign(new Error('silent'), { code: 'ETIMEDOUT' })))
    asked.once('error', reject)
    asked.once('response', (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.once('error', reject)
      answer.once('end', () => {
        const { statusCode: status = 0, headers } = answer
        const bytes = Buffer.concat(chunks)
        if (status >= 200 && status < 300) resolve({ headers, bytes })
        else reject(refusalOf(status, headers, bytes.toString()))
      })
    })
    asked.end(body)
  })
}

/** JSON says its code in `__type` behind a `#`, REST in a header before a `:`, S3 in XML. */
function refusalOf(status: number, headers: IncomingHttpHeaders, body: string): CallRefused {
  const said = body.startsWith('{') ? (JSON.parse(body) as { __type?: string; Item?: unknown }) : {}
  const named =
    said.__type ?? String(headers['x-amzn-errortype'] ?? /<Code>([^<]+)/.exec(body)?.[1] ?? `Status${status}`)
  const requestId = headers['x-amzn-requestid'] ?? headers['x-amz-request-id']
  return new CallRefused(named.replace(/^.*#/, '').replace(/:.*$/, ''), {
    status,
    ...(typeof requestId === 'string' && { requestId }),
    Item: said.Item,
  })
}

/** Lambda stops a function that calls itself in a circle by this. */
const traced = () => (env._X_AMZN_TRACE_ID ? { 'x-amzn-trace-id': env._X_AMZN_TRACE_ID } : {})

const credentials = (): Credentials => ({
  accessKeyId: given('AWS_ACCESS_KEY_ID'),
  secretAccessKey: given('AWS_SECRET_ACCESS_KEY'),
  ...(env.AWS_SESSION_TOKEN && { sessionToken: env.AWS_SESSION_TOKEN }),
})

function given(name: string): string {
  const value = env[name]
  if (!value) throw new Error(`${name} is not set`)
  return value
}
