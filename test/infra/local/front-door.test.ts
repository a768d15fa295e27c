import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { openFrontDoor } from '../../../infra/local/front-door.ts'

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
