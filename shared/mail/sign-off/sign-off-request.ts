import { shownDate } from '../../calendar/shown-date.ts'
import type { LocalizedText } from '../../report/report-definition.ts'
import { wordsIn } from '../../words/words-in.ts'
import { calendarEntry } from '../calendar-entry.ts'
import { type Mail, type MailBlock, type MailFrame, type MailLink, mailOf } from '../layout.ts'

/** An approver is asked for a decision: the whole matter in short, one link, the six digits. */
export function signOffRequestMail(
  given: MailFrame & {
    stage: LocalizedText
    /** 1, 2, 3 …: from the second on the mail says that it is a new draft. */
    round: number
    /** Civil dates. */
    due: string
    legal: string
    units: number
    /** Names of units without a slice. */
    missing: LocalizedText[]
    nil: number
    adjustments: number
    /** Remarks of the check that somebody explained. */
    remarks: number
    /** The draft corrects a version that is public: which, why, and the cells that differ from it, as they are shown. */
    correction?: { version: number; reason: string; cells: { name: LocalizedText; from: string; to: string }[] }
    /** Digest of the draft, hex. */
    draft: string
    /** Who has signed this draft already, in order. */
    signed: string[]
    /** In whose place the person is asked, and why: the approver's own words, or that they did not answer in time. */
    instead?: { of: string; reason?: string }
    link: Omit<MailLink, 'label'>
    /** Absent where only digits count that are mailed when the page is open. */
    decisionCode?: string
    /** For the calendar: a stable id, and the instant of writing. */
    calendar: { uid: string; stamp: string }
  },
): Mail {
  const { language, report, instead, missing, correction } = given
  const t = wordsIn(texts, language)
  const due = shownDate(given.due, language)
  const stage = given.stage[language]
  const names = missing.map((name) => name[language])
  const facts: [string, string][] = [
    [t.stage, given.round > 1 ? t.stageRound(stage, given.round) : stage],
    [t.due, due],
    [t.legal, shownDate(given.legal, language)],
    [t.units, t.unitsSaid(given.units, names, given.nil)],
    [t.checks, t.checksSaid(given.remarks)],
    [t.adjustments, given.adjustments > 0 ? t.adjustmentsSaid(given.adjustments) : t.none],
    [t.signed, given.signed.length > 0 ? given.signed.join(t.comma) : t.none],
    [t.digest, given.draft.slice(0, 16)],
  ]
  const lead: MailBlock[] = [
    instead ? t.instead(instead.of, instead.reason, report, due) : t.lead(report, due),
    ...(correction ? changes(given.language, correction) : given.round > 1 ? [t.newDraft] : []),
    { facts },
    ...(names.length > 0 ? [t.gaps(names)] : []),
  ]
  return mailOf(given, {
    subject: correction ? t.correctionSubject(report, due, correction.cells.length) : t.subject(report, due),
    lead,
    ...(given.decisionCode && { decisionCode: given.decisionCode }),
    link: { ...given.link, label: t.open },
    rest: [given.decisionCode ? t.how : t.howFresh],
    calendar: calendarEntry({
      uid: given.calendar.uid,
      stamp: given.calendar.stamp,
      date: given.due,
      summary: t.subject(report, due),
      description: t.calendar(given.requester.name, given.requester.phone),
      sequence: given.round - 1,
    }),
  })
}

/** As many as a mail names. */
const mostCells = 8

function changes(
  language: 'zh' | 'en',
  {
    version,
    reason,
    cells,
  }: { version: number; reason: string; cells: { name: LocalizedText; from: string; to: string }[] },
): MailBlock[] {
  const t = wordsIn(texts, language)
  const named = cells.slice(0, mostCells).map(({ name, from, to }) => `${name[language]}: ${from} → ${to}`)
  const rest = cells.length - named.length
  return [
    t.correction(version, reason),
    t.cellsLead(cells.length),
    ...(cells.length > 0 ? [{ list: [...named, ...(rest > 0 ? [t.more(rest)] : [])] }] : []),
  ]
}

const texts = {
  comma: { zh: '、', en: ', ' },
  subject: (report: string, due: string) => ({
    zh: `请审签：${report}，${due}前`,
    en: `Your sign-off by ${due}: ${report}`,
  }),
  correctionSubject: (report: string, due: string, cells: number) => ({
    zh: `请审签更正：${report}，改${cells}格，${due}前`,
    en: `Your sign-off of a correction by ${due}: ${report}, ${cells} cells`,
  }),
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
    zh: '点开链接只是看，不会签批。在页面上选“同意”或“退回”，填上面的6位数字，再按“提交决定”才算数。',
    en: 'Opening the link only shows the draft. A decision counts once you choose “Agree” or “Return” there, type the six digits above and press “Send the decision”.',
  },
  howFresh: {
    zh: '点开链接只是看，不会签批。在页面上按“把数字发到我的邮箱”，填收到的6位数字，选“同意”或“退回”，再按“提交决定”才算数。转发这封邮件不能代签。',
    en: 'Opening the link only shows the draft. A decision counts once you have had six digits mailed to you there, choose “Agree” or “Return”, type the digits and press “Send the decision”. Forwarding this mail lets nobody sign for you.',
  },
  calendar: (name: string, phone: string) => ({
    zh: `链接在请您审签的邮件里。经办人：${name}，电话 ${phone}`,
    en: `The link is in the mail that asked for your sign-off. Asked by ${name}, telephone ${phone}`,
  }),
}
