import { html, raw } from 'hono/html'
import type { Script } from '../../contract/browser-scripts.ts'
import { type ForgetData, placesOf } from '../../draft/desk-data.ts'
import type { Problem } from '../../report/errors.ts'
import type { Language } from '../../report/report-definition.ts'
import { linkTexts as texts } from '../../words/link-texts.ts'
import { landingScript } from './landing-script.ts'
import { type Contact, type Markup, notice, pageLayout } from './layout.ts'

/** Where every mailed link lands. Static: it is the same for everybody, and showing it changes nothing. */
export function linkPage(language: Language, contact: Contact, problem?: Problem): string {
  const unknown = problem?.code === 'link-unknown'
  return pageLayout({
    language,
    title: (unknown ? texts.unknownTitle : texts.openTitle)[language],
    contact,
    languageAt: '/open',
    script: landingScript,
    body: html`${problem ? notice('bad', problem.message[language]) : ''}
${
  problem
    ? ''
    : html`<p>${texts.openLead[language]}</p>
<form method="post" action="/open" id="by-link">
<input type="hidden" name="token" value="">
<div class="buttons"><button>${texts.open[language]}</button></div>
</form>
<h2>${texts.codeHeading[language]}</h2>`
}
${codeForm(language, problem)}`,
  })
}

/** The link was ours and is too old, or a newer one has taken its place. The fresh one goes to the registered address only. */
export function spentLinkPage(
  language: Language,
  contact: Contact,
  problem: Problem,
  given: { token?: string; code?: string },
): string {
  return pageLayout({
    language,
    title: (problem.code === 'link-expired' ? texts.expiredTitle : texts.supersededTitle)[language],
    contact,
    body: html`<p>${problem.message[language]}</p>
<form method="post" action="/open/renew">
${Object.entries(given).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<p><input type="checkbox" id="wanted" name="wanted" value="yes" required> <label for="wanted">${texts.renewWanted[language]}</label></p>
<div class="buttons"><button>${texts.renew[language]}</button></div>
</form>`,
  })
}

export function renewedPage(language: Language, contact: Contact, maskedAddress: string): string {
  return pageLayout({
    language,
    title: texts.renewedTitle[language],
    contact,
    body: html`<p>${texts.renewedLead[language]}</p>
<dl class="facts"><dt>${texts.renewedTo[language]}</dt><dd>${maskedAddress}</dd></dl>`,
  })
}

/** After the button “close”: nothing of the session is left in this browser. */
/** `forget`: the cycle whose unsaved typing the script takes out of this browser. */
export function closedSessionPage(
  language: Language,
  contact: Contact,
  forget?: { cycle: string; script: Script },
): string {
  return pageLayout({
    language,
    title: texts.closedTitle[language],
    contact,
    ...(forget && { deferred: forget.script, data: { forget: placesOf(forget.cycle) } satisfies ForgetData }),
    body: html`<p>${texts.closedLead[language]}</p>`,
  })
}

/** `wang.fang@example.gov` → `w***@example.gov`: enough to know one's own, too little to learn somebody's. */
export function maskedAddress(address: string): string {
  const at = address.lastIndexOf('@')
  return `${address.slice(0, 1)}***${address.slice(at)}`
}

const codeForm = (language: Language, problem: Problem | undefined): Markup => html`<form method="post" action="/open">
<p><label for="code">${texts.codeLabel[language]}</label><br><span class="hint" id="code-hint">${texts.codeHint[language]}</span></p>
<p><input class="code" type="text" id="code" name="code" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="40" required aria-describedby="code-hint"${problem ? raw(' aria-invalid="true"') : ''}></p>
<div class="buttons"><button class="plain">${texts.openByCode[language]}</button></div>
</form>`
