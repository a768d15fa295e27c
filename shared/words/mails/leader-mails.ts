import type { MailWords, OwedFor } from './mail-words.ts'

export const leaderMailNames = {
  'confirmation-request': { zh: '确认请求', en: 'confirmation request' },
  escalation: { zh: '逾期通知', en: 'late notice' },
  'taken-back': { zh: '取回通知', en: 'notice that a slice was taken back' },
}

export const leaderMailsOwed = {
  /** The unit's leader is asked about a revision. */
  confirm: { mail: 'confirmation-request', key: ['unit', 'revision', 'person'] },
  escalate: { mail: 'escalation', key: ['unit', 'revision', 'person'], again: 'by the clock' },
  /** The unit took back what its leader was asked about. */
  'taken-back': { mail: 'taken-back', key: ['unit', 'revision', 'person'] },
} as const satisfies OwedFor<keyof typeof leaderMailNames>

/** What the leaders of units read in their mails. */
export const leaderMails = {
  confirmationRequest: {
    subject: (report: string, due: string | undefined) => ({
      zh: `请确认：${report}，${due ? `${due}前` : '尽快'}`,
      en: `Please confirm ${due ? `by ${due}` : 'soon'}: ${report}`,
    }),
    lead: (unit: string, submitter: string, report: string, due: string | undefined) => ({
      zh: `${unit}的${submitter}已经填报《${report}》中本单位的部分，请您${due ? `在${due}（含当天）前` : '尽快'}审查确认。`,
      en: `${submitter} of ${unit} has submitted the unit’s slice of “${report}”. Please review and confirm it ${due ? `by ${due} (that day included)` : 'as soon as you can'}.`,
    }),
    revision: { zh: '版本', en: 'Revision' },
    nth: (n: number) => ({ zh: `第${n}次提交`, en: String(n) }),
    at: { zh: '提交时间', en: 'Submitted' },
    through: { zh: '怎么报的', en: 'How it was sent' },
    digest: { zh: '校验码', en: 'Checksum' },
    choose: {
      zh: '打开页面看全部数据和说明。没有问题，填上下面的6位数字，按“同意报送”；要改，按“退回…”，写明原因，填数字，再按“退回修改”。只打开页面不算确认。',
      en: 'The page shows every figure and remark. If all is right, type the six digits below there and press “Confirm”; if not, press “Return…”, say why, type the digits and press “Return for correction”. Opening the page confirms nothing.',
    },
    open: { zh: '查看并确认', en: 'Review and confirm' },
  },
  escalation: {
    subject: (report: string, days: number) => ({
      zh: `请过问：${report}逾期${days}个工作日`,
      en: `Please see to it: ${report} is ${days} working days late`,
    }),
    lead: (report: string, unit: string, due: string, days: number) => ({
      zh: `《${report}》要求${unit}在${due}前报送，到今天已逾期${days}个工作日，还没有收到。`,
      en: `“${report}” was to have the slice of ${unit} by ${due}. It is ${days} working days late and has not come.`,
    }),
    ask: (contacts: string) => ({
      zh: `填报人是${contacts}，系统已多次提醒。请您过问一下。`,
      en: `It is filled in by ${contacts}, who have been reminded. Please look into it.`,
    }),
    why: (legal: string) => ({
      zh: `整份报告必须在${legal}前公开；缺报的单位会在报告里写明。`,
      en: `The report must be published by ${legal}; a unit that is missing is named in it.`,
    }),
    extend: (name: string, phone: string) => ({
      zh: `如果确有困难，或者填报页已经关闭，请联系${name}（电话 ${phone}）延期或重新开放。`,
      en: `If there is a difficulty, or the form is closed already, please ask ${name} (telephone ${phone}) for more time.`,
    }),
  },
  takenBack: {
    subject: (report: string) => ({
      zh: `先不用确认：${report}已取回`,
      en: `Nothing to confirm for now: ${report} taken back`,
    }),
    lead: (unit: string, report: string, by: string, at: string) => ({
      zh: `${by}在${at}取回了${unit}填报的《${report}》，要修改后再报。`,
      en: `${by} took back the slice of ${unit} for “${report}” on ${at}, to change it and submit again.`,
    }),
    rest: {
      zh: '先前请您确认的那一份已经作废。改好再报以后，会另发邮件请您确认。',
      en: 'The revision you were asked about is void. You will be asked anew once it is submitted again.',
    },
  },
} satisfies MailWords
