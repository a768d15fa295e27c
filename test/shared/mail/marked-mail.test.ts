import { expect, test } from 'vitest'
import { markedMail } from '../../../shared/mail/marked-mail.ts'
import { testTexts } from '../../../shared/words/trial-texts.ts'

test('a mail is marked in its subject, before its first word, and in the calendar', () => {
  const calendar = 'BEGIN:VEVENT\r\nSUMMARY:请填报\r\nDESCRIPTION:SUMMARY:不变\r\n'
  const mail = { subject: '请填报', text: '您好', html: '<html><body style="a"><p>您好</p>', calendar, to: 'a' }
  const marked = markedMail(mail, testTexts)
  expect(marked).toMatchObject({ subject: '【测试】请填报', to: 'a', text: expect.stringMatching(/^这是测试.*您好$/s) })
  expect(marked.html).toMatch(/^<html><body style="a"><p [^>]*>这是测试/)
  expect(marked.calendar).toBe('BEGIN:VEVENT\r\nSUMMARY:【测试】请填报\r\nDESCRIPTION:SUMMARY:不变\r\n')
  expect(markedMail({ subject: 's', text: 't', html: '<p>t' }, testTexts)).not.toHaveProperty('calendar')
})
