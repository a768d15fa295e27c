import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { openFactDatabase } from '../../../functions/sqlite/fact-database.ts'
import { sqliteStore } from '../../../functions/sqlite/sqlite-store.ts'
import type { Fact } from '../../../shared/cycle/facts.ts'

const folder = mkdtempSync(join(tmpdir(), 'lianbao-known-'))
let rows = 0
/** The database, and how many rows are read of it. */
function counted(database: DatabaseSync): DatabaseSync {
  const countedStatement = (statement: StatementSync) => {
    const all: StatementSync['all'] = (...given: never[]) => {
      const found = statement.all(...given)
      rows += found.length
      return found
    }
    return new Proxy(statement, {
      get(of, key) {
        const part: unknown = key === 'all' ? all : Reflect.get(of, key)
        return key !== 'all' && typeof part === 'function' ? part.bind(of) : part
      },
    })
  }
  return new Proxy(database, {
    get(of, key) {
      if (key === 'prepare') return (sql: string) => countedStatement(of.prepare(sql))
      const part: unknown = Reflect.get(of, key)
      return typeof part === 'function' ? part.bind(of) : part
    },
  })
}

it('who asks years of cycles for one kind does not read them whole', async () => {
  const database = openFactDatabase(join(folder, 'facts.sqlite'))
  const store = sqliteStore(counted(database), { heads: () => {}, damaged: () => {} })
  const cycles = Array.from({ length: 12 }, (_, i) => `city-${2010 + i}`)
  for (const cycle of cycles) {
    const about = { cycle, at: '' }
    const facts = Array.from({ length: 20 }, (_, i): Fact[] => [
      { kind: 'act', ...about, n: i, id: `${i}`, by: 'li', reason: '', act: 'hold' },
      { kind: 'mail', ...about, duty: `invite/${i}`, to: 'li', template: 'invitation', messageId: '' } as Fact,
    ]).flat()
    const run: Fact = { kind: 'execution', ...about, n: 1, name: cycle, published: 0 }
    for (const fact of [...facts, run]) await store.record(fact)
  }
  rows = 0
  for (let turn = 0; turn < 2; turn++)
    for (const cycle of cycles) expect(await store.factsOf(cycle, 'execution')).toMatchObject([{ name: cycle }])
  expect(rows).toBe(2 * cycles.length)

  const mails = await store.factsOf('city-2010', 'mail', 'invite/1')
  expect(mails.map(({ duty }) => duty).slice(0, 3)).toEqual(['invite/1', 'invite/10', 'invite/11'])
  await store.facts('city-2010')
  expect(await store.factsOf('city-2010', 'mail', 'invite/1')).toEqual(mails)
  database.close()
  rmSync(folder, { recursive: true })
})
