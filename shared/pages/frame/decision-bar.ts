import { html, raw } from 'hono/html'
import type { Problem } from '../../report/errors.ts'
import type { Language } from '../../report/report-definition.ts'
import { decisionBarTexts } from '../../words/approver/decision-bar-texts.ts'
import { linkTexts } from '../../words/link-texts.ts'
import { wordsIn } from '../../words/words-in.ts'
import { type CodeAsked, enterSends, mailCodeButton, mailsOnEnter } from './code-field.ts'
import type { Markup } from './layout.ts'

export type DecisionBar = {
  language: Language
  /** The page's own path, and what goes along unseen: what is agreed to. */
  action: string
  hidden: Markup
  /** The sentence that is agreed to, and what the button says. */
  attested: string
  agree: string
  code: CodeAsked
  problem: Problem | undefined
}

/**
 * Always in reach, at the foot of the screen: the sentence that is agreed to, the six digits, and one button that means what it says. Enter
 * and a phone's Go do the same, because it is the only thing this form can do; a return is a page of its own, where Enter means nothing else.
 */
export function decisionBar({ language, action, hidden, attested, agree, code, problem }: DecisionBar): Markup {
  const t = wordsIn(decisionBarTexts, language)
  const mailFirst = code.fresh && !code.mailed && !problem
  const tick = html`<label class="tick"><input type="checkbox" name="meant" value="yes">${t.meant}</label>`
  const mail = html`${tick}<button name="${mailCodeButton}" value="yes"${mailFirst ? '' : raw(' class="plain"')} formnovalidate>${linkTexts.mailCode[language]}</button>`
  return html`<form method="post" action="${action}#decide" class="decision bar" id="decide" novalidate>${mailFirst ? mailsOnEnter : enterSends}${hidden}
<div class="inner wide"><p class="attest">${t.lead}${attested}</p>
${problem ? html`<p class="error" id="code-error">${problem.message[language]}</p>` : ''}${code.mailed ? html`<p class="mailed" role="status">${linkTexts.codeMailed[language]}</p>` : ''}
<div class="row-of"><p id="field-code"><label for="code">${code.fresh ? linkTexts.digits[language] : t.code}</label><br><input type="text" class="code" id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="20"${problem ? raw(' aria-invalid="true" aria-describedby="code-error"') : ''}></p>
<a class="button bad" href="${action}?return=yes">${t.return}</a><button${mailFirst ? raw(' class="plain"') : ''}>${agree}</button></div>
${mailFirst ? html`<p class="row-of mail">${mail}</p>` : html`<details class="again"><summary>${t.mailAgain}</summary><p class="row-of mail">${mail}</p></details>`}</div>
</form>`
}

export const decisionBarStyle = `
.decision{max-width:44rem}
html{scroll-padding-bottom:12rem}
.bar{max-width:none!important;position:sticky;bottom:0;z-index:5;background:#fff;border-top:2px solid var(--accent);margin:1rem -1rem 0;padding:.4rem 1rem .6rem}
.bar .inner{padding:0}
.bar p{margin:.1rem 0}
.bar .attest{font-size:.92rem;line-height:1.5;max-width:46rem}
.bar label{font-size:.92rem}
.bar .mailed{color:var(--good)}
.row-of{display:flex;gap:.7rem;align-items:flex-end;flex-wrap:wrap}
.row-of .code{width:8.5rem;padding:.5rem .6rem}
.row-of button{min-width:7rem}
.again summary{padding:.1rem 0;font-size:.88rem}
.row-of.mail{align-items:center}
.tick{display:inline-flex;gap:.5rem;align-items:center;font-weight:400}.tick input{width:1.3rem;height:1.3rem}
.button{display:inline-block;font-weight:600;min-height:2.9rem;padding:.45rem 1.1rem;border-radius:4px;border:2px solid var(--accent);text-decoration:none;text-align:center}
.button.bad{border-color:var(--bad);color:var(--bad)}
button.bad{background:var(--bad);border-color:var(--bad)}
summary{cursor:pointer;padding:.3rem 0;color:var(--accent)}
summary h2{display:inline;color:var(--ink)}
@media (max-width:34rem){summary h2{font-size:1.05rem}.row-of{flex-wrap:nowrap}.row-of p{flex:1 1 7rem;min-width:0}.row-of .code{width:100%}.row-of button{min-width:0;flex:1 1 auto}.row-of .button{white-space:nowrap}}
@media screen and (max-width:34rem){
.fig{margin:.9rem 0 0}
.fig th[scope=row],.fig td{padding-top:.26rem;padding-bottom:.26rem;line-height:1.4;font-size:.95rem}
.fig.one thead th{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.fig caption{border-bottom:1px solid var(--field)}
}
@media (max-height:30rem){.bar{position:static}}
`
