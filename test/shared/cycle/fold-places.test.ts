import { describe, expect, it, test } from 'vitest'
import { factKey } from '../../../shared/cycle/fact-key.ts'
import type { UnitReleaseFact } from '../../../shared/cycle/facts/release-facts.ts'
import type { Fact, OfficeAct } from '../../../shared/cycle/facts.ts'
import { foldCycle, foldUnitCycle, foldUnits, theUnits } from '../../../shared/cycle/fold.ts'
import {
  actsRecorded,
  correctionUnderWay,
  isBeingCorrected,
  isClosed,
  isMissing,
  knownUnit,
  openRound,
  pendingRelease,
  returnOf,
  theRound,
  unexplained,
  unitStanding,
  unitState,
} from '../../../shared/cycle/reporting-cycle.ts'
import type { ReportDefinition } from '../../../shared/report/report-definition.ts'
import { base, decision, definition, deputy, opening, person, stateOf, submission } from './two-of-each.ts'

/** Two facts of every kind, of two units, two rounds, two stages, two versions: what a fold makes of them hangs on their names, not on their order. */
const numbered = (n: number, what: OfficeAct): Fact => ({
  ...{ ...base, kind: 'act', n, id: `act-${n}`, by: 'officer', reason: `理由${n}` },
  ...what,
})
const said = (unit: string, revision: number, choice: 'confirm' | 'return', reason?: string): Fact => ({
  ...{ ...base, kind: 'confirmation', unit, revision, digest: `${unit}${revision}`, by: `leader-${unit}`, choice },
  attestation: { zh: '属实', en: 'true' },
  ...(reason && { reason }),
})
const cleared = (unit: string, revision: number, choice: 'clear' | 'return' = 'return'): Fact => ({
  ...{ ...base, kind: 'clearance', unit, revision, digest: 'x', by: 'officer', choice },
  reasons: [{ unit, text: `请改${revision}` }],
})
const recalled = (unit: string, version: number, revision: number, by = 'officer'): Fact => ({
  ...{ ...base, kind: 'recall', unit, version, revision, by, reasons: [{ unit, text: `收回${version}` }] },
})
const takenBack = (unit: string, revision: number): Fact => ({
  ...{ ...base, kind: 'take-back', unit, revision, digest: 'x', by: `clerk-${unit}` },
})
const ask = (unit: string, n: number): Fact => ({
  ...{ ...base, kind: 'ask', unit, n, id: `ask-${unit}-${n}`, by: `clerk-${unit}`, text: '问', ask: 'question' },
})
const proposal = (n: number): Fact => ({
  ...{ ...base, kind: 'proposal', n, id: `p${n}`, by: 'officer', reason: 'r', until: '2026-01-09' },
  act: { act: 'gap' },
})
const consent = (n: number, choice: 'consent' | 'decline'): Fact => ({
  ...{ ...base, kind: 'consent', proposal: n, by: 'second', choice },
})
const lapse = (what: 'submissions' | 'legal', round: number): Fact => ({
  ...{ ...base, kind: 'lapse', what, round, missing: [] },
})
const release = (n: number, version: number, round: number, evidence: Fact[] = []): Fact => ({
  ...{ ...base, kind: 'release', n, version, round, draft: `draft${round}`, evidence: evidence.map(factKey) },
})
const departure = (of: number, goes: boolean): Fact => ({ ...base, kind: 'departure', release: of, goes })
const published = (version: number, round: number): Fact => ({
  ...{ ...base, kind: 'publication', version, round, draft: `draft${round}`, manifest: 'm' },
})
const unitRelease = (unit: string, n: number, version: number): UnitReleaseFact => ({
  ...{ ...base, kind: 'unit-release', unit, n, version, revision: version, submission: 'x', evidence: [] },
})
const unitDeparture = (unit: string, of: number, goes: boolean): Fact => ({
  ...{ ...base, kind: 'unit-departure', unit, release: of, goes },
})
const unitPublished = (unit: string, version: number): Fact => ({
  ...{ ...base, kind: 'unit-publication', unit, version, revision: version, submission: 'x', manifest: 'm' },
})
const execution = (n: number): Fact => ({ ...base, kind: 'execution', n, name: `run-${n}`, published: 0 })
const request = (round: number, stage: string): Fact => ({
  ...{ ...base, kind: 'request', round, stage, draft: `draft${round}`, due: '2026-01-14' },
})
const mail = (duty: string): Fact => ({
  ...{ ...base, kind: 'mail', duty, to: 'f1', template: 'sign-off-request', messageId: duty },
})
const delivery = (duty: string, at: string): Fact => ({ ...base, kind: 'delivery', duty, event: 'delivered', at })
const check = (round: number, more: object): Fact =>
  ({
    ...{ ...base, kind: 'check', round, draft: `draft${round}`, definition: 'dd', blocking: 0, warnings: 0 },
    ...{ returns: [], unexplained: [], ...more },
  }) as Fact
