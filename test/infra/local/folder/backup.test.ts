import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openStore, StoreDamaged } from '../../../../functions/sqlite/open-store.ts'
import { BackupDamaged, backUp, backupsIn, damageOfFolder, restoreInto } from '../../../../infra/local/folder/backup.ts'
import { folderFiles, folderPublicFiles } from '../../../../infra/local/folder/folder-files.ts'
import { localKeys } from '../../../../infra/local/folder/local-keys.ts'
import type { Fact } from '../../../../shared/cycle/facts.ts'
import { digestOf } from '../../../../shared/report/bytes/digest.ts'

let place: string
const at = (name: string) => join(place, name)
const body = new TextEncoder().encode('{"figures":{}}')
const digest = digestOf(body)
const opening = { kind: 'opening', cycle: 'c', at: '2026-01-05T08:00:00.000Z' } as Fact
const submission = (revision: number): Fact => ({
  kind: 'submission',
  cycle: 'c',
  unit: 'finance',
  revision,
  digest,
  at: '2026-01-05T08:00:00.000Z',
  by: 'wang',
  channel: 'form',
  nil: false,
})
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'lianbao-backup-'))
})
afterEach(() => rm(place, { recursive: true }))

it('two backups in one second are two, the later one the newer', async () => {
  openStore(at('office/store')).close()
  const now = '2026-01-05T09:00:00.000Z'
  const taken = await Promise.all([1, 2].map(() => backUp(at('office'), at('backups'), now)))
  const third = await backUp(at('office'), at('backups'), now)
  const kept = (await backupsIn(at('backups'))).map((each) => each.place)
  expect(kept[0]).toBe(third.place)
  expect(kept.slice(1).sort()).toEqual(taken.map((each) => each.place).sort())
  expect((await readdir(at('backups'))).sort()).toEqual([...kept].reverse().map((each) => basename(each)))
})

it('what a backup that was killed left is gone with the next night’s; one that is under way is not touched', async () => {
  openStore(at('office/store')).close()
  const [killed, underWay] = ['.lianbao-20260104T023000Z.partAbCdEf', '.lianbao-20260105T023000Z.partAbCdEf']
  for (const part of [killed, underWay]) await mkdir(at(`backups/${part}/keys`), { recursive: true })
  await backUp(at('office'), at('backups'), '2026-01-05T02:31:00.000Z')
  expect(await readdir(at('backups'))).toEqual([underWay, 'lianbao-20260105T023100Z'])
})

it('a backup taken while people write is whole, and restored elsewhere it is the same', async () => {
  const { store, close } = openStore(at('office/store'))
  await folderFiles(at('office/files')).put(`submissions/${digest}.json`, body)
  await writeFile(at('office/settings.json'), '{}')
  await mkdir(at('office/imported/city'), { recursive: true })
  await localKeys(at('office/keys'), store)
  await store.record(opening)
  let revision = 0
  let writing = true
  const writer = (async () => {
    while (writing) await store.record(submission(++revision))
  })()
  const first = await backUp(at('office'), at('backups'), '2026-01-05T09:00:00.000Z')
  const acknowledged = revision
  await backUp(at('office'), at('backups'), '2026-01-06T09:00:00.000Z')
  writing = false
  await writer
  expect(first.facts).toBeGreaterThan(1)
  expect(revision).toBeGreaterThan(acknowledged)
  expect((await backupsIn(at('backups'))).map((each) => each.at)).toEqual([
    '2026-01-06T09:00:00.000Z',
    '2026-01-05T09:00:00.000Z',
  ])

  const [newest] = await backupsIn(at('backups'))
  await restoreInto(at('elsewhere'), newest!.place)
  const restored = openStore(at('elsewhere/store')) // looks at every fact
  const facts = await restored.store.facts('c')
  expect(facts.length).toBeGreaterThan(acknowledged)
  expect(facts).toEqual(
    (await store.facts('c')).slice(0, 1).concat((await store.factsOf('c', 'submission')).slice(0, facts.length - 1)),
  )
  expect(await readFile(at('elsewhere/settings.json'), 'utf8')).toBe('{}')
  expect(await readdir(at('elsewhere/imported'))).toEqual(['city'])
  restored.close()
  close()
  await expect(restoreInto(at('elsewhere'), newest!.place)).rejects.toThrow('has facts already')
})

