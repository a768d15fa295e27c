import { describe, expect, test } from 'vitest'
import { homePage } from '../../../../shared/pages/site/home-page.ts'
import { publicationFiles } from '../../../../shared/pages/site/publication-files.ts'
import { noticeCss } from '../../../../shared/pages/site/versions-page.ts'
import { cellsCsv, figuresFromCells } from '../../../../shared/published/report-csv.ts'
import type { SiteReport } from '../../../../shared/published/site-report.ts'
import { standingOf } from '../../../../shared/published/standing.ts'
import { recordsOf } from '../../../../shared/report/bytes/csv.ts'
import { compileDefinition } from '../../../../shared/report/cells.ts'
import { shippedDefinition } from '../../../../shared/report/definitions/shipped.ts'
import { formOfReports, reportBytes, siteBytes } from '../../../fixtures/site-bytes.ts'
import { cycleWith, definition } from '../../../fixtures/tongjiang-2020.ts'

const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes)
const compiled = compileDefinition(definition)
const version = (n: number, at: string, reason?: string) => ({
  version: n,
  publishedAt: at,
  manifest: String(n).repeat(64),
  ...(reason && { reason }),
})
const whole: SiteReport = {
  cycle: 'tongjiang-2020',
  issuer: { id: 'tongjiang', name: { zh: '同江市人民政府', en: 'Tongjiang' } },
  title: { zh: '同江市人民政府2020年报告', en: 'Report' },
  form: formOfReports,
  year: 2020,
  zone: 'Asia/Shanghai',
  legal: '2021-02-20',
  statutory: '2021-03-31',
  versions: [version(1, '2021-02-03T08:00:00.000Z'), version(2, '2021-03-18T08:00:00.000Z', '更正"')],
}
const unit = (id: string, versions: SiteReport['versions']): SiteReport => ({
  ...whole,
  unit: { id, name: { zh: `同江市${id}`, en: id }, kind: 'department' },
  legal: '2021-01-31',
  versions,
})
const police = unit('police', [version(1, '2021-01-31T15:59:00.000Z')])
const market = unit('market', [version(1, '2021-02-02T16:30:00.000Z')])
const town = unit('town', [])
const reports = [whole, police, market, town]
const { draft } = cycleWith()
const figures = [whole, police].map((report) => ({
  report,
  definition: draft.definition.digest,
  compiled,
  figures: draft.figures,
}))
const site = (today = '2021-03-20', all = reports) =>
  siteBytes({
    url: 'https://open.example',
    today,
    reports: all,
    figures: all === reports ? figures : [],
  })

