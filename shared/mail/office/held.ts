import { shortDate, shownDate } from '../../calendar/shown-date.ts'
import type { Alarm } from '../../cycle/clock/due.ts'
import type { LocalizedText } from '../../report/report-definition.ts'
import { pause } from '../../words/marks.ts'
import { officeMails } from '../../words/office/office-mails.ts'
import { subjectTexts } from '../../words/subjects.ts'
import { wordsIn } from '../../words/words-in.ts'
import { type Mail, type MailFrame, mailOf } from '../layout.ts'

/** To who answers for the date: the cycle waits, or its legal date is near, is today, or is over. */
export function alarmMail(
  given: MailFrame & {
    alarm: Alarm
    legal: string
    days: number
    missing: LocalizedText[]
    awaited: string[]
    untold: string[]
  },
): Mail {
  const { language, report, alarm, days, awaited } = given
  const t = wordsIn(officeMails.held, language)
  const legal = shownDate(given.legal, language)
  const missing = given.missing.map((unit) => unit[language])
  return mailOf(given, {
    subject: wordsIn(subjectTexts, language).alarm[alarm](given.short, shortDate(given.legal, language)),
    lead: [
      t.lead[alarm](report, legal, days),
      ...(alarm === 'untold' ? [{ list: given.untold }] : []),
      ...(missing.length > 0 ? [t.missing, { list: missing }] : []),
      ...(awaited.length > 0 ? [t.awaited(awaited.join(pause[language]))] : []),
      t.never,
      t.act[alarm],
    ],
  })
}
