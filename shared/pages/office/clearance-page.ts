import { html, raw } from 'hono/html'
import { shownMoment } from '../../calendar/civil-date.ts'
import { reasonRows, type TypedClearance } from '../../cycle/acts/clearance.ts'
import type { UnitReportStanding } from '../../cycle/unit-report.ts'
import type { DraftDocument } from '../../draft/draft.ts'
import { type CompiledDefinition, inputCells } from '../../report/cells.ts'
import type { Problem } from '../../report/errors.ts'
import type { Language, LocalizedText } from '../../report/report-definition.ts'
import { boardTexts } from '../../words/office/board-texts.ts'
import { clearanceTexts as texts } from '../../words/office/clearance-texts.ts'
import { togetherTexts } from '../../words/office/together-texts.ts'
import { withdrawalTexts } from '../../words/public/withdrawal-texts.ts'
import { clearanceRefusals } from '../../words/refusals/clearance-refusals.ts'
import { pause, wordsIn } from '../../words/words-in.ts'
import { codeStep } from '../frame/code-field.ts'
import { type Markup, notice, problemsNotice } from '../frame/layout.ts'
import { reportBody } from '../report/report-body.ts'
import { reportStyle } from '../report/report-style.ts'
import { type OfficeFrame, officePage } from './office-frame.ts'

export type ClearanceUnit = {
  id: string
  name: LocalizedText
  standing: UnitReportStanding
  /** Of its own report that is public. */
  version?: number
  /** Whether its version can be had as an archive: one of a test is none. */
  archived?: boolean
  withdrawn: boolean
  /** What was sent last. */
  newest?: { revision: number; digest: string }
  /** Why it is not for the reader to clear: they filed or signed it, which is not theirs to send back either, or had its link made. */
  barred?: 'own' | 'madeLink'
  /** That it was sent through a link of the office. */
  through?: LocalizedText
}

export type ClearancePage = OfficeFrame & {
  formToken: string
  /** Whether a report is public only when it is cleared. */
  before: boolean
  units: readonly ClearanceUnit[]
  zone: string
  /** The instant that was set for publishing together, and what waits for it; nothing once it is over. */
  together?: { from: string; ready?: number }
  /** The unit whose report is shown, as it will be published. */
  chosen?: { unit: ClearanceUnit; compiled: CompiledDefinition; roles: readonly string[]; draft: DraftDocument }
  problems: readonly Problem[]
  typed: TypedClearance
  done: boolean
}

/** When the units' reports go out, as the office reads it here and on the board. */
export function togetherSaid(together: ClearancePage['together'], zone: string, language: Language): string {
  if (!together) return togetherTexts.now[language]
  const when = shownMoment(together.from, zone, language)
  return (together.ready === undefined ? togetherTexts.over(when) : togetherTexts.held(when, together.ready))[language]
}

/** Where the office looks at the units' own reports, clears them or sends them back. */
export function clearancePage(page: ClearancePage): string {
  const { language, chosen } = page
  const t = wordsIn(texts, language)
  const said = page.problems.some(({ field }) => field === 'code')
    ? codeStep({ ...page, title: whatIsDecided(page), action: '/clearance', button: t.withDigits })
    : page.problems.length > 0
      ? problemsNotice(t.problems, page.problems, language)
      : page.done
        ? notice('good', page.together?.ready === undefined ? t.done : togetherTexts.done[language])
        : ''
  return officePage(page, {
    title: chosen ? chosen.unit.name[language] : t.title,
    languageAt: chosen ? `/clearance?unit=${chosen.unit.id}` : '/clearance',
    styles: [reportStyle],
    body: html`${said}${chosen ? one(page, chosen) : list(page)}`,
  })
}

/** What the digits are typed for: whose reports, where they were chosen from the list. */
function whatIsDecided({ language, units, typed }: ClearancePage): string {
  const names = units.filter(({ id }) => typed[`clear:${id}`]).map(({ name }) => name[language])
  return (names.length > 0 ? texts.clearing(names.join(pause[language])) : texts.decide)[language]
}

