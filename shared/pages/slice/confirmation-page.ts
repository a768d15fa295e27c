import { html, raw } from 'hono/html'
import { shownDate, shownMoment } from '../../calendar/civil-date.ts'
import type { SubmissionDocument } from '../../draft/submission.ts'
import { present } from '../../present.ts'
import type { CompiledDefinition, Figures } from '../../report/cells.ts'
import type { Problem } from '../../report/errors.ts'
import type { SliceCheck } from '../../report/finding.ts'
import { confirmationTexts } from '../../words/approver/confirmation-texts.ts'
import { decisionBarTexts } from '../../words/approver/decision-bar-texts.ts'
import { noticeTexts } from '../../words/notice-texts.ts'
import { colon, wordsIn } from '../../words/words-in.ts'
import { abandonedNotice } from '../frame/abandoned-notice.ts'
import { codeField, enterSends } from '../frame/code-field.ts'
import { decisionBar, decisionBarStyle } from '../frame/decision-bar.ts'
import { keptScript } from '../frame/kept-script.ts'
import { type Markup, notice, pageLayout } from '../frame/layout.ts'
import { figureListStyle } from '../report/figure-list.ts'
import { frameOf, type UnitFrame } from './slice-form.ts'
import { sliceStyle } from './slice-style.ts'
import { exampleNote, sliceRead, sliceReadStyle } from './slice-view.ts'

export type ConfirmationPage = UnitFrame & {
  compiled: CompiledDefinition
  roles: readonly string[]
  /** `through`: a link that the office had made. */
  submission?: { number: string; revision: number; at: string; by: string; through?: string; digest: string }
  document?: SubmissionDocument
  /** The revision before, to show what changed. */
  before?: SubmissionDocument
  /** Empty where there is none. */
  lastYear: Figures
  check?: SliceCheck
  attestation: string
  /** The revision is in no version, since the correction it was sent for was given up. */
  waits?: true
  standing:
    | { is: 'nothing' }
    | { is: 'own' }
    | { is: 'done'; choice: 'confirm' | 'return'; at: string; reason?: string }
    | {
        is: 'asked'
        formToken: string
        /** The civil date; the year without a notice of its working days that it rests on. */
        due: string
        provisional?: string
        typed: { choice?: string; reason?: string }
        problems: readonly Problem[]
        codeMailed: boolean
      }
}

/** The unit's leader sees the whole slice as it will be merged, and what was said about it, before anything can be chosen. */
export function confirmationPage(page: ConfirmationPage): string {
  const { language, standing, submission, document } = page
  const t = wordsIn(confirmationTexts, language)
  const title =
    standing.is === 'nothing'
      ? t.nothingTitle
      : standing.is === 'done'
        ? t.doneTitle[standing.choice]
        : returns(standing)
          ? `${t.return}${colon[language]}${page.unit[language]}`
          : t.title(page.unit[language])
  const shows = document && standing.is !== 'nothing' && !(returns(standing) && !isNewer(standing))
  return pageLayout({
    closes: 'confirmation',
    title,
    ...frameOf(page),
    wide: true,
    ...(standing.is === 'asked' && (standing.problems.length > 0 || returns(standing))
      ? {}
      : { languageAt: '/confirmation' }),
    styles: [sliceStyle, figureListStyle, decisionBarStyle, sliceReadStyle, confirmationStyle],
    ...(!(standing.is === 'asked' && returns(standing)) && { script: keptScript }),
    body: html`${saidFirst(page)}
${
  submission && standing.is !== 'nothing'
    ? html`<dl class="facts"><dt>${t.facts.number}</dt><dd>${submission.number}</dd><dt>${t.facts.at}</dt><dd>${shownMoment(submission.at, page.zone, language)}</dd><dt>${t.facts.by}</dt><dd>${submission.by}${submission.through ? html`<br><b>${submission.through}</b>` : ''}</dd><dt>${t.facts.digest}</dt><dd class="digest">${submission.digest.slice(0, 16)}</dd></dl>`
    : ''
}
${shows ? html`${exampleNote(page)}${findings(page, document)}${content(page, document)}` : ''}
${standing.is === 'asked' && submission ? decision(page, standing, submission) : ''}`,
  })
}

