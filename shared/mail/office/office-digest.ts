import { officeMails } from '../../words/office/office-mails.ts'
import { subjectTexts } from '../../words/subjects.ts'
import { wordsIn } from '../../words/words-in.ts'
import { type Mail, type MailFrame, type MailLink, mailOf } from '../layout.ts'

/** What needs the office, once a day at most: what is the matter, and what can be done, said once for like matters. */
export function officeDigestMail(
  given: MailFrame & { matters: { what: string; advice: string }[]; link: Omit<MailLink, 'label'> },
): Mail {
  const { language, report, matters } = given
  const t = wordsIn(officeMails.officeDigest, language)
  return mailOf(given, {
    subject: wordsIn(subjectTexts, language).officeDigest(given.short, matters.length),
    lead: [
      t.lead(report),
      { list: matters.map(({ what, advice }, i) => t.line(what, advice === matters[i - 1]?.advice ? '' : advice)) },
    ],
    link: { ...given.link, label: t.open },
  })
}
