import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { backup as copyDatabase, DatabaseSync } from 'node:sqlite'
import type { Damage } from '../../../functions/sqlite/integrity.ts'
import { databaseFile, headsFile, openStore, StoreDamaged } from '../../../functions/sqlite/open-store.ts'
import { StoreCorrupt, storeError } from '../../../functions/sqlite/store-error.ts'
import { machineTexts } from '../../../shared/words/operator/machine-texts.ts'
import { inBoth } from '../../../shared/words/words-in.ts'
import { damagedBodies } from './damaged-bodies.ts'
import { folderFiles, isCode, readIfThere, writeWhole } from './folder-files.ts'
import { keyMissing, missingKeys } from './local-keys.ts'

const t = inBoth(machineTexts)

/** Written last, so a backup without it is one that was cut off. */
const label = 'backup.json'
export type BackupLabel = { at: string; facts: number }

/** Names of a backup: by the second, so that they sort by their age; of two in one second the later has a number, which sorts after it. */
const nameAt = (now: string): string => `lianbao-${now.slice(0, 19).replaceAll(/[-:]/g, '')}Z`
const isName = (name: string): boolean => /^lianbao-\d{8}T\d{6}Z(-\d)?$/.test(name)
/** What is being copied, or was when its process was killed. */
const partAt = (now: string): string => `.${nameAt(now)}.part`
const longestBackup = 12 * 3_600_000 // milliseconds

/**
 * Copies a folder while its system runs into a new folder under `to`, looks at every fact of the copy, and only then says that it
 * is one. The order makes it whole: heads before facts, so that none is missing that the log names; bodies after the facts that
 * name them. It holds the keys, the settings and the mails that have not left: whoever has it has the system.
 */
export async function backUp(folder: string, to: string, now: string): Promise<{ place: string; facts: number }> {
  if (!existsSync(join(folder, 'store', databaseFile))) throw new RangeError(t.noLianbao(folder))
  await mkdir(to, { recursive: true, mode: 0o700 })
  await sweepKilled(to, new Date(Date.parse(now) - longestBackup).toISOString())
  const beside = await mkdtemp(join(to, partAt(now)))
  await mkdir(join(beside, 'store'), { mode: 0o700 })
  try {
    // A version that came out meanwhile may be public in the copy and unknown to its facts: it could never come out again.
    do await copyAll(folder, beside)
    while (factsIn(folder, departures) > factsIn(beside, departures))
    const damages = await damageOfBackup(beside)
    if (damages.length > 0) throw new BackupDamaged(damages)
    const facts = factsIn(beside)
    await writeWhole(join(beside, label), JSON.stringify({ at: now, facts } satisfies BackupLabel), 0o600)
    return { place: await named(beside, join(to, nameAt(now))), facts }
  } catch (error) {
    await rm(beside, { recursive: true, force: true })
    throw error
  }
}

async function copyAll(folder: string, beside: string): Promise<void> {
  await copyStore(join(folder, 'store'), join(beside, 'store'))
  for (const name of [
    'files',
    'public',
    'keys',
    'executions',
    'outbox',
    'settings.json',
    'clock.json',
    'mail',
    'imported',
  ])
    await cp(join(folder, name), join(beside, name), {
      recursive: true,
      filter: (path) => !/mail\.sqlite|\.part$/.test(path),
    }).catch(unlessAbsent)
  await mkdir(join(beside, 'mail'), { recursive: true, mode: 0o700 })
  if (existsSync(join(folder, 'mail/mail.sqlite')))
    await copied(join(folder, 'mail/mail.sqlite'), join(beside, 'mail/mail.sqlite'))
}

/** It holds the keys and mails like any backup, and nobody else would ever look at it. */
async function sweepKilled(to: string, before: string): Promise<void> {
  for (const name of await readdir(to))
    if (/^\.lianbao-\d{8}T\d{6}Z\.part/.test(name) && name < partAt(before))
      await rm(join(to, name), { recursive: true, force: true })
}

/** A folder is not renamed onto one that has something in it. */
async function named(beside: string, wanted: string): Promise<string> {
  for (let n = 1; ; n++) {
    const place = n === 1 ? wanted : `${wanted}-${n}`
    try {
      await rename(beside, place)
      return place
    } catch (error) {
      if (n === 9 || !(isCode(error, 'ENOTEMPTY') || isCode(error, 'EEXIST'))) throw error
    }
  }
}

