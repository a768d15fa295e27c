import { describe, expect, it } from 'vitest'
import { countedSubmission, isOutgrown, outcomeOfWait } from '../../../shared/cycle/draft-standing.ts'
import { duties, dutyKey } from '../../../shared/cycle/duty.ts'
import type { CheckFact, DecisionFact, DraftFact } from '../../../shared/cycle/facts/draft-facts.ts'
import type { Fact, OfficeActFact, Opening } from '../../../shared/cycle/facts.ts'
import { foldCycle } from '../../../shared/cycle/fold.ts'
import { currentRound, isClosed, unitStanding } from '../../../shared/cycle/reporting-cycle.ts'
import { stageStandings } from '../../../shared/cycle/stage-standing.ts'
import type { ReportDefinition } from '../../../shared/report/report-definition.ts'
import { openingOf, person, text } from '../../fixtures/small-opening.ts'

const definition = {
  signOff: {
    unitConfirmation: { required: true, attestation: text('属实') },
    stages: [
      { id: 'office', title: text('公开办'), need: 'all', attestation: text('同意'), scope: 'all' },
      { id: 'leaders', title: text('领导'), need: 2, attestation: text('同意'), scope: ['figures'] },
    ],
  },
} as unknown as ReportDefinition

const opening = openingOf({
  at: '2021-01-04T00:00:00.000Z',
  by: 'clerk',
  timetable: { submissions: '2021-01-25', office: '2021-02-01', leaders: '2021-02-10', legal: '2021-02-20' },
  units: [
    { id: 'a', name: text('甲局'), kind: 'department', roles: [], contacts: [person('ca')], leader: person('la') },
    { id: 'b', name: text('乙镇'), kind: 'township', roles: [], contacts: [person('cb')] },
  ],
  route: [
    { stage: 'office', approvers: [person('head')] },
    { stage: 'leaders', approvers: [person('x'), person('y'), person('z')] },
  ],
  policy: { missing: 'hold' },
})

let minute = 0
const at = () => new Date(Date.UTC(2021, 0, 5, 0, minute++)).toISOString()
const submission = (unit: string, revision: number): Fact => ({
  kind: 'submission',
  cycle: 'c',
  unit,
  revision,
  digest: `${unit}${revision}`,
  at: at(),
  by: `c${unit}`,
  channel: 'form',
  nil: false,
})
const confirmation = (revision: number, choice: 'confirm' | 'return' = 'confirm'): Fact => ({
  kind: 'confirmation',
  cycle: 'c',
  unit: 'a',
  revision,
  digest: `a${revision}`,
  at: at(),
  by: 'la',
  choice,
  attestation: { zh: '属实', en: '属实' },
})
const draft = (round: number, a: number, b: number, figures = 'f1', acts = 0): DraftFact => ({
  kind: 'draft',
  cycle: 'c',
  round,
  digest: `draft${round}`,
  at: at(),
  submissions: [
    { unit: 'a', revision: a, digest: `a${a}` },
    { unit: 'b', revision: b, digest: `b${b}` },
  ],
  acts,
  gaps: [],
  stages: [
    { stage: 'office', scope: `draft${round}` },
    { stage: 'leaders', scope: figures },
  ],
})
const check = (round: number, extra: Partial<CheckFact> = {}): CheckFact => ({
  kind: 'check',
  cycle: 'c',
  round,
  draft: `draft${round}`,
  definition: 'dd',
  at: at(),
  blocking: 0,
  warnings: 0,
  returns: [],
  unexplained: [],
  ...extra,
})
const request = (round: number, stage: string): Fact => ({
  kind: 'request',
  cycle: 'c',
  round,
  stage,
  draft: `draft${round}`,
  at: at(),
  due: '2021-02-01',
})
const decision = (round: number, stage: string, seat: string, extra: Partial<DecisionFact> = {}): DecisionFact => ({
  kind: 'decision',
  cycle: 'c',
  round,
  stage,
  seat,
  by: seat,
  choice: 'approve',
  draft: `draft${round}`,
  scope: stage === 'leaders' ? 'f1' : `draft${round}`,
  reasons: [],
  attestation: { zh: '同意', en: '同意' },
  definition: 'dd',
  at: at(),
  ...extra,
})
const act = (fields: Record<string, unknown>, n = 1): OfficeActFact =>
  ({
    kind: 'act',
    cycle: 'c',
    n,
    id: `act${minute}`,
    at: at(),
    by: 'clerk',
    reason: '原因',
    ...fields,
  }) as OfficeActFact

