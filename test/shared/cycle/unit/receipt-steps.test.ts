import { describe, expect, test } from 'vitest'
import type { DraftFact } from '../../../../shared/cycle/facts/draft-facts.ts'
import type {
  PublicationFact,
  ReleaseFact,
  UnitPublicationFact,
  UnitReleaseFact,
} from '../../../../shared/cycle/facts/release-facts.ts'
import type {
  ConfirmationFact,
  Fact,
  OfficeAct,
  OfficeActFact,
  SubmissionFact,
  Unit,
} from '../../../../shared/cycle/facts.ts'
import { theCycle } from '../../../../shared/cycle/fold.ts'
import { theUnit } from '../../../../shared/cycle/reporting-cycle.ts'
import { type ReceiptStep, receiptSteps, withdrawnWith } from '../../../../shared/cycle/unit/receipt-steps.ts'
import type { ReportDefinition } from '../../../../shared/report/report-definition.ts'
import { openingOf, person, text } from '../../../fixtures/small-opening.ts'
import { definition } from '../../../fixtures/tongjiang-2020.ts'

const cycle = 'c'
const { signOff } = definition
const signed = (required: boolean): ReportDefinition => ({
  ...definition,
  signOff: { ...signOff, unitConfirmation: { ...signOff.unitConfirmation, required } },
})
const byLeader = signed(true)
const byNobody = signed(false)

const police: Unit = {
  id: 'police',
  name: text('公安局'),
  kind: 'department',
  roles: [],
  contacts: [person('陈静')],
  leader: person('林国栋'),
}
const { leader: _, ...leaderless } = police
const ownLine: Unit = { ...police, countedAbove: 'own-line' }
const market: Unit = { ...police, id: 'market', name: text('市场监管局'), contacts: [person('马丽')] }
const opened = (unit: Unit): Fact =>
  openingOf({
    at: '2021-01-04T01:00:00.000Z',
    by: '冯娟',
    timetable: { submissions: '2021-01-22', legal: '2021-02-20' },
    units: [market, unit],
    route: [],
    policy: { missing: 'gap' },
  })

const on = (day: number, hour = 2) => `2021-01-${day}T0${hour}:00:00.000Z`
const sent = (revision: number, more: Partial<SubmissionFact> = {}): SubmissionFact => ({
  ...{ kind: 'submission', cycle, unit: 'police', revision, digest: `甲${revision}`, at: on(10 + revision) },
  ...{ by: '陈静', channel: 'form', nil: false },
  ...more,
})
const word = (revision: number, more: Partial<ConfirmationFact> = {}): ConfirmationFact => ({
  ...{ kind: 'confirmation', cycle, unit: 'police', revision, digest: `甲${revision}`, at: on(10 + revision, 5) },
  ...{ by: '林国栋', choice: 'confirm', attestation: text('属实') },
  ...more,
})
const merged = (round: number, submissions: [unit: string, revision: number][]): DraftFact => ({
  ...{ kind: 'draft', cycle, round, digest: `稿${round}`, at: on(20 + round), acts: 0, gaps: [], stages: [] },
  submissions: submissions.map(([unit, revision]) => ({ unit, revision, digest: `甲${revision}` })),
})
const release = (round: number, n = 1): ReleaseFact => ({
  ...{ kind: 'release', cycle, n, version: n, round, draft: `稿${round}`, evidence: [], at: on(25) },
})
const stopped: Fact = { kind: 'departure', cycle, release: 1, goes: false, at: on(26) }
const out = (round: number, version = 1): PublicationFact => ({
  ...{ kind: 'publication', cycle, version, round, draft: `稿${round}`, manifest: 'm', at: on(26 + version) },
})
const report = (version: number, revision: number, more: Partial<UnitPublicationFact> = {}): UnitPublicationFact => ({
  ...{ kind: 'unit-publication', cycle, unit: 'police', version, revision, submission: `甲${revision}` },
  ...{ manifest: 'm', at: on(21 + version, 7) },
  ...more,
})

const unitRelease = (version: number, revision: number, evidence: string[] = []): UnitReleaseFact => ({
  ...{ kind: 'unit-release', cycle, unit: 'police', n: version, version, revision, submission: `甲${revision}` },
  ...{ evidence, at: on(21 + version, 6) },
})
const act = (n: number, what: OfficeAct): OfficeActFact => ({
  ...{ kind: 'act', cycle, n, id: `a${n}`, at: on(28, n), by: '冯娟', reason: '有原因' },
  ...what,
})

