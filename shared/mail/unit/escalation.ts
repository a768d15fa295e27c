import { shownDate } from '../../calendar/shown-date.ts'
import type { LocalizedText } from '../../report/report-definition.ts'
import { pause } from '../../words/marks.ts'
import { wordsIn } from '../../words/words-in.ts'
import { type Mail, type MailFrame, mailOf } from '../layout.ts'

/** The leader of a unit hears that its slice is late. No link: the leader has nothing to press, only somebody to ask. */
export function escalationMail(
  given: MailFrame & { unit: LocalizedText; due: string; days: number; contacts: string[]; legal: string },
): Mail {
  const { language, report, days, contacts } = given
  const t = wordsIn(texts, language)
  const unit = given.unit[language]
  return mailOf(given, {
    subject: t.subject(report, unit, days),
    lead: [
      t.lead(report, unit, shownDate(given.due, language), days),
      t.ask(contacts.join(pause[language])),
      t.why(shownDate(given.legal, language)),
      t.extend(given.requester.name, given.requester.phone),
    ],
  })
}

const texts = {
  subject: (report: string, unit: string, days: number) => ({
    zh: `${report}：${unit}的填报已逾期${days}个工作日`,
    en: `${report}: ${unit} is ${days} working days late`,
  }),
  lead: (report: string, unit: string, due: string, days: number) => ({
    zh: `《${report}》要求${unit}在${due}前报送，到今天已逾期${days}个工作日，还没有收到。`,
    en: `“${report}” was to have the slice of ${unit} by ${due}. It is ${days} working days late and has not come.`,
  }),
  ask: (contacts: string) => ({
    zh: `填报人是${contacts}，系统已多次提醒。请您过问一下。`,
    en: `It is filled in by ${contacts}, who have been reminded. Please look into it.`,
  }),
  why: (legal: string) => ({
    zh: `整份报告必须在${legal}前公开；缺报的单位会在报告里写明。`,
    en: `The report must be published by ${legal}; a unit that is missing is named in it.`,
  }),
  extend: (name: string, phone: string) => ({
    zh: `如果确有困难，或者填报页已经关闭，请联系${name}（电话 ${phone}）延期或重新开放。`,
    en: `If there is a difficulty, or the form is closed already, please ask ${name} (telephone ${phone}) for more time.`,
  }),
}
