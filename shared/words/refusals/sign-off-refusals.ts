import type { Problem } from '../../report/errors.ts'
/** Why a decision was not taken, each with what to do. */
export const signOffRefusals = {
  choiceMissing: { zh: '请先选择“同意”或“退回”。', en: 'Please choose first: agree, or return.' },
  notMeant: {
    zh: '要系统再寄一次数字，请先勾“我要签批”。',
    en: 'To have digits mailed, please tick first that you are to sign.',
  },
  attestationMissing: {
    zh: '同意之前，请在确认语句前打勾。',
    en: 'To agree, please tick the statement you attest to.',
  },
  reasonMissing: {
    zh: '退回时请至少写明一处：退给哪个单位或哪一部分，以及原因。',
    en: 'To return the draft, please name at least one unit or part, and the reason.',
  },
  reasonWithoutText: (row: number) => ({
    zh: `第${row}处选了退回对象，但没有写原因。`,
    en: `No. ${row} names what to return, but no reason.`,
  }),
  reasonWithoutTarget: (row: number) => ({
    zh: `第${row}处写了原因，但没有选退给哪个单位或哪一部分。`,
    en: `No. ${row} has a reason, but does not say which unit or part it is for.`,
  }),
  targetUnknown: (row: number) => ({
    zh: `第${row}处的退回对象不在本稿中，请重新选择。`,
    en: `No. ${row} names something that is not in this draft; please choose again.`,
  }),
  reasonsWithApproval: {
    zh: '您选了“同意”，又填了退回原因。要退回请改选“退回”，要同意请清空退回原因。',
    en: 'You chose to agree but also gave reasons for a return. Please choose “return”, or clear the reasons.',
  },
  tooLong: (limit: number) => ({ zh: `这里最多写${limit}个字。`, en: `At most ${limit} characters here.` }),
  draftMissing: {
    zh: '没有说明是对哪一稿的决定，请从页面上提交。',
    en: 'It is not said which draft the decision is on; please send it from the page.',
  },
  draftChanged: {
    zh: '您看的那一稿之后又有改动，这次决定没有记录。请看新稿后再决定。',
    en: 'The draft has changed since you opened the page, so nothing was recorded. Please read the new draft and decide on that.',
  },
  beingRemade: {
    zh: '正在生成新稿。需要您审签新稿时会发邮件。',
    en: 'A new draft is being made. You will get a mail where it needs your decision.',
  },
  notYet: {
    zh: '还没有轮到这个环节。轮到时会发邮件给您。',
    en: 'It is not this stage’s turn yet. You will get a mail when it is.',
  },
  notNeeded: { zh: '这个环节已经不需要您签批了。', en: 'Your decision is no longer needed at this stage.' },
  held: { zh: '本期报告暂停办理，请与经办机构联系。', en: 'This cycle is on hold; please ask the office.' },
  published: { zh: '报告已经公布，不能再签批。', en: 'The report has been published; it can no longer be decided on.' },
  leftMeanwhile: {
    zh: '您的退回没有赶上：报告在同一时刻已进入发布。请告诉经办机构，由他们开始更正。',
    en: 'Your return came too late: the report left for publication in the same moment. Please tell the office, so that it begins a correction.',
  },
  passedOver: {
    zh: '您这次签批不算数：就在同时，这一席改由别人签批，或者由经办机构按通过算了。如有疑问请与经办机构联系。',
    en: 'Your decision does not count: in the same moment the office gave the seat to another, or passed it. Please ask the office if in doubt.',
  },
  decisionStands: (name: string, when: string, choice: string) => ({
    zh: `${name}已于${when}${choice}，这个决定有效，您这次的提交没有改变它。`,
    en: `${name} ${choice} on ${when}. That decision stands; what you sent has not changed it.`,
  }),
  approved: { zh: '同意', en: 'agreed' },
  returned: { zh: '退回', en: 'returned the draft' },
  personRefused: {
    zh: '这一席位现在不由您签批。如有疑问请与经办机构联系。',
    en: 'This seat is not yours to decide for now. Please ask the office if in doubt.',
  },
  relationBroken: (n: number) => ({
    zh: `本稿复核时发现有${n}处勾稽关系不成立，现在不能同意，只能退回。请与经办机构联系。`,
    en: `Checked again, this draft breaks ${n} relations. It cannot be agreed to now, only returned. Please tell the office.`,
  }),
  delegateName: { zh: '请写受委托人的姓名。', en: 'Please give the delegate’s name.' },
  delegateAddress: {
    zh: '请写受委托人的电子邮箱，例如 name@example.gov.cn。',
    en: 'Please give the delegate’s e-mail address, e.g. name@example.gov.cn.',
  },
  delegateReason: {
    zh: '请写委托的原因，它会随签批记录公布。',
    en: 'Please give the reason; it is published with the record.',
  },
  delegateSelf: { zh: '不能委托给自己。', en: 'You cannot delegate to yourself.' },
  addressOfAnother: (name: string) => ({
    zh: `这个邮箱登记的是${name}。请核对邮箱；要请${name}签批，姓名也请这样写。`,
    en: `This address is registered for ${name}. Please check it; to ask ${name} to sign, give that name.`,
  }),
  delegateOnlyHolder: {
    zh: '只有席位本人可以委托；受委托人和替代人不能再转委托。',
    en: 'Only the holder of the seat may delegate; a delegate or substitute may not pass it on.',
  },
  delegationStands: (name: string) => ({
    zh: `本稿已委托${name}签批，不能再委托第二人。需要改派请与经办机构联系。`,
    en: `${name} has been named as delegate for this draft; there cannot be a second. Please ask the office to reassign.`,
  }),
  returnAttestation: {
    zh: '我不同意公布本稿，请按所列原因修改。',
    en: 'I do not agree that this draft be published; please change it for the reasons given.',
  },
}

/** A program that presses every button ticks nothing: it has no mails sent. */
export const notMeant = (): Problem => ({ code: 'choice-missing', field: 'choice', message: signOffRefusals.notMeant })
