import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, createServer as createSocketServer, type Server } from 'node:net'
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { afterEach, expect, it } from 'vitest'
import { smtpMailer } from '../../../functions/aws/mail/smtp-mailer.ts'
import { clientOf } from '../../../functions/aws/named-calls.ts'

const peers: Server[] = []
afterEach(() => {
  for (const peer of peers.splice(0)) peer.close()
})
async function listening(server: Server): Promise<number> {
  peers.push(server.listen(0, '127.0.0.1'))
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

it('an account that was corrected after a mail could not leave is taken for the next one', async () => {
  const asked: string[] = []
  const relay = (name: string) =>
    listening(
      createSocketServer((socket) => {
        asked.push(name)
        socket.end('554 not with this account\r\n')
      }),
    )
  const [wrong, right] = [await relay('wrong'), await relay('right')]
  let account = { host: '127.0.0.1', port: wrong, user: 'report', password: 'p' }
  const secrets = createServer((_, response) => response.end(JSON.stringify({ SecretString: JSON.stringify(account) })))
  const client = clientOf(SecretsManagerClient, {
    region: 'eu-west-1',
    endpoint: `http://127.0.0.1:${await listening(secrets)}`,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  })
  const sender = { SENDER_NAME: '年报', SENDER_ADDRESS: 'report@example.org', SENDER_PHONE: '1' }
  const mailer = smtpMailer({ ...sender, SMTP_SECRET: 's', MAILS_PER_SECOND: 1_000 }, client)
  const message = { messageId: 'm@example.org', cycle: 'c', subject: '提醒', text: '请填报', html: '<p>请填报</p>' }
  const mail = { ...message, to: { name: '王芳', address: 'wang@example.org' }, date: '2021-01-05T08:00:00.000Z' }
  await expect(mailer.send(mail)).rejects.toThrow()
  account = { ...account, port: right }
  await expect(mailer.send(mail)).rejects.toThrow()
  expect(asked).toEqual(['wrong', 'right'])
})
