import { expect, test } from 'vitest'
import { begunFields } from '../../../shared/draft/begun-slice.ts'
import type { SubmissionDocument } from '../../../shared/draft/submission.ts'
import { compileDefinition, inputCells } from '../../../shared/report/cells.ts'
import { shippedDefinition } from '../../../shared/report/definitions/shipped.ts'

const compiled = compileDefinition(shippedDefinition('gid-2021')!)
const inputs = inputCells(compiled, [])
const sent = (more: Partial<SubmissionDocument>) =>
  ({ nil: false, figures: {}, texts: {}, justifications: [], ...more }) as SubmissionDocument

test('a form begins with the newest revision: every cell the unit types, its texts and explanations, and no total', () => {
  const fields = begunFields(
    compiled,
    [],
    sent({
      nil: true,
      figures: { 't3.new.natural': '3', 't3.new.total': '3', 't3.new.legal': null },
      texts: { other: '无' },
      justifications: [{ instance: 'Y(x)', figures: '[1]', text: '清理' }],
    }),
    { 't3.carried-out.natural': '7' },
  )
  expect(fields).toMatchObject({
    ...{ 'cell:t3.new.natural': '3', 'cell:t3.new.legal': '', 'cell:t3.new.other': '' },
    ...{ 'text:other': '无', 'why:Y(x)': '清理', 'for:Y(x)': '[1]', nil: 'yes' },
  })
  expect(Object.keys(fields).filter((name) => name.startsWith('cell:'))).toEqual(inputs.map(({ id }) => `cell:${id}`))
})

test('an empty one begins with what last year’s report says of it, and with nothing else', () => {
  const fields = begunFields(compiled, [], undefined, { 't3.carried-out.natural': '7' })
  expect(fields).toEqual({ 'cell:t3.carried-in.natural': '7', nil: '' })
  expect(begunFields(compiled, [], undefined, {})).toEqual({ nil: '' })
})
