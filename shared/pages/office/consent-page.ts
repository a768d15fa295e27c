import { html, raw } from 'hono/html'
import { shownDate, shownMoment } from '../../calendar/civil-date.ts'
import type { Problem } from '../../report/errors.ts'
import type { Language } from '../../report/report-definition.ts'
import { consentTexts, effectsOf, matterTitle, type ProposedMatter } from '../../words/office/consent-texts.ts'
import { wordsIn } from '../../words/words-in.ts'
import { codeField, enterSends } from '../frame/code-field.ts'
import { keptScript } from '../frame/kept-script.ts'
import { type Contact, type Markup, notice, pageLayout, problemsNotice } from '../frame/layout.ts'

export type ConsentPage = {
  language: Language
  /** The report's name. */
  context: string
  /** How the reader is called, and by which name the frame knows them. */
  reader: string
  holder: string
  contact: Contact
  zone: string
  matter: ProposedMatter
  by: string
  at: string
  reason: string
  /** Civil date. */
  until: string
  standing:
    | { is: 'open'; formToken: string; choice?: string | undefined; problems: readonly Problem[]; codeMailed: boolean }
    | { is: 'answered'; by: string; at: string; choice: 'consent' | 'decline' | 'overtaken'; yours: boolean }
    | { is: 'void' }
}

/** The question first, when it lapses, the reason in quotes, both outcomes; then the answer with a code of the moment. */
export function consentPage(page: ConsentPage): string {
  const { language, matter, standing, zone } = page
  const t = wordsIn(consentTexts, language)
  return pageLayout({
    language,
    closes: 'consent',
    title:
      standing.is === 'void'
        ? t.void
        : standing.is === 'answered' && standing.yours
          ? standing.choice === 'overtaken'
            ? t.overtaken
            : t.done[standing.choice]
          : t.title(page.reader, matterTitle(matter)[language]),
    context: page.context,
    holder: page.holder,
    contact: page.contact,
    script: keptScript,
    ...(standing.is === 'open' && standing.problems.length > 0 ? {} : { languageAt: '/consent' }),
    body: html`${saidFirst(page)}
<p class="notice">${t.proposed(page.by, shownMoment(page.at, zone, language))}${standing.is === 'open' ? html`<strong>${t.until(shownDate(page.until, language))}</strong>` : ''}</p>
<blockquote>${page.reason}</blockquote>
<h2>${t.ifYes}</h2><ul>${effectsOf(matter).map((effect) => html`<li>${effect[language]}</li>`)}</ul>
<h2>${t.ifNo}</h2><p>${t.stays}</p>
${standing.is === 'open' ? answer(page, standing) : ''}`,
  })
}

function saidFirst({ language, standing, zone }: ConsentPage): Markup | string {
  const t = wordsIn(consentTexts, language)
  if (standing.is === 'void') return html`<p>${t.voidSays}</p>`
  if (standing.is === 'answered') {
    const choice = t[standing.choice === 'decline' ? 'no' : 'yes']
    const answered = t.answered(standing.by, shownMoment(standing.at, zone, language), choice)
    return standing.choice === 'overtaken'
      ? notice('note', answered, html`<p>${t.overtakenSays}</p>`)
      : notice('good', answered)
  }
  if (standing.problems.length === 0) return ''
  return problemsNotice(t.problems, standing.problems, language)
}

function answer(
  { language }: ConsentPage,
  { formToken, choice, problems, codeMailed }: Extract<ConsentPage['standing'], { is: 'open' }>,
): Markup {
  const t = wordsIn(consentTexts, language)
  const option = (value: string, label: string) =>
    html`<label class="choice"><input type="radio" name="choice" value="${value}"${choice === value ? raw(' checked') : ''}><span><b>${label}</b></span></label>`
  return html`<section class="finish"><h2>${t.choose}</h2>
<form method="post" action="/consent" novalidate>${enterSends}
<input type="hidden" name="form-token" value="${formToken}">
<fieldset class="choices" id="choice"><legend class="aside">${t.choose}</legend>
${option('consent', t.yes)}
${option('decline', t.no)}
</fieldset>
${codeField({ language, code: { fresh: true, mailed: codeMailed }, id: 'code', action: '/consent', problem: problems.find((p) => p.field === 'code') })}
<div class="buttons"><button>${t.send}</button></div>
</form></section>`
}
