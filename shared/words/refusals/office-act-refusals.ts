import type { LocalizedText } from '../../report/report-definition.ts'

/** Why the office cannot do something on its board now. */
export const officeActRefusals = {
  officerUnknown: { zh: '请选择一位经办人。', en: 'Please choose a person of the office.' },
  officerGone: {
    zh: '您已不再经办这份报告，这一步没有办。',
    en: 'You no longer run this report, so nothing was done.',
  },
  lastOfficer: {
    zh: '这是最后一位经办人，不能去掉；请写明由谁接替。',
    en: 'This is the last person of the office and cannot be let go; please name who takes their place.',
  },
  officerSigns: {
    zh: '这个人在不可缺少的环节有席位，不能同时是经办人。请另选一人。',
    en: 'This person has a seat at an indispensable stage and cannot be of the office as well. Please choose somebody else.',
  },
  officerAlready: { zh: '这位已经是经办人。', en: 'This person is of the office already.' },
  reason: {
    zh: '请写明理由。',
    en: 'Please give the reason.',
  },
  reasonTooLong: (most: number) => ({
    zh: `理由请控制在 ${most} 字以内。`,
    en: `Please keep the reason within ${most} characters.`,
  }),
  unknownAct: { zh: '请选择要做的事。', en: 'Please choose what to do.' },
  notPublished: {
    zh: '报告还没有发布，不需要更正；可以重新开放单位或者调整数据。',
    en: 'The report is not published yet, so there is nothing to correct; reopen a unit or adjust a figure instead.',
  },
  closed: {
    zh: '报告已经发布。要改动，请先点「开始更正」。',
    en: 'The report is published. To change anything, begin a correction first.',
  },
  cancelled: {
    zh: '这一期已经撤回，不能再操作。要重新办，请开新的一期。',
    en: 'This cycle was called off and nothing can be done in it. To do it again, open another one.',
  },
  notBegun: (opens: string): LocalizedText => ({
    zh: `这一期定于 ${opens} 自动开始。开始以前只能整期撤回，或者换经办人。`,
    en: `This cycle begins by itself on ${opens}. Until then it can only be called off, or its people of the office be replaced.`,
  }),
  hasBegun: {
    zh: '已经有单位报送，不能整期撤回了。可以暂停这一期，或者请单位改。',
    en: 'A unit has submitted already, so the cycle cannot be called off. It can be put on hold, or the unit be asked to mend.',
  },
  publishing: {
    zh: '报告已经签完，正在发布。发布以后要改动，请用「开始更正」。',
    en: 'The report is signed and being published. To change anything, begin a correction afterwards.',
  },
  tooLate: {
    zh: '报告已经进入发布，这一步没有赶上。要改动，请在发布后用「开始更正」。',
    en: 'The report has left for publication, so this came too late. To change anything, begin a correction afterwards.',
  },
  sentAgain: {
    zh: '单位刚刚报送了新的一版，这次调整没有生效。请核对新的数字。',
    en: 'The unit has just sent another revision, so this adjustment has no effect. Please check the new figures.',
  },
  alreadyHeld: { zh: '这一期已经暂停了。', en: 'The cycle is on hold already.' },
  notHeld: { zh: '这一期没有暂停。', en: 'The cycle is not on hold.' },
  remindSure: { zh: '请勾选“现在就发”。', en: 'Please tick that it is to be sent now.' },
  nobodyToRemind: { zh: '请选要催办的单位。', en: 'Please choose the units to remind.' },
  owesNothing: (unit: LocalizedText): LocalizedText => ({
    zh: `${unit.zh}现在不欠什么，不用催。`,
    en: `${unit.en} owes nothing now.`,
  }),
  hasSent: (unit: LocalizedText): LocalizedText => ({
    zh: `${unit.zh}已经报送过了。要让它改，请用「重新开放」。`,
    en: `${unit.en} has sent its slice already. To let it change something, reopen it.`,
  }),
  owesText: (unit: LocalizedText): LocalizedText => ({
    zh: `报告里有一部分文字只有${unit.zh}写，不能代报零，也不能免报。人换了请换联系人。`,
    en: `A part of the report is written by ${unit.en} alone, so it can neither be filed nil nor be let off. To have somebody else write it, change its contacts.`,
  }),
  lastUnit: (unit: LocalizedText): LocalizedText => ({
    zh: `只剩${unit.zh}一个单位了，没有它报告就没有内容。`,
    en: `${unit.en} is the only unit left; without it the report says nothing.`,
  }),
  nothingToAdjust: (unit: LocalizedText): LocalizedText => ({
    zh: `${unit.zh}还没有生效的报送，没有可以调整的数字。`,
    en: `${unit.en} has no slice that counts yet, so there is no figure to adjust.`,
  }),
  notAdded: (unit: LocalizedText): LocalizedText => ({
    zh: `${unit.zh}的数由条线汇总，不加进这份报告，没有可以调整的。`,
    en: `${unit.en} is counted by its own line; its figures are not in this report, so there is nothing to adjust.`,
  }),
  nilForNothing: (unit: LocalizedText): LocalizedText => ({
    zh: `${unit.zh}的数由条线汇总，不加进这份报告；它自己的年度报告要它自己报。确实不用报的，请免报。`,
    en: `${unit.en} is counted by its own line, and its own report only it can file. If it need not, exempt it.`,
  }),
  cellUnknown: (unit: LocalizedText): LocalizedText => ({
    zh: `这一格不由${unit.zh}填，或者是系统算出来的合计，不能调整。`,
    en: `This cell is not filled by ${unit.en}, or it is a computed total; it cannot be adjusted.`,
  }),
  figureChanged: (cell: LocalizedText, now: string): LocalizedText => ({
    zh: `「${cell.zh}」现在是 ${now || '空白'}，和您看到的不一样了。请核对后再调整。`,
    en: `“${cell.en}” is now ${now || 'blank'}, not what you saw. Please check it and adjust it again.`,
  }),
  figure: { zh: '这个数字读不懂，请只填数字。', en: 'This figure could not be read; please type digits only.' },
  figureMissing: { zh: '请填写调整后的数字。', en: 'Please give the figure as it is to be.' },
  sameFigure: { zh: '调整后的数字和现在的一样。', en: 'This is the figure it has already.' },
  nothingToExplain: {
    zh: '这一条提示已经说明过，或者数字变了，不用再说明。',
    en: 'This warning has been explained, or its figures have changed; there is nothing to explain.',
  },
  noRound: {
    zh: '现在没有进行中的审签，等数据汇总好以后再操作。',
    en: 'No sign-off is going on now; please wait until the slices are merged.',
  },
  stageUnknown: { zh: '没有这个审签环节。', en: 'There is no such stage.' },
  signedOneself: {
    zh: '您自己审签过这一稿，跳过环节或代为通过要由另一位同事提出；改派审签人不受此限。',
    en: 'You signed this draft yourself: to skip or pass somebody else is for a colleague to propose. You may still give a seat to another person.',
  },
  stageOver: { zh: '这个环节已经完成，不用跳过。', en: 'This stage is over; there is nothing to skip.' },
  seatUnknown: { zh: '请选择一位审签人。', en: 'Please choose an approver.' },
  hasDecided: (name: string): LocalizedText => ({
    zh: `${name}这一席已经有决定了，不能再改。`,
    en: `The seat of ${name} has its decision, which stands.`,
  }),
  nobodyNamed: { zh: '请填写改由谁审签：姓名和邮箱。', en: 'Please name who is to sign instead, with an address.' },
  nobodyPassedOver: {
    zh: '没有这样一封通知：请在“需要处理”里选要改寄的那一封。',
    en: 'There is no such notice: please choose it under what needs the office.',
  },
  sameAddress: { zh: '现在就是这个邮箱，没有改。', en: 'It goes to this address already.' },
  samePerson: { zh: '现在就是这位，不用改派。', en: 'This person has the seat already.' },
  indispensable: {
    zh: '这个环节不可缺少：没有它的签批，报告不能公布，所以不能跳过，也不能代为通过。可以请另一个人来签。',
    en: 'This stage is indispensable: nothing is published without its decision, so it can be neither skipped nor forced. Another person can be asked to sign.',
  },
  fillsToo: (name: string): LocalizedText => ({
    zh: `${name}是填报人，不能审签。`,
    en: `${name} fills in a slice and cannot sign off.`,
  }),
  confirmLink: {
    zh: '请先勾选「原链接作废」，再取新链接。',
    en: 'Please tick that the old link ends, then make the fresh one.',
  },
  noLink: {
    zh: '这个人现在没有这样的链接，请刷新页面看看最新情况。',
    en: 'This person has no such link now; please reload the page.',
  },
}
