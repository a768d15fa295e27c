import { licenceOf, type SiteTags } from '../contract/site-tags.ts'
import { digestOf } from '../report/bytes/digest.ts'
import { catalogueTexts } from '../words/published/data-texts.ts'
import { bodyOf, folderOf, type SiteReport } from './site-report.ts'

const context = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  spdx: 'http://spdx.org/rdf/terms#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
}

/**
 * The catalogue of all reports in DCAT-AP 3 (JSON-LD): a dataset for each version that was not withdrawn, corrections naming the version before, and the
 * two files over all of them.
 */
export function catalogue(
  reports: readonly SiteReport[],
  files: { all: Uint8Array; totals: Uint8Array },
  siteUrl: string,
  site?: SiteTags,
) {
  const terms = licenceOf(site)
  const open = reports.filter(({ versions }) => versions.length > 0)
  const issuer = reports[0]?.issuer.name ?? catalogueTexts.nobody
  const datasets = open.flatMap((report) =>
    report.versions.filter(({ withdrawn }) => !withdrawn).map((version) => datasetOf(report, version, siteUrl, terms)),
  )
  return {
    '@context': context,
    '@graph': [
      {
        '@id': `${siteUrl}/data/catalogue.jsonld`,
        '@type': 'dcat:Catalog',
        'dct:title': text(catalogueTexts.title),
        'dct:description': text(catalogueTexts.about),
        'dct:publisher': agent(issuer),
        'dcat:dataset': [{ '@id': `${siteUrl}/data/index.html#all` }, ...datasets.map((d) => ({ '@id': d['@id'] }))],
      },
      {
        '@id': `${siteUrl}/data/index.html#all`,
        '@type': 'dcat:Dataset',
        'dct:title': text(catalogueTexts.allTitle),
        'dct:description': text(catalogueTexts.all),
        'dct:publisher': agent(issuer),
        'dcat:distribution': [
          distribution(`${siteUrl}/data/all.csv`, 'text/csv', terms, files.all),
          distribution(`${siteUrl}/data/totals.csv`, 'text/csv', terms, files.totals),
        ],
      },
      ...datasets,
    ],
  }
}

const text = ({ zh, en }: { zh: string; en: string }) => [
  { '@value': zh, '@language': 'zh' },
  { '@value': en, '@language': 'en' },
]
const agent = (name: { zh: string; en: string }) => ({ '@type': 'foaf:Agent', 'foaf:name': text(name) })
const instant = (value: string) => ({ '@value': value, '@type': 'xsd:dateTime' })

function datasetOf(report: SiteReport, version: SiteReport['versions'][number], siteUrl: string, terms: Terms) {
  const at = (n: number) => `${siteUrl}/${folderOf(report)}/v${n}`
  return {
    '@id': `${at(version.version)}/index.html`,
    '@type': 'dcat:Dataset',
    'dct:title': text(report.title),
    'dct:description': text(catalogueTexts.version(report.title, version.version)),
    'dct:publisher': agent(bodyOf(report)),
    'dct:issued': instant(version.publishedAt),
    'dcat:version': String(version.version),
    ...(report.versions.some((one) => one.version === version.version - 1 && !one.withdrawn) && {
      'dcat:previousVersion': { '@id': `${at(version.version - 1)}/index.html` },
    }),
    'dct:temporal': {
      '@type': 'dct:PeriodOfTime',
      'dcat:startDate': { '@value': `${report.year}-01-01`, '@type': 'xsd:date' },
      'dcat:endDate': { '@value': `${report.year}-12-31`, '@type': 'xsd:date' },
    },
    'dcat:distribution': [
      distribution(`${at(version.version)}/report.json`, 'application/json', terms),
      distribution(`${at(version.version)}/cells.csv`, 'text/csv', terms),
    ],
  }
}

type Terms = ReturnType<typeof licenceOf>

const distribution = (url: string, mediaType: string, terms: Terms, bytes?: Uint8Array) => ({
  '@type': 'dcat:Distribution',
  'dcat:accessURL': { '@id': url, '@type': 'http://www.w3.org/2000/01/rdf-schema#Resource' },
  'dcat:downloadURL': { '@id': url },
  'dcat:mediaType': {
    '@id': `http://www.iana.org/assignments/media-types/${mediaType}`,
    '@type': 'dct:MediaType',
  },
  'dct:rights': { '@type': 'dct:RightsStatement', 'dct:description': text(terms) },
  ...(terms.url && { 'dct:license': { '@id': terms.url, '@type': 'dct:LicenseDocument' } }),
  ...(bytes && {
    'spdx:checksum': {
      '@type': 'spdx:Checksum',
      'spdx:algorithm': { '@id': 'spdx:checksumAlgorithm_sha256', '@type': 'spdx:ChecksumAlgorithm' },
      'spdx:checksumValue': { '@value': digestOf(bytes), '@type': 'xsd:hexBinary' },
    },
  }),
})
