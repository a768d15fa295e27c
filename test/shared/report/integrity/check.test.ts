import { describe, expect, test } from 'vitest'
import {
  type CompiledDefinition,
  compileDefinition,
  type Figures,
  inputCells,
} from '../../../../shared/report/cells.ts'
import { shippedDefinition, shippedDefinitionIds } from '../../../../shared/report/definitions/shipped.ts'
import { blocking } from '../../../../shared/report/finding.ts'
import { type Beside, checkMerged, checkSlice, previousFigures } from '../../../../shared/report/integrity/check.ts'
import { sumOfUnits } from '../../../../shared/report/integrity/weigh.ts'

const compiled = (id: string) => compileDefinition(shippedDefinition(id)!)
const of2019 = compiled('gid-2019')
const of2021 = compiled('gid-2021')
const zeroes = (definition: CompiledDefinition): Figures =>
  Object.fromEntries(inputCells(definition, ['office', 'finance']).map((cell) => [cell.id, '0']))
const printedZeroes = (definition: CompiledDefinition): Figures =>
  Object.fromEntries(definition.cells.map((cell) => [cell.id, '0']))
const broken = (definition: CompiledDefinition, figures: Figures, beside: Beside = {}) =>
  checkMerged(definition, figures, {}, beside).findings.map(({ instance, left, right, severity }) => [
    instance,
    left,
    right,
    severity,
  ])

describe.each(shippedDefinitionIds.map((id) => [id]))('%s', (id) => {
  test.each(shippedDefinition(id)!.relations.map((relation) => [relation.id, relation] as const))(
    '%s: holds, broken, not applicable',
    (_, relation) => {
      const definition = compiled(id)
      const needs = definition.instances.find((instance) => instance.relation === relation)!.needs
      const run = ({ figures, previous, units }: (typeof relation.examples)['holds']) =>
        checkMerged(
          definition,
          { ...printedZeroes(definition), ...figures },
          {},
          {
            previous: needs.previous
              ? { definition: id, figures: { ...printedZeroes(definition), ...previous } }
              : undefined,
            units: needs.units
              ? sumOfUnits(
                  definition,
                  (units ?? [{}]).map((unit) => ({ ...printedZeroes(definition), ...unit })),
                )
              : undefined,
          },
        )
      const ofThis = (list: { relation: string }[]) => list.filter((one) => one.relation === relation.id)
      expect(ofThis(run(relation.examples.holds).findings)).toEqual([])
      const findings = ofThis(run(relation.examples.broken).findings)
      expect(findings.length).toBeGreaterThan(0)
      expect(ofThis(run(relation.examples.broken).notApplicable)).toEqual([])
      // With what it rests on unreadable it says so instead of judging.
      const cell = relation.examples.broken
      const blank = Object.fromEntries(Object.keys({ ...cell.figures }).map((one) => [one, null]))
      const unread = checkMerged(definition, { ...printedZeroes(definition), ...cell.figures, ...blank }, {}, {})
      expect(ofThis(unread.findings)).toEqual([])
    },
  )
  test('a nil slice has nothing to find', () => {
    const result = checkSlice(compiled(id), zeroes(compiled(id)), {})
    expect(result.findings).toEqual([])
    expect(result.checked).toBeGreaterThan(5)
  })
})

describe('totals', () => {
  test('computed totals agree by construction; a typed one is compared', () => {
    const inputs = { ...zeroes(of2019), 't3.new.legal': '4', 't3.carried-out.legal': '4' }
    expect(broken(of2019, inputs)).toEqual([])
    expect(broken(of2019, { ...inputs, 't3.new.total': '0' })).toContainEqual(['T3.row(new)', '4', '0', 'blocking'])
  })
})