const returning = (round: number, stage: string, seat: string, unit: string): Fact =>
  decision(round, stage, seat, { choice: 'return', reasons: [{ unit, text: `退${seat}` }] })

const rich: Fact[] = [
  ...[1, 2].flatMap((n) => [ask('a', n), ask('b', n), proposal(n), execution(n), mail(`m${n}`)]),
  ...[consent(1, 'decline'), consent(2, 'consent')],
  ...[lapse('legal', 1), lapse('submissions', 1), lapse('submissions', 2)],
  ...[delivery('m1', '2026-01-05T02:00:00.000Z'), delivery('m2', '2026-01-05T03:00:00.000Z')],
  ...['first', 'second'].flatMap((stage) => [request(1, stage), request(2, stage)]),
  ...[decision(2, 'first', 'f1'), decision(2, 'first', 'f2'), decision(2, 'second', 's1'), decision(2, 'second', 's2')],
  ...[deputy('delegation', 2, 'first', 'f2', 'd1'), deputy('delegation', 2, 'second', 's1', 'd2')],
  ...[deputy('substitution', 2, 'first', 'f1', 'd3'), deputy('substitution', 2, 'second', 's2', 'd4')],
  ...[said('a', 1, 'return', '不对'), said('a', 2, 'confirm'), said('b', 1, 'return'), said('b', 2, 'return', '错了')],
  ...[cleared('a', 1), cleared('a', 2), recalled('b', 1, 1), recalled('b', 2, 2, 'gone')],
  ...[takenBack('a', 1), takenBack('a', 2), takenBack('b', 1)],
  ...[unitRelease('a', 1, 1), unitRelease('a', 2, 1), unitRelease('a', 3, 2), unitRelease('b', 1, 1)],
  ...[unitDeparture('a', 1, false), unitDeparture('a', 2, true), unitPublished('a', 1), unitPublished('a', 2)],
  ...[
    returning(1, 'first', 'f2', 'a'),
    returning(1, 'second', 's1', 'b'),
    check(1, { returns: [{ unit: 'a', text: '查' }] }),
  ],
  ...[release(1, 1, 2), release(2, 1, 2), release(3, 2, 2), departure(1, false)],
  numbered(2, { act: 'answer', unit: 'a', ask: 2 }),
  numbered(1, { act: 'answer', unit: 'b', ask: 1 }),
  numbered(3, { act: 'contacts', unit: 'a', contacts: [person('new-a')], leader: person('leader-a') }),
  numbered(4, { act: 'extend', unit: 'b', until: '2026-01-16' }),
]

