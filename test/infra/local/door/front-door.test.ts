import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { answerToUnread, openFrontDoor } from '../../../../infra/local/door/front-door.ts'

it('keeps an idle line longer than a proxy does, so that no proxy sends a request into one that is just being closed', async () => {
  const door = await openFrontDoor({ port: 0 })
  try {
    const { headers } = await fetch(`http://127.0.0.1:${door.port}/slice`)
    const [, seconds] = /timeout=(\d+)/.exec(headers.get('keep-alive') ?? '') ?? []
    expect(Number(seconds)).toBeGreaterThan(120)
  } finally {
    await door.close()
  }
})

it('whoever sends too much to the end, as a proxy may, reads that it was too much', async () => {
  const door = await openFrontDoor({ port: 0 })
  const size = 12 * 1024 * 1024
  const socket = connect(door.port, '127.0.0.1')
  try {
    socket.pause() // looks at the answer when all is sent
    socket.write(`POST /slice HTTP/1.1\r\nHost: localhost:${door.port}\r\nContent-Length: ${size}\r\n\r\n`)
    const chunk = Buffer.alloc(256 * 1024)
    for (let sent = 0; sent < size; sent += chunk.length) {
      if (!socket.write(chunk)) await once(socket, 'drain')
      await wait(2)
    }
    const answered = once(socket, 'data')
    socket.resume()
    const [answer] = (await answered) as [Buffer]
    expect(answer.toString('latin1')).toMatch(/^HTTP\/1\.1 413 /)
  } finally {
    socket.destroy()
    await door.close()
  }
})

it('passes on bytes that are no UTF-8 as bytes, so that nobody takes half a character for a whole one', async () => {
  const door = await openFrontDoor({ port: 0 })
  door.open(async ({ body, isBase64Encoded }) => ({
    status: 200,
    headers: {},
    body: JSON.stringify([body, isBase64Encoded]),
  }))
  const sent = async (bytes: Buffer) => {
    const asked = { method: 'POST', body: bytes, headers: { 'content-type': 'application/json' } }
    return (await fetch(`http://127.0.0.1:${door.port}/slice`, asked)).json()
  }
  try {
    expect(await sent(Buffer.from('{"a":"值"}'))).toEqual(['{"a":"值"}', false])
    expect(await sent(Buffer.from([0x22, 0xe4, 0xb8, 0x22]))).toEqual(['IuS4Ig==', true])
  } finally {
    await door.close()
  }
})

it('holds no more of what strangers send than memory has room for', async () => {
  const door = await openFrontDoor({ port: 0 })
  door.open(async () => ({ status: 200, headers: {}, body: '' }))
  const half = Buffer.alloc(1024 * 1024)
  const strangers = Array.from({ length: 20 }, () => connect(door.port, '127.0.0.1'))
  try {
    const answers = strangers.map((socket) => once(socket, 'data').then(([said]) => String(said).slice(9, 12)))
    for (const socket of strangers)
      socket.write(`POST /slice HTTP/1.1\r\nHost: localhost:${door.port}\r\nContent-Length: ${2 * half.length}\r\n\r\n`)
    for (const socket of strangers) socket.write(half)
    expect(await Promise.race(answers)).toBe('429')
    // What was refused, sent or dropped is forgotten; whoever sends little is answered all the while.
    const asked = { method: 'POST', body: 'x'.repeat(1000) }
    expect((await fetch(`http://127.0.0.1:${door.port}/slice`, asked)).status).toBe(200)
    for (const socket of strangers) socket.destroy()
    const again = async () =>
      (await fetch(`http://127.0.0.1:${door.port}/slice`, { method: 'POST', body: half })).status
    await expect.poll(again, { timeout: 20_000 }).toBe(200) // as soon as it has noticed that they are gone
  } finally {
    for (const socket of strangers) socket.destroy()
    await door.close()
  }
})

