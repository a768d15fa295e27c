import { html } from 'hono/html'
import { shownMoment } from '../../calendar/civil-date.ts'
import { entryOf, firstOf, present } from '../../present.ts'
import type { CompiledDefinition } from '../../report/cells.ts'
import type { Problem } from '../../report/errors.ts'
import { type Finding, previousCells } from '../../report/finding.ts'
import type { Language } from '../../report/report-definition.ts'
import { deskTexts, formTexts } from '../../words/clerk/desk.ts'
import { sliceTexts } from '../../words/clerk/slice-texts.ts'
import { colon, partTitle, wordsIn } from '../../words/words-in.ts'
import { type Markup, notice } from '../frame/layout.ts'
import type { SliceForm } from './slice-form.ts'

/** What is said first, after a POST that submitted nothing. */
export function saidFirst(form: SliceForm): Markup | string {
  const t = wordsIn(sliceTexts, form.language)
  const { said } = form
  switch (said?.is) {
    case 'passed':
      return notice('good', t.passedTitle, html`<p>${t.passed(said.checked)}</p>`)
    case 'zeroed':
      return notice('good', t.zeroedTitle, html`<p>${t.zeroed}</p>`)
    case 'joined':
      return notice(
        'note',
        formTexts.joinedTitle[form.language],
        html`<p>${formTexts.joined(said.count)[form.language]}</p>`,
      )
    case 'mismatch':
      return notice('bad', t.mismatchTitle, html`<p>${t.mismatch}</p>`)
    case 'changed':
      return notice(
        'bad',
        t.changedTitle,
        html`<p>${t.changed(said.by, shownMoment(said.at, form.zone, form.language), said.number)}</p>
${
  said.differences.length > 0
    ? html`<div class="scroll"><table class="compare"><thead><tr><th scope="col">${t.place}</th><th scope="col">${t.theirs}</th><th scope="col">${t.yours}</th></tr></thead><tbody>${said.differences.map(
        (d) =>
          html`<tr><th scope="row">${d.where[form.language]}</th><td>${d.theirs || '—'}</td><td>${d.yours || '—'}</td></tr>`,
      )}</tbody></table></div>`
    : html`<p>${t.changedNone}</p>`
}<p>${t.changedNow}</p>`,
      )
    default:
      return ''
  }
}

/** Everything that stands in the way, first thing on the page, each line leading to its place. */
export function problemSummary(
  form: Pick<SliceForm, 'language' | 'compiled' | 'problems' | 'findings'>,
  shown: ReadonlySet<string>,
): Markup | string {
  const { language, compiled } = form
  const t = wordsIn(sliceTexts, language)
  const missing = Map.groupBy(
    form.problems.filter((p) => p.code === 'figure-missing'),
    (p) => entryOf(compiled.byId, present(p.field, 'field')).table,
  )
  const others = form.problems.filter((p) => p.code !== 'figure-missing' && p.code !== 'justification-missing')
  const blocking = form.findings.filter((f) => f.severity === 'blocking')
  const unexplained = form.problems.filter((p) => p.code === 'justification-missing')
  const notes = form.findings.filter((f) => f.severity === 'info')
  const count = missing.size + others.length + blocking.length + unexplained.length
  const information =
    notes.length > 0 ? html`<p>${t.notes}</p><ul>${notes.map((f) => html`<li>${f.message[language]}</li>`)}</ul>` : ''
  if (count === 0) return information === '' ? '' : notice('note', t.notes, information)
  const corrected = count > unexplained.length
  const carried = blocking.some((finding) => previousCells(finding).length > 0)
  const lines = [
    ...[...missing].map(
      ([table, list]) =>
        html`<li><a href="#cell-${firstOf(list).field}">${t.missing(tableTitle(compiled, table, language), list.length)}</a></li>`,
    ),
    ...others.map((p) => html`<li>${linked(placeOfProblem(p, shown), p.message[language])}</li>`),
    ...groupedByAdvice(blocking, language).map(
      ({ advice, findings }) =>
        html`<li class="finding"><b>${linked(placeOfFinding(firstOf(findings), shown), advice)}</b>${
          findings.length === 1
            ? html`<br>${firstOf(findings).message[language]}`
            : html`<ul>${findings.map((f) => html`<li>${f.message[language]}</li>`)}</ul>`
        }</li>`,
    ),
    ...(unexplained.length > 0
      ? [html`<li><a href="#explain">${t.explainCount(unexplained.length, { more: corrected })}</a></li>`]
      : []),
  ]
  return html`<div id="problems" tabindex="-1" autofocus>${notice(
    'bad',
    corrected ? t.summaryTitle(count) : t.explainOnly(count),
    html`<p>${t.summaryLead}</p><ol>${lines}</ol>${carried ? html`<p>${t.otherThanLastYear}</p>` : ''}${information}`,
  )}</div>`
}

