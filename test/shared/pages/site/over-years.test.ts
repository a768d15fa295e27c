import { describe, expect, test } from 'vitest'
import { bodiesPage } from '../../../../shared/pages/site/bodies-page.ts'
import { bodyPage } from '../../../../shared/pages/site/body-page.ts'
import { homePage } from '../../../../shared/pages/site/home-page.ts'
import { present } from '../../../../shared/present.ts'
import type { SiteReport } from '../../../../shared/published/site-report.ts'
import { compileDefinition } from '../../../../shared/report/cells.ts'
import { shippedDefinition } from '../../../../shared/report/definitions/shipped.ts'
import type { Figure } from '../../../../shared/report/figure.ts'
import { formOfReports } from '../../../fixtures/site-bytes.ts'

const forms = Object.fromEntries(
  (['gid-2019', 'gid-2021'] as const).map((id) => [id, compileDefinition(present(shippedDefinition(id), id))]),
)
type Changed = Record<string, Figure>

/** A report of a body with all its figures zero, but for those named. */
function reported(year: number, changed: Changed, published = `${year + 1}-01-17`, unit = 'res') {
  const compiled = present(forms[year < 2021 ? 'gid-2019' : 'gid-2021'], 'form')
  const report: SiteReport = {
    cycle: `x-${year}`,
    issuer: { id: 'x', name: { zh: '某县人民政府', en: 'X' } },
    ...(unit && { unit: { id: unit, name: { zh: `某县${unit}局`, en: unit }, kind: 'department' } }),
    title: { zh: `${year}年报告`, en: `Report ${year}` },
    form: formOfReports,
    year,
    zone: 'Asia/Shanghai',
    legal: `${year + 1}-01-31`,
    versions: [{ version: 1, publishedAt: `${published}T02:00:00.000Z`, manifest: '0'.repeat(64) }],
  }
  const zeros = Object.fromEntries(compiled.cells.map(({ id }) => [id, '0']))
  return { report, definition: 'd'.repeat(64), compiled, figures: { ...zeros, ...changed } }
}
const t3 = (changed: Changed): Changed =>
  Object.fromEntries(Object.entries(changed).map(([row, figure]) => [`t3.${row}.total`, figure]))
const said = (page: string) => [...page.matchAll(/<desc>([^<]*)<\/desc>/g)].map(([, text]) => text)

describe('a body over its years', () => {
  const years = [
    reported(2019, { ...t3({ new: '3', granted: '1', 'not-held': '2' }), 't2.normative.available': '12' }),
    reported(
      2022,
      { ...t3({ new: '30', 'carried-in': '1', granted: null }), 't2.normative.in-force': '66' },
      '2023-02-06',
    ),
  ]
  const pageOf = (some: typeof years) =>
    bodyPage(
      some.map(({ report }) => report),
      some,
      'zh',
    )

  test('every value of a chart is said, a year between is seen as missing, a blank is no zero', () => {
    expect(said(pageOf(years))).toEqual([
      '2019：本年新收 3，上年结转 0；2020：缺；2021：缺；2022：本年新收 30，上年结转 1',
      '2019：予以公开 1，部分公开 0，不予公开 0，无法提供 2，不予处理 0，其他处理 0；2020：缺；2021：缺；2022：予以公开 未填，部分公开 0，不予公开 0，无法提供 0，不予处理 0，其他处理 0',
      '2019：规范性文件：对外公开总数量 12',
      '2022：规范性文件：现行有效 66',
      '2019：2020-01-17公布，期限2020年1月31日；2022：2023-02-06公布，期限2023年1月31日',
    ])
    const page = pageOf(years)
    expect(page).toContain('结转下年度继续办理（件）：各年的报告里都是0。')
    expect(page).toContain('行政复议、行政诉讼（件）：各年的报告里都是0。')
    expect(page).toContain('2月6日<br><small>△ 迟6天</small>')
    expect(page.match(/>缺</g)).toHaveLength(4)
  })

  test('columns stand on zero and are as high as their sum', () => {
    const page = pageOf([reported(2019, t3({ new: '10' })), reported(2020, t3({ new: '20', 'carried-in': '20' }))])
    const [first] = page.split('</figure>')
    const drawn = [...(first ?? '').matchAll(/<rect x="[\d.]+" y="([\d.]+)" width="48" height="([\d.]+)"/g)]
    expect(drawn.map(([, y, high]) => [Number(y), Number(high)])).toEqual([
      [105, 25],
      [80, 50],
      [30, 50],
    ])
  })
})

