import type { LastYear } from '../report/last-year.ts'
import type { LocalizedText } from '../report/report-definition.ts'
import { lastYearFiles } from '../words/printed/file-notes.ts'
import { inferZeros } from './inferred-zeros.ts'
import type { PrintedReport } from './printed-report.ts'

/** A report that is brought in as last year's, and the file it was read from. */
export type BroughtReport = {
  report: PrintedReport
  file: string
  digest: string
  /** Whose it is, where whoever brings it in says so; empty for the issuer. */
  unit?: string
}

/** Whose reports are expected: the cycle's year, its issuer, its units. */
export type Bodies = {
  year: number
  issuer: { name: LocalizedText }
  units: readonly { id: string; name: LocalizedText }[]
}

export type Brought = {
  lastYear: LastYear
  /** What each file was taken for, for whoever confirms it: `unit` is empty for the issuer. */
  taken: { report: PrintedReport; file: string; unit: string; name: string; read: number; open: number }[]
  problems: { file: string; message: LocalizedText }[]
}

/**
 * Last year's figures from reports as they were published, each to the body whose name it bears. Cells that were not read stay blank:
 * nothing is guessed, and a comparison with them is not made.
 *
 * @param by who brings them in
 * @param before what stands already; of a body that is brought in again the newer counts
 */
export function lastYearFromReports(
  brought: readonly BroughtReport[],
  bodies: Bodies,
  by: string,
  before?: LastYear,
): Brought {
  const lastYear: LastYear = { document: 'lianbao/last-year/1', units: {}, ...before, year: bodies.year - 1 }
  lastYear.units = { ...before?.units }
  const sources: NonNullable<LastYear['sources']> = []
  const taken: Brought['taken'] = []
  const problems: Brought['problems'] = []
  const all = [{ id: '', name: bodies.issuer.name.zh }, ...bodies.units.map(({ id, name }) => ({ id, name: name.zh }))]
  for (const { report, file, digest, unit: said } of brought) {
    const body = said === undefined ? bodyOf(report, all) : all.find(({ id }) => id === said)
    if (report.year !== undefined && report.year !== lastYear.year)
      problems.push({ file, message: lastYearFiles.otherYear(report.year, lastYear.year) })
    else if (body === undefined) problems.push({ file, message: lastYearFiles.unknownBody(report.issuer) })
    else if (taken.some(({ unit }) => unit === body.id))
      problems.push({ file, message: lastYearFiles.twice(body.name) })
    else {
      const { figures } = inferZeros(report, report.figures)
      const published = { definition: report.compiled.definition.id, figures }
      if (body.id === '') lastYear.issuer = published
      else lastYear.units[body.id] = published
      sources.push({ unit: body.id, file, digest, by })
      const open = Object.values(figures).filter((figure) => figure === null).length
      taken.push({ report, file, unit: body.id, name: body.name, read: Object.keys(figures).length - open, open })
    }
  }
  const replaced = new Set(sources.map(({ unit }) => unit))
  lastYear.sources = [...(before?.sources ?? []).filter(({ unit }) => !replaced.has(unit)), ...sources]
  return { lastYear, taken, problems }
}

/** The body of this name; or the only one whose name the longer form ends in: 某市财政局 is 财政局. */
function bodyOf(
  report: PrintedReport,
  all: readonly { id: string; name: string }[],
): { id: string; name: string } | undefined {
  const printed = plain(report.issuer)
  const same = all.filter(({ name }) => plain(name) === printed)
  const alike = all.filter(({ name }) => printed.endsWith(plain(name)) || plain(name).endsWith(printed))
  const found = same.length > 0 ? same : printed.length >= 3 ? alike : []
  return found.length === 1 ? found[0] : undefined
}

const plain = (name: string): string => name.normalize('NFKC').replace(/[\s()]/g, '')