describe('facts are folded in whatever order they are read', () => {
  const state = stateOf(rich)
  const a = unitState(state, 'a')!
  const b = unitState(state, 'b')!

  it('the same backwards', () => {
    // The opening first, since the one that was recorded stands.
    const backwards = [opening, ...rich.toReversed(), submission('b', 2), submission('b', 1), submission('a', 2)]
    const drafts = stateOf([]).rounds.map(({ draft }): Fact => draft)
    expect(foldCycle([...backwards, submission('a', 1), ...drafts.toReversed()])).toEqual(state)
  })

  it('in the order of their names', () => {
    const keys = (facts: readonly Fact[]) => facts.map(factKey).join(' ')
    const [one, two] = state.rounds
    expect(state.rounds.map(({ round }) => round)).toEqual([1, 2])
    expect(keys(two!.requests)).toBe('request#0002#first request#0002#second')
    expect(keys(two!.decisions)).toBe(
      'decision#0002#first#f1 decision#0002#first#f2 decision#0002#second#s1 decision#0002#second#s2',
    )
    expect(keys(one!.decisions)).toBe('decision#0001#first#f2 decision#0001#second#s1')
    expect(keys(two!.delegations)).toBe('delegation#0002#first#f2 delegation#0002#second#s1')
    expect(keys(two!.substitutions)).toBe('substitution#0002#first#f1 substitution#0002#second#s2')
    expect(state.acts.map(({ n }) => n)).toEqual([1, 2, 3, 4])
    expect(state.proposals.map(({ n, consent }) => [n, consent?.choice])).toEqual([
      [1, 'decline'],
      [2, 'consent'],
    ])
    expect(keys(state.lapses)).toBe('lapse#legal#0001 lapse#submissions#0001 lapse#submissions#0002')
    expect(state.releases.map(({ n, departed }) => [n, departed])).toEqual([
      [2, false],
      [3, false],
    ])
    expect(state.releasesWritten).toBe(3)
    expect(state.executions.map(({ n }) => n)).toEqual([1, 2])
    expect([...state.mails].map(([duty, { messageId }]) => [duty, messageId])).toEqual([
      ['m1', 'm1'],
      ['m2', 'm2'],
    ])
    expect(state.deliveries.map(({ duty }) => duty)).toEqual(['m1', 'm2'])
    expect(state).not.toHaveProperty('cancelled')
    expect(state).not.toHaveProperty('together')
  })

  it('each unit has its own', () => {
    expect(a.unit).toMatchObject({ contacts: [{ id: 'new-a' }], leader: { id: 'leader-a' } })
    expect(b.unit).not.toHaveProperty('leader')
    expect([a, b].map(({ submissions }) => submissions.map(({ revision }) => revision))).toEqual([
      [1, 2],
      [1, 2],
    ])
    expect(a.confirmations.map(({ revision, choice }) => `${revision}${choice}`)).toEqual(['1return', '2confirm'])
    expect([a, b].map(({ asks }) => asks.map(({ n, answer }) => [n, answer?.n]))).toEqual([
      [
        [1, undefined],
        [2, 2],
      ],
      [
        [1, 1],
        [2, undefined],
      ],
    ])
    expect(Object.keys(a.asks[0]!)).not.toContain('answer')
    expect(a.clearances.map(({ revision }) => revision)).toEqual([1, 2])
    expect(b.recalls.map(({ version }) => version)).toEqual([1, 2])
    // Revision 1 of `a` has left as its own report; of `b` nothing has.
    expect(a.takeBacks.map(({ revision }) => revision)).toEqual([2])
    expect(b.takeBacks.map(({ revision }) => revision)).toEqual([1])
    expect(a.releases.map(({ n, departed }) => [n, departed])).toEqual([
      [2, true],
      [3, false],
    ])
    expect([a.releasesWritten, b.releasesWritten]).toEqual([3, 1])
    expect(a.reports.map(({ version }) => version)).toEqual([1, 2])
    expect([a.openUntil, b.openUntil?.date]).toEqual([undefined, '2026-01-16'])
    expect([a.added, a.exempt, a.joined]).toEqual([[], undefined, undefined])
  })

  it('what was recalled again comes after it, and another version’s after both', () => {
    const again = (n: number): Fact => ({ ...recalled('b', 1, 1), n }) as Fact
    const { recalls } = unitState(stateOf([recalled('b', 2, 2), again(3), again(2), recalled('b', 1, 1)]), 'b')!
    expect(recalls.map(({ version, n }) => [version, n])).toEqual([
      [1, undefined],
      [1, 2],
      [1, 3],
      [2, undefined],
    ])
  })

  it('what was returned, by whom, of which revision', () => {
    const shown = ({ returns }: typeof a) =>
      returns.map(({ by, round, revision, reasons }) =>
        [revision, round, typeof by === 'string' ? by : by.name, ...reasons.map(({ text }) => text)].join(' '),
      )
    expect(shown(a)).toEqual([
      '1 0 leader 不对',
      '1 0 officer 请改1',
      '1 1 check 查',
      '1 1 f2 退f2',
      '2 0 unit',
      '2 0 officer 请改2',
    ])
    expect(shown(b)).toEqual([
      '1 0 leader ',
      '1 0 unit',
      '1 0 officer 收回1',
      '1 1 s1 退s1',
      '2 0 leader 错了',
      // Nobody the cycle knows: the id alone.
      '2 0 gone 收回2',
    ])
  })

  it('alone, a unit is what it is among all; another is not known of it', () => {
    const alone = foldUnitCycle([opening, ...rich], 'b')!
    expect(knownUnit(alone, 'b')).toEqual(unitState(foldUnits([opening, ...rich])!, 'b'))
    expect(knownUnit(alone, 'a')).toBeUndefined()
    expect(knownUnit(state, 'a')).toBe(a)
    const { units: _, ...spine } = state
    expect(knownUnit(spine, 'a')).toBeUndefined()
    expect(foldUnitCycle([opening], 'nobody')).toBeUndefined()
    expect([foldUnits(rich), foldUnitCycle(rich, 'a')]).toEqual([undefined, undefined])
  })
})

