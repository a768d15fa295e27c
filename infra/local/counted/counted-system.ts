import { generateKeyPairSync, sign } from 'node:crypto'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { reportStore } from '../../../functions/aws/report-store.ts'
import { httpHandler, taskHandler } from '../../../functions/door/handler.ts'
import { fileReader } from '../../../functions/reading/file-reader.ts'
import { recordDelivery } from '../../../functions/schedule/record-delivery.ts'
import { tellLater } from '../../../functions/schedule/tell-later.ts'
import type { MailMessage, Services } from '../../../functions/services.ts'
import { routeFor } from '../../../shared/contract/routes.ts'
import { workflowDefinition } from '../../../shared/contract/workflow-definition.ts'
import { entryOf } from '../../../shared/present.ts'
import { officeItself } from '../../../shared/words/office/consent-texts.ts'
import type { VisitedDoor } from '../demo/visitor.ts'
import { loadFunctions } from '../engine/load-functions.ts'
import { StateMachine } from '../engine/state-machine.ts'
import { countedTable } from './counted-table.ts'

/** What the functions asked of their services. */
export type Counts = {
  requests: number
  /** Runs of functions that no request called: of states and what was handed on, of the schedule, for what became of a mail. */
  states: number
  turns: number
  deliveries: number
  transitions: number
  /** DynamoDB: a write unit is 1 kB begun, a read unit 4 kB begun (consistent reads). */
  writeUnits: number
  readUnits: number
  /** Of them, by the schedule; and of those, by its turns in which something was looked after. */
  timerReadUnits: number
  lookReadUnits: number
  /** How often a unit's answer made another unit the one to look at: each time everybody is read. */
  witnesses: number
  objectPuts: number
  objectGets: number
  mails: number
  signatures: number
}

const baseUrl = 'https://lianbao.example'
const publicUrl = 'https://public.example'
const quarter = 15 * 60_000 // milliseconds
/** What a turn of one of the schedules reads at most in which there is nothing to look after. */
const quietReads = 6

export const noCounts = (): Counts => ({
  requests: 0,
  states: 0,
  turns: 0,
  deliveries: 0,
  transitions: 0,
  writeUnits: 0,
  readUnits: 0,
  timerReadUnits: 0,
  lookReadUnits: 0,
  witnesses: 0,
  objectPuts: 0,
  objectGets: 0,
  mails: 0,
  signatures: 0,
})

/**
 * The system of a stage in memory, with a clock of its own: the real functions and the real store over a table that counts as
 * DynamoDB does. The timer runs every quarter of an hour that passes, and every mail is reported as delivered.
 */
