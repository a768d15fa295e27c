import { shownDate, shownMoment } from '../../calendar/shown-date.ts'
import type { LocalizedText } from '../../report/report-definition.ts'
import { wordsIn } from '../../words/words-in.ts'
import { type Mail, type MailFrame, type MailLink, mailOf } from '../layout.ts'

/** The unit's leader is asked to confirm what the unit has sent. */
export function confirmationRequestMail(
  given: MailFrame & {
    unit: LocalizedText
    /** Civil date; absent when it is past. */
    due?: string
    submitter: string
    revision: number
    /** Instant, and the zone it is shown in. */
    at: string
    zone: string
    digest: string
    link: Omit<MailLink, 'label'>
    decisionCode: string
  },
): Mail {
  const { language, report } = given
  const unit = given.unit[language]
  const due = given.due && shownDate(given.due, language)
  const t = wordsIn(texts, language)
  return mailOf(given, {
    subject: t.subject(report, unit, due),
    lead: [
      t.lead(unit, given.submitter, report, due),
      {
        facts: [
          [t.revision, t.nth(given.revision)],
          [t.at, shownMoment(given.at, given.zone, language)],
          [t.digest, given.digest.slice(0, 16)],
        ],
      },
      t.choose,
    ],
    decisionCode: given.decisionCode,
    link: { ...given.link, label: t.open },
  })
}

const texts = {
  subject: (report: string, unit: string, due: string | undefined) => ({
    zh: `请确认：${unit}填报的内容，${due ? `${due}前` : '尽快'}（${report}）`,
    en: `Please confirm ${due ? `by ${due}` : 'soon'}: what ${unit} submitted (${report})`,
  }),
  lead: (unit: string, submitter: string, report: string, due: string | undefined) => ({
    zh: `${unit}的${submitter}已经填报《${report}》中本单位的部分，请您${due ? `在${due}（含当天）前` : '尽快'}审查确认。`,
    en: `${submitter} of ${unit} has submitted the unit’s slice of “${report}”. Please review and confirm it ${due ? `by ${due} (that day included)` : 'as soon as you can'}.`,
  }),
  revision: { zh: '版本', en: 'Revision' },
  nth: (n: number) => ({ zh: `第${n}次提交`, en: String(n) }),
  at: { zh: '提交时间', en: 'Submitted' },
  digest: { zh: '内容摘要', en: 'Digest' },
  choose: {
    zh: '打开页面可以看到全部数据和说明，再选择“确认”或者“退回修改”，并填上下面的6位数字。只打开页面不算确认。',
    en: 'The page shows every figure and remark. Choose “Confirm” or “Return” there and type the six digits below. Opening the page confirms nothing.',
  },
  open: { zh: '查看并确认', en: 'Review and confirm' },
}