const sent = [opening, submission('a', 1), confirmation(1), submission('b', 1)]
const asked = [...sent, draft(1, 1, 1), check(1), request(1, 'office')]
const returned = [
  ...asked,
  decision(1, 'office', 'head', { choice: 'return', reasons: [{ unit: 'a', cell: 't3.new.natural', text: '请核对' }] }),
]
const fold = (facts: Fact[]) => foldCycle(facts)!

describe('a unit', () => {
  it.each([
    ['nothing sent', [opening], 'open'],
    ['sent, its leader has not answered', [opening, submission('a', 1)], 'unconfirmed'],
    ['sent and confirmed', [opening, submission('a', 1), confirmation(1)], 'settled'],
    ['its leader sent it back', [opening, submission('a', 1), confirmation(1, 'return')], 'returned'],
    [
      'sent again after that',
      [opening, submission('a', 1), confirmation(1, 'return'), submission('a', 2)],
      'unconfirmed',
    ],
    ['an approver sent it back', returned, 'returned'],
    ['sent again after an approver’s return', [...returned, submission('a', 2), confirmation(2)], 'settled'],
    ['let off by the office', [opening, act({ act: 'exempt', unit: 'a' })], 'exempt'],
  ])('%s', (_, facts, standing) => {
    expect(unitStanding(fold(facts as Fact[]).units[0]!, definition)).toBe(standing)
  })

  it('keeps its state when another is returned', () => {
    expect(unitStanding(fold(returned).units[1]!, definition)).toBe('settled')
  })

  it('needs no confirmation without a leader', () => {
    expect(unitStanding(fold(sent).units[1]!, definition)).toBe('settled')
  })
})

describe('the wait for submissions', () => {
  const gap: Opening = { ...opening, policy: { missing: 'gap' } }
  const lapse = (round: number): Fact => ({
    kind: 'lapse',
    cycle: 'c',
    what: 'submissions',
    round,
    at: at(),
    missing: ['b'],
  })
  const one = [submission('a', 1), confirmation(1)]
  it.each([
    ['goes on while one is missing', [opening, ...one], undefined],
    ['is over when all are there', sent, 'complete'],
    ['does not lapse where the policy holds', [opening, ...one, lapse(1)], undefined],
    ['lapses where the policy is marked gaps', [gap, ...one, lapse(1)], 'complete'],
    ['does not lapse for a later round', [gap, ...returned.slice(1), lapse(1)], undefined],
    ['is not over while the office holds', [...sent, act({ act: 'hold' })], undefined],
    ['goes on after a release', [...sent, act({ act: 'hold' }), act({ act: 'release' }, 2)], 'complete'],
    [
      'waits for the office’s explanation',
      [...sent, draft(1, 1, 1), check(1, { unexplained: [{ instance: 'i', figures: 'f' }] })],
      undefined,
    ],
    [
      'waits until all of them are explained',
      [
        ...sent,
        draft(1, 1, 1),
        check(1, { unexplained: ['i', 'k'].map((instance) => ({ instance, figures: 'f' })) }),
        act({ act: 'justify', instance: 'i', figures: 'f' }),
      ],
      undefined,
    ],
    [
      'goes on when it is given',
      [
        ...sent,
        draft(1, 1, 1),
        check(1, { unexplained: [{ instance: 'i', figures: 'f' }] }),
        act({ act: 'justify', instance: 'i', figures: 'f' }),
      ],
      'complete',
    ],
  ])('%s', (_, facts, outcome) => {
    expect(outcomeOfWait(fold(facts as Fact[]), definition, 'submissions')).toBe(outcome)
  })
})

