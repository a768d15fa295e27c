import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { type SliceWorkbook, sliceWorkbook } from '../../../../shared/pages/slice/slice-workbook.ts'
import { readTemplate } from '../../../../shared/printed/slice-template.ts'
import { compileDefinition, deriveTotals, inputCells } from '../../../../shared/report/cells.ts'
import { shippedDefinition } from '../../../../shared/report/definitions/shipped.ts'

const roles = ['office']
const compiled = compileDefinition(shippedDefinition('gid-2021')!)
const inputs = inputCells(compiled, roles)
/** A figure of its own in each cell, so that none can stand for another. */
const figures = deriveTotals(compiled, Object.fromEntries(inputs.map(({ id }, n) => [id, String(n + 1)])))
const book: SliceWorkbook = {
  ...{ compiled, roles, language: 'zh', figures, lastYear: {}, year: 2024 },
  ...{ unit: { zh: '某局', en: 'Some Bureau' }, texts: { overview: '第一段。\n第二段。' } },
  is: { cycle: 'somewhere-2024', unitId: 'bureau' },
}
const form = { compiled, roles, cycle: 'somewhere-2024', unitId: 'bureau' }

/** The bytes as somebody's spreadsheet might save them, with other words in them. */
function edited(replace: (xml: string, file: string) => string): Uint8Array {
  const parts = Object.entries(unzipSync(sliceWorkbook(book)))
  return zipSync(Object.fromEntries(parts.map(([name, bytes]) => [name, strToU8(replace(strFromU8(bytes), name))])))
}
const refusal = (bytes: Uint8Array, of: Partial<typeof form> = {}): string | undefined => {
  const read = readTemplate(bytes, { ...form, ...of })
  return read && 'problem' in read ? read.problem.zh : undefined
}

describe('what is filled into the template is what is read', () => {
  test.each<['zh' | 'en', SliceWorkbook['lastYear']]>([
    ['zh', {}],
    ['en', figures],
  ])('%s', (language, lastYear) => {
    const read = readTemplate(sliceWorkbook({ ...book, language, lastYear }), form)
    expect(read).toEqual({
      values: {
        ...Object.fromEntries(inputs.map(({ id }) => [`cell:${id}`, figures[id]])),
        'text:overview': '第一段。\n第二段。',
      },
      // Not computed before a spreadsheet has opened it.
      totals: Object.fromEntries(compiled.totals.map(({ id }) => [id, null])),
      unread: [],
      notes: [],
    })
  })
  test('an empty one says nothing', () => {
    const read = readTemplate(sliceWorkbook({ ...book, figures: {}, texts: {} }), form)
    expect(read).toMatchObject({ values: {}, unread: [] })
  })
})

test('what cannot be read is said by sheet, row and column, and the rest is read', () => {
  const bytes = edited((xml, file) =>
    file.endsWith('sheet2.xml')
      ? xml.replace(/(<c r="C7"[^>]*)><v>\d+<\/v>/, '$1 t="inlineStr"><is><t>约3件</t></is>')
      : xml,
  )
  const read = readTemplate(bytes, form)
  if (!read || 'problem' in read) throw new Error('not read')
  expect(read.unread.map(({ where, printed }) => [where.zh.replace(/（.*/, ''), printed])).toEqual([
    ['“三、收到和处理政府信息公开申请情况”第 7 行 C 列', '约3件'],
  ])
  expect(Object.keys(read.values)).toHaveLength(inputs.length)
})

describe('what is not taken', () => {
  test.each<[string, Uint8Array, Partial<typeof form>, RegExp]>([
    ['another unit’s', sliceWorkbook(book), { unitId: 'other' }, /另一个单位的填报表（某局/],
    ['another cycle’s', sliceWorkbook(book), { cycle: 'somewhere-2023' }, /另一期/],
    [
      'one whose rows were moved',
      edited((xml) => xml.replace('行政规范性文件', '规章以外')),
      {},
      /第 \d+ 行应当是“行政规范性文件”/,
    ],
  ])('%s', (_, bytes, of, said) => {
    expect(refusal(bytes, of)).toMatch(said)
  })
  test.each<[string, Uint8Array]>([
    ['a copy of what was sent', sliceWorkbook({ ...book, is: { copyOf: '回执 1' } })],
    ['no spreadsheet', strToU8('PK no')],
  ])('%s is no template', (_, bytes) => {
    expect(readTemplate(bytes, form)).toBeUndefined()
  })
})

test('totals are formulas of their own cells, and nothing while one is empty', () => {
  const xml = strFromU8(unzipSync(sliceWorkbook(book))['xl/worksheets/sheet2.xml']!)
  expect(xml).toContain('<f>IF(COUNT(B7,C7,D7,E7,F7,G7)=6,B7+C7+D7+E7+F7+G7,&quot;&quot;)</f>')
  expect(xml).toContain('<sheetProtection sheet="1"')
})