describe('the pages around the reports', () => {
  test('the address people hold leads to the newest version; the list keeps the old ones, marked', () => {
    const files = reportBytes(whole)
    expect(JSON.parse(text(files.get('r/tongjiang-2020/latest.json')))).toMatchObject({
      version: 2,
      path: 'r/tongjiang-2020/v2',
    })
    expect(text(files.get('r/tongjiang-2020/index.html'))).toContain(
      'http-equiv="refresh" content="0; url=v2/index.html"',
    )
    expect(text(files.get('r/tongjiang-2020/versions.html'))).toContain('已被第2版取代')
    expect(text(site().get('index.html'))).toContain('r/tongjiang-2020/v2/index.html')
    expect(JSON.parse(text(site().get('reports.json'))).reports[0].versions[0]).toMatchObject({
      version: 1,
      supersededBy: 2,
    })
  })

  test('every link of a page leads to a file of the site, or to a report or a tool that is put beside it', () => {
    const files = new Map([...site(), ...reports.flatMap((report) => [...reportBytes(report)])])
    const beside = (path: string) => /^r\/.+\/v\d+\/|^(check|tools)\//.test(path)
    const pages = [...files.keys()].filter((name) => name.endsWith('.html'))
    const links = pages.flatMap((name) =>
      [...text(files.get(name)).matchAll(/(?:href|src)="([^"#:]+?)(?:#[^"]*)?"/g)].map(([, href = '']) => ({
        name,
        to: decodeURI(new URL(href, `https://open.example/top/${name}`).pathname).replace('/top/', ''),
      })),
    )
    expect(links.length).toBeGreaterThan(100)
    expect(links.filter(({ to }) => !files.has(to) && !beside(to))).toEqual([])
  })

  test('a superseded version is marked by the stylesheet it links; a quotation mark in a name stays in its string', () => {
    expect(noticeCss(police)).toBe('')
    expect(noticeCss(whole)).toContain('.versions.v1::before{content:"本版已于2021年3月18日被第2版更正。"}')
    expect(noticeCss(whole)).not.toContain('.versions.v2')
    const below = noticeCss({
      ...whole,
      correctedBelow: [{ name: { zh: '甲"\n}</style>', en: 'A' }, used: 1, now: 2 }],
    })
    expect(below).toContain(
      '.versions.v2::before{content:"下级已更正：甲\\22 \\a }\\3c /style>的报告现为第2版，本报告按第1版汇总。"}',
    )
  })

  test.each([
    ['on the last minute of the day', police, '2021-03-20', { is: 'on-time', published: '2021-01-31' }],
    [
      'half an hour into the third day after',
      market,
      '2021-03-20',
      { is: 'late', published: '2021-02-03', daysLate: 3 },
    ],
    ['not public, the date passed', town, '2021-02-01', { is: 'missing', daysLate: 1 }],
    ['not public, on the date', town, '2021-01-31', { is: 'due' }],
  ])('who published when: %s', (_, report, today, expected) => {
    expect(standingOf(report, today)).toEqual(expected)
  })

  test('公布情况 counts, names and never rounds up', () => {
    const page = text(site().get('y/2020/index.html')).replace(/<[^>]+>/g, '')
    expect(page).toContain('应于2021年1月31日前公布报告的机关3个：按时公布1个，迟公布1个，未公布1个，按时公布率33.3%。')
    expect(page).toContain('迟公布：同江市market。未公布：同江市town。')
    const late = [{ ...whole, versions: [version(1, '2021-03-05T08:00:00.000Z')] }]
    expect(text(site('2021-03-20', late).get('y/2020/index.html'))).toContain(
      '2021年3月5日公布，迟13天（法定最迟日期为2021年3月31日）。',
    )
    expect(text(site().get('y/2020/standing.csv')).split('\r\n')[3]).toBe(
      'tongjiang,market,department,同江市market,2020,2021-01-31,2021-03-31,2021-02-03,late,3,1,r/tongjiang-2020/units/market/v1,here',
    )
  })

  test('公布情况 says of each form what it is called and rests on, and of no other', () => {
    const inspection = {
      name: { zh: '2020年第四季度安全生产检查情况', en: '2020 Q4 safety inspections' },
      basis: { zh: '《安全生产法》第六十二条', en: 'Work Safety Law, Article 62' },
    }
    const of = (...all: SiteReport[]) => text(site('2021-03-20', all).get('y/2020/index.html')).split('</head>')[1]
    const other = { ...whole, cycle: 'safety', form: inspection }
    expect(of(whole)).toContain('2020年政府信息公开工作年度报告公布情况')
    expect(of(whole)).toContain('依据：《政府信息公开条例》第四十九条')
    expect(of(other)).toContain('2020年第四季度安全生产检查情况公布情况')
    expect(of(other)).toContain('依据：《安全生产法》第六十二条')
    expect(of(other)).not.toMatch(/信息公开|第四十九条/)
    const both = of(whole, other)
    expect(both).toContain('2020年度各种报告公布情况')
    for (const { name, basis } of [whole.form, inspection])
      expect(both).toMatch(new RegExp(`<h2>${name.zh}</h2>\\s*<p class="hint">依据：${basis.zh}`))
    for (const file of ['feed.atom', 'data/datapackage.json', 'data/catalogue.jsonld'])
      expect(text(site('2021-03-20', [other]).get(file)), file).not.toMatch(/政府信息公开(工作)?年度报告/)
  })

  test('公布情况 says which bodies their own line counts, and that the whole does not add them', () => {
    const branch: SiteReport = { ...police, unit: { ...police.unit!, countedAbove: 'own-line' } }
    const files = siteBytes({
      ...{ url: 'https://open.example', today: '2021-03-20', figures: [] },
      reports: [whole, branch, market],
    })
    const page = text(files.get('y/2020/index.html')).replace(/<[^>]+>/g, '')
    expect(page).toContain('由上列1个机关的报告汇总而成。由条线汇总、不加进本级的：同江市police。')
    const csv = text(files.get('y/2020/standing.csv'))
    expect(csv).toContain(',r/tongjiang-2020/units/police/v1,own-line\r\n')
    // The head names what stands below it.
    const [head = [], ...rows] = csv
      .trim()
      .split('\r\n')
      .map((line) => line.split(','))
    const counted = rows.find((row) => row[head.indexOf('unit')] === 'police') ?? []
    const under = (name: string) => counted[head.indexOf(name)]
    expect([under('version'), under('path'), under('counted')]).toEqual([
      '1',
      'r/tongjiang-2020/units/police/v1',
      'own-line',
    ])
  })

  test('what the site says of itself stands on every page, in the footer, the catalogue and the package', () => {
    const tags = {
      ...{ name: '同江市人民政府"网', domain: 'open.example', code: '2308810001' },
      column: { name: '年报', description: '年度报告', keywords: '公开,年报', type: '信息公开年报' },
      licence: { zh: '可以自由使用。', en: 'Free to use.', url: 'https://licence.example/zh' },
    }
    const common = { url: 'https://open.example', today: '2021-03-20', reports, figures }
    const [plain, tagged] = [{}, { tags }].map(
      (more) => new Map([...siteBytes({ ...common, ...more }), ...reportBytes(whole, more.tags)]),
    )
    const pages = [...tagged!.keys()].filter((path) => path.endsWith('.html'))
    for (const path of pages) {
      const page = text(tagged!.get(path))
      expect(page).toContain(
        '<meta name="SiteName" content="同江市人民政府&quot;网">\n<meta name="SiteDomain" content="open.example">\n<meta name="SiteIDCode" content="2308810001">\n<meta name="ColumnName" content="年报">',
      )
      expect(page).toContain('<a href="https://licence.example/zh">')
      expect(page).not.toContain('请注明来源')
      expect(page).not.toContain('name the source')
      expect(text(plain!.get(path))).toContain('<meta name="ColumnType" content="信息公开年报">')
      expect(text(plain!.get(path))).not.toContain('SiteName')
      expect(text(plain!.get(path))).toMatch(/请注明来源和版本|name the source and the version/)
    }
    expect(pages.length).toBeGreaterThan(10)
    expect(JSON.parse(text(tagged!.get('data/datapackage.json'))).licenses).toEqual([
      { title: '可以自由使用。', path: 'https://licence.example/zh' },
    ])
    expect(text(tagged!.get('data/catalogue.jsonld'))).toContain('"dct:license":{"@id":"https://licence.example/zh"')
    expect(text(plain!.get('data/catalogue.jsonld'))).not.toContain('dct:license')
  })

  test('the first page says of a body that need not publish what 公布情况 says, and of others that it is to come', () => {
    const none = (id: string, excused?: 'exempt' | 'left'): SiteReport => {
      const body = unit(id, [])
      return { ...body, unit: { ...body.unit!, ...(excused && { excused }) } }
    }
    const bodies = [whole, none('甲局'), none('乙局', 'exempt'), none('丙局', 'left')]
    const said = homePage(bodies, [], 'zh').replace(/<[^>]+>|\s+/g, '')
    for (const sentence of ['甲局尚未公布', '乙局本期免报', '丙局已退出本期']) expect(said).toContain(sentence)
    expect(said).not.toMatch(/[乙丙]局尚未公布/)
  })

  test('an empty site says what will be here, and when', () => {
    const due = [{ ...whole, versions: [] }, town]
    const page = text(site('2021-01-05', due).get('index.html'))
    expect(page).toContain('这里还没有公布的报告。')
    expect(page).toContain('各机关的报告最迟2021年1月31日公布，同江市人民政府的报告最迟2021年2月20日公布。')
    expect(text(site('2021-01-05', []).get('index.html'))).toContain('这里还没有公布的报告。')
  })
})

