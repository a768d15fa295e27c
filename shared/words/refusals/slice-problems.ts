import type { Cell } from '../../report/cells.ts'
import type { ProblemCode } from '../../report/errors.ts'
import type { LocalizedText, ReportPart } from '../../report/report-definition.ts'

type Named = Pick<Cell, 'name' | 'kind'>

const malformed: LocalizedText = { zh: '看不懂，请只填数字', en: 'cannot be read; please type digits only' }
const unreadable: Partial<Record<ProblemCode, LocalizedText>> = {
  'figure-negative': { zh: '不能是负数', en: 'cannot be negative' },
  'figure-fractional': { zh: '小数位太多，请填整数或按规定的位数填', en: 'has too many decimals' },
  'figure-too-large': { zh: '位数太多，请看看是不是多打了', en: 'has too many digits; perhaps a slip of the hand' },
  'figure-ambiguous': {
    zh: '可以有几种读法，请只填一个数字，不带单位和其他文字',
    en: 'could mean several things; please type one number without unit or words',
  },
}

/** What is wrong with what was typed into a slice, said to the clerk who typed it. */
export const sliceProblems = {
  /** A cell that cannot be taken as it was typed. */
  refused: (cell: Named, code: ProblemCode): LocalizedText => {
    if (code === 'figure-missing') return sliceProblems.missing(cell)
    if (code === 'figure-not-applicable') return sliceProblems.notApplicable(cell)
    return code === 'field-malformed' ? sliceProblems.notNil(cell) : sliceProblems.unreadable(cell, code)
  },
  unreadable: ({ name, kind }: Named, code: ProblemCode): LocalizedText => {
    const what = unreadable[code] ?? malformed
    const whole = code === 'figure-fractional' && kind.kind !== 'amount'
    return {
      zh: `“${name.zh}”${whole ? '要填整数，不能有小数' : what.zh}。`,
      en: `“${name.en}” ${whole ? 'must be a whole number' : what.en}.`,
    }
  },
  missing: ({ name }: Named): LocalizedText => ({
    zh: `“${name.zh}”还没有填。空着不等于 0，没有的请填 0。`,
    en: `“${name.en}” is empty. Blank is not zero: where there is nothing, please type 0.`,
  }),
  notApplicable: ({ name }: Named): LocalizedText => ({
    zh: `“${name.zh}”不能填“不适用”，没有发生的请填 0。`,
    en: `“${name.en}” cannot be “not applicable”: where nothing happened, please type 0.`,
  }),
  notNil: ({ name }: Named): LocalizedText => ({
    zh: `“${name.zh}”填了数，又勾选了“全年没有任何要报告的内容”。请去掉其中一个。`,
    en: `“${name.en}” has a figure although “nothing to report” is ticked. Please undo one of the two.`,
  }),
  foreign: ({ name }: Named): LocalizedText => ({
    zh: `“${name.zh}”不由您单位填报，请去掉。`,
    en: `“${name.en}” is not for your unit to fill. Please leave it out.`,
  }),
  unknown: { zh: '报表里没有这一格，请去掉。', en: 'The report has no such cell. Please leave it out.' },
  unknownPart: {
    zh: '报告里没有这一部分，或者不由您单位填写，请去掉。',
    en: 'The report has no such part, or it is not for your unit to write. Please leave it out.',
  },
  total: ({ name }: Named, { sent, computed }: { sent: string; computed: string }): LocalizedText => ({
    zh: `“${name.zh}”填的是 ${sent || '空白'}，按各格相加应为 ${computed}。请核对各格，合计由系统计算，不用填。`,
    en: `“${name.en}” says ${sent || 'nothing'}, but its cells add up to ${computed}. Please check the cells; the total is computed and need not be sent.`,
  }),
  textMissing: ({ number, title }: Pick<ReportPart, 'number' | 'title'>): LocalizedText => ({
    zh: `“${number.zh}、${title.zh}”还没有写。`,
    en: `“${number.en}. ${title.en}” has not been written yet.`,
  }),
  textTooLong: (
    { number, title }: Pick<ReportPart, 'number' | 'title'>,
    { length, limit }: { length: number; limit: number },
  ): LocalizedText => ({
    zh: `“${number.zh}、${title.zh}”有 ${length} 字，最多 ${limit} 字，请精简。`,
    en: `“${number.en}. ${title.en}” has ${length} characters; ${limit} is the most. Please shorten it.`,
  }),
  explain: (where: LocalizedText): LocalizedText => ({
    zh: `“${where.zh}”请核对：填错了就改，没有错请写明原因。`,
    en: `Please check “${where.en}”: correct what is wrong; if nothing is, please say why.`,
  }),
  explainAgain: (where: LocalizedText): LocalizedText => ({
    zh: `“${where.zh}”的数字改过了，请看看原来的说明还对不对，再提交一次。`,
    en: `The figures of “${where.en}” have changed. Please see whether the explanation still holds and submit again.`,
  }),
  explanationTooLong: (limit: number): LocalizedText => ({
    zh: `说明最多 ${limit} 字，请精简。`,
    en: `An explanation has ${limit} characters at most. Please shorten it.`,
  }),
} as const
