/**
 * The subjects of all mails. What is to be done comes first, then the report by its short name and the date, within the 26 characters
 * that a phone's list of mails shows (test/shared/mail/subjects.test.ts measures each). The whole name stands in the mail.
 */
export const subjectTexts = {
  invitation: (report: string, due: string) => ({
    zh: `请填报：${report}，${due}前`,
    en: `Please fill in by ${due}: ${report}`,
  }),
  colleague: (report: string, due: string | undefined) => ({
    zh: `请一起填报：${report}${due ? `，${due}前` : ''}`,
    en: `Please help fill in${due ? ` by ${due}` : ''}: ${report}`,
  }),
  receipt: (report: string) => ({ zh: `已收到：${report}，附回执`, en: `Received, with receipt: ${report}` }),
  takenBack: (report: string) => ({
    zh: `先不用确认：${report}已取回`,
    en: `Nothing to confirm for now: ${report} taken back`,
  }),
  returnedSlice: (report: string, due: string | undefined) => ({
    zh: `被退回，请改：${report}，${due ? `${due}前` : '尽快'}`,
    en: `Returned, please correct ${due ? `by ${due}` : 'soon'}: ${report}`,
  }),
  confirmationRequest: (report: string, due: string | undefined) => ({
    zh: `请确认：${report}，${due ? `${due}前` : '尽快'}`,
    en: `Please confirm ${due ? `by ${due}` : 'soon'}: ${report}`,
  }),
  escalation: (report: string, days: number) => ({
    zh: `请过问：${report}逾期${days}个工作日`,
    en: `Please see to it: ${report} is ${days} working days late`,
  }),
  signOffRequest: (report: string, due: string) => ({
    zh: `请审签：${report}，${due}前`,
    en: `Please sign by ${due}: ${report}`,
  }),
  correctionRequest: (report: string, cells: number) => ({
    zh: `请审签更正：${report}，改${cells}格`,
    en: `Please sign a correction: ${report}, ${cells} cells`,
  }),
  observerCopy: (report: string) => ({ zh: `抄送：${report}已送审`, en: `Copy: ${report} is being signed` }),
  decisionVoid: (report: string) => ({
    zh: `已作废：您签过的${report}`,
    en: `Superseded: the draft you signed of ${report}`,
  }),
  objected: (report: string) => ({
    zh: `有异议：您签过的${report}`,
    en: `Objection: the draft you signed of ${report}`,
  }),
  returnedNotice: (report: string) => ({
    zh: `被退回：您签过的${report}`,
    en: `Returned: the draft you signed of ${report}`,
  }),
  decisionCode: (report: string) => ({ zh: `请填6位数字：${report}`, en: `Your six digits: ${report}` }),
  wrongCodes: (report: string) => ({
    zh: `请留意：有人填错数字，${report}`,
    en: `Please note: wrong digits were typed, ${report}`,
  }),
  freshLink: (report: string) => ({ zh: `请收好您要的链接：${report}`, en: `The link you asked for: ${report}` }),
  moved: (report: string, date: string) => ({
    zh: `日期有变，${date}：${report}`,
    en: `Date moved, ${date}: ${report}`,
  }),
  remind: (report: string, what: string) => ({ zh: `催办：${report}${what}`, en: `Reminder: ${report}${what}` }),
  owed: (report: string, what: string) => ({ zh: `请办：${report}${what}`, en: `For you: ${report}${what}` }),
  /** `whose`: of several reports that one person hears of. */
  published: (whose: string, report: string) => ({
    zh: `已公布：${within(whose, 11)}${report}`,
    en: `Published: ${report} of ${whose}`,
  }),
  reportWaits: (report: string) => ({
    zh: `已核准，等集中公开：${report}`,
    en: `Cleared, published with the others: ${report}`,
  }),
  corrected: (whose: string, report: string, version: number) => ({
    zh: `已公布更正：${within(whose, 6)}${report}第${version}版`,
    en: `Correction published: ${report} of ${whose}, version ${version}`,
  }),
  tested: (report: string) => ({ zh: `走完全程：${report}的测试`, en: `Walked to its end: the test of ${report}` }),
  withdrawn: (whose: string, report: string, version: number) => ({
    zh: `已撤回：${within(whose, 8)}${report}第${version}版`,
    en: `Withdrawn: ${report} of ${whose}, version ${version}`,
  }),
  cancelled: (report: string) => ({ zh: `已撤回，不用填报：${report}`, en: `Called off: ${report}` }),
  boardLink: (report: string) => ({ zh: `已开始：${report}，工作台链接`, en: `Begun: ${report}, the office’s board` }),
  alarm: {
    held: (report: string) => ({
      zh: `请处理：${report}缺报，已停下`,
      en: `Please act: ${report} lacks slices and waits`,
    }),
    'at-risk': (report: string, legal: string) => ({
      zh: `请处理：${report}怕赶不上${legal}`,
      en: `Please act: ${report} may miss ${legal}`,
    }),
    'legal-date': (report: string, legal: string) => ({
      zh: `紧急：${report}最迟${legal}公开`,
      en: `Urgent: ${report} is due by law on ${legal}`,
    }),
    missed: (report: string) => ({ zh: `紧急：${report}已过法定日期`, en: `Urgent: ${report} missed its legal date` }),
    untold: (report: string) => ({
      zh: `请处理：${report}签批变动未通知到`,
      en: `Please act: somebody was not told of a change in ${report}`,
    }),
  },
  officeAct: {
    reopen: (report: string) => ({ zh: `已重新开放填报：${report}`, en: `Open again: ${report}` }),
    extend: (report: string) => ({ zh: `已延长填报期限：${report}`, en: `More time: ${report}` }),
    answer: (report: string) => ({ zh: `已答复您单位：${report}`, en: `Answered: your request on ${report}` }),
    adjust: (report: string) => ({
      zh: `已调整您单位一个数：${report}`,
      en: `Adjusted: a figure of yours in ${report}`,
    }),
    nil: (report: string) => ({ zh: `已替您单位报零：${report}`, en: `Nil was filed for you: ${report}` }),
    exempt: (report: string) => ({ zh: `不用填报，本期免报：${report}`, en: `Nothing to fill in: ${report}` }),
    leave: (report: string) => ({ zh: `不再参加本期：${report}`, en: `Your unit has left: ${report}` }),
    rename: (report: string) => ({ zh: `已改单位名称：${report}`, en: `Your unit is renamed: ${report}` }),
  },
  unitAsked: {
    time: (unit: string) => ({
      zh: `请答复：${within(unit, 16)}请求延期`,
      en: `Please answer: ${unit} asks for more time`,
    }),
    question: (unit: string) => ({
      zh: `请答复：${within(unit, 16)}有疑问`,
      en: `Please answer: a question of ${unit}`,
    }),
    objection: (unit: string) => ({ zh: `请答复：${within(unit, 16)}有异议`, en: `Please answer: ${unit} objects` }),
  },
  officeDigest: (report: string, count: number) => ({
    zh: `请处理：${report}，${count}件事`,
    en: `Please act: ${report}, ${count} ${count === 1 ? 'matter' : 'matters'}`,
  }),
  consentRequest: (matter: string, until: string) => ({
    zh: `请同意：${within(matter, 14)}，${until}前`,
    en: `Consent asked by ${until}: ${matter}`,
  }),
  consentAnswer: (matter: string, consented: boolean) => ({
    zh: `${consented ? '已同意' : '未同意'}：${within(matter, 22)}`,
    en: `${consented ? 'Consented' : 'Declined'}: ${matter}`,
  }),
  officerGone: (report: string) => ({
    zh: `请知悉：您不再经办${report}`,
    en: `Please note: you no longer run ${report}`,
  }),
  ousted: (report: string) => ({
    zh: `请知悉：${report}不用您签了`,
    en: `Please note: you are not to sign ${report} any more`,
  }),
}

/** What does not fit ends in an ellipsis; the mail says it whole. */
const within = (name: string, most: number): string => (name.length <= most ? name : `${name.slice(0, most - 1)}…`)
