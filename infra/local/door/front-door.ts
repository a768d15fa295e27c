import { isUtf8 } from 'node:buffer'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { type ProblemCode, problemStatus } from '../../../shared/report/errors.ts'
import type { LocalizedText } from '../../../shared/report/report-definition.ts'
import { doorRefusals } from '../../../shared/words/refusals/door-refusals.ts'
import { onTwoLines } from '../../../shared/words/words-in.ts'

/** An import makes every export of it at once, and with the last of them all that `fetch` is made of. */
const { createServer, STATUS_CODES } = process.getBuiltinModule('node:http')

export type Answer = { status: number; headers: Record<string, string>; body: string | Uint8Array; cookies?: string[] }

/** API Gateway's own limit; what is between it and the functions' limit is theirs to refuse. */
export const largestPayload = 10 * 1024 * 1024 // bytes

/**
 * What is held of one who asks until it is answered, all lines together: a page is a few kilobytes, but without a limit a hundred lines that
 * each send half of what they announced fill the memory of a small machine.
 */
const mostHeld = 16 * 1024 * 1024 // bytes
/** In which a request must have come as a whole; a megabyte over a slow line takes a minute. */
const wholeWithin = 120_000 // ms

/**
 * Longer than a proxy before us keeps its own (Caddy 120 s, nginx 60 s). Node's 5 s closes a line on which the proxy may be sending
 * somebody's form in that very moment: it could not be sent again, and the clerk would read 502.
 */
const idleLine = 125_000 // ms

export type DoorOptions = {
  /** A free one for 0. */
  port: number
  /** On which it listens; loopback without it. */
  address?: string
  /** Under which names it is asked for, as `Host` says them; loopback is always one. */
  hosts?: readonly string[]
  /** Proxies that are believed about who asks. */
  trustedProxies?: readonly string[]
}

/** Why nobody behind the door is asked at all. */
export type TurnedAway = Extract<ProblemCode, 'host-unknown' | 'too-many-requests' | 'body-too-large'>

/** The server. Answers 503 until it is opened, with what answers and what says to whoever is turned away what to do. */
export async function openFrontDoor(options: DoorOptions) {
  const { port, address = '127.0.0.1', hosts = [], trustedProxies = [] } = options
  let serve: ((event: APIGatewayProxyEventV2) => Promise<Answer>) | undefined
  let turnAway = async (_: APIGatewayProxyEventV2, why: TurnedAway): Promise<Answer> => plain(problemStatus[why], why)
  const server: Server = createServer({ requireHostHeader: false }, (incoming, outgoing) => {
    void answer(incoming, outgoing)
  })

  // Where nobody listens for it, the line of a CONNECT is closed without a word.
  server.on('connect', (_, socket) =>
    socket.end('HTTP/1.1 405 Method Not Allowed\r\nAllow: GET, HEAD, POST\r\nConnection: close\r\n\r\n'),
  )
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // As Node's own answer does: not into one that has begun.
    const answering = (socket as Socket & { _httpMessage?: ServerResponse })._httpMessage
    if (!socket.writable || error.code === 'ECONNRESET' || answering?.headersSent) socket.destroy()
    else socket.end(answerToUnread(error.code))
  })
  server.keepAliveTimeout = idleLine
  server.requestTimeout = wholeWithin
  const held = new Map<string, number>()
  const turn = inTurn()

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const client = clientOf(incoming, trustedProxies)
    let holds = 0
    const mayHold = (bytes: number): boolean => {
      holds += bytes
      held.set(client, (held.get(client) ?? 0) + bytes)
      return (held.get(client) ?? 0) <= mostHeld
    }
    const turnedAway = async (why: TurnedAway) =>
      send(outgoing, await turnAway(eventOf(incoming, Buffer.alloc(0), client), why))
    try {
      if ((incoming.headersDistinct.host?.length ?? 0) > 1)
        return send(outgoing, plain(400, asText(doorRefusals.unread)))
      if (!isForUs(incoming.headers.host, [...hosts, ...loopbackHosts(portOf(server))]))
        return await turnedAway('host-unknown')
      const body = await bodyOf(incoming, mayHold)
      if (body === 'too-much-at-once') {
        incoming.resume()
        return await turnedAway('too-many-requests')
      }
      if (body === undefined) {
        // Said at once. What still comes is thrown away for a while, because to close on a sender, or on the proxy between, is to take the
        // answer from them. Then it is refused: whoever sends without end would be read for ever.
        await turnedAway('body-too-large')
        incoming.resume()
        return void setTimeout(() => incoming.complete || incoming.destroy(), 10_000).unref()
      }
      if (serve === undefined) return send(outgoing, plain(503, asText(doorRefusals.starting)))
      const answering = serve
      send(outgoing, await turn(() => answering(eventOf(incoming, body, client))))
    } catch {
      if (outgoing.headersSent) outgoing.destroy()
      else send(outgoing, plain(500, asText(doorRefusals.broken)))
    } finally {
      const left = (held.get(client) ?? 0) - holds
      if (left > 0) held.set(client, left)
      else held.delete(client)
    }
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, address, resolve)
  })
  return {
    port: portOf(server),
    open(service: (event: APIGatewayProxyEventV2) => Promise<Answer>, refuse = turnAway) {
      serve = service
      turnAway = refuse
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeIdleConnections()
      const impatient = setTimeout(() => server.closeAllConnections(), 1000)
      await closed
      clearTimeout(impatient)
    },
  }
}

