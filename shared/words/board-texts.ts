import type { MailTemplate } from '../cycle/mail-duty.ts'
import type { LocalizedText } from '../report/report-definition.ts'

/** What the board says. */
export const boardTexts = {
  title: { zh: '工作台', en: 'The office’s board' },
  problems: { zh: '这次没有记下来，请先改好：', en: 'This was not recorded. Please mend:' },
  done: (act: string) => ({ zh: `已记录：${act}`, en: `Recorded: ${act}` }),
  doneSays: {
    zh: '相关的人会收到邮件。这一步和理由会随报告公开。',
    en: 'Those concerned are told by mail. The act and its reason are published with the report.',
  },
  freshTitle: (name: string) => ({ zh: `${name}的新链接`, en: `A fresh link for ${name}` }),
  freshSays: {
    zh: '请复制后亲手发给本人。只显示这一次；原来的链接已经失效。制作链接这件事已记录。',
    en: 'Copy it and hand it to that person yourself. It is shown this once; the link before no longer works. That it was made is on record.',
  },
  freshLink: { zh: '链接', en: 'Link' },
  freshCode: { zh: '链接打不开时，可输入：', en: 'Where the link cannot be opened, type: ' },
  fresh: { zh: '另取链接', en: 'Fresh link' },
  freshConfirm: { zh: '原链接作废', en: 'end the old one' },
  freshHint: { zh: '邮件收不到时用。原来的链接会失效。', en: 'For when mail does not arrive. The link before ends.' },
  countdown: (date: string, days: number, working: number | undefined) => ({
    zh:
      days > 0
        ? `离法定公开日期${date}还有${days}天${working === undefined ? '' : `（${working}个工作日）`}`
        : days === 0
          ? `今天（${date}）是法定公开日期`
          : `已超过法定公开日期${date}，${-days}天`,
    en:
      days > 0
        ? `${days} days to the legal date, ${date}${working === undefined ? '' : ` (${working} working days)`}`
        : days === 0
          ? `Today, ${date}, is the legal date`
          : `The legal date, ${date}, was ${-days} days ago`,
  }),
  published: (version: number, date: string, late: boolean) => ({
    zh: `第${version}版已于${date}发布${late ? '，晚于法定日期' : ''}`,
    en: `Version ${version} was published on ${date}${late ? ', after the legal date' : ''}`,
  }),
  seeReport: { zh: '看公开的报告', en: 'See the published report' },
  phase: {
    collecting: { zh: '各单位填报', en: 'Units are filling in' },
    explaining: { zh: '等您说明提示', en: 'Waiting for your explanations' },
    signing: { zh: '审签中', en: 'Being signed' },
    held: { zh: '已暂停', en: 'On hold' },
    published: { zh: '已发布', en: 'Published' },
  },
  progress: (there: number, total: number) => ({
    zh: `${total}个单位，报齐${there}个`,
    en: `${there} of ${total} units complete`,
  }),
  needs: { zh: '需要您处理', en: 'Needs you now' },
  nothing: { zh: '现在没有要您处理的事。', en: 'Nothing needs you now.' },
  see: { zh: '去处理', en: 'See to it' },
  explain: { zh: '汇总稿的提示，等您说明', en: 'Warnings on the merged draft, for you to explain' },
  explainSays: {
    zh: '这些提示不一定是错，但签批的人要看到说明。写了说明，审签才会开始。',
    en: 'They need not be errors, but who signs has to see why they stand. Sign-off begins when all are explained.',
  },
  explanation: { zh: '说明', en: 'Explanation' },
  units: { zh: '各单位', en: 'Units' },
  unit: { zh: '单位', en: 'Unit' },
  stands: { zh: '情况', en: 'Standing' },
  since: { zh: '期限', en: 'Due' },
  people: { zh: '人员和邮件', en: 'People and mail' },
  look: { zh: '办理', en: 'Open' },
  standing: {
    open: { zh: '未报', en: 'not sent' },
    returned: { zh: '已退回', en: 'sent back' },
    unconfirmed: { zh: '待负责人确认', en: 'to be confirmed' },
    uncleared: { zh: '待核准', en: 'to be cleared' },
    settled: { zh: '已报', en: 'complete' },
    exempt: { zh: '免报', en: 'exempt' },
  },
  nil: { zh: '零报告', en: 'nil' },
  late: (days: number) => ({ zh: `逾期${days}天`, en: days === 1 ? '1 day late' : `${days} days late` }),
  dueBy: (date: string) => ({ zh: `${date}前`, en: `by ${date}` }),
  owedSince: (when: string) => ({ zh: `${when}起等候`, en: `awaited since ${when}` }),
  sent: (revision: number, when: string) => ({
    zh: `${when} 报送${revision > 1 ? `（第${revision}次）` : ''}`,
    en: `sent ${when}${revision > 1 ? ` (revision ${revision})` : ''}`,
  }),
  openUntil: (date: string) => ({ zh: `已开放到${date}`, en: `open until ${date}` }),
  part: {
    contact: { zh: '填报', en: 'fills in' },
    leader: { zh: '负责人', en: 'leader' },
    approver: { zh: '审签', en: 'approver' },
  },
  owes: { zh: '待办', en: 'awaited' },
  lastMail: (template: string, when: string) => ({ zh: `${template}，${when}`, en: `${template}, ${when}` }),
  noMail: { zh: '还没有发过邮件', en: 'no mail yet' },
  template: (name: MailTemplate) => ({ zh: templates[name].zh, en: templates[name].en }),
  delivery: {
    delivered: { zh: '已送达', en: 'delivered' },
    delayed: { zh: '延迟', en: 'delayed' },
    left: { zh: '延迟后已发出', en: 'left after a delay' },
    bounced: { zh: '被退回', en: 'came back' },
    complained: { zh: '被当成垃圾邮件', en: 'marked as spam' },
    suppressed: { zh: '被拦下', en: 'suppressed' },
    'auto-replied': { zh: '自动回复', en: 'automatic reply' },
  },
  until: { zh: '开放到（含当天）', en: 'Open until (that day included)' },
  cell: { zh: '哪一格', en: 'Which cell' },
  choose: { zh: '请选择', en: 'Please choose' },
  blank: { zh: '空白', en: 'blank' },
  to: { zh: '改成', en: 'Change to' },
  nilSays: {
    zh: '替这个单位声明“本期无数据”，各项都记为 0。',
    en: 'Declares for this unit that there is nothing to report: every figure becomes 0.',
  },
  exemptSays: {
    zh: '这个单位不用报，报告里会写明。撤销不了，请想好。',
    en: 'This unit need not report; the report says so. It cannot be undone.',
  },
  contactsSays: {
    zh: '改成下面这些人。去掉的人链接马上失效，新来的人马上收到邀请；没改的不受影响。',
    en: 'These people from now on. Who is taken off loses the link at once, who is new is invited at once; the others notice nothing.',
  },
  contactName: (row: number) => ({
    zh: row === 1 ? '牵头联系人' : `联系人 ${row}`,
    en: row === 1 ? 'Lead contact' : `Contact ${row}`,
  }),
  leaderName: { zh: '负责人', en: 'Leader' },
  name: { zh: '姓名', en: 'Name' },
  address: { zh: '邮箱', en: 'E-mail' },
  personTitle: { zh: '职务', en: 'Title' },
  close: { zh: '收起', en: 'Close' },
  stages: { zh: '审签', en: 'Sign-off' },
  stageStatus: {
    waiting: { zh: '未开始', en: 'not begun' },
    asked: { zh: '等候审签', en: 'awaited' },
    approved: { zh: '已通过', en: 'approved' },
    returned: { zh: '已退回', en: 'sent back' },
    skipped: { zh: '已跳过', en: 'skipped' },
  },
  need: (need: number, seats: number) => ({
    zh: `，${seats}人中要${need}人同意`,
    en: `, ${need} of ${seats} must agree`,
  }),
  askedAt: (when: string) => ({ zh: `，${when}送签`, en: `, asked ${when}` }),
  decided: {
    approve: (by: string, when: string) => ({ zh: `${by}于${when}同意`, en: `approved by ${by}, ${when}` }),
    return: (by: string, when: string) => ({ zh: `${by}于${when}退回`, en: `sent back by ${by}, ${when}` }),
  },
  forced: { zh: '由政务公开办代为通过', en: 'passed by the office' },
  officers: { zh: '经办人', en: 'People of the office' },
  officerSays: {
    zh: '填姓名和邮箱，就由这位接替；都不填，就只是去掉（最后一位不能去掉）。原来的人的工作台链接马上失效。',
    en: 'With a name and an address that person takes the place; with neither, the person goes (the last one cannot). Their link to the board ends at once.',
  },
  reassignSays: {
    zh: '这一席改由别人审签。原来的人的链接马上失效。',
    en: 'Somebody else signs for this seat. The link of who had it ends at once.',
  },
  forceSays: {
    zh: '不等这一席，按通过算。报告里会写明是政务公开办代为通过的，不是本人签的。',
    en: 'The seat counts as passed without its holder. The report says that the office did it.',
  },
  skipSays: { zh: '这个环节不签了。报告里会写明。', en: 'This stage is not signed. The report says so.' },
  whole: { zh: '整期操作', en: 'The whole cycle' },
  wholeSays: {
    hold: {
      zh: '暂停以后不再催办，也不会往下走，直到您恢复。法定日期不会因此推迟。',
      en: 'Nobody is reminded and nothing goes on until you release it. The legal date does not move.',
    },
    release: { zh: '恢复以后接着往下走。', en: 'The cycle goes on from where it stood.' },
    correct: {
      zh: '开始更正：已发布的版本保留，改好、重新签完以后发布新的一版，并写明更正原因。',
      en: 'Begins a correction: the published version stays; once mended and signed again, a new version is published with the reason.',
    },
  },
  rounds: { zh: '轮次', en: 'Rounds' },
  round: (when: string) => ({ zh: `${when} 汇总`, en: `merged ${when}` }),
  byCheck: (reasons: number) => ({ zh: `核对后退回，${reasons}处`, en: `sent back by the check, ${reasons} places` }),
  byPerson: (by: string, reasons: number) => ({
    zh: `${by}退回，${reasons}处`,
    en: `sent back by ${by}, ${reasons} places`,
  }),
  history: { zh: '办公室的操作记录', en: 'What the office did' },
  reason: { zh: '理由（随报告公开）', en: 'Reason (published with the report)' },
  acts: {
    reopen: { zh: '重新开放填报', en: 'Reopen the slice' },
    extend: { zh: '延长期限', en: 'Give more time' },
    adjust: { zh: '调整数字', en: 'Adjust a figure' },
    justify: { zh: '说明提示', en: 'Explain a warning' },
    nil: { zh: '代报零', en: 'File nil for the unit' },
    exempt: { zh: '免报', en: 'Exempt the unit' },
    contacts: { zh: '换联系人或负责人', en: 'Change contacts or leader' },
    skip: { zh: '跳过这个环节', en: 'Skip this stage' },
    reassign: { zh: '改派审签人', en: 'Reassign the seat' },
    officer: { zh: '换人或去掉', en: 'Replace or let go' },
    force: { zh: '代为通过', en: 'Pass the seat' },
    remind: { zh: '催办', en: 'Remind' },
    hold: { zh: '暂停这一期', en: 'Put the cycle on hold' },
    release: { zh: '恢复这一期', en: 'Release the cycle' },
    correct: { zh: '开始更正', en: 'Begin a correction' },
    withdraw: { zh: '撤回已公布的报告', en: 'Withdraw what is public' },
  },
  sendExplanation: { zh: '提交说明', en: 'Send the explanation' },
  exportCsv: { zh: '导出进度表（CSV）', en: 'Export as CSV' },
  exportJson: { zh: '导出进度（JSON）', en: 'Export as JSON' },
  exportAudit: { zh: '导出审计记录', en: 'Export the audit' },
}

