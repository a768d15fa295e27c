import { expect, it } from 'vitest'
import { damagedBodies } from '../../../../infra/local/folder/damaged-bodies.ts'
import type { Fact } from '../../../../shared/cycle/facts.ts'
import { digestOf } from '../../../../shared/report/bytes/digest.ts'

const bytes = new TextEncoder().encode('{}')
const digest = digestOf(bytes)
const submission: Fact = {
  kind: 'submission',
  cycle: 'c',
  unit: 'finance',
  revision: 1,
  digest,
  at: '',
  by: 'wang',
  channel: 'form',
  nil: false,
}
const draft: Fact = {
  kind: 'draft',
  cycle: 'c',
  round: 1,
  digest,
  at: '',
  submissions: [],
  acts: 0,
  gaps: [],
  stages: [],
}
const check: Fact = {
  kind: 'check',
  cycle: 'c',
  round: 1,
  draft: '',
  body: digest,
  definition: '',
  at: '',
  blocking: 0,
  warnings: 0,
  returns: [],
  unexplained: [],
}
const { body: _, ...unnamed } = check
const kept = { [`submissions/${digest}.json`]: bytes, [`drafts/${digest}.json`]: bytes }

it.each<[string, Record<string, Uint8Array>, string[]]>([
  ['nothing', kept, []],
  ['a body that is gone', { [`submissions/${digest}.json`]: bytes }, ['body-missing']],
  [
    'a body with other bytes',
    { [`submissions/${digest}.json`]: new TextEncoder().encode('[]'), [`drafts/${digest}.json`]: bytes },
    ['body-changed'],
  ],
])('names %s', async (_, kept, expected) => {
  const store = { cycles: async () => ['c'], facts: async () => [submission, draft] }
  const found = await damagedBodies(store, { get: async (key) => kept[key] })
  expect(found.map(({ what }) => what)).toEqual(expected)
})

it.each<[string, Fact, Record<string, Uint8Array>, string[]]>([
  ['a check that is gone', check, {}, [`c checks/${digest}.json`]],
  ['none that is there', check, { [`checks/${digest}.json`]: bytes }, []],
  ['none of a check that names no body, as an earlier version wrote it', unnamed as Fact, {}, []],
])('names %s', async (_, fact, there, expected) => {
  const store = { cycles: async () => ['c'], facts: async () => [fact] }
  const found = await damagedBodies(store, { get: async (key) => there[key] })
  expect(found.map(({ where }) => where)).toEqual(expected)
})