/** The copy is not what it should be; it was thrown away. */
export class BackupDamaged extends Error {
  readonly damages: readonly Damage[]
  constructor(damages: readonly Damage[]) {
    super(damages.map(({ what, where }) => `${what} (${where})`).join('; '))
    this.name = 'BackupDamaged'
    this.damages = damages
  }
}

/** Puts a backup into a folder that has no facts yet. Throws BackupDamaged before anything is written. */
export async function restoreInto(folder: string, from: string): Promise<BackupLabel> {
  const told = await readIfThere(join(from, label))
  if (!told) throw new RangeError(t.notWhole(from))
  if (existsSync(join(folder, 'store', databaseFile))) throw new RangeError(t.hasFacts(folder))
  const damages = await damageOfBackup(from)
  if (damages.length > 0) throw new BackupDamaged(damages)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  // Facts last: until they are there, a restore that was cut off can be begun again.
  const names = (await readdir(from)).filter((each) => each !== label && each !== 'store')
  for (const name of [...names, 'store']) await cp(join(from, name), join(folder, name), { recursive: true })
  return JSON.parse(Buffer.from(told).toString())
}

/** The backups under a folder, newest first. */
export async function backupsIn(to: string): Promise<{ place: string; at: string }[]> {
  const names = await readdir(to).catch((error) => (isCode(error, 'ENOENT') ? [] : Promise.reject(error)))
  const whole = names
    .filter((name) => isName(name) && existsSync(join(to, name, label)))
    .sort()
    .reverse()
  return Promise.all(
    whole.map(async (name) => ({
      place: join(to, name),
      at: (JSON.parse(await readFile(join(to, name, label), 'utf8')) as BackupLabel).at,
    })),
  )
}

/** Everything that is known of damage, from the disk alone; also beside a running system. */
export async function damageOfFolder(folder: string): Promise<Damage[]> {
  if (!existsSync(join(folder, 'store', databaseFile))) throw new RangeError(t.noLianbao(folder))
  return damageIn(folder, (aside) => copyStore(join(folder, 'store'), aside))
}

/** The same of a backup, which nobody writes: it may lie on a disk that can only be read, where SQLite would not even open it. */
const damageOfBackup = (from: string): Promise<Damage[]> =>
  damageIn(from, (aside) => cp(join(from, 'store'), aside, { recursive: true }))

/** Facts are looked at in a copy, because they are looked at as the next start will have them, in the newest layout. */
async function damageIn(folder: string, copy: (aside: string) => Promise<unknown>): Promise<Damage[]> {
  const aside = await mkdtemp(join(tmpdir(), 'lianbao-look-'))
  try {
    await copy(aside)
    const { store, close } = openStore(aside)
    const keys = (await store.cycles()).length === 0 ? [] : missingKeys(join(folder, 'keys')).map(keyMissing)
    const bodies = await damagedBodies(store, folderFiles(join(folder, 'files')))
    close()
    return [...bodies, ...keys]
  } catch (error) {
    if (error instanceof StoreDamaged) return [...error.damages]
    if (storeError(error) instanceof StoreCorrupt) return [{ what: 'file', where: databaseFile }]
    throw error
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
}

/** Heads before facts: what comes in between is ahead of them, never behind. */
async function copyStore(from: string, to: string): Promise<void> {
  await cp(join(from, headsFile), join(to, headsFile)).catch(unlessAbsent)
  await copied(join(from, databaseFile), join(to, databaseFile))
}

async function copied(from: string, to: string): Promise<void> {
  const database = new DatabaseSync(from, { timeout: 5_000, readOnly: true })
  try {
    await copyDatabase(database, to)
  } finally {
    database.close()
  }
}

/** With one of them a version is on its way to the public; `unit-departure` is another. */
const departures = '%departure#%'
function factsIn(folder: string, keys = '%'): number {
  const database = new DatabaseSync(join(folder, 'store', databaseFile), { timeout: 5_000 })
  const { n } = database.prepare('SELECT count(*) AS n FROM fact WHERE key LIKE ?').get(keys) as { n: number }
  database.close()
  return n
}

const unlessAbsent = async (error: unknown): Promise<void> => {
  if (!isCode(error, 'ENOENT')) throw error
}
