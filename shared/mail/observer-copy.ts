import { shownDate } from '../calendar/shown-date.ts'
import type { LocalizedText } from '../report/report-definition.ts'
import { type Mail, type MailFrame, mailOf } from './layout.ts'

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
  const t = texts[language]
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
  zh: {
    comma: '、',
    subject: (report: string, stage: string) => `抄送：${report}已送${stage}`,
    lead: (report: string) => `《${report}》已送出签批，抄送给您知道。`,
    stage: '环节',
    stageRound: (stage: string, round: number) => `${stage}（第${round}轮）`,
    asked: '请谁签批',
    due: '答复期限',
    digest: '稿件校验码前16位',
    nothing: '不用您做什么。公布后会再发邮件告诉您。',
  },
  en: {
    comma: ', ',
    subject: (report: string, stage: string) => `Copy: ${report} is with ${stage}`,
    lead: (report: string) => `“${report}” has been sent for sign-off; this is your copy.`,
    stage: 'Stage',
    stageRound: (stage: string, round: number) => `${stage} (round ${round})`,
    asked: 'Asked',
    due: 'Answer due',
    digest: 'Draft, first 16 of its digest',
    nothing: 'There is nothing for you to do. You will hear when the report is published.',
  },
}
