import type { LocalizedText } from '../../report/report-definition.ts'

/** Why a unit cannot join, be renamed or leave, and why the cycle cannot go on without the missing ones. */
export const rosterRefusals = {
  nameMissing: { zh: '请填写单位的名称，60个字以内。', en: 'Please give the unit’s name, within 60 characters.' },
  nameTaken: (name: string): LocalizedText => ({
    zh: `名册里已经有${name}了。`,
    en: `There is a unit called ${name} in the roster already.`,
  }),
  sameName: { zh: '现在就是这个名称。', en: 'That is its name already.' },
  kind: { zh: '请选择单位的类别。', en: 'Please choose what kind of unit it is.' },
  idTaken: (id: string): LocalizedText => ({
    zh: `代码${id}已经有单位在用，请换一个。`,
    en: `Another unit has the code ${id}; please choose a different one.`,
  }),
  id: {
    zh: '单位代码只能用小写字母、数字和连字符，最多40个字符。',
    en: 'A unit code has lower-case letters, digits and hyphens only, at most 40.',
  },
  holdsRole: (unit: LocalizedText): LocalizedText => ({
    zh: `${unit.zh}负责报告里别的单位不填的部分，不能退出；人换了请换联系人，名称变了请改名称。`,
    en: `${unit.en} fills in parts of the report that no other unit does, so it cannot leave; change its contacts or its name instead.`,
  }),
  gapAlready: { zh: '这一期本来就不等缺报的单位。', en: 'This cycle goes on without missing slices already.' },
}