type Step = ReceiptStep['step']
const reached = (step: Step, at?: string): ReceiptStep => ({ step, done: true, ...(at && { at }) })
const ahead = (...steps: Step[]): ReceiptStep[] => steps.map((step) => ({ step, done: false }))
const steps = (facts: Fact[], { unit = police, by = byLeader, revision = 1 } = {}) => {
  const state = theCycle([opened(unit), ...facts])
  return receiptSteps(state, by, theUnit(state, 'police'), revision)
}

const received = reached('received', on(11))
const confirmed = reached('confirmed', on(11, 5))

describe('the leader’s word on a receipt', () => {
  test.each<[string, Fact[], Parameters<typeof steps>[1], ReceiptStep[]]>([
    ['is waited for', [sent(1)], {}, [received, ...ahead('confirmed')]],
    ['is given', [sent(1), word(1)], {}, [received, confirmed]],
    [
      'that sends it back confirms nothing',
      [sent(1), word(1, { choice: 'return' })],
      {},
      [received, ...ahead('confirmed')],
    ],
    [
      'on the revision before says nothing of this one',
      [sent(1), word(1), sent(2)],
      { revision: 2 },
      [reached('received', on(12)), ...ahead('confirmed')],
    ],
    [
      'on a later revision says nothing of this one',
      [sent(1), sent(2), word(2)],
      {},
      [received, ...ahead('confirmed')],
    ],
    ['is its own among several', [sent(1), word(1), sent(2), word(2)], {}, [received, confirmed]],
    [
      'of another unit’s leader says nothing of this one',
      [sent(1), sent(1, { unit: 'market' }), word(1, { unit: 'market' })],
      {},
      [received, ...ahead('confirmed')],
    ],
    ['is no step where the report asks for none', [sent(1)], { by: byNobody }, [received]],
    ['is no step there even where it was given', [sent(1), word(1)], { by: byNobody }, [received]],
    ['is no step where nobody leads the unit', [sent(1)], { unit: leaderless }, [received]],
    ['is no step for what the office filed', [sent(1, { channel: 'office' })], {}, [received]],
    ['is a step for what a machine filed', [sent(1, { channel: 'json' })], {}, [received, ...ahead('confirmed')]],
    [
      'is a step of the unit’s own revision, whatever the office filed after it',
      [sent(1), sent(2, { channel: 'office' })],
      {},
      [received, ...ahead('confirmed')],
    ],
    [
      'is waited for of a revision that is not read yet, whose hour nobody knows',
      [sent(1), word(1)],
      { revision: 2 },
      [reached('received'), ...ahead('confirmed')],
    ],
  ])('%s', (_, facts, given, expected) => {
    expect(steps(facts, given)).toEqual([...expected, ...ahead('merged', 'signed', 'published')])
  })
})

