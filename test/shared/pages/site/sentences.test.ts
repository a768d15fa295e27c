import { describe, expect, test } from 'vitest'
import type { Fact, OfficeActFact } from '../../../../shared/cycle/facts.ts'
import { theCycle } from '../../../../shared/cycle/fold.ts'
import { publicationFiles } from '../../../../shared/pages/site/publication-files.ts'
import type { Publication } from '../../../../shared/published/publication.ts'
import type { SiteReport } from '../../../../shared/published/site-report.ts'
import { trialTexts } from '../../../../shared/words/trial-texts.ts'
import { formOfReports, reportBytes, siteBytes } from '../../../fixtures/site-bytes.ts'
import { cycleWith, decisionOf, definition, type Variation } from '../../../fixtures/tongjiang-2020.ts'

/** States × sentences: what a reader is told in each state, and what would not be true in it. */
const plain = (bytes: Uint8Array | undefined) =>
  new TextDecoder().decode(bytes).replace(/<(style|script)[\s\S]*?<\/\1>|<[^>]+>|\s+/g, '')

const act = (n: number, more: object) =>
  ({
    ...{
      kind: 'act',
      cycle: 'tongjiang-2020',
      n,
      id: `a${n}`,
      at: '2021-02-01T00:00:00.000Z',
      by: 'feng',
      reason: '撤并',
    },
    ...more,
  }) as OfficeActFact
const force = act(1, { act: 'force', stage: 'responsible-leader', round: 1, seat: 'sun' })
const skip = act(1, { act: 'skip', stage: 'responsible-leader', round: 1 })
const late = '2021-03-18T08:00:00.000Z'
const previous = (cycle: ReturnType<typeof cycleWith>): Partial<Publication> => ({
  ...{ version: 2, reason: '漏报', publishedAt: late },
  previous: {
    ...{ version: 1, publishedAt: '2021-02-03T08:00:00.000Z', manifest: 'f'.repeat(64) },
    ...{ draft: cycle.draft, submissions: cycle.submissions },
  },
})

describe('the published report', () => {
  const inTime = '2021年2月3日公布，在期限（2021年2月20日）内。'
  const afterDate = '比期限（2021年2月20日）迟'
  const all = '下列人员审阅并签批'
  const some = '下表逐个环节写明'
  const whole = '审阅了全文'
  const gap = '没有报送。带“※”的数字不含这些单位'
  const trial = trialTexts.page.zh.replace(/\s+/g, '')
  type State = [string, Variation, Partial<Publication> | 'corrected' | 'withdrawn', string[], string[]]
  test.each<State>([
    ['plain', { approved: 4 }, {}, [inTime, all, '由5个机关的数字'], [some, whole, gap, trial, '更正说明']],
    ['late', { approved: 4 }, { publishedAt: late }, [`${afterDate}26天`], ['在期限']],
    ['a gap', { approved: 4, missing: ['market'] }, {}, [gap, '由4个机关的数字', '未报'], ['由5个机关']],
    [
      'a unit whose leader has not confirmed, and one that the office has not cleared',
      { approved: 4, unmerged: { market: 'unconfirmed', police: 'uncleared' } },
      {},
      [
        '同江市市场监督管理局已报送，其负责人没有确认；同江市公安局已报送，经办机构没有核准。带“※”的数字不含这些单位',
        '已报，负责人未确认',
        '已报，经办机构未核准',
        '由3个机关的数字',
      ],
      ['没有报送', '由5个机关'],
    ],
    ['a forced seat', { approved: 2, facts: () => [force] }, {}, [some, '决定不再等待：撤并'], [all, whole]],
    ['a skipped stage', { approved: 2, facts: () => [skip] }, {}, [some, '本环节未进行'], [all, whole]],
    [
      'an exempt unit',
      { approved: 4, facts: () => [act(1, { act: 'exempt', unit: 'market' })] },
      {},
      ['豁免原因：撤并'],
      ['已退出，原因'],
    ],
    [
      'a unit that left',
      { approved: 4, facts: () => [act(1, { act: 'leave', unit: 'market' })] },
      {},
      ['已退出，原因：撤并'],
      ['豁免原因'],
    ],
    [
      'a renamed unit',
      { approved: 4, facts: () => [act(1, { act: 'rename', unit: 'market', name: { zh: '市场局', en: 'Market' } })] },
      {},
      ['市场局'],
      ['<'],
    ],
    // Corrected after the legal date: the report was in time all the same.
    [
      'corrected',
      { approved: 4 },
      'corrected',
      ['是否按时，看第1版', '第1版（2021年2月3日）仍可查阅'],
      [afterDate, '在期限'],
    ],
    ['a trial', { approved: 4 }, { trial: trialTexts.page }, [trial], []],
  ])('%s', (_, variation, more, says, never) => {
    const cycle = cycleWith(variation)
    const files = publicationFiles({
      ...{ definition, state: cycle.state, draft: cycle.draft, draftDigest: cycle.draftDigest },
      ...{ submissions: cycle.submissions, findings: [], version: 1, publishedAt: '2021-02-03T08:00:00.000Z' },
      ...(typeof more === 'string' ? previous(cycle) : more),
    })
    const page = plain([...files].find(([path]) => path.endsWith('/index.html'))?.[1])
    for (const sentence of says) expect(page).toContain(sentence)
    for (const sentence of never) expect(page).not.toContain(sentence)
  })
})

