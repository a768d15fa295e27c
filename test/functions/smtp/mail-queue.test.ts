import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type MailMessage, type MailOutcome, MailRefused } from '../../../functions/services.ts'
import { type MailQueue, mailQueue, type Transport } from '../../../functions/smtp/mail-queue.ts'
import { smtpTransport } from '../../../functions/smtp/transport.ts'
import { smtpServer } from '../../fixtures/smtp-server.ts'

const sender = { name: '政务公开办', address: 'office@example.gov.cn', phone: '0454-1' }
const secret = 'https://report.example.gov.cn/open#v1.token-that-nobody-may-find'
const message = (n: number, address = `person-${n}@example.org`): MailMessage => ({
  messageId: `${n}@example.gov.cn`,
  cycle: 'city-2026',
  to: { name: '王芳', address },
  subject: '请填报',
  text: `${secret}`,
  html: '<p>请填报</p>',
  date: '2026-01-05T08:00:00.000Z',
})

let folder: string
let now: string
let outcomes: MailOutcome[]
let knows: boolean
let logged: string[]
const open = (port: number): MailQueue => openWith(smtpTransport({ host: '127.0.0.1', port }))
const openWith = (transport: Transport): MailQueue =>
  mailQueue(join(folder, 'mail.sqlite'), {
    transport,
    impatient: transport,
    sender,
    clock: { now: () => now },
    mailsPerSecond: 1000,
    async keep(outcome) {
      if (knows) outcomes.push(outcome)
      return knows
    },
    log: (code) => void logged.push(code),
  })
const said = (response: string) => ({
  response,
  responseCode: Number(response.slice(0, 3)),
  command: 'RCPT TO',
  code: 'EENVELOPE',
})
const pass = (minutes: number): void => {
  now = new Date(Date.parse(now) + minutes * 60_000).toISOString()
}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lianbao-queue-'))
  now = '2026-01-05T08:00:00.000Z'
  outcomes = []
  knows = true
  logged = []
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('a mail that was handed over', () => {
  it('reaches the server once, with its Message-ID, and is gone from the disk', async () => {
    const server = await smtpServer()
    const queue = open(server.port)
    await queue.send(message(1))
    await queue.send(message(1))
    expect(queue.waiting()).toEqual({ count: 1, since: now })
    await queue.run()
    await queue.run()
    expect(server.received).toHaveLength(1)
    expect(server.received[0]).toContain('Message-ID: <1@example.gov.cn>')
    expect(queue.waiting()).toEqual({ count: 0 })
    await queue.close()
    expect(readFileSync(join(folder, 'mail.sqlite'), 'latin1')).not.toContain('token-that-nobody')
    await server.stop()
  })

  it('waits for a server that is not there, across starts; the office is told after a while, and when it left', async () => {
    const server = await smtpServer()
    await server.stop()
    for (const n of [1, 2, 3]) await usingQueue(server.port, (queue) => queue.send(message(n)))
    await usingQueue(server.port, (queue) => queue.run())
    pass(16)
    await usingQueue(server.port, async (queue) => {
      await queue.run()
      expect(queue.waiting()).toMatchObject({ count: 3, since: '2026-01-05T08:00:00.000Z', problem: 'ESOCKET' })
    })
    expect(outcomes.map(({ event, messageId }) => `${event} ${messageId}`).sort()).toEqual([
      'delayed 1@example.gov.cn',
      'delayed 2@example.gov.cn',
      'delayed 3@example.gov.cn',
    ])
    const back = await smtpServer({ port: server.port })
    pass(60)
    await usingQueue(back.port, (queue) => queue.run())
    expect(back.received).toHaveLength(3)
    expect(outcomes.slice(3).map(({ event }) => event)).toEqual(['left', 'left', 'left'])
    await back.stop()
  })

  it('to nobody is told at once and not tried again; one refused for a moment is', async () => {
    let busy = true
    const server = await smtpServer({
      refuses: (address) => (address.startsWith('nobody') ? 550 : busy ? 451 : undefined),
    })
    const queue = open(server.port)
    await queue.send(message(1, 'nobody@example.org'))
    await queue.send(message(2))
    await queue.run()
    expect(outcomes).toEqual([{ cycle: 'city-2026', messageId: '1@example.gov.cn', event: 'bounced', at: now }])
    expect(queue.waiting()).toMatchObject({ count: 1, problem: 'EENVELOPE 451' })
    busy = false
    await queue.run()
    expect(server.received).toHaveLength(0) // not yet
    pass(1)
    await queue.run()
    expect(server.received).toHaveLength(1)
    await queue.close()
    await server.stop()
  })

  it('that came back before its fact was written is told when the fact is there', async () => {
    const server = await smtpServer({ refuses: () => 550 })
    knows = false
    await usingQueue(server.port, async (queue) => {
      await queue.send(message(1))
      await queue.run()
    })
    expect(outcomes).toEqual([])
    knows = true
    await usingQueue(server.port, (queue) => queue.run())
    await usingQueue(server.port, (queue) => queue.run())
    expect(outcomes.map(({ event }) => event)).toEqual(['bounced'])
    await server.stop()
  })

  it('that came back and of which nobody ever knows is told for a day, and then said to be unknown', async () => {
    const server = await smtpServer({ refuses: () => 550 })
    knows = false
    await usingQueue(server.port, async (queue) => {
      await queue.send(message(1))
      await queue.run()
      pass(23 * 60)
      await queue.run()
      expect(logged).toEqual([])
      pass(2 * 60)
      for (const _ of ['once', 'and no more']) await queue.run()
    })
    expect(logged).toEqual(['delivery-unknown'])
    knows = true
    await usingQueue(server.port, (queue) => queue.run())
    expect(outcomes).toEqual([])
    await server.stop()
  })

  it('is given up after five days', async () => {
    const server = await smtpServer({ refuses: () => 451 })
    await usingQueue(server.port, (queue) => queue.send(message(1)))
    pass(5 * 24 * 60 + 1)
    await usingQueue(server.port, (queue) => queue.run())
    expect(outcomes.map(({ event }) => event)).toEqual(['bounced'])
    await server.stop()
  })
})

