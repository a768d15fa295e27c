import { expect, test } from 'vitest'
import { isPlainLine, isPlainText } from '../../../shared/report/plain-text.ts'
import { parseStrictJson } from '../../../shared/report/strict-json.ts'

test.each<[string, string, string[]]>([
  ['half a character in a text', '{"act":"hold","reason":"a\\ud800b"}', ['field-malformed reason']],
  ['the other half', '["\\udc00"]', ['field-malformed 0']],
  ['half a character in a name', '{"\\ud800":1}', ['field-unknown \ufffd']],
  ['a whole one', '{"reason":"\\ud840\\udc4b"}', []],
  ['a name twice, however it is written', '{"a":1,"\\u0061":2}', ['field-malformed a']],
  ['a number of more digits than any float', `[1.${'0'.repeat(900_000)}1]`, ['field-malformed 0']],
  ['a way into prototypes', '{"a":{"__proto__":1}}', ['field-unknown __proto__']],
])('%s', (_, text, problems) => {
  const read = parseStrictJson(text)
  expect('problems' in read ? read.problems.map(({ code, field }) => `${code} ${field}`) : []).toEqual(problems)
})

test('a number without an end costs less than as many characters of ordinary numbers', () => {
  const cost = (text: string) => {
    const { user } = process.cpuUsage()
    parseStrictJson(text)
    return process.cpuUsage().user - user
  }
  const ordinary = cost(`[${'1.01,'.repeat(180_000)}1]`)
  expect(cost(`[1.${'0'.repeat(900_000)}1]`)).toBeLessThan(ordinary)
})

test.each(['a\ud800', '\u202eb', 'a\u0000', 'a\u2028b'])('%j is no plain text', (text) => {
  expect([isPlainLine(text), isPlainText(text)]).toEqual([false, false])
})