/** Consequences of one wrong cell stand together under what to do about it. */
function groupedByAdvice(findings: readonly Finding[], language: Language): { advice: string; findings: Finding[] }[] {
  return [...Map.groupBy(findings, (f) => f.advice[language])].map(([advice, list]) => ({ advice, findings: list }))
}

const linked = (target: string | undefined, text: string): Markup | string =>
  target ? html`<a href="#${target}">${text}</a>` : text

function placeOfProblem(problem: Problem, shown: ReadonlySet<string>): string | undefined {
  const { field } = problem
  if (field === undefined) return undefined
  if (shown.has(field)) return `cell-${field}`
  return /^(text:|why:|nil$|as-it-was$)/.test(field) ? field : undefined
}

function placeOfFinding(finding: Finding, shown: ReadonlySet<string>): string | undefined {
  const cell = [finding.root?.cell, ...finding.cells].find((id) => id !== undefined && shown.has(id))
  return cell && `cell-${cell}`
}

export function returnedNotice(form: SliceForm): Markup | string {
  const { returned, language, compiled } = form
  if (!returned) return ''
  const t = wordsIn(sliceTexts, language)
  const where = (reason: { cell?: string; part?: string }): string | undefined => {
    const cell = reason.cell && compiled.byId.get(reason.cell)
    if (cell) return cell.name[language]
    const part = compiled.definition.parts.find((p) => p.id === reason.part)
    return part?.title[language]
  }
  if (returned.taken)
    return notice('note', t.takenTitle, html`<p>${t.taken(shownMoment(returned.at, form.zone, language))}</p>`)
  return notice(
    'bad',
    t.returnedTitle,
    html`<p>${t.returnedBy(returned.by[language], shownMoment(returned.at, form.zone, language))}</p>
<ul>${returned.reasons.map((reason) => {
      const place = where(reason)
      const target = reason.cell ? `cell-${reason.cell}` : reason.part && `text:${reason.part}`
      return html`<li>${place ? html`${linked(target, place)}${colon[language]}` : ''}${reason.text}</li>`
    })}</ul>`,
  )
}

export function sentNotice(form: SliceForm): Markup | string {
  const { newest, language } = form
  if (!newest || form.returned) return ''
  const t = wordsIn(sliceTexts, language)
  return notice(
    'note',
    t.sent(newest.number, shownMoment(newest.at, form.zone, language), newest.by),
    html`<p>${t.sentMore}<a href="/receipt">${t.toReceipt}</a></p>`,
  )
}

/** A figure that two people filled differently: both see both, and one of them chooses. */
export function contestedCards(form: SliceForm): Markup | string {
  const { language, copy, compiled } = form
  if (copy.contested.length === 0) return ''
  return html`${copy.contested.map(({ field, stands, gave }) => {
    const cell = field.startsWith('cell:') ? compiled.byId.get(field.slice('cell:'.length)) : undefined
    const who = stands.mine ? gave.by : stands.by
    const place = html`${cell ? html`<p><a href="#cell-${cell.id}">${cell.name[language]}</a></p>` : ''}<p>${deskTexts.contested(gave, stands)[language]}</p>`
    return html`<section class="card both" data-field="${field}"><h3>${deskTexts.also(who)[language]}</h3>${place}
<p class="buttons"><button class="plain small" name="do" value="take:${field}">${deskTexts.take(gave)[language]}</button><button class="plain small" name="do" value="keep:${field}">${deskTexts.keep(stands)[language]}</button></p></section>`
  })}`
}

function tableTitle(compiled: CompiledDefinition, table: string, language: Language): string {
  const part = compiled.definition.parts.find((p) => p.body.kind === 'table' && p.body.table === table)
  return part ? partTitle(part, language) : table
}
