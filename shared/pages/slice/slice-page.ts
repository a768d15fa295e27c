import { html, raw } from 'hono/html'
import { shownDate } from '../../calendar/civil-date.ts'
import { longestExplanation } from '../../draft/submission.ts'
import { printsOf } from '../../draft/working-copy.ts'
import { inputCells, sliceCells } from '../../report/cells.ts'
import type { Finding } from '../../report/finding.ts'
import { partsOfSlice } from '../../report/narrative-parts.ts'
import { colleagueTexts } from '../../words/clerk/colleague-texts.ts'
import { deskTexts, formTexts } from '../../words/clerk/desk.ts'
import { historyTexts } from '../../words/clerk/history-texts.ts'
import { sliceTexts } from '../../words/clerk/slice-texts.ts'
import { countedTexts } from '../../words/counted-texts.ts'
import { noticeTexts } from '../../words/notice-texts.ts'
import { otherLanguage, partTitle, wordsIn } from '../../words/words-in.ts'
import { keptScript } from '../frame/kept-script.ts'
import { type Markup, pageLayout } from '../frame/layout.ts'
import { askLink } from './ask-page.ts'
import type { SliceForm } from './slice-form.ts'
import { partOf } from './slice-grid.ts'
import { contestedCards, problemSummary, returnedNotice, saidFirst, sentNotice } from './slice-notices.ts'
import { deskStyle, sliceStyle } from './slice-style.ts'

/** The form, made from the definition alone: this unit's cells and parts, and no others. Works without script. */
export function slicePage(form: SliceForm): string {
  const { language, compiled } = form
  const t = wordsIn(sliceTexts, language)
  const shown = new Set(sliceCells(compiled, form.roles).map((cell) => cell.id))
  const warnings = form.findings.filter((f) => f.severity === 'warning')
  return pageLayout({
    language,
    closes: 'slice',
    title: t.title(form.unit[language]),
    context: form.report,
    holder: form.holder,
    contact: form.contact,
    wide: true,
    // A button of the form and no link: what is typed goes along and is kept.
    languageButton: { form: 'slice', value: `lang:${otherLanguage[language]}`, onEnter: 'save' },
    styles: [sliceStyle, deskStyle],
    ...(isKept(form) && { script: keptScript }),
    ...(form.script && { deferred: form.script.script, data: form.script.data }),
    body: html`${form.said ? saidFirst(form) : ''}${problemSummary(form, shown)}${returnedNotice(form)}${sentNotice(form)}
<p class="old-browser"><b>${t.oldBrowser}</b></p><p class="lead"><b>${form.due ? t.due(`${shownDate(form.due, language)}${form.provisional ? noticeTexts.mark[language] : ''}`) : t.soon}</b>${t.how}${Object.keys(form.lastYear).length > 0 ? t.lastYearZero : ''}</p>${form.provisional ? html`<p class="hint">${noticeTexts.says(form.provisional)[language]}</p>` : ''}
${form.countedAbove ? html`<p class="notice">${countedTexts.form[language]}</p>` : ''}${form.note ? html`<p class="hint">${form.note}</p>` : ''}
<form method="post" action="/slice" id="slice" novalidate autocomplete="off">
<button name="do" value="save" class="aside" tabindex="-1" aria-hidden="true"></button>
${hiddenFields(form)}
<div class="desk">
${partsNav(form, shown)}
<div class="parts">
<div class="nil"><input type="checkbox" id="nil" name="nil" value="yes"${form.typed.nil ? raw(' checked') : ''} aria-describedby="nil-hint"><div><label for="nil">${t.nil}</label><span class="hint" id="nil-hint">${t.nilHint}</span></div></div>
<p class="zero"><button class="plain small" name="do" value="zero:">${formTexts.zeroAll[language]}</button></p>
${contestedCards(form)}
${partsOfSlice(compiled.definition, form.roles).map((part) => partOf(form, part, shown))}
${warnings.length > 0 ? explanations(form, warnings) : ''}
${form.returned && form.newest ? html`<p><input type="checkbox" id="as-it-was" name="as-it-was" value="yes"> <label for="as-it-was">${t.asItWas}</label></p>` : ''}
<p class="signature">${formTexts.signature[language]}</p>
</div>
<div class="beside" id="beside" data-limit="${longestExplanation}"></div>
</div>
${statusBar(form)}
</form>`,
  })
}

/** What somebody sent over another's submission stands on this page alone. */
const isKept = ({ said }: SliceForm): boolean => said?.is !== 'changed' && said?.is !== 'mismatch'

const hiddenFields = ({ hidden, copy }: SliceForm): Markup =>
  html`<input type="hidden" name="form-token" value="${hidden.formToken}">
<input type="hidden" name="revision" value="${hidden.revision}">
<input type="hidden" name="cycle" value="${hidden.cycle}">
<input type="hidden" name="unit" value="${hidden.unit}">
<input type="hidden" name="seen" value="${JSON.stringify(printsOf(copy.values))}">
<input type="hidden" name="mark" value="">
<input type="hidden" name="origins" value="">`