function list({ language, units, typed, before, formToken, zone, together }: ClearancePage): Markup {
  const t = wordsIn(texts, language)
  const waiting = units.some(({ standing, barred }) => standing === 'to-clear' && !barred)
  const waits = together?.ready === undefined ? undefined : shownMoment(together.from, zone, language)
  return html`<p>${t[before ? 'lead' : 'leadAfter']}</p>
<p>${togetherSaid(together, zone, language)} <a href="/board#whole">${togetherTexts.set[language]}</a></p>
<form method="post" action="/clearance"><input type="hidden" name="form-token" value="${formToken}"><input type="hidden" name="choice" value="clear">
<div class="scroll" role="region" tabindex="0" aria-label="${t.title}"><table class="list"><caption class="aside">${t.title}</caption>
<thead><tr><th scope="col">${t.unit}</th><th scope="col">${t.standing}</th><th scope="col">${t.revision}</th></tr></thead>
<tbody>
${units.map((unit) => {
  const tick =
    unit.standing === 'to-clear' && unit.newest && !unit.barred
      ? html`<input type="checkbox" name="clear:${unit.id}" value="${unit.newest.revision}:${unit.newest.digest}"${typed[`clear:${unit.id}`] ? raw(' checked') : ''} aria-label="${t.choose(unit.name[language])}"> `
      : ''
  return html`<tr><td>${tick}${unit.newest ? html`<a href="/clearance?unit=${unit.id}">${unit.name[language]}</a>` : unit.name[language]}</td><td>${waits && unit.standing === 'ready' && unit.version === undefined ? togetherTexts.waits(waits)[language] : t.stands[unit.standing](unit.version ?? 0)}${unit.withdrawn ? html` <strong>（${withdrawalTexts.mark[language]}）</strong>` : ''}</td><td>${unit.newest?.revision ?? '—'}${unit.through ? html`<br><b>${unit.through[language]}</b>` : ''}${unit.standing === 'to-clear' ? barSaid(unit, language) : ''}</td></tr>
`
})}</tbody></table></div>
${waiting ? html`<p class="buttons"><button type="submit">${t.clearChosen}</button></p>` : ''}</form>
<p><a href="/board">${t.toBoard}</a></p>`
}

function one(page: ClearancePage, { unit, compiled, roles, draft }: NonNullable<ClearancePage['chosen']>): Markup {
  const { language, formToken, typed } = page
  const t = wordsIn(texts, language)
  const hidden = (choice: string) =>
    html`<input type="hidden" name="form-token" value="${formToken}"><input type="hidden" name="choice" value="${choice}"><input type="hidden" name="unit" value="${unit.id}"><input type="hidden" name="revision" value="${unit.newest?.revision ?? ''}"><input type="hidden" name="digest" value="${unit.newest?.digest ?? ''}">`
  const cells = inputCells(compiled, roles)
  const row = (
    n: number,
  ) => html`<p><label for="cell-${n}">${t.where}</label><br><select id="cell-${n}" name="cell-${n}"><option value="">${t.anywhere}</option>${cells.map((cell) => html`<option value="${cell.id}"${typed[`cell-${n}`] === cell.id ? raw(' selected') : ''}>${cell.name[language]}</option>`)}</select></p>
<p><label for="reason-${n}">${t.reason}</label><textarea id="reason-${n}" name="reason-${n}" rows="2">${typed[`reason-${n}`] ?? ''}</textarea></p>
`
  const mayReturn = (unit.standing === 'to-clear' || unit.standing === 'public') && unit.barred !== 'own'
  return html`<p>${t.stands[unit.standing](unit.version ?? 0)} · <a href="/clearance">${t.back}</a>${unit.archived ? html` · <a href="/board/export?format=archive&amp;unit=${unit.id}">${boardTexts.exportArchive[language]}</a>` : ''}</p>
${unit.through ? html`<p><b>${unit.through[language]}</b></p>` : ''}${reportBody(compiled.definition, draft, language)}
${mayReturn ? html`<h2>${t.decide}</h2>` : ''}
${unit.standing === 'to-clear' && unit.barred ? barSaid(unit, language) : ''}
${unit.standing === 'to-clear' && !unit.barred ? html`<form method="post" action="/clearance">${hidden('clear')}<p class="buttons"><button type="submit">${t.clear}</button></p></form>` : ''}
${
  mayReturn
    ? html`<details${page.problems.length > 0 ? raw(' open') : ''}><summary>${t[unit.standing === 'public' ? 'callBack' : 'returnTitle']}</summary>
<form method="post" action="/clearance">${hidden('return')}
${Array.from({ length: reasonRows }, (_, n) => row(n))}
<p class="buttons"><button type="submit" class="plain">${t.send}</button></p></form></details>`
    : ''
}`
}

const barSaid = ({ barred, name }: ClearanceUnit, language: Language): Markup | '' =>
  barred ? html`<p class="hint">${clearanceRefusals[barred](name)[language]}</p>` : ''
