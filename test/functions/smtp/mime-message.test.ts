import { spawnSync } from 'node:child_process'
import { simpleParser } from 'mailparser'
import { expect, test } from 'vitest'
import type { MailMessage } from '../../../functions/services.ts'
import { mimeMessage } from '../../../functions/smtp/mime-message.ts'

const message: MailMessage = {
  messageId: 'a1@lianbao.example',
  cycle: 'tongjiang-2020',
  to: { name: '王秀英', address: 'wang@example.org' },
  subject: '请填报：信息公开年报，1月22日前',
  text: '正文',
  html: '<p>正文</p>',
  date: '2021-01-04T01:00:00.991Z',
}
const sender = { name: '政务公开办', address: 'office@lianbao.example', phone: '1' }

test('the date is one that RFC 5322 knows', async () => {
  const text = (await mimeMessage(message, sender)).toString('utf8')
  expect(/^Date: (.*)\r$/m.exec(text)?.[1]).toBe('Mon, 04 Jan 2021 01:00:00 +0000')
})

test('a file goes along as it is, under a name in any letters', async () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, n) => n)
  const filename = '已报数据 TJ20-1.xlsx'
  const sent = await mimeMessage(
    { ...message, attachment: { filename, contentType: 'application/x-test', bytes } },
    sender,
  )
  const { attachments } = await simpleParser(sent)
  expect(attachments.map((one) => [one.filename, one.contentType, [...one.content]])).toEqual([
    [filename, 'application/x-test', [...bytes]],
  ])
})

const read = `
import sys, json, email, email.policy
m = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
defects = [str(d) for h in ('Date', 'To', 'From', 'Subject', 'Message-ID') for d in m[h].defects] + [str(d) for d in m.defects]
print(json.dumps({'defects': defects, 'date': m['Date'].datetime.isoformat(), 'to': str(m['To']), 'subject': str(m['Subject'])}))
`
const python = spawnSync('python3', ['--version']).status === 0

// Our own parser forgives what others do not.
test.skipIf(!python)('a foreign parser finds nothing wrong with it', async () => {
  const { stdout } = spawnSync('python3', ['-c', read], { input: await mimeMessage(message, sender) })
  expect(JSON.parse(stdout.toString())).toEqual({
    defects: [],
    date: '2021-01-04T01:00:00+00:00',
    to: '王秀英 <wang@example.org>',
    subject: '请填报：信息公开年报，1月22日前',
  })
})
