import { shownDate } from '../../calendar/shown-date.ts'
import type { LocalizedText } from '../../report/report-definition.ts'
import { wordsIn } from '../../words/words-in.ts'
import { type Mail, type MailFrame, mailOf } from '../layout.ts'

/** Somebody who gets copies hears that a stage was asked. There is nothing for them to do, so there is no link. */
export function observerCopyMail(
  given: MailFrame & {
    stage: LocalizedText
    round: number
    /** Names of who was asked. */
    asked: string[]
    /** Civil date. */
    due: string
    /** Digest of the draft, hex. */
    draft: string
  },
): Mail {
  const { language, report, asked, round } = given
  const t = wordsIn(texts, language)
  const stage = given.stage[language]
  return mailOf(given, {
    subject: t.subject(report, stage),
    lead: [
      t.lead(report),
      {
        facts: [
          [t.stage, round > 1 ? t.stageRound(stage, round) : stage],
          [t.asked, asked.join(t.comma)],
          [t.due, shownDate(given.due, language)],
          [t.digest, given.draft.slice(0, 16)],
        ],
      },
      t.nothing,
    ],
  })
}

const texts = {
  comma: { zh: '、', en: ', ' },
  subject: (report: string, stage: string) => ({
    zh: `抄送：${report}已送${stage}`,
    en: `Copy: ${report} is with ${stage}`,
  }),
  lead: (report: string) => ({
    zh: `《${report}》已送出签批，抄送给您知道。`,
    en: `“${report}” has been sent for sign-off; this is your copy.`,
  }),
  stage: { zh: '环节', en: 'Stage' },
  stageRound: (stage: string, round: number) => ({ zh: `${stage}（第${round}轮）`, en: `${stage} (round ${round})` }),
  asked: { zh: '请谁签批', en: 'Asked' },
  due: { zh: '答复期限', en: 'Answer due' },
  digest: { zh: '稿件校验码前16位', en: 'Draft, first 16 of its digest' },
  nothing: {
    zh: '不用您做什么。公布后会再发邮件告诉您。',
    en: 'There is nothing for you to do. You will hear when the report is published.',
  },
}
