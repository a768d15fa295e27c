import { expect, it } from 'vitest'
import type { Fact } from '../../../../shared/cycle/facts.ts'
import { unitState } from '../../../../shared/cycle/reporting-cycle.ts'
import { dueAhead, sliceWindow } from '../../../../shared/cycle/unit/slice-window.ts'
import { act, base, definition, stateOf } from '../two-of-each.ts'

// Due on the 12th, in Shanghai.
const lastMoment = '2026-01-12T15:59:59.999Z'
const end = '2026-01-12T16:00:00.000Z'
const published: Fact = { ...base, kind: 'publication', version: 1, round: 2, draft: 'draft2', manifest: 'm' }
const returned: Fact = {
  ...base,
  kind: 'check',
  round: 2,
  draft: 'draft2',
  definition: 'dd',
  blocking: 1,
  warnings: 0,
  returns: [{ unit: 'a', text: '不平' }],
  unexplained: [],
}

it.each<[string, Fact[], string, unknown]>([
  ['to the end of the day', [], lastMoment, { open: true, due: '2026-01-12' }],
  ['not a moment after', [], end, { open: false, why: 'late', due: '2026-01-12', since: end }],
  [
    'until the day the office gave it',
    [act({ act: 'extend', unit: 'a', until: '2026-01-13' })],
    end,
    { open: true, due: '2026-01-13' },
  ],
  [
    'not by what the office gave another unit',
    [act({ act: 'extend', unit: 'b', until: '2026-01-13' })],
    end,
    { open: false, why: 'late', due: '2026-01-12', since: end },
  ],
  ['after its day, when it was sent back', [returned], end, { open: true }],
  [
    'never, when it was let off',
    [act({ act: 'exempt', unit: 'a' })],
    lastMoment,
    { open: false, why: 'exempt', due: '2026-01-12', since: base.at },
  ],
  [
    'never, once the report is out',
    [published],
    lastMoment,
    { open: false, why: 'published', due: '2026-01-12', since: base.at },
  ],
])('a slice is open %s', (_, facts, now, expected) => {
  const state = stateOf(facts)
  expect(sliceWindow(state, definition, unitState(state, 'a')!, now)).toEqual(expected)
})

it('a day that is past is not named to anybody', () => {
  const state = stateOf([])
  const unit = unitState(state, 'a')!
  expect([lastMoment, end].map((now) => dueAhead(state, unit, now))).toEqual(['2026-01-12', undefined])
})
