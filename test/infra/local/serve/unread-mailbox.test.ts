import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Office, startOffice } from '../../../../infra/local/serve/office.ts'
import { readServeSettings } from '../../../../infra/local/serve/serve-settings.ts'
import { dovecot, hasDovecot } from '../../../fixtures/dovecot.ts'
import { freePort } from '../../../fixtures/free-port.ts'

describe.skipIf(!hasDovecot)('a mailbox that cannot be read', () => {
  let server: Awaited<ReturnType<typeof dovecot>>
  let office: Office
  let folder: string
  const authority = () => join(folder, 'authority.pem')
  beforeAll(async () => {
    server = await dovecot(await freePort())
    folder = await mkdtemp(join(tmpdir(), 'lianbao-unread-'))
    const settings = JSON.stringify({
      baseUrl: 'https://report.example',
      listen: { port: await freePort() },
      sender: { name: '政务公开办', address: 'report@office.example', phone: '0454-1' },
      smtp: { host: '127.0.0.1', port: await freePort() },
      imap: { ...server.account, ca: authority() }, // which is not there yet
    })
    await writeFile(join(folder, 'settings.json'), settings)
    office = await startOffice({ folder, settings: readServeSettings(settings) })
  })
  afterAll(async () => {
    await office?.stop()
    await server?.stop()
    await rm(folder, { recursive: true, force: true })
  })
  const said = async () =>
    [...(await readFile(join(folder, 'lianbao.log'), 'utf8')).matchAll(/"(mailbox-[\w-]+)"/g)].map(([, code]) => code)

  it('is said once when it begins and once when it is over', async () => {
    for (let turn = 0; turn < 3; turn++) await office.readReturned()
    expect(await said()).toEqual(['mailbox-unread'])
    expect(office.vitals().unreadSince).toBeDefined()
    await writeFile(authority(), await readFile(`${server.account.ca}`))
    for (let turn = 0; turn < 3; turn++) await office.readReturned()
    expect(await said()).toEqual(['mailbox-unread', 'mailbox-read-again'])
    expect(office.vitals()).not.toHaveProperty('unreadSince')
  })
})
