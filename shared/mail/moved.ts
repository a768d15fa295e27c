import { shortDate, shownDate } from '../calendar/shown-date.ts'
import { firstOf } from '../present.ts'
import type { LocalizedText } from '../report/report-definition.ts'
import { noticeTexts } from '../words/notice-texts.ts'
import { subjectTexts } from '../words/subjects.ts'
import { wordsIn } from '../words/words-in.ts'
import { type Mail, type MailFrame, type MailLink, mailOf } from './layout.ts'

/** A date somebody was told has moved, since the notice of a year's working days was brought in. */
export function movedMail(
  given: MailFrame & {
    year: string
    /** At least one. */
    moved: readonly { what: LocalizedText; from: string; to: string }[]
    reason: string
    link?: Omit<MailLink, 'label'>
    calendar?: string
  },
): Mail {
  const { language, report, year, moved } = given
  const t = wordsIn(noticeTexts.mail, language)
  const shown = (date: string) => shownDate(date, language)
  return mailOf(given, {
    subject: wordsIn(subjectTexts, language).moved(given.short, shortDate(firstOf(moved).to, language)),
    lead: [
      t.lead(report, year),
      { list: moved.map(({ what, from, to }) => t.line(what[language], shown(from), shown(to))) },
      t.by,
      { quote: given.reason },
    ],
    ...(given.link && { link: { ...given.link, label: t.open } }),
    ...(given.calendar && { calendar: given.calendar }),
  })
}
