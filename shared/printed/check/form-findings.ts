import { firstOf } from '../../present.ts'
import { type Figure, notApplicable } from '../../report/figure.ts'
import type { Finding } from '../../report/finding.ts'
import { printedFindings } from '../../words/printed/printed-findings.ts'
import type { PrintedReport } from '../printed-report.ts'
import { statement } from './statement.ts'

/**
 * What is wrong with the form itself rather than with a sum: a table or row that is not there, the form of other years, “not applicable”
 * where the form wants a number, rules by a body that cannot make any. Each rests on the definition and its source.
 */
export function formFindings(report: PrintedReport, figures: Readonly<Record<string, Figure>>): Finding[] {
  return [
    ...missingParts(report),
    ...otherYear(report),
    ...strayMarks(report, figures),
    ...beyondPowers(report, figures),
  ]
}

/** The form is the national office's and mandatory: what is not in it was not reported. */
function missingParts({ compiled, missing }: PrintedReport): Finding[] {
  const parts = compiled.definition.parts
  const partOf = (table: string) => parts.find(({ body }) => body.kind === 'table' && body.table === table)?.title
  const byTable = Map.groupBy(missing, (id) => firstOf(id.split('.')))
  return [...byTable].map(([table, ids]) => {
    const whole = ids.includes(table)
    const cells = compiled.cells.filter((cell) =>
      ids.some((id) => id === cell.table || id === `${cell.table}.${cell.row}`),
    )
    const rows = [...new Map(cells.map((cell) => [cell.row, cell.rowName])).values()]
    const title = partOf(table) ?? { zh: table, en: table }
    return statement({
      relation: whole ? 'form.table' : 'form.row',
      instance: `form.${whole ? 'table' : 'row'}(${table})`,
      severity: 'warning',
      where: title,
      cells: cells.map(({ id }) => id),
      message: whole ? printedFindings.tableMissing(title) : printedFindings.rowsMissing(title, rows),
      advice: printedFindings.everyRow,
    })
  })
}

function otherYear({ compiled: { definition }, year }: PrintedReport): Finding[] {
  const { from, to } = definition.years ?? {}
  if (year === undefined || ((from === undefined || year >= from) && (to === undefined || year <= to))) return []
  return [
    statement({
      relation: 'form.year',
      instance: 'form.year',
      severity: 'warning',
      where: definition.title,
      cells: [],
      message: printedFindings.otherYear(year, definition.title, { from, to }),
      advice: printedFindings.formOfYear(definition.basis),
    }),
  ]
}

/** “Not applicable” in cells that the definition wants a number in; one finding a table. */
function strayMarks({ compiled, printed }: PrintedReport, figures: Readonly<Record<string, Figure>>): Finding[] {
  const marked = compiled.cells.filter(
    (cell) => figures[cell.id] === notApplicable && !cell.notApplicable && (printed[cell.id] ?? '') !== '',
  )
  return [...Map.groupBy(marked, (cell) => cell.table)].map(([table, cells]) => {
    const rows = [...new Map(cells.map((cell) => [cell.row, cell.rowName])).values()]
    return statement({
      relation: 'form.mark',
      instance: `form.mark(${table})`,
      severity: 'warning',
      where: firstOf(rows),
      cells: cells.map(({ id }) => id),
      message: printedFindings.strayMark(cells.length, printed[firstOf(cells).id] ?? '', firstOf(rows), rows.length),
      advice: printedFindings.zeroForNothing,
    })
  })
}

/** Figures in a row that a body of this name has no power for, as the definition says it. */
function beyondPowers({ compiled, issuer }: PrintedReport, figures: Readonly<Record<string, Figure>>): Finding[] {
  return compiled.definition.tables.flatMap((table) =>
    table.blocks.flatMap((block) =>
      block.rows.flatMap((row) => {
        const { power } = row
        if (!power || !new RegExp(power.without, 'u').test(issuer)) return []
        const cells = block.columns
          .map(({ id }) => `${table.id}.${row.id}.${id}`)
          .filter((id) => figures[id] !== null && figures[id] !== '0' && figures[id] !== notApplicable)
        if (cells.length === 0) return []
        return [
          statement({
            relation: 'form.power',
            instance: `form.power(${table.id}.${row.id})`,
            severity: 'warning',
            where: row.label,
            cells,
            message: printedFindings.beyondPowers(
              row.label,
              cells.map((id) => figures[id] ?? ''),
              issuer,
            ),
            advice: power.advice,
          }),
        ]
      }),
    ),
  )
}
