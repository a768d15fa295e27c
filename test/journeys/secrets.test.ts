import { readdir, readFile, rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databaseFile } from '../../functions/sqlite/open-store.ts'
import { linkIn, newestMail, pasteCodeIn, type ReadMail, Visitor } from '../../infra/local/demo/visitor.ts'
import { type EmbeddedJourney, openEmbedded } from './embedded.ts'
import { accepted, atTen, atTheDraft, file, fileAll, signFrom } from './journey.ts'
import { byMachine, openSession, posted, type RawRequest, send } from './raw-request.ts'

/**
 * After a walk with everything in it that touches a secret: what was mailed to one person is nowhere but in their mail. The
 * whole folder is read, the outbox and the keys left out.
 */
describe('what is in a mail', () => {
  let journey: EmbeddedJourney
  let mails: ReadMail[]
  let traces: { where: string; text: string }[]
  beforeAll(async () => {
    journey = await openEmbedded({ name: 'secrets' })
    const { door, cast, folder, local } = journey
    const invitation = await newestMail(door, cast.units.finance.contact.address, /填报/)
    await new Visitor(door).openByCode(invitation)
    await send(door, posted('/open', { code: `${linkIn(invitation).token}x` }))
    await send(door, byMachine('/slice', linkIn(invitation).token, { figures: {}, texts: {} }))
    for (const request of everyPlace(linkIn(invitation).token)) await send(door, request)
    for (const request of everyPlace(pasteCodeIn(invitation))) await send(door, request)
    await fileAll(journey)
    const head = await atTheDraft(journey, 'disclosure-office')
    const mistyped = await openSession(door, head.mail)
    const code = String((Number(head.code) + 1) % 1_000_000).padStart(6, '0')
    await send(door, posted('/sign-off', { ...mistyped.fields, choice: 'approve', code }, { cookie: mistyped.cookie }))
    accepted(await head.decide({ choice: 'return', 'target-0': 'qingquan', 'cell-0': '', 'reason-0': '请核对。' }))
    await door.passTime(atTen('2021-02-01'))
    await file(journey, 'qingquan', { figures: { 't3.new.natural': '1', 't3.granted.natural': '1' } })
    await signFrom(journey)
    mails = await door.mails()
    await local.stop()
    traces = [...(await filesOf(folder)), { where: 'the table', text: dumpOf(folder) }]
  })
  afterAll(() => journey && rm(journey.folder, { recursive: true, force: true }))

  it('was looked for where something could be', () => {
    const places = traces.map(({ where }) => where.split('/')[0])
    for (const place of ['lianbao.log', 'executions', 'files', 'public', 'store', 'the table']) {
      expect([place, places.includes(place)]).toEqual([place, true])
    }
    expect(traces.find(({ where }) => where === 'the table')!.text).toContain('清泉镇')
    expect(mails.length).toBeGreaterThan(20)
  })

  it('token and paste code: nowhere else', () => {
    const secrets = mails.flatMap(({ text }) => [
      ...[...text.matchAll(/#(v1\.\S+)/g)].map(([, token]) => token!),
      // The part that identifies the link, and the part that proves it.
      ...[...text.matchAll(/#v1\.[^.]+\.([^.]+)\.[^.]+\.[^.]+\.(\S+)/g)].flatMap(([, id, mac]) => [id!, mac!]),
      ...[...text.matchAll(/\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b/g)].flatMap(([code]) => [
        code,
        code.replaceAll('-', ''),
      ]),
    ])
    expect(new Set(secrets).size).toBeGreaterThan(30)
    expect(found(new Set(secrets), traces)).toEqual([])
  })

  it('the six digits of a decision: nowhere else', () => {
    const codes = new Set(
      mails.flatMap(({ text }) =>
        [...text.replace(/#\S+/g, '').matchAll(/(?<![\w-])\d{6}(?![\w-])/g)].map(([code]) => code),
      ),
    )
    expect(codes.size).toBeGreaterThan(5)
    const hits = traces.flatMap(({ where, text }) =>
      [...codes]
        .filter((code) => new RegExp(`(?<![\\w.])${code}(?![\\w.])`).test(text))
        .map((code) => `${where}: ${code}`),
    )
    expect(hits).toEqual([])
  })

  it('an address: in the roster of the opening, and in nothing that is logged, run or published', () => {
    const addresses = new Set(mails.map(({ to }) => to))
    const elsewhere = traces.filter(({ where }) => !/^(store|the table)/.test(where))
    expect(found(addresses, elsewhere)).toEqual([])
  })
})

/** Where gateways, proxies, careless people and programs put what they found in a mail. */
const everyPlace = (secret: string): RawRequest[] => {
  const encoded = encodeURIComponent(secret)
  return [
    { path: `/open/${encoded}` },
    { path: `/open%23${encoded}` },
    { path: `/open/%23${encoded}` },
    { path: `/${encoded}` },
    { path: `/slice/${encoded}` },
    { path: `/public/${encoded}` },
    { path: `/open?token=${encoded}` },
    { path: `/open?${encoded}` },
    { path: `/slice?lang=${encoded}&unit=${encoded}` },
    { path: `/board?done=${encoded}` },
    { path: '/open', headers: { referer: `http://localhost/open#${secret}`, 'x-link': secret } },
    { path: '/slice', headers: { 'user-agent': secret, 'accept-language': secret, origin: secret } },
    { path: '/slice', headers: { authorization: secret } },
    { path: '/slice', headers: { authorization: `Bearer ${secret}x` } },
    { path: '/slice', headers: { cookie: `lianbao-slice=${secret.slice(0, 60)}; lang=${encoded}` } },
    posted('/open', { token: `${secret}x` }),
    posted('/open', { code: `${secret} ` }),
    posted('/slice', { [secret]: secret }),
    posted('/close', { purpose: secret }),
    { ...posted('/open', {}), path: `/open/${encoded}`, method: 'PUT' },
    { path: '/open', method: 'POST', headers: { 'content-type': 'application/json' }, body: `{"token": "${secret}` },
  ]
}

const found = (secrets: ReadonlySet<string>, traces: { where: string; text: string }[]): string[] =>
  traces.flatMap(({ where, text }) =>
    [...secrets].filter((secret) => text.includes(secret)).map((s) => `${where}: ${s}`),
  )

async function filesOf(folder: string): Promise<{ where: string; text: string }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const read = files.map(async (path) => ({ where: relative(folder, path), text: await readFile(path, 'latin1') }))
  const utf8 = (text: string) => Buffer.from(text, 'latin1').toString('utf8')
  return (await Promise.all(read))
    .filter(({ where }) => !/^(outbox|keys)\//.test(where))
    .map(({ where, text }) => ({ where, text: where.startsWith('store/') ? text : utf8(text) }))
}

/** Every row of every table, read through the database: its own files may have a text in two pages. */
function dumpOf(folder: string): string {
  const database = new DatabaseSync(join(folder, 'store', databaseFile), { readOnly: true })
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all() as { name: string }[]
  const rows = tables.map(({ name }) => database.prepare(`SELECT * FROM ${name}`).all())
  database.close()
  return JSON.stringify(rows)
}
