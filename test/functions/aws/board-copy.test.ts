import { PutItemCommand } from '@aws-sdk/client-dynamodb'
import { expect, it } from 'vitest'
import { reportStore } from '../../../functions/aws/report-store.ts'
import { countedTable } from '../../../infra/local/counted/counted-table.ts'
import { boardPartition, reportTable } from '../../../shared/contract/report-table.ts'
import type { MailFact } from '../../../shared/cycle/facts/mail-facts.ts'

const cycle = 'c-2020'
const start = Date.parse('2021-01-12T02:00:00.000Z')
const [minute, hour] = [60_000, 3_600_000]

/** A board of five hundred mails of which a copy was kept at the start, seen by writers whose clocks are `behind`. */
async function keptBoard() {
  const table = countedTable()
  const clock = { at: start - hour }
  const store = (behind = 0) => reportStore(table.client, 'counted', undefined, () => clock.at - behind)
  const mail = (n: number): MailFact => ({
    ...{ kind: 'mail', cycle, duty: `invite/office/${String(n).padStart(4, '0')}`, to: 'w', template: 'invitation' },
    ...{ at: '2021-01-12T01:00:00.000Z', messageId: `m${n}` },
  })
  for (let n = 0; n < 500; n++) await store().record(mail(n))
  clock.at = start
  await store().keepBoard(cycle)
  /** How many mails a board shows, and what that reads. */
  async function shown(behind = 0) {
    const before = table.units.reads
    const facts = await store(behind).boardFacts(cycle)
    return { mails: facts.length, reads: table.units.reads - before }
  }
  return { table, clock, store, mail, shown }
}

it('is read from its copy and what came after, each once', async () => {
  const { clock, store, mail, shown } = await keptBoard()
  clock.at += minute
  await store().record(mail(500))
  const { mails, reads } = await shown()
  expect(mails).toBe(501)
  expect(reads).toBeLessThan(8)
})

it('shows what a writer wrote whose clock is four minutes slow; of ten minutes, on the next day', async () => {
  const { clock, store, mail, shown } = await keptBoard()
  await store(4 * minute).record(mail(500))
  expect((await shown()).mails).toBe(501)
  await store(10 * minute).record(mail(501))
  expect((await shown()).mails).toBe(501)
  clock.at += 24 * hour
  expect((await shown()).mails).toBe(502)
})

it('goes on from copy to copy, and what two of them hold is there once', async () => {
  const { clock, store, mail, shown } = await keptBoard()
  for (const from of [500, 900]) {
    clock.at += minute
    for (let n = from; n < from + 400; n++) await store().record(mail(n))
    await store().keepBoard(cycle)
    expect((await shown()).mails).toBe(from + 400)
  }
})

it('is read whole where a part of the copy is another’s', async () => {
  const { table, shown } = await keptBoard()
  const Item = { pk: { S: boardPartition(cycle) }, sk: { S: '0000' }, [reportTable.body]: { S: '2 1610416800000' } }
  await table.client.send(new PutItemCommand({ TableName: 'counted', Item }))
  const { mails, reads } = await shown()
  expect(mails).toBe(500)
  expect(reads).toBeGreaterThan(8)
})
