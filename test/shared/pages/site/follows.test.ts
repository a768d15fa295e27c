import { expect, test } from 'vitest'
import type { SiteTags } from '../../../../shared/contract/site-tags.ts'
import { reportFiles, type Site, type SiteFile, siteFiles } from '../../../../shared/pages/site/site.ts'
import type { SiteReport } from '../../../../shared/published/site-report.ts'
import { digestOf, digestOfValue } from '../../../../shared/report/bytes/digest.ts'
import { compileDefinition } from '../../../../shared/report/cells.ts'
import { formOfReports } from '../../../fixtures/site-bytes.ts'
import { cycleWith, definition } from '../../../fixtures/tongjiang-2020.ts'

const compiled = compileDefinition(definition)
const { draft } = cycleWith()
const version = (n: number, at = '2021-02-03T08:00:00.000Z') => ({
  version: n,
  publishedAt: at,
  manifest: String(n).repeat(64),
})
const whole: SiteReport = {
  cycle: 'tongjiang-2020',
  issuer: { id: 'tongjiang', name: { zh: '同江市人民政府', en: 'Tongjiang' } },
  title: { zh: '同江市人民政府2020年报告', en: 'Report' },
  form: formOfReports,
  ...{ year: 2020, zone: 'Asia/Shanghai', legal: '2021-02-20', statutory: '2021-03-31' },
  versions: [version(1)],
}
const unitOf = (id: string, versions: SiteReport['versions']): SiteReport => ({
  ...whole,
  unit: { id, name: { zh: `同江市${id}`, en: id }, kind: 'department' },
  legal: '2021-01-31',
  versions,
})
const [police, town] = [unitOf('police', [version(3)]), unitOf('town', [])]
const edition = compileDefinition({ ...definition, measures: definition.measures.slice(1) })
const figuresOf = (report: SiteReport, changed = {}) => ({
  report,
  ...{ definition: draft.definition.digest, compiled, figures: { ...draft.figures, ...changed } },
})
const siteOf = (reports: SiteReport[], more: Partial<Site> = {}): Site => ({
  ...{ url: 'https://open.example', today: '2021-03-20' },
  reports,
  figures: reports
    .filter(({ versions }) => versions.length > 0 && !versions.at(-1)?.withdrawn)
    .map((one) => figuresOf(one)),
  ...more,
})
const base = [whole, police, town]
const withUnit = (changed: Partial<SiteReport>) => siteOf([whole, { ...police, ...changed }, town])
const withdrawn = { at: '2021-04-01T02:00:00.000Z', reason: '误公开' }
const tags: SiteTags = {
  ...{ name: '同江市网', code: '2308810001', licence: { zh: '自由使用', en: 'Free' } },
  column: { name: '年报', description: '年度报告', keywords: '公开', type: '信息公开年报' },
}

/** One thing is another in each. */
const sites: Record<string, Site> = {
  base: siteOf(base),
  'another day': siteOf(base, { today: '2021-03-21' }),
  'the day on which it is due': siteOf(base, { today: '2021-01-31' }),
  'another address': siteOf(base, { url: 'https://other.example' }),
  'says who it is': siteOf(base, { tags }),
  'says it in other words': siteOf(base, { tags: { ...tags, name: '别名' } }),
  'another title': withUnit({ title: { zh: '别的报告', en: 'Another' } }),
  'another zone': withUnit({ zone: 'America/New_York', versions: [version(3, '2021-02-03T02:00:00.000Z')] }),
  'an hour later': withUnit({ versions: [version(3, '2021-02-03T09:00:00.000Z')] }),
  'another due date': withUnit({ legal: '2021-02-10' }),
  corrected: siteOf([whole, { ...police, versions: [version(3), { ...version(4), reason: '更正' }] }, town], {
    figures: [
      figuresOf(whole),
      figuresOf({ ...police, versions: [version(3), version(4)] }, { 't3.new.natural': '77' }),
    ],
  }),
  withdrawn: withUnit({ versions: [{ ...version(3), withdrawn }] }),
  'of another kind': withUnit({ unit: { id: 'police', name: { zh: '镇', en: 'Town' }, kind: 'township' } }),
  'counted above': withUnit({ unit: { ...police.unit!, countedAbove: 'own-line' } }),
  'corrected below': siteOf([
    { ...whole, correctedBelow: [{ name: police.issuer.name, used: 1, now: 2 }] },
    police,
    town,
  ]),
  'not added': siteOf([{ ...whole, notAdded: [police.issuer.name] }, police, town]),
  excused: siteOf([whole, police, { ...town, unit: { ...town.unit!, excused: 'left' } }]),
  'one fewer': siteOf([whole, police]),
  'other order': siteOf([whole, town, police]),
  'another issuer': siteOf(
    base.map((one) => ({ ...one, issuer: { id: 'tongjiang', name: { zh: '别市', en: 'Else' } } })),
  ),
  'the year before too': siteOf([...base, { ...whole, cycle: 'tongjiang-2019', year: 2019, versions: [version(5)] }]),
  'another edition of the form': siteOf(base, {
    figures: [whole, police].map((one) => ({ ...figuresOf(one), definition: 'd'.repeat(64), compiled: edition })),
  }),
  nothing: siteOf([]),
}

const filesOf = (site: Site): [string, SiteFile][] => [
  ...siteFiles(site),
  ...site.reports.flatMap((report) => [...reportFiles(report, site.tags)]),
]

test('a file is another only where what it says it follows from is another', () => {
  const bytes = new Map<string, { of: string; digest: string }>()
  for (const [of, site] of Object.entries(sites))
    for (const [path, { from, make }] of filesOf(site)) {
      const key = digestOfValue({ path, from })
      const digest = digestOf(make())
      const known = bytes.get(key) ?? { of, digest }
      expect({ path, of, digest }).toEqual({ path, of, digest: known.digest })
      bytes.set(key, known)
    }
  expect(bytes.size).toBeGreaterThan(300)
})

test('a day on which nothing happens makes the year’s standings anew', () => {
  const known = new Set(filesOf(sites.base!).map(([path, { from }]) => digestOfValue({ path, from })))
  const anew = filesOf(sites['another day']!).filter(([path, { from }]) => !known.has(digestOfValue({ path, from })))
  expect(anew.map(([path]) => path).sort()).toEqual([
    ...['index.en.html', 'index.html', 'standing.csv', 'standing.json'].map((name) => `y/2020/${name}`),
  ])
})
