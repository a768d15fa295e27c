import type { LocalizedText } from '../../report/report-definition.ts'

/** Why a unit’s own report is neither cleared nor sent back. */
export const clearanceRefusals = {
  choice: { zh: '请选“核准公布”，或者退回并写明原因。', en: 'Please choose to clear or to send back.' },
  none: { zh: '没有选中任何单位。', en: 'No unit is chosen.' },
  unknown: { zh: '没有这个单位，或者它还没有报送。', en: 'There is no such unit, or it has sent nothing.' },
  reason: {
    zh: '请写清退回的原因，单位看了才知道改什么。',
    en: 'Please say why, so that the unit knows what to change.',
  },
  noCell: { zh: '这份报告没有这一格。', en: 'This report has no such cell.' },
  tooLong: (longest: number) => ({
    zh: `原因太长，最多${longest}个字。`,
    en: `The reason is too long: at most ${longest} characters.`,
  }),
  changed: (unit: LocalizedText) => ({
    zh: `${unit.zh}刚才又报送了新的一版，请看过再决定。`,
    en: `${unit.en} has just sent another revision. Please look at it before you decide.`,
  }),
  own: (unit: LocalizedText) => ({
    zh: `${unit.zh}的这一份有您参加填写、报送或者审签，要请另一位经办人核准。`,
    en: `You have a part in filling in, sending or signing this report of ${unit.en}; a colleague at the office has to clear it.`,
  }),
  madeLink: (unit: LocalizedText) => ({
    zh: `${unit.zh}的这一份填写或者报送时用过您出具的链接，单位没有负责人确认，要请另一位经办人核准；或者先在工作台上给单位“寄新链接”，再退回，由单位提交（可以原样提交）。`,
    en: `A link that you had made was used in filling in or sending this report of ${unit.en}, and nobody there has confirmed it: a colleague at the office has to clear it; or you have a fresh link mailed to the unit on the board and send the report back, and the unit files it, also as it was.`,
  }),
  nothing: (unit: LocalizedText) => ({
    zh: `${unit.zh}现在没有待核准的报告。`,
    en: `There is nothing of ${unit.en} to be decided now.`,
  }),
  beingSigned: (unit: LocalizedText) => ({
    zh: `${unit.zh}的数字已经汇总进正在审签的稿件。要它改，请在工作台上给它重新打开填报。`,
    en: `The figures of ${unit.en} are in the draft that is being signed. To have them changed, reopen the unit's slice on the board.`,
  }),
  stands: {
    zh: '同事刚才对这一份作了另一种决定，以先作的为准。',
    en: 'A colleague decided otherwise about this report a moment ago; the first decision stands.',
  },
  noReports: { zh: '这种报告没有各单位自己的报告。', en: 'The units publish no reports of their own here.' },
}