export async function countedSystem(start: string) {
  const functions = await loadFunctions()
  const table = countedTable()
  const counts = noCounts()
  let time = Date.parse(start)
  const mails: MailMessage[] = []
  const undelivered: MailMessage[] = []
  const machineTime = {
    get now() {
      return time
    },
    sleep: async () => {},
    after: () => {},
  }
  const machine = new StateMachine(workflowDefinition, machineTime, (name, input) => {
    counts.states += 1
    return taskHandler(name, entryOf(functions.states, name), services)(input)
  })
  machine.onEnter = () => {
    counts.transitions += 1
  }
  const files = countedFiles(counts)
  const published = countedFiles(counts)
  const store = reportStore(table.client, 'counted', files, () => time)
  const services: Services = {
    clock: { now: () => new Date(time).toISOString() },
    store: {
      ...store,
      async saveHint(cycle, about, hint) {
        if (about === 'witness') counts.witnesses += 1
        return store.saveHint(cycle, about, hint)
      },
    },
    files,
    published: { ...published, movePointer: published.put },
    mailer: {
      async send(message) {
        counts.mails += 1
        mails.push(message)
        undelivered.push(message)
      },
    },
    later: {
      async tell(what) {
        counts.states += 1
        await taskHandler('tell-later', tellLater, services)(what)
      },
    },
    workflow: {
      start: async (name, input) => machine.start(name, input),
      resume: async (token, output) => machine.resume(token, output),
      waitsFor: async (token) => machine.waitsFor(token),
      running: async (name) => machine.runs.get(name)?.status === 'running',
    },
    keys: countedKeys(counts),
    scripts: {},
    tools: async () => new Map(),
    reader: fileReader(),
    log: () => {},
    settings: {
      baseUrl,
      publicUrl,
      sender: { name: officeItself.zh, address: 'office@lianbao.example', phone: '0454-0000000' },
    },
  }

  /** Until every run waits for somebody or is over, and every mail that left has been reported on. */
  async function settled(): Promise<void> {
    const isMoving = () =>
      [...machine.runs.values()].filter(({ status }) => status === 'running').length > machine.parked().length
    do {
      // What is moving goes on in promises alone; some of them are of the thread pool.
      await new Promise((resolve) => setImmediate(resolve))
      for (const message of undelivered.splice(0)) {
        counts.deliveries += 1
        await taskHandler('record-delivery', recordDelivery, services)(deliveryOf(message))
      }
    } while (isMoving() || undelivered.length > 0)
  }

  async function tick(): Promise<void> {
    const before = table.units.reads
    for (const { name, work } of functions.schedule) {
      counts.turns += 1
      const own = table.units.reads
      await taskHandler(name, work, services)({})
      const read = table.units.reads - own
      if (read > quietReads) counts.lookReadUnits += read
    }
    counts.timerReadUnits += table.units.reads - before
    await settled()
  }

  /** A browser's or a program's request, as API Gateway hands it on. */
  const ask: typeof globalThis.fetch = async (input, init = {}) => {
    const { method = 'GET' } = init
    const url = new URL(String(input))
    const route = routeFor(method, url.pathname)
    const answer = route && 'function' in route ? functions.http.get(route.function) : undefined
    if (!answer) throw new Error(`no route for ${method} ${url.pathname}`)
    counts.requests += 1
    const result = await httpHandler(answer, services)(eventOf(url, method, init))
    await settled()
    return responseOf(result)
  }

  const read = new Map<MailMessage, Awaited<ReturnType<VisitedDoor['mails']>>[number]>()
  const door: VisitedDoor = {
    baseUrl,
    publicUrl,
    fetch: ask,
    async mails() {
      for (const mail of mails.slice(read.size)) read.set(mail, { ...mail, id: mail.messageId, to: mail.to.address })
      return [...read.values()]
    },
    async passTime(until) {
      while (time < Date.parse(until)) {
        time = Math.min(time + quarter, Date.parse(until))
        await tick()
      }
    },
  }
  return {
    services,
    door,
    settled,
    /** As of now. */
    counts: (): Counts => ({ ...counts, readUnits: table.units.reads, writeUnits: table.units.writes }),
  }
}

/** What SES tells EventBridge of a mail that has arrived. */
const deliveryOf = ({ cycle, messageId, duty = '', date }: MailMessage) => ({
  time: date,
  detail: {
    eventType: 'Delivery',
    mail: {
      tags: {
        cycle: [cycle],
        message: [messageId.split('@')[0] ?? ''],
        duty: [Buffer.from(duty).toString('base64url')],
      },
    },
  },
})

/** As API Gateway hands a request on. */
function eventOf(url: URL, method: string, { headers, body }: RequestInit): APIGatewayProxyEventV2 {
  const sent = Object.fromEntries(new Headers(headers))
  const event = {
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers: {
      ...(body instanceof URLSearchParams && { 'content-type': 'application/x-www-form-urlencoded' }),
      ...sent,
    },
    ...(sent.cookie && { cookies: sent.cookie.split('; ') }),
    ...(body !== undefined && body !== null && { body: String(body) }),
    isBase64Encoded: false,
    requestContext: { http: { method, path: url.pathname, sourceIp: '127.0.0.1' } },
  }
  return event as unknown as APIGatewayProxyEventV2
}

function responseOf({ statusCode, headers = {}, cookies = [], body }: APIGatewayProxyStructuredResultV2): Response {
  const response = new Response(body || null, {
    status: statusCode ?? 200,
    headers: Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
  })
  for (const cookie of cookies) response.headers.append('set-cookie', cookie)
  return response
}

function countedKeys(counts: Counts): Services['keys'] {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return {
    linkSecrets: async () => [{ id: 'k1', secret: new Uint8Array(32).fill(7) }],
    async sign(bytes) {
      counts.signatures += 1
      return {
        key: 'counted',
        signature: sign('sha256', bytes, privateKey),
        publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      }
    },
  }
}

function countedFiles(counts: Counts): Services['files'] {
  const bodies = new Map<string, Uint8Array>()
  return {
    async put(key, bytes) {
      counts.objectPuts += 1
      bodies.set(key, bytes)
    },
    async get(key) {
      counts.objectGets += 1
      return bodies.get(key)
    },
  }
}