describe('a mail that is of use for minutes', () => {
  const digits: MailMessage = { ...message(1), atOnce: true }

  it('is not answered as sent by a server that is not there, and does not leave later', async () => {
    const server = await smtpServer()
    await server.stop()
    await usingQueue(server.port, async (queue) => {
      await expect(queue.send(digits)).rejects.toMatchObject({ code: 'ESOCKET' })
      await queue.run()
      expect(queue.waiting()).toEqual({ count: 0 })
    })
    const back = await smtpServer({ port: server.port })
    pass(180)
    await usingQueue(back.port, (queue) => queue.run())
    expect(back.received).toEqual([])
    await usingQueue(back.port, (queue) => queue.send(digits))
    expect(back.received).toHaveLength(1)
    expect(outcomes).toEqual([])
    await back.stop()
  })

  it('has left when it is answered, before all that waits, and once; what comes back of it is known', async () => {
    const server = await smtpServer()
    await usingQueue(server.port, async (queue) => {
      for (const n of [2, 3]) await queue.send(message(n))
      await queue.send(digits)
      expect(server.received).toHaveLength(1)
      expect(server.received[0]).toContain('Message-ID: <1@example.gov.cn>')
      await queue.send(digits)
      await queue.run()
      expect(server.received).toHaveLength(3)
      expect(queue.cycleOf('1@example.gov.cn')).toBe('city-2026')
    })
    expect(readFileSync(join(folder, 'mail.sqlite'), 'latin1')).not.toContain('token-that-nobody')
    await server.stop()
  })

  it('is refused for good by a server that knows nobody of that name', async () => {
    const server = await smtpServer({ refuses: () => 550 })
    await usingQueue(server.port, (queue) => expect(queue.send(digits)).rejects.toThrow(MailRefused))
    await server.stop()
  })

  it('shows whoever waits that the server is there again; while it is not it makes them wait no longer', async () => {
    let isThere = false
    const queue = openWith({
      async sendMail() {
        if (!isThere) throw Object.assign(new Error('no'), { code: 'ECONNECTION' })
      },
    })
    for (const n of [2, 3]) await queue.send(message(n))
    await queue.run()
    for (let n = 0; n < 9; n++) await queue.send({ ...digits, messageId: `d${n}@x` }).catch(() => {})
    isThere = true
    await queue.send(digits)
    await queue.run()
    expect(queue.waiting().count).toBe(1) // it was tried itself
    pass(1)
    await queue.run()
    expect(queue.waiting().count).toBe(0)
    await queue.close()
  })
})

