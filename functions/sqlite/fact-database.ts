import { DatabaseSync } from 'node:sqlite'

/**
 * The one file. A fact's place stands in its key, so that what belongs to one unit lies together and is read alone: with the place
 * in a second index the planner takes the first and reads the whole cycle (11.7 ms instead of 0.18 at 5,000 units). The unique
 * key without the place is what makes a fact the same fact, as in shared/cycle.
 */
const layout = `
CREATE TABLE fact (
  cycle TEXT NOT NULL, place TEXT NOT NULL, key TEXT NOT NULL, n INTEGER NOT NULL, body TEXT NOT NULL, chain TEXT NOT NULL,
  PRIMARY KEY (cycle, place, key), UNIQUE (cycle, key), UNIQUE (cycle, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE cycle (cycle TEXT PRIMARY KEY, n INTEGER NOT NULL, chain TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE link (hash TEXT PRIMARY KEY, cycle TEXT NOT NULL, key TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE overwritten (
  kind TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;
PRAGMA user_version = 2;
`
const layoutVersion = 2

/** In layout 1 acts about a unit, who is about to send a mail, and digits lay elsewhere. The place is in no chain. */
const fromFirstLayout = `
UPDATE fact SET place = 'sending' WHERE place = 'spine' AND key LIKE 'sending#%';
UPDATE fact SET place = 'spine' WHERE key LIKE 'act#%';
UPDATE fact SET place = 'code/' || json_extract(body, '$.link') WHERE place = 'code';
PRAGMA user_version = 2;
`

/** Kept by a version of Lianbao that is newer than this one. */
export class LayoutUnknown extends Error {
  constructor(version: number) {
    super(`the facts are kept in layout ${version}; this version of Lianbao knows ${layoutVersion}`)
    this.name = 'LayoutUnknown'
  }
}

/**
 * Opens the database, made new where there is none. FULL: what is committed has left for the disk before it is acknowledged
 * (NORMAL loses it in a power cut). A second process waits up to five seconds for its turn to write.
 */
export function openFactDatabase(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: 5_000 })
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
    database.exec('BEGIN IMMEDIATE')
    const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number }
    if (version > layoutVersion) throw new LayoutUnknown(version)
    if (version === 0) database.exec(layout)
    if (version === 1) database.exec(fromFirstLayout)
    database.exec('COMMIT')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}
