import { shownDate } from '../pages/shown-date.ts'
import type { LocalizedText } from '../report-definition.ts'
import { type Mail, type MailFrame, type MailLink, mailOf } from './layout.ts'

/** Goes only to who owes something now. */
export function reminderMail(
  given: MailFrame & {
    what: 'submit' | 'confirm' | 'decide'
    /** The unit, or the sign-off stage. */
    subject: LocalizedText
    /** Civil date. */
    due: string
    /** Days until then: 0 on the day, negative when late. */
    daysLeft: number
    link: Omit<MailLink, 'label'>
    /** confirm, decide. */
    decisionCode?: string
  },
): Mail {
  const { language, report, what, daysLeft } = given
  const due = shownDate(given.due, language)
  const t = texts[language]
  const left = daysLeft > 0 ? t.left(daysLeft) : daysLeft === 0 ? t.today : t.late(-daysLeft)
  return mailOf(given, {
    subject: t.subject(report, given.subject[language], t.what[what], left),
    lead: [t.lead(report, given.subject[language], t.what[what], due, left), t.done],
    ...(given.decisionCode && { decisionCode: given.decisionCode }),
    link: { ...given.link, label: t.open[what] },
  })
}

const texts = {
  zh: {
    what: { submit: '填报', confirm: '确认', decide: '审签' },
    open: { submit: '打开填报页', confirm: '查看并确认', decide: '查看并审签' },
    left: (days: number) => `还有${days}天`,
    today: '今天到期',
    late: (days: number) => `已超过${days}天`,
    subject: (report: string, subject: string, what: string, left: string) =>
      `提醒：${report}，${subject}待${what}，${left}`,
    lead: (report: string, subject: string, what: string, due: string, left: string) =>
      `《${report}》还在等您${what}（${subject}），期限是${due}，${left}。`,
    done: '刚刚办完的话，请不用理会这封邮件。',
  },
  en: {
    what: { submit: 'submission', confirm: 'confirmation', decide: 'decision' },
    open: { submit: 'Open the form', confirm: 'Review and confirm', decide: 'Review and decide' },
    left: (days: number) => (days === 1 ? '1 day left' : `${days} days left`),
    today: 'due today',
    late: (days: number) => (days === 1 ? '1 day late' : `${days} days late`),
    subject: (report: string, subject: string, what: string, left: string) =>
      `Reminder: ${report}, ${subject}, ${what}, ${left}`,
    lead: (report: string, subject: string, what: string, due: string, left: string) =>
      `“${report}” is waiting for your ${what} (${subject}). It is due on ${due}: ${left}.`,
    done: 'If you have just done it, please disregard this mail.',
  },
}
