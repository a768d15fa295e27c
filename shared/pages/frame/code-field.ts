import { html, raw } from 'hono/html'
import type { Problem } from '../../report/errors.ts'
import type { Language } from '../../report/report-definition.ts'
import { linkTexts as texts } from '../../words/link-texts.ts'
import type { Markup } from './layout.ts'

/** How a page asks for six digits. */
export type CodeAsked = {
  /** Only digits mailed on request count. */
  fresh: boolean
  mailed?: boolean
}

/** The name of the button that has digits mailed: the form comes back with all that was typed. */
export const mailCodeButton = 'mail-code'

/** First in a form with other buttons, so that Enter sends the form and presses none of them. */
export const enterSends = html`<button class="aside" tabindex="-1" aria-hidden="true"></button>`

/** First in a form whose filled button has digits mailed: Enter does what that button says. */
export const mailsOnEnter = html`<button name="${mailCodeButton}" value="yes" class="aside" tabindex="-1" aria-hidden="true" formnovalidate></button>`

/** Where six digits are typed, and the button that has them mailed to the holder. `action`: the form's own path. */
export function codeField({
  language,
  code,
  id,
  action,
  problem,
}: {
  language: Language
  code: CodeAsked
  id: string
  action: string
  problem?: Problem | undefined
}): Markup {
  const hint = code.fresh ? texts.codeFreshHint : texts.codePrintedHint
  return html`<p id="field-${id}"><label for="${id}">${texts.digits[language]}</label><br><span class="hint" id="${id}-hint">${hint[language]}</span></p>
${problem ? html`<p class="error" id="${id}-error">${problem.message[language]}</p>\n` : ''}${code.mailed ? html`<p class="notice good" role="status">${texts.codeMailed[language]}</p>\n` : ''}<p><input type="text" class="code" id="${id}" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="20" aria-describedby="${id}-hint${problem ? ` ${id}-error` : ''}"${problem ? raw(' aria-invalid="true"') : ''}></p>
<p><button name="${mailCodeButton}" value="yes" class="plain small" formnovalidate formaction="${action}#field-${id}">${texts.mailCode[language]}</button></p>`
}

/** Everything that was chosen on a page, once more, with the digits that were just mailed. */
export function codeStep(step: {
  language: Language
  title: string
  action: string
  button: string
  formToken: string
  typed: Readonly<Record<string, string | undefined>>
  problems: readonly Problem[]
}): Markup {
  const { language, formToken } = step
  const { 'form-token': _, code: __, ...chosen } = step.typed
  const carried = Object.entries({ ...chosen, 'form-token': formToken }).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value ?? ''}">`,
  )
  return html`<section class="notice note" id="code-step"><h2>${step.title}</h2>${step.problems.map(({ message }) => html`<p>${message[language]}</p>`)}
<form method="post" action="${step.action}">${carried}
<p><label>${texts.digits[language]} <input type="text" class="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="20" required></label></p>
<p class="buttons"><button>${step.button}</button></p></form></section>`
}
