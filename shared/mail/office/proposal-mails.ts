import { shortDate, shownDate, shownMoment } from '../../calendar/civil-date.ts'
import type { LocalizedText } from '../../report/report-definition.ts'
import { proposalMails } from '../../words/mails/proposal-mails.ts'
import { consentTexts, effectsOf, matterTitle, type ProposedMatter } from '../../words/office/consent-texts.ts'
import { wordsIn } from '../../words/words-in.ts'
import { type LinkedFrame, type Mail, type MailFrame, mailOf } from '../layout.ts'

type Proposed<Matter = ProposedMatter> = MailFrame & {
  matter: Matter
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
  given: MailFrame & { matter: ProposedMatter; answeredBy: string; answer: 'consent' | 'overtaken' | 'decline' },
): Mail {
  const { language } = given
  const t = wordsIn(proposalMails.consentAnswer, language)
  const matter = matterTitle(given.matter)[language]
  return mailOf(given, {
    subject: t.subject[given.answer](matter),
    lead: [t.answered[given.answer](given.answeredBy, matter)],
  })
}

/** The office names others for a unit: `to` leads it from now on. */
export type GoneFromUnit = { act: 'contacts'; about: LocalizedText; to?: string }

/** Whoever was to sign, to confirm or to fill in and is skipped, forced, replaced or taken off: told at once, with the reason, who did it, and whom to call. */
export function oustedMail(given: Proposed<ProposedMatter | GoneFromUnit> & { consentedBy?: string }): Mail {
  const { language, matter } = given
  const t = wordsIn(proposalMails.ousted, language)
  const unit = matter.act === 'leader' || matter.act === 'contacts' ? matter.about[language] : undefined
  const when = shownMoment(given.at, given.zone, language)
  return mailOf(given, {
    subject:
      matter.act === 'officer'
        ? t.subject.officer(given.short)
        : unit
          ? t.subject.ofUnit(unit)
          : t.subject.signer(given.short),
    lead: [
      matter.act === 'officer'
        ? t.officer(given.report, matter.to)
        : unit
          ? t.ofUnit(given.report, unit, matter.to)
          : t.ousted(
              given.report,
              matter.about[language],
              t.how[matter.act === 'force' || matter.act === 'reassign' ? matter.act : 'skip'](matter.to ?? ''),
            ),
      given.consentedBy === undefined ? t.whoAlone(given.by, when) : t.who(given.by, given.consentedBy, when),
      { quote: given.reason },
      t.object(given.requester.phone),
    ],
  })
}
