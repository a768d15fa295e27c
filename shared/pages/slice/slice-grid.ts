import { html, raw } from 'hono/html'
import { textLimit, tooLong } from '../../draft/submission.ts'
import { itemAt } from '../../present.ts'
import type { Cell } from '../../report/cells.ts'
import { blank, showFigure } from '../../report/figure.ts'
import type { Finding } from '../../report/finding.ts'
import { type NarrativePart, textParts } from '../../report/narrative-parts.ts'
import type { Language, ReportPart, ReportTable } from '../../report/report-definition.ts'
import { tableNamed } from '../../report/table-named.ts'
import { deskTexts } from '../../words/clerk/desk.ts'
import { shortProblems, sliceTexts } from '../../words/clerk/slice-texts.ts'
import { sliceProblems } from '../../words/refusals/slice-problems.ts'
import { partTitle, wordsIn } from '../../words/words-in.ts'
import type { Markup } from '../frame/layout.ts'
import type { SliceForm } from './slice-form.ts'

/** One part of the report as the unit fills it; nothing where it has no part in it. */
export function partOf(form: SliceForm, part: ReportPart, shown: ReadonlySet<string>): Markup | string {
  const { language, compiled } = form
  const t = wordsIn(sliceTexts, language)
  const heading = html`<h2>${partTitle(part, language)}</h2>`
  const own = textParts(compiled.definition, form.roles).find((p) => p.id === part.id)
  if (own) {
    const origin = form.copy.origins[`text:${own.id}`]
    const marked = origin ? html` from-${origin}" title="${deskTexts.filled[origin][language]}` : ''
    return html`<section class="part words${marked}" id="part-${part.id}">${heading}${narrativeField(form, own)}</section>\n`
  }
  if (part.body.kind !== 'table') return ''
  const { table: id } = part.body
  const table = tableNamed(compiled.definition, id)
  if (!compiled.cells.some((cell) => cell.table === table.id && shown.has(cell.id))) return ''
  return html`<section class="part" id="part-${part.id}">${heading}
${table.note ? html`<p class="hint">${table.note[language]}</p>` : ''}
<p class="zero"><button class="plain small" name="do" value="zero:${table.id}">${t.zero}</button></p>
${table.blocks.map((block) => blockTable(form, table, block, part, shown))}</section>
`
}

function narrativeField(form: SliceForm, part: NarrativePart): Markup {
  const { language } = form
  const t = wordsIn(sliceTexts, language)
  const field = `text:${part.id}`
  const problem = form.problems.find((p) => p.field === field)
  const long = tooLong(part, form.typed.texts[part.id])
  const wrong = problem?.message ?? (long && sliceProblems.textTooLong(part, long))
  const limit = part.body.maxLength
  const hint = `hint-${part.id}`
  return html`<p><label for="${field}">${t.narrativeLabel}</label><br><span class="hint" id="${hint}">${part.body.guidance[language]}${limit ? t.chars(limit) : ''}</span></p>
<p class="error" id="error-${part.id}">${wrong?.[language]}</p>
<textarea id="${field}" name="${field}" rows="10" data-limit="${textLimit(part)}" aria-describedby="${hint} error-${part.id}"${wrong ? raw(' aria-invalid="true"') : ''}>
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
  const isSum = (row: string, column: string): boolean => cellOf(row, column)?.derived !== undefined
  const totals = columns.filter(({ id }) => rows.every((row) => isSum(row.id, id)))
  return html`<table class="grid columns-${columns.length}${stub && totals.length === 1 ? ' one-total' : ''}" data-block="${table.id}.${block.id}">
<caption${block.label ? '' : raw(' class="aside"')}>${(block.label ?? part.title)[language]}</caption>
<colgroup>${stub ? html`<col class="stub">` : ''}<col span="${columns.length}"></colgroup>
<thead>${headRows(columns, stub ? (table.stub?.[language] ?? '') : undefined, language)}</thead>
<tbody>
${rows.map(
  (row) =>
    html`<tr${columns.every(({ id }) => isSum(row.id, id)) ? raw(' class="sums"') : ''}>${stub ? html`<th scope="row">${(row.name ?? row.label)[language]}</th>` : ''}${columns.map(
      (column) => {
        const cell = cellOf(row.id, column.id)
        return cell
          ? field(form, cell, { label: (column.name ?? column.label)[language], labelledByRow: stub })
          : html`<td></td>`
      },
    )}</tr>\n`,
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
      const group = itemAt(columns, a).groups[l]
      return group !== undefined && group.zh === itemAt(columns, b).groups[l]?.zh
    })
  return Array.from({ length: depth }, (_, level) => {
    const heads = columns.flatMap((column, index) => {
      if (column.groups.length === level)
        return [html`<th scope="col" rowspan="${depth - level}">${withUnit(column, language)}</th>`]
      if (column.groups.length < level || same(index - 1, index, level)) return []
      let length = 1
      while (same(index, index + length, level)) length++
      return [html`<th scope="colgroup" colspan="${length}">${itemAt(column.groups, level)[language]}</th>`]
    })
    const first = level === 0 && corner !== undefined ? html`<td rowspan="${depth}">${corner}</td>` : ''
    return html`<tr>${first}${heads}</tr>`
  })
}

