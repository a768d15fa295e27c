/** What each mail is called on the board. The names in its fact and in logs are the keys: this is the list of mails there are. */
export const mailNames = {
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
  'report-waits': { zh: '等集中公开通知', en: 'notice that a report waits for all' },
  published: { zh: '发布通知', en: 'published' },
  'taken-back': { zh: '取回通知', en: 'notice that a slice was taken back' },
  objected: { zh: '异议告知', en: 'notice of an objection' },
  'unit-asked': { zh: '单位来问', en: 'what a unit asks' },
  'date-moved': { zh: '日期变动通知', en: 'notice of a date that moved' },
  'office-act': { zh: '办公室通知', en: 'notice of the office' },
  'consent-request': { zh: '请同意', en: 'consent asked' },
  'consent-answer': { zh: '对提议的答复', en: 'answer to a proposal' },
  cancelled: { zh: '整期撤回通知', en: 'notice that the cycle was called off' },
  withdrawn: { zh: '撤回通知', en: 'notice of a withdrawal' },
  ousted: { zh: '签批变动通知', en: 'notice that a signature is not asked any more' },
  'observer-copy': { zh: '抄送', en: 'copy' },
  'decision-void': { zh: '签批失效通知', en: 'notice that a signature no longer counts' },
  'returned-notice': { zh: '退回告知', en: 'notice of a return' },
  'alarm-held': { zh: '暂停告警', en: 'alarm: on hold' },
  'alarm-at-risk': { zh: '临期告警', en: 'alarm: at risk' },
  'alarm-legal-date': { zh: '法定日期告警', en: 'alarm: legal date' },
  'alarm-missed': { zh: '超期告警', en: 'alarm: missed' },
  'alarm-untold': { zh: '未通知到告警', en: 'alarm: not told' },
  'decision-code': { zh: '确认码', en: 'digits for a decision' },
  'wrong-codes': { zh: '错码告警', en: 'wrong digits' },
}

export type MailName = keyof typeof mailNames

/**
 * What a mail is owed for: each is sent once. Its `key` stands in the mail's fact for good; `mail`: what it is called, where whoever sends
 * it says nothing else; `again`: who sends it again that a crash swallowed, where it is not the repair loop.
 */
export const owedMails = {
  invite: { mail: 'invitation', key: ['unit', 'person'] },
  board: { mail: 'board-link', key: ['person'], again: 'by its state' },
  /** The unit's leader is asked about a revision. */
  confirm: { mail: 'confirmation-request', key: ['unit', 'revision', 'person'] },
  receipt: { mail: 'receipt', key: ['unit', 'revision', 'person'] },
  /** Sent back outside a round: by the unit's leader, or the office that clears its report. */
  returned: { mail: 'returned-slice', key: ['unit', 'by', 'revision', 'person'] },
  /** The unit took back what its leader was asked about. */
  'taken-back': { mail: 'taken-back', key: ['unit', 'revision', 'person'] },
  /** Sent back by the check or an approver, with the whole round. */
  return: { mail: 'returned-slice', key: ['round', 'unit', 'person'] },
  request: { mail: 'sign-off-request', key: ['round', 'stage', 'seat', 'person'] },
  copy: { mail: 'observer-copy', key: ['round', 'stage', 'person'] },
  /** A signature does not count any more. */
  void: { mail: 'decision-void', key: ['round', 'stage', 'seat'] },
  /** The first word of a duty (its key) that no other mail tells of. */
  told: { mail: 'owed', key: ['owed...'] },
  remind: { mail: 'reminder', key: ['person', 'date'] },
  escalate: { mail: 'escalation', key: ['unit', 'revision', 'person'], again: 'by the clock' },
  alarm: { mail: 'alarm-held', key: ['alarm', 'about', 'person'], again: 'by the clock' },
  digest: { mail: 'office-digest', key: ['person', 'date'], again: 'by the clock' },
  act: { mail: 'office-act', key: ['act', 'person'] },
  /** A unit asked something: everybody at the office hears. */
  asked: { mail: 'unit-asked', key: ['unit', 'n', 'person'] },
  /** Who signed before a unit objected to a figure of the draft. */
  objected: { mail: 'objected', key: ['unit', 'n', 'person'] },
  /** The lead of a unit added a colleague. */
  colleague: { mail: 'invitation', key: ['unit', 'n', 'person'] },
  /** A second person is asked about a proposal; who proposed it hears the answer; who signs no more hears so. */
  consent: { mail: 'consent-request', key: ['proposal', 'person'] },
  'consent-answer': { mail: 'consent-answer', key: ['proposal', 'person'] },
  ousted: { mail: 'ousted', key: ['act', 'person'] },
  /** A notice of working days moved a date of theirs. */
  moved: { mail: 'date-moved', key: ['act', 'person'] },
  /** The cycle was opened by mistake. */
  cancelled: { mail: 'cancelled', key: ['person'] },
  /** A version that was public was taken back. */
  withdrawn: { mail: 'withdrawn', key: ['act', 'person'] },
  published: { mail: 'published', key: ['version', 'person'], again: 'by its state' },
  /** A unit's own report is cleared, and waits for the instant (`from`) of all. */
  'unit-waits': { mail: 'report-waits', key: ['unit', 'revision', 'from', 'person'], again: 'by the clock' },
  /** A unit's own report is out. */
  'unit-published': { mail: 'published', key: ['unit', 'version', 'person'], again: 'by the clock' },
  'fresh-link': {
    mail: 'fresh-link',
    key: ['purpose', 'subject...', 'person', 'generation', 'date'],
    again: 'by who asked',
  },
  /** Digits that were asked for: the link's short hash, what they decide, the how-many-eth. */
  code: { mail: 'decision-code', key: ['link', 'about', 'n'], again: 'by who asked' },
  'wrong-codes': { mail: 'wrong-codes', key: ['link', 'about', 'tries'], again: 'by who asked' },
} as const satisfies Record<string, { mail: MailName; key: readonly string[]; again?: string }>