const takeBack = (unit: string, revision: number): Fact => ({
  kind: 'take-back',
  cycle: 'c',
  unit,
  revision,
  digest: `${unit}${revision}`,
  at: at(),
  by: unit,
})

describe('the wait for sign-off', () => {
  const signed = [...asked, decision(1, 'office', 'head'), request(1, 'leaders')]
  const all = [...signed, decision(1, 'leaders', 'x'), decision(1, 'leaders', 'z')]
  it.each([
    ['has to be asked first', [...sent, draft(1, 1, 1), check(1)], 'next'],
    ['goes on while asked', asked, undefined],
    ['goes to the next stage', [...asked, decision(1, 'office', 'head')], 'next'],
    ['needs two of three', [...signed, decision(1, 'leaders', 'x')], undefined],
    ['is over with two of three', all, 'publish'],
    [
      'counts a person once, whatever seats they hold, and asks anew for what nobody can sign any more',
      [...signed, decision(1, 'leaders', 'x'), decision(1, 'leaders', 'z', { by: 'x' })],
      'changed',
    ],
    ['ends with a return', returned, 'return'],
    [
      'ends with one return among approvals',
      [
        ...signed,
        decision(1, 'leaders', 'x'),
        decision(1, 'leaders', 'y', { choice: 'return', reasons: [{ unit: 'b', text: 't' }] }),
      ],
      'return',
    ],
    ['ends when a newer slice is there', [...all, submission('b', 2)], 'changed'],
    ['is not changed by a slice its leader has not confirmed', [...asked, submission('a', 2)], undefined],
    ['ends when a unit took back what the draft was just being made from', [...all, takeBack('b', 1)], 'changed'],
    ['goes on when a unit took back what it sent since', [...asked, submission('a', 2), takeBack('a', 2)], undefined],
    [
      'ends when the office adjusted',
      [...all, act({ act: 'adjust', unit: 'b', cell: 'c', from: '1', to: '2', revision: 1 })],
      'changed',
    ],
    ['a skipped stage needs nobody', [...asked, act({ act: 'skip', stage: 'office', round: 1 })], 'next'],
    [
      'a forced seat counts',
      [...signed, decision(1, 'leaders', 'x'), act({ act: 'force', stage: 'leaders', round: 1, seat: 'y' })],
      'publish',
    ],
    ...([undefined, { kind: 'told', cycle: 'c', act: 1, at: '' }] as const).map(
      (told): [string, Fact[], string | undefined] => [
        `waits until whoever was forced with a second person’s consent is told: ${told ? 'they are' : 'not yet'}`,
        [
          ...signed,
          decision(1, 'leaders', 'x'),
          act({ act: 'force', stage: 'leaders', round: 1, seat: 'y', consent: { proposal: 1, by: 'accountable' } }, 1),
          ...(told ? [told] : []),
        ] as Fact[],
        told && 'publish',
      ],
    ),
    [
      'after the release nothing changes the draft',
      [
        ...all,
        { kind: 'release', cycle: 'c', n: 1, version: 1, round: 1, draft: 'draft1', evidence: [], at: at() },
        submission('b', 2),
      ],
      'publish',
    ],
  ])('%s', (_, facts, outcome) => {
    expect(outcomeOfWait(fold(facts as Fact[]), definition, 'sign-off')).toBe(outcome)
  })
})

