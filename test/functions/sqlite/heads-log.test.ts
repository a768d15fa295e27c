import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Head } from '../../../functions/sqlite/chain.ts'
import { openFactDatabase } from '../../../functions/sqlite/fact-database.ts'
import { headsLine, openHeadsLog, readHeads } from '../../../functions/sqlite/heads-log.ts'
import { sqliteStore } from '../../../functions/sqlite/sqlite-store.ts'
import type { Fact } from '../../../shared/cycle/facts.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lianbao-heads-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const stand = (n: number) => new Map<string, Head>([['c', { n, chain: 'a'.repeat(64) }]])
const lines = Array.from({ length: 13 }, (_, i) => headsLine(stand(i + 1))).join('')

/** Appends in a process whose files may be no longer than that; answers what it said. */
const appendWithin = (kilobytes: number, path: string): string => {
  const program = `import { openHeadsLog } from ${JSON.stringify(resolve('functions/sqlite/heads-log.ts'))}
process.on('SIGXFSZ', () => {})
try { openHeadsLog(${JSON.stringify(path)}).append(new Map([['c', { n: 14, chain: 'b'.repeat(64) }]])) }
catch (error) { console.log(error.message) }`
  const asked = ['-c', `ulimit -f ${kilobytes}; exec "$0" "$@"`, process.execPath, '--input-type=module', '-e', program]
  return String(spawnSync('bash', asked).stdout)
}

it('a line that a full disk cuts short is nobody’s, and the next one is whole', () => {
  const path = join(folder, 'heads.log')
  writeFileSync(path, lines)
  expect([lines.length > 960, lines.length < 1024]).toEqual([true, true])
  expect(appendWithin(1, path)).toMatch(/cut short/)
  expect(readFileSync(path, 'utf8')).toBe(lines)
  const log = openHeadsLog(path)
  log.append(stand(15))
  log.close()
  expect(readHeads(readFileSync(path, 'utf8'))).toEqual({ heads: stand(15), damaged: [] })
})

it('what was kept and could not be told is told before anybody is answered again', async () => {
  const database = openFactDatabase(join(folder, 'facts.sqlite'))
  const told: string[] = []
  let isFull = true
  const store = sqliteStore(database, {
    heads(heads) {
      if (isFull) throw new Error('no space')
      told.push([...heads].map(([cycle, { n }]) => `${cycle} ${n}`).join(', '))
    },
    damaged: () => {},
  })
  const opening = (cycle: string) => ({ kind: 'opening', cycle, at: '' }) as Fact
  await expect(store.record(opening('a'))).rejects.toThrow('no space')
  await expect(store.record(opening('a')), 'stands already').rejects.toThrow('no space')
  isFull = false
  expect((await store.record(opening('b'))).recorded).toBe(true)
  await store.record(opening('c'))
  expect(told).toEqual(['a 1, b 1', 'c 1'])
  database.close()
})
