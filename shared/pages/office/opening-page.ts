import { html, raw } from 'hono/html'
import { approverRows, type OpeningTyped } from '../../cycle/opening/opening-form.ts'
import { rosterTemplate } from '../../cycle/opening/roster.ts'
import type { Problem } from '../../report/errors.ts'
import type { ReportDefinition } from '../../report/report-definition.ts'
import { datesInTurn } from '../../report/stages.ts'
import { lastYearTexts } from '../../words/office/last-year-texts.ts'
import { openingTexts as texts } from '../../words/office/opening-texts.ts'
import { wordsIn } from '../../words/words-in.ts'
import { enterSends } from '../frame/code-field.ts'
import { type Markup, notice, problemsNotice } from '../frame/layout.ts'
import { figureListStyle } from '../report/figure-list.ts'
import { type BroughtShown, broughtStyle, broughtTables } from './last-year-page.ts'
import { type OfficeFrame, officePage } from './office-frame.ts'

export type OpeningView = Omit<OfficeFrame, 'report'> & {
  formToken: string
  definition: ReportDefinition
  /** The reports one may open a cycle of. */
  reports: { id: string; title: string }[]
  typed: OpeningTyped
  problems: readonly Problem[]
  /** The roster's bad rows, to be mended and put back. */
  errorFile?: string
  /** What was just read of last year's reports. */
  lastYear?: { shown: readonly BroughtShown[]; bodies: number }
  lastYearProblems?: readonly Problem[]
}

/** The page that opens a cycle, filled in from the last one. */
export function openingPage(view: OpeningView): string {
  const { language, definition, typed, problems } = view
  const t = wordsIn(texts, language)
  const input = (name: string, label: string, hint = '') =>
    html`<p><label>${label}${hint ? html` <span class="hint">${hint}</span>` : ''}<input type="text" name="${name}" value="${typed[name] ?? ''}"></label></p>`
  const person = (prefix: string, label: string) =>
    html`<div class="three"><label>${label} <input type="text" name="${prefix}.name" value="${typed[`${prefix}.name`] ?? ''}"></label><label>${t.address} <input type="text" name="${prefix}.address" value="${typed[`${prefix}.address`] ?? ''}"></label><label>${t.personTitle} <input type="text" name="${prefix}.title" value="${typed[`${prefix}.title`] ?? ''}"></label></div>${typed[`${prefix}.language`] ? html`<p><label class="choice"><input type="checkbox" name="${prefix}.language" value="en" checked><span>${t.inEnglish}</span></label></p>` : ''}`
  /** One empty row more than there are people, so that somebody can be added. */
  const rowsOf = (prefix: string) => {
    const numbers = Array.from({ length: approverRows }, (_, i) => i + 1)
    const filled = numbers.filter((n) => typed[`${prefix}.${n}.name`] || typed[`${prefix}.${n}.address`]).at(-1) ?? 0
    return numbers.slice(0, filled + 1)
  }
  const levels = Object.entries(definition.timetable.legal)
  return officePage(view, {
    title: t.title,
    styles: [style, ...(view.lastYear ? [figureListStyle] : []), broughtStyle],
    body: html`${problems.length > 0 ? refused(view) : ''}
<form method="post" action="/cycles" class="opening">${enterSends}
<input type="hidden" name="form-token" value="${view.formToken}">
<div class="report"><p><label>${t.report}<select name="definition">${view.reports.map(
      ({ id, title }) => html`<option value="${id}" ${id === definition.id ? 'selected' : ''}>${title}</option>`,
    )}</select></label></p><p><button name="change" value="yes" class="plain small" formnovalidate>${t.change}</button></p></div>
<h2>${t.what}</h2>
<div class="three">${input('issuer.zh', t.issuer)}${input('issuer.en', t.issuerEn)}${input('issuer.id', t.issuerId, t.issuerIdHint)}</div>
<div class="three">${input('year', t.year)}<p><label>${t.level}<select name="issuer.level">${levels.map(
      ([id, { title }]) =>
        html`<option value="${id}" ${typed['issuer.level'] === id ? 'selected' : ''}>${title[language]}</option>`,
    )}</select></label></p>${input('cycle', t.cycle, t.cycleHint)}</div>
<p><label>${t.opens} <span class="hint">${t.opensHint}</span><input type="date" name="opens" value="${typed.opens ?? ''}"></label></p>
<fieldset class="choices"><legend>${t.missing}</legend>${(['gap', 'hold'] as const).map(
      (policy) =>
        html`<label class="choice"><input type="radio" name="missing" value="${policy}" required ${typed.missing === policy ? 'checked' : ''}><span>${t.policy[policy]}</span></label>`,
    )}</fieldset>
<p><label class="choice"><input type="checkbox" name="test" value="yes" ${typed.test === 'yes' ? 'checked' : ''}><span><b>${t.test}</b><br>${t.testSays}</span></label></p>
<h2>${t.roster}</h2><p>${t.rosterSays}</p><p class="hint digest">${rosterTemplate}</p><p class="hint">${t.rosterCounted}</p>
<p><label><span class="aside">${t.roster}</span><textarea name="roster" rows="12" wrap="off">${typed.roster ?? ''}</textarea></label></p>
${lastYearFields(view)}
<h2>${t.stages}</h2><p>${t.stagesSays}</p>
${definition.signOff.stages.map(
  (stage) =>
    html`<fieldset class="stage"><legend>${stage.title[language]}</legend>${stage.optional ? html`<p class="hint">${t.optionalStage}</p>` : ''}${rowsOf(
      stage.id,
    ).map(
      (n) =>
        html`${person(`${stage.id}.${n}`, t.approver)}${n === 1 || typed[`${stage.id}.${n}.name`] ? person(`${stage.id}.${n}.substitute`, t.substitute) : ''}`,
    )}<details${typed[`${stage.id}.observer.1.address`] ? raw(' open') : ''}><summary>${t.observers}</summary>${rowsOf(`${stage.id}.observer`).map((n) => person(`${stage.id}.observer.${n}`, t.name))}</details></fieldset>`,
)}
<h2>${t.office}</h2>${rowsOf('office').map((n) => person(`office.${n}`, t.name))}
<h3>${t.accountable}</h3>${person('accountable', t.name)}
<h2>${t.dates}</h2><p>${t.datesSays}</p><div class="three">${datesInTurn(definition).map(
      ({ id, title }) =>
        html`<p><label>${title[language]}<input type="date" name="date.${id}" value="${typed[`date.${id}`] ?? ''}"></label></p>`,
    )}</div>
<p class="buttons"><button>${t.open}</button></p><p class="hint">${t.openSays}</p></form><p><a href="/board">${t.back}</a></p>`,
  })
}

