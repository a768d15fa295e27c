import { Socket } from 'node:net'
import { expect, it, vi } from 'vitest'
import { smtpTransport } from '../../../functions/smtp/transport.ts'
import { smtpServer } from '../../fixtures/smtp-server.ts'

it('waits ten minutes for the word after the last dot: whoever leaves before sends again what was delivered', async () => {
  const server = await smtpServer()
  const set = vi.spyOn(Socket.prototype, 'setTimeout')
  const transport = smtpTransport({ host: '127.0.0.1', port: server.port })
  await transport.sendMail({ envelope: { from: 'a@example.org', to: 'b@example.org' }, raw: 'Subject: a\r\n\r\nb' })
  expect(Math.max(...set.mock.calls.map(([milliseconds]) => milliseconds))).toBe(600_000)
  set.mockRestore()
  await server.stop()
})
