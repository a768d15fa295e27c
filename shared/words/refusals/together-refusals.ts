import { shownDate } from '../../calendar/civil-date.ts'

/** Why no instant is set for publishing units' reports together. */
export const togetherRefusals = {
  date: {
    zh: '请填写哪一天集中公开，日期写成「年-月-日」。',
    en: 'Please say on which day they are published together, as year-month-day.',
  },
  time: { zh: '时间请写成「时:分」，例如 09:30。', en: 'Please write the time as hour:minute, e.g. 09:30.' },
  past: { zh: '这个时间已经过去了。', en: 'That time is over.' },
  tooLate: (legal: string) => ({
    zh: `不能晚于各单位报告的法定公开日期${shownDate(legal, 'zh')}。`,
    en: `It cannot be later than the legal date of the units’ reports, ${shownDate(legal, 'en')}.`,
  }),
}
