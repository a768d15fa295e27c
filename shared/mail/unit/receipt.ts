import { shownMoment } from '../../calendar/shown-date.ts'
import type { LocalizedText } from '../../report/report-definition.ts'
import { wordsIn } from '../../words/words-in.ts'
import { type Mail, type MailFrame, mailOf } from '../layout.ts'

/** What was received, for the unit's files. Has no link: nothing is to be done. */
export function receiptMail(
  given: MailFrame & {
    unit: LocalizedText
    number: string
    at: string
    zone: string
    digest: string
    /** Who confirms next, where the report asks for it. */
    leader?: string
  },
): Mail {
  const { language, report } = given
  const t = wordsIn(texts, language)
  return mailOf(given, {
    subject: t.subject(report, given.unit[language], given.number),
    lead: [
      t.lead(given.unit[language], report),
      {
        facts: [
          [t.number, given.number],
          [t.at, shownMoment(given.at, given.zone, language)],
          [t.digest, given.digest],
        ],
      },
      given.leader ? t.next(given.leader) : t.complete,
    ],
  })
}

const texts = {
  subject: (report: string, unit: string, number: string) => ({
    zh: `已收到：${unit}，回执 ${number}（${report}）`,
    en: `Received: ${unit}, receipt ${number} (${report})`,
  }),
  lead: (unit: string, report: string) => ({
    zh: `已经收到${unit}填报的《${report}》。请留存这张回执。`,
    en: `The slice of ${unit} for “${report}” has been received. Please keep this receipt.`,
  }),
  number: { zh: '回执号', en: 'Receipt' },
  at: { zh: '收到时间', en: 'Received' },
  digest: { zh: '内容摘要', en: 'Digest' },
  next: (leader: string) => ({
    zh: `下一步由${leader}确认。您不用再做什么，有退回会另发邮件。`,
    en: `Next, ${leader} confirms. You need do nothing more; a return would reach you by mail.`,
  }),
  complete: {
    zh: '您不用再做什么，有退回会另发邮件。',
    en: 'You need do nothing more; a return would reach you by mail.',
  },
}
