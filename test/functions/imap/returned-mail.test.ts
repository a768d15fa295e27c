import { expect, it } from 'vitest'
import { returnedMail } from '../../../functions/imap/returned-mail.ts'

const id = '0123456789abcdef0123456789abcdef@example.gov.cn'
const original = `Message-ID: <${id}>\nX-Lianbao-Cycle: city-2026\nFrom: office@example.gov.cn\nSubject: =?UTF-8?B?6K+35aGr5oql?=\n`

/** A report as Postfix, Exchange and Coremail send it; action and quoted part vary. */
const report = (action: string, quoted = `--b\nContent-Type: text/rfc822-headers\n\n${original}\n`, extra = '') =>
  `From: MAILER-DAEMON@mx.example (Mail Delivery System)
To: office@example.gov.cn
Subject: Undelivered Mail Returned to Sender
${extra}Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

I'm sorry to have to inform you that your message could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; wang@finance.example
Action: ${action}
Status: 5.1.1

${quoted}--b--
`
const plain = (headers: string, body: string) =>
  `${headers}\nTo: office@example.gov.cn\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n${body}\n`

it.each<[string, string, string | undefined, string | undefined]>([
  ['a failure', report('failed'), 'bounced', 'city-2026'],
  [
    'a failure with the whole mail',
    report('failed', `--b\nContent-Type: message/rfc822\n\n${original}\nhello\n\n`),
    'bounced',
    'city-2026',
  ],
  [
    'a failure that quotes nothing, but refers to the mail',
    report('failed', '', `In-Reply-To: <${id}>\n`),
    'bounced',
    undefined,
  ],
  ['a delay', report('delayed'), 'delayed', 'city-2026'],
  ['an arrival', report('delivered'), 'delivered', 'city-2026'],
  ['a mail passed on', report('relayed'), undefined, undefined],
  [
    'one of several that failed',
    report('delivered\n\nFinal-Recipient: rfc822; li@x.example\nAction: failed'),
    'bounced',
    'city-2026',
  ],
  [
    'a provider’s own form',
    plain('From: PostMaster@qq.example', `退信原因：收件人不存在\n原邮件 ${id}`),
    'bounced',
    undefined,
  ],
  [
    'being on leave',
    plain(`From: wang@finance.example\nAuto-Submitted: auto-replied\nIn-Reply-To: <${id}>`, '我在休假。'),
    'auto-replied',
    undefined,
  ],
  [
    'a person who answers',
    plain(`From: wang@finance.example\nIn-Reply-To: <${id}>`, '收到，谢谢。'),
    undefined,
    undefined,
  ],
  [
    'a report on a mail that is not ours',
    report('failed', '--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <a@b.example>\n\n'),
    undefined,
    undefined,
  ],
  [
    'another domain',
    report('failed', `--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <${id.replace('gov.cn', 'org')}>\n\n`),
    undefined,
    undefined,
  ],
  ['nothing at all', '', undefined, undefined],
])('%s', async (_, mail, event, cycle) => {
  const read = await returnedMail(Buffer.from(mail.replaceAll('\n', '\r\n')), 'example.gov.cn')
  expect(read).toEqual(event && { ...(cycle && { cycle }), messageId: id, event })
})
