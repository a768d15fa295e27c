import type { Ask } from '../../cycle/facts.ts'
import type { LocalizedText } from '../../report/report-definition.ts'
import { askTexts } from '../../words/ask-texts.ts'
import { subjectTexts } from '../../words/subjects.ts'
import { wordsIn } from '../../words/words-in.ts'
import { type Mail, type MailFrame, type MailLink, mailOf } from '../layout.ts'

/** To the office: a unit wants more time, has a question, or objects to an adjustment. */
export function unitAskedMail(
  given: MailFrame & {
    unit: LocalizedText
    ask: Ask['ask']
    by: string
    /** As `askWhat` says it. */
    what: string
    text: string
    link: Omit<MailLink, 'label'>
  },
): Mail {
  const { language, ask, by, what, text } = given
  const t = wordsIn(askTexts.mail, language)
  return mailOf(given, {
    subject: wordsIn(subjectTexts, language).unitAsked[ask](given.unit[language]),
    lead: [t.lead(by, what), { quote: text }],
    link: { ...given.link, label: t.open },
    rest: [t.rest],
  })
}
