import { describe, expect, test } from 'vitest'
import { compileDefinition, deriveTotals, inputCells, sliceCells } from '../../../shared/report/cells.ts'
import { shippedDefinition } from '../../../shared/report/definitions/shipped.ts'

const compiled = (id: string) => compileDefinition(shippedDefinition(id)!)

describe('the official forms', () => {
  test.each([
    ['gid-2019', { t2: 22, t3: 161, t4: 15 }, { t2: 19, t3: 132, t4: 12 }],
    ['gid-2021', { t2: 10, t3: 175, t4: 15 }, { t2: 7, t3: 144, t4: 12 }],
  ])('%s has the cells and inputs of the official form', (id, cells, inputs) => {
    const count = (list: readonly { table: string }[]) =>
      Object.fromEntries(['t2', 't3', 't4'].map((table) => [table, list.filter((cell) => cell.table === table).length]))
    expect(count(compiled(id).cells)).toEqual(cells)
    // Rules are asked of the issuer's office alone: no department and no township can make any.
    expect(count(inputCells(compiled(id), []))).toEqual(inputs)
    expect(count(inputCells(compiled(id), ['office']))).toEqual({ ...inputs, t2: cells.t2 })
  })
  test.each([
    ['gid-2019', 't3.not-held.natural', '三、（四）1.本机关不掌握相关政府信息 / 自然人'],
    ['gid-2019', 't3.other-handling.total', '三、（六）其他处理 / 总计'],
    ['gid-2019', 't3.new.legal', '一、本年新收政府信息公开申请数量 / 法律服务机构'],
    ['gid-2021', 't3.other-reason.other', '三、（六）3.其他 / 其他'],
    ['gid-2021', 't4.cases.after-review-upheld', '复议后起诉 / 结果维持'],
    ['gid-2021', 't2.fees.amount', '行政事业性收费 / 本年收费金额（单位：万元）'],
  ])('%s %s is named %s', (id, cell, name) => {
    expect(compiled(id).byId.get(cell)!.name.zh).toBe(name)
  })
})

test('a definition is compiled once', () => {
  expect(compiled('gid-2019')).toBe(compiled('gid-2019'))
})

describe('deriveTotals', () => {
  const zero = Object.fromEntries(inputCells(compiled('gid-2021'), []).map((cell) => [cell.id, '0']))
  test('computes rows, columns and the total of totals', () => {
    const figures = deriveTotals(compiled('gid-2021'), {
      ...zero,
      't3.granted.natural': '3',
      't3.not-held.legal': '2',
      't4.cases.direct-pending': '1',
    })
    expect(figures['t3.granted.total']).toBe('3')
    expect(figures['t3.handled.natural']).toBe('3')
    expect(figures['t3.handled.total']).toBe('5')
    expect(figures['t4.cases.direct-total']).toBe('1')
    expect(figures['t3.carried-out.total']).toBe('0')
  })
  test('keeps a printed total, blank too', () => {
    const figures = deriveTotals(compiled('gid-2021'), { ...zero, 't3.new.total': '9', 't3.granted.total': null })
    expect(figures['t3.new.total']).toBe('9')
    expect(figures['t3.granted.total']).toBe(null)
  })
  test('a total over a blank cell is blank, never a silent zero', () => {
    expect(deriveTotals(compiled('gid-2021'), { ...zero, 't3.new.natural': null })['t3.new.total']).toBe(null)
  })
})

test('a role decides which cells a unit fills', () => {
  const safety = compiled('safety-inspection')
  const ids = (roles: string[]) => sliceCells(safety, roles).map((cell) => cell.id)
  expect(ids([])).not.toContain('key.fines.figure')
  expect(ids(['finance'])).toContain('key.fines.figure')
  expect(ids([])).toContain('inspections.total.found')
})
