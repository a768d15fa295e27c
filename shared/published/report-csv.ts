import { present } from '../present.ts'
import { csvLine, plainCell } from '../report/bytes/csv.ts'
import { compileDefinition } from '../report/cells.ts'
import { blank, type Figure, notApplicable } from '../report/figure.ts'
import type { ReportDefinition } from '../report/report-definition.ts'
import { cellsHead } from '../words/published/data-texts.ts'

/** Every cell on a line of its own, for a person with Excel: with a byte order mark, so that it is read as UTF-8. */
export function reportCsv(definition: ReportDefinition, figures: Readonly<Record<string, Figure>>): string {
  const parts = new Map(definition.parts.map((part) => [part.body.kind === 'table' ? part.body.table : '', part]))
  const lines = compileDefinition(definition).cells.map((cell) => {
    const part = parts.get(cell.table)
    return csvLine([
      cell.id,
      ...[part ? `${part.number.zh}、${part.title.zh}` : '', cell.name.zh, cell.name.en].map(plainCell),
      figures[cell.id] ?? '',
      cell.kind.unit?.zh ?? '',
    ])
  })
  return `\uFEFF${csvLine(cellsHead)}${lines.join('')}`
}

/**
 * Whose figures they are: the issuer's own (`unit` empty), or those of one of its units. `form`: id of the definition, where reports
 * of several stand in one file.
 */
export type CsvSource = { issuer: string; unit: string; year: number; version: number; form?: string }

export const cellsCsvHead = 'issuer,unit,year,version,cell,value,status,uom\r\n'

/**
 * The same for programs, without a byte order mark: files of several reports can be put one under the other. `value` is an exact
 * decimal; `status` tells a reported figure (zero too) from `blank` and from `not-applicable`, where `value` is empty.
 */
export function cellsCsv(
  definition: ReportDefinition,
  figures: Readonly<Record<string, Figure>>,
  { issuer, unit, year, version, form }: CsvSource,
): string {
  const lines = compileDefinition(definition).cells.map(({ id, kind }) => {
    const { value, status } = openFigure(figures[id] ?? blank)
    const uom = kind.unit?.zh ?? ''
    return csvLine([issuer, unit, String(year), String(version), id, value, status, uom, ...(form ? [form] : [])])
  })
  return `${cellsCsvHead}${lines.join('')}`
}

/** A figure in two columns: the number, and why there is none. */
export const openFigure = (figure: Figure): { value: string; status: string } =>
  figure === blank
    ? { value: '', status: 'blank' }
    : figure === notApplicable
      ? { value: '', status: 'not-applicable' }
      : { value: figure, status: 'reported' }

/** The figures of a `cells.csv` again, by cell. */
export function figuresFromCells(csv: string): Record<string, Figure> {
  const figures: Record<string, Figure> = {}
  for (const line of csv.slice(cellsCsvHead.length).split('\r\n')) {
    // What may be quoted stands behind; the columns read here never are.
    const [, , , , cell, value, status] = line.split(',')
    if (!cell) continue
    figures[cell] = status === 'reported' ? present(value, 'value') : status === 'blank' ? blank : notApplicable
  }
  return figures
}