test('who was passed over is told of each act by itself', () => {
  const consented = { consent: { proposal: 1, by: 'second' } }
  const skip = (n: number, stage: string): Fact =>
    ({ ...numbered(n, { act: 'skip', stage, round: 2 }), ...consented }) as Fact
  const told = { ...base, kind: 'told', act: 1 } as Fact
  expect(stateOf([skip(1, 'first'), skip(2, 'second'), told]).untold.map(({ n }) => n)).toEqual([2])
})

describe('what came when a version had left', () => {
  const adjust: OfficeAct = { act: 'adjust', unit: 'a', cell: 'x', from: '1', to: '2', revision: 2 }
  const gone = [release(1, 1, 2), departure(1, true)]
  const draft2 = theRound(stateOf([])).draft
  const slice = (unit: string, revision: number) => ({ unit, revision, digest: `${unit}${revision}` })
  const late = (facts: Fact[]) => {
    const state = stateOf(facts)
    return [state.acts.map(({ n }) => n), state.lateActs.map(({ n }) => n), actsRecorded(state)]
  }
  test.each<[string, Fact[], unknown[]]>([
    ['an act', [...gone, numbered(1, adjust)], [[], [1], 1]],
    [
      'one that the version names',
      [release(1, 1, 2, [numbered(1, adjust)]), departure(1, true), numbered(1, adjust)],
      [[1], [], 1],
    ],
    ['one before the version has left', [release(1, 1, 2), numbered(1, adjust)], [[1], [], 1]],
    ['one of a version that was stopped', [release(1, 1, 2), departure(1, false), numbered(1, adjust)], [[1], [], 1]],
    ['an answer, which changes no version', [...gone, numbered(1, { act: 'answer', unit: 'a', ask: 1 })], [[1], [], 1]],
    [
      'one before the correction began, and one after it',
      [...gone, numbered(1, adjust), numbered(2, { act: 'correct', version: 1 }), numbered(3, adjust)],
      [[2, 3], [1], 3],
    ],
    [
      'one where another version is corrected',
      [...gone, numbered(1, { act: 'correct', version: 2 }), numbered(2, adjust)],
      [[1], [2], 2],
    ],
    [
      'one after the version was withdrawn, which is no correction of it',
      [...gone, numbered(1, { act: 'withdraw', version: 1 }), numbered(2, adjust)],
      [[1], [2], 2],
    ],
    [
      'of two versions, between the second and its correction',
      [
        ...gone,
        release(2, 2, 2, []),
        departure(2, true),
        numbered(1, { act: 'correct', version: 1 }),
        numbered(2, adjust),
      ],
      [[1], [2], 2],
    ],
  ])('%s', (_, facts, expected) => {
    expect(late(facts)).toEqual(expected)
  })

  test.each<[string, Fact[], number]>([
    ['a return', [...gone, returning(2, 'first', 'f1', 'a')], 0],
    ['an approval', [...gone, decision(2, 'first', 'f1')], 1],
    ['a return of another round', [release(1, 1, 1), departure(1, true), returning(2, 'first', 'f1', 'a')], 1],
    ['a return before it has left', [release(1, 1, 2), returning(2, 'first', 'f1', 'a')], 1],
    [
      'a return that the version names',
      [release(1, 1, 2, [returning(2, 'first', 'f1', 'a')]), departure(1, true), returning(2, 'first', 'f1', 'a')],
      1,
    ],
  ])('%s', (_, facts, counted) => {
    expect(stateOf(facts).rounds[1]!.decisions).toHaveLength(counted)
  })

  test.each<[string, Fact[], number[]]>([
    ['a take-back', [...gone, takenBack('a', 2)], []],
    ['of another revision', [...gone, takenBack('a', 1)], [1]],
    ['of a draft that has not left', [release(1, 1, 2), takenBack('a', 2)], [2]],
    ['of a round that has not left', [release(1, 1, 1), departure(1, true), takenBack('a', 2)], [2]],
    [
      'where another unit’s report has left',
      [unitRelease('b', 1, 2), unitDeparture('b', 1, true), takenBack('a', 2)],
      [2],
    ],
    [
      'where of this unit the one before has left, and of another the second',
      [
        { ...draft2, round: 3, digest: 'draft3', submissions: [slice('a', 1), slice('b', 2)] },
        ...[release(1, 1, 3), departure(1, true), takenBack('a', 2)],
      ],
      [2],
    ],
    ['several, in their order', [takenBack('a', 2), takenBack('a', 1)], [1, 2]],
  ])('a take-back: %s', (_, facts, counted) => {
    expect(unitState(stateOf(facts), 'a')!.takeBacks.map(({ revision }) => revision)).toEqual(counted)
  })
})