describe('order is by reference, never by clock', () => {
  const [early, late] = ['2020-01-01T00:00:00.000Z', '2030-01-01T00:00:00.000Z']
  const adjust = { act: 'adjust', unit: 'b', cell: 'c', from: '1', to: '2', revision: 1 }
  const signed = [...asked, decision(1, 'office', 'head')]
  const delegation = (stage: string, seat: string, to: string): Fact => ({
    kind: 'delegation',
    cycle: 'c',
    round: 1,
    stage,
    seat,
    to: person(to),
    by: seat,
    reason: '出差',
    at: at(),
  })
  const release = (evidence: string[], departed?: boolean): Fact[] => [
    { kind: 'release', cycle: 'c', n: 1, version: 1, round: 1, draft: 'draft1', evidence, at: at() },
    ...(departed === undefined
      ? []
      : [{ kind: 'departure', cycle: 'c', release: 1, goes: departed, at: at() } as const]),
  ]
  const all = [...signed, request(1, 'leaders'), decision(1, 'leaders', 'x'), decision(1, 'leaders', 'z')]
  const publication = (stamp: string): Fact => ({
    kind: 'publication',
    cycle: 'c',
    version: 1,
    round: 1,
    draft: 'draft1',
    manifest: 'm',
    at: stamp,
  })

  it.each<[string, Fact[], string | undefined]>([
    [
      'an act the draft does not name makes it stale, though its clock was behind',
      [...signed, { ...act(adjust), at: early }],
      'changed',
    ],
    [
      'an act the draft names does not, though its clock was ahead',
      [...sent, draft(1, 1, 1, 'f1', 1), check(1), request(1, 'office'), { ...act(adjust), at: late }],
      undefined,
    ],
    [
      'a hold after a release of the office holds, whatever their clocks say',
      [...signed, { ...act({ act: 'hold' }, 3), at: early }, { ...act({ act: 'release' }, 2), at: late }],
      undefined,
    ],
    [
      'an act that was recorded when the version had left counts for nothing',
      [...all, ...release([], true), { ...act({ act: 'hold' }), at: early }],
      'publish',
    ],
    ['nor does a return', [...all, ...release([], true), decision(1, 'leaders', 'y', { choice: 'return' })], 'publish'],
    ['a return the release names does', [...returned, ...release(['decision#0001#office#head'], true)], 'return'],
    ['nor does a take-back', [...all, ...release([], true), takeBack('b', 1)], 'publish'],
    ['one in time does, since the release is stopped', [...all, ...release([], false), takeBack('b', 1)], 'changed'],
    ['a release that was stopped changes nothing', [...all, ...release([], false), act(adjust)], 'changed'],
  ])('%s', (_, facts, outcome) => {
    expect(outcomeOfWait(fold(facts), definition, 'sign-off')).toBe(outcome)
  })

  it('a unit that took back what the draft names is waited for', () => {
    const state = fold([...asked, takeBack('b', 1)])
    expect(outcomeOfWait(state, definition, 'submissions')).toBeUndefined()
    expect(countedSubmission(state, definition, state.units.find(({ unit }) => unit.id === 'b')!)).toBeUndefined()
    expect(isOutgrown(state, definition, currentRound(state)!)).toBe(true)
  })

  it('a correction is of the version it names', () => {
    const corrected = [...all, publication(late), { ...act({ act: 'correct', version: 1 }), at: early }]
    expect(isClosed(fold([...all, publication(early)]))).toBe(true)
    expect(isClosed(fold(corrected))).toBe(false)
    const second: Fact = { ...publication(early), version: 2 } as Fact
    expect(isClosed(fold([...corrected, second]))).toBe(true)
  })

  it('what came too late stays too late when the correction begins', () => {
    const state = fold([
      ...all,
      ...release([], true),
      publication(at()),
      act({ act: 'hold' }),
      act({ act: 'correct', version: 1 }, 2),
    ])
    expect([state.held, state.lateActs.map(({ n }) => n), state.acts.map(({ n }) => n)]).toEqual([false, [1], [2]])
  })

  it.each<[string, Fact[], string]>([
    [
      'a return of the newest revision by its leader stays open, though an older one was returned later',
      [
        ...asked,
        submission('a', 2),
        confirmation(2, 'return'),
        decision(1, 'office', 'head', { choice: 'return', reasons: [{ unit: 'a', text: '请核对' }] }),
      ],
      'returned',
    ],
    [
      'a newer revision that was confirmed answers the return of the older one',
      [
        ...asked,
        submission('a', 2),
        confirmation(2),
        decision(1, 'office', 'head', { choice: 'return', reasons: [{ unit: 'a', text: '请核对' }] }),
      ],
      'settled',
    ],
  ])('%s', (_, facts, standing) => {
    expect(unitStanding(fold(facts).units[0]!, definition)).toBe(standing)
  })

  it('a revision that is not confirmed takes nothing out of the draft that is being signed', () => {
    const state = fold([...asked, submission('a', 2), act(adjust)])
    expect(countedSubmission(state, definition, state.units[0]!)?.revision).toBe(1)
    const before = fold([opening, submission('a', 1)])
    expect(countedSubmission(before, definition, before.units[0]!)).toBeUndefined()
  })

  // It was confirmed while nothing could be merged: held, or the next was sent in the same moment.
  it.each<[string, Fact[], number, string | undefined]>([
    ['confirmed, and another is not yet', [submission('a', 2), confirmation(2), submission('a', 3)], 2, 'changed'],
    [
      'confirmed, and another was sent back',
      [submission('a', 2), confirmation(2), submission('a', 3), confirmation(3, 'return')],
      2,
      'changed',
    ],
    [
      'confirmed twice, and another is not yet',
      [submission('a', 2), confirmation(2), submission('a', 3), confirmation(3), submission('a', 4)],
      3,
      'changed',
    ],
    [
      'taken back, and another is not yet',
      [submission('a', 2), confirmation(2), takeBack('a', 2), submission('a', 3)],
      1,
      undefined,
    ],
    [
      'sent back, and another is not yet',
      [submission('a', 2), confirmation(2, 'return'), submission('a', 3)],
      1,
      undefined,
    ],
  ])('a revision that was %s, counts or does not', (_, more, revision, outcome) => {
    const state = fold([...asked, ...more])
    expect(countedSubmission(state, definition, state.units[0]!)?.revision).toBe(revision)
    expect(outcomeOfWait(state, definition, 'sign-off')).toBe(outcome)
  })

  it('of a unit that the draft has a gap of, what its leader confirmed counts, whatever it sends afterwards', () => {
    const gap = asked.map((f) => (f.kind === 'draft' ? { ...f, submissions: [], gaps: ['a'] } : f))
    const counted = (...more: Fact[]) => {
      const state = fold([...gap.filter((f) => !('unit' in f) || f.unit !== 'a'), ...more])
      return countedSubmission(state, definition, state.units[0]!)?.revision
    }
    expect(counted(submission('a', 1))).toBeUndefined()
    expect(counted(submission('a', 1), confirmation(1), submission('a', 2))).toBe(1)
  })

  it('a deputy for two seats has the first of them; who holds a seat is nobody’s deputy', () => {
    const facts = [
      ...signed,
      request(1, 'leaders'),
      delegation('leaders', 'x', 'deputy'),
      delegation('leaders', 'y', 'deputy'),
      delegation('leaders', 'z', 'head'),
    ]
    const seats = stageStandings(fold(facts), definition)[1]!.seats
    expect(seats.map(({ deciders }) => deciders.map(({ id }) => id))).toEqual([['x', 'deputy'], ['y'], ['z']])
  })

  it('whoever signed one seat is a deputy in no other, though named first there', () => {
    const facts = [
      ...signed,
      request(1, 'leaders'),
      delegation('leaders', 'x', 'deputy'),
      delegation('leaders', 'y', 'deputy'),
      decision(1, 'leaders', 'y', { by: 'deputy' }),
    ]
    const seats = stageStandings(fold(facts), definition)[1]!.seats
    expect(seats.map(({ deciders }) => deciders.map(({ id }) => id))).toEqual([['x'], ['y', 'deputy'], ['z']])
  })
})

