import { shownDate } from '../calendar/shown-date.ts'
import type { LocalizedText } from '../report/report-definition.ts'
import { type WordsIn, wordsIn } from '../words/words-in.ts'
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
  const t = wordsIn(texts, language)
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

type Texts = WordsIn<typeof texts>
const left = (t: Texts, days: number): string => (days > 0 ? t.left(days) : days === 0 ? t.today : t.late(-days))

const texts = {
  what: {
    submit: { zh: '待填报', en: ': to be filled in' },
    confirm: { zh: '待确认', en: ': to be confirmed' },
    decide: { zh: '待审签', en: ': to be signed' },
    justify: { zh: '的提示待说明', en: ': warnings to be explained' },
  },
  open: {
    submit: { zh: '打开填报页', en: 'Open the form' },
    confirm: { zh: '查看并确认', en: 'Review and confirm' },
    decide: { zh: '查看并审签', en: 'Review and decide' },
    justify: { zh: '打开工作台', en: 'Open the board' },
  },
  comma: { zh: '，', en: ', ' },
  left: (days: number) => ({ zh: `还有${days}天`, en: days === 1 ? '1 day left' : `${days} days left` }),
  today: { zh: '今天到期', en: 'due today' },
  late: (days: number) => ({ zh: `已超过${days}天`, en: days === 1 ? '1 day late' : `${days} days late` }),
  remind: (report: string, what: string) => ({ zh: `催办：${what}（${report}）`, en: `Reminder: ${what} (${report})` }),
  ask: (report: string, what: string) => ({ zh: `请办：${what}（${report}）`, en: `For you: ${what} (${report})` }),
  several: (count: number) => ({ zh: `有${count}件事等您办`, en: `${count} things wait for you` }),
  lead: (report: string) => ({ zh: `《${report}》还在等您：`, en: `“${report}” still waits for you:` }),
  line: (subject: string, what: string, due: string, left: string) => ({
    zh: `${subject}${what}，期限是${due}，${left}。`,
    en: `${subject}${what}, due on ${due}, ${left}.`,
  }),
  first: (label: string) => ({ zh: `${label}（最急的一件）`, en: `${label} (the most urgent)` }),
  others: {
    zh: '另外几件，请从当时通知您的邮件里的链接进入。',
    en: 'For the others, please use the links in the mails that asked you for them.',
  },
  locked: (name: string, phone: string) => ({
    zh: `填报期限已过，填报页已经关闭。请联系${name}（电话 ${phone}）重新开放。`,
    en: `The date is over and the form is closed. Please ask ${name} (telephone ${phone}) to reopen it.`,
  }),
  done: { zh: '刚刚办完的话，请不用理会这封邮件。', en: 'If you have just done it, please disregard this mail.' },
}
