import type { LocalizedText } from '../../report/report-definition.ts'

/** Why a person cannot be named, or not for this. */
export const peopleRefusals = {
  contactTwice: { zh: '同一位联系人填了两次。', en: 'The same contact is given twice.' },
  noContact: { zh: '至少要有一位联系人。', en: 'There must be at least one contact.' },
  leaderFills: {
    zh: '负责人不能同时是填报人：填报和确认要由两个人做。',
    en: 'The leader cannot be a contact: filling in and confirming are done by two people.',
  },
  signsToo: (name: string): LocalizedText => ({
    zh: `${name}要审签这份报告，不能同时填报。`,
    en: `${name} signs off this report and cannot fill in a slice of it.`,
  }),
  nameMissing: { zh: '请填写姓名。', en: 'Please give the name.' },
  address: {
    zh: '请填写完整的邮箱地址，例如 wang@example.gov.cn。',
    en: 'Please give a complete e-mail address, e.g. wang@example.gov.cn.',
  },
  sharedAddress: (name: string): LocalizedText => ({
    zh: `这个邮箱登记的是${name}；一个邮箱只能是一个人。`,
    en: `This address is registered for ${name}; one address is one person.`,
  }),
  hidden: {
    zh: '这里有看不见的控制字符，请删掉重新输入（可能是从别处粘贴来的）。',
    en: 'There are invisible control characters here, perhaps pasted from somewhere. Please type it again without them.',
  },
}