describe('a version that was withdrawn', () => {
  const at = '2021-04-01T02:00:00.000Z'
  const taken = (report: SiteReport): SiteReport => ({
    ...report,
    versions: report.versions.map((one, n) =>
      n === report.versions.length - 1 ? { ...one, withdrawn: { at, reason: '误公开了“个人信息”' } } : one,
    ),
  })
  const [goneWhole, gonePolice] = [taken(whole), taken(police)]
  const all = [goneWhole, gonePolice, market]
  const files = siteBytes({
    url: 'https://open.example',
    today: '2021-04-02',
    reports: all,
    figures: [],
  })
  const of = (path: string) => text(files.get(path)).replace(/<[^>]+>/g, '')

  test('leaves a tombstone with the reason at the address people hold, and leads to no figures', () => {
    const page = text(reportBytes(goneWhole).get('r/tongjiang-2020/index.html'))
    expect(page).toContain('2021年4月1日撤回')
    expect(page).toContain('误公开了“个人信息”')
    expect(page).not.toContain('http-equiv="refresh"')
    expect(page).not.toContain('v2/')
    const latest = JSON.parse(text(reportBytes(goneWhole).get('r/tongjiang-2020/latest.json')))
    expect(latest).toMatchObject({ version: 2, withdrawn: { at, reason: '误公开了“个人信息”' } })
    expect(latest.path).toBeUndefined()
    expect(text(reportBytes(goneWhole).get('r/tongjiang-2020/versions.html'))).toContain('已撤回')
  })

  test('is covered at its own address by the stylesheet it links', () => {
    expect(noticeCss(goneWhole)).toContain(
      '.versions.v2::before{content:"本版已于2021年4月1日撤回：误公开了“个人信息”。"}',
    )
    expect(noticeCss(goneWhole)).toContain('body.v2 main>:not(.standing),body.v2 .downloads{display:none}')
    expect(noticeCss(whole)).not.toContain('main>')
  })

  test('is in no list of figures, and every list says that it is gone', () => {
    expect(of('index.html')).toContain('已撤回')
    expect(text(files.get('index.html'))).not.toContain('r/tongjiang-2020/v2/')
    expect(of('y/2020/index.html')).toContain('按时公布0个，迟公布1个，未公布0个，已撤回1个')
    expect(of('y/2020/index.html')).toContain('已撤回：同江市police')
    expect(of('y/2020/index.html')).toContain('同江市人民政府的报告2021年2月3日公布，2021年4月1日撤回')
    expect(text(files.get('y/2020/standing.csv'))).toContain(',2021-01-31,withdrawn,,1,,here\r\n')
    expect(text(files.get('b/tongjiang/index.html'))).toContain('已撤回')
    expect(text(files.get('sitemap.xml'))).not.toMatch(/r\/tongjiang-2020\/v2|police\/v1/)
    expect(text(files.get('sitemap.xml'))).toContain('market/v1')
    expect(text(files.get('feed.atom'))).toContain('<summary>撤回原因：误公开了“个人信息”</summary>')
    expect(text(files.get('feed.atom'))).toContain('/r/tongjiang-2020/index.html#withdrawn-v2</id>')
    expect(text(files.get('data/catalogue.jsonld'))).not.toMatch(/police|tongjiang-2020\/v2/)
    const { reports: listed } = JSON.parse(text(files.get('reports.json')))
    expect(listed[0]).toMatchObject({ withdrawn: { at }, versions: [{ version: 1 }, { withdrawn: { at } }] })
    expect(listed[0].path).toBeUndefined()
  })

  test('of a unit is said above the whole that added it', () => {
    const below = [{ name: { zh: '甲局', en: 'A' }, used: 1, now: 1, withdrawn: true }]
    expect(noticeCss({ ...whole, correctedBelow: below })).toContain(
      '下级已撤回：甲局的报告第1版已撤回，本报告按第1版汇总。',
    )
  })
})