describe('a body that reports for a year in two forms that have nothing to do with each other', () => {
  const compiled = compileDefinition({
    ...present(shippedDefinition('safety-inspection'), 'form'),
    measures: [{ id: 'received', title: { zh: '检查次数', en: 'Visits' }, terms: ['inspections.total.visits'] }],
  })
  const inspected = (year: number, visits: string) => {
    const { report, ...one } = reported(year, {}, undefined, '')
    return {
      ...one,
      compiled,
      report: { ...report, cycle: `s-${year}` },
      figures: { 'inspections.total.visits': visits },
    }
  }
  const all = [
    inspected(2023, '77'),
    reported(2023, t3({ new: '4' }), undefined, ''),
    inspected(2022, '66'),
    reported(2022, t3({ new: '3' }), undefined, ''),
  ]
  const reports = all.map(({ report }) => report)

  test('has the years of each in a table and charts of their own', () => {
    const page = bodyPage(reports, all, 'zh')
    expect(said(page).filter((text) => /新收/.test(text ?? ''))).toEqual([
      '2022：本年新收 3，上年结转 0；2023：本年新收 4，上年结转 0',
    ])
    expect(page).toContain('<td>66</td><td>77</td></tr>')
    expect(page).toContain('<td>3</td><td>4</td></tr>')
    expect(page.match(/<h2>(安全生产检查季度汇总|政府信息公开工作年度报告)/g)).toHaveLength(2)
    expect(page).not.toContain('各年格式不同')
  })

  test('the first page gives the newest report’s own figures, and those of the year before of its own kind', () => {
    for (const [own, [now, before]] of [
      [all, ['77', '66']],
      [
        [all[1]!, all[0]!, all[3]!, all[2]!],
        ['4', '3'],
      ],
    ] as const) {
      const page = homePage(
        own.map(({ report }) => report),
        [...all].reverse(),
        'zh',
      )
      expect(page).toMatch(new RegExp(`${now}[^<]*（上年${before}[^<]*）`))
    }
  })
})

describe('the bodies of a year', () => {
  const page = bodiesPage(
    [
      reported(2022, t3({ new: '51' }), '2023-02-20', ''),
      reported(2022, t3({ new: '50', granted: '45', 'not-held': '5' }), '2023-01-20', 'many'),
      reported(2022, t3({ new: '1', 'carried-out': '1' }), '2023-02-02', 'few'),
      reported(2022, {}, '2023-01-20', 'none'),
    ],
    2022,
    'zh',
  )

  test('the sum is that of the bodies, those with none are named, each has its day', () => {
    expect(page).toContain('3个机关共收到申请51件，其中2个机关收到过。')
    expect(page).toContain('没有收到申请的机关1个：某县none局。')
    expect(page).toContain('<td class="late">2月2日<br><small>△ 迟2天</small></td>')
  })

  test('a square for each request, and a bar where squares would be a carpet', () => {
    expect(page.match(/<i class="[^"]*">/g)).toEqual(['<i class="carried-out">'])
    expect(page.match(/class="share"/g)).toHaveLength(1)
    expect(page).toContain('予以公开 45，无法提供 5')
  })

  test('a sum that one body left blank is not said', () => {
    const blank = bodiesPage([reported(2022, t3({ new: null })), reported(2022, t3({ new: '1' }))], 2022, 'zh')
    expect(blank).not.toContain('共收到申请')
  })
})

describe('the first page', () => {
  test('says the newest report’s first items with the year before, and when a body corrected', () => {
    const [before, now] = [
      reported(2021, t3({ new: '23' }), undefined, ''),
      reported(2022, t3({ new: '21' }), undefined, ''),
    ]
    const unit = reported(2022, {}).report
    const corrected = {
      ...unit,
      versions: [...unit.versions, { ...unit.versions[0]!, version: 2, publishedAt: '2023-03-18T02:00:00.000Z' }],
    }
    const page = homePage([now.report, corrected, before.report], [now, before], 'zh')
    expect(page).toContain(
      '收到申请 21（上年23），公开或部分公开 0（上年0），结转下年度 0（上年0），行政复议、诉讼 0（上年0）。',
    )
    expect(page).toContain('<small>1月17日 · 3月18日更正</small>')
  })
})
