import { randomUUID } from 'node:crypto'
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { reportStore } from '../../../functions/aws/report-store.ts'
import { keyItem } from '../../../functions/aws/table/items.ts'
import { timerKey } from '../../../functions/aws/table/timer-notes.ts'
import { notedWork } from '../../../functions/door/noted-work.ts'
import type { ReportStore } from '../../../functions/services.ts'
import type { Fact } from '../../../shared/cycle/facts.ts'
import { type LocalTable, localTable, localTableName } from '../../fixtures/dynalite-table.ts'

const at = '2027-01-19T01:00:00.000Z'
const fact = {
  ...{ kind: 'submission', unit: 'police', revision: 1, digest: 'd', at, by: 'p', channel: 'form', nil: false },
} as unknown as Fact
let table: LocalTable
let store: ReportStore
beforeAll(async () => {
  table = await localTable()
  store = reportStore(table.client, localTableName)
})
afterAll(() => table?.stop())

/** A cycle whose item is as long as one may be: an earlier version noted every mail that failed, by its own name. */
async function fullCycle(): Promise<string> {
  const cycle = `c-${randomUUID()}`
  const note = async (n: number, from: number) => {
    const ids = Array.from({ length: n }, (_, i) => `begun:${String(from + i).padStart(32, '0')}@zwgk.shenyang.gov.cn`)
    await table.client.send(
      new UpdateItemCommand({
        TableName: localTableName,
        Key: keyItem(timerKey(cycle)),
        UpdateExpression: `SET ${ids.map((_, i) => `#${i} = :at`).join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(ids.map((id, i) => [`#${i}`, id])),
        ExpressionAttributeValues: { ':at': { S: at } },
      }),
    )
  }
  for (let n = 0; n < 4900; n += 100) await note(100, n)
  const fits = (n: number) =>
    note(1, n).then(
      () => true,
      () => false,
    )
  for (let n = 4900; await fits(n); n += 1);
  return cycle
}

test('a fact is kept though its note finds no room: what was noted is lost as a whole', {
  timeout: 60_000,
}, async () => {
  const cycle = await fullCycle()
  const own = { ...fact, cycle }
  const sent = await notedWork({ store }, async (noting) => {
    const kept = await noting.store.record(own)
    return { kept, begun: (await store.timerNote(cycle)).begun }
  })
  expect(sent.kept).toEqual({ recorded: true, fact: own })
  expect([...sent.begun.values()]).toEqual([at])
  expect(await store.timerNote(cycle)).toMatchObject({ begun: new Map() })
})

test('so is how the timer left it', { timeout: 60_000 }, async () => {
  const cycle = await fullCycle()
  const look = { at, until: '2027-01-19T16:00:00.000Z', run: cycle, since: '2027-01-18T01:00:00.000Z' }
  await store.strikeWork(cycle, [], look)
  expect(await store.timerNote(cycle)).toEqual({ look: { ...look, until: at, since: at }, begun: new Map() })
})

test('a table that refuses otherwise keeps the fact from being written', async () => {
  const missing = reportStore(table.client, 'no-such-table')
  const work = notedWork({ store: missing }, (noting) => noting.store.record({ ...fact, cycle: 'c' }))
  await expect(work).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
})
