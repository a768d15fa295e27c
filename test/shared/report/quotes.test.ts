import { describe, expect, test } from 'vitest'
import { compileDefinition, type Figures } from '../../../shared/report/cells.ts'
import { shippedDefinition } from '../../../shared/report/definitions/shipped.ts'
import { checkQuotes, type Texts } from '../../../shared/report/quotes.ts'

const compiled = compileDefinition(shippedDefinition('gid-2021')!)
const figures: Figures = {
  ...Object.fromEntries(compiled.cells.map((cell) => [cell.id, '0'])),
  't3.new.total': '713',
  't3.carried-in.total': '36',
  't3.handled.total': '718',
  't3.carried-out.total': '31',
  't3.other-reason.total': '14',
  't4.cases.review-total': '170',
  't4.cases.review-pending': '36',
  't4.cases.direct-total': '3',
  't4.cases.after-review-total': '1',
}
const found = (texts: Texts, own: Figures = figures) =>
  checkQuotes(compiled, own, texts).findings.map((f) => [f.instance, f.severity, f.reading])

describe('numbers in sentences as offices write them', () => {
  test.each<[string, number, unknown[]]>([
    ['全市各部门共受理政府信息公开申请713件。', 1, []],
    ['收到申请公开政府信息的要求713件', 1, []],
    ['共受理713件依申请公开信息', 1, []],
    ['共收到依申请公开７１３件', 1, []],
    ['受理政府信息公开申请749件', 1, [['text-vs-table(new-requests:749)', 'info', 'new-and-carried-in']]],
    ['受理政府信息公开申请17件', 1, [['text-vs-table(new-requests:17)', 'warning', undefined]]],
    ['上年度结转36件，答复718件，31件顺延到下年度', 3, []],
    ['结转下年度继续办理30件', 1, [['text-vs-table(carried-out:30)', 'warning', undefined]]],
    ['其他处理14件', 1, []],
    ['发生行政复议134件，行政诉讼4件', 2, [['text-vs-table(reviews:134)', 'info', 'concluded']]],
    ['行政复议和行政诉讼案件174件', 1, []],
    ['全年公开各类信息3700余条，办理建议30件', 0, []],
  ])('%s', (text, checked, expected) => {
    expect(found({ overview: text })).toEqual(expected)
    expect(checkQuotes(compiled, figures, { overview: text }).checked).toBe(checked)
  })
  test('each unit’s text of a merged part', () => {
    expect(found({ overview: [{ text: '受理政府信息公开申请1件' }, { text: '受理政府信息公开申请713件' }] })).toEqual([
      ['text-vs-table(new-requests:1)', 'warning', undefined],
    ])
  })
  test('a blank cell is not judged', () => {
    const result = checkQuotes(compiled, { ...figures, 't3.new.total': null }, { overview: '受理政府信息公开申请1件' })
    expect(result.findings).toEqual([])
    expect(result.notApplicable.map((n) => n.relation)).toEqual(['text-vs-table'])
  })
  test('the sentence says both numbers and what to do', () => {
    const [finding] = checkQuotes(compiled, figures, { overview: '受理政府信息公开申请17件' }).findings
    expect(finding!.message.zh).toBe('正文写“受理政府信息公开申请17件”，表里是 713，差 696，也不是常见的其他口径。')
    expect(finding!.advice.zh).toContain('只算了本级机关')
  })
})
