import type { LocalizedText } from '../../report/report-definition.ts'

/** Why a person cannot be named, or not for this. */
export const peopleRefusals = {
  contactTwice: { zh: '同一位联系人填了两次。', en: 'The same contact is given twice.' },
  noContact: { zh: '至少要有一位联系人。', en: 'There must be at least one contact.' },
  leaderFills: {
    zh: '负责人不能同时是填报人：填报和确认要由两个人做。',
    en: 'The leader cannot be a contact: filling in and confirming are done by two people.',
  },
  leaderByTwo: {
    zh: '这个单位已经报过，换负责人要第二个人同意：请用“换负责人”单独提议，这里的负责人不要改。',
    en: 'The unit has filed already: another leader takes the consent of a second person. Please propose that by itself, and leave the leader here as it is.',
  },
  leaderSelf: {
    zh: '定谁做负责人的人，不能定自己。',
    en: 'Whoever names the leader cannot name themselves.',
  },
  noLeader: (unit: string): LocalizedText => ({
    zh: `${unit}没有登记负责人，请在联系人那里填上。`,
    en: `${unit} has no leader; please name one among its people.`,
  }),
  signsToo: (name: string): LocalizedText => ({
    zh: `${name}要审签这份报告，不能同时填报。`,
    en: `${name} signs off this report and cannot fill in a slice of it.`,
  }),
  leadOnly: {
    zh: '同事由牵头的填报人加，也由牵头人去掉。',
    en: 'Colleagues are added and taken off by the unit’s lead.',
  },
  leadSubmits: (lead: string): LocalizedText => ({
    zh: `您填的都已保存。由${lead}看过以后提交。`,
    en: `What you filled in is saved. ${lead} looks it through and submits it.`,
  }),
  leadTakesBack: (lead: string): LocalizedText => ({
    zh: `已经提交的，由${lead}取回。`,
    en: `What was submitted is taken back by ${lead}.`,
  }),
  over: { zh: '这一期已经结束。', en: 'The cycle is over.' },
  removeSure: { zh: '请先勾选，再去掉。', en: 'Please tick that you mean it.' },
  notAdded: {
    zh: '这位不是牵头人加的，要去掉请找经办机构。',
    en: 'The lead did not add this person; to take them off, ask the office.',
  },
  tooMany: (most: number): LocalizedText => ({
    zh: `一个单位最多 ${most} 人填报。`,
    en: `At most ${most} people fill in for a unit.`,
  }),
  tooOften: {
    zh: '同事已经改过很多次，再要改请找经办机构。',
    en: 'The colleagues were changed many times already; to change them again, ask the office.',
  },
  nameMissing: { zh: '请填写姓名。', en: 'Please give the name.' },
  address: {
    zh: '请填写完整的邮箱地址，例如 wang@example.gov.cn。',
    en: 'Please give a complete e-mail address, e.g. wang@example.gov.cn.',
  },
  sharedAddress: (name: string): LocalizedText => ({
    zh: `这个邮箱登记的是${name}；一个邮箱只能是一个人。`,
    en: `This address is registered for ${name}; one address is one person.`,
  }),
  samePeople: { zh: '现在就是这几个人，没有换。', en: 'These are its people already; nobody was changed.' },
  hidden: {
    zh: '这里有看不见的控制字符，请删掉重新输入（可能是从别处粘贴来的）。',
    en: 'There are invisible control characters here, perhaps pasted from somewhere. Please type it again without them.',
  },
}
