import type { CompiledDefinition, Figures } from '../report/cells.ts'
import { type Figure, notApplicable, sum } from '../report/figure.ts'
import type { PrintedReport } from './printed-report.ts'

/**
 * Cells that were printed blank and can only be 0: the others of their row or column already reach the total that is printed for
 * them. An inference, to be said as one. A cell that has something printed in it, however unreadable, is never inferred.
 */
export function inferZeros(
  report: PrintedReport,
  figures: Figures,
): { figures: Record<string, Figure>; inferred: string[] } {
  const complete: Record<string, Figure> = { ...figures }
  const inferred: string[] = []
  const sums = totalsOf(report.compiled)
  for (let found = true; found; ) {
    found = false
    for (const { total, parts } of sums) {
      const blanks = parts.filter((id) => complete[id] === null)
      const printed = complete[total]
      if (blanks.length === 0 || printed === null || printed === undefined || printed === notApplicable) continue
      if (!blanks.every((id) => isBlank(report, id))) continue
      const rest = sum(parts.filter((id) => !blanks.includes(id)).map((id) => complete[id] ?? null))
      if (rest !== printed && !(rest === notApplicable && printed === '0')) continue
      for (const id of blanks) complete[id] = '0'
      inferred.push(...blanks)
      found = true
    }
  }
  return { figures: complete, inferred }
}

const isBlank = (report: PrintedReport, id: string): boolean =>
  report.printed[id] === '' &&
  report.unitless[id] === undefined &&
  !report.unread.some(({ cells }) => cells.includes(id))

/** Every total that is a plain sum of cells that cannot be negative. */
function totalsOf(compiled: CompiledDefinition): { total: string; parts: string[] }[] {
  return compiled.instances.flatMap((instance) => {
    if (instance.derives === undefined || instance.needs.previous || instance.needs.units) return []
    const parts = instance.terms.filter(({ cell }) => cell !== instance.derives)
    const plain = parts.every(({ cell, sign }) => sign === 1 && cell.kind.kind !== 'change')
    return plain ? [{ total: instance.derives.id, parts: parts.map(({ cell }) => cell.id) }] : []
  })
}
