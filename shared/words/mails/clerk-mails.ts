/** What a unit’s contacts read in their mails. */
export const clerkMails = {
  invitation: {
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
      zh: `${names.join('、')}也收到了自己的链接，由一位同事提交即可。`,
      en: `${names.join(', ')} got links of their own; one of you submits.`,
    }),
    calendar: (name: string, phone: string) => ({
      zh: `链接在填报邀请邮件里。经办人：${name}，电话 ${phone}`,
      en: `The link is in the mail that invited you. Asked by ${name}, telephone ${phone}`,
    }),
  },
  receipt: {
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
    lead: (report: string, when: string) => ({
      zh: `《${report}》已经核准，定于${when}与其他单位的一起公布（集中公开）。`,
      en: `“${report}” is cleared; it is to be published together with those of the other units on ${when}.`,
    }),
    next: {
      zh: '您不用再做什么。公布以后，或者时间改了，会另发邮件。',
      en: 'You need do nothing more. Once it is published, or if the time is changed, a mail tells you.',
    },
  },
  takenBack: {
    lead: (unit: string, report: string, by: string, at: string) => ({
      zh: `${by}在${at}取回了${unit}填报的《${report}》，要修改后再报。`,
      en: `${by} took back the slice of ${unit} for “${report}” on ${at}, to change it and submit again.`,
    }),
    rest: {
      zh: '先前请您确认的那一份已经作废。改好再报以后，会另发邮件请您确认。',
      en: 'The revision you were asked about is void. You will be asked anew once it is submitted again.',
    },
  },
  returnedSlice: {
    colon: { zh: '：', en: ': ' },
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
}

/** Who returned it, when it was nobody. */
export const byTheCheck = { zh: '系统核对', en: 'the automatic check' }
