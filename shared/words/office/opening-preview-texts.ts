import type { LocalizedText } from '../../report/report-definition.ts'

const weekdays = { zh: '日一二三四五六', en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] }

/** What the office reads before a cycle begins. */
export const openingPreviewTexts = {
  title: { zh: '看一遍，再开始', en: 'Read it through, then begin' },
  nothingYet: { zh: '还没有开始，一封邮件也没有发。', en: 'Nothing has begun and no mail has been sent.' },
  dates: { zh: '哪天做到哪一步', en: 'What is due when' },
  legal: { zh: '法定公布期限', en: 'To be published by law by' },
  weekday: (day: number): LocalizedText => ({ zh: `（周${weekdays.zh[day]}）`, en: ` (${weekdays.en[day]})` }),
  past: { zh: '（已过）', en: ' (over)' },
  pastSubmissions: {
    zh: '各单位报送的日期已经过了。就这样开始，邀请信里写的是过去的日期，每个单位的填报页一打开就已截止，要由您逐个给时间。请点“回去改”，给各单位报送另定一天。',
    en: 'The date for submissions is over. Begun like this, invitations name a day that is past, every form is shut as soon as it is opened, and you would have to give each unit time. Go back and give submissions another day.',
  },
  pastStages: {
    zh: '审签环节的日期过了的，送到时起给两个工作日答复；也可以另定。',
    en: 'Stages whose date is over have two working days from when they are asked; they can be given other dates, too.',
  },
  missing: {
    gap: {
      zh: '到期还有单位没报：标明缺报，照常送签。',
      en: 'Units missing after the date are marked as gaps, and sign-off goes on.',
    },
    hold: { zh: '到期还有单位没报：停下来等齐。', en: 'Units missing after the date are waited for.' },
  },
  units: (units: number, contacts: number): LocalizedText => ({
    zh: `问${units}个单位的${contacts}位联系人`,
    en: `${units} units and their ${contacts} contacts are asked`,
  }),
  roster: { zh: '名册', en: 'Roster' },
  unit: { zh: '单位', en: 'Unit' },
  contacts: { zh: '联系人', en: 'Contacts' },
  leader: { zh: '负责人', en: 'Leader' },
  route: { zh: '谁来审签', en: 'Who signs' },
  sample: {
    zh: '寄给第一个单位的信是这样（链接和验证码寄出时才生成）',
    en: 'The first unit’s mail will be this (link and code are made when it is sent)',
  },
  begin: (mails: number): LocalizedText => ({
    zh: `开始：马上发出${mails}封邀请`,
    en: `Begin: send ${mails} invitations now`,
  }),
  beginOn: (date: string, mails: number): LocalizedText => ({
    zh: `定下来：${date}早上9点发出${mails}封邀请`,
    en: `Set it: ${mails} invitations go out on ${date}, at nine`,
  }),
  others: { zh: '另外几种信', en: 'Other mails' },
  tryIt: { zh: '寄给我一封试试', en: 'Mail me one to try' },
  tried: { zh: '样稿寄出了', en: 'A sample is on its way' },
  triedSays: (address: string): LocalizedText => ({
    zh: `寄到您自己的邮箱${address}，里面的链接和验证码是空的。还没有开始，别人什么也没收到。`,
    en: `It goes to your own mailbox, ${address}; its link and code are blank. Nothing has begun and nobody else got anything.`,
  }),
  sampleSubject: (subject: string): LocalizedText => ({ zh: `【样稿】${subject}`, en: `[Sample] ${subject}` }),
  edit: { zh: '回去改', en: 'Back to change it' },
}