describe('a server that does not talk to us', () => {
  it('about one mail does not keep those behind it', async () => {
    const server = await smtpServer({ hangsUpAt: (address) => address.startsWith('stuck') })
    const queue = open(server.port)
    await queue.send(message(1, 'stuck@example.org'))
    for (const n of [2, 3]) await queue.send(message(n))
    await queue.run()
    pass(1)
    await queue.run()
    expect(server.received).toHaveLength(2)
    // Nor those that come after it, however often it was tried.
    for (const minutes of [2, 5, 10, 20, 40, 60]) {
      pass(minutes)
      await queue.run()
    }
    await queue.send(message(4))
    pass(1)
    await queue.run()
    expect(server.received).toHaveLength(3)
    await queue.close()
    await server.stop()
  })

  it.each([
    ['is not there', { code: 'ECONNECTION' }],
    ['does not take our password', { code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535 }],
    ['does not take our address', { code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 553 }],
    ['has had too much of us', said('550 Sender frequency limited')],
  ])('and %s is asked less and less often, however many mails wait and come', async (_, error) => {
    let asked = 0
    const queue = openWith({
      async sendMail() {
        asked++
        throw Object.assign(new Error('no'), error)
      },
    })
    for (let n = 0; n < 20; n++) {
      await queue.send(message(n))
      await queue.run()
    }
    expect(asked).toBe(1)
    for (let hour = 0; hour < 24 * 7; hour += 0.5) {
      pass(30)
      await queue.run()
    }
    expect(asked).toBeLessThan(24 * 7 + 5)
    expect(outcomes.filter(({ event }) => event === 'bounced')).toEqual([])
    expect(queue.waiting().count).toBe(20)
    await queue.close()
  })
})

it('all of a burst leave when a server that had too much of us takes it again', async () => {
  let [taken, most] = [0, 12]
  const queue = openWith({
    async sendMail() {
      if (taken === most) throw Object.assign(new Error('no'), said('550 Domain frequency limited'))
      taken++
    },
  })
  for (let n = 0; n < 30; n++) await queue.send(message(n))
  await queue.run()
  expect([taken, outcomes]).toEqual([12, []])
  most = 30
  pass(2)
  await queue.run()
  expect([taken, queue.waiting().count]).toEqual([30, 0])
  await queue.close()
})

describe('a clock that stood years ahead', () => {
  const [ahead, right] = ['2030-01-01T00:00:00.000Z', '2026-01-05T08:00:00.000Z']
  let isThere: boolean
  let queue: MailQueue
  const taken: string[] = []
  beforeEach(async () => {
    taken.length = 0
    isThere = false
    queue = openWith({
      async sendMail({ envelope }) {
        if (!isThere) throw Object.assign(new Error('no'), { code: 'EDNS' })
        taken.push(envelope.to)
      },
    })
    now = ahead
    for (const n of [1, 2]) await queue.send(message(n))
    await queue.run()
    outcomes = []
    now = right
  })
  afterEach(() => queue.close())

  it('keeps no mail back when it is set right', async () => {
    isThere = true
    await queue.run()
    expect(taken).toHaveLength(2)
  })

  it('hides no mail that waits', async () => {
    await queue.run()
    expect(queue.waiting()).toMatchObject({ count: 2, since: right })
    pass(16)
    await queue.run()
    expect(outcomes.map(({ event }) => event)).toEqual(['delayed', 'delayed'])
  })
})

describe('a disk that takes no note', () => {
  let asked: string[]
  let queue: MailQueue
  const disk = (state: string) => {
    const database = new DatabaseSync(join(folder, 'mail.sqlite'))
    database.exec(state)
    database.close()
  }
  beforeEach(async () => {
    asked = []
    queue = openWith({
      async sendMail({ envelope }) {
        asked.push(envelope.to)
        if (envelope.to.startsWith('nobody')) throw Object.assign(new Error('no'), said('550 Mailbox not found'))
      },
    })
  })
  const full = "CREATE TRIGGER full BEFORE UPDATE ON mail BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"

  it('does not have a server asked about the same mail every few seconds', async () => {
    await queue.send(message(1, 'nobody@example.org'))
    disk(full)
    for (let round = 0; round < 12; round++) {
      await queue.run().catch(() => {})
      pass(5 / 60)
    }
    expect(asked).toHaveLength(1)
    await queue.close()
  })

  it('has no mail sent twice, and all sent once there is room', async () => {
    for (const n of [1, 2]) await queue.send(message(n))
    disk(full)
    await expect(queue.run()).rejects.toThrow('disk is full')
    pass(1)
    await expect(queue.run()).rejects.toThrow('disk is full')
    disk('DROP TRIGGER full')
    pass(1)
    await queue.run()
    expect([asked, queue.waiting()]).toEqual([['person-1@example.org', 'person-2@example.org'], { count: 0 }])
    await queue.close()
  })

  it('does not keep the queue from being closed', async () => {
    await queue.send(message(1))
    disk(full)
    const running = queue.run().catch(() => 'not noted')
    await queue.close()
    expect(await running).toBe('not noted')
  })
})

async function usingQueue<T>(port: number, use: (queue: MailQueue) => Promise<T>): Promise<T> {
  const queue = open(port)
  try {
    return await use(queue)
  } finally {
    await queue.close()
  }
}
