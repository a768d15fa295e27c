import type { MailWords, OwedFor } from './mail-words.ts'

export const clerkMailNames = {
  invitation: { zh: '填报邀请', en: 'invitation' },
  receipt: { zh: '回执', en: 'receipt' },
  'report-waits': { zh: '等集中公开通知', en: 'notice that a report waits for all' },
  'returned-slice': { zh: '退回通知', en: 'returned' },
}

export const clerkMailsOwed = {
  invite: { mail: 'invitation', key: ['unit', 'person'] },
  /** The lead of a unit added a colleague. */
  colleague: { mail: 'invitation', key: ['unit', 'n', 'person'] },
  receipt: { mail: 'receipt', key: ['unit', 'revision', 'person'] },
  /** Sent back outside a round: by the unit's leader, or the office that clears its report. */
  returned: { mail: 'returned-slice', key: ['unit', 'by', 'revision', 'person'] },
  /** Sent back by the check or an approver, with the whole round. */
  return: { mail: 'returned-slice', key: ['round', 'unit', 'person'] },
  /** A unit's own report is cleared, and waits for the instant (`from`) of all. */
  'unit-waits': { mail: 'report-waits', key: ['unit', 'revision', 'from', 'person'], again: 'by the clock' },
} as const satisfies OwedFor<keyof typeof clerkMailNames>

/** What a unit’s contacts read in their mails. */
export const clerkMails = {
  invitation: {
    subject: (report: string, due: string | undefined) => ({
      zh: `请填报：${report}${due ? `，${due}前` : ''}`,
      en: `Please fill in${due ? ` by ${due}` : ''}: ${report}`,
    }),
    lead: (report: string, unit: string, due: string | undefined) => ({
      zh: `《${report}》开始编制。请您填报${unit}的数据${due ? `，${due}（含当天）前提交` : ''}。`,
      en: `Work on “${report}” has begun. Please fill in the figures of ${unit}${due ? ` and submit them by ${due} (that day included)` : ''}.`,
    }),
    press: {
      zh: '点下面的按钮打开填报页，不用注册，也不用密码。',
      en: 'Press the button below to open the form; no account and no password are needed.',
    },
    fill: ({ lastYear }: { lastYear: boolean }) => ({
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
      zh: `${names.join('、')}也收到了自己的链接，由一位同事提交即可。`,
      en: `${names.join(', ')} got links of their own; one of you submits.`,
    }),
    calendar: (name: string, phone: string) => ({
      zh: `链接在填报邀请邮件里。经办人：${name}，电话 ${phone}`,
      en: `The link is in the mail that invited you. Asked by ${name}, telephone ${phone}`,
    }),
  },
  /** Somebody whom the lead of a unit added. */
  colleague: {
    subject: (report: string, due: string | undefined) => ({
      zh: `请一起填报：${report}${due ? `，${due}前` : ''}`,
      en: `Please help fill in${due ? ` by ${due}` : ''}: ${report}`,
    }),
    lead: (by: string, unit: string, report: string) => ({
      zh: `${by}请您一起填《${report}》里${unit}的数据。`,
      en: `${by} asks you to help fill in the figures of ${unit} for “${report}”.`,
    }),
    typesOnly: (by: string) => ({
      zh: `填好不用提交，由${by}看过以后提交。`,
      en: `You need not submit: ${by} looks it through and submits it.`,
    }),
  },
  receipt: {
    subject: (report: string) => ({ zh: `已收到：${report}，附回执`, en: `Received, with receipt: ${report}` }),
    lead: (unit: string, report: string) => ({
      zh: `已经收到${unit}填报的《${report}》。请留存这张回执。`,
      en: `The slice of ${unit} for “${report}” has been received. Please keep this receipt.`,
    }),
    number: { zh: '回执号', en: 'Receipt' },
    at: { zh: '收到时间', en: 'Received' },
    digest: { zh: '校验码', en: 'Checksum' },
    copy: {
      zh: '报送的数字和文字附在邮件里（.xlsx），可以存档。',
      en: 'The figures and texts as they were received are attached (.xlsx) for your files.',
    },
    next: (leader: string) => ({
      zh: `下一步由${leader}确认。您不用再做什么，有退回会另发邮件。`,
      en: `Next, ${leader} confirms. You need do nothing more; a return would reach you by mail.`,
    }),
    complete: {
      zh: '您不用再做什么，有退回会另发邮件。',
      en: 'You need do nothing more; a return would reach you by mail.',
    },
  },
  reportWaits: {
    subject: (report: string) => ({
      zh: `已核准，等集中公开：${report}`,
      en: `Cleared, published with the others: ${report}`,
    }),
    lead: (report: string, when: string) => ({
      zh: `《${report}》已经核准，定于${when}与其他单位的一起公布（集中公开）。`,
      en: `“${report}” is cleared; it is to be published together with those of the other units on ${when}.`,
    }),
    next: {
      zh: '您不用再做什么。公布以后，或者时间改了，会另发邮件。',
      en: 'You need do nothing more. Once it is published, or if the time is changed, a mail tells you.',
    },
  },
  returnedSlice: {
    subject: (report: string, due: string | undefined) => ({
      zh: `被退回，请改：${report}，${due ? `${due}前` : '尽快'}`,
      en: `Returned, please correct ${due ? `by ${due}` : 'soon'}: ${report}`,
    }),
    lead: (unit: string, by: string, report: string, due: string | undefined) => ({
      zh: `${unit}填报的《${report}》被${by}退回，请您${due ? `修改后在${due}（含当天）前` : '尽快修改并'}重新提交。退回的原因：`,
      en: `The slice of ${unit} for “${report}” was returned by ${by}. Please correct it and submit again ${due ? `by ${due} (that day included)` : 'as soon as you can'}. The reasons:`,
    }),
    kept: {
      zh: '您之前填的内容都还在，只改有问题的地方就可以。',
      en: 'Everything you filled in is still there; only what is wrong needs changing.',
    },
    open: { zh: '打开填报页修改', en: 'Open the form' },
  },
} satisfies MailWords

/** Who returned it, when it was nobody. */
export const byTheCheck = { zh: '系统核对', en: 'the automatic check' }
