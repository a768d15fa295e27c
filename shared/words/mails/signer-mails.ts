/** What leaders and approvers read in their mails. */
export const approverMails = {
  confirmationRequest: {
    lead: (unit: string, submitter: string, report: string, due: string | undefined) => ({
      zh: `${unit}的${submitter}已经填报《${report}》中本单位的部分，请您${due ? `在${due}（含当天）前` : '尽快'}审查确认。`,
      en: `${submitter} of ${unit} has submitted the unit’s slice of “${report}”. Please review and confirm it ${due ? `by ${due} (that day included)` : 'as soon as you can'}.`,
    }),
    revision: { zh: '版本', en: 'Revision' },
    nth: (n: number) => ({ zh: `第${n}次提交`, en: String(n) }),
    at: { zh: '提交时间', en: 'Submitted' },
    digest: { zh: '校验码', en: 'Checksum' },
    choose: {
      zh: '打开页面看全部数据和说明。没有问题，填上下面的6位数字，按“同意报送”；要改，按“退回…”，写明原因，填数字，再按“退回修改”。只打开页面不算确认。',
      en: 'The page shows every figure and remark. If all is right, type the six digits below there and press “Confirm”; if not, press “Return…”, say why, type the digits and press “Return for correction”. Opening the page confirms nothing.',
    },
    open: { zh: '查看并确认', en: 'Review and confirm' },
  },
  escalation: {
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
  signOffRequest: {
    comma: { zh: '、', en: ', ' },
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
    newDraft: {
      zh: '这是修改后的新稿，之前对旧稿的签批不再有效。页面上会标出您上次看过之后改动的地方。',
      en: 'This is a new draft; decisions on the one before no longer count. The page marks what has changed since you last saw it.',
    },
    stage: { zh: '环节', en: 'Stage' },
    stageRound: (stage: string, round: number) => ({ zh: `${stage}（第${round}轮）`, en: `${stage} (round ${round})` }),
    due: { zh: '答复期限', en: 'Answer by' },
    legal: { zh: '法定公布期限', en: 'To be published by law by' },
    units: { zh: '报送单位', en: 'Units' },
    unitsSaid: (total: number, missing: string[], nil: number) => ({
      zh: `共${total}个，${missing.length > 0 ? `${missing.length}个未报（${missing.join('、')}）` : '全部报送'}${nil > 0 ? `，其中${nil}个无数据` : ''}`,
      en: `${total}, ${missing.length > 0 ? `${missing.length} missing (${missing.join(', ')})` : 'all received'}${nil > 0 ? `, ${nil} with nothing to report` : ''}`,
    }),
    checks: { zh: '勾稽核对', en: 'Integrity check' },
    checksSaid: (remarks: number) => ({
      zh: remarks > 0 ? `全部成立；${remarks}条提示，已附说明` : '全部成立',
      en: remarks > 0 ? `every relation holds; ${remarks} remarks, with explanations` : 'every relation holds',
    }),
    adjustments: { zh: '经办机构调整', en: 'Adjusted by the office' },
    adjustmentsSaid: (n: number) => ({ zh: `${n}处，页面上有说明`, en: `${n} figures, explained on the page` }),
    signed: { zh: '已签批', en: 'Signed so far' },
    none: { zh: '无', en: 'none' },
    digest: { zh: '稿件校验码前16位', en: 'First 16 digits of the digest' },
    gaps: (names: string[]) => ({
      zh: `请注意：${names.join('、')}没有报送，本稿带有缺口。您如果同意，等于同意带着缺口公布。`,
      en: `Please note: ${names.join(', ')} did not report, so this draft has gaps. If you agree, you agree to publishing with them.`,
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
    comma: { zh: '、', en: ', ' },
    lead: (report: string) => ({
      zh: `《${report}》已送出签批，抄送给您知道。`,
      en: `“${report}” has been sent for sign-off; this is your copy.`,
    }),
    stage: { zh: '环节', en: 'Stage' },
    stageRound: (stage: string, round: number) => ({ zh: `${stage}（第${round}轮）`, en: `${stage} (round ${round})` }),
    asked: { zh: '请谁签批', en: 'Asked' },
    due: { zh: '答复期限', en: 'Answer due' },
    digest: { zh: '稿件校验码前16位', en: 'Draft, first 16 of its digest' },
    nothing: {
      zh: '不用您做什么。公布后会再发邮件告诉您。',
      en: 'There is nothing for you to do. You will hear when the report is published.',
    },
  },
  objected: {
    lead: (report: string, unit: string, what: string) => ({
      zh: `您签批过《${report}》。${unit}${what}，是这样说的：`,
      en: `You signed “${report}”. ${unit} says this (${what}):`,
    }),
    stands: {
      zh: '您的签批仍然有效，现在不用您做什么。政务公开办如果因此改数，会有新的一稿；您负责的内容变了，会再请您签。',
      en: 'Your signature stands, and there is nothing for you to do now. If the office changes a figure because of it there will be another draft; where what you answer for changes, you will be asked again.',
    },
  },
  decisionVoid: {
    lead: (report: string, round: number) => ({
      zh: `您签批过《${report}》第${round}轮稿，之后数据有更新：`,
      en: `You signed the draft of round ${round} of “${report}”. Since then the figures have changed:`,
    }),
    units: (names: string[]) => ({
      zh: `${names.join('、')}重新报送了数据。`,
      en: `${names.join(', ')} sent a new revision.`,
    }),
    act: (reason: string) => ({ zh: `经办机构作了处理：${reason}`, en: `The office acted: ${reason}` }),
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
    colon: { zh: '：', en: ': ' },
    separator: { zh: ' · ', en: ' · ' },
    lead: (report: string, round: number, by: string) => ({
      zh: `您签批过的《${report}》第${round}轮稿被${by}退回。退回的原因：`,
      en: `The draft of round ${round} of “${report}”, which you had signed, was returned by ${by}. The reasons:`,
    }),
    void: {
      zh: '您对这一稿的签批留作记录，但不再有效。',
      en: 'Your decision on it is kept on record but no longer counts.',
    },
    next: {
      zh: '现在不用您做什么。有关单位改好后会生成新稿；需要您再签时会另发邮件，并标出改动的地方。',
      en: 'There is nothing for you to do now. When the units have made their corrections there will be a new draft; if it needs your signature you get another mail, with the changes marked.',
    },
  },
}
