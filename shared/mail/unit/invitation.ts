import { shownDate } from '../../calendar/shown-date.ts'
import type { LocalizedText } from '../../report/report-definition.ts'
import { wordsIn } from '../../words/words-in.ts'
import { calendarEntry } from '../calendar-entry.ts'
import { type Mail, type MailFrame, type MailLink, mailOf } from '../layout.ts'

/** A unit's contact is asked for the slice. */
export function invitationMail(
  given: MailFrame & {
    unit: LocalizedText
    /** Civil date. */
    due: string
    link: Omit<MailLink, 'label'>
    /** Who confirms the slice afterwards, where the report asks for it. */
    leader?: string
    /** Last year's figures stand beside: promised only when it is so. */
    lastYear: boolean
    /** The unit's other contacts, who got a link of their own. */
    others: string[]
    /** For the calendar: a stable id, and the instant of writing. */
    calendar: { uid: string; stamp: string }
  },
): Mail {
  const { language, report, leader, others } = given
  const unit = given.unit[language]
  const due = shownDate(given.due, language)
  const t = wordsIn(texts, language)
  return mailOf(given, {
    subject: t.subject(report, unit, due),
    lead: [
      t.lead(report, unit, due),
      { list: [t.press, t.fill(given.lastYear), t.submit, ...(leader ? [t.confirmed(leader)] : [])] },
    ],
    link: { ...given.link, label: t.open },
    rest: [t.zero, ...(others.length > 0 ? [t.others(others)] : [])],
    calendar: calendarEntry({
      uid: given.calendar.uid,
      stamp: given.calendar.stamp,
      date: given.due,
      summary: t.subject(report, unit, due),
      description: t.calendar(given.requester.name, given.requester.phone),
    }),
  })
}

const texts = {
  subject: (report: string, unit: string, due: string) => ({
    zh: `请填报：${report}，${due}前（${unit}）`,
    en: `Please fill in by ${due}: ${report} (${unit})`,
  }),
  lead: (report: string, unit: string, due: string) => ({
    zh: `《${report}》开始编制。请您填报${unit}的数据，${due}（含当天）前提交。`,
    en: `Work on “${report}” has begun. Please fill in the figures of ${unit} and submit them by ${due} (that day included).`,
  }),
  press: {
    zh: '点下面的按钮打开填报页，不用注册，也不用密码。',
    en: 'Press the button below to open the form; no account and no password are needed.',
  },
  fill: (lastYear: boolean) => ({
    zh: `逐项填写，随填随存。合计由系统算，不用填${lastYear ? '；去年的数会列在旁边供您对照' : ''}。`,
    en: `Fill in each figure; it is kept as you type. Totals are computed for you${lastYear ? ', and last year’s figures stand beside' : ''}.`,
  }),
  submit: {
    zh: '填完按“看一遍，再提交”：对不上的地方会一次列出，改好后提交，会得到一张回执。',
    en: 'Then press “Look it through, then submit”: whatever does not add up is listed at once; mend it, submit, and you get a receipt.',
  },
  confirmed: (leader: string) => ({
    zh: `提交后，系统会发邮件请${leader}确认，确认后才算报送完成。`,
    en: `Then ${leader} is asked by mail to confirm; only then is the slice complete.`,
  }),
  open: { zh: '打开填报页', en: 'Open the form' },
  zero: {
    zh: '全年没有收到申请也要填报，页面上可以一键全部填 0。',
    en: 'A year without requests is reported too: one button fills in all the zeros.',
  },
  others: (names: string[]) => ({
    zh: `${names.join('、')}也收到了各自的链接，由一位同事提交即可。`,
    en: `${names.join(', ')} got links of their own; one of you submits.`,
  }),
  calendar: (name: string, phone: string) => ({
    zh: `链接在填报邀请邮件里。经办人：${name}，电话 ${phone}`,
    en: `The link is in the mail that invited you. Asked by ${name}, telephone ${phone}`,
  }),
}