describe('a correction', () => {
  const signed = [...asked, decision(1, 'office', 'head'), request(1, 'leaders')]
  const published: Fact[] = [
    ...signed,
    decision(1, 'leaders', 'x'),
    decision(1, 'leaders', 'z'),
    { kind: 'publication', cycle: 'c', version: 1, round: 1, draft: 'draft1', manifest: 'm', at: at() },
  ]
  const begun = [...published, act({ act: 'correct', version: 1 })]
  it.each([
    ['a run after the publication goes on to its end', published, 'complete', 'publish'],
    [
      'though a slice came when it had left: that waits for a correction',
      [...published, submission('b', 2), submission('a', 2)],
      'complete',
      'publish',
    ],
    ['what was published is not published again', begun, undefined, 'changed'],
    ['a slice that is not confirmed is not there', [...begun, submission('a', 2)], undefined, 'changed'],
    ['a newer slice makes the next draft', [...begun, submission('b', 2)], 'complete', 'changed'],
    [
      'so does an adjustment',
      [...begun, act({ act: 'adjust', unit: 'b', cell: 'c', from: '1', to: '2', revision: 1 }, 2)],
      'complete',
      'changed',
    ],
  ])('%s', (_, facts, submissions, signOff) => {
    const state = fold(facts)
    expect(outcomeOfWait(state, definition, 'submissions')).toBe(submissions)
    expect(outcomeOfWait(state, definition, 'sign-off')).toBe(signOff)
  })
})

