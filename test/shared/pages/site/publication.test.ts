import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { foldCycle } from '../../../../shared/cycle/fold.ts'
import { publicationFiles } from '../../../../shared/pages/site/publication-files.ts'
import { type Publication, publishedReportOf } from '../../../../shared/published/publication.ts'
import { publishedReport } from '../../../../shared/published/published-report.ts'
import { compileDefinition } from '../../../../shared/report/cells.ts'
import { add } from '../../../../shared/report/figure.ts'
import { type Cycle, cycleWith, decisionOf, definition, substitutedAt } from '../../../fixtures/tongjiang-2020.ts'

const publication = (cycle: Cycle, more: Partial<Publication> = {}): Publication => ({
  definition,
  state: cycle.state,
  draft: cycle.draft,
  draftDigest: cycle.draftDigest,
  submissions: cycle.submissions,
  findings: [],
  version: 1,
  publishedAt: '2021-02-03T08:00:00.000Z',
  ...more,
})
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes)
const signed = cycleWith({ approved: 4 })

describe('files of a version', () => {
  test('the same draft and decisions give the same bytes, in whatever order they were read', () => {
    const files = publicationFiles(publication(signed))
    const reversed = publicationFiles(
      publication(signed, {
        state: foldCycle([...signed.facts].reverse())!,
        submissions: [...signed.submissions].reverse(),
      }),
    )
    expect([...files.keys()].sort()).toEqual([
      'r/tongjiang-2020/v1/cells.csv',
      'r/tongjiang-2020/v1/figures.csv',
      'r/tongjiang-2020/v1/index.en.html',
      'r/tongjiang-2020/v1/index.html',
      'r/tongjiang-2020/v1/manifest.json',
      'r/tongjiang-2020/v1/report.docx',
      'r/tongjiang-2020/v1/report.json',
      'r/tongjiang-2020/v1/report.schema.json',
    ])
    for (const [path, bytes] of files) expect(text(reversed.get(path)), path).toBe(text(bytes))
  })

  test('report.json is what its schema says, by zod and by the published JSON Schema', () => {
    const files = publicationFiles(publication(signed))
    const report: unknown = JSON.parse(text(files.get('r/tongjiang-2020/v1/report.json')))
    const schema = JSON.parse(text(files.get('r/tongjiang-2020/v1/report.schema.json')))
    expect(publishedReport.parse(report)).toEqual(report)
    const published = z.fromJSONSchema(schema)
    expect(published.safeParse(report).success).toBe(true)
    expect(published.safeParse({ ...(report as object), version: '1' }).success).toBe(false)
  })

  test('every figure adds up again from its provenance', () => {
    const report = publishedReportOf(publication(signed))
    expect(Object.keys(report.provenance)).toHaveLength(compileDefinition(definition).cells.length)
    for (const [cell, source] of Object.entries(report.provenance)) {
      const parts =
        source.strategy === 'computed' ? source.of.map((c) => report.figures[c]) : Object.values(source.from)
      expect(
        parts.reduce<string>((sum, figure) => add(sum, figure ?? '0'), '0'),
        cell,
      ).toBe(report.figures[cell])
    }
    expect(report.provenance['t2.procurement.amount']).toEqual({
      strategy: 'sum',
      from: { finance: '21001.25', market: '0', office: '995.75', police: '0', 'tongjiang-town': '0' },
    })
  })

  test('an adjustment by the office is in the provenance, the record and the page', () => {
    const adjustments = [
      { unit: 'police', cell: 't2.penalties.decisions', from: '400', to: '401', reason: '漏计一件', by: 'feng' },
    ]
    const report = publishedReportOf(publication(cycleWith({ approved: 4, adjustments })))
    expect(report.figures['t2.penalties.decisions']).toBe('643')
    expect(report.provenance['t2.penalties.decisions']).toMatchObject({ from: { police: '401' } })
    expect(report.adjustments).toMatchObject([{ from: '400', to: '401', by: { name: '冯娟', title: '政务公开办' } }])
  })

  test('no address is published', () => {
    for (const bytes of publicationFiles(publication(signed)).values())
      expect(text(bytes)).not.toContain('@tongjiang.example')
  })

  test('the page has the six parts, signed figures with their sign, and the digest that was signed', () => {
    const page = text(publicationFiles(publication(signed)).get('r/tongjiang-2020/v1/index.html'))
    expect([...page.matchAll(/<h2[^>]*>([一二三四五六]、[^<]*)/g)].map(([, title]) => title)).toEqual([
      '一、总体情况',
      '二、主动公开政府信息情况',
      '三、收到和处理政府信息公开申请情况',
      '四、政府信息公开行政复议、行政诉讼情况',
      '五、存在的主要问题及改进情况',
      '六、其他需要报告的事项',
    ])
    for (const shown of ['>+451<', '>-2147<', '>21997万元<', signed.draftDigest, '由5个机关的数字逐级汇总'])
      expect(page).toContain(shown)
    expect(page).not.toMatch(/<script(?! type="application\/ld\+json")/)
  })

  test('text is escaped', () => {
    const page = text(
      publicationFiles(publication(cycleWith({ approved: 4, texts: { other: '<script>alert(1)</script>' } }))).get(
        'r/tongjiang-2020/v1/index.html',
      ),
    )
    expect(page).toContain('&lt;script&gt;alert(1)')
  })
})