describe('what who signed had read', () => {
  const scope = 'a'.repeat(64)
  const fa = { id: 'fa', name: '法制员', address: 'fa@tongjiang.example' }
  const explained = [{ unit: 'police', instance: 'T2.cumulative(normative)', figures: 'f', text: '案件集中' }]
  /** A second contributor confirmed in `round`, of two; the gap and the explanation are of the second. */
  function pageOf(round: 1 | 2): string {
    const made = cycleWith({ missing: ['market'], justifications: explained, approved: 4 })
    const [confirms, second] = ['justice-bureau', 2]
    const facts = made.facts.flatMap((fact): Fact[] => {
      if (fact.kind === 'opening') return [{ ...fact, route: [{ stage: confirms, approvers: [fa] }, ...fact.route] }]
      if (fact.kind === 'draft') {
        const stages = [{ stage: confirms, scope }, ...fact.stages]
        return [
          { ...fact, digest: 'd'.repeat(64), gaps: [], stages },
          { ...fact, round: second, stages },
        ]
      }
      if (fact.kind === 'request' || fact.kind === 'decision') return [{ ...fact, round: second }]
      return [fact]
    })
    const draft = round === 1 ? 'd'.repeat(64) : made.draftDigest
    const mayor = decisionOf('principal-leader', 'zheng', draft)
    const confirmed: Fact = { ...mayor, round, stage: confirms, seat: 'fa', by: 'fa', scope }
    const files = publicationFiles({
      ...{ ...made, state: theCycle([...facts, confirmed]), definition, findings: [] },
      ...{ version: 1, publishedAt: '2021-02-03T08:00:00.000Z' },
    })
    return plain(files.get('r/tongjiang-2020/v1/index.html'))
  }

  test.each<[1 | 2, string[], string[]]>([
    [2, ['没有数；签批人知道这一情况并已签批', '作了说明，签批人已看到'], ['在本稿上', '签批于较早的一稿；']],
    [
      1,
      ['没有数；在本稿上签批的人知道这一情况并已签批', '作了说明，在本稿上签批的人已看到', '签批于较早的一稿；'],
      ['；签批人知道', '，签批人已看到'],
    ],
  ])('a decision of round %s counts: what came later is known to those who signed this draft', (round, says, never) => {
    const page = pageOf(round)
    for (const sentence of says) expect(page).toContain(sentence)
    for (const sentence of never) expect(page).not.toContain(sentence)
  })
})

const version = (n: number, publishedAt: string, more = {}) => ({
  ...{ version: n, publishedAt, manifest: String(n).repeat(64) },
  ...more,
})
const first = version(1, '2021-01-30T08:00:00.000Z')
const second = version(2, late, { reason: '漏报' })
const taken = { withdrawn: { at: '2021-04-01T08:00:00.000Z', reason: '误公开' } }
const issuer = { id: 'tongjiang', name: { zh: '同江市人民政府', en: 'Tongjiang' } }
const name = (zh: string) => ({ zh, en: zh })
const frame = {
  cycle: 'tongjiang-2020',
  form: formOfReports,
  issuer,
  year: 2020,
  zone: 'Asia/Shanghai',
  title: name('2020年报告'),
}
const wholeOf = (more: Partial<SiteReport> = {}): SiteReport => ({
  ...{ ...frame, legal: '2021-02-20', statutory: '2021-03-31', versions: [version(1, '2021-02-03T08:00:00.000Z')] },
  ...more,
})
const unitOf = (id: string, versions: SiteReport['versions'], more: object = {}): SiteReport => ({
  ...{ ...frame, legal: '2021-01-31', versions },
  unit: { id, name: name(`${id}局`), kind: 'department', ...more },
})

