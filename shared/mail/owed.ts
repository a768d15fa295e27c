import { shownDate } from '../calendar/shown-date.ts'
import type { LocalizedText } from '../report/report-definition.ts'
import { type Mail, type MailFrame, type MailLink, mailOf } from './layout.ts'

/** One thing a person owes: `subject` is the unit or the sign-off stage; `daysLeft` is 0 on the day and negative after it. */
export type Owed = {
  what: 'submit' | 'confirm' | 'decide' | 'justify'
  subject: LocalizedText
  due: string
  daysLeft: number
}

/**
 * Everything a person owes in one mail. Its link leads to the most urgent; for the others the mails that asked for them hold
 * the links, because a mail with several links is one that scanners and tired readers get wrong.
 */
export function owedMail(
  given: MailFrame & {
    /** The most urgent first; at least one. */
    owed: Owed[]
    link: Omit<MailLink, 'label'>
    decisionCode?: string
    /** The duty is told for the first time, not reminded of. */
    first?: boolean
    /** What the office says to those it reminds. */
    word?: string
    /** The form is locked: the date is over and the office has not given more time. */
    locked?: boolean
  },
): Mail {
  const { language, report, owed } = given
  const t = texts[language]
  const [urgent] = owed
  const line = ({ what, subject, due, daysLeft }: Owed) =>
    t.line(subject[language], t.what[what], shownDate(due, language), left(t, daysLeft))
  return mailOf(given, {
    subject: (given.first ? t.ask : t.remind)(
      report,
      owed.length === 1
        ? `${urgent!.subject[language]}${t.what[urgent!.what]}${t.comma}${left(t, urgent!.daysLeft)}`
        : t.several(owed.length),
    ),
    lead: [
      t.lead(report),
      ...(given.word ? [{ quote: given.word }] : []),
      owed.length === 1 ? line(urgent!) : { list: owed.map(line) },
      ...(given.locked ? [t.locked(given.requester.name, given.requester.phone)] : []),
    ],
    ...(given.decisionCode && { decisionCode: given.decisionCode }),
    link: { ...given.link, label: owed.length === 1 ? t.open[urgent!.what] : t.first(t.open[urgent!.what]) },
    rest: [...(owed.length > 1 ? [t.others] : []), t.done],
  })
}

type Texts = (typeof texts)['zh' | 'en']
const left = (t: Texts, days: number): string => (days > 0 ? t.left(days) : days === 0 ? t.today : t.late(-days))

const texts = {
  zh: {
    what: { submit: '待填报', confirm: '待确认', decide: '待审签', justify: '的提示待说明' },
    open: { submit: '打开填报页', confirm: '查看并确认', decide: '查看并审签', justify: '打开工作台' },
    comma: '，',
    left: (days: number) => `还有${days}天`,
    today: '今天到期',
    late: (days: number) => `已超过${days}天`,
    remind: (report: string, what: string) => `催办：${what}（${report}）`,
    ask: (report: string, what: string) => `请办：${what}（${report}）`,
    several: (count: number) => `有${count}件事等您办`,
    lead: (report: string) => `《${report}》还在等您：`,
    line: (subject: string, what: string, due: string, left: string) => `${subject}${what}，期限是${due}，${left}。`,
    first: (label: string) => `${label}（最急的一件）`,
    others: '另外几件，请从当时通知您的邮件里的链接进入。',
    locked: (name: string, phone: string) => `填报期限已过，填报页已经关闭。请联系${name}（电话 ${phone}）重新开放。`,
    done: '刚刚办完的话，请不用理会这封邮件。',
  },
  en: {
    what: {
      submit: ': to be filled in',
      confirm: ': to be confirmed',
      decide: ': to be signed',
      justify: ': warnings to be explained',
    },
    open: {
      submit: 'Open the form',
      confirm: 'Review and confirm',
      decide: 'Review and decide',
      justify: 'Open the board',
    },
    comma: ', ',
    left: (days: number) => (days === 1 ? '1 day left' : `${days} days left`),
    today: 'due today',
    late: (days: number) => (days === 1 ? '1 day late' : `${days} days late`),
    remind: (report: string, what: string) => `Reminder: ${what} (${report})`,
    ask: (report: string, what: string) => `For you: ${what} (${report})`,
    several: (count: number) => `${count} things wait for you`,
    lead: (report: string) => `“${report}” still waits for you:`,
    line: (subject: string, what: string, due: string, left: string) => `${subject}${what}, due on ${due}, ${left}.`,
    first: (label: string) => `${label} (the most urgent)`,
    others: 'For the others, please use the links in the mails that asked you for them.',
    locked: (name: string, phone: string) =>
      `The date is over and the form is closed. Please ask ${name} (telephone ${phone}) to reopen it.`,
    done: 'If you have just done it, please disregard this mail.',
  },
}
