import { shownDate } from '../../calendar/shown-date.ts'
import type { Alarm } from '../../cycle/due.ts'
import type { LocalizedText } from '../../report/report-definition.ts'
import { pause } from '../../words/marks.ts'
import { wordsIn } from '../../words/words-in.ts'
import { type Mail, type MailFrame, mailOf } from '../layout.ts'

/** To who answers for the date: the cycle waits, or its legal date is near, is today, or is over. */
export function alarmMail(
  given: MailFrame & { alarm: Alarm; legal: string; days: number; missing: LocalizedText[]; awaited: string[] },
): Mail {
  const { language, report, alarm, days, awaited } = given
  const t = wordsIn(texts, language)
  const legal = shownDate(given.legal, language)
  const missing = given.missing.map((unit) => unit[language])
  return mailOf(given, {
    subject: t.subject[alarm](report, legal),
    lead: [
      t.lead[alarm](report, legal, days),
      ...(missing.length > 0 ? [t.missing, { list: missing }] : []),
      ...(awaited.length > 0 ? [t.awaited(awaited.join(pause[language]))] : []),
      t.never,
      t.act[alarm],
    ],
  })
}

const nextSteps = {
  zh: '请督促以上单位和人员；政务公开办也可以在工作台上延期、代报零、免报或者改派。',
  en: 'Please press those named; the office can also extend, file nil, exempt or reassign on its board.',
}

const texts = {
  subject: {
    held: (report: string) => ({
      zh: `请处理：${report}缺报，已停下等待`,
      en: `Please act: ${report} lacks slices and waits`,
    }),
    'at-risk': (report: string, legal: string) => ({
      zh: `请处理：${report}可能赶不上法定日期${legal}`,
      en: `Please act: ${report} may miss its legal date, ${legal}`,
    }),
    'legal-date': (report: string, legal: string) => ({
      zh: `紧急：${report}法定公开日期${legal}已到，还没有发布`,
      en: `Urgent: ${report} is due by law on ${legal} and not published`,
    }),
    missed: (report: string, legal: string) => ({
      zh: `紧急：${report}已超过法定公开日期${legal}`,
      en: `Urgent: ${report} has missed its legal date, ${legal}`,
    }),
  },
  lead: {
    held: (report: string, legal: string) => ({
      zh: `《${report}》的报送期限已过，仍有单位没有报。按这一期的约定，缺报时不往下走，要等齐。法定公开日期是${legal}。`,
      en: `The date for submissions to “${report}” is over and units are missing. This cycle was opened to wait for all of them. The legal date is ${legal}.`,
    }),
    'at-risk': (report: string, legal: string, days: number) => ({
      zh: `《${report}》必须在${legal}前公开，还剩${days}个工作日，进度已经落后。`,
      en: `“${report}” must be published by ${legal}; ${days} working days are left and it is behind.`,
    }),
    'legal-date': (report: string, legal: string) => ({
      zh: `《${report}》的法定公开日期是${legal}，到现在还没有发布。`,
      en: `“${report}” is due by law on ${legal} and is not published yet.`,
    }),
    missed: (report: string, legal: string) => ({
      zh: `《${report}》没有在法定日期${legal}前公开。报告里会如实写明公开的日期。`,
      en: `“${report}” was not published by its legal date, ${legal}. The report will say when it was.`,
    }),
  },
  missing: { zh: '还没有报齐的单位：', en: 'Units that are missing:' },
  awaited: (people: string) => ({ zh: `正在等：${people}。`, en: `Awaited: ${people}.` }),
  never: {
    zh: '系统不会代替任何人签字，没有签完的报告也不会发布。',
    en: 'The system signs for nobody, and nothing unsigned is published.',
  },
  act: {
    held: { zh: nextSteps.zh, en: nextSteps.en },
    'at-risk': { zh: nextSteps.zh, en: nextSteps.en },
    'legal-date': { zh: nextSteps.zh, en: nextSteps.en },
    missed: { zh: nextSteps.zh, en: nextSteps.en },
  },
}
