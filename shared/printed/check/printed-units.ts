import { firstOf } from '../../present.ts'
import type { CompiledDefinition, Figures } from '../../report/cells.ts'
import { decimals, type Figure, notApplicable, scaleTo, unscale } from '../../report/figure.ts'
import type { Finding, NotApplicable } from '../../report/finding.ts'
import type { LocalizedText } from '../../report/report-definition.ts'
import { printedNotes, unitComparisons } from '../../words/printed/printed-findings.ts'
import type { PrintedReport } from '../printed-report.ts'
import type { StandingReport, Together } from './together.ts'

type Units = {
  found: StandingReport[]
  missing: string[]
  otherFormat: StandingReport[]
  listed: boolean
  byFolder: boolean
}

/** The reports that make up this one: those it lists, or those that say they are part of it. */
export function unitsOf(report: PrintedReport, all: Together, self: StandingReport): Units | undefined {
  const together = inFolderOf(report, all, self)
  if (together.length > 0) {
    const same = together.filter((unit) => unit.compiled === report.compiled)
    return { found: same, missing: [], otherFormat: [], listed: true, byFolder: true }
  }
  const ids = report.children ?? all.partsOf(report.id).map((other) => other.id)
  if (ids.length === 0) return undefined
  const found = ids.flatMap((id) => all.named(id) ?? [])
  const same = found.filter((unit) => unit.compiled === report.compiled)
  return {
    found: same,
    missing: ids.filter((id) => !all.named(id)),
    otherFormat: found.filter((unit) => unit.compiled !== report.compiled),
    listed: report.children !== undefined,
    byFolder: false,
  }
}

type Comparison = { tables: string[]; notApplicable: NotApplicable[]; notes: LocalizedText[] }

/**
 * Which tables may be compared with the sum of the units. All of them when every unit is there. When the list itself says
 * that some unit cannot be read, table 3 still can where the readable units already add up to the government's new and
 * carried-in requests: what is missing then has none, so nothing to handle either.
 */
export function comparable(report: PrintedReport, figures: Figures, units: Units): Comparison {
  const tables = report.compiled.definition.tables.map((table) => table.id)
  if (units.byFolder) return { tables, notApplicable: [], notes: [unitComparisons.byFolder(units.found.length)] }
  const readable = readableUnits(report.childrenNote)
  const none = (reason: LocalizedText): Comparison => ({
    tables: [],
    notApplicable: tables.flatMap((table) => aggregationOf(report.compiled, table, reason)),
    notes: [],
  })
  if (!units.listed) return none(unitComparisons.unlisted(units.found.length))
  if (units.missing.length > 0) return none(unitComparisons.missing(units.missing))
  if (units.otherFormat.length > 0)
    return none(unitComparisons.otherFormat(units.otherFormat.map((unit) => unit.issuer)))
  if (!readable || readable.readable >= readable.all) return { tables, notApplicable: [], notes: [] }
  const own = units.found.map((unit) => unit.figures)
  const argued = ['t3.new.total', 't3.carried-in.total'].every((cell) => addsUp(cell, figures, own))
  const open = argued ? tables.filter((table) => table !== 't3') : tables
  return {
    tables: argued ? ['t3'] : [],
    notApplicable: open.flatMap((table) => aggregationOf(report.compiled, table, unitComparisons.unreadable(readable))),
    notes: argued ? [unitComparisons.argued(readable)] : [],
  }
}

/** `16 of 17 units readable`, `17个单位中16个可读`. */
function readableUnits(note: string | undefined): { readable: number; all: number } | undefined {
  const english = /(?<!\d)(\d{1,6})\s{0,4}(?:of|\/)\s{0,4}(\d{1,6})/i.exec(note ?? '')
  if (english) return { readable: Number(english[1]), all: Number(english[2]) }
  const chinese = /(?<!\d)(\d{1,6})\s{0,4}个单位[^\d]{0,40}(\d{1,6})\s{0,4}个/.exec(note ?? '')
  return chinese ? { readable: Number(chinese[2]), all: Number(chinese[1]) } : undefined
}

function addsUp(cell: string, figures: Figures, units: readonly Figures[]): boolean {
  const total = figures[cell]
  const parts = units.flatMap((unit) => unit[cell] ?? [])
  if (!total || total === 'n/a' || parts.length < units.length) return false
  return parts.reduce((sum, part) => sum + (part === 'n/a' ? 0n : BigInt(part)), 0n) === BigInt(total)
}

