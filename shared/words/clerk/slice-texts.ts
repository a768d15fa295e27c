import type { LocalizedText } from '../../report/report-definition.ts'

/** What a unit reads while it fills its slice, and after. */
export const sliceTexts = {
  title: (unit: string) => ({ zh: `${unit}填报`, en: `Slice of ${unit}` }),
  due: (date: string) => ({
    zh: `请在${date}（含当天）前提交。`,
    en: `Please submit by ${date} (that day included). `,
  }),
  soon: { zh: '请尽快修改后提交。', en: 'Please correct it and submit again as soon as you can. ' },
  how: {
    zh: '逐格填写数字，没有的填 0。灰底的合计由系统计算。',
    en: 'Type a figure into each cell, 0 where there is nothing. The totals on grey are computed for you.',
  },
  /** Seen in Windows' IE mode alone, where no script of ours runs. */
  oldBrowser: {
    zh: '您用的是 IE 模式（兼容模式）：不会边填边存，请常按“保存”。换成 Edge、360 极速模式或 Chrome，可以粘贴、读入文件，随填随存。',
    en: 'This is IE mode: nothing is saved while you type, so please press “Save” often. In Edge, Chrome or 360’s fast mode you can paste, read files in, and all is kept as you type.',
  },
  sent: (number: string, at: string, by: string) => ({
    zh: `${by}已于${at}提交，回执号 ${number}。`,
    en: `${by} submitted it on ${at}, receipt ${number}.`,
  }),
  sentMore: {
    zh: '期限之前还可以改，改完再提交一次，以最后一次为准。',
    en: 'Until the date you may change it and submit again; the last one counts.',
  },
  official: { zh: '按公布的表格看全部', en: 'See everything in the official tables' },
  toReceipt: { zh: '看回执', en: 'See the receipt' },
  takenTitle: { zh: '已经取回，还没有重新提交', en: 'Taken back; not submitted again yet' },
  taken: (at: string) => ({
    zh: `您单位在${at}取回了上一版。改好请再提交一次。`,
    en: `Your unit took the last revision back on ${at}. Please change it and submit again.`,
  }),
  returnedTitle: {
    zh: '这份填报被退回，请修改后再提交',
    en: 'This slice was returned; please correct it and submit again',
  },
  returnedBy: (who: string, at: string) => ({
    zh: `${at}，${who}退回。原因：`,
    en: `Returned by ${who} on ${at}. Reasons:`,
  }),
  byCheck: { zh: '系统核对', en: 'the check' },
  byLeader: { zh: '本单位领导', en: 'the unit’s leader' },
  lockedTitle: {
    late: { zh: '填报已经截止', en: 'Submission has closed' },
    exempt: { zh: '您单位今年不用填报', en: 'Your unit need not submit this year' },
    cancelled: { zh: '这一期已经撤回，不用填报', en: 'This cycle was called off; nothing is to be submitted' },
    published: { zh: '报告已经公布，不能再填报', en: 'The report is published; nothing can be submitted any more' },
    abandoned: {
      zh: '这次更正已经放弃，不用再填报',
      en: 'This correction was given up; nothing is to be submitted any more',
    },
  },
  closed: (title: LocalizedText, phone: string) => ({
    zh: `${title.zh}。需要提交或修改的话，请打电话 ${phone}。`,
    en: `${title.en}. If you have to submit or correct something, please call ${phone}.`,
  }),
  returner: {
    check: { zh: '系统核对', en: 'the check' },
    unit: { zh: '您单位', en: 'your unit' },
    leader: { zh: '本单位领导', en: 'the unit’s leader' },
  },
  locked: {
    late: (since: string, phone: string) => ({
      zh: `${since}起不再接收填报。还需要提交或修改的话，请在下面写给经办机构，由他们重新开放；着急的话打电话 ${phone}。`,
      en: `Since ${since} nothing is taken in. If you still have to submit or correct something, please write to the office below: it can open it again. If it is urgent, call ${phone}.`,
    }),
    exempt: (since: string, phone: string) => ({
      zh: `经办机构已于${since}免去您单位的填报。有疑问请在下面写给他们，或者打电话 ${phone}。`,
      en: `On ${since} the office let your unit off. Questions: write to it below, or call ${phone}.`,
    }),
    cancelled: (since: string, phone: string) => ({
      zh: `这一期开错了，经办机构已于${since}撤回。您不用再做什么；有疑问请打电话 ${phone}。`,
      en: `The cycle was opened by mistake and called off on ${since}. There is nothing for you to do; questions: telephone ${phone}.`,
    }),
    published: (since: string, phone: string) => ({
      zh: `报告已于${since}公布。发现数字有错的话，请在下面写给经办机构，由他们发起更正；着急的话打电话 ${phone}。`,
      en: `The report was published on ${since}. If a figure is wrong, please write to the office below: it can begin a correction. If it is urgent, call ${phone}.`,
    }),
    abandoned: (since: string, phone: string) => ({
      zh: `更正已于${since}放弃。发现数字有错的话，请在下面写给经办机构，由他们另行更正；着急的话打电话 ${phone}。`,
      en: `The correction was given up on ${since}. If a figure is wrong, please write to the office below: it can begin another one. If it is urgent, call ${phone}.`,
    }),
  },
  lockedKept: {
    zh: '刚才填的内容没有提交，都列在下面，可以复制保存。',
    en: 'What you just typed was not submitted. It is listed below for you to copy.',
  },
  notSent: { zh: '您单位还没有提交过。', en: 'Your unit has not submitted anything yet.' },
  whatWasSent: { zh: '已提交的内容', en: 'What was submitted' },
  summaryTitle: (count: number) => ({
    zh: `有 ${count} 个地方要改，还没有提交`,
    en: count === 1 ? 'One thing to correct; not submitted yet' : `${count} things to correct; not submitted yet`,
  }),
  summaryLead: {
    zh: '点哪一条，就跳到哪一处。填好的内容都还在。',
    en: 'Press a line to get to its place. Everything you typed is still there.',
  },
  missing: (table: string, count: number) => ({
    zh: `${table}：还有 ${count} 格空着。空着不等于 0，没有的请填 0。`,
    en: `${table}: ${count} ${count === 1 ? 'cell is' : 'cells are'} empty. Blank is not zero: where there is nothing, type 0.`,
  }),
  explainTitle: { zh: '请核对，没有错的请说明原因', en: 'Please check these, and explain what is right' },
  explainLead: {
    zh: '填错了就改；没有错的话，请写明原因。说明会给审签的领导看。',
    en: 'Correct what is wrong; if nothing is, please say why. Whoever signs will see it.',
  },
  explainLabel: (where: string) => ({ zh: `${where}：原因说明`, en: `${where}: explanation` }),
  explainOnly: (count: number) => ({
    zh: `有 ${count} 处请说明原因，还没有提交`,
    en: `${count} to explain; not submitted yet`,
  }),
  explainCount: (count: number, { more }: { more: boolean }) => ({
    zh: `${more ? '另' : ''}有 ${count} 处请说明原因，见表格后面。`,
    en: `${count}${more ? ' more' : ''} to be explained; see below the tables.`,
  }),
  otherThanLastYear: {
    zh: '去年的数不对，或者去年以来单位有合并、拆分的，请按“有疑问”告诉经办机构，不要为了对上而改数。',
    en: 'If last year’s figures are wrong, or units have merged or split since, tell the office by “A question”; change no figure just to make it fit.',
  },
  notes: { zh: '供参考，不影响提交：', en: 'For your information; they do not stop you from submitting:' },
  passedTitle: { zh: '检查通过，还没有提交', en: 'The check found nothing; not submitted yet' },
  passed: (count: number) => ({
    zh: `核对了 ${count} 条勾稽关系，没有发现问题。请按“看一遍，再提交”。`,
    en: `${count} relations were checked and hold. Please press “Look it through, then submit”.`,
  }),
  zeroedTitle: { zh: '空格已填 0，还没有提交', en: 'Empty cells are now 0; not submitted yet' },
  zeroed: { zh: '没有问题就按“看一遍，再提交”。', en: 'If all is well, press “Look it through, then submit”.' },
  nil: {
    zh: '全年没有任何要报告的内容，所有数字都是 0',
    en: 'Nothing to report for the whole year: every figure is 0',
  },
  nilHint: {
    zh: '勾选后不用逐格填写，直接提交。有一格不是 0 就不要勾选。',
    en: 'When ticked you need not fill in the cells; just submit. Do not tick it if a single figure is not 0.',
  },
  zero: {
    zh: '本表没有发生？把空着的格子都填 0',
    en: 'Nothing happened here? Put 0 into the empty cells of this table',
  },
  lastYear: (figure: string) => ({ zh: `去年 ${figure}`, en: `last year ${figure}` }),
  lastYearZero: {
    zh: '格子左边的小字是去年的数，没有标的去年是 0。',
    en: ' The small figure at the left of a cell is last year’s; where none is shown it was 0.',
  },
  suggested: { zh: '由去年报告转来，不用填', en: 'carried over from last year’s report' },
  total: { zh: '自动合计', en: 'computed' },
  unit: (unit: string) => ({ zh: `单位：${unit}`, en: `in ${unit}` }),
  chars: (limit: number) => ({ zh: `最多 ${limit} 字。`, en: `${limit} characters at most.` }),
  see: { zh: '见上面的问题', en: 'see the findings above' },
  check: { zh: '检查', en: 'Check' },
  checkHint: { zh: '“检查”核对并保存，不提交。', en: '“Check” checks and saves; it submits nothing.' },
  asItWas: {
    zh: '核对过了，内容不用改，按原样再报一次',
    en: 'I have checked it; nothing has to be changed, submit it as it was',
  },
  submit: { zh: '提交', en: 'Submit' },
  submitAnyway: { zh: '按我填的提交', en: 'Submit mine' },
  changedTitle: { zh: '这期间有同事提交了另一个版本', en: 'A colleague has submitted another version meanwhile' },
  changed: (by: string, at: string, number: string) => ({
    zh: `${by}在${at}提交了 ${number}。您填的内容还在下面，还没有提交。不一样的地方：`,
    en: `${by} submitted ${number} on ${at}. What you typed is still below and has not been submitted. The differences:`,
  }),
  changedNow: {
    zh: '请和同事商量好。要以您填的为准，再按一次“提交”。',
    en: 'Please agree with your colleague. If yours shall count, press “Submit” again.',
  },
  changedNone: {
    zh: '数字和文字没有不同，只有说明或勾选不同。',
    en: 'Figures and texts are the same; only explanations or ticks differ.',
  },
  theirs: { zh: '同事提交的', en: 'Submitted' },
  yours: { zh: '您填的', en: 'Yours' },
  place: { zh: '位置', en: 'Where' },
  mismatchTitle: { zh: '请再按一次提交', en: 'Please press “Submit” once more' },
  mismatch: {
    zh: '您在这期间重新打开过链接，刚才填的内容还在，还没有提交。请核对后再按一次。',
    en: 'You opened the link again meanwhile. What you typed is still here and has not been submitted. Please look and press again.',
  },
  strayTitle: { zh: '这一页是另一个单位的，没有提交', en: 'This page belongs to another unit; nothing was submitted' },
  stray: (now: string) => ({
    zh: `这个浏览器后来打开了${now}的链接。为免张冠李戴，刚才填的内容没有提交，列在下面，可以复制。请从邮件里重新打开原来的链接。`,
    en: `This browser has since opened the link of ${now}. So that nothing goes out under the wrong name, what you typed was not submitted; it is listed below for you to copy. Please open the first link in your mail again.`,
  }),
  keepTitle: { zh: '登录已经结束，还没有提交', en: 'The session is over; nothing was submitted yet' },
  keepLinkTitle: { zh: '链接已经失效，还没有提交', en: 'The link has ended; nothing was submitted yet' },
  keep: { zh: '请按这三步做，填好的内容不会丢：', en: 'Three steps, and nothing you typed is lost:' },
  keepSteps: {
    stay: { zh: '不要关这个页面。', en: 'Do not close this page.' },
    open: {
      zh: '到邮件里再点一次链接，在新页面按“打开”。',
      en: 'Press the link in your mail again and “Open” on the new page.',
    },
    newest: {
      zh: '打开最新的链接（最近一封邮件里的，或者经办人给您的），在新页面按“打开”；打不开的，那一页可以让系统再发一个。',
      en: 'Open the newest link (that of your latest mail, or the one the office gave you) and press “Open” on the new page; where it does not open, that page can have another mailed.',
    },
    back: { zh: '回到这个页面，按下面的按钮。', en: 'Come back to this page and press the button below.' },
  },
  keepButton: {
    zh: '我已重新打开链接，带着填好的内容继续',
    en: 'I have opened the link again; go on with what I typed',
  },
  keptTitle: { zh: '刚才填的内容', en: 'What you typed' },
  unitUnder: (unit: string) => ({ zh: `（${unit}）`, en: `(${unit})` }),
  unitBeside: (unit: string) => ({ zh: `（${unit}）`, en: ` (${unit})` }),
  rowFirst: (row: string) => ({ zh: `${row}，`, en: `${row}, ` }),
  nothingWritten: { zh: '（没有写）', en: '(nothing written)' },
  narrativeLabel: { zh: '正文', en: 'Text' },
} as const

/** In the cell itself, a word or two; the whole sentence stands at the top. */
export const shortProblems: Partial<Record<string, LocalizedText>> = {
  'figure-missing': { zh: '未填', en: 'empty' },
  'figure-malformed': { zh: '看不懂', en: 'unreadable' },
  'figure-negative': { zh: '不能为负', en: 'negative' },
  'figure-fractional': { zh: '小数不对', en: 'decimals' },
  'figure-too-large': { zh: '位数太多', en: 'too large' },
  'figure-ambiguous': { zh: '只填数字', en: 'digits only' },
  'figure-not-applicable': { zh: '要填数', en: 'a number' },
  'total-differs': { zh: '合计不符', en: 'differs' },
  'field-malformed': { zh: '不是 0', en: 'not 0' },
}
