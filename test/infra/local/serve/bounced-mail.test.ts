import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startOffice } from '../../../../infra/local/serve/office.ts'
import { readServeSettings } from '../../../../infra/local/serve/serve-settings.ts'
import type { Fact } from '../../../../shared/cycle/facts.ts'
import { freePort } from '../../../fixtures/free-port.ts'
import { smtpServer } from '../../../fixtures/smtp-server.ts'
import { until } from '../../../journeys/first-office.ts'

it('a mail that is refused has the timer look the same day', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lianbao-bounced-'))
  const server = await smtpServer({ refuses: () => 550 })
  const settings = JSON.stringify({
    baseUrl: 'https://report.example',
    listen: { port: await freePort() },
    sender: { name: '政务公开办', address: 'report@office.example', phone: '0454-1' },
    smtp: { host: '127.0.0.1', port: server.port },
  })
  await writeFile(join(folder, 'settings.json'), settings)
  const office = await startOffice({ folder, settings: readServeSettings(settings) })
  try {
    const { store, mailer, clock } = office.services
    const [cycle, messageId, date] = ['city-2025', 'one@office.example', clock.now()]
    const to = { name: '王芳', address: 'wang@unit.example' }
    await store.record({ kind: 'mail', cycle, at: date, duty: 'invite', to: 'wang', messageId } as Fact)
    await mailer.send({ messageId, cycle, to, subject: '请填报', text: '', html: '', date })
    const { at } = await until(async () => (await store.factsOf(cycle, 'delivery'))[0])
    expect([...(await store.timerNote(cycle)).begun.values()]).toEqual([at])
  } finally {
    await office.stop()
    await server.stop()
    await rm(folder, { recursive: true })
  }
})
