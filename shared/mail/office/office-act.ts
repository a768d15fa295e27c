import { shownDate } from '../../calendar/shown-date.ts'
import type { LocalizedText } from '../../report/report-definition.ts'
import { wordsIn } from '../../words/words-in.ts'
import { type Mail, type MailFrame, type MailLink, mailOf } from '../layout.ts'

/** What the office did to a unit's slice, as its people read it. Figures as shown. */
export type ActOnUnit =
  | { act: 'reopen' | 'extend'; until: string }
  | { act: 'adjust'; cell: LocalizedText; from: string; to: string }
  | { act: 'rename'; name: LocalizedText }
  | { act: 'nil' | 'exempt' | 'leave' }

/** A unit hears of every act of the office on its slice, with the reason: nothing is changed behind its back. */
export function officeActMail(
  given: MailFrame & { unit: LocalizedText; done: ActOnUnit; reason: string; link?: Omit<MailLink, 'label'> },
): Mail {
  const { language, report, done } = given
  const t = wordsIn(texts, language)
  const unit = given.unit[language]
  return mailOf(given, {
    subject: t.subject[done.act](report, unit),
    lead: [said(given), t.reason, { quote: given.reason }],
    ...(given.link && { link: { ...given.link, label: t.open } }),
    rest: [t.object(given.requester.name, given.requester.phone)],
  })
}

function said({ language, unit, done }: Parameters<typeof officeActMail>[0]): string {
  const t = wordsIn(texts, language).lead
  switch (done.act) {
    case 'reopen':
    case 'extend':
      return t[done.act](unit[language], shownDate(done.until, language))
    case 'adjust':
      return t.adjust(unit[language], done.cell[language], done.from, done.to)
    case 'rename':
      return t.rename(done.name[language])
    default:
      return t[done.act](unit[language])
  }
}

const texts = {
  subject: {
    reopen: (report: string, unit: string) => ({
      zh: `${report}：${unit}的填报重新开放`,
      en: `${report}: the slice of ${unit} is open again`,
    }),
    extend: (report: string, unit: string) => ({
      zh: `${report}：${unit}的填报期限延长`,
      en: `${report}: more time for ${unit}`,
    }),
    adjust: (report: string, unit: string) => ({
      zh: `${report}：${unit}有一个数字被调整`,
      en: `${report}: a figure of ${unit} was adjusted`,
    }),
    nil: (report: string, unit: string) => ({
      zh: `${report}：已替${unit}报零`,
      en: `${report}: nil was filed for ${unit}`,
    }),
    exempt: (report: string, unit: string) => ({
      zh: `${report}：${unit}本期免报`,
      en: `${report}: ${unit} is exempt`,
    }),
    leave: (report: string, unit: string) => ({
      zh: `${report}：${unit}不再参加本期`,
      en: `${report}: ${unit} has left the cycle`,
    }),
    rename: (report: string, unit: string) => ({
      zh: `${report}：单位名称改为${unit}`,
      en: `${report}: the unit is called ${unit} now`,
    }),
  },
  lead: {
    reopen: (unit: string, until: string) => ({
      zh: `政务公开办重新开放了${unit}的填报，可以修改到${until}（含当天）。`,
      en: `The office has reopened the slice of ${unit}. It can be changed until ${until} (that day included).`,
    }),
    extend: (unit: string, until: string) => ({
      zh: `${unit}的填报期限延长到${until}（含当天）。`,
      en: `${unit} has until ${until} (that day included).`,
    }),
    adjust: (unit: string, cell: string, from: string, to: string) => ({
      zh: `政务公开办把${unit}的「${cell}」从 ${from} 调整为 ${to}。这次调整会随报告公开。`,
      en: `The office has changed “${cell}” of ${unit} from ${from} to ${to}. The adjustment is published with the report.`,
    }),
    nil: (unit: string) => ({
      zh: `政务公开办替${unit}报了“本期无数据”，各项都是 0。`,
      en: `The office has declared for ${unit} that there is nothing to report: every figure is 0.`,
    }),
    leave: (unit: string) => ({
      zh: `${unit}不再参加本期：不用填报，已经报过的数也不再计入。`,
      en: `${unit} no longer takes part: it need not report, and what it has filed counts no more.`,
    }),
    rename: (name: string) => ({
      zh: `名册里的单位名称改为“${name}”，页面、邮件和报告都用这个名称。填报的内容和链接不变。`,
      en: `The roster calls the unit “${name}” now; pages, mails and the report use this name. What was filled in and the links stay.`,
    }),
    exempt: (unit: string) => ({
      zh: `${unit}本期不用填报，报告里会写明。`,
      en: `${unit} need not report this time; the report will say so.`,
    }),
  },
  reason: { zh: '理由：', en: 'Reason:' },
  open: { zh: '打开填报页', en: 'Open the form' },
  object: (name: string, phone: string) => ({
    zh: `有不同意见，请尽快联系${name}，电话 ${phone}。`,
    en: `If you do not agree, please call ${name} soon: ${phone}.`,
  }),
}
