import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openStore } from '../../../functions/sqlite/open-store.ts'
import type { Fact } from '../../../shared/cycle/facts.ts'
import { reportStoreCases } from '../aws/report-store-cases.ts'

const folder = mkdtempSync(join(tmpdir(), 'lianbao-sqlite-'))
const opened = openStore(folder)
afterAll(() => {
  opened.close()
  rmSync(folder, { recursive: true })
})

describe('the store on SQLite', () => {
  reportStoreCases(() => opened.store)

  it('is written by two connections at once without either losing or repeating anything', async () => {
    const beside = openStore(folder, { joining: true })
    const cycle = `two-${randomUUID()}`
    const hold = (n: number): Fact => ({ kind: 'act', cycle, n, id: `${n}`, at: '', by: 'li', reason: '', act: 'hold' })
    const asked = Array.from({ length: 200 }, (_, i) => [opened, beside][i % 2]!.store.record(hold(i >> 1)))
    const answers = await Promise.all(asked)
    expect(answers.filter(({ recorded }) => recorded)).toHaveLength(100)
    expect(await opened.store.facts(cycle)).toHaveLength(100)
    beside.close()
    opened.close()
    Object.assign(opened, openStore(folder)) // looks at every fact
    expect(await opened.store.facts(cycle)).toHaveLength(100)
  })
})
