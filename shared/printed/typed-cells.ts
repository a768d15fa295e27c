import { fileNotes } from '../words/printed/file-notes.ts'
import type { PrintedReport } from './printed-report.ts'
import { readPrintedValue } from './printed-values.ts'

/**
 * The report with what its reader typed into cells that were not read, by cell: the check goes on with it, and says so. What does
 * not read as one number leaves its cell as it was; a cell that was read keeps what the file says.
 */
export function withTyped(report: PrintedReport, typed: Readonly<Record<string, string>>): PrintedReport {
  const { compiled, unread, unitless } = report
  const open = new Set([...unread.flatMap(({ cells }) => cells), ...Object.keys(unitless)])
  const taken = Object.entries(typed).flatMap(([id, text]) => {
    const cell = compiled.byId.get(id)
    const value =
      cell && (open.has(id) || (report.figures[id] ?? null) === null) && readPrintedValue(text, cell, undefined)
    return value && 'figure' in value && value.figure !== null ? [{ id, text, figure: value.figure }] : []
  })
  if (taken.length === 0) return report
  const ids = new Set(taken.map(({ id }) => id))
  const printed = { ...report.printed, ...Object.fromEntries(taken.map(({ id, text }) => [id, text])) }
  const isThere = (place: string) =>
    compiled.cells
      .filter(({ table, row }) => place === table || place === `${table}.${row}`)
      .every(({ id }) => printed[id] !== undefined)
  return {
    ...report,
    printed,
    figures: { ...report.figures, ...Object.fromEntries(taken.map(({ id, figure }) => [id, figure])) },
    unread: unread.flatMap((one) => {
      const cells = one.cells.filter((id) => !ids.has(id))
      return cells.length > 0 ? [{ ...one, cells }] : []
    }),
    unitless: Object.fromEntries(Object.entries(unitless).filter(([id]) => !ids.has(id))),
    missing: report.missing.filter((place) => !isThere(place)),
    notes: [...report.notes, fileNotes.typedIn(taken.length)],
  }
}