describe('last year', () => {
  const lastYear = { ...printedZeroes(of2019), 't3.carried-out.natural': '2', 't3.carried-out.total': '2' }
  test('is carried across formats; table 2 is not', () => {
    const result = checkMerged(of2021, zeroes(of2021), {}, { previous: { definition: 'gid-2019', figures: lastYear } })
    expect(result.findings.map((f) => f.instance)).toEqual(['T3.carry(natural)', 'T3.carry(total)'])
    expect(result.notApplicable.map((n) => [n.relation, n.reason.zh])).toEqual([
      ['T2.balance', '上一年用的是另一种格式，没有对应的栏目'],
    ])
  })
  test('none, or a new body: said once for each relation, with the reason', () => {
    const none = { zh: '2019年9月新设，没有上一年', en: 'created in September 2019' }
    const reasons = (beside: Beside) =>
      checkMerged(of2019, zeroes(of2019), {}, beside).notApplicable.map((n) => [n.relation, n.reason.zh])
    expect(reasons({ previous: { none } })).toEqual([
      ['T3.carry', none.zh],
      ['T2.cumulative', none.zh],
      ['T2.prior-year-items', none.zh],
    ])
    expect(reasons({})[0]).toEqual(['T3.carry', '没有上一年的报告可以比较'])
  })
  test('a figure with more decimals than its cell has now is of another format', () => {
    const figures = {
      ...lastYear,
      't2.fees.prior': '0.5',
      't2.procurement.amount': '0.123456789',
      't3.carried-out.legal': '0.5',
    }
    const result = checkMerged(of2019, zeroes(of2019), {}, { previous: { definition: 'gid-2019', figures } })
    expect(result.findings.map((f) => f.instance)).toEqual(['T3.carry(natural)', 'T3.carry(total)'])
    expect(result.notApplicable.map((n) => [n.instance, n.reason.zh])).toContainEqual([
      'T3.carry',
      '上一年用的是另一种格式，没有对应的栏目',
    ])
  })
  test('a definition nobody knows is another format', () => {
    const result = checkMerged(of2021, zeroes(of2021), {}, { previous: { definition: 'other', figures: {} } })
    expect(result.findings).toEqual([])
    expect(result.notApplicable.map((n) => n.relation)).toEqual(['T3.carry', 'T2.balance'])
  })
})

describe('blank, zero, not applicable', () => {
  const printed = printedZeroes(of2021)
  test('blank where zero would do says nothing', () => {
    const result = checkMerged(of2021, { ...printed, 't3.new.business': null }, {})
    expect(result.findings).toEqual([])
    expect(result.notApplicable.filter((n) => n.relation.startsWith('T3.row'))).toEqual([])
  })
  test('blank where it matters is not judged, and both values are said', () => {
    const result = checkMerged(
      of2021,
      { ...printed, 't3.new.natural': '1', 't3.new.total': null, 't3.carried-out.natural': '1' },
      {},
    )
    const row = result.notApplicable.find((n) => n.instance === 'T3.row(new)')!
    expect(row.reason.zh).toBe('“一、本年新收政府信息公开申请数量 / 总计”空白或看不清，没法核对；按 0 算是 1 与 0')
    expect(result.findings.map((f) => f.instance)).not.toContain('T3.row(new)')
  })
  test('not applicable adds nothing and is judged', () => {
    expect(broken(of2021, { ...printed, 't3.new.business': 'n/a', 't3.new.natural': '1' })).toContainEqual([
      'T3.row(new)',
      '1',
      '0',
      'blocking',
    ])
  })
})

describe('exactness', () => {
  test('money is added without a float', () => {
    const units = sumOfUnits(
      of2021,
      ['0.1', '0.2'].map((amount) => ({ ...printedZeroes(of2021), 't2.fees.amount': amount })),
    )
    expect(broken(of2021, { ...printedZeroes(of2021), 't2.fees.amount': '0.3' }, { units })).toEqual([])
    expect(broken(of2021, { ...printedZeroes(of2021), 't2.fees.amount': '0.300001' }, { units })).toEqual([
      ['aggregation.T2(fees.amount)', '0.3', '0.300001', 'blocking'],
    ])
  })
  test('figures beyond the safe integers too', () => {
    const units = sumOfUnits(
      of2021,
      [1, 2].map(() => ({ ...printedZeroes(of2021), 't2.fees.amount': '999999999999999.000001' })),
    )
    expect(
      broken(of2021, { ...printedZeroes(of2021), 't2.fees.amount': '1999999999999998.000003' }, { units }),
    ).toEqual([['aggregation.T2(fees.amount)', '1999999999999998.000002', '1999999999999998.000003', 'blocking']])
    const huge = {
      ...printedZeroes(of2021),
      't2.normative.issued': '999999999999999',
      't2.normative.in-force': '999999999999998',
    }
    expect(broken(of2021, huge)).toEqual([
      ['T2.effective>=made(normative)', '999999999999998', '999999999999999', 'warning'],
    ])
  })
})

describe('a justification is bound to figures', () => {
  const figures = { ...printedZeroes(of2021), 't2.normative.issued': '6' }
  const digest = (f: Figures) =>
    checkMerged(of2021, f, {}).findings.find((one) => one.relation === 'T2.effective>=made')!.figures
  test('the same figures, the same digest; other cells do not matter', () => {
    expect(digest({ ...figures, 't2.licensing.decisions': '5' })).toBe(digest(figures))
    expect(digest({ ...figures, 't2.normative.issued': '7' })).not.toBe(digest(figures))
  })
})

