import { shownMoment } from '../../calendar/shown-date.ts'
import type { LocalizedText } from '../../report/report-definition.ts'
import { clerkMails } from '../../words/clerk/clerk-mails.ts'
import { subjectTexts } from '../../words/subjects.ts'
import { wordsIn } from '../../words/words-in.ts'
import { type Mail, type MailFrame, mailOf } from '../layout.ts'

/** To the unit's leader, who was asked to confirm it: there is nothing to confirm for now. */
export function takenBackMail(given: MailFrame & { unit: LocalizedText; by: string; at: string; zone: string }): Mail {
  const { language, report } = given
  const t = wordsIn(clerkMails.takenBack, language)
  const unit = given.unit[language]
  return mailOf(given, {
    subject: wordsIn(subjectTexts, language).takenBack(given.short),
    lead: [t.lead(unit, report, given.by, shownMoment(given.at, given.zone, language)), t.rest],
  })
}
