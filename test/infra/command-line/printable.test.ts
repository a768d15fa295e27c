import { expect, test } from 'vitest'
import { onOneLine, printable, writingTo } from '../../../infra/command-line/printable.ts'

test.each([
  ['年报 2026\t✓ 孙丽华', '年报 2026\\u0009✓ 孙丽华', '年报 2026\t✓ 孙丽华'],
  ['a\nb', 'a\\u000ab', 'a\nb'],
  ['\u001b[2J\u009b2J\r', '\\u001b[2J\\u009b2J\\u000d', '\\u001b[2J\\u009b2J\\u000d'],
  ['\u202e\u2066\u200f\u2028', '\\u202e\\u2066\\u200f\\u2028', '\\u202e\\u2066\\u200f\\u2028'],
  ['\u{e0041}', '\\udb40\\udc41', '\\udb40\\udc41'],
  // In some people's names: for private use, and younger than the tables of this program.
  ['\ue863\u{323b0}', '\ue863\u{323b0}', '\ue863\u{323b0}'],
])('%j', (text, line, lines) => {
  expect(onOneLine(text)).toBe(line)
  expect(printable(text)).toBe(lines)
})

test('who reads on a terminal sees no control characters; a file gets the bytes', () => {
  const written: string[] = []
  const write = (text: string) => written.push(text)
  writingTo({ isTTY: true, write })('\u001b]0;x\u0007\n')
  writingTo({ write })('\u001b]0;x\u0007\n')
  expect(written).toEqual(['\\u001b]0;x\\u0007\n', '\u001b]0;x\u0007\n'])
})
