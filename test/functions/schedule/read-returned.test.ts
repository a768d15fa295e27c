import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { imapMailbox } from '../../../functions/aws/mail/imap-mailbox.ts'
import { takeReturned } from '../../../functions/imap/take-returned.ts'
import { readReturned } from '../../../functions/schedule/read-returned.ts'
import { type OpenedStore, openStore } from '../../../functions/sqlite/open-store.ts'
import { messageIdOf } from '../../../functions/telling/message-id.ts'
import type { Fact } from '../../../shared/cycle/facts.ts'

const ours = '0123456789abcdef0123456789abcdef@office.example.cn'
const at = '2026-01-05T01:00:00.000Z'
const later = '2026-01-05T02:00:00.000Z'
const report = (said: string) =>
  `From: MAILER-DAEMON@mx.example\nSubject: Undelivered\nContent-Type: multipart/report; boundary=b\n
--b\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; x@y.example\nAction: failed\n
--b\nContent-Type: message/rfc822\n\nMessage-ID: <${ours}>\n${said}Subject: x\n\nhello\n--b--\n`
const onLeave = `From: wang@y.example\nAuto-Submitted: auto-replied\nIn-Reply-To: <${ours}>\nSubject: on leave\n\nuntil Monday\n`

let folder: string
let opened: OpenedStore
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lianbao-returned-'))
  opened = openStore(folder)
  for (const cycle of ['city-2024', 'city-2025']) await opened.store.record({ kind: 'opening', cycle, at } as Fact)
  const mail = { duty: 'invite/finance/wang', to: 'wang', template: 'invitation', messageId: ours } as const
  await opened.store.record({ kind: 'mail', cycle: 'city-2025', at, ...mail } as Fact)
})
afterEach(async () => {
  opened.close()
  await rm(folder, { recursive: true })
})

/** A turn that finds these mails; answers what it logged and from where it read on. */
async function turn(mails: readonly string[], reached = true) {
  const logged: string[] = []
  let from: string | undefined
  const said = readReturned(
    {},
    {
      clock: { now: () => later },
      store: opened.store,
      log: (code) => void logged.push(code),
      settings: {
        baseUrl: '',
        publicUrl: '',
        sender: { name: '', address: 'report@office.example.cn', phone: '' },
      },
      mailbox: {
        async readOn(until, of, told) {
          const take = takeReturned(of, told)
          from = until
          if (!reached) throw new Error('no such host')
          for (const mail of mails) await take(Buffer.from(mail))
          return String(Number(until ?? 0) + mails.length)
        },
      },
    },
  )
  return { failed: await said.then(() => false).catch(() => true), logged, from }
}
const deliveries = async () =>
  (await opened.store.facts('city-2025')).flatMap((fact) =>
    fact.kind === 'delivery' ? [[fact.duty, fact.event, fact.at]] : [],
  )

it.each([
  ['a report that quotes the cycle', report('X-Lianbao-Cycle: city-2025\n'), 'bounced', ['mail-bounced']],
  ['a report that quotes the id alone', report(''), 'bounced', ['mail-bounced']],
  ['a report that claims another cycle', report('X-Lianbao-Cycle: city-2024\n'), 'bounced', ['mail-bounced']],
  ['somebody on leave', onLeave, 'auto-replied', []],
])('%s becomes a fact of the cycle whose mail it was', async (_, mail, event, logged) => {
  expect((await turn([mail])).logged).toEqual(logged)
  expect(await deliveries()).toEqual([['invite/finance/wang', event, later]])
})

it('a report that is there before whoever sent the mail has noted it becomes a fact no less', async () => {
  const [cycle, duty] = ['city-2025', 'invite/police/liu']
  await opened.store.record({ kind: 'sending', cycle, duty, n: 1, at })
  const early = report('').replaceAll(ours, messageIdOf(cycle, duty, ours))
  expect((await turn([early])).logged).toEqual(['mail-bounced'])
  expect(await deliveries()).toEqual([[duty, 'bounced', later]])
})

it('says that a report is about no mail of ours, and keeps nothing of what people write', async () => {
  const strange = report('').replaceAll(ours, 'ffffffffffffffffffffffffffffffff@office.example.cn')
  const person = 'From: wang@y.example\nSubject: a question\n\nwhen is it due?\n'
  expect((await turn([strange, person])).logged).toEqual(['delivery-unknown'])
  expect(await deliveries()).toEqual([])
})

it('reads on from where the last turn ended; one that did not reach the mailbox is told and repeated', async () => {
  expect(await turn([onLeave])).toMatchObject({ from: undefined, failed: false })
  expect(await turn([report('')], false)).toMatchObject({ from: '1', failed: true })
  expect(await turn([report('')])).toMatchObject({ from: '1', failed: false })
  expect((await deliveries()).map(([, event]) => event)).toEqual(['auto-replied', 'bounced'])
  expect(await turn([])).toMatchObject({ from: '2', failed: false })
})

it.each([
  ['nothing', undefined, 'the whole'],
  ['no JSON', 'imap.example.cn', 'the whole'],
  ['half an account', '{"host":"imap.example.cn","user":"report"}', 'password'],
])('a secret that holds %s is told by its fields and not by what it holds', async (_, SecretString, fields) => {
  const client = { send: async () => ({ SecretString }) } as never
  const read = imapMailbox({ IMAP_SECRET: 'arn' }, client).readOn(
    undefined,
    { domain: 'x', now: later },
    { keep: async () => true, log: () => {} },
  )
  await expect(read).rejects.toThrow(`the IMAP secret is not JSON of {host, port, user, password}: ${fields}`)
})
