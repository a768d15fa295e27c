import { describe, expect, it } from 'vitest'
import type { DecisionFact, Fact, OfficeAct, Opening, Person } from '../../../shared/cycle/facts.ts'
import { foldCycle, outcomeOfWait, stageStandings, unitState } from '../../../shared/cycle/reporting-cycle.ts'
import type { ReportDefinition } from '../../../shared/report/report-definition.ts'

/**
 * Two units, two stages of two seats each, two rounds, acts of every kind that names a place: where a fixture has one of each, a
 * fold that looks at another seat, another stage or another round still gives the right answer.
 */
const text = (zh: string) => ({ zh, en: zh })
const person = (id: string): Person => ({ id, name: id, address: `${id}@test.example` })
const definition = {
  signOff: {
    unitConfirmation: { required: false, attestation: text('属实') },
    stages: ['first', 'second'].map((id) => ({
      id,
      title: text(id),
      need: 'all',
      attestation: text('同意'),
      scope: 'all',
      indispensable: false,
    })),
  },
} as unknown as ReportDefinition
const at = '2026-01-05T01:00:00.000Z'
const opening: Opening = {
  kind: 'opening',
  cycle: 'c',
  at,
  by: 'officer',
  definition: { id: 'd', version: 1, digest: 'dd' },
  issuer: { id: 'i', name: text('市'), level: 'county' },
  year: 2025,
  timetable: { submissions: '2026-01-12', first: '2026-01-14', second: '2026-01-16', legal: '2026-01-20' },
  zone: 'Asia/Shanghai',
  units: ['a', 'b'].map((id) => ({
    id,
    name: text(id),
    kind: 'department',
    roles: [],
    contacts: [person(`clerk-${id}`)],
  })),
  route: [
    { stage: 'first', approvers: [person('f1'), person('f2')] },
    { stage: 'second', approvers: [person('s1'), person('s2')] },
  ],
  office: [person('officer')],
  policy: { missing: 'hold' },
}

const base = { cycle: 'c', at }
const draft = (round: number, scopes: [string, string]): Fact => ({
  ...base,
  kind: 'draft',
  round,
  digest: `draft${round}`,
  submissions: ['a', 'b'].map((unit) => ({ unit, revision: round, digest: `${unit}${round}` })),
  acts: 100,
  gaps: [],
  stages: [
    { stage: 'first', scope: scopes[0] },
    { stage: 'second', scope: scopes[1] },
  ],
})
const submission = (unit: string, revision: number): Fact => ({
  ...base,
  kind: 'submission',
  unit,
  revision,
  digest: `${unit}${revision}`,
  by: `clerk-${unit}`,
  channel: 'form',
  nil: false,
})
const decision = (round: number, stage: string, seat: string, more: Partial<DecisionFact> = {}): Fact => ({
  ...base,
  kind: 'decision',
  round,
  stage,
  seat,
  by: seat,
  choice: 'approve',
  draft: `draft${round}`,
  scope: `${stage}${round}`,
  reasons: [],
  attestation: text('同意'),
  definition: 'dd',
  ...more,
})
const deputy = (kind: 'delegation' | 'substitution', round: number, stage: string, seat: string, to: string): Fact =>
  ({
    ...base,
    kind,
    round,
    stage,
    seat,
    to: person(to),
    ...(kind === 'delegation' && { by: seat, reason: '出差' }),
  }) as Fact
let acts = 0
const act = (what: OfficeAct): Fact => {
  acts += 1
  return { ...base, kind: 'act', n: acts, id: `act-${acts}`, by: 'officer', reason: '理由', ...what }
}

/** Both units sent twice, two drafts; of the second one both stages have other parts than of the first. */
const walked: Fact[] = [
  opening,
  ...['a', 'b'].flatMap((unit) => [submission(unit, 1), submission(unit, 2)]),
  draft(1, ['first1', 'second1']),
  draft(2, ['first2', 'second2']),
]
const stateOf = (facts: Fact[]) => foldCycle([...walked, ...facts])!
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

describe('with two of each', () => {
  it.each<[string, Fact[], string]>([
    ['nothing', [], 'first asked: -f1 -f2; second waiting: -s1 -s2'],
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
