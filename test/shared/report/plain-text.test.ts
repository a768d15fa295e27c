import { describe, expect, test } from 'vitest'
import { isPlainLine, isPlainText, shownText, withoutPiles, written } from '../../../shared/report/plain-text.ts'

describe('what was written', () => {
  test.each<[string, string | undefined, string]>([
    ['nothing', undefined, ''],
    ['blanks of every kind', ' \u3000\u00a0\t\n', ''],
    ['letters nobody sees', '\u200b\u2060\u3164\ufeff', ''],
    ['joiners alone', '\u200d\u200c', ''],
    ['a variation of nothing', '\ufe0f', ''],
    ['a blank of Braille', '\u2800 \u2800', ''],
    ['an old separator', '\u180e', ''],
    ['accents on nothing', '\u0301\u0301', ''],
    ['what is no character', '\ufffe', ''],
    ['a word between blanks', ' 王\u3000', '王'],
    ['a word with what nobody sees in it', '王\u200b', '王\u200b'],
    ['a name with a joiner', '王\u200d明', '王\u200d明'],
    ['one way to write a letter of two', 'e\u0301', 'é'],
    ['a character as a PDF gives it, that looks like another', '\u2f2f信局\u2ed8', '工信局\u2ed8'],
    ['a sign as it was typed', '（工）', '（工）'],
    ['a digit, a stroke, a sign', '0', '0'],
    ['a stroke', '—', '—'],
    ['a sign', '＋', '＋'],
    ['a character of a house', '\ue000', '\ue000'],
  ])('%s', (_, text, expected) => {
    expect(written(text)).toBe(expected)
  })
})

test.each<[string, boolean, boolean, string]>([
  ['王', true, true, '王'],
  ['王\r\n明', true, false, '王\n明'],
  ['王\u0000', false, false, '王'],
  ['王\u202e', false, false, '王'],
  ['王\u2028', false, false, '王\n'],
  ['王\u200b', true, false, '王'],
  ['王\u200d明', true, true, '王\u200d明'],
  ['王\ud800', false, false, '王\ufffd'],
  ['王\ufffe', false, false, '王'],
  ['王\uffff\n明', false, false, '王\n明'],
  ['王\ufdd0\u{1fffe}', false, false, '王'],
])('a text, a line, as it is shown: %j', (text, isText, isLine, shown) => {
  expect([isPlainText(text), isPlainLine(text), shownText(text)]).toEqual([isText, isLine, shown])
})

describe('marks piled on one letter, which cost the square of their number wherever a text is brought into one form,', () => {
  const marks = (n: number) => '\u0316\u0301'.repeat(n / 2)
  test.each([
    ['are thirty at most', `公${marks(40)}开`, `公${marks(30)}开`],
    ['are left where they are thirty', `公${marks(30)}开`, `公${marks(30)}开`],
    ['are as many on every letter', `公${marks(400)}开${marks(32)}`, `公${marks(30)}开${marks(30)}`],
    ['are counted where they are no half characters', `公${'\u{1D165}'.repeat(40)}开`, `公${'\u{1D165}'.repeat(30)}开`],
    ['are counted where nothing is before them', marks(1000), marks(30)],
    ['are in no text of people', 'ก็ที่ e\u0301 か\u3099 王\u{E0100}', 'ก็ที่ e\u0301 か\u3099 王\u{E0100}'],
  ])('%s', (_, text, expected) => {
    expect(withoutPiles(text)).toBe(expected)
  })

  test('are found wherever they begin', () => {
    for (let before = 0; before < 64; before += 1)
      expect(withoutPiles(`${'公'.repeat(before)}${'\u0301'.repeat(31)}`)).toHaveLength(before + 30)
  })
})
