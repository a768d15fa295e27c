import { describe, expect, it } from 'vitest'
import { meaningOf, waitAfter } from '../../../functions/smtp/retry.ts'

it('waits longer and longer, and then every hour', () => {
  const waits = Array.from({ length: 9 }, (_, i) => waitAfter(i + 1) / 60_000)
  expect(waits).toEqual([1, 2, 5, 10, 20, 40, 60, 60, 60])
})

it.each([
  ['nobody of that name', { responseCode: 550, command: 'RCPT TO', code: 'EENVELOPE' }, 'refused'],
  ['taken for spam', { responseCode: 554, command: 'DATA', code: 'EMESSAGE' }, 'refused'],
  ['a full mailbox', { responseCode: 452, command: 'RCPT TO', code: 'EENVELOPE' }, 'later'],
  ['a wrong password, which is ours to mend', { responseCode: 535, command: 'AUTH PLAIN', code: 'EAUTH' }, 'closed'],
  [
    'a sender the relay does not know, likewise',
    { responseCode: 553, command: 'MAIL FROM', code: 'EENVELOPE' },
    'closed',
  ],
  ['a server that closes', { responseCode: 421, command: 'DATA', code: 'EMESSAGE' }, 'closed'],
  ['no server', { code: 'ECONNECTION' }, 'closed'],
  ['anything else', undefined, 'closed'],
])('%s', (_, error, meaning) => expect(meaningOf(error).meaning).toBe(meaning))

describe('what servers of the world answer to RCPT or DATA', () => {
  const said = (response: string) =>
    meaningOf({ response, responseCode: Number(response.slice(0, 3)), command: 'RCPT TO', code: 'EENVELOPE' }).meaning

  it.each([
    '550 Domain frequency limited. http://service.mail.qq.com/cgi-bin/help?subtype=1&&id=20022&&no=1000722', // QQ
    '550 Sender frequency limited',
    '550 Ip frequency limited',
    '550 Suspected spam sender.',
    '552 too many same size mails', // Coremail
    '553 host denies the sender',
    '554 rbl deny',
    '550 black ip',
    '451 MI:SFQ 163 smtp4, sending frequency too high', // NetEase
    '451 Requested mail action not taken: too much fail authentication',
    '554 Reject by behaviour spam ANTISPAM_BAT[01201311R196, c01a1]: too frequently sending', // Alibaba
    '552 Daily sending quota exceeded',
    '550 send spam mail rejected: exceeded hour limit',
    '550 5.4.5 Daily sending quota exceeded - gsmtp', // Google
    '550 5.1.90 Your message cannot be sent: you have reached your daily limit for message recipients', // Exchange
    '554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException; Failed to process message',
    '554 5.7.0 Your message could not be sent. The limit on the number of allowed outgoing messages was exceeded.', // Plesk
    '550 Domain office.example has exceeded the max emails per hour (51/50 (102%)) allowed.', // cPanel
    '554 5.7.1 <wang@x.example>: Relay access denied', // Postfix, which tells of the sender only here
    '553 5.7.1 <office@y.example>: Sender address rejected: not owned by user report',
    '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org',
    '530 5.7.0 Authentication required',
  ])('is about us, and will be so for the next mail: %s', (response) => expect(said(response)).toBe('closed'))

  it.each([
    '550 Mailbox not found. http://service.mail.qq.com/cgi-bin/help?subtype=1&&id=20022&&no=1000728',
    '550 Mailbox unavailable or access denied',
    '550 Mail is rejected by recipients',
    '550 5.1.1 <sender.limit@x.example>: Recipient address rejected: User unknown in virtual mailbox table',
    '550 5.1.1 User unknown; too many of these',
    '550-5.1.1 The email account that you tried to reach does not exist.\n550 5.1.1 https://support.google.com/mail/?p=rate',
    '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient limit@x.example not found by SMTP address lookup',
    '550 5.2.1 Mailbox disabled, not accepting messages',
    '550 No such user here (relay.x.example)',
    '550 5.7.1 Delivery not authorized, message refused',
    '554 5.7.1 Message rejected as spam',
    '552 5.3.4 Message size exceeds fixed limit',
    '550 5.2.3 Message length exceeds administrative limit',
    '552 message is too long',
  ])('is about this person or this mail, for good: %s', (response) => expect(said(response)).toBe('refused'))

  it.each([
    '552 5.2.2 Mailbox of the user is over quota',
    '552 5.2.2 Mailbox full',
    '552 Quota exceeded (mailbox for user is full)',
    '550-5.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional messages',
    '450 4.2.1 The user you are trying to contact is receiving mail too quickly.',
    '450 4.2.0 Recipient address rejected: Greylisted, see http://postgrey.example/help',
    '451 4.7.1 Please try again later',
  ])('is about this person, for now: %s', (response) => expect(said(response)).toBe('later'))
})

it('keeps what happened, and not the server’s words, which may hold an address', () => {
  const error = Object.assign(new Error('550 <wang@x.example> unknown'), { responseCode: 550, code: 'EENVELOPE' })
  expect(meaningOf(error).problem).toBe('EENVELOPE 550')
})
