import { describe, expect, it } from 'vitest'
import { overtakenAct } from '../../../shared/cycle/acts/office-act.ts'
import { outcomeOfWait } from '../../../shared/cycle/draft-standing.ts'
import type { Fact, OfficeAct, OfficeActFact } from '../../../shared/cycle/facts.ts'
import { unitState } from '../../../shared/cycle/reporting-cycle.ts'
import { stageStandings } from '../../../shared/cycle/stage-standing.ts'
import {
  act,
  actsKnown,
  base,
  decision,
  definition,
  deputy,
  draft,
  opening,
  person,
  stateOf,
  submission,
} from './two-of-each.ts'

/** Each seat in a letter: `-` nobody decided, `+` approved, `x` returned, `f` forced, `c` carried; then its deciders. */
const shown = (facts: Fact[]): string =>
  stageStandings(stateOf(facts), definition)
    .map(({ stage, status, seats }) => {
      const letters = seats.map(({ decision: d, forced, carried, deciders }) => {
        const letter = carried ? 'c' : d ? (d.choice === 'approve' ? '+' : 'x') : forced ? 'f' : '-'
        return `${letter}${deciders.map(({ id }) => id).join('/')}`
      })
      return `${stage} ${status}: ${letters.join(' ')}`
    })
    .join('; ')

const actBy = (by: string, what: OfficeAct): Fact => ({ ...act(what), by }) as Fact