test('a finding is written for the person who must act', () => {
  const figures = { ...zeroes(of2019), 't3.new.natural': '2' }
  const finding = blocking(checkSlice(of2019, figures, {}).findings).find((f) => f.instance === 'T3.identity(natural)')!
  expect(finding.message.zh).toContain(
    '自然人：一、本年新收 + 二、上年结转是 2 + 0 = 2，（七）总计 + 四、结转下年度是 0 + 0 = 0，应当相等，现在差 2。',
  )
  expect(finding.advice.zh).toContain('台账')
  expect(finding.cells).toEqual([
    't3.new.natural',
    't3.carried-in.natural',
    't3.handled.natural',
    't3.carried-out.natural',
  ])
  expect(finding.difference).toBe('2')
})

describe('what a check says it did', () => {
  const printed = printedZeroes(of2021)
  const alone = of2021.instances.filter(({ needs }) => !needs.units && !needs.previous)
  const withOf = (cell: string) => alone.filter(({ terms }) => terms.some((term) => term.cell.id === cell)).length
  const wrong = { 't3.new.natural': '1', 't3.handled.legal': '3' }
  const agreeing = Object.fromEntries(
    ['new.natural', 'new.total', 'carried-out.natural', 'carried-out.total'].map((cell) => [`t3.${cell}`, '3']),
  )
  const says = (figures: Figures, texts = {}) => {
    const { checked, findings, notApplicable } = checkMerged(of2021, { ...printed, ...figures }, texts)
    return {
      checked,
      found: findings.map(({ instance }) => instance),
      not: notApplicable.map(({ instance }) => instance),
    }
  }
  test.each<[string, Figures, number]>([
    ['every relation, where all hold', {}, alone.length],
    ['every relation, also those that are broken', wrong, alone.length],
    ['none of those that have a blank', { 't3.new.business': null }, alone.length - withOf('t3.new.business')],
  ])('it checked %s', (_, figures, checked) => {
    expect(says(figures).checked).toBe(checked)
  })

  test('where nothing applies on either side nothing was checked, and it says so', () => {
    const { id, terms } = alone.at(-1)!
    const { checked, found, not } = says(Object.fromEntries(terms.map(({ cell }) => [cell.id, 'n/a'])))
    expect([checked, found, not.sort()]).toEqual([alone.length - 1, [], ['T2.balance', id, 'T3.carry']])
  })

  test.each<[string, Figures, string, string[]]>([
    ['another number', agreeing, '全年共受理政府信息公开申请25件。', ['text-vs-table(new-requests:25)']],
    ['the number of the table', agreeing, '全年共受理政府信息公开申请3件。', []],
  ])('a text that quotes %s is one more that was checked', (_, figures, overview, found) => {
    expect(says(figures, { overview })).toMatchObject({ checked: alone.length + 1, found })
  })

  test('what one cell mends stands together, the most far-reaching cell first', () => {
    const reaching = ['T3.row(handled)', 'T3.total(legal)', 'T3.identity(legal)', 'T3.row(new)', 'T3.identity(natural)']
    expect(says(wrong).found).toEqual(reaching)
    const [first] = checkMerged(of2021, { ...printed, ...wrong }, {}).findings
    expect(first!.root).toMatchObject({ cell: 't3.handled.legal' })
  })

  test('a warning, and a sum of units, are laid on no cell', () => {
    const units = sumOfUnits(
      of2021,
      ['0.1', '0.2'].map((amount) => ({ ...printed, 't2.fees.amount': amount })),
    )
    const figures = { ...printed, 't2.fees.amount': '0.4', 't2.normative.issued': '6' }
    const { findings } = checkMerged(of2021, figures, {}, { units })
    expect(findings.map(({ instance, root }) => [instance, root])).toContainEqual([
      'aggregation.T2(fees.amount)',
      undefined,
    ])
    expect(findings.filter(({ root }) => root)).toEqual([])
    expect(findings.find(({ instance }) => instance === 'aggregation.T2(fees.amount)')!.cells).toEqual([
      'units:t2.fees.amount',
      't2.fees.amount',
    ])
  })

  test('totals that are not given are computed, also where one of them is', () => {
    const inputs = { ...zeroes(of2021), 't3.new.natural': '1', 't3.carried-out.natural': '1' }
    const { checked, findings } = checkMerged(of2021, { ...inputs, 't3.new.total': '1' }, {})
    expect([checked, findings]).toEqual([alone.length, []])
  })

  test('last year’s figures come by this form’s cells, or by those of the form before it', () => {
    expect(previousFigures(of2021, { definition: 'gid-2021', figures: { 't3.new.natural': '4', gone: '1' } })).toEqual({
      't3.new.natural': '4',
      gone: '1',
    })
    const older = previousFigures(of2021, {
      definition: 'gid-2019',
      figures: { 't3.carried-out.natural': '2', gone: '1' },
    })
    expect(older).toMatchObject({ 't3.carried-out.natural': '2', 't3.carried-out.legal': null })
    expect(older).not.toHaveProperty('gone')
    expect(previousFigures(of2021, { definition: 'other', figures: { 't3.new.natural': '4' } })).toEqual({})
  })
})
