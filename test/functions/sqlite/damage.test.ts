import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { damageOf } from '../../../functions/sqlite/integrity.ts'
import { openStore, StoreDamaged } from '../../../functions/sqlite/open-store.ts'
import type { Fact } from '../../../shared/cycle/facts.ts'

let folder: string
const at = (name: string) => join(folder, name)
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lianbao-damage-'))
  const { store, close } = openStore(folder)
  for (let i = 0; i < 40; i++) await store.record(hold(i))
  await store.record(link)
  close()
})
afterEach(() => rmSync(folder, { recursive: true }))

it('a file of the first layout is understood, and its facts are where they belong now', async () => {
  const about = { cycle: 'c', at: '2021-01-05T08:00:00.000Z' }
  const before = openStore(folder)
  const sending: Fact = { kind: 'sending', ...about, duty: 'd', n: 1 }
  const tried: Fact = { kind: 'code-try', ...about, link: 'h', about: 'ab', n: 1 }
  const act: Fact = { kind: 'act', ...about, n: 99, id: 'a', by: 'li', reason: 'r', act: 'nil', unit: 'x' }
  for (const fact of [sending, tried, act]) await before.store.record(fact)
  before.close()
  const database = new DatabaseSync(at('facts.sqlite'))
  database.exec(`UPDATE fact SET place = 'spine' WHERE key LIKE 'sending#%';
    UPDATE fact SET place = 'code' WHERE key LIKE 'code-try#%';
    UPDATE fact SET place = 'unit/x' WHERE key = 'act#0099';
    PRAGMA user_version = 1`)
  database.close()
  const { store, close } = openStore(folder)
  expect((await store.codes('c', 'h')).tries).toEqual([tried])
  expect(await store.factsOf('c', 'sending')).toEqual([sending])
  expect((await store.unitFacts('c', 'nobody')).filter((fact) => 'unit' in fact)).toEqual([act])
  close()
})

describe('a start names', () => {
  it('a fact of which eight bytes are other ones', () => {
    const bytes = readFileSync(at('facts.sqlite'))
    overwriteIn(bytes, '"reason":"reason 17"', 11)
    writeFileSync(at('facts.sqlite'), bytes)
    expect(damages()).toEqual([{ what: 'fact-changed', where: 'c act#0017' }])
  })

  it.each([
    ['a fact that is gone', "DELETE FROM fact WHERE key = 'act#0017'", 'fact-changed'],
    [
      'the last fact gone with its head',
      `DELETE FROM fact WHERE n = 41; UPDATE cycle SET n = 40, chain = (SELECT chain FROM fact WHERE n = 40)`,
      'facts-missing',
    ],
    ['a head that is another', "UPDATE cycle SET chain = 'x'", 'head-differs'],
    ['a whole cycle gone', 'DELETE FROM fact; DELETE FROM cycle', 'facts-missing'],
    ['a link that leads nowhere', "DELETE FROM link WHERE hash = 'h'", 'link-lost'],
    ['a fact in another place', "UPDATE fact SET place = 'unit/x' WHERE n = 3", 'fact-changed'],
  ])('%s', (_, change, what) => {
    const database = new DatabaseSync(at('facts.sqlite'))
    database.exec(change)
    database.close()
    expect(damages().map((damage) => damage.what)).toContain(what)
  })

  it('acknowledged facts that a damaged write-ahead log dropped, which SQLite does not', async () => {
    const { store, close } = openStore(folder)
    for (let i = 40; i < 90; i++) await store.record(hold(i))
    const [wal, database, heads] = ['facts.sqlite-wal', 'facts.sqlite', 'heads.log'].map((n) => readFileSync(at(n)))
    close()
    wal!.fill(0xff, wal!.length / 2, wal!.length / 2 + 8)
    writeFileSync(at('facts.sqlite-wal'), wal!)
    writeFileSync(at('facts.sqlite'), database!)
    writeFileSync(at('heads.log'), heads!)
    expect(damages()).toEqual([{ what: 'facts-missing', where: expect.stringMatching(/^c: \d+ of 91$/) }])
  })

  it('an older copy of the database that was put back', async () => {
    copyFileSync(at('facts.sqlite'), at('older'))
    const { store, close } = openStore(folder)
    await store.record(hold(99))
    close()
    copyFileSync(at('older'), at('facts.sqlite'))
    expect(damages()).toEqual([{ what: 'facts-missing', where: 'c: 41 of 42' }])
  })

  it('a file that is no database, and one whose pages do not fit', () => {
    const bytes = readFileSync(at('facts.sqlite'))
    writeFileSync(at('facts.sqlite'), bytes.fill(7, 4096, 4196))
    expect(damages().map(({ what }) => what)).toContain('file')
    writeFileSync(at('facts.sqlite'), 'no database at all, but long enough to be looked at'.repeat(200))
    expect(damages()).toMatchObject([{ what: 'file' }])
  })

  it('a log of heads that is gone, or of which a line is another', () => {
    const heads = readFileSync(at('heads.log'), 'utf8')
    writeFileSync(at('heads.log'), `${heads.replace('41 ', '14 ')}${heads}`)
    expect(damages()).toEqual([{ what: 'heads-damaged', where: 'line 41' }])
    rmSync(at('heads.log'))
    expect(damages()).toEqual([{ what: 'heads-damaged', where: 'there is no log' }])
  })
})

it('a last line that a power cut tore is nothing anybody was told of', () => {
  writeFileSync(at('heads.log'), `${readFileSync(at('heads.log'), 'utf8')}42 0000`)
  expect(damages()).toEqual([])
})

it('a file that cannot be read is not called damaged', () => {
  const database = new DatabaseSync(at('facts.sqlite'))
  database.close()
  expect(() => damageOf(database, readFileSync(at('heads.log'), 'utf8'))).toThrow('database is not open')
})

it('any eight bytes of a fact are noticed', () => {
  const whole = readFileSync(at('facts.sqlite'))
  const database = new DatabaseSync(at('facts.sqlite'))
  const bodies = database.prepare('SELECT body FROM fact').all() as { body: string }[]
  database.close()
  for (const { body } of bodies) {
    const bytes = Buffer.from(whole)
    overwriteIn(bytes, body, Math.floor(Math.random() * (body.length - 8)))
    writeFileSync(at('facts.sqlite'), bytes)
    expect([body, damages().length > 0]).toEqual([body, true])
  }
})

function damages() {
  try {
    openStore(folder).close()
    return []
  } catch (error) {
    if (error instanceof StoreDamaged) return error.damages
    throw error
  }
}

/** A page that was split keeps old bytes in its free space, so every occurrence is written over. */
function overwriteIn(bytes: Buffer, text: string, offset: number): void {
  expect(bytes.includes(text)).toBe(true)
  for (let place = bytes.indexOf(text); place >= 0; place = bytes.indexOf(text, place + 1))
    bytes.fill('#', place + offset, place + offset + 8)
}

function hold(i: number): Fact {
  return { kind: 'act', cycle: 'c', n: i, id: `${i}`, at: '', by: 'office-li', reason: `reason ${i}`, act: 'hold' }
}
const link: Fact = {
  kind: 'link',
  cycle: 'c',
  purpose: 'slice',
  subject: 'finance',
  person: 'wang',
  generation: 1,
  kid: '1',
  hash: 'h',
  codeHash: 'code',
  issued: '',
  expires: '',
}
