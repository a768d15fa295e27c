import { describe, expect, test } from 'vitest'
import {
  figuresPage,
  matrixColumns,
  readMatrixQuery,
  sortedUnits,
  type UnitFigures,
  unitsAsked,
} from '../../../../shared/pages/office/figures-page.ts'
import { compileDefinition, deriveTotals, type Figures } from '../../../../shared/report/cells.ts'
import { shippedDefinition } from '../../../../shared/report/definitions/shipped.ts'

const compiled = compileDefinition(shippedDefinition('gid-2021')!)
const zeros = Object.fromEntries(compiled.cells.filter(({ derived }) => !derived).map(({ id }) => [id, '0']))
const unit = (id: string, figures?: Figures): UnitFigures => ({
  id,
  name: { zh: `${id}局`, en: id },
  ...(figures && { figures: deriveTotals(compiled, { ...zeros, ...figures }) }),
})
const units = [
  unit('few', { 't3.new.natural': '2', 't2.fees.amount': '9.5' }),
  unit('absent'),
  unit('many', { 't3.new.natural': '10', 't2.fees.amount': '10.25' }),
  unit('none', {}),
]
const ids = (list: UnitFigures[]) => list.map(({ id }) => id)

describe('the units’ figures side by side', () => {
  test('have a column for what is something anywhere, a row’s total where it has one, and count the rest', () => {
    const { columns, silent } = matrixColumns(compiled, 't3', units)
    expect(columns.map(({ id }) => id)).toEqual(['t3.new.total'])
    expect(silent).toBe(24)
    expect(matrixColumns(compiled, 'nothing', units)).toEqual({ columns: [], silent: 0 })
  })

  test('are sorted by size and not as text; who has no figure comes last', () => {
    expect(ids(sortedUnits(units, 't3.new.total'))).toEqual(['many', 'few', 'none', 'absent'])
    expect(ids(sortedUnits(units, 't2.fees.amount'))).toEqual(['many', 'few', 'none', 'absent'])
    expect(ids(sortedUnits(units, undefined))).toEqual(['few', 'absent', 'many', 'none'])
  })

  test.each<[Parameters<typeof readMatrixQuery>[0], string[]]>([
    [{}, ['few', 'absent', 'many', 'none']],
    [{ show: 'filed' }, ['few', 'many', 'none']],
    [{ show: 'missing' }, ['absent']],
    [{ q: ' MANY局 ' }, ['many']],
    [{ q: 'n', show: 'filed' }, ['many', 'none']],
    [{ show: 'nonsense', q: 'zzz' }, []],
  ])('are found and filtered: %j', (query, expected) => {
    expect(ids(unitsAsked(units, readMatrixQuery(query), 'zh'))).toEqual(expected)
  })

  test.each([
    ['-2', '-10', ['a', 'b']],
    ['-1', '0', ['b', 'a']],
    ['0.1', '0.09', ['a', 'b']],
    ['9007199254740993', '9007199254740992', ['a', 'b']],
    ['n/a', '0', ['b', 'a']],
  ])('%s against %s', (a, b, expected) => {
    expect(
      ids(
        sortedUnits(
          [
            { ...unit('a'), figures: { x: a } },
            { ...unit('b'), figures: { x: b } },
          ],
          'x',
        ),
      ),
    ).toEqual(expected)
  })

  test.each<[string | undefined, string | undefined, string[]]>([
    [undefined, undefined, ['t3.new.total', 't3.granted.total']],
    ['t3.handled.total', undefined, ['t3.new.total', 't3.handled.total']],
    ['t3.handled.total', 't3.granted.total', ['t3.granted.total', 't3.handled.total']],
    ['t3.granted.total', 't3.granted.total', ['t3.new.total', 't3.granted.total']],
    [undefined, 'nonsense', ['t3.new.total', 't3.granted.total']],
  ])('show two columns on a phone, sorted by %j beside %j', (sort, beside, expected) => {
    const filed = [unit('a', { 't3.new.natural': '2', 't3.granted.natural': '2' })]
    const html = figuresPage({
      ...{ language: 'zh', report: '', holder: '', contact: { name: '', phone: '' }, compiled, table: 't3' },
      ...{ units: filed, sum: zeros, query: { show: 'all', q: '', beside }, ...(sort && { sort }) },
    })
    const heads = [...html.matchAll(/<th scope="col"( data-chosen)?[^>]*><a href="[^"]*sort=([^"&]*)/g)]
    expect(heads.flatMap(([, chosen, id]) => (chosen ? id : []))).toEqual(expected)
  })

  test('never show what was not filed as a zero', () => {
    const page = {
      language: 'zh',
      report: '',
      holder: '',
      contact: { name: '', phone: '' },
      compiled,
      table: 't3',
      query: { show: 'all', q: '' },
    } as const
    const html = figuresPage({ ...page, units, sum: zeros })
    expect(html).toMatch(/absent局<\/a><\/th><td class="none" data-chosen>未报/)
    expect(html).toContain('另有24项，报来的都是 0')
    expect(figuresPage({ ...page, units, sum: { 't3.new.total': '12' } })).toContain('已确认的合计')
    expect(figuresPage({ ...page, units, sum: {} })).not.toContain('已确认的合计')
    expect(figuresPage({ ...page, units: [unit('absent')], sum: {} })).not.toContain('报来的都是 0')
  })
})
