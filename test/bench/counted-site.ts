import { gzipSync } from 'node:zlib'
import type { SiteReport } from '../../shared/published/site-report.ts'
import { deriveTotals } from '../../shared/report/cells.ts'
import type { Figure } from '../../shared/report/figure.ts'
import { reportBytes, siteBytes } from '../fixtures/site-bytes.ts'
import { compiled, consistentInputs, randomFrom, unitId } from './slices.ts'

type Files = ReadonlyMap<string, Uint8Array>
export type CountedSite = {
  files: number
  bytes: number
  gzip: number
  /** The heaviest page, as it travels. */
  heaviest: { path: string; gzip: number }
  /** Paths that a unit's correction writes over, and their bytes. */
  rewritten: string[]
  rewrittenBytes: number
  /** Seconds to make everything, processor time, and to make what is around one correction. */
  seconds: { all: number; one: number }
}

/** The pages and files around the reports of so many units and years; then a unit corrects its newest report. */
export function countedSite(units: number, years: number): CountedSite {
  const reports = Array.from({ length: years }, (_, back) => reportsOf(units, 2025 - back)).flat()
  const { made: before, seconds: all } = timed(() => around(reports, reports))
  const [corrected] = reports.filter(({ unit }) => unit?.id === unitId(units >> 1))
  const after = reports.map((report) =>
    report === corrected ? { ...report, versions: [...report.versions, second] } : report,
  )
  const shown = after.map((report) =>
    report.year === 2025 && !report.unit
      ? { ...report, correctedBelow: [{ name: unitName(units >> 1), used: 1, now: 2 }] }
      : report,
  )
  const mine = shown.filter((report, n) => report !== reports[n])
  const { made: now, seconds: one } = timed(() => around(shown, mine))
  const rewritten = [...now].filter(([path, bytes]) => !Buffer.from(bytes).equals(before.get(path) ?? Buffer.alloc(0)))
  const gzip = new Map([...before].map(([path, bytes]) => [path, gzipSync(bytes, { level: 9 }).length]))
  const pages = [...gzip].filter(([path]) => path.endsWith('.html'))
  const [path, most] = pages.reduce((heavy, page) => (page[1] > heavy[1] ? page : heavy))
  return {
    files: before.size,
    bytes: sum([...before.values()].map(({ length }) => length)),
    gzip: sum([...gzip.values()]),
    heaviest: { path, gzip: most },
    rewritten: rewritten.map(([path]) => path).sort(),
    rewrittenBytes: sum(rewritten.map(([, { length }]) => length)),
    seconds: { all, one },
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)
const unitName = (n: number) => ({ zh: `第${n}单位`, en: `Unit ${n}` })
const version = (n: number, publishedAt: string) => ({ version: n, publishedAt, manifest: String(n).repeat(64) })
const second = { ...version(2, '2026-03-18T08:00:00.000Z'), reason: '漏报一件。' }

function timed<T>(work: () => T): { made: T; seconds: number } {
  const before = process.cpuUsage()
  const made = work()
  const { user, system } = process.cpuUsage(before)
  return { made, seconds: (user + system) / 1e6 }
}

function around(reports: readonly SiteReport[], mine: readonly SiteReport[]): Files {
  const figures = reports.map((report) => ({
    report,
    definition: 'd'.repeat(64),
    compiled,
    figures: figuresOf(report),
  }))
  return new Map([
    ...mine.flatMap((report) => [...reportBytes(report)]),
    ...siteBytes({ url: 'https://open.example', today: '2026-03-20', reports, figures }),
  ])
}

function reportsOf(units: number, year: number): SiteReport[] {
  const frame = {
    cycle: `city-${year}`,
    issuer: { id: 'city', name: { zh: '某市人民政府', en: 'City' } },
    form: {
      name: { zh: `${year}年政府信息公开工作年度报告`, en: `${year} disclosure report` },
      basis: { zh: '《政府信息公开条例》第四十九条', en: 'Regulations, Article 49' },
    },
    year,
    zone: 'Asia/Shanghai',
  }
  const title = (zh: string, en: string) => ({
    zh: `${zh}${year}年政府信息公开工作年度报告`,
    en: `Report of ${en} for ${year}`,
  })
  const whole: SiteReport = {
    ...frame,
    title: title('某市人民政府', 'City'),
    legal: `${year + 1}-03-10`,
    statutory: `${year + 1}-03-31`,
    versions: [version(1, `${year + 1}-02-20T08:00:00.000Z`)],
  }
  const own = Array.from({ length: units }, (_, n): SiteReport => {
    const name = unitName(n)
    return {
      ...frame,
      unit: { id: unitId(n), name, kind: n === 0 ? 'office' : n % 3 === 0 ? 'township' : 'department' },
      title: title(name.zh, name.en),
      legal: `${year + 1}-01-31`,
      versions: [version(1, `${year + 1}-01-28T08:00:00.000Z`)],
    }
  })
  return [whole, ...own]
}

/** A year's and a version's differ. */
function figuresOf({ unit, year, versions }: SiteReport): Record<string, Figure> {
  const n = Number(unit?.id.slice(1) ?? 999)
  return deriveTotals(compiled, consistentInputs(randomFrom(n * 10_000 + year * 2 + versions.length)))
}
