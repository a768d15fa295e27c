import { expect, it } from 'vitest'
import { meaningOf, waitAfter } from '../../../functions/smtp/retry.ts'

it('waits longer and longer, and then every hour', () => {
  const waits = Array.from({ length: 9 }, (_, i) => waitAfter(i + 1) / 60_000)
  expect(waits).toEqual([1, 2, 5, 10, 20, 40, 60, 60, 60])
})

it.each([
  ['nobody of that name', { responseCode: 550, command: 'RCPT TO', code: 'EENVELOPE' }, 'refused'],
  ['taken for spam', { responseCode: 554, command: 'DATA', code: 'EMESSAGE' }, 'refused'],
  ['a full mailbox', { responseCode: 452, command: 'RCPT TO', code: 'EENVELOPE' }, 'later'],
  ['a wrong password, which is ours to mend', { responseCode: 535, command: 'AUTH PLAIN', code: 'EAUTH' }, 'later'],
  [
    'a sender the relay does not know, likewise',
    { responseCode: 553, command: 'MAIL FROM', code: 'EENVELOPE' },
    'later',
  ],
  ['no server', { code: 'ECONNECTION' }, 'later'],
  ['anything else', undefined, 'later'],
])('%s', (_, error, meaning) => expect(meaningOf(error).meaning).toBe(meaning))

it('keeps what happened, and not the server’s words, which may hold an address', () => {
  const error = Object.assign(new Error('550 <wang@x.example> unknown'), { responseCode: 550, code: 'EENVELOPE' })
  expect(meaningOf(error).problem).toBe('EENVELOPE 550')
})
