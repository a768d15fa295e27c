import { expect, test } from 'vitest'
import type { SubmissionFact } from '../../../shared/cycle/facts.ts'
import { handsInSlices, type Lent, lentOf, linkMakersOf } from '../../../shared/cycle/hand-in-draft.ts'
import type { AllUnits, UnitState } from '../../../shared/cycle/reporting-cycle.ts'

const unit = (sent: Partial<SubmissionFact>, choice?: 'confirm' | 'return') =>
  ({
    unit: { id: 'u' },
    submissions: [{ revision: 1, by: 'z', ...sent }],
    confirmations: choice ? [{ revision: 1, choice, by: 'm' }] : [],
  }) as unknown as UnitState

test.each<[string, Partial<SubmissionFact>, 'confirm' | 'return' | undefined, string[]]>([
  ['nobody, where every link was mailed', {}, undefined, []],
  ['who had the link made that it was sent by', { linkIssuedBy: 'q' }, undefined, ['q']],
  ['who had the link made that some was typed by', { typedThrough: ['b'] }, undefined, ['b']],
  ['both', { linkIssuedBy: 'q', typedThrough: ['b'] }, undefined, ['q', 'b']],
  ['nobody, where the leader has confirmed it', { linkIssuedBy: 'q' }, 'confirm', []],
  ['the same, where the leader sent it back', { linkIssuedBy: 'q' }, 'return', ['q']],
])('the makers of a slice’s links: %s', (_, sent, choice, expected) => {
  expect(linkMakersOf(unit(sent, choice), 1)).toEqual(expected)
  expect(linkMakersOf(unit(sent, choice), 2)).toEqual([])
})

test('whose hands are in a slice is said once each, in the order of their ids', () => {
  const state = {
    units: [unit({ typists: ['k', 'a'], linkIssuedBy: 'b', typedThrough: ['a'] })],
  } as unknown as AllUnits
  expect(handsInSlices(state, [{ unit: 'u', revision: 1 }])).toEqual(['a', 'b', 'k', 'z'])
  expect(handsInSlices(state, [])).toEqual([])
})

test.each<[string, object[], object[], number | undefined, Lent]>([
  ['nobody’s', [{ revision: 1 }], [{ revision: 1, choice: 'confirm' }], 1, {}],
  [
    'of the revision alone',
    [{ revision: 1, linkIssuedBy: 'q', typedThrough: ['b'] }, { revision: 2 }],
    [
      { revision: 1, choice: 'confirm', linkIssuedBy: 'c' },
      { revision: 2, choice: 'confirm' },
    ],
    2,
    {},
  ],
  [
    'whoever’s it was sent, typed and confirmed by',
    [{ revision: 1 }, { revision: 2, linkIssuedBy: 'q', typedThrough: ['b'] }],
    [
      { revision: 1, choice: 'confirm' },
      { revision: 2, choice: 'confirm', linkIssuedBy: 'c' },
    ],
    2,
    { linkIssuedBy: 'q', typedThrough: ['b'], confirmedThrough: 'c' },
  ],
  ['not whose it was sent back by', [{ revision: 1 }], [{ revision: 1, choice: 'return', linkIssuedBy: 'c' }], 1, {}],
  ['nobody’s where nothing was sent', [], [], undefined, {}],
])('whose links a revision came through: %s', (_, submissions, confirmations, revision, expected) => {
  const lent = lentOf({ submissions, confirmations } as unknown as UnitState, revision)
  expect(lent).toStrictEqual(expected)
})
