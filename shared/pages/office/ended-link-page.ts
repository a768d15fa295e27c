import { html } from 'hono/html'
import type { Language } from '../../report/report-definition.ts'
import { linkTexts } from '../../words/link-texts.ts'
import { boardTexts } from '../../words/office/board-texts.ts'
import { wordsIn } from '../../words/words-in.ts'
import { type Contact, pageLayout } from '../frame/layout.ts'

/** Whoever ended their own link to the board has no page any more; the fresh one is in their mailbox. */
export function endedLinkPage(language: Language, contact: Contact, maskedAddress: string): string {
  const t = wordsIn(boardTexts, language)
  return pageLayout({
    language,
    title: t.ownEndedTitle,
    contact,
    body: html`<p>${t.ownEndedLead}</p>
<dl class="facts"><dt>${linkTexts.renewedTo[language]}</dt><dd>${maskedAddress}</dd></dl>`,
  })
}
