import type { CompiledDefinition, Figures, Term } from '../report/cells.ts'
import { decimals, type Figure, scaleTo, unscale } from '../report/figure.ts'
import { blocking, type CheckResult, type Finding, type NotApplicable } from '../report/finding.ts'
import { checkDraft, type Previous } from '../report/integrity/check.ts'
import { compareQuote, quoteFinding, textVsTable } from '../report/quotes.ts'
import type { LocalizedText } from '../report/report-definition.ts'
import { formFindings } from './form-findings.ts'
import { inferZeros } from './inferred-zeros.ts'
import type { PrintedReport, TextClaim } from './printed-report.ts'
import { cellsOfTableRef } from './printed-table-ref.ts'
import { readInUnit } from './printed-values.ts'
import { type Extent, extentOf, type Verdict, verdictOf } from './verdict.ts'

export type PrintedCheck = CheckResult & {
  report: PrintedReport
  verdict: Verdict
  extent: Extent
  /** Blank cells that can only be 0, and were checked as such. */
  inferred: string[]
  notes: LocalizedText[]
}

/**
 * Every relation on each of the reports, beside each other: with last year's report of the same issuer where that is among
 * them, and a report that names its units with the sum of theirs.
 */
export function checkPrintedReports(reports: readonly PrintedReport[]): PrintedCheck[] {
  return reports.map((report) => checkPrintedReport(report, reports))
}

function checkPrintedReport(report: PrintedReport, all: readonly PrintedReport[]): PrintedCheck {
  const { compiled } = report
  const notes = [...report.notes]
  const { figures, inferred } = inferZeros(report, withUnit(report, parentOf(report, all), notes))
  if (inferred.length > 0) notes.push(reasons.inferred(inferred.length))
  const units = unitsOf(report, all)
  const comparison = units && comparable(report, figures, units)
  notes.push(...(comparison?.notes ?? []))
  const result = checkDraft(compiled, figures, report.texts, {
    previous: previousOf(report, all),
    units:
      comparison && comparison.tables.length > 0 ? units!.found.map((unit) => withUnit(unit, report, [])) : undefined,
  })
  const outside = (cells: readonly string[]) =>
    cells.some((cell) => cell.startsWith('units:')) && !cells.some((cell) => comparison?.tables.includes(tableOf(cell)))
  const doubtful = new Set(blocking(result.findings).flatMap(({ cells }) => cells))
  const claims = report.claims.map((claim, n) => checkClaim(compiled, figures, claim, n, doubtful))
  const findings = [
    ...result.findings
      .filter((finding) => !outside(finding.cells))
      .map(roundedAlike)
      .map((one) => inPrint(compiled, one)),
    ...claims.filter((claim): claim is Finding => claim !== 'agrees' && 'severity' in claim),
    ...formFindings(report, figures),
  ]
  const complete = {
    findings: byTable(compiled, findings),
    notApplicable: [
      ...result.notApplicable.filter(({ cells }) => !outside(cells) && !isCovered(report, cells)),
      ...(comparison?.notApplicable ?? []),
      ...claims.filter((claim): claim is NotApplicable => claim !== 'agrees' && 'reason' in claim),
    ],
    checked: result.checked + claims.length,
  }
  const extent = extentOf(report, inferred)
  return { report, ...complete, extent, inferred, verdict: verdictOf(report, extent, complete), notes }
}

/** Rows that another row stands for have no relation of their own. */
const isCovered = ({ covered }: PrintedReport, cells: readonly string[]): boolean =>
  cells.length > 0 && cells.every((cell) => covered.includes(cell))

/** Findings on one table stand together, in the order of the form; within one they keep their order. */
function byTable({ definition }: CompiledDefinition, findings: readonly Finding[]): Finding[] {
  const order = definition.tables.map(({ id }) => id)
  const place = ({ cells, relation }: Finding) =>
    relation === textVsTable ? order.length : cells.length === 0 ? -1 : order.indexOf(tableOf(cells[0]!))
  return findings.toSorted((a, b) => place(a) - place(b))
}

/** Advice for a report that was typed and published. */
function inPrint({ definition }: CompiledDefinition, finding: Finding): Finding {
  const advice = definition.relations.find(({ id }) => id === finding.relation)?.adviceInPrint
  return advice ? { ...finding, advice } : finding
}

/** Same issuer or same id but for the year, one year earlier. */
function previousOf(report: PrintedReport, all: readonly PrintedReport[]): Previous | undefined {
  const { year } = report
  if (year === undefined) return undefined
  const candidates = all.filter((other) => other !== report && other.year === year - 1)
  const previous =
    candidates.find((other) => stem(other) === stem(report)) ??
    candidates.find((other) => other.issuer === report.issuer)
  return previous && { definition: previous.compiled.definition.id, figures: withUnit(previous, undefined, []) }
}

const stem = ({ id }: PrintedReport): string => id.replace(/-?\d{4}$/, '')