describe('the way of a slice that the whole adds', () => {
  const there = [sent(1), word(1)]
  const inFirst = merged(1, [
    ['market', 1],
    ['police', 1],
  ])
  const inSecond = merged(2, [
    ['market', 2],
    ['police', 1],
  ])
  test.each<[string, Fact[], ReceiptStep[]]>([
    ['is ahead of it before a draft', there, ahead('merged', 'signed', 'published')],
    ['goes through a draft', [...there, inFirst], [reached('merged', on(21)), ...ahead('signed', 'published')]],
    [
      'does not go through a draft of others’ slices',
      [...there, merged(1, [['market', 1]])],
      ahead('merged', 'signed', 'published'),
    ],
    [
      'does not go through a draft of the unit’s other revision',
      [...there, sent(2), merged(1, [['police', 2]])],
      ahead('merged', 'signed', 'published'),
    ],
    [
      'went through the draft it is in, though a newer one has another revision',
      [...there, sent(2), inFirst, merged(2, [['police', 2]])],
      [reached('merged', on(21)), ...ahead('signed', 'published')],
    ],
    [
      'goes through the newest of several drafts it is in',
      [...there, merged(2, [['police', 1]]), inFirst],
      [reached('merged', on(22)), ...ahead('signed', 'published')],
    ],
    [
      'is signed when a release is written, at no instant that a page could show',
      [...there, inFirst, release(1)],
      [reached('merged', on(21)), reached('signed'), ...ahead('published')],
    ],
    [
      'is not signed by the release of another draft',
      [...there, inFirst, merged(2, [['market', 2]]), release(2)],
      [reached('merged', on(21)), ...ahead('signed', 'published')],
    ],
    [
      'is not signed by a release that was stopped',
      [...there, inFirst, release(1), stopped],
      [reached('merged', on(21)), ...ahead('signed', 'published')],
    ],
    [
      'is signed by the release after the stopped one',
      [...there, inFirst, release(1), stopped, release(1, 2)],
      [reached('merged', on(21)), reached('signed'), ...ahead('published')],
    ],
    [
      'ends when the draft is published',
      [...there, inFirst, release(1), out(1)],
      [reached('merged', on(21)), reached('signed'), reached('published', on(27))],
    ],
    [
      'ends with its own draft’s version, not with another’s',
      [...there, inFirst, release(1), merged(2, [['police', 2]]), out(2, 1)],
      [reached('merged', on(21)), reached('signed'), ...ahead('published')],
    ],
    [
      'of two versions ends with that of its own draft',
      [...there, merged(1, [['market', 1]]), out(1), merged(2, [['police', 1]]), release(2, 2), out(2, 2)],
      [reached('merged', on(22)), reached('signed'), reached('published', on(28))],
    ],
    [
      'does not end with the unit’s own report',
      [...there, inFirst, report(1, 1)],
      [reached('merged', on(21)), ...ahead('signed', 'published')],
    ],
    [
      'keeps its end while the whole it is in is corrected',
      [...there, inFirst, release(1), out(1), act(1, { act: 'correct', version: 1 }), inSecond],
      [reached('merged', on(21)), reached('signed'), reached('published', on(27))],
    ],
    [
      'ends with the correction it is in, once that is out',
      [
        ...[...there, inFirst, release(1), out(1), act(1, { act: 'correct', version: 1 }), inSecond],
        ...[{ ...release(2, 2), version: 2 }, out(2, 2)],
      ],
      [reached('merged', on(22)), reached('signed'), reached('published', on(28))],
    ],
    [
      'goes on with the correction where the version it was in was taken back',
      [
        ...[...there, inFirst, release(1), out(1), act(1, { act: 'withdraw', version: 1 })],
        ...[act(2, { act: 'correct', version: 1 }), inSecond],
      ],
      [reached('merged', on(22)), ...ahead('signed', 'published')],
    ],
    [
      'is signed, and public no more, where the version it is in was taken back',
      [...there, inFirst, release(1), out(1), act(1, { act: 'withdraw', version: 1 })],
      [reached('merged', on(21)), reached('signed'), ...ahead('published')],
    ],
    [
      'does not lose its end by the withdrawal of a unit’s own report',
      [...there, inFirst, release(1), out(1), act(1, { act: 'withdraw', version: 1, unit: 'police' })],
      [reached('merged', on(21)), reached('signed'), reached('published', on(27))],
    ],
    [
      'has nothing to end with before a draft, whatever else was released and published',
      [...there, merged(1, [['market', 1]]), release(1), out(1)],
      ahead('merged', 'signed', 'published'),
    ],
  ])('%s', (_, facts, expected) => {
    expect(steps(facts)).toEqual([received, confirmed, ...expected])
  })
})

describe('versions with a revision in them that were withdrawn since', () => {
  const taken = act(1, { act: 'withdraw', version: 1 })
  const own = act(2, { act: 'withdraw', version: 1, unit: 'police' })
  const inFirst = merged(1, [['police', 1]])
  const public1 = [sent(1), word(1), inFirst, release(1), out(1), unitRelease(1, 1), report(1, 1)]
  test.each<[string, Fact[], number, [number, boolean][]]>([
    ['none, while they are public', public1, 1, []],
    ['the whole', [...public1, taken], 1, [[1, false]]],
    ['the unit’s own report', [...public1, own], 1, [[1, true]]],
    [
      'both',
      [...public1, taken, own],
      1,
      [
        [1, false],
        [1, true],
      ],
    ],
    ['none of another revision', [...public1, taken, own, sent(2)], 2, []],
    ['none with another unit’s revision of that number', [sent(1), merged(1, [['market', 1]]), out(1), taken], 1, []],
    ['not the version that corrects it', [...public1, taken, merged(2, [['police', 2]]), out(2, 2)], 2, []],
  ])('%s', (_, facts, revision, expected) => {
    const state = theCycle([opened(police), ...facts])
    const found = withdrawnWith(state, theUnit(state, 'police'), revision)
    expect(found.map(({ version, own }) => [version, own])).toEqual(expected)
  })
})

