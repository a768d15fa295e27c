import { expect, test } from 'vitest'
import { problemSummary } from '../../../../shared/pages/slice/slice-notices.ts'
import { compileDefinition } from '../../../../shared/report/cells.ts'
import { shippedDefinition } from '../../../../shared/report/definitions/shipped.ts'
import type { Problem } from '../../../../shared/report/errors.ts'

const compiled = compileDefinition(shippedDefinition('gid-2021')!)
const message = { zh: '句子', en: 'sentence' }
const explain: Problem = { code: 'justification-missing', message }
const empty: Problem = { code: 'figure-missing', field: 't3.new.natural', message }

test.each<[string, Problem[], RegExp]>([
  [
    'what is only to be explained need not be corrected',
    [explain],
    /有 1 处请说明原因，还没有提交.*>有 1 处请说明原因，见/s,
  ],
  [
    'with something to correct it is one more',
    [empty, explain],
    /有 2 个地方要改，还没有提交.*另有 1 处请说明原因，见/s,
  ],
])('%s', (_, problems, expected) => {
  const page = String(problemSummary({ language: 'zh', compiled, problems, findings: [] }, new Set()))
  expect(page).toMatch(expected)
  expect(page).not.toMatch(problems.length === 1 ? /要改|另有/ : /^$/)
})

test.each(['nil', 'as-it-was', 'text:other', 'why:T3.identity'])('each line leads to its place: %s', (field) => {
  const problem: Problem = { code: 'attestation-missing', field, message }
  const page = String(problemSummary({ language: 'zh', compiled, problems: [problem], findings: [] }, new Set()))
  expect(page).toContain(`<a href="#${field}">句子</a>`)
})
