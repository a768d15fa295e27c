import { shownDate } from '../calendar/shown-date.ts'
import type { LocalizedText } from '../report/report-definition.ts'
import { mailTexts } from '../words/mail-texts.ts'
import { subjectTexts } from '../words/subjects.ts'
import { type WordsIn, wordsIn } from '../words/words-in.ts'
import { type Mail, type MailFrame, type MailLink, mailOf } from './layout.ts'

const texts = mailTexts.owed

/** One thing a person owes: `subject` is the unit or the sign-off stage; `daysLeft` is 0 on the day and negative after it. */
export type Owed = {
  what: 'submit' | 'confirm' | 'decide' | 'justify'
  subject: LocalizedText
  due: string
  daysLeft: number
}

/**
 * Everything a person owes in one mail. Its link leads to the most urgent; for the others the mails that asked for them hold
 * the links, because a mail with several links is one that scanners and tired readers get wrong.
 */
export function owedMail(
  given: MailFrame & {
    /** The most urgent first; at least one. */
    owed: readonly [Owed, ...Owed[]]
    link: Omit<MailLink, 'label'>
    decisionCode?: string
    /** The duty is told for the first time, not reminded of. */
    first?: boolean
    /** What the office says to those it reminds. */
    word?: string
    /** The form is locked: the date is over and the office has not given more time. */
    locked?: boolean
  },
): Mail {
  const { language, report, owed } = given
  const t = wordsIn(texts, language)
  const subjects = wordsIn(subjectTexts, language)
  const [urgent] = owed
  const line = ({ what, subject, due, daysLeft }: Owed) =>
    t.line(subject[language], t.what[what], shownDate(due, language), left(t, daysLeft))
  return mailOf(given, {
    subject: (given.first ? subjects.owed : subjects.remind)(
      given.short,
      owed.length === 1
        ? `${t.what[urgent.what]}${t.comma}${left(t, urgent.daysLeft)}`
        : `${t.comma}${t.several(owed.length)}`,
    ),
    lead: [
      t.lead(report),
      ...(given.word ? [{ quote: given.word }] : []),
      owed.length === 1 ? line(urgent) : { list: owed.map(line) },
      ...(given.locked ? [t.locked(given.requester.name, given.requester.phone)] : []),
    ],
    ...(given.decisionCode && { decisionCode: given.decisionCode }),
    link: { ...given.link, label: owed.length === 1 ? t.open[urgent.what] : t.first(t.open[urgent.what]) },
    rest: [...(owed.length > 1 ? [t.others] : []), t.done],
  })
}

type Texts = WordsIn<typeof texts>
const left = (t: Texts, days: number): string => (days > 0 ? t.left(days) : days === 0 ? t.today : t.late(-days))
