import { expect, test } from 'vitest'
import { wordsIn } from '../../../shared/words/words-in.ts'

const texts = {
  open: { zh: '打开', en: 'Open' },
  units: (n: number) => ({ zh: `${n}个单位`, en: n === 1 ? '1 unit' : `${n} units` }),
  standing: {
    late: { zh: '逾期', en: 'late' },
    by: { days: (name: string, days: number) => ({ zh: `${name}逾期${days}天`, en: `${name} is ${days} days late` }) },
  },
} as const

test.each([
  ['a text', wordsIn(texts, 'zh').open, '打开'],
  ['in the other language', wordsIn(texts, 'en').open, 'Open'],
  ['a text with something in it', wordsIn(texts, 'zh').units(3), '3个单位'],
  ['whose languages count differently', wordsIn(texts, 'en').units(1), '1 unit'],
  ['a text of a group', wordsIn(texts, 'en').standing.late, 'late'],
  ['a group in a group', wordsIn(texts, 'zh').standing.by.days('公安局', 2), '公安局逾期2天'],
])('%s', (_, said: string, expected) => expect(said).toBe(expected))

test('the words of one language are made once', () => {
  expect(wordsIn(texts, 'zh')).toBe(wordsIn(texts, 'zh'))
  expect(wordsIn(texts, 'zh')).not.toBe(wordsIn(texts, 'en'))
})
