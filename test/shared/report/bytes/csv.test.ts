import { expect, test } from 'vitest'
import { csvLine, plainCell } from '../../../../shared/report/bytes/csv.ts'

test.each([
  ['=1+2', "'=1+2"],
  ['+86 454', "'+86 454"],
  ['-局', "'-局"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['\n=1', "'\n=1"],
  ['＝1+2', "'＝1+2"],
  ['＠局', "'＠局"],
  ['市公安局', '市公安局'],
  ['1-2', '1-2'],
])('a name %j is no formula to a spreadsheet', (text, cell) => expect(plainCell(text)).toBe(cell))

test('a line is quoted as RFC 4180 has it', () => {
  expect(csvLine(['a', 'b"c', 'd,e', 'f\ng'])).toBe('a,"b""c","d,e","f\ng"\r\n')
})
