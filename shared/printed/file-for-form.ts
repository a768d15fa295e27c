import { present } from '../present.ts'
import { type CompiledDefinition, deriveTotals, inputCells } from '../report/cells.ts'
import { blank, type Figure, notApplicable, readFigure, showFigure } from '../report/figure.ts'
import { textParts } from '../report/narrative-parts.ts'
import type { LocalizedText } from '../report/report-definition.ts'
import { formFileNotes } from '../words/printed/file-notes.ts'
import type { PrintedReport } from './printed-report.ts'

/** The form a file is read into, as it stands. */
export type FormForFile = {
  compiled: CompiledDefinition
  roles: readonly string[]
  /** Cells that can be typed: what is carried over from last year cannot. */
  own: ReadonlySet<string>
  /** Every field by its name, as typed. */
  values: Readonly<Record<string, string>>
  /** Which year's, and whose. */
  year: number
  unit: LocalizedText
}

/** What a file says of the slice: as it would be typed, and what in it cannot be. */
export type FileRead = {
  /** By the name of the form's field. */
  values: Readonly<Record<string, string>>
  /** Cells of the file that are computed, by cell id. */
  totals: Readonly<Record<string, Figure>>
  /** What was printed and not taken, and why; where it stands in the file, for one that has rows and columns. */
  unread: readonly { where: LocalizedText; printed: string; reason: LocalizedText }[]
  notes: readonly LocalizedText[]
}

/** A field for which the form has one value and the file another. */
export type Difference = { field: string; where: LocalizedText; stands: string; file: string }

/** A file beside the form: nothing is taken yet. */
export type FileForForm = {
  /** Fields that stand empty. */
  fresh: Readonly<Record<string, string>>
  differing: readonly Difference[]
  same: number
  /** Cells that the unit types and the file leaves open. */
  open: number
  /** Carried over from last year's report, and otherwise in the file: they stay. */
  locked: readonly Difference[]
  /** Totals that the file has otherwise than its own cells add up. */
  totals: readonly { where: LocalizedText; printed: string; sum: string }[]
  unread: FileRead['unread']
  notes: FileRead['notes']
}

/** What a report says as the slice of one unit: its cells and its texts, and nothing of what others fill. */
export function readForForm(report: PrintedReport, form: Omit<FormForFile, 'own' | 'values'>): FileRead {
  const { compiled, roles } = form
  const cells = inputCells(compiled, roles)
  const figures = cells.flatMap(({ id }) => {
    const figure = report.figures[id] ?? blank
    return figure === blank ? [] : [[`cell:${id}`, figure === notApplicable ? '/' : figure] as const]
  })
  const mine = new Set(cells.map(({ id }) => id))
  const unitless = Object.entries(report.unitless).map(([id, printed]) => ({
    cells: [id],
    printed,
    reason: formFileNotes.noUnit,
  }))
  return {
    values: Object.fromEntries([...figures, ...textsOf(report, compiled, roles)]),
    totals: Object.fromEntries(compiled.totals.map(({ id }) => [id, report.figures[id] ?? blank])),
    unread: [...report.unread, ...unitless]
      .filter((one) => one.cells.length === 0 || one.cells.some((id) => mine.has(id)))
      .map(({ cells: [first, ...more], printed, reason }) => {
        const cell = compiled.byId.get(first ?? '')
        return { where: (more.length > 0 ? cell?.rowName : cell?.name) ?? formFileNotes.inTables, printed, reason }
      }),
    notes: [...strange(report, form), ...report.notes],
  }
}

/** Last year's file, or another body's, is easily taken by mistake. */
function strange({ year, issuer }: PrintedReport, form: Pick<FormForFile, 'year' | 'unit'>): LocalizedText[] {
  const alike = issuer.endsWith(form.unit.zh) || form.unit.zh.endsWith(issuer)
  const named = /(局|办|委|会|厅|院|所|中心|乡|镇|街道|政府|公司)$/.test(issuer)
  return [
    ...(year !== undefined && year !== form.year ? [formFileNotes.otherYear(year, form.year)] : []),
    ...(named && !alike ? [formFileNotes.otherBody(issuer)] : []),
  ]
}

/** A text of the whole report has its own; the one of the unit's report has it where nobody asks the unit for the whole. */
function textsOf(
  { texts, preface = '' }: PrintedReport,
  { definition }: CompiledDefinition,
  roles: readonly string[],
): (readonly [string, string])[] {
  const parts = textParts(definition, roles).map(({ id }) => id)
  return parts.flatMap((id) => {
    const part = id.replace(/^own:/, '')
    if (part !== id && parts.includes(part)) return []
    const whole = texts[part]
    if (typeof whole !== 'string') return []
    const text = (whole.startsWith(preface) ? whole.slice(preface.length) : whole).trim()
    return text === '' ? [] : [[`text:${id}`, text] as const]
  })
}

export function fileForForm(file: FileRead, form: FormForFile): FileForForm {
  const { compiled, roles, own, values } = form
  const fresh: Record<string, string> = {}
  const differing: Difference[] = []
  const locked: Difference[] = []
  let same = 0
  for (const [field, value] of Object.entries(file.values)) {
    const stands = values[field] ?? ''
    const cell = compiled.byId.get(field.replace(/^cell:/, ''))
    const told = { field, where: cell?.name ?? titleOf(compiled, roles, field), stands, file: value }
    if (means(stands, cell) === means(value, cell)) same++
    else if (cell && !own.has(cell.id)) locked.push(told)
    else if (stands.trim() === '') fresh[field] = value
    else differing.push(told)
  }
  return {
    ...{ fresh, differing, same, locked },
    open: [...own].filter((id) => file.values[`cell:${id}`] === undefined).length,
    totals: wrongTotals(file, compiled),
    unread: file.unread,
    notes: file.notes,
  }
}

/** Two ways to write one figure mean the same; what cannot be read means what it says. */
function means(typed: string, cell: ReturnType<CompiledDefinition['byId']['get']>): string {
  const reading = cell && readFigure(typed, cell.kind)
  return reading && 'figure' in reading ? (reading.figure ?? '') : typed.trim()
}

const titleOf = ({ definition }: CompiledDefinition, roles: readonly string[], field: string): LocalizedText =>
  present(
    textParts(definition, roles).find(({ id }) => `text:${id}` === field),
    'text part',
  ).title

function wrongTotals({ values, totals }: FileRead, compiled: CompiledDefinition): FileForForm['totals'] {
  const inputs = compiled.cells.flatMap((cell) => {
    const reading = readFigure(values[`cell:${cell.id}`] ?? '', cell.kind)
    return cell.derived ? [] : [[cell.id, 'figure' in reading ? reading.figure : blank] as const]
  })
  const sums = deriveTotals(compiled, Object.fromEntries(inputs))
  return compiled.totals.flatMap(({ id, name, kind }) => {
    const [printed, sum] = [totals[id] ?? blank, sums[id] ?? blank]
    if (printed === blank || sum === blank || printed === sum || (sum === notApplicable && printed === '0')) return []
    return [{ where: name, printed: showFigure(printed, kind, 'zh'), sum: showFigure(sum, kind, 'zh') }]
  })
}
