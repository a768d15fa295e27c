import type { LinkPurpose } from '../cycle/facts/link-facts.ts'
import { mailTexts } from '../words/mail-texts.ts'
import { subjectTexts } from '../words/subjects.ts'
import { wordsIn } from '../words/words-in.ts'
import { type Mail, type MailFrame, mailOf } from './layout.ts'

const texts = mailTexts.decisionCode

/** The digits that the holder of a link asked for on its page. No link beside them: the page is open already. */
export function decisionCodeMail(given: MailFrame & { purpose: LinkPurpose; digits: string }): Mail {
  const { language, report, digits } = given
  const t = wordsIn(texts, language)
  return mailOf(given, {
    subject: wordsIn(subjectTexts, language).decisionCode(given.short),
    lead: [t.lead(report, t.what[given.purpose])],
    decisionCode: digits,
    rest: [t.rest],
  })
}

/** Wrong digits were typed on the person's link. */
export function wrongCodesMail(given: MailFrame & { tries: number; locked: boolean }): Mail {
  const { language, report } = given
  const t = wordsIn(texts, language)
  return mailOf(given, {
    subject: wordsIn(subjectTexts, language).wrongCodes(given.short),
    lead: [t.wrong(report, given.tries), ...(given.locked ? [t.locked] : [])],
    rest: [t.notYou],
  })
}