describe('with two of each', () => {
  it.each<[string, Fact[], string]>([
    ['nothing', [], 'first asked: -f1 -f2; second waiting: -s1 -s2'],
    [
      'a deputy who holds a seat of the other stage has that one alone',
      [deputy('delegation', 2, 'first', 'f1', 's1'), deputy('delegation', 2, 'second', 's2', 'f2')],
      'first asked: -f1 -f2; second waiting: -s1 -s2',
    ],
    [
      'a deputy of two has the first as the draft asks, however it came',
      [deputy('delegation', 2, 'second', 's1', 'd'), deputy('substitution', 2, 'first', 'f2', 'd')],
      'first asked: -f1 -f2/d; second waiting: -s1 -s2',
    ],
    ['one seat of a stage', [decision(2, 'first', 'f2')], 'first asked: -f1 +f2; second waiting: -s1 -s2'],
    [
      'both seats of a stage',
      [decision(2, 'first', 'f1'), decision(2, 'first', 'f2')],
      'first approved: +f1 +f2; second asked: -s1 -s2',
    ],
    [
      'decisions of the round before',
      [decision(1, 'first', 'f1'), decision(1, 'first', 'f2', { choice: 'return' })],
      'first asked: -f1 -f2; second waiting: -s1 -s2',
    ],
    [
      'one of the round before on the same parts: that seat alone',
      [decision(1, 'first', 'f1', { scope: 'first2' }), decision(1, 'second', 's2', { scope: 'second2' })],
      'first asked: cf1 -f2; second waiting: -s1 cs2',
    ],
    [
      'not of whoever has adjusted a figure of this draft since',
      [
        decision(1, 'first', 'f1', { scope: 'first2' }),
        decision(1, 'second', 's2', { scope: 'second2' }),
        actBy('f1', { act: 'adjust', unit: 'a', cell: 'x', from: '1', to: '2', revision: 2 }),
      ],
      'first asked: -f1 -f2; second waiting: -s1 cs2',
    ],
    [
      'though of one whose adjustment the draft does not know yet, or who held the cycle',
      [
        decision(1, 'first', 'f1', { scope: 'first2' }),
        { ...actBy('f1', { act: 'exempt', unit: 'a' }), n: actsKnown + 1 } as Fact,
        actBy('f1', { act: 'hold' }),
      ],
      'first asked: cf1 -f2; second waiting: -s1 -s2',
    ],
    [
      'nor of whoever has sent, typed in or confirmed figures of it since',
      [
        ...[decision(2, 'first', 'f1'), decision(2, 'first', 'f2'), decision(2, 'second', 's1')],
        draft(3, ['first2', 'second2'], ['clerk-a', 'f2']),
      ],
      'first asked: cf1 -f2; second waiting: cs1 -s2',
    ],
    [
      'one of the round before on the parts of the other stage',
      [decision(1, 'first', 'f1', { scope: 'second2' })],
      'first asked: -f1 -f2; second waiting: -s1 -s2',
    ],
    [
      'a return of the round before on the same parts',
      [decision(1, 'first', 'f1', { scope: 'first2', choice: 'return' })],
      'first asked: -f1 -f2; second waiting: -s1 -s2',
    ],
    [
      'a return',
      [decision(2, 'first', 'f2', { choice: 'return' })],
      'first returned: -f1 xf2; second waiting: -s1 -s2',
    ],
    [
      'a force of a seat',
      [act({ act: 'force', stage: 'first', round: 2, seat: 'f2' })],
      'first asked: -f1 ff2; second waiting: -s1 -s2',
    ],
    [
      'a force of another round, and of another stage',
      [
        act({ act: 'force', stage: 'first', round: 1, seat: 'f2' }),
        act({ act: 'force', stage: 'second', round: 2, seat: 'f1' }),
      ],
      'first asked: -f1 -f2; second waiting: -s1 -s2',
    ],
    [
      'a skip of this round, and one of another',
      [act({ act: 'skip', stage: 'second', round: 1 }), act({ act: 'skip', stage: 'first', round: 2 })],
      'first skipped: -f1 -f2; second asked: -s1 -s2',
    ],
    [
      'a seat that was given away twice',
      [
        act({ act: 'reassign', stage: 'first', seat: 'f2', to: person('new1') }),
        act({ act: 'reassign', stage: 'first', seat: 'f2', to: person('new2') }),
        act({ act: 'reassign', stage: 'second', seat: 's1', to: person('new3') }),
      ],
      'first asked: -f1 -new2; second waiting: -new3 -s2',
    ],
    [
      'deputies, each of one seat in this round',
      [
        deputy('delegation', 2, 'first', 'f1', 'd1'),
        deputy('delegation', 1, 'first', 'f2', 'd2'),
        deputy('substitution', 2, 'second', 's2', 'd3'),
        deputy('substitution', 1, 'second', 's1', 'd4'),
      ],
      'first asked: -f1/d1 -f2; second waiting: -s1 -s2/d3',
    ],
    [
      'one deputy named for two seats',
      [deputy('delegation', 2, 'first', 'f1', 'd1'), deputy('delegation', 2, 'first', 'f2', 'd1')],
      'first asked: -f1/d1 -f2; second waiting: -s1 -s2',
    ],
  ])('%s', (_, facts, expected) => {
    expect(shown(facts)).toBe(expected)
  })

  it.each<[string, OfficeAct[], boolean]>([
    ['an act that is no hold', [{ act: 'nil', unit: 'a' }], false],
    ['a hold', [{ act: 'hold' }], true],
    ['a hold, then something else', [{ act: 'hold' }, { act: 'extend', unit: 'a', until: '2026-01-15' }], true],
    ['a hold that was let go', [{ act: 'hold' }, { act: 'release' }], false],
    ['two holds, let go in between', [{ act: 'hold' }, { act: 'release' }, { act: 'hold' }], true],
  ])('held: %s', (_, what, held) => {
    const state = stateOf(what.map(act))
    expect(state.held).toBe(held)
    if (held) expect(outcomeOfWait(state, definition, 'sign-off')).toBeUndefined()
  })

  it('an act on a unit is of that unit, and the last one counts', () => {
    const state = stateOf([
      act({ act: 'extend', unit: 'a', until: '2026-01-13' }),
      act({ act: 'reopen', unit: 'a', until: '2026-01-15', revision: 2 }),
      act({ act: 'contacts', unit: 'b', contacts: [person('new-b1')] }),
      act({ act: 'contacts', unit: 'b', contacts: [person('new-b2')] }),
    ])
    expect(unitState(state, 'a')?.openUntil?.date).toBe('2026-01-15')
    expect(unitState(state, 'b')?.openUntil).toBeUndefined()
    expect(unitState(state, 'a')?.unit.contacts.map(({ id }) => id)).toEqual(['clerk-a'])
    expect(unitState(state, 'b')?.unit.contacts.map(({ id }) => id)).toEqual(['new-b2'])
  })

  it('an act that others overtook while it was written is answered so', () => {
    const overtaken = (what: OfficeAct, ...more: Fact[]) => {
      const done = act(what) as OfficeActFact
      return overtakenAct(stateOf([done, ...more]), definition, done)?.code
    }
    const adjust = (revision: number): OfficeAct => ({
      act: 'adjust',
      unit: 'a',
      cell: 'x',
      from: '1',
      to: '2',
      revision,
    })
    expect([overtaken(adjust(2)), overtaken(adjust(1)), overtaken({ act: 'hold' })]).toEqual([
      undefined,
      'slice-changed',
      undefined,
    ])
    // The unit's own slice came first: nobody has filed zeros for it.
    expect(overtaken({ act: 'nil', unit: 'a' })).toBe('slice-changed')
    const joining = { ...opening.units[0]!, id: 'n' }
    const zeros = { ...submission('n', 1), channel: 'office', nil: true } as Fact
    expect(
      overtaken({ act: 'nil', unit: 'n' }, act({ act: 'join', unit: 'n', joining, until: '2026-01-16' }), zeros),
    ).toBeUndefined()
  })

  it('a return by the check is of the unit and the revision it names', () => {
    const state = stateOf([
      {
        ...base,
        kind: 'check',
        round: 2,
        draft: 'draft2',
        definition: 'dd',
        blocking: 1,
        warnings: 0,
        returns: [{ unit: 'b', text: '不平' }],
        unexplained: [],
      },
    ])
    expect(unitState(state, 'a')?.returns).toEqual([])
    expect(unitState(state, 'b')?.returns.map(({ by, revision, round }) => [by, revision, round])).toEqual([
      ['check', 2, 2],
    ])
    expect(outcomeOfWait(state, definition, 'sign-off')).toBe('return')
  })
})

/** A release of the second draft, made of these facts. */
const left = (goes: boolean, ...evidence: string[]): Fact[] => [
  { ...base, kind: 'release', n: 1, version: 1, round: 2, draft: 'draft2', evidence },
  { ...base, kind: 'departure', release: 1, goes },
]
it.each<[string, Fact[], number, boolean]>([
  ['of its own draft', left(true), 2, false],
  ['of a later one', left(true), 1, false],
  ['that was stopped', left(false), 1, true],
  ['that names it', left(true, 'decision#0001#first#f1'), 1, true],
  ['of an earlier one', [...left(true), draft(3, ['first3', 'second3'])], 3, true],
])('a return beside the version %s counts, or came too late', (_, release, round, counts) => {
  const back = decision(round, 'first', 'f1', { choice: 'return', reasons: [{ unit: 'a', text: '错' }] })
  const state = stateOf([...release, back])
  expect(state.rounds.flatMap(({ decisions }) => decisions)).toHaveLength(counts ? 1 : 0)
  expect(unitState(state, 'a')?.returns).toHaveLength(counts ? 1 : 0)
})
