import { describe, expect, test } from 'vitest'
import {
  actJson,
  asSent,
  clearanceJson,
  decisionJson,
  sliceJson,
  workingCopyJson,
} from '../../../functions/door/sent-json.ts'
import { Refusal } from '../../../shared/report/errors.ts'

const problemsIn = (read: () => unknown): string[] => {
  try {
    read()
    return []
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error.problems.map(({ code, field }) => `${code} ${field ?? ''}`.trim()).sort()
  }
}

describe('what machines send is refused with every problem at once', () => {
  test.each([
    ['nothing at all', sliceJson, undefined, ['field-malformed']],
    ['a list', sliceJson, [], ['field-malformed']],
    [
      'a slice with a figure that is none and fields of nobody’s',
      sliceJson,
      { figures: { a: true }, colour: 'red', check: 1 },
      ['field-malformed check', 'field-malformed figures.a', 'field-unknown colour'],
    ],
    ['a decision with a row of nobody’s', decisionJson, { reasons: [{ mood: 'x' }] }, ['field-unknown reasons.0.mood']],
    [
      'an act that is none, with a number and a field of nobody’s',
      actJson,
      { act: 'dance', until: 5, unti: '2021-01-29' },
      ['field-malformed act', 'field-malformed until', 'field-unknown unti'],
    ],
    ['a contact too many', actJson, { act: 'contacts', 'contacts.13.name': '王' }, ['field-unknown contacts.13.name']],
    [
      'a clearance with a number and fields of nobody’s',
      clearanceJson,
      { choice: 'clear', revision: 1, 'reason-3': 'x', sure: 'yes' },
      ['field-malformed revision', 'field-unknown reason-3', 'field-unknown sure'],
    ],
    ['a save without its page', workingCopyJson, { changes: {} }, expect.arrayContaining(['field-malformed cycle'])],
  ])('%s', (_, schema, json, problems) => {
    expect(problemsIn(() => asSent(schema, json))).toEqual(problems)
  })

  test.each([
    ['an empty slice', sliceJson, {}],
    [
      'an act of the office',
      actJson,
      { act: 'contacts', unit: 'finance', 'contacts.12.address': 'a@b.cn', reason: 'x' },
    ],
    ['a clearance', clearanceJson, { choice: 'clear', 'clear:finance': `1:${'0'.repeat(64)}` }],
  ])('%s is taken', (_, schema, json) => {
    expect(problemsIn(() => asSent(schema, json))).toEqual([])
  })
})