describe('data over all reports', () => {
  test('blank, zero and not applicable are three, and come back as they were', () => {
    const some = { ...draft.figures, 't3.new.natural': null, 't3.new.legal': 'n/a', 't3.new.other': '0' }
    const csv = cellsCsv(definition, some, { issuer: 'tongjiang', unit: '', year: 2020, version: 1 })
    expect(csv).toContain('tongjiang,,2020,1,t3.new.natural,,blank,')
    expect(csv).toContain('tongjiang,,2020,1,t3.new.legal,,not-applicable,')
    expect(csv).toContain('tongjiang,,2020,1,t3.new.other,0,reported,')
    expect(figuresFromCells(csv)).toEqual(some)
  })

  test('a table that people are led to opens in a spreadsheet as it is; one for programs has no mark before it, and says so', () => {
    const version = publicationFiles({
      ...{ definition, ...cycleWith({ approved: 4 }), findings: [], version: 1 },
      publishedAt: '2021-02-03T08:00:00.000Z',
    })
    const page = text(version.get('r/tongjiang-2020/v1/index.html'))
    const shown = /<a href="([a-z]+\.csv)">数据表（CSV）/.exec(page)?.[1]
    const marked = (bytes: Uint8Array | undefined) => Buffer.from(bytes!.slice(0, 3)).toString('hex') === 'efbbbf'
    expect(marked(version.get(`r/tongjiang-2020/v1/${shown}`))).toBe(true)
    expect(marked(site().get('y/2020/standing.csv'))).toBe(true)
    expect(marked(site().get('data/totals.csv'))).toBe(false)
    expect(text(site().get('data/index.html'))).not.toContain('直接用 Excel 打开')
  })

  test('all.csv has every cell of every report once; totals.csv adds exactly', () => {
    const lines = text(site().get('data/all.csv')).trimEnd().split('\r\n')
    expect(lines).toHaveLength(1 + 2 * compiled.cells.length)
    expect(text(site().get('data/totals.csv'))).toContain(
      'tongjiang,,同江市人民政府,2020,2,disclosed,公开或部分公开,9,reported',
    )
  })

  test('the keys that the package names are unique, also where a body reports in two forms for a year', () => {
    const inspection = shippedDefinition('safety-inspection')!
    const measures = [{ id: 'received', title: { zh: '检查', en: 'Visits' }, terms: ['inspections.total.visits'] }]
    const forms = [definition, { ...inspection, measures }, { ...inspection, id: 'safety-inspection-q3', measures }]
    const files = siteBytes({
      ...{ url: 'https://open.example', today: '2021-03-20', madeFrom: 'x', reports },
      figures: forms.map((form, n) => {
        const report = { ...whole, cycle: form.id }
        return { report, definition: String(n), compiled: compileDefinition(form), figures: {} }
      }),
    })
    for (const { path, schema } of JSON.parse(text(files.get('data/datapackage.json'))).resources) {
      const [head = [], ...lines] = recordsOf(text(files.get(`data/${path}`)), ',')
      expect(schema.fields.map(({ name }: { name: string }) => name)).toEqual(head)
      const keys = lines.map((line) => schema.primaryKey.map((name: string) => line[head.indexOf(name)]).join())
      expect(new Set(keys).size, path).toBe(lines.length)
    }
  })

  test('the feed has a correction as an entry of its own, and escapes what people wrote', () => {
    const feed = text(site().get('feed.atom'))
    expect(feed.match(/<entry>/g)).toHaveLength(4)
    expect(feed).toContain('<summary>更正原因：更正&quot;</summary>')
    expect(feed.indexOf('第2版')).toBeLessThan(feed.indexOf('/police/v1'))
    const untold = unit('police', [version(1, '2021-01-31T15:59:00.000Z'), version(2, '2021-03-18T08:00:00.000Z')])
    expect(text(site('2021-03-20', [whole, untold]).get('feed.atom'))).toContain('<summary>更正第1版</summary>')
  })

  test('the feed has a hundred entries, and all of the newest week, however many came out together', () => {
    const at = (day: number) => new Date(Date.UTC(2021, 0, day, 1)).toISOString()
    const out = (n: number, day: number) =>
      Array.from({ length: n }, (_, i) => unit(`u${day}-${i}`, [version(1, at(day))]))
    const entries = (...all: SiteReport[]) => text(site('2021-03-20', all).get('feed.atom')).match(/<entry>/g)?.length
    expect(entries(...out(160, 31), ...out(150, 25), ...out(50, 20))).toBe(310)
    expect(entries(...out(30, 31), ...out(90, 20))).toBe(100)
  })

  test('the catalogue has a dataset for each version, and a correction names the one before', () => {
    const { '@graph': graph } = JSON.parse(text(site().get('data/catalogue.jsonld')))
    const second = graph.find(
      (node: { '@id': string }) => node['@id'] === 'https://open.example/r/tongjiang-2020/v2/index.html',
    )
    expect(second['dcat:previousVersion']).toEqual({ '@id': 'https://open.example/r/tongjiang-2020/v1/index.html' })
    expect(graph).toHaveLength(2 + 4)
  })
})
