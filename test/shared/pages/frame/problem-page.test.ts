import { expect, test } from 'vitest'
import { problemTitle } from '../../../../shared/pages/frame/problem-page.ts'
import { linkTexts } from '../../../../shared/words/link-texts.ts'

const message = { zh: '句子', en: 'sentence' }

test('what the store did not take is nothing that the reader has to correct', () => {
  expect(problemTitle([{ code: 'store-refuses', message }], 'zh')).toBe('现在办不了')
  expect(problemTitle([{ code: 'field-missing', message }], 'zh')).toBe('有几处需要修改')
})

test.each(['zh', 'en'] as const)('what the title says is not said again under it (%s)', (language) => {
  const problem = { code: 'session-missing', message: linkTexts.sessionMissing } as const
  expect(problem.message[language]).not.toContain(problemTitle([problem], language))
})
