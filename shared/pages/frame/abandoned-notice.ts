import { html } from 'hono/html'
import { shownMoment } from '../../calendar/civil-date.ts'
import { standsAgainSince } from '../../cycle/correction.ts'
import { nameIn } from '../../cycle/people.ts'
import type { Spine } from '../../cycle/reporting-cycle.ts'
import { withdrawalOf } from '../../cycle/withdrawal.ts'
import type { Language } from '../../report/report-definition.ts'
import { correctionTexts } from '../../words/correction-texts.ts'
import { wordsIn } from '../../words/words-in.ts'
import { type Contact, type Markup, notice } from './layout.ts'

/** The correction that was given up last, as its people read of it. */
export type AbandonedSaid = { version: number; by: string; when: string; reason: string; withdrawn: boolean }

/** Undefined where none was, or another one was begun since. */
export function abandonedSaid(state: Spine, language: Language): AbandonedSaid | undefined {
  const ended = standsAgainSince(state)?.ended
  if (!ended) return undefined
  return {
    version: ended.version,
    by: nameIn(state, ended.by, language),
    when: shownMoment(ended.at, state.opening.zone, language),
    reason: ended.reason,
    withdrawn: withdrawalOf(state.acts, ended.version) !== undefined,
  }
}

/** That it was given up, by whom and why, what stands, and whom to call. `about`: what that is to who reads it. */
export function abandonedNotice(
  { version, by, when, reason, withdrawn }: AbandonedSaid,
  { language, contact, about }: { language: Language; contact: Contact; about?: 'waits' | 'signed' | undefined },
): Markup {
  const t = wordsIn(correctionTexts, language)
  return notice(
    'note',
    t.title,
    html`<p>${t.says(version, by, when)}</p><blockquote>${reason}</blockquote><p>${(withdrawn ? t.withdrawn : t.stands)(version)}${about ? t[about] : ''}${t.call(contact.phone)}</p>`,
  )
}
