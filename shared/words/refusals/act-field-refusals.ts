import type { LocalizedText } from '../../report/report-definition.ts'

/** What is wrong with the unit or the date of an act. */
export const actFieldRefusals = {
  unitUnknown: { zh: '请从名单里选一个单位。', en: 'Please choose a unit of the roster.' },
  isExempt: (unit: LocalizedText): LocalizedText => ({
    zh: `${unit.zh}已经免报了。`,
    en: `${unit.en} has been exempted.`,
  }),
  untilMissing: { zh: '请填写开放到哪一天。', en: 'Please say until which day.' },
  untilMalformed: {
    zh: '日期请写成「年-月-日」，例如 2026-02-06。',
    en: 'Please write the date as year-month-day, e.g. 2026-02-06.',
  },
  untilPast: {
    zh: '这一天已经过去了，请填今天或以后的日期。',
    en: 'That day is over; please give today or a later one.',
  },
  untilTooLate: (legal: string): LocalizedText => ({
    zh: `不能晚于法定公开日期 ${legal}。`,
    en: `It cannot be later than the legal date, ${legal}.`,
  }),
  untilTooFar: (latest: string): LocalizedText => ({
    zh: `太晚了，最晚可以填 ${latest}。`,
    en: `That is too far ahead; the latest possible day is ${latest}.`,
  }),
}