function saidFirst({ language, standing, zone, abandoned, waits, contact }: ConfirmationPage): Markup | string {
  const t = wordsIn(confirmationTexts, language)
  switch (standing.is) {
    case 'nothing':
      return abandoned ? abandonedNotice(abandoned, { language, contact }) : html`<p>${t.nothing}</p>`
    case 'own':
      return notice('bad', t.same)
    case 'done':
      return html`${abandoned && waits ? abandonedNotice(abandoned, { language, contact, about: 'waits' }) : ''}${notice(
        'good',
        t.done[standing.choice](shownMoment(standing.at, zone, language)),
        standing.reason ? html`<p>${t.reasonGiven}${colon[language]}${standing.reason}</p>` : '',
      )}`
    case 'asked':
      return standing.problems.length === 0
        ? html`<p><b>${t.due(`${shownDate(standing.due, language)}${standing.provisional ? noticeTexts.mark[language] : ''}`)}</b></p>${standing.provisional ? html`<p class="hint">${noticeTexts.says(standing.provisional)[language]}</p>` : ''}`
        : notice(
            'bad',
            t.summary,
            html`<ul>${standing.problems.map((p) => html`<li>${p.field ? html`<a href="#${placeOf(p.field, standing)}">${p.message[language]}</a>` : p.message[language]}</li>`)}</ul>`,
          )
  }
}

/** The element of the page that a problem is about. */
const placeOf = (field: string, { typed }: Asked): string =>
  field === 'choice' ? 'decide' : field === 'code' && typed.choice === 'return' ? 'return-code' : field

function findings({ language, check }: ConfirmationPage, document: SubmissionDocument): Markup | string {
  if (!check) return ''
  const t = wordsIn(confirmationTexts, language)
  if (check.findings.length === 0) return html`<p>${t.noFindings(check.checked)}</p>`
  return html`<h2>${t.findings}</h2><ul>${check.findings.map((finding) => {
    const why = document.justifications.find((j) => j.instance === finding.instance && j.figures === finding.figures)
    return html`<li class="finding">${finding.message[language]}${why ? html`<blockquote>${t.explanation}${why.text}</blockquote>` : ''}</li>`
  })}</ul>`
}

function content(
  { compiled, roles, language, lastYear, before }: ConfirmationPage,
  document: SubmissionDocument,
): Markup {
  const t = wordsIn(confirmationTexts, language)
  const changed = before
    ? Object.keys(document.figures).filter((id) => (before.figures[id] ?? null) !== document.figures[id])
    : []
  const was = Object.fromEntries(changed.map((id) => [id, present(before, 'before').figures[id] ?? null]))
  return html`${changed.length > 0 ? html`<p class="hint">${t.compared}</p>` : ''}${sliceRead({ compiled, roles, language, document, lastYear, before: was })}`
}

type Asked = Extract<ConfirmationPage['standing'], { is: 'asked' }>

/** Whether the page is the one on which the leader says why it goes back. */
const returns = (standing: ConfirmationPage['standing']): boolean =>
  standing.is === 'asked' && standing.typed.choice === 'return'

/** A newer revision came while the reason was written: it is shown, and what was written is kept. */
const isNewer = (standing: ConfirmationPage['standing']): boolean =>
  standing.is === 'asked' && standing.problems.some(({ code }) => code === 'slice-changed')

/** To agree, at the foot of the screen; or the page of a return, in whose reason the focus stands. */
function decision(
  page: ConfirmationPage,
  standing: Asked,
  submission: NonNullable<ConfirmationPage['submission']>,
): Markup {
  const { language, attestation } = page
  const t = wordsIn(confirmationTexts, language)
  const problem = (field: string) => standing.problems.find((p) => p.field === field)
  const code = { fresh: false, mailed: standing.codeMailed }
  const hidden = (choice: string) => html`
<input type="hidden" name="form-token" value="${standing.formToken}">
<input type="hidden" name="revision" value="${submission.revision}">
<input type="hidden" name="digest" value="${submission.digest}">
<input type="hidden" name="choice" value="${choice}">`
  if (!returns(standing))
    return decisionBar({
      ...{ language, action: '/confirmation', hidden: hidden('confirm'), attested: attestation, agree: t.agree },
      ...{ code, problem: problem('code') },
    })
  const wrong = problem('reason')
  const focus = standing.problems.length === 0 && !standing.codeMailed ? raw(' autofocus') : ''
  return html`<form method="post" action="/confirmation" class="decision" novalidate>${enterSends}${hidden('return')}
<p id="field-reason"><label for="reason">${t.reason}</label><br><span class="hint" id="reason-hint">${t.returnHint}</span></p>${wrong ? html`<p class="error" id="reason-error">${wrong.message[language]}</p>` : ''}
<textarea id="reason" name="reason" rows="3" aria-describedby="reason-hint${wrong ? ' reason-error' : ''}"${wrong ? raw(' aria-invalid="true"') : ''}${focus}>
${standing.typed.reason ?? ''}</textarea>
${codeField({ language, code, id: 'return-code', action: '/confirmation', problem: problem('code') })}
<div class="buttons"><button class="bad">${t.return}</button></div>
</form>
<p><a class="back" href="/confirmation">${decisionBarTexts.noReturn[language]}</a></p>`
}

const confirmationStyle = `
@media (max-width:34rem){dl.facts{grid-template-columns:max-content 1fr;gap:.1rem .9rem}dl.facts dd{margin:0}}
`