/** What API Gateway makes of a function's result. */
export const answerOf = (result: APIGatewayProxyStructuredResultV2): Answer => ({
  status: result.statusCode ?? 200,
  headers: Object.fromEntries(Object.entries(result.headers ?? {}).map(([name, value]) => [name, String(value)])),
  body: result.isBase64Encoded ? Buffer.from(result.body ?? '', 'base64') : (result.body ?? ''),
  ...(result.cookies === undefined ? {} : { cookies: result.cookies }),
})

export const plain = (status: number, body: string, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { ...headers, 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  body,
})

const asText = (text: LocalizedText): string => `${onTwoLines(text)}\n`

/** Where Node's parser gives up there is no request that could be answered, only a line. */
export function answerToUnread(code: string | undefined): string {
  const [status, text] = unread[code ?? ''] ?? [400, doorRefusals.unread]
  const body = asText(text)
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: text/plain; charset=utf-8\r\n`
  return `${head}Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`
}
const unread: Readonly<Record<string, readonly [number, LocalizedText]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, doorRefusals.tooSlow],
  HPE_HEADER_OVERFLOW: [431, doorRefusals.headersTooLong],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, doorRefusals.headersTooLong],
}

/**
 * One request begins in a turn of the event loop. libuv takes in one new line a turn: if a turn answered everybody who asks already,
 * whoever comes as the hundredth would wait for a hundred turns, each as long as the pages of all before (13 s, measured). And few are
 * under way at once: a hundred submissions that share the time are all answered at its end, and fill the memory meanwhile.
 */
function inTurn(): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let begun = 0
  let isCalling = false
  const callNext = () => {
    if (isCalling || waiting.length === 0 || begun === mostAtOnce) return
    isCalling = true
    setImmediate(() => {
      isCalling = false
      begun += 1
      waiting.shift()?.()
      callNext()
    })
  }
  return async (work) => {
    await new Promise<void>((resolve) => {
      waiting.push(resolve)
      callNext()
    })
    try {
      return await work()
    } finally {
      begun -= 1
      callNext()
    }
  }
}
/** More than the disk and the zipping threads can be busy with. */
const mostAtOnce = 12

const portOf = (server: Server): number => (server.address() as AddressInfo).port

/** A page of another site whose name was pointed at this machine (DNS rebinding) would come with that name. */
const isForUs = (host: string | undefined, ours: readonly string[]): boolean =>
  host !== undefined && ours.includes(host.toLowerCase())

const loopbackHosts = (port: number): string[] =>
  ['localhost', '127.0.0.1', '[::1]'].flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]))

/** Who asks: the peer, or whom a proxy we trust names last; what stands before that may be made up by whoever asks. */
function clientOf(incoming: IncomingMessage, trustedProxies: readonly string[]): string {
  const named = [incoming.headers['x-forwarded-for'] ?? ''].flat().join(',').split(',')
  const chain = [...named, incoming.socket.remoteAddress ?? ''].map((address) => address.trim().replace(/^::ffff:/, ''))
  return chain.findLast((address) => address !== '' && !trustedProxies.includes(address)) ?? chain.at(-1) ?? ''
}

/** Undefined when it is, or says it will be, too large. */
async function bodyOf(
  incoming: IncomingMessage,
  mayHold: (bytes: number) => boolean,
): Promise<Buffer | 'too-much-at-once' | undefined> {
  if (Number(incoming.headers['content-length'] ?? 0) > largestPayload) return undefined
  const chunks: Buffer[] = []
  let size = 0
  const { promise, resolve, reject } = Promise.withResolvers<Buffer | 'too-much-at-once' | undefined>()
  incoming.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size > largestPayload) {
      chunks.length = 0
      resolve(undefined)
    } else if (mayHold(chunk.length)) chunks.push(chunk)
    else {
      size = largestPayload // nothing more of it is looked at
      chunks.length = 0
      resolve('too-much-at-once')
    }
  })
  incoming
    .once('end', () => resolve(Buffer.concat(chunks)))
    .once('error', reject)
    .once('close', () => resolve(undefined))
  return promise
}

/** The event as an HTTP API sends it (payload 2.0): text bodies as they are, others, forms among them, in base64. */
function eventOf(incoming: IncomingMessage, body: Buffer, sourceIp: string): APIGatewayProxyEventV2 {
  const [rawPath = '/', ...query] = (incoming.url ?? '/').split('?')
  const method = incoming.method ?? 'GET'
  const headers = Object.fromEntries(
    Object.entries(incoming.headers)
      .filter(([name]) => name !== 'cookie')
      .map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : (value ?? '')]),
  )
  const cookies = incoming.headers.cookie?.split(/;\s*/)
  const isText = /^(application\/json|text\/)/.test(headers['content-type'] ?? '') && isUtf8(body)
  return {
    version: '2.0',
    routeKey: `${method} ${rawPath}`,
    rawPath,
    rawQueryString: query.join('?'),
    headers,
    ...(cookies === undefined ? {} : { cookies }),
    requestContext: {
      accountId: 'local',
      apiId: 'local',
      domainName: headers.host ?? '',
      domainPrefix: '',
      requestId: '',
      routeKey: `${method} ${rawPath}`,
      stage: '$default',
      time: '',
      timeEpoch: 0,
      http: {
        method,
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
    },
    ...(body.length === 0 ? {} : { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  }
}

function send(outgoing: ServerResponse, { status, headers, body, cookies }: Answer): void {
  for (const [name, value] of Object.entries(headers)) outgoing.setHeader(name, value)
  if (cookies !== undefined && cookies.length > 0) outgoing.setHeader('set-cookie', cookies)
  outgoing.writeHead(status)
  outgoing.end(body)
}