describe('where a cycle stands', () => {
  const correct = (version: number): Fact => numbered(version, { act: 'correct', version })
  test.each<[string, Fact[], { closed: boolean; corrects?: number; at?: number; pending?: number; open: boolean }]>([
    ['nothing out', [], { closed: false, open: true }],
    ['released', [release(1, 1, 2)], { closed: false, pending: 1, open: true }],
    ['published', [release(1, 1, 2), published(1, 2)], { closed: true, open: true }],
    [
      'of two releases the second',
      [release(1, 1, 1), published(1, 1), release(2, 2, 2)],
      { closed: true, pending: 2, open: true },
    ],
    ['its correction begun', [published(1, 2), correct(1)], { closed: false, corrects: 1, open: false }],
    [
      'that of an earlier version, long done',
      [published(1, 1), correct(1), published(2, 2)],
      { closed: true, open: true },
    ],
    [
      'of both',
      [published(1, 1), correct(1), published(2, 2), correct(2)],
      { closed: false, corrects: 2, open: false },
    ],
    ['corrected in a newer draft', [published(1, 1), correct(1)], { closed: false, corrects: 1, open: true }],
    [
      'withdrawn before its correction began',
      [published(1, 2), numbered(1, { act: 'withdraw', version: 1 }), numbered(2, { act: 'correct', version: 1 })],
      { closed: false, corrects: 1, at: 2, open: false },
    ],
    ['a correction of nothing that is out', [correct(1)], { closed: false, open: true }],
    ['called off', [numbered(1, { act: 'cancel' })], { closed: true, open: true }],
    ['returned', [returning(2, 'first', 'f1', 'a')], { closed: false, open: false }],
  ])('%s', (_, facts, { closed, corrects, at = corrects, pending, open }) => {
    const state = stateOf(facts)
    expect(isClosed(state)).toBe(closed)
    expect(correctionUnderWay(state)).toEqual(
      corrects === undefined
        ? undefined
        : {
            published: expect.objectContaining({ version: corrects }),
            begun: expect.objectContaining({ reason: `理由${at}` }),
          },
    )
    expect(pendingRelease(state)?.n).toBe(pending)
    expect(openRound(state)?.round).toBe(open ? 2 : undefined)
  })

  test('without a draft no round is open, and none is being corrected', () => {
    expect(openRound(theUnits([opening]))).toBeUndefined()
    expect(isBeingCorrected(stateOf([published(1, 1), correct(1)]), theRound(stateOf([])))).toBe(false)
  })

  test('versions in their order, whichever was read first', () => {
    const state = stateOf([published(2, 2), published(1, 1), correct(1)])
    expect(state.publications.map(({ version }) => version)).toEqual([1, 2])
  })

  test('called off by an act of that name alone; together from the last that says so', () => {
    const at = '2026-01-19T01:00:00.000Z'
    const state = stateOf([
      numbered(1, { act: 'cancel' }),
      numbered(2, { act: 'together', from: at }),
      numbered(3, { act: 'hold' }),
    ])
    expect([state.cancelled?.n, state.together]).toEqual([1, at])
    expect(
      stateOf([numbered(1, { act: 'together', from: at }), numbered(2, { act: 'together', from: null })]),
    ).not.toHaveProperty('together')
  })
})

