import { html } from 'hono/html'
import { shownDate, shownMoment } from '../../calendar/civil-date.ts'
import type { ProposalStanding } from '../../cycle/proposal.ts'
import type { Language } from '../../report/report-definition.ts'
import { boardProposalTexts as texts } from '../../words/office/consent-texts.ts'
import { pause, wordsIn } from '../../words/words-in.ts'
import type { Markup } from '../frame/layout.ts'

/** A strong act that somebody of the office proposed, as the board shows it. */
export type BoardProposal = {
  title: string
  by: string
  /** Instant. */
  at: string
  reason: string
  /** Civil date. */
  until: string
  asked: string[]
  standing: ProposalStanding
  answeredBy?: string
}

/** What waits for a second person, and what became of what did. */
export function boardProposals(proposals: readonly BoardProposal[], language: Language, zone: string): Markup | string {
  if (proposals.length === 0) return ''
  const t = wordsIn(texts, language)
  return html`<h2 id="proposals">${t.heading}</h2><ul class="history">${proposals
    .toReversed()
    .map(
      ({ title, by, at, reason, until, asked, standing, answeredBy }) =>
        html`<li>${shownMoment(at, zone, language)}　<strong>${title}</strong>　${
          standing === 'open'
            ? t.open(asked.join(pause[language]), shownDate(until, language))
            : t.standing[standing](answeredBy ?? '')
        }<br><span class="hint">${t.by(by, reason)}</span></li>`,
    )}</ul>`
}
