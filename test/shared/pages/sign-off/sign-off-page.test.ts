import { describe, expect, test } from 'vitest'
import type { Fact, SubmissionFact } from '../../../../shared/cycle/facts.ts'
import { theCycle } from '../../../../shared/cycle/fold.ts'
import { situationOf } from '../../../../shared/draft/sign-off.ts'
import { keptScript } from '../../../../shared/pages/frame/kept-script.ts'
import { pressScript } from '../../../../shared/pages/frame/press-script.ts'
import { reportBody } from '../../../../shared/pages/report/report-body.ts'
import type { SignOffPage } from '../../../../shared/pages/sign-off/sign-off-forms.ts'
import { signOffPage } from '../../../../shared/pages/sign-off/sign-off-page.ts'
import { compileDefinition } from '../../../../shared/report/cells.ts'
import type { Finding } from '../../../../shared/report/finding.ts'
import { signerMails } from '../../../../shared/words/mails/signer-mails.ts'
import { type Cycle, cycleWith, decisionOf, definition, persons } from '../../../fixtures/tongjiang-2020.ts'

const compiled = compileDefinition(definition)
const now = '2021-01-28T03:00:00.000Z'

function pageOf({ state, draft, submissions }: Cycle, more: Partial<SignOffPage> = {}): string {
  const place = { stage: 'responsible-leader', seat: 'sun', person: 'sun' }
  const situation = situationOf(state, compiled, place, now)
  if (situation.is !== 'asked') throw new Error(situation.is)
  const contact = { name: '政务公开办', phone: '0454-0000000' }
  const whole = { language: 'zh', state, compiled, situation, draft, submissions, contact } as const
  return signOffPage({
    ...whole,
    person: persons.deputy,
    findings: [],
    formToken: 'x',
    code: { fresh: false },
    ...more,
  })
}

