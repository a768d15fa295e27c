import { civilDate, daysBetween } from '../calendar/civil-date.ts'
import { firstOf, lastOf } from '../present.ts'
import { csvLine, plainCell } from '../report/bytes/csv.ts'
import { bodyOf, type Excused, folderOf, type SiteReport } from './site-report.ts'

/**
 * Whether a report was public by the date that counts. `due`: not public, and the date has not passed. What counts is the day on
 * which the first version could be read, as long as the report is not withdrawn; when a slice was filed inside is nobody's business here.
 */
export type Standing =
  | { is: 'on-time'; published: string }
  | { is: 'late'; published: string; daysLate: number }
  | { is: 'missing'; daysLate: number }
  | { is: 'withdrawn'; published: string; withdrawn: string }
  | { is: 'due' }
  | { is: 'excused'; why: Excused }

/** @param today civil date in the report's zone */
export function standingOf(report: SiteReport, today: string): Standing {
  const { versions, legal, unit } = report
  if (versions.length > 0) return standingOnceOut(report)
  if (unit?.excused) return { is: 'excused', why: unit.excused }
  return today > legal ? { is: 'missing', daysLate: daysBetween(legal, today) } : { is: 'due' }
}

/** Of a report that has versions: no later day changes it. */
export function standingOnceOut({ versions, zone, legal }: SiteReport): Standing {
  const first = firstOf(versions)
  const published = civilDate(first.publishedAt, zone)
  const { withdrawn } = lastOf(versions)
  if (withdrawn) return { is: 'withdrawn', published, withdrawn: civilDate(withdrawn.at, zone) }
  return published > legal
    ? { is: 'late', published, daysLate: daysBetween(legal, published) }
    : { is: 'on-time', published }
}

/** The same for programs: a line for each body that had to report. Dates are civil dates, `statutory` the last one the law allows. */
export function standingRows(reports: readonly SiteReport[], today: string) {
  return reports.map((report) => {
    const standing = standingOf(report, today)
    const newest = report.versions.at(-1)
    return {
      issuer: report.issuer.id,
      unit: report.unit?.id ?? '',
      kind: report.unit?.kind ?? 'issuer',
      name: bodyOf(report).zh,
      year: report.year,
      due: report.legal,
      statutory: report.statutory ?? report.legal,
      published: 'published' in standing ? standing.published : null,
      standing: standing.is,
      daysLate: 'daysLate' in standing ? standing.daysLate : null,
      version: newest?.version ?? null,
      path: newest && !newest.withdrawn ? `${folderOf(report)}/v${newest.version}` : null,
      counted: report.unit?.countedAbove ?? 'here',
    }
  })
}

/** With a byte order mark, for a person with Excel: programs have standing.json. */
export function standingCsv(rows: ReturnType<typeof standingRows>): string {
  const head = 'issuer,unit,kind,name,year,due,statutory,published,standing,daysLate,version,path,counted\r\n'
  const lines = rows.map(({ name, ...row }) =>
    csvLine(
      [row.issuer, row.unit, row.kind, plainCell(name), ...Object.values(row).slice(3)].map((cell) =>
        cell === null ? '' : String(cell),
      ),
    ),
  )
  return `\uFEFF${head}${lines.join('')}`
}
