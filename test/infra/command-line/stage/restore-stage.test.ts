import { DeleteItemCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { reportStore } from '../../../../functions/aws/report-store.ts'
import { bringBack } from '../../../../infra/command-line/stage/restore-stage.ts'
import { cyclePartition } from '../../../../shared/contract/report-table.ts'
import { hasToLook, stampOf } from '../../../../shared/cycle/clock/timer-note.ts'
import type { ClearanceFact } from '../../../../shared/cycle/facts.ts'
import { createReportTable, type LocalTable, localTable, localTableName } from '../../../fixtures/dynalite-table.ts'

let table: LocalTable
beforeAll(async () => {
  table = await localTable()
  await createReportTable(table.client, 'restored')
})
afterAll(() => table?.stop())

it('a cycle that something was brought back into is looked at anew: by the timer, and by who goes by its stamp', async () => {
  const { client } = table
  const [store, restored] = [reportStore(client, localTableName), reportStore(client, 'restored')]
  const clearance: ClearanceFact = {
    ...{ kind: 'clearance', cycle: 'c', unit: 'water', revision: 1, digest: 'a'.repeat(64) },
    ...{ at: '2021-01-12T02:00:00.000Z', by: 'qin', choice: 'clear', reasons: [] },
  }
  for (const each of [store, restored]) await each.record(clearance)
  await restored.strikeWork('c', [], { at: clearance.at, until: '9999', since: clearance.at })
  const until = '2021-01-12T16:00:00.000Z'
  /** As the timer keeps it: the first is kept as one that is over. */
  const look = async (at: string) => {
    for (const _ of [1, 2]) await store.strikeWork('c', [], { at, until, since: at })
    return stampOf(await store.timerNote('c'))
  }
  const now = '2021-01-12T02:15:00.000Z'
  const stamp = await look(now)
  expect(hasToLook(await store.timerNote('c'), now)).toBe(false)

  const lost = { pk: { S: cyclePartition('c') }, sk: { S: 'unit/water#clearance#water#0001' } }
  await client.send(new DeleteItemCommand({ TableName: localTableName, Key: lost }))
  expect(await store.facts('c')).toEqual([])
  expect(await bringBack(client, { from: 'restored', to: localTableName })).toEqual({ back: 1, stood: 0 })
  expect(await store.facts('c')).toEqual([clearance])
  expect(hasToLook(await store.timerNote('c'), now)).toBe(true)
  expect(await look('2021-01-12T02:30:00.000Z')).not.toBe(stamp)
  expect(await bringBack(client, { from: 'restored', to: localTableName })).toEqual({ back: 0, stood: 1 })
})
