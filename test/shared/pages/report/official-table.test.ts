import { describe, expect, test } from 'vitest'
import { officialTable, shownFigure } from '../../../../shared/pages/report/official-table.ts'
import { compileDefinition } from '../../../../shared/report/cells.ts'
import format2019 from '../../../../shared/report/definitions/government-information-disclosure-2019.json' with {
  type: 'json',
}
import format2021 from '../../../../shared/report/definitions/government-information-disclosure-2021.json' with {
  type: 'json',
}
import { reportDefinition } from '../../../../shared/report/report-definition.ts'

const formats = [format2019, format2021].map((document) => compileDefinition(reportDefinition.parse(document)))
const tables = formats.flatMap((compiled) =>
  compiled.definition.tables.map((table) => [`${compiled.definition.id} ${table.id}`, compiled, table] as const),
)

/** Lays the cells out as a browser does: how wide every row is once what reaches down from above is counted. */
function widths(markup: string): number[] {
  const open: number[] = []
  return [...markup.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row]) => {
    const cells = [...row!.matchAll(/<t[hd]([^>]*)>/g)].map(([, attributes]) => ({
      columns: Number(/colspan="(\d+)"/.exec(attributes!)?.[1] ?? 1),
      rows: Number(/rowspan="(\d+)"/.exec(attributes!)?.[1] ?? 1),
    }))
    const fromAbove = open.length
    const width = fromAbove + cells.reduce((sum, { columns }) => sum + columns, 0)
    const next = [
      ...open.map((rows) => rows - 1),
      ...cells.flatMap(({ columns, rows }) => Array(columns).fill(rows - 1)),
    ]
    open.splice(0, open.length, ...next.filter((rows) => rows > 0))
    return width
  })
}

describe('the official layout', () => {
  test.each(tables)('%s: every row is as wide as the table, whatever is merged', (_, compiled, table) => {
    const all = widths(String(officialTable(compiled, table, {}, 'zh', { caption: '表' })))
    expect(new Set(all).size).toBe(1)
  })

  test.each(tables)('%s: every figure names heads that exist, each id once', (_, compiled, table) => {
    const markup = String(officialTable(compiled, table, {}, 'zh', { caption: '表' }))
    const ids = [...markup.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const named = [...markup.matchAll(/<td headers="([^"]+)"/g)].flatMap(([, headers]) => headers!.split(' '))
    expect(named.filter((id) => !ids.includes(id))).toEqual([])
    expect(markup.match(/<td headers=/g)).toHaveLength(compiled.cells.filter((cell) => cell.table === table.id).length)
  })

  test.each(tables)('%s: a cell begins in every column of HTML', (_, compiled, table) => {
    const markup = String(officialTable(compiled, table, {}, 'zh', { caption: '表' }))
    const columns = markup.match(/<col /g)?.length
    if (columns === undefined) return
    const begins = new Set<number>()
    for (const [, row] of markup.matchAll(/<tr>([\s\S]*?)<\/tr>/g)) {
      let at = 0
      for (const [, attributes] of row!.matchAll(/<t[hd]([^>]*)>/g)) {
        begins.add(at)
        at += Number(/colspan="(\d+)"/.exec(attributes!)?.[1] ?? 1)
      }
    }
    expect([...begins].sort((a, b) => a - b)).toEqual(Array.from({ length: columns }, (_, n) => n))
  })

  test('table 3 has the merged heads of the form', () => {
    const [compiled] = formats
    const table = compiled!.definition.tables.find(({ id }) => id === 't3')!
    const markup = String(officialTable(compiled!, table, {}, 'zh', { caption: '表' }))
    expect(markup).toMatch(/<th class="corner" colspan="3" rowspan="3">（本列数据的勾稽关系为/)
    expect(markup).toMatch(/colspan="5">法人或其他组织<\/th>/)
    expect(markup).toMatch(/rowspan="20">三、本年度办理结果<\/th>/)
    expect(markup).toMatch(/rowspan="8">（三）不予公开<\/th>/)
  })
})

test.each([
  [null, { kind: 'count' }, '未报'],
  ['n/a', { kind: 'count' }, '不适用'],
  ['0', { kind: 'count' }, '0'],
  ['451', { kind: 'change' }, '+451'],
  ['-2147', { kind: 'change' }, '-2147'],
  ['0', { kind: 'change' }, '0'],
  [
    '24252.311082',
    { kind: 'amount', unit: { zh: '万元', en: '10,000 yuan' }, scale: 6, accepts: [] },
    '24252.311082万元',
  ],
] as const)('%s (%o) is printed as %s', (figure, kind, shown) => {
  expect(shownFigure(figure, kind as Parameters<typeof shownFigure>[1], 'zh')).toBe(shown)
})
