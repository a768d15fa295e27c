import { blocking, type CheckResult } from '../../report/finding.ts'
import type { PrintedReport } from '../printed-report.ts'

/**
 * - `clean`: every cell of the form was read, every relation within the report was checked and holds.
 * - `broken`: a relation that must hold does not.
 * - `incomplete`: nothing is known to be broken, but not all of it could be checked.
 */
export type Verdict = 'clean' | 'broken' | 'incomplete'

/** How many cells of the form were met, by what stood in them. */
export type Extent = {
  cells: number
  /** Read as a figure. */
  read: number
  notApplicable: number
  /** Printed, but nothing in it; those that can only be 0 are counted as `inferred` instead. */
  blank: number
  inferred: number
  /** Something is printed, but it does not read as one figure. */
  unread: number
  /** Not in the file at all. */
  missing: number
}

export function extentOf(report: PrintedReport, inferred: readonly string[]): Extent {
  const extent: Extent = { cells: 0, read: 0, notApplicable: 0, blank: 0, inferred: 0, unread: 0, missing: 0 }
  const unread = new Set([...report.unread.flatMap(({ cells }) => cells), ...Object.keys(report.unitless)])
  const zeros = new Set(inferred)
  for (const { id } of report.compiled.cells) {
    const figure = report.figures[id] ?? null
    extent.cells++
    if (unread.has(id)) extent.unread++
    else if (figure === 'n/a') extent.notApplicable++
    else if (figure !== null) extent.read++
    else if (zeros.has(id)) extent.inferred++
    else if (report.printed[id] === undefined) extent.missing++
    else extent.blank++
  }
  return extent
}

/** Relations with last year or with units are not asked here: a report alone is whole without them. */
export function verdictOf(
  report: PrintedReport,
  extent: Extent,
  { findings, notApplicable, checked }: CheckResult,
): Verdict {
  if (blocking(findings).length > 0) return 'broken'
  const beside = new Set(
    report.compiled.instances.filter(({ needs }) => needs.previous || needs.units).map(({ relation }) => relation.id),
  )
  const covered = new Set(report.covered)
  const idle = (id: string) =>
    report.figures[id] === 'n/a' && (covered.has(id) || report.compiled.byId.get(id)?.notApplicable === true)
  const open = notApplicable.some(
    ({ relation, cells }) => !beside.has(relation) && cells.length > 0 && !cells.every(idle),
  )
  const gaps = extent.blank + extent.unread + extent.missing
  return gaps > 0 || open || checked === 0 ? 'incomplete' : 'clean'
}
