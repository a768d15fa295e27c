import { expect, test } from 'vitest'
import { problemTitle } from '../../../../shared/pages/frame/problem-page.ts'

const message = { zh: '句子', en: 'sentence' }

test('what the store did not take is nothing that the reader has to correct', () => {
  expect(problemTitle([{ code: 'store-refuses', message }], 'zh')).toBe('现在存不了')
  expect(problemTitle([{ code: 'field-missing', message }], 'zh')).toBe('有几处需要修改')
})