describe('the way of a slice that its own line adds', () => {
  const there = [sent(1), word(1)]
  const asBefore = sent(2, { digest: '甲1' })
  test.each<[string, Fact[], number, ReceiptStep[]]>([
    ['ends with nothing yet', there, 1, [received, confirmed, ...ahead('published')]],
    ['is signed by its leader too', [sent(1)], 1, [received, ...ahead('confirmed', 'published')]],
    ['ends with its own report', [...there, report(1, 1)], 1, [received, confirmed, reached('published', on(22, 7))]],
    [
      'does not end with another unit’s report',
      [...there, report(1, 1, { unit: 'market' })],
      1,
      [received, confirmed, ...ahead('published')],
    ],
    [
      'does not end with the report of another revision',
      [...there, sent(2), word(2), report(1, 2)],
      1,
      [received, confirmed, ...ahead('published')],
    ],
    [
      'ends with its own of two versions',
      [...there, report(1, 1), sent(2), word(2), report(2, 2)],
      2,
      [reached('received', on(12)), reached('confirmed', on(12, 5)), reached('published', on(23, 7))],
    ],
    [
      'has ended already where it was filed again as it was',
      [...there, report(1, 1), asBefore, word(2)],
      2,
      [reached('received', on(12)), reached('confirmed', on(12, 5)), reached('published', on(22, 7))],
    ],
    [
      'has not ended where it was filed again as it was and nobody has confirmed that',
      [...there, report(1, 1), asBefore],
      2,
      [reached('received', on(12)), ...ahead('confirmed', 'published')],
    ],
    [
      'has not ended where its leader sent back what was filed again as it was',
      [...there, report(1, 1), asBefore, word(2, { choice: 'return' })],
      2,
      [reached('received', on(12)), ...ahead('confirmed', 'published')],
    ],
    [
      'keeps its end as what was filed again, when another follows and is published',
      [...there, report(1, 1), asBefore, word(2), sent(3), word(3), report(2, 3)],
      2,
      [reached('received', on(12)), reached('confirmed', on(12, 5)), reached('published', on(22, 7))],
    ],
    [
      'did not end with a later report of the same figures',
      [...there, sent(2), word(2), sent(3, { digest: '甲1' }), word(3), report(1, 3, { submission: '甲1' })],
      1,
      [received, confirmed, ...ahead('published')],
    ],
    [
      'has not ended with an earlier version’s figures, where another was public since',
      [
        ...[...there, report(1, 1), sent(2), word(2), report(2, 2), sent(3, { digest: '甲1' }), word(3)],
        unitRelease(3, 3),
      ],
      3,
      [reached('received', on(13)), reached('confirmed', on(13, 5)), ...ahead('published')],
    ],
    [
      'ends with its own report, not with that of an earlier revision of the same figures',
      [
        ...[...there, report(1, 1), sent(2), word(2), report(2, 2), sent(3, { digest: '甲1' }), word(3)],
        report(3, 3, { submission: '甲1' }),
      ],
      3,
      [reached('received', on(13)), reached('confirmed', on(13, 5)), reached('published', on(24, 7))],
    ],
    [
      'has not ended where the version of the same figures was taken back',
      [
        ...there,
        unitRelease(1, 1),
        report(1, 1),
        act(1, { act: 'withdraw', unit: 'police', version: 1 }),
        asBefore,
      ].concat(word(2)),
      2,
      [reached('received', on(12)), reached('confirmed', on(12, 5)), ...ahead('published')],
    ],
    [
      'is public no more where its own report was taken back',
      [...there, unitRelease(1, 1), report(1, 1), act(1, { act: 'withdraw', unit: 'police', version: 1 })],
      1,
      [received, confirmed, ...ahead('published')],
    ],
    [
      'does not lose its end when the whole is taken back',
      [...there, unitRelease(1, 1), report(1, 1), act(1, { act: 'withdraw', version: 1 })],
      1,
      [received, confirmed, reached('published', on(22, 7))],
    ],
    [
      'has not ended where the unit is called otherwise since the version of the same figures',
      [
        ...there,
        unitRelease(1, 1),
        report(1, 1),
        act(1, { act: 'rename', unit: 'police', name: text('公安分局') }),
      ].concat(asBefore, word(2)),
      2,
      [reached('received', on(12)), reached('confirmed', on(12, 5)), ...ahead('published')],
    ],
    [
      'has no end for a revision that is not read yet',
      [...there, report(1, 1)],
      2,
      [reached('received'), ...ahead('confirmed', 'published')],
    ],
    [
      'ends with its report, though the revision itself is not read yet',
      [...there, report(1, 2)],
      2,
      [reached('received'), ...ahead('confirmed'), reached('published', on(22, 7))],
    ],
    [
      'does not go through the drafts of the whole, nor end with its version',
      [...there, merged(1, [['police', 1]]), release(1), out(1)],
      1,
      [received, confirmed, ...ahead('published')],
    ],
  ])('%s', (_, facts, revision, expected) => {
    expect(steps(facts, { unit: ownLine, revision })).toEqual(expected)
  })

  test('is two steps where nobody has to confirm', () => {
    expect(steps([sent(1), report(1, 1)], { unit: ownLine, by: byNobody })).toEqual([
      received,
      reached('published', on(22, 7)),
    ])
  })
})
