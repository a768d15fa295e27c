/** Dates that rest on a year without a notice of its working days, and the notice when it is brought in. */
export const noticeTexts = {
  mark: { zh: '（暂按）', en: ' (for now)' },
  says: (year: string) => ({
    zh: `这里还没有${year}年的放假安排。带“暂按”的日期先按周末和元旦、劳动节、国庆节推算；安排补进来以后会重算，有变动会告诉您。`,
    en: `The notice of working days for ${year} is not known here yet. Dates marked “for now” are counted by weekends and the fixed holidays; once it is brought in they are counted again, and you will be told of any that moves.`,
  }),
  mailSays: (year: string) => ({
    zh: `这里还没有${year}年的放假安排，信里的期限暂按周末和元旦、劳动节、国庆节推算；安排补进来以后会重算，有变动会告诉您。`,
    en: `The notice of working days for ${year} is not known here yet: the date in this mail is counted for now by weekends and the fixed holidays. Once it is brought in the date is counted again, and you will be told if it moves.`,
  }),
  intro: {
    zh: '国务院办公厅的放假通知一发布，就把正文贴在这里，或者选它的文件（读“几月几日放假”“几月几日上班”）。先列出读到的日子和会变的日期，您核对打勾以后才算数，牵涉到的人各收到一封邮件。已经过去的日期不动。',
    en: 'When the notice of holidays is out, paste its text here in Chinese or choose its file (it is read for “…放假” and “…上班”), or as JSON: {"year": 2027, "daysOff": ["01-01..01-03"], "makeUpDays": ["02-20"]}. First it is shown what was read and which dates would move; it counts once you have checked that, and everybody concerned gets a mail. Dates that have passed stay.',
  },
  here: {
    zh: '记在本期。您的其他期不会跟着变：打开它的工作台，这份安排已经填好，核对打勾就行。',
    en: 'It is recorded for this cycle. Your other cycles stay as they are: on their boards it is filled in already, to be checked and ticked.',
  },
  known: (report: string) => ({
    zh: `《${report}》一期已经补进了这份安排，已替您填在下面；请核对打勾。`,
    en: `It was brought in for “${report}” and is filled in below; please check it and tick.`,
  }),
  lacks: (year: string) => ({
    zh: `日期暂按：缺${year}年的放假安排`,
    en: `dates for now: the notice for ${year} is lacking`,
  }),
  text: { zh: '通知正文', en: 'Text of the notice' },
  file: { zh: '或者从文件读：Word、PDF、网页、文本', en: 'Or from a file: Word, PDF, a page, text' },
  read: { zh: '读进来', en: 'Read it' },
  sure: {
    zh: '读到的日子和会变的日期，我核对过了',
    en: 'I have checked the days that were read and the dates that move',
  },
  reason: { zh: '通知的名称、文号', en: 'Name and number of the notice' },
}