/** Cells of a part that nobody has filled yet. */
function openCells(form: SliceForm, table?: string): { open: number; all: number } {
  const cells = inputCells(form.compiled, form.roles).filter((cell) => table === undefined || cell.table === table)
  return { all: cells.length, open: cells.filter((cell) => !form.typed.figures[cell.id]?.trim()).length }
}

function partsNav(form: SliceForm, shown: ReadonlySet<string>): Markup {
  const { language, compiled, roles } = form
  const parts = partsOfSlice(compiled.definition, roles).filter(
    ({ body }) =>
      body.kind !== 'table' || compiled.cells.some((cell) => cell.table === body.table && shown.has(cell.id)),
  )
  return html`<div class="contents"><div class="find desk-only"><label for="find">${formTexts.find[language]}</label><input type="search" id="find" autocomplete="off" placeholder="${formTexts.findHow[language]}"><ul id="found"></ul></div><nav aria-label="${formTexts.parts[language]}"><ul>${parts.map(
    (part) => {
      const { id, body } = part
      const state = body.kind === 'table' ? deskTexts.partOpen(openCells(form, body.table).open)[language] : ''
      return html`<li class="is-${body.kind}"><a href="#part-${id}">${partTitle(part, language)}</a> <span class="state" id="state-${body.kind === 'table' ? body.table : id}">${state}</span></li>`
    },
  )}</ul></nav><div class="tools-of-form">${[
    ['read-file', formTexts.fromFile] as const,
    ['print', formTexts.print] as const,
    ['print-empty', formTexts.printBlank] as const,
  ].map(
    ([id, text]) => html`<button type="button" id="${id}" class="plain small desk-only">${text[language]}</button>`,
  )}<a class="button plain small" href="/slice/template" download>${formTexts.template[language]}</a> <a href="/slice/colleagues">${colleagueTexts.link[language]}</a> <a href="/slice/history">${historyTexts.link[language]}</a></div>${askLink(form)}</div>`
}

/** What is saved, what is missing, and what to do next: always in sight. The script fills in the rest of it. */
function statusBar(form: SliceForm): Markup {
  const { language, copy } = form
  const t = wordsIn(sliceTexts, language)
  const { open, all } = openCells(form)
  const zeros = Object.values(copy.origins).filter((origin) => origin === 'zero').length
  const saved =
    copy.saved === undefined
      ? form.newest
        ? formTexts.asSent
        : formTexts.notYet
      : copy.by
        ? formTexts.savedBy(copy.saved, copy.by)
        : deskTexts.saved(copy.saved)
  return html`<div class="bar"><span class="aside" role="status"></span><p class="status"><span id="saved">${saved[language]}</span> <b id="open">${deskTexts.open(open, all)[language]}</b> <span id="grey">${zeros > 0 ? deskTexts.grey(zeros)[language] : ''}</span></p>
<div class="actions"><button type="button" id="undo" class="plain small desk-only" hidden>${formTexts.undo[language]}<span></span></button>${zeros > 0 ? html`<button name="do" value="unzero" class="plain small plain-only">${formTexts.unzero[language]}</button>` : ''}<button name="do" value="save" class="plain small plain-only">${formTexts.save[language]}</button><button name="do" value="check" class="plain small plain-only">${t.check}</button><button name="do" value="review" id="review">${formTexts.review[language]}</button><button type="button" id="next" class="desk-only">${formTexts.next[language]}</button></div><p class="toast"></p></div>`
}

function explanations(form: SliceForm, warnings: readonly Finding[]): Markup {
  const { language } = form
  const t = wordsIn(sliceTexts, language)
  return html`<section class="part" id="explain" tabindex="-1"><h2>${t.explainTitle}</h2><p>${t.explainLead}</p>
${warnings.map((finding, index) => {
  const name = `why:${finding.instance}`
  const problem = form.problems.find((p) => p.field === name)
  const given = form.typed.justifications[finding.instance]?.text ?? ''
  return html`<div class="explain"><p id="warning-${index}">${finding.message[language]}</p>
<p class="hint">${finding.advice[language]}</p>
<label for="${name}">${t.explainLabel(finding.where[language])}</label>
<input type="hidden" name="for:${finding.instance}" value="${finding.figures}">
<p class="error" id="warning-error-${index}">${problem?.message[language]}</p>
<textarea id="${name}" name="${name}" rows="3" data-limit="${longestExplanation}" aria-describedby="warning-${index} warning-error-${index}"${problem ? raw(' aria-invalid="true"') : ''}>
${given}</textarea></div>`
})}</section>`
}