/** What the board calls each mail. */
const templates: Record<MailTemplate, LocalizedText> = {
  invitation: { zh: '填报邀请', en: 'invitation' },
  'board-link': { zh: '工作台链接', en: 'board link' },
  reminder: { zh: '提醒', en: 'reminder' },
  owed: { zh: '待办通知', en: 'notice' },
  escalation: { zh: '逾期通知', en: 'late notice' },
  'returned-slice': { zh: '退回通知', en: 'returned' },
  'confirmation-request': { zh: '确认请求', en: 'confirmation request' },
  'sign-off-request': { zh: '审签请求', en: 'sign-off request' },
  'office-digest': { zh: '每日汇总', en: 'digest' },
  'fresh-link': { zh: '新链接', en: 'fresh link' },
  receipt: { zh: '回执', en: 'receipt' },
  published: { zh: '发布通知', en: 'published' },
  'office-act': { zh: '办公室通知', en: 'notice of the office' },
  'consent-request': { zh: '请同意', en: 'consent asked' },
  'consent-answer': { zh: '对提议的答复', en: 'answer to a proposal' },
  withdrawn: { zh: '撤回通知', en: 'notice of a withdrawal' },
  ousted: { zh: '签批变动通知', en: 'notice that a signature is not asked any more' },
  'observer-copy': { zh: '抄送', en: 'copy' },
  'decision-void': { zh: '签批失效通知', en: 'notice that a signature no longer counts' },
  'returned-notice': { zh: '退回告知', en: 'notice of a return' },
  'alarm-held': { zh: '暂停告警', en: 'alarm: on hold' },
  'alarm-at-risk': { zh: '临期告警', en: 'alarm: at risk' },
  'alarm-legal-date': { zh: '法定日期告警', en: 'alarm: legal date' },
  'alarm-missed': { zh: '超期告警', en: 'alarm: missed' },
  'decision-code': { zh: '确认码', en: 'digits for a decision' },
  'wrong-codes': { zh: '错码告警', en: 'wrong digits' },
}