describe('a round that was sent back', () => {
  test.each<[string, Fact[], string[]]>([
    ['by nobody', [decision(2, 'first', 'f1')], []],
    [
      'by the check, whatever persons said',
      [check(2, { returns: [{ unit: 'a', text: '查' }] }), returning(2, 'first', 'f1', 'b')],
      ['check', '', '查'],
    ],
    [
      'by the first of two',
      [returning(2, 'first', 'f2', 'b'), returning(2, 'first', 'f1', 'a')],
      ['f1', 'f2', '退f1', '退f2'],
    ],
    [
      'by one among those who agree',
      [decision(2, 'first', 'f1'), returning(2, 'first', 'f2', 'b')],
      ['f2', '', '退f2'],
    ],
  ])('%s', (_, facts, expected) => {
    const returned = returnOf(theRound(stateOf(facts)))
    const shown = returned && [
      returned.by === 'check' ? 'check' : returned.by.seat,
      returned.alsoBy.map(({ seat }) => seat).join(),
      ...returned.reasons.map(({ text }) => text),
    ]
    expect(shown ?? []).toEqual(expected)
    if (returned?.by === 'check') expect(returned.alsoBy).toEqual([])
  })

  test('a warning waits for the explanation of its own figures', () => {
    const warned = check(2, {
      unexplained: [
        { instance: 'i', figures: 'f' },
        { instance: 'j', figures: 'f' },
      ],
    })
    const open = (...acts: Fact[]) => {
      const state = stateOf([warned, ...acts])
      return unexplained(state, theRound(state)).map(({ instance }) => instance)
    }
    expect(open()).toEqual(['i', 'j'])
    expect(open(numbered(1, { act: 'justify', instance: 'i', figures: 'f' }))).toEqual(['j'])
    expect(open(numbered(1, { act: 'justify', instance: 'i', figures: 'g' }))).toEqual(['i', 'j'])
    expect(open(numbered(1, { act: 'hold' }))).toEqual(['i', 'j'])
    expect(unexplained(stateOf([]), theRound(stateOf([])))).toEqual([])
  })
})

