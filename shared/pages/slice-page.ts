import { html, raw } from 'hono/html'
import { shownDate, shownMoment } from '../calendar/shown-date.ts'
import { longestExplanation, type TypedSlice } from '../draft/submission.ts'
import { type Cell, type CompiledDefinition, type Figures, sliceCells } from '../report/cells.ts'
import type { Problem } from '../report/errors.ts'
import { blank, showFigure } from '../report/figure.ts'
import type { Finding } from '../report/finding.ts'
import { type NarrativePart, textParts } from '../report/narrative-parts.ts'
import type { Language, LocalizedText, ReportPart, ReportTable } from '../report/report-definition.ts'
import { shortProblems, sliceTexts } from '../words/texts-slice.ts'
import { type Markup, notice, pageLayout } from './layout.ts'
import { sliceStyle } from './slice-style.ts'

/** What frames a unit's page. */
export type UnitFrame = {
  language: Language
  report: string
  unit: LocalizedText
  /** The person of the link, with title. */
  holder: string
  contact: { name: string; phone: string }
  zone: string
  note?: string
}

export type SliceForm = UnitFrame & {
  compiled: CompiledDefinition
  roles: readonly string[]
  /** Civil date; absent when it is past and the slice is open because it was returned. */
  due?: string
  /** Goes out with the form and comes back with it. `revision` is the one the form was made from, 0 for none. */
  hidden: { formToken: string; revision: number; cycle: string; unit: string }
  /** Exactly as typed. */
  typed: TypedSlice
  /** Totals as far as the typed figures give them. */
  totals: Figures
  /** Under this definition's cell ids; empty when there is none. */
  lastYear: Figures
  /** Cells prefilled from last year's report. */
  suggested: ReadonlySet<string>
  problems: readonly Problem[]
  findings: readonly Finding[]
  returned?: { by: LocalizedText; at: string; reasons: { cell?: string; part?: string; text: string }[] }
  newest?: { number: string; at: string; by: string }
  /** What is said first, after a POST that submitted nothing. */
  said?: { is: 'passed'; checked: number } | { is: 'zeroed' } | { is: 'mismatch' } | Conflict
}

export type Conflict = {
  is: 'changed'
  by: string
  at: string
  number: string
  differences: { where: LocalizedText; theirs: string; yours: string }[]
}

/** The form, made from the definition alone: this unit's cells and parts, and no others. Works without script. */
export function slicePage(form: SliceForm): string {
  const { language, compiled } = form
  const t = sliceTexts[language]
  const shown = new Set(sliceCells(compiled, form.roles).map((cell) => cell.id))
  const parts = textParts(compiled.definition, form.roles)
  const warnings = form.findings.filter((f) => f.severity === 'warning')
  return pageLayout({
    language,
    closes: 'slice',
    title: t.title(form.unit[language]),
    context: form.report,
    holder: form.holder,
    contact: form.contact,
    wide: true,
    // A page that holds what somebody typed offers no way to leave it.
    ...(form.said || form.problems.length > 0 ? {} : { languageAt: '/slice' }),
    styles: [sliceStyle],
    body: html`${form.said ? saidFirst(form) : ''}${summary(form, shown)}${returnedNotice(form)}${sentNotice(form)}
<p><b>${form.due ? t.due(shownDate(form.due, language)) : t.soon}</b>${t.how}${Object.keys(form.lastYear).length > 0 ? t.lastYearZero : ''}</p>
${form.note ? html`<p class="hint">${form.note}</p>` : ''}
<form method="post" action="/slice" novalidate>
<button name="do" value="check" class="aside" tabindex="-1" aria-hidden="true">${t.check}</button>
<input type="hidden" name="form-token" value="${form.hidden.formToken}">
<input type="hidden" name="revision" value="${form.hidden.revision}">
<input type="hidden" name="cycle" value="${form.hidden.cycle}">
<input type="hidden" name="unit" value="${form.hidden.unit}">
<div class="nil"><input type="checkbox" id="nil" name="nil" value="yes"${form.typed.nil ? raw(' checked') : ''} aria-describedby="nil-hint"><div><label for="nil">${t.nil}</label><span class="hint" id="nil-hint">${t.nilHint}</span></div></div>
${compiled.definition.parts.map((part) => partOf(form, part, parts, shown))}
${warnings.length > 0 ? explanations(form, warnings) : ''}
<div class="finish">
${form.returned && form.newest ? html`<p><input type="checkbox" id="as-it-was" name="as-it-was" value="yes"> <label for="as-it-was">${t.asItWas}</label></p>` : ''}
<p class="hint">${t.checkHint}</p>
<div class="buttons"><button name="do" value="check" class="plain">${t.check}</button><button name="do" value="submit">${form.said?.is === 'changed' ? t.submitAnyway : t.submit}</button></div>
</div>
</form>`,
  })
}

