import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { officeFile } from '../../../../shared/report/bytes/office-file.ts'

const together = (parts: Record<string, string>) =>
  zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])), {
    mtime: '1980-01-01T00:00:00',
    level: 9,
  })
const same = (a: Uint8Array, b: Uint8Array) => Buffer.from(a).equals(b)
const long = Array.from({ length: 3000 }, (_, n) => `<w:t>第${n}项 ${(n * 7919) % 1000}</w:t>`).join('')

test.each<[string, Record<string, string>]>([
  ['nothing', {}],
  ['an empty part', { 'a.xml': '' }],
  ['parts of every size', { '[Content_Types].xml': '<Types/>', 'word/document.xml': long, 'a.xml': 'x'.repeat(4096) }],
  ['a name that is not ASCII', { 'a.xml': '<a/>', 'xl/表.xml': '<表>人</表>' }],
  ['the same text under two names', { 'a.xml': '<a/>', 'b.xml': '<a/>' }],
  ['two texts under one name, one file after the other', { 'a.xml': '<b/>' }],
])('the bytes are those of zipping the parts together: %s', (_, parts) => {
  for (let turn = 0; turn < 2; turn++) expect(same(officeFile(parts), together(parts))).toBe(true)
})

test('what somebody does with a file that was handed out is in no other', () => {
  const parts = { 'a.xml': '<a/>', 'b.xml': long }
  officeFile(parts).fill(0)
  expect(same(officeFile(parts), together(parts))).toBe(true)
})

test('many files one after the other, that share a part, have each its own', () => {
  const styles = { 'xl/styles.xml': '<styleSheet/>'.repeat(50) }
  for (let n = 0; n < 200; n++) {
    const parts = { ...styles, 'xl/worksheets/sheet1.xml': `<row>${n}</row>` }
    expect(same(officeFile(parts), together(parts))).toBe(true)
  }
})
