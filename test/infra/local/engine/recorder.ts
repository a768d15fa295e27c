import { startLocal } from '../../../../infra/local/trial/local.ts'

// A process to be killed: records facts and sends mails, and says the number of each only once it was told that it is kept.
const [folder = '', from = '0'] = process.argv.slice(2)
const local = await startLocal({ folder, clock: '2021-01-04T00:00:00.000Z' })
await local.services.workflow.start('run-1', { cycle: 'c-1' })
for (let n = Number(from); ; n++) {
  const id = String(n).padStart(6, '0')
  await local.services.store.record({
    kind: 'act',
    cycle: 'c-1',
    n: n + 1,
    id,
    at: local.clock.now(),
    by: 'office-li',
    reason: '核对',
    act: 'hold',
  })
  const to = { name: '李', address: 'li@example.gov' }
  await local.services.mailer.send({
    messageId: `${id}@example.gov`,
    cycle: 'city-2025',
    to,
    subject: id,
    text: id,
    html: id,
    date: local.clock.now(),
  })
  process.stdout.write(`${n}\n`)
}