describe('a new round', () => {
  const first = [...asked, decision(1, 'office', 'head'), request(1, 'leaders'), decision(1, 'leaders', 'x')]
  const back = decision(1, 'leaders', 'y', { choice: 'return', reasons: [{ unit: 'b', text: '说明过于简单' }] })

  it('keeps an approval whose scope is unchanged, as carried over', () => {
    const [office, leaders] = stageStandings(
      fold([...first, back, submission('b', 2), draft(2, 1, 2, 'f1'), check(2)]),
      definition,
    )
    expect(office!.status).toBe('asked')
    expect(leaders!.seats.map((s) => [s.seat, s.decision?.choice, s.carried])).toEqual([
      ['x', 'approve', true],
      ['y', undefined, false],
      ['z', undefined, false],
    ])
  })

  it('voids it when the scope changed', () => {
    const stages = stageStandings(
      fold([...first, back, submission('b', 2), draft(2, 1, 2, 'f2'), check(2)]),
      definition,
    )
    expect(stages[1]!.seats.every((s) => s.decision === undefined)).toBe(true)
  })
})

describe('duties', () => {
  const keys = (facts: Fact[]) => duties({ state: fold(facts), definition }).map(dutyKey)
  it.each([
    ['at the beginning every contact owes a slice', [opening], ['submit/a/1/ca', 'submit/b/1/cb']],
    ['then its leader owes a confirmation', [opening, submission('a', 1)], ['confirm/a/1/la', 'submit/b/1/cb']],
    ['only who is asked owes a decision', asked, ['decide/1/office/head/head']],
    ['a return makes the unit owe again', returned, ['submit/a/2/ca']],
    ['nobody owes while it is held', [...asked, act({ act: 'hold' })], []],
    [
      'the office owes explanations',
      [...sent, draft(1, 1, 1), check(1, { unexplained: [{ instance: 'i', figures: 'f' }] })],
      ['justify/1/clerk'],
    ],
  ])('%s', (_, facts, expected) => {
    expect(keys(facts as Fact[])).toEqual(expected)
  })

  it('a delegate may decide in the seat', () => {
    const facts: Fact[] = [
      ...asked,
      {
        kind: 'delegation',
        cycle: 'c',
        round: 1,
        stage: 'office',
        seat: 'head',
        to: person('deputy'),
        by: 'head',
        reason: '出差',
        at: at(),
      },
    ]
    expect(keys(facts)).toEqual(['decide/1/office/head/head', 'decide/1/office/head/deputy'])
  })

  it('does not depend on the order in which facts are read', () => {
    expect(foldCycle([...returned].reverse())).toEqual(foldCycle(returned))
  })
})