describe('the approver’s page', () => {
  test('shows the very markup that will be published', () => {
    const cycle = cycleWith({ approved: 2 })
    expect(pageOf(cycle)).toContain(String(reportBody(definition, cycle.draft, 'zh')))
  })

  test('says what changed since this person’s last decision, cell by cell and line by line', () => {
    const before = cycleWith({ missing: ['market'], texts: { other: '无' } })
    const lastSeen = { decision: decisionOf('responsible-leader', 'sun', before.draftDigest), draft: before.draft }
    const page = pageOf(cycleWith({ approved: 2 }), { lastSeen })
    expect(page).toContain('<tr><th scope="row">行政许可 / 处理决定数量</th><td>2273</td><td>4273</td></tr>')
    expect(page).toMatch(/<del><span class="aside">原为 <\/span>2273<\/del>/)
    expect(page).toContain('<del>无</del>')
    expect(page).toContain('<ins>无。</ins>')
    expect(pageOf(cycleWith({ approved: 2 }))).toContain('您还没有对本期报告签批过')
  })

  test('says first that it is a correction, of which version and why', () => {
    const at = '2021-03-01T00:00:00.000Z'
    const cycle = 'tongjiang-2020'
    const corrected = cycleWith({
      approved: 2,
      facts: () => [
        { kind: 'publication', cycle, version: 1, round: 0, draft: 'd', manifest: 'm', at },
        { kind: 'act', cycle, n: 1, id: 'a', at, by: 'feng', reason: '公安局少报一件', act: 'correct', version: 1 },
      ],
    })
    const page = pageOf(corrected)
    expect(page).toContain('这是更正：改的是已公布的第1版')
    expect(page).toContain('公安局少报一件')
    expect(pageOf(cycleWith({ approved: 2 }))).not.toContain('这是更正')
    // The stage's own date is over: whoever is asked has days to answer.
    const asked = corrected.facts.map((fact): Fact => (fact.kind === 'request' ? { ...fact, at } : fact))
    expect(pageOf({ ...corrected, state: theCycle(asked) })).toContain('<strong>2021年3月3日')
  })

  test('says whose slices came through a link of the office, or from the office itself, before anybody signs', () => {
    const whole = cycleWith({ approved: 2 })
    const seen = (change: (submission: SubmissionFact) => Partial<SubmissionFact>) => {
      const facts = whole.facts.map((f): Fact => (f.kind === 'submission' ? { ...f, ...change(f) } : f))
      const slices = whole.draft.slices.map((slice) => {
        const sent = facts.find((f): f is SubmissionFact => f.kind === 'submission' && f.unit === slice.unit)
        return { ...slice, nil: sent?.nil ?? false }
      })
      return pageOf({ ...whole, state: theCycle(facts), draft: { ...whole.draft, slices } })
    }
    const lent = seen(({ unit }) => (['police', 'market'].includes(unit) ? { linkIssuedBy: 'feng' } : {}))
    expect(lent).toContain('经办机构（政务公开办冯娟）出具的链接报送：同江市公安局、同江市市场监督管理局')
    const typed = seen(({ unit }) => (unit === 'police' ? { typedThrough: ['feng'] } : {}))
    expect(typed).toContain('填写时用过经办机构（政务公开办冯娟）出具的链接：同江市公安局')
    const zeros = seen(({ unit }) => ({
      ...(unit === 'police' && { nil: true, channel: 'office' }),
      ...(unit === 'market' && { nil: true }),
    }))
    expect(zeros).toContain('经办机构代报零，不是单位自己报的：同江市公安局')
    expect(zeros).toContain('1个单位报“无数据”：同江市市场监督管理局')
    expect(seen(() => ({}))).not.toMatch(/出具的链接|代报零/)
  })

  test('says whose leaders confirmed through a link of the office, before anybody signs', () => {
    const whole = cycleWith({ approved: 2 })
    const facts = whole.facts.map(
      (f): Fact => (f.kind === 'confirmation' && f.unit === 'police' ? { ...f, linkIssuedBy: 'feng' } : f),
    )
    const said = '负责人的确认由经办机构（政务公开办冯娟）出具的链接办理：同江市公安局'
    expect(pageOf({ ...whole, state: theCycle(facts) })).toContain(said)
  })

  test('says where a figure comes from, and takes it into a return', () => {
    const page = pageOf(cycleWith({ approved: 2 }))
    expect(page).toContain('同江市公安局 2100')
    expect(page).toContain('href="/sign-off?return=yes&amp;rows=police~t2.licensing.decisions"')
    const rows = [{ unit: 'police', cell: 't2.licensing.decisions' }]
    const filled = pageOf(cycleWith({ approved: 2 }), { returning: { rows } })
    expect(filled).toContain('<option value="police" selected>')
    const choices = [...filled.matchAll(/<select id="target-(\d)"[^>]*><option value=""[^>]*>([^<]*)</g)].map((m) =>
      m.slice(1),
    )
    expect(choices).toEqual([
      ['0', '（请选择）'],
      ['1', '（不填）'],
      ['2', '（不填）'],
    ])
    expect(filled).toContain('<option value="t2.licensing.decisions" selected>')
  })

  test.each(
    (['zh', 'en'] as const).flatMap((language) => [
      [language, 'how', false] as const,
      [language, 'howFresh', true] as const,
    ]),
  )('has every button the mail names (%s, %s)', (language, how, fresh) => {
    const asked = { language, code: { fresh } } as const
    const cycle = cycleWith({ approved: 2 })
    const pages = pageOf(cycle, asked) + pageOf(cycle, { ...asked, returning: { rows: [] } })
    const named = [...signerMails.signOffRequest[how][language].matchAll(/“([^”]+)”/g)].map(([, name]) => name)
    expect(named.length).toBeGreaterThan(2)
    for (const name of named) expect(pages).toMatch(new RegExp(`<(button|a)[^>]*>${name}</`))
  })

  test('puts gaps, adjustments and explained remarks before the decision', () => {
    const finding = {
      instance: 'T2.cumulative(normative)',
      figures: 'f',
      severity: 'warning',
      cells: ['t2.normative.available'],
      message: { zh: '比上年多出来的数对不上', en: '' },
    } as Finding
    const page = pageOf(
      cycleWith({
        approved: 2,
        missing: ['market'],
        justifications: [{ unit: 'office', instance: finding.instance, figures: 'f', text: '年中清理' }],
        adjustments: [
          { unit: 'police', cell: 't2.penalties.decisions', from: '400', to: '401', reason: '漏计', by: 'feng' },
        ],
      }),
      { findings: [finding] },
    )
    expect(page).toContain('同意带着这些缺口公布')
    expect(page).toMatch(/400 → <b>401<\/b>（漏计；政务公开办冯娟）/)
    expect(page).toContain('比上年多出来的数对不上')
    expect(page).toContain('年中清理')
    expect(page).toContain('href="#remark-1"')
  })

  test('shows what a unit has to say against an adjustment beside the figure and in the list, with the office’s word', () => {
    const [cycle, at] = ['tongjiang-2020', '2021-01-30T00:00:00.000Z']
    const cell = 't2.penalties.decisions'
    const act = { kind: 'act', cycle, at, by: 'feng', reason: '漏计' } as const
    const ask = { kind: 'ask', cycle, unit: 'police', n: 1, id: 'q', at, by: 'police-clerk' } as const
    const page = (answered: boolean) => {
      const signed = cycleWith({
        approved: 2,
        adjustments: [{ unit: 'police', cell, from: '400', to: '401', reason: '漏计', by: 'feng' }],
        facts: () => [
          { ...act, n: 1, id: 'a', act: 'adjust', unit: 'police', cell, from: '400', to: '401', revision: 1 },
          { ...ask, ask: 'objection', act: 1, text: '系统里是 400' },
          ...(answered
            ? [{ ...act, n: 2, id: 'b', reason: '以纸质台账为准', act: 'answer', unit: 'police', ask: 1 } as const]
            : []),
        ],
      })
      // The draft was made from the adjustment.
      const rounds = signed.state.rounds.map((round) => ({ ...round, draft: { ...round.draft, acts: 1 } }))
      return pageOf({ ...signed, state: { ...signed.state, rounds } })
    }
    expect(page(false).match(/有异议：<\/b>系统里是 400<br>经办机构还没有答复/g)).toHaveLength(2)
    expect(page(true).match(/系统里是 400<br><b>经办机构答复：<\/b>以纸质台账为准/g)).toHaveLength(2)
  })

  test('has no script but that before every button and that of Back, and shows no whole address', () => {
    const page = pageOf(cycleWith({ approved: 2 }))
    expect([...page.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(([, text]) => text)).toEqual([
      pressScript,
      keptScript,
    ])
    expect(page).not.toContain(persons.deputy.address)
  })
})