it('begins with one request in a turn of the event loop, so that whoever comes anew is let in between two pages', async () => {
  const door = await openFrontDoor({ port: 0 })
  let turn = 0
  let ticking = setImmediate(function tick() {
    turn += 1
    ticking = setImmediate(tick)
  })
  const begun: number[] = []
  const sockets = Array.from({ length: 30 }, () => connect(door.port, '127.0.0.1'))
  const allAsk = async () => {
    const answers = sockets.map((socket) => once(socket, 'data'))
    for (const socket of sockets) socket.write(`GET /slice HTTP/1.1\r\nHost: localhost:${door.port}\r\n\r\n`)
    await Promise.all(answers)
  }
  try {
    await allAsk() // now each line is known to the server, and the next time all are heard at once
    door.open(async () => {
      begun.push(turn)
      return { status: 200, headers: {}, body: '' }
    })
    await allAsk()
    expect(begun).toHaveLength(30)
    expect(new Set(begun).size).toBe(30)
  } finally {
    clearImmediate(ticking)
    for (const socket of sockets) socket.destroy()
    await door.close()
  }
})

it('has few under way at once, so that the first are answered while the last still wait', async () => {
  const door = await openFrontDoor({ port: 0 })
  let begun = 0
  const { promise: mayEnd, resolve: end } = Promise.withResolvers<void>()
  door.open(async () => {
    begun += 1
    await mayEnd
    return { status: 200, headers: {}, body: '' }
  })
  try {
    const asked = Array.from({ length: 40 }, () => fetch(`http://127.0.0.1:${door.port}/slice`))
    await expect.poll(() => begun, { timeout: 20_000 }).toBeGreaterThanOrEqual(12)
    for (let turns = 0; turns < 500; turns++) await new Promise(setImmediate)
    expect(begun).toBe(12)
    end()
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual(asked.map(() => 200))
    expect(begun).toBe(40)
  } finally {
    end()
    await door.close()
  }
})

it.each([
  ['what is no HTTP', 'hello\r\n\r\n', 400, '不是一个完整的网页请求'],
  ['headers without end', `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431, '请求头太长'],
  ['two hosts', 'GET / HTTP/1.1\r\nHost: localhost\r\nHost: other\r\n\r\n', 400, '不是一个完整的网页请求'],
  ['no host', 'GET / HTTP/1.1\r\n\r\n', 421, 'host-unknown'],
])('says in both languages what is wrong with %s', async (_, sent, status, said) => {
  const door = await openFrontDoor({ port: 0 })
  const socket = connect(door.port, '127.0.0.1')
  try {
    socket.write(sent)
    const [answer] = (await once(socket, 'data')) as [Buffer]
    expect(answer.toString()).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [\\s\\S]*${said}`))
    if (status !== 421) expect(answer.toString()).toMatch(/charset=utf-8[\s\S]*\n.*[a-z]{4}.*\.\n/)
  } finally {
    socket.destroy()
    await door.close()
  }
})

it.each([
  ['ERR_HTTP_REQUEST_TIMEOUT', /^HTTP\/1\.1 408 [\s\S]*太慢[\s\S]*too slowly/],
  ['HPE_HEADER_OVERFLOW', /^HTTP\/1\.1 431 /],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', /^HTTP\/1\.1 413 /],
  ['HPE_INVALID_METHOD', /^HTTP\/1\.1 400 /],
  [undefined, /^HTTP\/1\.1 400 /],
])('what the parser calls %s is answered', (code, answer) => {
  expect(answerToUnread(code)).toMatch(answer)
  const [head = '', body = ''] = answerToUnread(code).split('\r\n\r\n')
  expect(head).toContain(`Content-Length: ${Buffer.byteLength(body)}\r\n`)
})

it('is no way through to elsewhere', async () => {
  const door = await openFrontDoor({ port: 0 })
  const socket = connect(door.port, '127.0.0.1')
  try {
    socket.write(`CONNECT elsewhere.example:443 HTTP/1.1\r\nHost: localhost:${door.port}\r\n\r\n`)
    const [answer] = (await once(socket, 'data')) as [Buffer]
    expect(answer.toString('latin1')).toMatch(/^HTTP\/1\.1 405 /)
  } finally {
    socket.destroy()
    await door.close()
  }
})