const parentOf = (report: PrintedReport, all: readonly PrintedReport[]): PrintedReport | undefined =>
  all.find((other) => other.id === report.partOf || other.children?.includes(report.id))

/** The figures, with amounts that were printed without a unit read in the one their parent prints. */
function withUnit(report: PrintedReport, parent: PrintedReport | undefined, notes: LocalizedText[]): Figures {
  const figures: Record<string, Figure> = { ...report.figures }
  for (const [id, number] of Object.entries(report.unitless)) {
    const cell = report.compiled.byId.get(id)!
    const unit = parent?.units[id]
    if (unit) {
      figures[id] = readInUnit(number, unit, cell.kind)
      notes.push({
        zh: `“${cell.name.zh}”没有印单位，按上级报告的“${unit}”读：${number}${unit}`,
        en: `${cell.name.en} has no unit; read in the one its government's report prints: ${number} ${unit}`,
      })
    } else {
      notes.push({
        zh: `“${cell.name.zh}”印的是 ${number}，没有单位，不能判断是元还是万元`,
        en: `${cell.name.en} is printed as ${number} without a unit; yuan or 10,000 yuan cannot be told`,
      })
    }
  }
  return figures
}

type Units = { found: PrintedReport[]; missing: string[]; otherFormat: PrintedReport[]; listed: boolean }

/** The reports that make up this one: those it lists, or those that say they are part of it. */
function unitsOf(report: PrintedReport, all: readonly PrintedReport[]): Units | undefined {
  const ids = report.children ?? all.filter((other) => other.partOf === report.id).map((other) => other.id)
  if (ids.length === 0) return undefined
  const found = ids.flatMap((id) => all.find((other) => other.id === id) ?? [])
  const same = found.filter((unit) => unit.compiled === report.compiled)
  return {
    found: same,
    missing: ids.filter((id) => !all.some((other) => other.id === id)),
    otherFormat: found.filter((unit) => unit.compiled !== report.compiled),
    listed: report.children !== undefined,
  }
}

type Comparison = { tables: string[]; notApplicable: NotApplicable[]; notes: LocalizedText[] }

/**
 * Which tables may be compared with the sum of the units. All of them when every unit is there. When the list itself says
 * that some unit cannot be read, table 3 still can where the readable units already add up to the government's new and
 * carried-in requests: what is missing then has none, so nothing to handle either.
 */
function comparable(report: PrintedReport, figures: Figures, units: Units): Comparison {
  const tables = report.compiled.definition.tables.map((table) => table.id)
  const readable = readableUnits(report.childrenNote)
  const none = (reason: LocalizedText): Comparison => ({
    tables: [],
    notApplicable: tables.flatMap((table) => aggregationOf(report.compiled, table, reason)),
    notes: [],
  })
  if (!units.listed) return none(reasons.unlisted(units.found.length))
  if (units.missing.length > 0) return none(reasons.missing(units.missing))
  if (units.otherFormat.length > 0) return none(reasons.otherFormat(units.otherFormat.map((unit) => unit.issuer)))
  if (!readable || readable.readable >= readable.all) return { tables, notApplicable: [], notes: [] }
  const own = units.found.map((unit) => unit.figures)
  const argued = ['t3.new.total', 't3.carried-in.total'].every((cell) => addsUp(cell, figures, own))
  const open = argued ? tables.filter((table) => table !== 't3') : tables
  return {
    tables: argued ? ['t3'] : [],
    notApplicable: open.flatMap((table) => aggregationOf(report.compiled, table, reasons.unreadable(readable))),
    notes: argued ? [reasons.argued(readable)] : [],
  }
}

const reasons = {
  inferred: (count: number) => ({
    zh: `有 ${count} 格空白，但同一行或同一列的其他数已经等于印出来的总计，只能是 0，按 0 核对`,
    en: `${count} cells are blank, but the others of their row or column already reach the printed total: they can only be 0 and were checked as such`,
  }),
  unlisted: (found: number) => ({
    zh: `报告没有列出它由哪些单位汇总而成，只知道其中 ${found} 个，不能相加比较`,
    en: `the report does not list the units it is made of; only ${found} are known, so they cannot be added up`,
  }),
  missing: (ids: string[]) => ({
    zh: `缺 ${ids.length} 个单位的文件（${ids.slice(0, 3).join('、')}${ids.length > 3 ? '等' : ''}），把它们一起交来就能相加比较`,
    en: `the files of ${ids.length} units are missing (${ids.slice(0, 3).join(', ')}${ids.length > 3 ? ', …' : ''}); give them too and they can be added up`,
  }),
  otherFormat: (issuers: string[]) => ({
    zh: `${issuers.slice(0, 3).join('、')}用的是另一种格式，不能相加比较`,
    en: `${issuers.slice(0, 3).join(', ')} used another format, so they cannot be added up`,
  }),
  unreadable: ({ readable, all }: { readable: number; all: number }) => ({
    zh: `${all} 个单位里只有 ${readable} 个看得清，其余的可能有数，不能相加比较`,
    en: `only ${readable} of ${all} units are readable; the others may have figures, so they cannot be added up`,
  }),
  argued: ({ readable, all }: { readable: number; all: number }) => ({
    zh: `${all} 个单位里有 ${readable} 个看得清，它们的本年新收和上年结转已经等于政府的数，所以其余单位在表三里只能是 0，表三照样相加比较`,
    en: `${readable} of ${all} units are readable; their new and carried-in requests already equal the government's, so the others must be 0 in table 3, which is compared`,
  }),
}

