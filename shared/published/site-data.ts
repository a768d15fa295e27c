import { licenceOf, type SiteTags } from '../contract/site-tags.ts'
import { lastOf } from '../present.ts'
import { canonicalBytes } from '../report/bytes/canonical.ts'
import { csvLine, plainCell } from '../report/bytes/csv.ts'
import { digestOf } from '../report/bytes/digest.ts'
import type { CompiledDefinition } from '../report/cells.ts'
import type { Figure } from '../report/figure.ts'
import { measured } from '../report/measures.ts'
import type { LocalizedText } from '../report/report-definition.ts'
import { type CsvSource, cellsCsv, cellsCsvHead, openFigure } from './report-csv.ts'
import { bodyOf, type SiteReport } from './site-report.ts'

/** The newest version of a report with its figures. */
export type ReportFigures = {
  report: SiteReport
  compiled: CompiledDefinition
  figures: Readonly<Record<string, Figure>>
}

export type MeasuredFigure = { id: string; title: LocalizedText; figure: Figure }

export const measuresIn = ({ compiled, figures }: ReportFigures): MeasuredFigure[] =>
  compiled.definition.measures.map((measure) => ({
    id: measure.id,
    title: measure.title,
    figure: measured(compiled, measure, figures),
  }))

const sourceOf = ({ issuer, unit, year, versions }: SiteReport): CsvSource => ({
  issuer: issuer.id,
  unit: unit?.id ?? '',
  year,
  version: lastOf(versions).version,
})

/** Every cell of every report's newest version, one a line. */
export const allCsv = (all: readonly ReportFigures[]): string =>
  cellsCsvHead +
  all
    .map(({ report, compiled, figures }) =>
      cellsCsv(compiled.definition, figures, sourceOf(report)).slice(cellsCsvHead.length),
    )
    .join('')

const totalsHead = 'issuer,unit,body,year,version,measure,title,value,status\r\n'

/** The definition's measures of every report's newest version: the same id means the same thing in whatever form it was reported. */
export const totalsCsv = (all: readonly ReportFigures[]): string =>
  totalsHead +
  all
    .flatMap((one) => {
      const { issuer, unit, year, version } = sourceOf(one.report)
      const body = plainCell(bodyOf(one.report).zh)
      return measuresIn(one).map(({ id, title, figure }) => {
        const { value, status } = openFigure(figure)
        return csvLine([issuer, unit, body, String(year), String(version), id, title.zh, value, status])
      })
    })
    .join('')

const field = (name: string, type: string, description: string, constraints?: object) => ({
  name,
  type,
  description,
  ...(constraints && { constraints }),
})
const required = { required: true }
const status = field('status', 'string', 'reported（已填，零也是）、blank（未填）、not-applicable（不适用）', {
  required: true,
  enum: ['reported', 'blank', 'not-applicable'],
})
const source = [
  field('issuer', 'string', '汇总机关（本级政府）的代号', required),
  field('unit', 'string', '单位代号；空白表示本级政府自己的报告'),
]
const yearAndVersion = [
  field('year', 'integer', '报告年度', required),
  field('version', 'integer', '报告的版本，总是最新版', required),
]

/** The Data Package (v2) over the two files, with the meaning of each column. */
export function dataPackage(
  files: { all: Uint8Array; totals: Uint8Array },
  siteUrl: string,
  site?: SiteTags,
): Uint8Array {
  const { zh, url = `${siteUrl}/data/index.html` } = licenceOf(site)
  const resource = (name: string, path: string, bytes: Uint8Array, fields: object[], primaryKey: string[]) => ({
    name,
    path,
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    bytes: bytes.length,
    hash: `sha256:${digestOf(bytes)}`,
    schema: { fields, primaryKey, missingValues: [''] },
  })
  return canonicalBytes({
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: 'annual-reports',
    title: '政府信息公开工作年度报告数据',
    homepage: `${siteUrl}/data/index.html`,
    licenses: [{ ...(!site?.licence && { name: 'attribution' }), title: zh, path: url }],
    resources: [
      resource(
        'all',
        'all.csv',
        files.all,
        [
          ...source,
          ...yearAndVersion,
          field('cell', 'string', '格子代号，见报告旁边的 report.json', required),
          field('value', 'number', '精确的十进制数'),
          status,
          field('uom', 'string', '计量单位'),
        ],
        ['issuer', 'unit', 'year', 'cell'],
      ),
      resource(
        'totals',
        'totals.csv',
        files.totals,
        [
          ...source,
          field('body', 'string', '机关名称', required),
          ...yearAndVersion,
          field('measure', 'string', '数据项代号，各种格式通用', required),
          field('title', 'string', '数据项', required),
          field('value', 'number', '精确的十进制数'),
          status,
        ],
        ['issuer', 'unit', 'year', 'measure'],
      ),
    ],
  })
}
