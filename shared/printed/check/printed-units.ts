import { firstOf } from '../../present.ts'
import type { CompiledDefinition, Figures } from '../../report/cells.ts'
import { decimals, scaleTo, unscale } from '../../report/figure.ts'
import type { Finding, NotApplicable } from '../../report/finding.ts'
import type { LocalizedText } from '../../report/report-definition.ts'
import type { PrintedReport } from '../printed-report.ts'

type Units = {
  found: PrintedReport[]
  missing: string[]
  otherFormat: PrintedReport[]
  listed: boolean
  byFolder: boolean
}

/** The reports that make up this one: those it lists, or those that say they are part of it. */
export function unitsOf(report: PrintedReport, all: readonly PrintedReport[]): Units | undefined {
  const together = inFolderOf(report, all)
  if (together.length > 0) {
    const same = together.filter((unit) => unit.compiled === report.compiled)
    return { found: same, missing: [], otherFormat: [], listed: true, byFolder: true }
  }
  const ids = report.children ?? all.filter((other) => other.partOf === report.id).map((other) => other.id)
  if (ids.length === 0) return undefined
  const found = ids.flatMap((id) => all.find((other) => other.id === id) ?? [])
  const same = found.filter((unit) => unit.compiled === report.compiled)
  return {
    found: same,
    missing: ids.filter((id) => !all.some((other) => other.id === id)),
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
  if (units.byFolder) return { tables, notApplicable: [], notes: [reasons.byFolder(units.found.length)] }
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
  byFolder: (count: number) => ({
    zh: `与同一个文件夹里 ${count} 份单位年报之和比较；如果单位没有收齐，差数就是缺的那些（最多列 10 处）`,
    en: `compared with the sum of the ${count} unit reports in the same folder; where units are missing, the difference is theirs (ten at most are listed)`,
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

export const parentOf = (report: PrintedReport, all: readonly PrintedReport[]): PrintedReport | undefined =>
  all.find((other) => other.id === report.partOf || other.children?.includes(report.id))

/** A government's own report among those of one folder and year; two of them, and none can be told to be made of the others. */
const governs = /(?:[省市县区旗州盟]人民政府|管委会[)）]?|管理委员会)$/u

function inFolderOf(report: PrintedReport, all: readonly PrintedReport[]): PrintedReport[] {
  if (report.folder === undefined || report.children || report.year === undefined || !governs.test(report.issuer))
    return []
  const together = all.filter(
    ({ folder, year, compiled }) =>
      year === report.year &&
      compiled === report.compiled &&
      (folder === report.folder || folder?.startsWith(`${report.folder}/`)),
  )
  const units = together.filter((other) => other !== report)
  return units.length < 2 || units.some(({ issuer, partOf }) => governs.test(issuer) || partOf !== undefined)
    ? []
    : units
}

/** Other reports of the same year and format that lie in the same folder, without the government's. */
export const siblingsOf = (report: PrintedReport, all: readonly PrintedReport[]): PrintedReport[] =>
  report.folder === undefined || governs.test(report.issuer)
    ? []
    : all.filter(
        (other) =>
          other !== report &&
          other.folder === report.folder &&
          other.year === report.year &&
          other.compiled === report.compiled &&
          !governs.test(other.issuer),
      )

/** That a folder holds all units is supposed, not known: what does not add up is a question. */
export const supposed = (finding: Finding): Finding =>
  finding.relation.startsWith('aggregation.') && finding.severity === 'blocking'
    ? { ...finding, severity: 'warning' }
    : finding

/** Where units are missing from a folder, nearly every sum differs: the first few say so, the rest would bury everything else. */
export function fewOfFolder(byFolder: boolean, findings: readonly Finding[]): readonly Finding[] {
  const sums = findings.filter(({ relation }) => relation.startsWith('aggregation.'))
  if (!byFolder || sums.length <= mostOfFolder) return findings
  const kept = new Set(sums.slice(0, mostOfFolder))
  return findings.filter((finding) => !finding.relation.startsWith('aggregation.') || kept.has(finding))
}

const mostOfFolder = 10
