import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { openFactDatabase } from './fact-database.ts'
import { headsLine, openHeadsLog } from './heads-log.ts'
import { type Damage, damageOf, headsIn } from './integrity.ts'
import { type SqliteStore, sqliteStore } from './sqlite-store.ts'
import { StoreCorrupt, storeError } from './store-error.ts'

export type OpenedStore = { store: SqliteStore; close(): void }

/** The facts are not what was acknowledged. Nothing may be built on them: a person has to restore a backup, or accept the loss. */
export class StoreDamaged extends Error {
  readonly damages: readonly Damage[]
  constructor(damages: readonly Damage[]) {
    super(damages.map(({ what, where }) => `${what} (${where})`).join('; '))
    this.name = 'StoreDamaged'
    this.damages = damages
  }
}

export const databaseFile = 'facts.sqlite'
export const headsFile = 'heads.log'

export type OpenOptions = {
  /** For a second process beside the one that runs: that one has looked at every fact. */
  joining?: boolean
  /** SQLite found the file damaged later on. */
  damaged?: () => void
}

/** Opens the facts of a folder after looking at every one of them; throws StoreDamaged. */
export function openStore(folder: string, { joining = false, damaged = () => {} }: OpenOptions = {}): OpenedStore {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const headsPath = join(folder, headsFile)
  const database = openedDatabase(join(folder, databaseFile))
  chmodSync(join(folder, databaseFile), 0o600)
  try {
    if (!joining) {
      const damages = damageOf(database, existsSync(headsPath) ? readFileSync(headsPath, 'utf8') : undefined)
      if (damages.length > 0) throw new StoreDamaged(damages)
      writeHeads(folder, headsLine(headsIn(database)))
    }
    const heads = openHeadsLog(headsPath)
    const store = sqliteStore(database, { heads: (stand) => heads.append(stand), damaged })
    const close = () => {
      heads.close()
      database.close()
    }
    return { store, close }
  } catch (error) {
    database.close()
    throw error
  }
}

function openedDatabase(path: string): DatabaseSync {
  try {
    return openFactDatabase(path)
  } catch (error) {
    const thrown = storeError(error)
    throw thrown instanceof StoreCorrupt ? new StoreDamaged([{ what: 'file', where: databaseFile }]) : thrown
  }
}

/** The log begun anew with one line a cycle: after a look that found nothing missing, or by a person who accepts what is. */
export function writeHeads(folder: string, lines: string): void {
  const beside = join(folder, `.${headsFile}.part`)
  const file = openSync(beside, 'w', 0o600)
  writeFileSync(file, lines)
  fsyncSync(file)
  closeSync(file)
  renameSync(beside, join(folder, headsFile))
  const directory = openSync(folder, 'r')
  fsyncSync(directory)
  closeSync(directory)
}
