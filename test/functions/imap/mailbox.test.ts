import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ReadUntil, readMailbox } from '../../../functions/imap/mailbox.ts'
import { returnedMail } from '../../../functions/imap/returned-mail.ts'
import { takeReturned } from '../../../functions/imap/take-returned.ts'
import { dovecot, hasDovecot } from '../../fixtures/dovecot.ts'
import { freePort } from '../../fixtures/free-port.ts'

if (!hasDovecot) console.warn('The mailbox was skipped: there is no Dovecot.')

describe.skipIf(!hasDovecot)('a mailbox on a real server', () => {
  let server: Awaited<ReturnType<typeof dovecot>>
  let until: ReadUntil | undefined
  beforeAll(async () => {
    server = await dovecot(await freePort())
  })
  afterAll(() => server?.stop())

  const now = new Date().toISOString()
  async function read(): Promise<string[]> {
    const subjects: string[] = []
    until = await readMailbox(server.account, { until, now }, async (bytes) => {
      subjects.push(/^Subject: (.*)$/m.exec(Buffer.from(bytes).toString())?.[1]?.trim() ?? '')
    })
    return subjects
  }
  const mail = (subject: string, body = '') =>
    `From: a@b.example\nSubject: ${subject}\nDate: ${new Date().toUTCString()}\n\n${body}\n`

  it('gives what came since the last reading, each once, in its order, and changes nothing', async () => {
    expect(await read()).toEqual([])
    server.deliver(mail('one'))
    server.deliver(mail('two'))
    expect(await read()).toEqual(['one', 'two'])
    expect(await read()).toEqual([])
    server.deliver(mail('three'))
    expect(await read()).toEqual(['three'])
  })

  it('begins again where the server numbers anew, and gives again what could not be kept', async () => {
    const kept = until
    until = { validity: '1', uid: 99 }
    expect(await read()).toEqual(['one', 'two', 'three'])
    until = kept
    server.deliver(mail('four'))
    const fails = readMailbox(server.account, { until, now }, () => Promise.reject(new Error('the disk is full')))
    await expect(fails).rejects.toThrow('the disk is full')
    expect(await read()).toEqual(['four'])
  })

  it('reads the head of a mail that is too large', async () => {
    server.deliver(mail('large', 'x'.repeat(76).concat('\n').repeat(20_000)))
    expect(await read()).toEqual(['large'])
  })

  it('brings back a report that can be read', async () => {
    const id = '0123456789abcdef0123456789abcdef@example.gov.cn'
    server.deliver(
      `From: MAILER-DAEMON@mx.example\nSubject: Undelivered\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n
--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; x@y.example\nAction: failed\nStatus: 5.1.1\n
--b\nContent-Type: message/rfc822\n\nMessage-ID: <${id}>\nX-Lianbao-Cycle: city-2026\nSubject: x\n\nhello\n--b--\n`,
    )
    const found: unknown[] = []
    until = await readMailbox(server.account, { until, now }, async (bytes) => {
      found.push(await returnedMail(bytes, 'example.gov.cn'))
    })
    expect(found).toEqual([{ cycle: 'city-2026', messageId: id, event: 'bounced' }])
  })

  it('goes on behind a mail that cannot be read, and takes the word of nobody for what cycle it is about', async () => {
    const id = 'fedcba9876543210fedcba9876543210@example.gov.cn'
    const nested = Array.from(
      { length: 3_000 },
      (_, i) => `--b${i}\nContent-Type: multipart/mixed; boundary=b${i + 1}\n\n`,
    )
    server.deliver(`Subject: deep\nContent-Type: multipart/mixed; boundary=b0\n\n${nested.join('')}`)
    server.deliver(`From: MAILER-DAEMON@mx.example\nSubject: back\n\nX-Lianbao-Cycle: another\n${id}\n`)
    const kept: unknown[] = []
    const logged: string[] = []
    const take = takeReturned(
      { domain: 'example.gov.cn', now },
      { log: (code) => void logged.push(code), keep: async (outcome) => kept.push(outcome) > 0 },
    )
    until = await readMailbox(server.account, { until, now }, take)
    expect(kept).toEqual([{ cycle: 'another', messageId: id, event: 'bounced', at: now }])
    expect(logged).toEqual(['mail-unreadable'])
    expect(await read()).toEqual([])
  })

  it('refuses a wrong password and an unknown certificate', async () => {
    const wrong = { ...server.account, password: 'battery-staple' }
    await expect(readMailbox(wrong, { until, now }, async () => {})).rejects.toThrow()
    const { ca: _, ...untrusting } = server.account
    await expect(readMailbox(untrusting, { until, now }, async () => {})).rejects.toThrow()
  })
})
