import type { LocalizedText } from '../../report/report-definition.ts'

/** Why a cycle cannot be opened as it was put down. */
export const openingRefusals = {
  onlyTests: {
    zh: '您是从测试的工作台来的，从这里只能开测试。正式的一期请从上一期正式的工作台开，或请管理员开。',
    en: 'You came from a test’s board, which opens tests only. Please open a real cycle from a real one’s board, or ask the operator.',
  },
  cycle: {
    zh: '这一期的代号只能用小写字母、数字和连字符，最多 60 个字符。',
    en: 'The id of the cycle may have lower-case letters, digits and hyphens only, at most 60.',
  },
  issuer: {
    zh: '发布机关的代号只能用小写字母、数字和连字符，最多 40 个字符，例如 tongjiang。',
    en: 'The id of the issuer may have lower-case letters, digits and hyphens only, at most 40, e.g. tongjiang.',
  },
  year: {
    zh: '报告年度请填四位数字，例如 2025。',
    en: 'Please give the year reported on with four digits, e.g. 2025.',
  },
  yearNotEnded: (year: number): LocalizedText => ({
    zh: `${year}年还没有结束，数字还会变。请填“开始日期”，${year + 1}年1月1日或以后，到那天早上自动开始；要先试一遍，请开测试。`,
    en: `${year} has not ended and its figures will still change. Please give the day on which the cycle is to begin by itself, 1 January ${year + 1} or later; to rehearse before, open a test.`,
  }),
  opensMalformed: {
    zh: '开始日期请写成「年-月-日」，例如 2027-01-04。',
    en: 'Please write the day on which it begins as year-month-day, e.g. 2027-01-04.',
  },
  opensPast: {
    zh: '开始日期已经过去了；马上开始，就不用填。',
    en: 'The day on which it is to begin is over; leave it empty to begin at once.',
  },
  opensTooLate: (submissions: string): LocalizedText => ({
    zh: `开始日期要早于各单位报送的期限 ${submissions}。`,
    en: `It has to begin before the date by which the units report, ${submissions}.`,
  }),
  noUnits: { zh: '名册里没有单位，请先导入名册。', en: 'The roster has no units. Please load a roster first.' },
  officeEmpty: {
    zh: '请至少填一位负责这项工作的经办人，工作台链接会发给他们。',
    en: 'Please name at least one person at the office; the link to the board goes to them.',
  },
  unitId: (unit: string): LocalizedText => ({
    zh: `「${unit}」的单位代码只能用小写字母、数字和连字符。`,
    en: `The code of ${unit} may have lower-case letters, digits and hyphens only.`,
  }),
  unitTwice: (unit: string): LocalizedText => ({
    zh: `单位代码 ${unit} 出现了两次。`,
    en: `The unit code ${unit} appears twice.`,
  }),
  noContact: (unit: string): LocalizedText => ({
    zh: `「${unit}」还没有联系人。`,
    en: `${unit} has no contact yet.`,
  }),
  leaderFills: (unit: string): LocalizedText => ({
    zh: `「${unit}」的负责人同时是填报人。填报和确认要由两个人做，请换一位。`,
    en: `The leader of ${unit} is also a contact. Filling in and confirming are done by two people; please name another.`,
  }),
  roleEmpty: (role: string): LocalizedText => ({
    zh: `还没有单位承担角色 ${role}，它负责的格子没有人填。请在名册「角色」一列给一个单位填上 ${role}。`,
    en: `No unit has the role ${role}, so nobody would fill its cells. Please put ${role} in the roles of one unit.`,
  }),
  roleShared: (role: string, units: string): LocalizedText => ({
    zh: `角色 ${role} 只能由一个单位承担，现在有：${units}。`,
    en: `Only one unit can have the role ${role}; now there are: ${units}.`,
  }),
  countedTwice: (unit: LocalizedText): LocalizedText => ({
    zh: `「${unit.zh}」的数只能由本级或者由条线汇总，两边都汇总就算了两遍。`,
    en: `The figures of ${unit.en} are counted here or by its own line; in both they would be counted twice.`,
  }),
  countedForNothing: (unit: LocalizedText): LocalizedText => ({
    zh: `「${unit.zh}」由条线汇总，而这种报告没有各单位自己的报告：它没有要报的，请从名册里去掉。`,
    en: `${unit.en} is counted by its own line, and the units publish no reports of their own here: it has nothing to file; please take it off the roster.`,
  }),
  countedAway: (unit: LocalizedText, role: string): LocalizedText => ({
    zh: `「${unit.zh}」承担角色 ${role}，它填的格子只有它填，不能由条线汇总。`,
    en: `${unit.en} has the role ${role}, whose cells nobody else fills, so it has to be counted here.`,
  }),
  stageTwice: (stage: LocalizedText): LocalizedText => ({
    zh: `「${stage.zh}」填了两次。`,
    en: `“${stage.en}” is given twice.`,
  }),
  stageUnknown: (stage: string): LocalizedText => ({
    zh: `这份报告没有名为 ${stage} 的审签环节。`,
    en: `This report has no sign-off stage named ${stage}.`,
  }),
  tooFew: (stage: LocalizedText, need: number, seats: number): LocalizedText => ({
    zh: `「${stage.zh}」至少要 ${need} 位审签人，现在有 ${seats} 位。`,
    en: `“${stage.en}” takes at least ${need} approvers; it has ${seats}.`,
  }),
  fillsAndSigns: (person: string, unit: string): LocalizedText => ({
    zh: `${person}是「${unit}」的填报人，不能再审签。请换一位审签人。`,
    en: `${person} fills in for ${unit} and cannot sign off as well. Please name another approver.`,
  }),
  signsTwice: (person: string): LocalizedText => ({
    zh: `${person}在审签环节里出现了两次；每一位审签人只能签一次。`,
    en: `${person} appears twice among the approvers; each person signs once.`,
  }),
  hidden: (address: string): LocalizedText => ({
    zh: `${address} 的姓名或职务里有看不见的控制字符，或者太长，请重新输入。`,
    en: `The name or title of ${address} has invisible control characters, or is too long; please type it again.`,
  }),
  unseen: (what: string): LocalizedText => ({
    zh: `「${what}」的名称里有看不见的字符，或者太长，请重新输入。`,
    en: `The name of ${what} has characters that nobody sees, or is too long; please type it again.`,
  }),
  sharedId: (id: string): LocalizedText => ({
    zh: `人员代号 ${id} 给了两个人；一个代号只能是一个人。`,
    en: `The person id ${id} is given to two people; one id is one person.`,
  }),
  officeSigns: (person: string): LocalizedText => ({
    zh: `${person}是本期的经办人，不能签这个不可缺少的环节。`,
    en: `${person} runs this cycle at the office and cannot sign a stage that is indispensable.`,
  }),
  substituteSigns: (person: string): LocalizedText => ({
    zh: `${person}自己要审签，或者已经替别人，不能再当替补。`,
    en: `${person} signs in their own right, or stands in for somebody else already, and cannot be a substitute as well.`,
  }),
  substituteOfNobody: (person: string): LocalizedText => ({
    zh: `替补${person}要替的人不在这个环节的审签人里。`,
    en: `${person} is to stand in for somebody who is not an approver of this stage.`,
  }),
  nameless: (address: string): LocalizedText => ({
    zh: `${address} 还没有填姓名。`,
    en: `${address} has no name yet.`,
  }),
  address: (name: string, address: string): LocalizedText => ({
    zh: `${name}的邮箱「${address}」不是完整的地址。`,
    en: `The address of ${name}, “${address}”, is not complete.`,
  }),
  sharedAddress: (one: string, other: string): LocalizedText => ({
    zh: `${one}和${other}用的是同一个邮箱；一个邮箱只能是一个人，否则说不清是谁签的。`,
    en: `${one} and ${other} share an address; one address is one person, or nobody could say who signed.`,
  }),
  personId: (id: string): LocalizedText => ({
    zh: `人员代号 ${id} 只能用小写字母、数字和连字符。`,
    en: `The person id ${id} may have lower-case letters, digits and hyphens only.`,
  }),
  tooMany: (units: number, most: number): LocalizedText => ({
    zh: `名册里有 ${units} 个单位，一期最多 ${most} 个。请分成几期。`,
    en: `The roster has ${units} units; a cycle has ${most} at most. Please split it.`,
  }),
  tooLarge: {
    zh: '单位名册以外的内容（说明、审签人、经办人）太长了，请缩短。',
    en: 'What is given beside the roster (the note, the approvers, the office) is too long. Please shorten it.',
  },
  shape: (field: string, message: string) => ({
    zh: `「${field}」不符合要求：${message}`,
    en: `${field}: ${message}`,
  }),
  missingChoice: {
    zh: '请选择到期还有单位没报时怎么办。',
    en: 'Please choose what happens when units are missing after the date.',
  },
  rosterLine: (line: number, message: LocalizedText): LocalizedText => ({
    zh: `名册第 ${line} 行：${message.zh}。`,
    en: `Roster, line ${line}: ${message.en}.`,
  }),
}
