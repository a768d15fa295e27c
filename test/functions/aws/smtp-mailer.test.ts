import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { expect, test } from 'vitest'
import { smtpMailer } from '../../../functions/aws/mail/smtp-mailer.ts'
import { clientOf } from '../../../functions/aws/named-calls.ts'
import { type MailMessage, MailRefused } from '../../../functions/services.ts'
import { smtpServer } from '../../fixtures/smtp-server.ts'

/** A key and a certificate of localhost that this process trusts. */
function ownCertificate(): { key: string; cert: string } {
  const folder = mkdtempSync(join(tmpdir(), 'lianbao-smtp-'))
  const at = (name: string) => join(folder, name)
  const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2']
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
  spawnSync('openssl', [...request, ...names, '-keyout', at('key.pem'), '-out', at('cert.pem')])
  const [key, cert] = ['key.pem', 'cert.pem'].map((name) => readFileSync(at(name), 'utf8')) as [string, string]
  rmSync(folder, { recursive: true })
  setDefaultCACertificates([...getCACertificates('default'), cert])
  return { key, cert }
}

/** A Secrets Manager of one secret over HTTP. */
async function keeping(secret: unknown) {
  const server = createServer((_, answer) => answer.end(JSON.stringify({ SecretString: JSON.stringify(secret) })))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const client = clientOf(SecretsManagerClient, {
    region: 'local',
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  })
  return { client, stop: () => server.close() }
}

const mailTo = (address: string): MailMessage => ({
  messageId: `${address.slice(0, 4)}@example.gov.cn`,
  cycle: 'city-2026',
  to: { name: '王芳', address },
  subject: '请填报',
  text: '请填报',
  html: '<p>请填报</p>',
  date: '2026-01-05T08:00:00.000Z',
})

test('a relay’s refusal for good is told apart from one that passes, and says nothing of whom', async () => {
  const codes: Record<string, number> = { 'gone@example.org': 550, 'busy@example.org': 450 }
  const relay = await smtpServer({ secured: ownCertificate(), refuses: (address) => codes[address] })
  const secrets = await keeping({ host: 'localhost', port: relay.port, user: 'office', password: 'secret' })
  const sender = { SENDER_NAME: '政务公开办', SENDER_ADDRESS: 'office@example.gov.cn', SENDER_PHONE: '0454-1' }
  const mailer = smtpMailer({ ...sender, SMTP_SECRET: 'smtp', MAILS_PER_SECOND: 1000 }, secrets.client)
  const sent = (address: string) => mailer.send(mailTo(address)).catch((error: unknown) => error)
  const refused = await sent('gone@example.org')
  expect(refused).toBeInstanceOf(MailRefused)
  expect(String(refused)).not.toContain('gone@')
  expect(await sent('busy@example.org')).not.toBeInstanceOf(MailRefused)
  expect(await sent('busy@example.org')).toMatchObject({ responseCode: 450 })
  // What one mailbox does not take for days comes back, as from the queue of one machine; a closed relay ends no mail.
  const since = (day: string) =>
    mailer.send({ ...mailTo('busy@example.org'), since: `${day}T08:00:00.000Z` }).catch((error: unknown) => error)
  expect(await since('2026-01-01')).toMatchObject({ responseCode: 450 })
  expect(await since('2025-12-31')).toBeInstanceOf(MailRefused)
  expect(await sent('here@example.org')).toBeUndefined()
  expect(relay.received).toHaveLength(1)
  secrets.stop()
  await relay.stop()
})
