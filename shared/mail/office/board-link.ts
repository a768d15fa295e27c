import { officeMails } from '../../words/office/office-mails.ts'
import { subjectTexts } from '../../words/subjects.ts'
import { wordsIn } from '../../words/words-in.ts'
import { type Mail, type MailFrame, type MailLink, mailOf } from '../layout.ts'

/** The office's own link to the board of the cycle. */
export function boardLinkMail(given: MailFrame & { units: number; due: string; link: Omit<MailLink, 'label'> }): Mail {
  const t = wordsIn(officeMails.boardLink, given.language)
  return mailOf(given, {
    subject: wordsIn(subjectTexts, given.language).boardLink(given.short),
    lead: [t.lead(given.report, given.units, given.due), t.what],
    link: { ...given.link, label: t.open },
  })
}