function saidFirst(form: SliceForm): Markup | string {
  const t = sliceTexts[form.language]
  const { said } = form
  switch (said?.is) {
    case 'passed':
      return notice('good', t.passedTitle, html`<p>${t.passed(said.checked)}</p>`)
    case 'zeroed':
      return notice('good', t.zeroedTitle, html`<p>${t.zeroed}</p>`)
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
function summary(form: SliceForm, shown: ReadonlySet<string>): Markup | string {
  const { language, compiled } = form
  const t = sliceTexts[language]
  const missing = Map.groupBy(
    form.problems.filter((p) => p.code === 'figure-missing'),
    (p) => compiled.byId.get(p.field!)!.table,
  )
  const others = form.problems.filter((p) => p.code !== 'figure-missing' && p.code !== 'justification-missing')
  const blocking = form.findings.filter((f) => f.severity === 'blocking')
  const unexplained = form.problems.filter((p) => p.code === 'justification-missing')
  const notes = form.findings.filter((f) => f.severity === 'info')
  const count = missing.size + others.length + blocking.length + unexplained.length
  const information =
    notes.length > 0 ? html`<p>${t.notes}</p><ul>${notes.map((f) => html`<li>${f.message[language]}</li>`)}</ul>` : ''
  if (count === 0) return information === '' ? '' : notice('note', t.notes, information)
  const lines = [
    ...[...missing].map(
      ([table, list]) =>
        html`<li><a href="#cell-${list[0]!.field}">${t.missing(tableTitle(compiled, table, language), list.length)}</a></li>`,
    ),
    ...others.map((p) => html`<li>${linked(placeOfProblem(p, shown), p.message[language])}</li>`),
    ...groupedByAdvice(blocking, language).map(
      ({ advice, findings }) =>
        html`<li class="finding"><b>${linked(placeOfFinding(findings[0]!, shown), advice)}</b>${
          findings.length === 1
            ? html`<br>${findings[0]!.message[language]}`
            : html`<ul>${findings.map((f) => html`<li>${f.message[language]}</li>`)}</ul>`
        }</li>`,
    ),
    ...(unexplained.length > 0 ? [html`<li><a href="#explain">${t.explainCount(unexplained.length)}</a></li>`] : []),
  ]
  return html`<div id="problems" tabindex="-1">${notice(
    'bad',
    t.summaryTitle(count),
    html`<p>${t.summaryLead}</p><ol>${lines}</ol>${information}`,
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
  return field.startsWith('text:') || field.startsWith('why:') || field === 'as-it-was' ? field : undefined
}

function placeOfFinding(finding: Finding, shown: ReadonlySet<string>): string | undefined {
  const cell = [finding.root?.cell, ...finding.cells].find((id) => id !== undefined && shown.has(id))
  return cell && `cell-${cell}`
}

function returnedNotice(form: SliceForm): Markup | string {
  const { returned, language, compiled } = form
  if (!returned) return ''
  const t = sliceTexts[language]
  const where = (reason: { cell?: string; part?: string }): string | undefined => {
    const cell = reason.cell && compiled.byId.get(reason.cell)
    if (cell) return cell.name[language]
    const part = compiled.definition.parts.find((p) => p.id === reason.part)
    return part?.title[language]
  }
  return notice(
    'bad',
    t.returnedTitle,
    html`<p>${t.returnedBy(returned.by[language], shownMoment(returned.at, form.zone, language))}</p>
<ul>${returned.reasons.map((reason) => {
      const place = where(reason)
      const target = reason.cell ? `cell-${reason.cell}` : reason.part && `text:${reason.part}`
      return html`<li>${place ? html`${linked(target, place)}${language === 'zh' ? '：' : ': '}` : ''}${reason.text}</li>`
    })}</ul>`,
  )
}

function sentNotice(form: SliceForm): Markup | string {
  const { newest, language } = form
  if (!newest || form.returned) return ''
  const t = sliceTexts[language]
  return notice(
    'note',
    t.sent(newest.number, shownMoment(newest.at, form.zone, language), newest.by),
    html`<p>${t.sentMore}<a href="/receipt">${t.toReceipt}</a></p>`,
  )
}

function partOf(
  form: SliceForm,
  part: ReportPart,
  narrative: readonly NarrativePart[],
  shown: ReadonlySet<string>,
): Markup | string {
  const { language, compiled } = form
  const t = sliceTexts[language]
  const heading = html`<h2>${part.number[language]}${language === 'zh' ? '、' : '. '}${part.title[language]}</h2>`
  const own = narrative.find((p) => p.id === part.id)
  if (own) return html`<section class="part">${heading}${narrativeField(form, own)}</section>\n`
  if (part.body.kind !== 'table') return ''
  const { table: id } = part.body
  const table = compiled.definition.tables.find((candidate) => candidate.id === id)!
  if (!compiled.cells.some((cell) => cell.table === table.id && shown.has(cell.id))) return ''
  return html`<section class="part">${heading}
${table.note ? html`<p class="hint">${table.note[language]}</p>` : ''}
<p class="zero"><button class="plain small" name="do" value="zero:${table.id}">${t.zero}</button></p>
${table.blocks.map((block) => blockTable(form, table, block, part, shown))}</section>
`
}

function narrativeField(form: SliceForm, part: NarrativePart): Markup {
  const { language } = form
  const t = sliceTexts[language]
  const field = `text:${part.id}`
  const problem = form.problems.find((p) => p.field === field)
  const limit = part.body.maxLength
  const hint = `hint-${part.id}`
  return html`<p><label for="${field}">${t.narrativeLabel}</label><br><span class="hint" id="${hint}">${part.body.guidance[language]}${limit ? t.chars(limit) : ''}</span></p>
${problem ? html`<p class="error" id="error-${part.id}">${problem.message[language]}</p>` : ''}
<textarea id="${field}" name="${field}" rows="10" aria-describedby="${hint}${problem ? ` error-${part.id}` : ''}"${problem ? raw(' aria-invalid="true"') : ''}>
${form.typed.texts[part.id] ?? ''}</textarea>`
}

type Block = ReportTable['blocks'][number]

/** On a narrow screen each row is a card, and the labels that a wide screen has in its head stand beside the fields. */
function blockTable(
  form: SliceForm,
  table: ReportTable,
  block: Block,
  part: ReportPart,
  shown: ReadonlySet<string>,
): Markup | string {
  const { language } = form
  const cellOf = (row: string, column: string): Cell | undefined => {
    const cell = form.compiled.byId.get(`${table.id}.${row}.${column}`)
    return cell && shown.has(cell.id) ? cell : undefined
  }
  const columns = block.columns.filter((column) => block.rows.some((row) => cellOf(row.id, column.id)))
  const rows = block.rows.filter((row) => columns.some((column) => cellOf(row.id, column.id)))
  if (rows.length === 0) return ''
  const stub = block.rows.length > 1 || table.stub !== undefined
  return html`<table class="grid columns-${columns.length}">
<caption>${block.label ? block.label[language] : html`<span class="aside">${part.title[language]}</span>`}</caption>
<colgroup>${stub ? html`<col class="stub">` : ''}<col span="${columns.length}"></colgroup>
<thead>${headRows(columns, stub ? (table.stub?.[language] ?? '') : undefined, language)}</thead>
<tbody>
${rows.map(
  (row) =>
    html`<tr>${stub ? html`<th scope="row">${(row.name ?? row.label)[language]}</th>` : ''}${columns.map((column) => {
      const cell = cellOf(row.id, column.id)
      return cell ? field(form, cell, (column.name ?? column.label)[language], stub) : html`<td></td>`
    })}</tr>\n`,
)}</tbody>
</table>
`
}

function headRows(
  columns: readonly Block['columns'][number][],
  corner: string | undefined,
  language: Language,
): Markup[] {
  const depth = Math.max(...columns.map((column) => column.groups.length)) + 1
  const same = (a: number, b: number, level: number): boolean =>
    columns[a] !== undefined &&
    columns[b] !== undefined &&
    [...Array(level + 1).keys()].every((l) => {
      const group = columns[a]!.groups[l]
      return group !== undefined && group.zh === columns[b]!.groups[l]?.zh
    })
  return Array.from({ length: depth }, (_, level) => {
    const heads = columns.flatMap((column, index) => {
      if (column.groups.length === level)
        return [html`<th scope="col" rowspan="${depth - level}">${withUnit(column, language)}</th>`]
      if (column.groups.length < level || same(index - 1, index, level)) return []
      let length = 1
      while (same(index, index + length, level)) length++
      return [html`<th scope="colgroup" colspan="${length}">${column.groups[level]![language]}</th>`]
    })
    const first = level === 0 && corner !== undefined ? html`<td rowspan="${depth}">${corner}</td>` : ''
    return html`<tr>${first}${heads}</tr>`
  })
}

/** 采购总金额（万元）: the unit is named where the column has one of its own. */
function withUnit(column: Block['columns'][number], language: Language): Markup | string {
  const unit = column.type?.unit?.[language]
  const label = column.label[language]
  if (!unit || label.includes(`（${unit}`) || label.includes(`：${unit}`)) return label
  return html`${label}<br><span class="hint">${language === 'zh' ? `（${unit}）` : `(${unit})`}</span>`
}

function field(form: SliceForm, cell: Cell, label: string, labelledByRow: boolean): Markup {
  const { language } = form
  const t = sliceTexts[language]
  const id = `cell-${cell.id}`
  const problem = form.problems.find((p) => p.field === cell.id)
  const inFinding = form.findings.some((f) => f.severity === 'blocking' && concerns(f, cell.id))
  const returned = form.returned?.reasons.some((reason) => reason.cell === cell.id)
  // A year of zeros beside every field would hide the few figures that are worth comparing.
  const last = form.lastYear[cell.id] === '0' ? blank : (form.lastYear[cell.id] ?? blank)
  const error = problem ? (shortProblems[problem.code]?.[language] ?? t.see) : inFinding ? t.see : undefined
  const classes = [...(error ? ['look'] : []), ...(returned ? ['returned'] : []), ...(cell.derived ? ['total'] : [])]
  const described = [...(last === blank ? [] : [`ly-${cell.id}`]), ...(error ? [`error-${cell.id}`] : [])]
  const attributes = classes.length > 0 ? raw(` class="${classes.join(' ')}"`) : ''
  const unit =
    cell.kind.kind === 'amount'
      ? `${language === 'zh' ? '（' : ' ('}${cell.kind.unit[language]}${language === 'zh' ? '）' : ')'}`
      : ''
  // The row is said to a screen reader only; the column stands in the head of the table, or beside the field on a narrow screen.
  const row = labelledByRow
    ? html`<span class="aside">${cell.rowName[language]}${language === 'zh' ? '，' : ', '}</span>`
    : ''
  const name = html`${row}<span class="cl">${label}${unit}</span>`
  const beside = html`${last === blank ? '' : html`<span class="ly" id="ly-${cell.id}">${t.lastYear(showFigure(last, cell.kind, language))}</span>`}${
    form.suggested.has(cell.id) ? html`<span class="su">${t.suggested}</span>` : ''
  }${error ? html`<span class="error" id="error-${cell.id}">${error}</span>` : ''}`
  if (cell.derived) {
    const total = form.totals[cell.id] ?? blank
    return html`<td${attributes} id="${id}"><span class="cl">${label}</span><output>${
      total === blank ? html`<span class="pending">${t.total}</span>` : showFigure(total, cell.kind, language)
    }</output>${beside}</td>`
  }
  return html`<td${attributes}><label for="${id}">${name}</label><input type="text" inputmode="${inputMode(cell)}" id="${id}" name="cell:${cell.id}" value="${form.typed.figures[cell.id] ?? ''}" autocomplete="off"${described.length > 0 ? raw(` aria-describedby="${described.join(' ')}"`) : ''}${error ? raw(' aria-invalid="true"') : ''}>${beside}</td>`
}

/** The cell to look at first; without one, every cell that takes part. */
const concerns = (finding: Finding, cell: string): boolean =>
  finding.root
    ? finding.root.cell === cell || finding.root.alternatives.some((a) => a.cell === cell)
    : finding.cells.includes(cell)

/** The numeric keys of a phone have no minus. */
const inputMode = ({ kind }: Cell): string =>
  kind.kind === 'count' ? 'numeric' : kind.kind === 'amount' ? 'decimal' : 'text'

function explanations(form: SliceForm, warnings: readonly Finding[]): Markup {
  const { language } = form
  const t = sliceTexts[language]
  return html`<section class="part" id="explain" tabindex="-1"><h2>${t.explainTitle}</h2><p>${t.explainLead}</p>
${warnings.map((finding, index) => {
  const name = `why:${finding.instance}`
  const problem = form.problems.find((p) => p.field === name)
  const given = form.typed.justifications[finding.instance]?.text ?? ''
  return html`<div class="explain"><p id="warning-${index}">${finding.message[language]}</p>
<p class="hint">${finding.advice[language]}</p>
${problem ? html`<p class="error" id="warning-error-${index}">${problem.message[language]}</p>` : ''}
<label for="${name}">${t.explainLabel(finding.where[language])}</label>
<input type="hidden" name="for:${finding.instance}" value="${finding.figures}">
<textarea id="${name}" name="${name}" rows="3" maxlength="${longestExplanation}" aria-describedby="warning-${index}${problem ? ` warning-error-${index}` : ''}"${problem ? raw(' aria-invalid="true"') : ''}>
${given}</textarea></div>`
})}</section>`
}

function tableTitle(compiled: CompiledDefinition, table: string, language: Language): string {
  const part = compiled.definition.parts.find((p) => p.body.kind === 'table' && p.body.table === table)
  return part ? `${part.number[language]}${language === 'zh' ? '、' : '. '}${part.title[language]}` : table
}