it('what a backup has of the public site is known to its facts, also while versions come out', async () => {
  const { store, close } = openStore(at('office/store'))
  const [files, published] = [folderFiles(at('office/files')), folderPublicFiles(at('office/public'))]
  for (let n = 0; n < 100; n++) await files.put(`drafts/${n}.json`, body)
  const writer = (async () => {
    for (let release = 1; release <= 100; release++) {
      await store.record({ kind: 'departure', cycle: 'c', release, goes: true, at: '' })
      await published.put(`r/c/v${release}/report.json`, body, 'application/json')
    }
  })()
  const { place: taken } = await backUp(at('office'), at('backups'), '2026-01-05T09:00:00.000Z')
  await writer
  close()
  const copy = openStore(join(taken, 'store'))
  const departed = (await copy.store.factsOf('c', 'departure')).map(({ release }) => `v${release}`)
  copy.close()
  expect((await readdir(join(taken, 'public/r/c'))).filter((version) => !departed.includes(version))).toEqual([])
})

it('a damaged system makes no backup, and a damaged backup is not restored', async () => {
  const { store, close } = openStore(at('office/store'))
  await localKeys(at('office/keys'), store)
  await store.record(opening)
  await store.record(submission(1)) // its body is not there
  await expect(backUp(at('office'), at('backups'), '2026-01-05T09:00:00.000Z')).rejects.toThrow(BackupDamaged)
  expect(await readdir(at('backups'))).toEqual([])

  await folderFiles(at('office/files')).put(`submissions/${digest}.json`, body)
  const { place: whole } = await backUp(at('office'), at('backups'), '2026-01-05T09:00:00.000Z')
  await writeFile(join(whole, 'files/submissions', `${digest}.json`), '{}')
  await expect(restoreInto(at('elsewhere'), whole)).rejects.toThrow('body-changed')
  await rm(join(whole, 'backup.json'))
  await expect(restoreInto(at('elsewhere'), whole)).rejects.toThrow('not a whole backup')
  expect(await readdir(place)).not.toContain('elsewhere')
  close()
})

it('a backup of the first layout is restored, and not a byte of it changes', async () => {
  const about = { cycle: 'c', at: '2026-01-05T08:00:00.000Z' }
  const act: Fact = { kind: 'act', ...about, n: 1, id: 'a', by: 'li', reason: 'r', act: 'nil', unit: 'x' }
  const { store, close } = openStore(at('office/store'))
  await localKeys(at('office/keys'), store)
  for (const fact of [opening, act, { kind: 'sending', ...about, duty: 'd', n: 1 } as Fact]) await store.record(fact)
  close()
  const { place: older } = await backUp(at('office'), at('backups'), '2026-01-05T09:00:00.000Z')
  const file = join(older, 'store/facts.sqlite')
  const database = new DatabaseSync(file)
  database.exec(`UPDATE fact SET place = 'spine' WHERE key LIKE 'sending#%';
    UPDATE fact SET place = 'unit/x' WHERE key LIKE 'act#%'; PRAGMA user_version = 1`)
  database.close()
  const stands = async () => ({ bytes: await readFile(file), changed: (await stat(join(older, 'store'))).mtimeMs })
  const before = await stands()
  await restoreInto(at('elsewhere'), older)
  expect(await stands(), 'a read-only disk would do').toEqual(before)
  const restored = openStore(at('elsewhere/store'))
  expect(await restored.store.factsOf('c', 'act')).toEqual([act])
  restored.close()
})

it('without the keys that its links were made with a folder is not whole, and gets no others', async () => {
  const { store, close } = openStore(at('office/store'))
  await localKeys(at('office/keys'), store)
  await store.record(opening)
  const { place: whole } = await backUp(at('office'), at('backups'), '2026-01-05T09:00:00.000Z')
  await rm(join(whole, 'keys'), { recursive: true })
  await expect(restoreInto(at('elsewhere'), whole)).rejects.toThrow('key-missing (keys/link-secrets.json)')
  expect(await readdir(place)).not.toContain('elsewhere')

  await rm(at('office/keys/publication-key.pem'))
  await expect(localKeys(at('office/keys'), store)).rejects.toThrow(StoreDamaged)
  await expect(backUp(at('office'), at('backups'), '2026-01-06T09:00:00.000Z')).rejects.toThrow('publication-key.pem')
  expect(await readdir(at('office/keys'))).toEqual(['link-secrets.json'])
  close()
})

it('damage is looked for beside a system that writes, without being misled by it', async () => {
  const { store, close } = openStore(at('office/store'))
  await folderFiles(at('office/files')).put(`submissions/${digest}.json`, body)
  let writing = true
  const writer = (async () => {
    for (let n = 1; writing; n++) await store.record(submission(n))
  })()
  for (let look = 0; look < 5; look++) expect(await damageOfFolder(at('office'))).toEqual([])
  writing = false
  await writer
  close()
})
