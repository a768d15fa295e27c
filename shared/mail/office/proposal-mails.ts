import { shortDate, shownDate, shownMoment } from '../../calendar/civil-date.ts'
import { proposalMails } from '../../words/mails/proposal-mails.ts'
import { consentTexts, effectsOf, matterTitle, type ProposedMatter } from '../../words/office/consent-texts.ts'
import { wordsIn } from '../../words/words-in.ts'
import { type LinkedFrame, type Mail, type MailFrame, mailOf } from '../layout.ts'

type Proposed = MailFrame & {
  matter: ProposedMatter
  /** Who proposed it, when (instant), why. */
  by: string
  at: string
  reason: string
}

/** A second person is asked to consent to a strong act of the office. */
export function consentRequestMail(given: Proposed & LinkedFrame & { until: string }): Mail {
  const { language, matter, zone } = given
  const t = wordsIn(proposalMails.consentRequest, language)
  const words = wordsIn(consentTexts, language)
  return mailOf(given, {
    subject: t.subject(matterTitle(matter)[language], shortDate(given.until, language)),
    lead: [
      t.lead(given.report, matterTitle(matter)[language]),
      words.proposed(given.by, shownMoment(given.at, zone, language)),
      { quote: given.reason },
      `${words.ifYes}${t.colon}`,
      { list: effectsOf(matter).map((effect) => effect[language]) },
      words.until(shownDate(given.until, language)),
    ],
    open: t.open,
    rest: [t.code],
  })
}

/** Whoever proposed it hears what became of it. */
export function consentAnswerMail(
  given: MailFrame & { matter: ProposedMatter; answeredBy: string; consented: boolean },
): Mail {
  const { language } = given
  const t = wordsIn(proposalMails.consentAnswer, language)
  const matter = matterTitle(given.matter)[language]
  return mailOf(given, {
    subject: t.subject(matter, given.consented),
    lead: [t.answered(given.answeredBy, matter, given.consented)],
  })
}

/** Whoever was to sign and is skipped, forced or replaced: told at once, with the reason, who did it, and whom to call. */
export function oustedMail(given: Proposed & { consentedBy: string }): Mail {
  const { language, matter } = given
  const t = wordsIn(proposalMails.ousted, language)
  return mailOf(given, {
    subject: matter.act === 'officer' ? t.subject.officer(given.short) : t.subject.signer(given.short),
    lead: [
      matter.act === 'officer'
        ? t.officer(given.report, matter.to)
        : t.ousted(
            given.report,
            matter.about[language],
            t.how[matter.act === 'force' || matter.act === 'reassign' ? matter.act : 'skip'](matter.to ?? ''),
          ),
      t.who(given.by, given.consentedBy, shownMoment(given.at, given.zone, language)),
      { quote: given.reason },
      t.object(given.requester.phone),
    ],
  })
}
