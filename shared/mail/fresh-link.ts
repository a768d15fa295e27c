import type { LinkPurpose } from '../cycle/facts/link-facts.ts'
import type { LocalizedText } from '../report/report-definition.ts'
import { mailTexts } from '../words/mail-texts.ts'
import { subjectTexts } from '../words/subjects.ts'
import { wordsIn } from '../words/words-in.ts'
import { type Mail, type MailFrame, type MailLink, mailOf } from './layout.ts'

const texts = mailTexts.freshLink

/** Somebody held an old link and asked for a new one; it goes to the registered address only. */
export function freshLinkMail(
  given: MailFrame & {
    purpose: LinkPurpose
    unit?: LocalizedText
    link: Omit<MailLink, 'label'>
    decisionCode?: string
  },
): Mail {
  const { language, report, purpose } = given
  const t = wordsIn(texts, language)
  return mailOf(given, {
    subject: wordsIn(subjectTexts, language).freshLink(given.short),
    lead: [t.lead(given.unit ? `${report} · ${given.unit[language]}` : report, t.what[purpose])],
    ...(given.decisionCode && { decisionCode: given.decisionCode }),
    link: { ...given.link, label: t.open },
    rest: [t.notYou],
  })
}
