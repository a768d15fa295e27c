import { expect, test } from 'vitest'
import { publishedMail } from '../../../shared/mail/everybody-mails.ts'
import { type ActOnUnit, officeActMail } from '../../../shared/mail/office/office-mails.ts'
import { confirmationTexts } from '../../../shared/words/approver/confirmation-texts.ts'
import { decisionBarTexts } from '../../../shared/words/approver/decision-bar-texts.ts'
import { formTexts } from '../../../shared/words/clerk/desk.ts'
import { sliceTexts } from '../../../shared/words/clerk/slice-texts.ts'
import { leaderMails } from '../../../shared/words/mails/leader-mails.ts'

const frame = {
  language: 'zh',
  report: '年报',
  short: '2020年信息公开年报',
  person: { name: '孙丽华' },
  requester: { name: '林晓燕', phone: '0454-2920000' },
  sender: '政务公开办',
  zone: 'Asia/Shanghai',
} as const
const [unit, name] = [
  { zh: '财政局', en: 'Finance' },
  { zh: '财政和金融局', en: 'Finance' },
]

test.each<ActOnUnit>([{ act: 'exempt' }, { act: 'leave' }, { act: 'rename', name }])(
  'who gets no link is sent to no page: $act',
  (done) => {
    const link = { url: 'https://x/open#y', code: 'A' }
    expect(officeActMail({ ...frame, unit, done, reason: '合并' }).text).not.toContain('打开填报页')
    expect(officeActMail({ ...frame, unit, done, reason: '合并', link }).text).toContain('打开填报页')
  },
)

test('what is never public has no date of publication', () => {
  const given = { ...frame, whose: name, version: 1, published: '2021-02-03', legal: '2021-03-31', manifest: 'c' }
  expect(publishedMail(given).text).not.toMatch(/公布日期|Published/)
  expect(publishedMail({ ...given, url: 'https://x/' }).text).toContain('公布日期')
})

test.each(['zh', 'en'] as const)('the leader’s mail names the buttons of the page (%s)', (language) => {
  const said = leaderMails.confirmationRequest.choose[language]
  for (const { [language]: button } of [confirmationTexts.agree, decisionBarTexts.return, confirmationTexts.return])
    expect(said).toContain(`“${button}”`)
})

test.each(['zh', 'en'] as const)('what the form says next names the button it has (%s)', (language) => {
  for (const said of [sliceTexts.passed(3), sliceTexts.zeroed])
    expect(said[language]).toContain(`“${formTexts.review[language]}”`)
})
