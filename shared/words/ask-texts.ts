/** What a unit reads where it asks something of the office. */
export const askTexts = {
  title: { zh: '找经办机构', en: 'Ask the office' },
  lead: {
    zh: '写在这里的，会列在经办机构“需要您处理”的单子上；答复会发到您单位填报人的邮箱，也显示在这一页。',
    en: 'What you write here goes onto the office’s list of things to see to; the answer is mailed to those who fill in for your unit, and stands on this page.',
  },
  sent: { zh: '已转给经办机构', en: 'It is with the office' },
  time: { zh: '请求延期', en: 'Ask for more time' },
  timeLead: (due: string) => ({
    zh: `现在的期限是${due}（含当天）。经办机构同意以前，期限不变。`,
    en: `It is due by ${due} (that day included), and stays so until the office agrees.`,
  }),
  until: { zh: '希望延到（含当天）', en: 'Until (that day included)' },
  why: { zh: '理由', en: 'Why' },
  question: { zh: '有疑问', en: 'A question' },
  questionText: { zh: '要问的', en: 'Your question' },
  button: {
    time: { zh: '请求延期', en: 'Ask for more time' },
    question: { zh: '发给经办机构', en: 'Send it to the office' },
    objection: { zh: '提出异议', en: 'Object' },
  },
  adjusted: { zh: '经办机构调整的数', en: 'Figures that the office adjusted' },
  adjustedLead: {
    zh: '调整和理由会随报告公开。认为不对，请提出异议：审签的人会在这个数旁边看到。',
    en: 'The adjustment and its reason are published. If you think it wrong, object: whoever signs sees it beside the figure.',
  },
  adjustedCount: (n: number) => ({
    zh: `经办机构调整了您单位的 ${n} 个数，看一看`,
    en:
      n === 1 ? 'The office adjusted a figure of yours; look at it' : `The office adjusted ${n} of your figures; look`,
  }),
  objection: { zh: '有异议：哪里不对，应该是多少', en: 'What is wrong with it, and what it should be' },
  asked: { zh: '问过的', en: 'What was asked' },
  what: {
    time: (until: string) => ({ zh: `请求延到${until}`, en: `more time, until ${until}` }),
    question: { zh: '有疑问', en: 'a question' },
    objection: (cell: string) => ({ zh: `对“${cell}”的调整有异议`, en: `an objection to the adjustment of “${cell}”` }),
  },
  waits: { zh: '还没有答复', en: 'not answered yet' },
  granted: (until: string) => ({
    zh: `同意，延到${until}（含当天）`,
    en: `granted, until ${until} (that day included)`,
  }),
  answered: { zh: '答复', en: 'Answer' },
  problems: { zh: '没有发出', en: 'Not sent' },
}