/** The aggregation relation of one table, said to be not applicable as a whole. */
function aggregationOf(compiled: CompiledDefinition, table: string, reason: LocalizedText): NotApplicable[] {
  const relation = compiled.instances.find(
    ({ needs, terms }) => needs.units && terms.some((term) => term.cell.table === table),
  )?.relation
  if (!relation) return []
  return [{ relation: relation.id, instance: relation.id, where: relation.title, reason, cells: [] }]
}

export const tableOf = (cell: string): string => firstOf(cell.replace(/^(units|previous):/, '').split('.'))

/** An amount that the government rounded when it printed it: worth a word, not a mistake. */
export function roundedAlike(finding: Finding): Finding {
  const { left, right } = finding
  if (!finding.relation.startsWith('aggregation.') || left === null || right === null) return finding
  const places = decimals(right)
  if (places === 0 || places >= decimals(left) || round(left, places) !== right) return finding
  return {
    ...finding,
    severity: 'info',
    message: printedNotes.rounded(finding.message, places),
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

/** A government's own report among those of one folder and year; two of them, and none can be told to be made of the others. */
const governs = /(?:[省市县区旗州盟]人民政府|管委会[)）]?|管理委员会)$/u

function inFolderOf(report: PrintedReport, all: Together, self: StandingReport): StandingReport[] {
  if (report.folder === undefined || report.children || report.year === undefined || !governs.test(report.issuer))
    return []
  const units = all
    .inAndBelow(report.folder)
    .filter((other) => other !== self && other.year === report.year && other.compiled === report.compiled)
  return units.length < 2 || units.some(({ issuer, partOf }) => governs.test(issuer) || partOf !== undefined)
    ? []
    : units
}

/** Of one cell among some reports: how many have a figure, the largest, whose it is, and the largest of the others. */
type Largest = { count: number; most: number; of: StandingReport; next: number }

/** The largest figure of a cell among the others of the same year and format that lie in the same folder, without the government's. */
export function largestOfSiblings(
  { folder, issuer, year, compiled }: PrintedReport,
  all: Together,
  self: StandingReport,
): (cell: string) => { count: number; most: number } {
  if (folder === undefined || governs.test(issuer)) return () => ({ count: 0, most: 0 })
  const largest = all.once(`${folder}\n${year}\n${compiled.definition.id}`, () =>
    largestIn(
      all
        .inFolder(folder)
        .filter((other) => other.year === year && other.compiled === compiled && !governs.test(other.issuer)),
    ),
  )
  let own: Figures | undefined
  return (cell) => {
    const found = largest.get(cell)
    if (!found) return { count: 0, most: 0 }
    own ??= self.figures
    const others = found.count - (countedFigure(own[cell]) === undefined ? 0 : 1)
    return { count: others, most: found.of === self ? found.next : found.most }
  }
}

function largestIn(reports: readonly StandingReport[]): Map<string, Largest> {
  const largest = new Map<string, Largest>()
  for (const report of reports) {
    for (const [cell, figure] of Object.entries(report.figures)) {
      const number = countedFigure(figure)
      if (number === undefined) continue
      const before = largest.get(cell)
      if (!before) largest.set(cell, { count: 1, most: number, of: report, next: 0 })
      else if (number <= before.most) {
        before.count++
        before.next = Math.max(before.next, number)
      } else largest.set(cell, { count: before.count + 1, most: number, of: report, next: before.most })
    }
  }
  return largest
}

export const countedFigure = (figure: Figure | undefined): number | undefined =>
  typeof figure === 'string' && figure !== notApplicable ? Number(figure) : undefined

/** That a folder holds all units is supposed, not known: what does not add up is a question. */
export const supposed = (finding: Finding): Finding =>
  finding.relation.startsWith('aggregation.') && finding.severity === 'blocking'
    ? { ...finding, severity: 'warning' }
    : finding

/** Where units are missing from a folder, nearly every sum differs: the first few say so, the rest would bury everything else. */
export function fewOfFolder(findings: readonly Finding[]): readonly Finding[] {
  const sums = findings.filter(({ relation }) => relation.startsWith('aggregation.'))
  if (sums.length <= mostOfFolder) return findings
  const kept = new Set(sums.slice(0, mostOfFolder))
  return findings.filter((finding) => !finding.relation.startsWith('aggregation.') || kept.has(finding))
}

const mostOfFolder = 10