describe('what the record says', () => {
  test('a substitute and a forced seat are named with both names and the reason', () => {
    const cycle = cycleWith({
      approved: 2,
      facts: (draft) => [
        substitutedAt('2021-02-01T00:00:00.000Z'),
        decisionOf('responsible-leader', 'sun', draft, 2, 'he'),
        {
          kind: 'act',
          cycle: 'tongjiang-2020',
          n: 1,
          id: 'a1',
          at: '2021-02-10T00:00:00.000Z',
          by: 'feng',
          reason: '出国',
          consent: { proposal: 1, by: 'wu' },
          act: 'force',
          stage: 'disclosure-office',
          round: 1,
          seat: 'zhou',
        },
      ],
    })
    const { signatures } = publishedReportOf(publication(cycle))
    expect(signatures[2]!.seats[0]).toMatchObject({
      seat: { name: '孙丽华' },
      decision: { by: { name: '何志远' }, capacity: 'substitute', draft: cycle.draftDigest },
    })
    expect(signatures[0]!.seats[0]).toMatchObject({
      seat: { name: '周敏' },
      forced: { by: { name: '冯娟' }, consentedBy: { name: '吴刚' }, reason: '出国' },
    })
  })

  test('above a seat that nobody signed stands no sentence that says everybody did', () => {
    const force = {
      kind: 'act',
      cycle: 'tongjiang-2020',
      n: 1,
      id: 'a1',
      at: '2021-02-10T00:00:00.000Z',
      by: 'feng',
      reason: '出国',
      consent: { proposal: 1, by: 'zhou' },
      act: 'force',
      stage: 'responsible-leader',
      round: 1,
      seat: 'sun',
    } as const
    const files = publicationFiles(publication(cycleWith({ approved: 2, facts: () => [force] })))
    const [page, english] = ['index.html', 'index.en.html'].map((name) =>
      text(files.get(`r/tongjiang-2020/v1/${name}`)),
    )
    expect(page).not.toContain('下列人员审阅并签批')
    expect(page).toContain('政务公开办冯娟提议、政务公开办主任周敏同意，决定不再等待：出国')
    expect(
      text(publicationFiles(publication(cycleWith({ approved: 4 }))).get('r/tongjiang-2020/v1/index.html')),
    ).toContain('下列人员审阅并签批')
    // What was attested stands in both languages.
    expect([page, english].map((one) => one!.includes('我已按照“先审查、后公开”的要求'))).toEqual([true, false])
  })

  test('a missing unit is a marked gap on every figure it would have added to', () => {
    const cycle = cycleWith({ missing: ['market'], approved: 4 })
    const report = publishedReportOf(publication(cycle))
    expect(report.units.find((unit) => unit.id === 'market')).toMatchObject({ standing: 'missing' })
    expect(report.gaps).toEqual([{ unit: 'market', name: expect.anything(), reason: 'missing' }])
    const page = text(publicationFiles(publication(cycle)).get('r/tongjiang-2020/v1/index.html'))
    expect(page.match(/※<\/span>/g)).toHaveLength(
      compileDefinition(definition).cells.filter(({ owner }) => owner === 'each').length,
    )
  })

  test('explained warnings are published with who explained them; the office explains those on the merged figures', () => {
    const justifications = [
      { unit: 'police', instance: 'T2.cumulative(normative)', figures: 'f', text: '年中清理' },
      { unit: '', instance: 'T2.cumulative(rules)', figures: 'g', text: '口径调整' },
    ]
    const cycle = cycleWith({ approved: 4, justifications })
    expect(publishedReportOf(publication(cycle)).justified.map(({ unit, explanation }) => [unit, explanation])).toEqual(
      [
        ['police', '年中清理'],
        ['', '口径调整'],
      ],
    )
    const page = text(publicationFiles(publication(cycle)).get('r/tongjiang-2020/v1/index.html'))
    expect(page).toContain('<li>经办机构（汇总后）：')
    expect(page).not.toContain('T2.cumulative')
    expect(page).toContain('<li>同江市公安局：')
  })

  test('published after the legal date, it says so itself', () => {
    const { timeliness } = publishedReportOf(publication(signed, { publishedAt: '2021-02-20T16:00:00.000Z' }))
    expect(timeliness).toEqual({ zone: 'Asia/Shanghai', legal: '2021-02-20', published: '2021-02-21', daysLate: 1 })
  })

  test('a correction names the version it corrects, why, and what changed', () => {
    const before = cycleWith({ texts: { other: '无' } })
    const files = publicationFiles(
      publication(signed, {
        version: 2,
        reason: '第六部分漏写',
        previous: {
          version: 1,
          publishedAt: '2021-01-30T08:00:00.000Z',
          draft: before.draft,
          manifest: 'a'.repeat(64),
          submissions: before.submissions,
        },
      }),
    )
    const report = publishedReport.parse(JSON.parse(text(files.get('r/tongjiang-2020/v2/report.json'))))
    expect(report.correction).toEqual({
      of: 1,
      published: '2021-01-30',
      manifest: 'a'.repeat(64),
      reason: '第六部分漏写',
      figures: [],
      texts: [{ part: 'other', removed: ['无'], added: ['无。'] }],
    })
  })

  test('a version that changes nothing does not say that it corrects none', () => {
    const same = {
      ...{ version: 1, publishedAt: '2021-01-30T08:00:00.000Z', manifest: 'a'.repeat(64) },
      ...{ draft: signed.draft, submissions: signed.submissions },
    }
    const files = publicationFiles(publication(signed, { version: 2, reason: '重新报送', previous: same }))
    const page = text(files.get('r/tongjiang-2020/v2/index.html'))
    expect(page).toContain('本版的数字和文字与第1版相同。</p>')
    expect(page).not.toMatch(/更正第1版0格|文字没有改动/)
  })
})
