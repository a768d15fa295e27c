import { describe, expect, test } from 'vitest'
import { compileDefinition, type Figures } from '../../../../shared/report/cells.ts'
import { shippedDefinition } from '../../../../shared/report/definitions/shipped.ts'
import { checkMerged } from '../../../../shared/report/integrity/check.ts'

const compiled = compileDefinition(shippedDefinition('gid-2021')!)
const zero = Object.fromEntries(compiled.cells.map((cell) => [cell.id, '0']))
const findings = (figures: Figures) => checkMerged(compiled, { ...zero, ...figures }, {}).findings

/** One request of a natural person, granted, in every cell where it belongs. */
const one: Figures = {
  't3.new.natural': '1',
  't3.new.total': '1',
  't3.granted.natural': '1',
  't3.granted.total': '1',
  't3.handled.natural': '1',
  't3.handled.total': '1',
}

describe('the cell that mends most comes first', () => {
  test('a wrong total row: one cell, four findings', () => {
    const list = findings({ ...one, 't3.handled.legal': '4', 't3.handled.total': '5' })
    expect(list).toHaveLength(4)
    expect(list[0]!.root).toMatchObject({ cell: 't3.handled.legal', actual: '4', expected: '0', alternatives: [] })
    expect(list[0]!.root!.mends).toHaveLength(4)
    expect(list[0]!.message.zh).toMatch(
      /^先看这一格：“三、（七）总计 \/ 法律服务机构”填的是 4，应当是 0；改好它，这 4 处就都对上了。/,
    )
    expect(list[1]!.message.zh).not.toMatch(/先看/)
  })
  test('an input counted twice', () => {
    const list = findings({ ...one, 't3.repeated.legal': '1', 't3.repeated.total': '1' })
    expect(list.map((f) => f.instance).sort()).toEqual(['T3.total(legal)', 'T3.total(total)'])
    expect(list[0]!.root).toMatchObject({ cell: 't3.repeated.legal', expected: '0' })
  })
  test('several cells would mend the same: all are named, inputs first', () => {
    const list = findings({ ...one, 't3.carried-out.natural': '1', 't3.carried-out.total': '1' })
    const root = list[0]!.root!
    expect([root.cell, ...root.alternatives.map((a) => a.cell)]).toEqual(
      expect.arrayContaining(['t3.carried-out.natural', 't3.carried-in.natural', 't3.new.natural']),
    )
    expect(list[0]!.message.zh).toContain('光看数字分不出是哪一格')
  })
  test('the total row left at zero: one cell for each column', () => {
    const list = findings({
      ...one,
      't3.new.other': '1',
      't3.new.total': '2',
      't3.granted.other': '1',
      't3.granted.total': '2',
      't3.handled.natural': '0',
      't3.handled.total': '0',
    })
    expect(list).toHaveLength(6)
    expect(new Set(list.map((f) => f.root?.cell))).toEqual(new Set(['t3.handled.natural', 't3.handled.other']))
  })
  test('two cells of a row that swapped a figure', () => {
    const list = findings({ ...one, 't3.handled.natural': '0', 't3.handled.legal': '1' })
    expect(list).toHaveLength(4)
    expect(new Set(list.map((f) => f.root?.cell))).toEqual(new Set(['t3.handled.natural', 't3.handled.legal']))
  })
  test('a total left at zero', () => {
    const list = findings({ 't4.cases.review-upheld': '10', 't4.cases.review-corrected': '1' })
    expect(list[0]!.root).toMatchObject({
      cell: 't4.cases.review-total',
      actual: '0',
      expected: '11',
      alternatives: [],
    })
  })
  test('what no single cell explains has no root', () => {
    const list = findings({ 't3.new.natural': '3', 't3.carried-out.total': '7', 't4.cases.direct-total': '1' })
    expect(list.every((f) => f.root === undefined || f.root.mends.includes(f.instance))).toBe(true)
  })
})