/** Last year's reports are read by a button of their own, which opens nothing. */
function lastYearFields({ language, typed, lastYear, lastYearProblems = [] }: OpeningView): Markup {
  const t = wordsIn(lastYearTexts, language)
  const year = /^\d{4}$/.test(typed.year ?? '') ? Number(typed.year) - 1 : undefined
  return html`<h2 id="last-year">${t.title}</h2>${lastYearProblems.length > 0 ? problemsNotice(t.refused(lastYearProblems.length), lastYearProblems, language) : ''}
${lastYear && lastYear.shown.length > 0 ? html`<h3>${t.found(lastYear.shown.length)}</h3>${broughtTables(lastYear.shown, language)}<p>${t.openingSays}</p>` : ''}${typed.previous ? html`<input type="hidden" name="previous" value="${typed.previous}"><p>${lastYear ? t.carried(lastYear.bodies) : t.carriedOn} <button name="drop" value="yes" class="plain small" formnovalidate>${t.drop}</button></p>` : ''}
<p>${t.says(year)}</p><p><label>${t.files} <input type="file" name="last-year" multiple class="drop"></label></p><p class="hint">${t.readSays}</p><p><button name="opening" value="yes" class="plain" formaction="/board/last-year" formenctype="multipart/form-data" formnovalidate>${t.read}</button></p>`
}

function refused({ language, problems, errorFile }: OpeningView): Markup {
  const t = wordsIn(texts, language)
  return notice(
    'bad',
    t.refused(problems.length),
    html`<ul>${problems.map((problem) => html`<li>${problem.message[language]}</li>`)}</ul>${
      errorFile
        ? html`<p><a download="roster-errors.csv" href="data:text/csv;charset=utf-8;base64,${Buffer.from(errorFile).toString('base64')}">${t.errorFile}</a></p>`
        : ''
    }`,
  )
}

const style = `
.report{display:flex;gap:1rem;align-items:flex-end;max-width:44rem}.report p:first-child{flex:1}
.three{display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));gap:.3rem 1rem;margin:.4rem 0}
.three p{margin:0}
@media (max-width:34rem){.three label{display:flex;align-items:center;justify-content:space-between;gap:.3rem}.three input{width:calc(100% - 5rem);min-width:10rem}}
label input[type],label textarea,label select{font-weight:400}
select,input[type=date]{font:inherit;font-weight:400;color:inherit;background:#fff;border:1px solid var(--field);border-radius:4px;padding:.4rem .5rem;width:100%;min-height:2.6rem}
textarea[name=roster]{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:.9rem;white-space:pre;overflow:auto}
.stage{border:1px solid var(--line);border-radius:4px;padding:.3rem .9rem .8rem;margin:.8rem 0;min-width:0}.stage legend{font-weight:600;padding:0 .4rem}
`
