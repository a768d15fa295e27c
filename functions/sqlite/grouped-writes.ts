import type { DatabaseSync } from 'node:sqlite'

export type GroupedWrites = {
  /** Runs in one transaction with whatever else is asked in the same turn of the loop; answers when that is on the disk. */
  write<T>(work: () => T): Promise<T>
  /** What is asked for is written at once. */
  flush(): void
}

/**
 * One transaction for everything that is asked in one turn of the event loop: on a slow disk a hundred people who send at once
 * wait for one rotation instead of a hundred. What one write does the next in the group sees; if the transaction fails, all do.
 *
 * @param acknowledge runs after the commit and before anybody is answered
 * @param refused makes of an error of SQLite the one that is thrown
 */
export function groupedWrites(
  database: DatabaseSync,
  { acknowledge, refused }: { acknowledge: () => void; refused: (error: unknown) => unknown },
): GroupedWrites {
  let waiting: { work: () => unknown; resolve(result: unknown): void; reject(error: unknown): void }[] = []
  const begin = database.prepare('BEGIN IMMEDIATE') // a plain BEGIN may find the other process writing in the middle
  const commit = database.prepare('COMMIT')

  function flush(): void {
    const group = waiting
    waiting = []
    if (group.length === 0) return
    try {
      begin.run()
      const results = group.map(({ work }) => work())
      commit.run()
      acknowledge()
      group.forEach(({ resolve }, i) => {
        resolve(results[i])
      })
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK')
      const thrown = refused(error)
      for (const { reject } of group) reject(thrown)
    }
  }

  return {
    write: <T>(work: () => T) =>
      new Promise<T>((resolve, reject) => {
        if (waiting.length === 0) setImmediate(flush)
        waiting.push({ work, resolve: resolve as (result: unknown) => void, reject })
      }),
    flush,
  }
}
