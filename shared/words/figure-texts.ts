/** What stands at a figure in a table of the report. */
export const figureTexts = {
  blank: { zh: '空白', en: 'blank' },
  notReported: { zh: '未报', en: 'not reported' },
  amount: (figure: string, unit: string) => ({ zh: `${figure}${unit}`, en: `${figure} (${unit})` }),
  incomplete: { zh: '（不完整：有单位没有算进去）', en: ' (incomplete: a unit is not in it)' },
  see: { zh: '见', en: 'see' },
  mark: { remark: { zh: '注', en: 'remark ' }, correction: { zh: '更', en: 'corrected ' } },
  before: { zh: '原为', en: 'was' },
  now: { zh: '现为', en: 'now' },
}