/** `16 of 17 units readable`, `17个单位中16个可读`. */
function readableUnits(note: string | undefined): { readable: number; all: number } | undefined {
  const english = /(\d+)\s*(?:of|\/)\s*(\d+)/i.exec(note ?? '')
  if (english) return { readable: Number(english[1]), all: Number(english[2]) }
  const chinese = /(\d+)\s*个单位[^\d]*(\d+)\s*个/.exec(note ?? '')
  return chinese ? { readable: Number(chinese[2]), all: Number(chinese[1]) } : undefined
}

function addsUp(cell: string, figures: Figures, units: readonly Figures[]): boolean {
  const total = figures[cell]
  const parts = units.map((unit) => unit[cell] ?? null)
  if (total === null || total === undefined || total === 'n/a' || parts.includes(null)) return false
  return parts.reduce((sum, part) => sum + (part === 'n/a' ? 0n : BigInt(part!)), 0n) === BigInt(total)
}

/** The aggregation relation of one table, said to be not applicable as a whole. */
function aggregationOf(compiled: CompiledDefinition, table: string, reason: LocalizedText): NotApplicable[] {
  const relation = compiled.instances.find(
    ({ needs, terms }) => needs.units && terms.some((term) => compiled.cells[term.cell]!.table === table),
  )?.relation
  if (!relation) return []
  return [{ relation: relation.id, instance: relation.id, where: relation.title, reason, cells: [] }]
}

const tableOf = (cell: string): string => cell.replace(/^(units|previous):/, '').split('.')[0]!

/** An amount that the government rounded when it printed it: worth a word, not a mistake. */
function roundedAlike(finding: Finding): Finding {
  const { left, right } = finding
  if (!finding.relation.startsWith('aggregation.') || left === null || right === null) return finding
  const places = decimals(right)
  if (places === 0 || places >= decimals(left) || round(left, places) !== right) return finding
  return {
    ...finding,
    severity: 'info',
    message: {
      zh: `${finding.message.zh}政府报告四舍五入到 ${places} 位小数，四舍五入后是相等的。`,
      en: `${finding.message.en} The government's report is rounded to ${places} decimals; rounded, they are equal.`,
    },
  }
}

/** Half away from zero, as the forms are filled in. */
function round(figure: string, places: number): string {
  const extra = decimals(figure) - places
  const digits = scaleTo(figure, decimals(figure))
  const unit = 10n ** BigInt(extra)
  const half = digits < 0n ? -unit / 2n : unit / 2n
  return unscale((digits + half) / unit, places)
}

/** A quoted number against the cells the transcriber bound it to, with the other readings of that quote. */
function checkClaim(
  compiled: CompiledDefinition,
  figures: Figures,
  { claim, number, ref, tableValue }: TextClaim,
  n: number,
  doubtful: ReadonlySet<string>,
): Finding | NotApplicable | 'agrees' {
  const where = { zh: ref, en: ref }
  const quoted = { number, sentence: claim, where, instance: `${textVsTable}(${n}:${ref})`, doubtful }
  const terms = cellsOfTableRef(compiled, ref)
  if (terms) return compareQuote(compiled, figures, { readings: readingsFor(compiled, terms) }, quoted)
  if (tableValue !== undefined) {
    return tableValue === number ? 'agrees' : quoteFinding(quoted, tableValue, [], undefined)
  }
  const reason = {
    zh: `不知道“${claim}”说的是表里哪一格`,
    en: `it cannot be told which cell “${claim}” speaks of`,
  }
  return { relation: textVsTable, instance: quoted.instance, where, reason, cells: [] }
}

/** The readings of the definition's quote whose usual one is these cells; otherwise only these cells. */
function readingsFor(compiled: CompiledDefinition, terms: readonly Term[]) {
  const key = (list: readonly Term[]) =>
    list
      .map(({ cell, sign }) => `${sign}${cell}`)
      .sort()
      .join()
  const quote = compiled.quotes.find((one) =>
    one.readings.some((reading) => reading.usual && key(reading.terms) === key(terms)),
  )
  return (
    quote?.readings ?? [{ id: 'cells', label: { zh: '表里的数', en: 'the table' }, usual: true, terms: [...terms] }]
  )
}
