import { html } from 'hono/html'
import { shownDate, shownMoment } from '../../calendar/civil-date.ts'
import type { Language } from '../../report/report-definition.ts'
import { askTexts } from '../../words/ask-texts.ts'
import { wordsIn } from '../../words/words-in.ts'
import type { Markup } from '../frame/layout.ts'

/** Something that was asked, with the office's word; as the unit and the office read it. */
export type AskSaid = {
  what: string
  by: string
  /** Instant. */
  at: string
  text: string
  answer?: { by: string; at: string; text: string; until?: string }
}

/** What was asked and answered, the newest first. */
export const askedList = (asked: readonly AskSaid[], zone: string, language: Language): Markup => {
  const t = wordsIn(askTexts, language)
  const said = (by: string, at: string) => html`<span class="hint">${by}，${shownMoment(at, zone, language)}</span>`
  return html`<ol class="asked">${asked.toReversed().map(
    ({
      what,
      by,
      at,
      text,
      answer,
    }) => html`<li><b>${what}</b> ${said(by, at)}<blockquote class="typed">${text}</blockquote>
${answer ? html`<b>${answer.until ? t.granted(shownDate(answer.until, language)) : t.answered}</b> ${said(answer.by, answer.at)}<blockquote class="typed">${answer.text}</blockquote>` : html`<p>${t.waits}</p>`}</li>`,
  )}</ol>`
}