describe('where a unit stands', () => {
  const confirming = { signOff: { ...definition.signOff, unitConfirmation: { required: true } } } as ReportDefinition
  const clearing = { ...definition, unitReports: { clearance: 'before' } } as ReportDefinition
  const led = { ...opening, units: opening.units.map((unit) => ({ ...unit, leader: person(`leader-${unit.id}`) })) }
  const byOffice = { ...submission('a', 3), channel: 'office' } as Fact
  test.each<[string, ReportDefinition, Fact[], string, boolean]>([
    ['sent', definition, [], 'settled', false],
    ['sent, and its leader has to confirm', confirming, [], 'unconfirmed', true],
    ['its leader confirmed an earlier revision', confirming, [said('a', 1, 'confirm')], 'unconfirmed', true],
    ['confirmed', confirming, [said('a', 2, 'confirm')], 'settled', false],
    ['returned by its leader', confirming, [said('a', 2, 'return')], 'returned', true],
    ['sent again since', confirming, [said('a', 1, 'return')], 'unconfirmed', true],
    ['filed by the office', confirming, [byOffice], 'settled', false],
    ['sent, and the office has to clear', clearing, [], 'uncleared', true],
    ['cleared in an earlier revision', clearing, [cleared('a', 1, 'clear')], 'uncleared', true],
    ['cleared', clearing, [cleared('a', 2, 'clear')], 'settled', false],
    ['filed by the office, where it would clear', clearing, [byOffice], 'settled', false],
    ['let off', confirming, [numbered(1, { act: 'exempt', unit: 'a' })], 'exempt', false],
    ['called back', definition, [recalled('a', 1, 2)], 'returned', true],
  ])('%s', (_, by, facts, standing, missing) => {
    const unit = unitState(stateOf(facts, led), 'a')!
    expect([unitStanding(unit, by), isMissing(unit, by)]).toEqual([standing, missing])
  })

  test('what it sent since answers the return of the last of several revisions', () => {
    const [one, two] = [said('a', 1, 'return'), said('a', 2, 'return')]
    const standing = (...facts: Fact[]) => unitStanding(unitState(stateOf(facts, led), 'a')!, definition)
    expect([standing(one, two), standing(one), standing(one, two, submission('a', 3))]).toEqual([
      ...['returned', 'settled', 'settled'],
    ])
  })

  test('sent nothing: open, or returned where it was missing', () => {
    const unit = (facts: Fact[]) => unitState(theUnits([opening, ...facts]), 'a')!
    expect(unitStanding(unit([]), definition)).toBe('open')
    const draft = { ...stateOf([]).rounds[0]!.draft, submissions: [{ unit: 'b', revision: 1, digest: 'b1' }] }
    const missed = unit([draft, check(1, { returns: [{ unit: 'a', text: '缺' }] })])
    expect(missed.returns).toMatchObject([{ revision: 0 }])
    expect(unitStanding(missed, definition)).toBe('returned')
  })

  test('what the office did last with it', () => {
    const a = (...acts: OfficeAct[]) =>
      unitState(
        stateOf(
          acts.map((act, i) => numbered(i + 1, act)),
          led,
        ),
        'a',
      )!
    const joining = { ...opening.units[0]!, id: 'a' }
    expect(a({ act: 'exempt', unit: 'a' }).exempt).toMatchObject({ left: false })
    expect(a({ act: 'leave', unit: 'a' }, { act: 'hold' }).exempt).toMatchObject({ left: true })
    expect(a({ act: 'extend', unit: 'a', until: '2026-01-15' }, { act: 'nil', unit: 'a' }).openUntil?.date).toBe(
      '2026-01-15',
    )
    expect(a({ act: 'exempt', unit: 'a' }).joined).toBeUndefined()
    expect(a({ act: 'join', unit: 'a', joining, until: '2026-01-16' }).joined).toBe(base.at)
    // A list without a leader leaves the one there was.
    expect(a({ act: 'contacts', unit: 'a', contacts: [person('n')] }).unit.leader?.id).toBe('leader-a')
    expect(
      a(
        { act: 'contacts', unit: 'a', contacts: [person('n')], leader: person('m') },
        { act: 'rename', unit: 'a', name: { zh: '新', en: 'New' } },
      ).unit.leader?.id,
    ).toBe('m')
  })
})