describe('公布情况', () => {
  const added = '由上列2个机关的报告汇总而成'
  const police = unitOf('police', [first])
  const market = unitOf('market', [first])
  const notPublished = '✕未公布'
  test.each<[string, SiteReport[], string[], string[]]>([
    ['all in time', [wholeOf(), police, market], [added, '按时公布率100%'], [notPublished, '免报']],
    [
      'a gap that published its own report later',
      [wholeOf({ notAdded: [name('market局')] }), police, unitOf('market', [second])],
      ['由1个机关的数字汇总而成，汇总时没有加进去的是：market局。'],
      [added, '已按要求逐级汇总'],
    ],
    [
      'a body whose own report is not public',
      [wholeOf(), police, unitOf('market', [])],
      ['上列2个机关中有1个的报告现在可以读到，没有的是：market局', notPublished],
      [added],
    ],
    [
      'an exempt unit',
      [wholeOf(), police, unitOf('market', [], { excused: 'exempt' })],
      [
        '公布报告的机关1个：按时公布1个',
        '按时公布率100%',
        '本期免报',
        '不用公布（免报或者已退出）：market局。',
        '由上列1个机关',
      ],
      [notPublished, '未公布：market局'],
    ],
    [
      'a unit that left, before the date',
      [wholeOf({ versions: [] }), unitOf('police', []), unitOf('market', [], { excused: 'left' })],
      ['已退出本期'],
      ['已按要求', '本期免报market'],
    ],
    [
      'everybody let off',
      [wholeOf(), unitOf('market', [], { excused: 'exempt' })],
      ['机关0个：按时公布0个'],
      ['NaN', 'Infinity'],
    ],
    [
      'a correction below',
      [
        wholeOf({ correctedBelow: [{ name: name('market局'), used: 1, now: 2 }] }),
        police,
        unitOf('market', [first, second]),
      ],
      [added, '汇总以后又更正或者撤回的：market局', '2021年3月18日更正（第2版）'],
      [notPublished, '△迟'],
    ],
    [
      'a withdrawn unit report',
      [wholeOf(), police, unitOf('market', [{ ...first, ...taken }])],
      ['已撤回：market局', '没有的是：market局'],
      [added, '按时公布率100%'],
    ],
    [
      'a withdrawn whole',
      [wholeOf({ versions: [{ ...first, ...taken }] }), police, market],
      ['2021年4月1日撤回，更正后的一版尚未公布'],
      ['已按要求逐级汇总'],
    ],
    [
      'a body counted by its own line',
      [wholeOf(), police, unitOf('market', [first], { countedAbove: 'own-line' })],
      ['由上列1个机关', '由条线汇总、不加进本级的：market局'],
      [added],
    ],
  ])('%s', (_, reports, says, never) => {
    const files = siteBytes({
      ...{ url: 'https://open.example', today: '2021-04-02', reports, figures: [] },
    })
    const page = plain(files.get('y/2020/index.html'))
    for (const sentence of says) expect(page).toContain(sentence)
    for (const sentence of never) expect(page).not.toContain(sentence)
  })
})

describe('the address people hold', () => {
  test.each<[string, SiteReport['versions'], string[], string[]]>([
    ['one version', [first], ['阅读最新版'], ['撤回']],
    ['superseded', [first, second], ['阅读最新版'], ['撤回']],
    [
      'withdrawn',
      [{ ...first, ...taken }],
      ['这份报告已撤回', '误公开', '第1版于2021年1月30日公布，2021年4月1日撤回'],
      ['阅读最新版'],
    ],
    ['withdrawn and replaced', [{ ...first, ...taken }, second], ['阅读最新版'], ['这份报告已撤回']],
  ])('%s', (_, versions, says, never) => {
    const page = plain(reportBytes(unitOf('market', versions)).get('r/tongjiang-2020/units/market/index.html'))
    for (const sentence of says) expect(page).toContain(sentence)
    for (const sentence of never) expect(page).not.toContain(sentence)
  })
})