/** 采购总金额（万元）: the unit is named where the column has one of its own. */
function withUnit(column: Block['columns'][number], language: Language): Markup | string {
  const unit = column.type?.unit?.[language]
  const label = column.label[language]
  if (!unit || namesUnit(label, unit)) return label
  return html`${label}<br><span class="hint">${wordsIn(sliceTexts, language).unitUnder(unit)}</span>`
}

const namesUnit = (label: string, unit: string): boolean =>
  label.includes(`（${unit}`) || label.includes(`：${unit}`) || label.includes(`(${unit}`)

function field(
  form: SliceForm,
  cell: Cell,
  { label, labelledByRow }: { label: string; labelledByRow: boolean },
): Markup {
  const { language } = form
  const t = wordsIn(sliceTexts, language)
  const id = `cell-${cell.id}`
  const problem = form.problems.find((p) => p.field === cell.id)
  const inFinding = form.findings.some((f) => f.severity === 'blocking' && concerns(f, cell.id))
  const returned = form.returned?.reasons.some((reason) => reason.cell === cell.id)
  // A year of zeros beside every field would hide the few figures that are worth comparing.
  const last = form.lastYear[cell.id] === '0' ? blank : (form.lastYear[cell.id] ?? blank)
  const error = problem ? (shortProblems[problem.code]?.[language] ?? t.see) : inFinding ? t.see : undefined
  const origin = form.copy.origins[cell.id]
  const locked = form.suggested.has(cell.id)
  const classes = [
    ...(origin ? [`from-${origin}`] : []),
    ...(locked ? ['carried'] : []),
    ...(error ? ['look'] : []),
    ...(returned ? ['returned'] : []),
    ...(cell.derived ? ['total'] : []),
  ]
  const described = [
    ...(last === blank ? [] : [`ly-${cell.id}`]),
    ...(locked || origin ? [`why-${cell.id}`] : []),
    ...(error ? [`error-${cell.id}`] : []),
  ]
  const attributes = classes.length > 0 ? raw(` class="${classes.join(' ')}"`) : ''
  const unit =
    cell.kind.kind === 'amount' && !namesUnit(label, cell.kind.unit[language])
      ? t.unitBeside(cell.kind.unit[language])
      : ''
  // The row is said to a screen reader only; the column stands in the head of the table, or beside the field on a narrow screen.
  const row = labelledByRow ? html`<span class="aside">${t.rowFirst(cell.rowName[language])}</span>` : ''
  const name = html`${row}<span class="cl">${label}${unit}</span>`
  const beside = html`${last === blank ? '' : html`<span class="ly" id="ly-${cell.id}"><span class="aside">${t.lastYear('')}</span>${showFigure(last, cell.kind, language)}</span>`}${
    locked
      ? html`<span class="aside" id="why-${cell.id}">${t.suggested}</span>`
      : origin
        ? html`<span class="aside" id="why-${cell.id}">${deskTexts.filled[origin][language]}</span>`
        : ''
  }${error ? html`<span class="error" id="error-${cell.id}">${error}</span>` : ''}`
  if (cell.derived) {
    const total = form.totals[cell.id] ?? blank
    return html`<td${attributes} id="${id}"><span class="cl">${label}</span><output>${
      total === blank ? html`<span class="pending">${t.total}</span>` : showFigure(total, cell.kind, language)
    }</output>${beside}</td>`
  }
  return html`<td${attributes}><label for="${id}">${name}</label><input type="text" inputmode="${inputMode(cell)}" id="${id}" name="cell:${cell.id}" value="${form.typed.figures[cell.id] ?? ''}" autocomplete="off"${locked ? raw(' readonly') : ''}${described.length > 0 ? raw(` aria-describedby="${described.join(' ')}"`) : ''}${error ? raw(' aria-invalid="true"') : ''}>${beside}</td>`
}

/** The cell to look at first; without one, every cell that takes part. */
const concerns = (finding: Finding, cell: string): boolean =>
  finding.root
    ? finding.root.cell === cell || finding.root.alternatives.some((a) => a.cell === cell)
    : finding.cells.includes(cell)

/** The numeric keys of a phone have no minus. */
const inputMode = ({ kind }: Cell): string =>
  kind.kind === 'count' ? 'numeric' : kind.kind === 'amount' ? 'decimal' : 'text'
