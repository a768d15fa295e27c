import { licenceOf, type SiteTags } from '../contract/site-tags.ts'
import { lastOf } from '../present.ts'
import { canonicalBytes } from '../report/bytes/canonical.ts'
import { csvLine, plainCell } from '../report/bytes/csv.ts'
import { digestOf } from '../report/bytes/digest.ts'
import type { CompiledDefinition } from '../report/cells.ts'
import type { Figure } from '../report/figure.ts'
import { measured } from '../report/measures.ts'
import type { LocalizedText } from '../report/report-definition.ts'
import { columnMeanings, packageTitle } from '../words/published/data-texts.ts'
import { type CsvSource, cellsCsv, cellsCsvHead, openFigure } from './report-csv.ts'
import { bodyOf, type SiteReport } from './site-report.ts'

/** The newest version of a report with its figures. `definition`: the digest of the one that is compiled. */
export type ReportFigures = {
  report: SiteReport
  definition: string
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

const sourceOf = ({ report: { issuer, unit, year, versions }, compiled }: ReportFigures): Required<CsvSource> => ({
  issuer: issuer.id,
  unit: unit?.id ?? '',
  year,
  version: lastOf(versions).version,
  form: compiled.definition.id,
})

/** Every cell of every report's newest version, one a line. */
export const allCsv = (all: readonly ReportFigures[]): string =>
  `${cellsCsvHead.trimEnd()},form\r\n` +
  all.map((one) => cellsCsv(one.compiled.definition, one.figures, sourceOf(one)).slice(cellsCsvHead.length)).join('')

const totalsHead = 'issuer,unit,body,year,version,measure,title,value,status,form\r\n'

/** The definition's measures of every report's newest version: the same id means the same thing in whatever form it was reported. */
export const totalsCsv = (all: readonly ReportFigures[]): string =>
  totalsHead +
  all
    .flatMap((one) => {
      const { issuer, unit, year, version, form } = sourceOf(one)
      const body = plainCell(bodyOf(one.report).zh)
      return measuresIn(one).map(({ id, title, figure }) => {
        const { value, status } = openFigure(figure)
        return csvLine([issuer, unit, body, String(year), String(version), id, title.zh, value, status, form])
      })
    })
    .join('')

const field = (name: keyof typeof columnMeanings, type: string, constraints?: object) => ({
  name,
  type,
  description: columnMeanings[name],
  ...(constraints && { constraints }),
})
const required = { required: true }
const status = field('status', 'string', {
  required: true,
  enum: ['reported', 'blank', 'not-applicable'],
})
const source = [field('issuer', 'string', required), field('unit', 'string')]
const form = field('form', 'string', required)
const yearAndVersion = [field('year', 'integer', required), field('version', 'integer', required)]

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
    title: packageTitle,
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
          field('cell', 'string', required),
          field('value', 'number'),
          status,
          field('uom', 'string'),
          form,
        ],
        ['issuer', 'unit', 'form', 'year', 'cell'],
      ),
      resource(
        'totals',
        'totals.csv',
        files.totals,
        [
          ...source,
          field('body', 'string', required),
          ...yearAndVersion,
          field('measure', 'string', required),
          field('title', 'string', required),
          field('value', 'number'),
          status,
          form,
        ],
        ['issuer', 'unit', 'form', 'year', 'measure'],
      ),
    ],
  })
}
