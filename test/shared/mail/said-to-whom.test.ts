import { describe, expect, test } from 'vitest'
import type { MailFrame } from '../../../shared/mail/layout.ts'
import { decisionCodeMail, wrongCodesMail } from '../../../shared/mail/link-mails.ts'
import { confirmationRequestMail } from '../../../shared/mail/unit/leader-mails.ts'
import { type ClearanceUnit, clearancePage } from '../../../shared/pages/office/clearance-page.ts'
import { compileDefinition } from '../../../shared/report/cells.ts'
import { cycleWith, definition } from '../../fixtures/tongjiang-2020.ts'

const frame: MailFrame = {
  ...{ report: '青禾县年报', short: '年报', person: { name: '林燕' }, sender: '经办机构' },
  ...{ language: 'zh', requester: { name: '林燕', phone: '1' }, zone: 'Asia/Shanghai' },
}

describe('a mail about digits sends nobody to themselves', () => {
  test.each([
    [false, /告诉经办人/, /管理本系统的人/],
    [true, /管理本系统的人/, /经办人[，。]|告诉经办人/],
  ])('read by the office: %s', (toOffice, says, never) => {
    const mails = [
      decisionCodeMail({ ...frame, purpose: 'board', digits: '123456', toOffice }),
      wrongCodesMail({ ...frame, tries: 5, locked: false, toOffice }),
    ]
    for (const { text } of mails) {
      expect(text).toMatch(says)
      expect(text).not.toMatch(never)
    }
  })
})

const through = { zh: '由经办机构（林燕）出具的链接办理', en: 'done through a link that the office had made' }

test('a leader reads in the mail that the slice came through a link of the office, and only then', () => {
  const link = { url: 'https://x.example/open#t', code: 'C', until: '1月29日' }
  const given = { ...frame, link, unit: through, submitter: '王英', revision: 2, at: '2021-01-25T01:00:00.000Z' }
  const mail = (more: object) =>
    confirmationRequestMail({ ...given, digest: 'a'.repeat(64), decisionCode: '123456', ...more })
  expect(mail({ unit: { zh: '财政局', en: 'F' }, through: through.zh }).text).toContain(`怎么报的：${through.zh}`)
  expect(mail({ unit: { zh: '财政局', en: 'F' } }).text).not.toContain('怎么报的')
})

test('the list of units’ reports that wait to be cleared says it too', () => {
  const unit: ClearanceUnit = {
    ...{ id: 'finance', name: { zh: '财政局', en: 'F' }, withdrawn: false },
    standing: 'to-clear',
    newest: { revision: 2, digest: 'd' },
  }
  const page = (more: object) =>
    clearancePage({
      ...{ language: 'zh', report: '年报', holder: '林燕', contact: { name: 'n', phone: '1' }, formToken: 't' },
      ...{ before: true, units: [{ ...unit, ...more }], zone: 'Asia/Shanghai', problems: [], typed: {}, done: false },
    })
  expect(page({ through })).toContain(through.zh)
  expect(page({})).not.toContain('出具的链接')
  // And so does the page of one of them.
  const { draft, state } = cycleWith()
  const chosen = { compiled: compileDefinition(definition), roles: [], draft }
  const one = (more: object) =>
    clearancePage({
      ...{ language: 'zh', report: '年报', holder: '林燕', contact: { name: 'n', phone: '1' }, formToken: 't' },
      ...{ before: true, units: [], zone: state.opening.zone, problems: [], typed: {}, done: false },
      chosen: { ...chosen, unit: { ...unit, ...more } },
    })
  expect(one({ through })).toContain(through.zh)
  expect(one({})).not.toContain('出具的链接')
})
