import type { Cell, CompiledDefinition, Figures } from '../../report/cells.ts'
import type { Finding } from '../../report/finding.ts'
import { type Previous, previousFigures } from '../../report/integrity/check.ts'
import { printedFindings } from '../../words/printed/printed-findings.ts'
import type { PrintedReport } from '../printed-report.ts'
import { countedFigure, type largestOfSiblings } from './printed-units.ts'
import { statement } from './statement.ts'

/** From so many on, a change by ten or to nothing is looked at; smaller figures jump by themselves. */
const enough = 20
const hundreds = 100
/** Beyond the largest of at least so many others by this factor, and no small number. */
const fewestSiblings = 4
const beyondAll = 100
const large = 1000

/**
 * Figures that may be a slip because they are far from what else is known: ten times last year's or a tenth, nothing after hundreds,
 * or a hundred times the largest of the other units in the folder. Questions, not mistakes: real work jumps too.
 */
export function outliers(
  { compiled }: PrintedReport,
  figures: Figures,
  previous: Previous | undefined,
  siblings: ReturnType<typeof largestOfSiblings>,
): Finding[] {
  const before = previous && 'figures' in previous ? previousFigures(compiled, previous) : {}
  return telling(compiled).flatMap((cell) => {
    const now = countedFigure(figures[cell.id])
    if (now === undefined) return []
    const last = countedFigure(before[cell.id])
    if (last !== undefined && jumped(last, now)) return [againstLastYear(cell, last, now)]
    if (now < large) return []
    const { count, most } = siblings(cell.id)
    return count >= fewestSiblings && most > 0 && now >= beyondAll * most
      ? [againstSiblings(cell, most, now, count)]
      : []
  })
}

/** One figure for each thing that is counted: totals where there are any, else the cell itself. */
function telling({ cells }: CompiledDefinition): Cell[] {
  const withTotals = new Set(cells.filter(({ derived }) => derived).map(({ table }) => table))
  return cells.filter(
    ({ table, column, kind }) => kind.kind !== 'change' && (withTotals.has(table) ? /(^|-)total$/.test(column) : true),
  )
}

const jumped = (last: number, now: number): boolean =>
  (last >= enough && now >= 10 * last) || (now >= enough && last >= 10 * now) || (last >= hundreds && now === 0)

const againstLastYear = (cell: Cell, last: number, now: number): Finding =>
  statement({
    relation: 'outlier.last-year',
    instance: `outlier.last-year(${cell.id})`,
    severity: 'info',
    where: cell.name,
    cells: [cell.id],
    message: printedFindings.lastYear(cell.name, last, now),
    advice: printedFindings.farApart,
  })

const againstSiblings = (cell: Cell, most: number, now: number, others: number): Finding =>
  statement({
    relation: 'outlier.siblings',
    instance: `outlier.siblings(${cell.id})`,
    severity: 'info',
    where: cell.name,
    cells: [cell.id],
    message: printedFindings.siblings(cell.name, now, others, most),
    advice: printedFindings.otherCounting,
  })
