import type { MailWords, OwedFor } from './mail-words.ts'

const stageRound = (stage: string, round: number) => ({
  zh: `${stage}（第${round}轮）`,
  en: `${stage} (round ${round})`,
})

export const signerMailNames = {
  'sign-off-request': { zh: '审签请求', en: 'sign-off request' },
  'observer-copy': { zh: '抄送', en: 'copy' },
  'decision-void': { zh: '签批失效通知', en: 'notice that a signature no longer counts' },
  objected: { zh: '异议告知', en: 'notice of an objection' },
  'returned-notice': { zh: '退回告知', en: 'notice of a return' },
}

export const signerMailsOwed = {
  request: { mail: 'sign-off-request', key: ['round', 'stage', 'seat', 'person'] },
  copy: { mail: 'observer-copy', key: ['round', 'stage', 'person'] },
  /** A signature does not count any more. */
  void: { mail: 'decision-void', key: ['round', 'stage', 'seat'] },
  /** Who signed before a unit objected to a figure of the draft. */
  objected: { mail: 'objected', key: ['unit', 'n', 'person'] },
} as const satisfies OwedFor<keyof typeof signerMailNames>

/** What those who sign read in their mails. */
export const signerMails = {
  signOffRequest: {
    subject: {
      asked: (report: string, due: string) => ({
        zh: `请审签：${report}，${due}前`,
        en: `Please sign by ${due}: ${report}`,
      }),
      correction: (report: string, cells: number) => ({
        zh: `请审签更正：${report}，改${cells}格`,
        en: `Please sign a correction: ${report}, ${cells} cells`,
      }),
    },
    correction: (version: number, reason: string) => ({
      zh: `这是对已公布的第${version}版的更正，签批后作为第${version + 1}版公布。原因：${reason}`,
      en: `This corrects version ${version}, which is published, and will be version ${version + 1}. The reason: ${reason}`,
    }),
    cellsLead: (cells: number) => ({
      zh: cells === 0 ? '数据没有改动。' : `改了${cells}格：`,
      en: cells === 0 ? 'No figure has changed.' : `${cells} cells have changed:`,
    }),
    more: (n: number) => ({ zh: `另有${n}格，见页面`, en: `${n} more, on the page` }),
    lead: (report: string, due: string) => ({
      zh: `《${report}》已汇总核对完毕，请您审签，${due}（含当天）前答复。`,
      en: `“${report}” has been merged and checked. Please read it and decide by ${due} (that day included).`,
    }),
    leadConfirms: (report: string, due: string, n: number) => ({
      zh: `《${report}》已汇总核对，请您确认其中的${n}个数，${due}（含当天）前答复：`,
      en: `“${report}” has been merged and checked. Please confirm ${n} figures in it by ${due} (that day included):`,
    }),
    instead: (of: string, reason: string | undefined, report: string, due: string) => ({
      zh: reason
        ? `${of}委托您审签《${report}》（原因：${reason}），请在${due}（含当天）前答复。`
        : `${of}未在限期内答复，按规定请您代为审签《${report}》，请在${due}（含当天）前答复。`,
      en: reason
        ? `${of} asks you to decide on “${report}” in their place (reason: ${reason}). Please answer by ${due} (that day included).`
        : `${of} has not answered in time. As the appointed substitute, please decide on “${report}” by ${due} (that day included).`,
    }),
    newDraft: (stillSigned: string[]) => ({
      zh: `这是修改后的新稿，${stillSigned.length > 0 ? `${stillSigned.join('、')}负责的内容没有变，签批仍然有效；其他人` : '之前'}对旧稿的签批不再有效。页面上会标出您上次看过之后改动的地方。`,
      en: `This is a new draft; ${stillSigned.length > 0 ? `what ${stillSigned.join(', ')} answered for is unchanged and stays signed, other ` : ''}decisions on the one before no longer count. The page marks what has changed since you last saw it.`,
    }),
    stage: { zh: '环节', en: 'Stage' },
    stageRound,
    due: { zh: '答复期限', en: 'Answer by' },
    legal: { zh: '法定公布期限', en: 'To be published by law by' },
    units: { zh: '报送单位', en: 'Units' },
    unitsSaid: (total: number, left: number, gaps: string, nil: number) => ({
      zh: `共${total}个，${left > 0 ? `${left}个没有算进去（${gaps}）` : '数都齐了'}${nil > 0 ? `，其中${nil}个全是零` : ''}`,
      en: `${total}, ${left > 0 ? `${left} not in it (${gaps})` : 'all in'}${nil > 0 ? `, ${nil} of them all zeros` : ''}`,
    }),
    checks: { zh: '勾稽核对', en: 'Integrity check' },
    checksSaid: (relations: { zh: string; en: string }, remarks: number) => ({
      zh: `${relations.zh}${remarks > 0 ? `；${remarks}条提示，已附说明` : ''}`,
      en: `${relations.en}${remarks > 0 ? `; ${remarks} remarks, with explanations` : ''}`,
    }),
    adjustments: { zh: '经办机构调整', en: 'Adjusted by the office' },
    adjustmentsSaid: (n: number) => ({ zh: `${n}处，页面上有说明`, en: `${n} figures, explained on the page` }),
    signed: { zh: '已签批', en: 'Signed so far' },
    none: { zh: '无', en: 'none' },
    digest: { zh: '稿件校验码前16位', en: 'First 16 digits of the digest' },
    gaps: (said: string) => ({
      zh: `请注意：${said}，本稿带有缺口。您如果同意，等于同意带着缺口公布。`,
      en: `Please note: ${said}, so this draft has gaps. If you agree, you agree to publishing with them.`,
    }),
    open: { zh: '打开审签页', en: 'Open the draft' },
    how: {
      zh: '点开链接只是看，不会签批。在页面上填上面的6位数字，再按“同意”，才算签批；要退回，按“退回…”，写明原因，填数字，再按“退回”。',
      en: 'Opening the link only shows the draft. It is signed once you type the six digits above there and press “Agree”; to send it back, press “Return…”, say why, type the digits and press “Return”.',
    },
    howFresh: {
      zh: '点开链接只是看，不会签批。在页面上按“把数字发到我的邮箱”，填收到的6位数字，再按“同意”，才算签批；要退回，按“退回…”，写明原因，填收到的数字，再按“退回”。转发这封邮件不能代签。',
      en: 'Opening the link only shows the draft. It is signed once you press “Mail me the digits” there, type the digits you get and press “Agree”; to send it back, press “Return…”, say why, type them and press “Return”. Forwarding this mail lets nobody sign for you.',
    },
    calendar: (name: string, phone: string) => ({
      zh: `链接在请您审签的邮件里。经办人：${name}，电话 ${phone}`,
      en: `The link is in the mail that asked for your sign-off. Asked by ${name}, telephone ${phone}`,
    }),
  },
  observerCopy: {
    subject: (report: string) => ({ zh: `抄送：${report}已送审`, en: `Copy: ${report} is being signed` }),
    lead: (report: string) => ({
      zh: `《${report}》已送出签批，抄送给您知道。`,
      en: `“${report}” has been sent for sign-off; this is your copy.`,
    }),
    stage: { zh: '环节', en: 'Stage' },
    stageRound,
    asked: { zh: '请谁签批', en: 'Asked' },
    due: { zh: '答复期限', en: 'Answer due' },
    digest: { zh: '稿件校验码前16位', en: 'Draft, first 16 of its digest' },
    nothing: {
      zh: '不用您做什么。公布后会再发邮件告诉您。',
      en: 'There is nothing for you to do. You will hear when the report is published.',
    },
  },
  objected: {
    subject: (report: string) => ({
      zh: `有异议：您签过的${report}`,
      en: `Objection: the draft you signed of ${report}`,
    }),
    lead: (report: string, unit: string, what: string) => ({
      zh: `您签批过《${report}》。${unit}${what}，是这样说的：`,
      en: `You signed “${report}”. ${unit} says this (${what}):`,
    }),
    stands: {
      zh: '您的签批仍然有效，现在不用您做什么。经办机构如果因此改数，会有新的一稿；您负责的内容变了，会再请您签。',
      en: 'Your signature stands, and there is nothing for you to do now. If the office changes a figure because of it there will be another draft; where what you answer for changes, you will be asked again.',
    },
  },
  decisionVoid: {
    subject: (report: string) => ({
      zh: `已作废：您签过的${report}`,
      en: `Superseded: the draft you signed of ${report}`,
    }),
    lead: (report: string, round: number) => ({
      zh: `您签批过《${report}》第${round}轮稿，之后又有了新的一稿。`,
      en: `You signed the draft of round ${round} of “${report}”. Since then another has been made.`,
    }),
    units: (names: string[]) => ({
      zh: `${names.join('、')}有新报的数据。`,
      en: `There are newer figures of ${names.join(', ')}.`,
    }),
    act: (reason: string) => ({ zh: `经办机构作了处理：${reason}`, en: `The office acted: ${reason}` }),
    inVain: {
      zh: '旧稿上有签批不能算：同一个人签了两个席位，或者经办人签了不可缺少的环节。',
      en: 'A signature under it does not count: one person had signed for two seats, or a person of the office at an indispensable stage.',
    },
    void: {
      zh: '您对旧稿的签批留作记录，但不再有效；新稿要重新签批。',
      en: 'Your decision on the old draft is kept on record but no longer counts; the new draft needs new decisions.',
    },
    next: {
      zh: '现在不用您做什么。轮到您签新稿时会另发邮件，并标出改动的地方。',
      en: 'There is nothing for you to do now. When it is your turn you get another mail, with the changes marked.',
    },
  },
  returnedNotice: {
    subject: (report: string) => ({
      zh: `被退回：您签过的${report}`,
      en: `Returned: the draft you signed of ${report}`,
    }),
    lead: (report: string, round: number, by: string) => ({
      zh: `您签批过的《${report}》第${round}轮稿被${by}退回。退回的原因：`,
      en: `The draft of round ${round} of “${report}”, which you had signed, was returned by ${by}. The reasons:`,
    }),
    void: {
      zh: '您对这一稿的签批留作记录，但不再有效。',
      en: 'Your decision on it is kept on record but no longer counts.',
    },
    narrow: {
      zh: '您负责的内容在新稿里没有变，您的签批就继续有效；变了，就不再有效，留作记录。',
      en: 'Where what you answer for is the same in the new draft, your decision still counts; where it has changed it no longer does, and is kept on record.',
    },
    next: {
      zh: '现在不用您做什么。有关单位改好后会生成新稿；需要您再签时会另发邮件，并标出改动的地方。',
      en: 'There is nothing for you to do now. When the units have made their corrections there will be a new draft; if it needs your signature you get another mail, with the changes marked.',
    },
  },
} satisfies MailWords
