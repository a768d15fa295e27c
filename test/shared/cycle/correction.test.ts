import { describe, expect, test } from 'vitest'
import type { Typed } from '../../../shared/cycle/acts/act-input.ts'
import { decideAct, overtakenAct } from '../../../shared/cycle/acts/office-act.ts'
import { boardOf } from '../../../shared/cycle/board/board.ts'
import { lapsesDue, whatIsDue } from '../../../shared/cycle/clock/due.ts'
import { onDay } from '../../../shared/cycle/clock/rhythm.ts'
import {
  askedInCorrection,
  isCorrectionSigned,
  signedInCorrection,
  standsAgainSince,
  waitsForCorrection,
} from '../../../shared/cycle/correction.ts'
import { outcomeOfWait } from '../../../shared/cycle/draft-standing.ts'
import { duties } from '../../../shared/cycle/duty.ts'
import { factKey } from '../../../shared/cycle/fact-key.ts'
import type { Fact, OfficeActFact, Person } from '../../../shared/cycle/facts.ts'
import { foldCycle } from '../../../shared/cycle/fold.ts'
import { holdsLink } from '../../../shared/cycle/links/link-standing.ts'
import { nameIn } from '../../../shared/cycle/people.ts'
import { actConsentedTo, isStrong, proposalStanding } from '../../../shared/cycle/proposal.ts'
import {
  actsRecorded,
  currentRound,
  isClosed,
  missingUnits,
  nextRound,
  openRound,
  unitStanding,
  unitState,
} from '../../../shared/cycle/reporting-cycle.ts'
import { receiptSteps } from '../../../shared/cycle/unit/receipt-steps.ts'
import { sliceWindow } from '../../../shared/cycle/unit/slice-window.ts'
import { decide, situationOf } from '../../../shared/draft/sign-off.ts'
import { present } from '../../../shared/present.ts'
import { compileDefinition } from '../../../shared/report/cells.ts'
import { cycleWith, definition, persons } from '../../fixtures/tongjiang-2020.ts'

const compiled = compileDefinition(definition)
const now = '2021-03-02T02:00:00.000Z'
const at = '2021-03-01T02:00:00.000Z'
const cycle = 'tongjiang-2020'
const signed = cycleWith({ approved: 4 })
const qin: Person = { id: 'qin', name: '秦岚', address: 'qin@tongjiang.example' }
const facts = signed.facts.map(
  (f): Fact => (f.kind === 'opening' ? { ...f, accountable: qin, policy: { missing: 'hold' } } : f),
)
const first = present(
  facts.find((f) => f.kind === 'draft'),
  'draft',
)
const evidence = facts.map(factKey)
const out = (version: number, round: number, named: string[] = evidence): Fact[] => [
  { kind: 'release', cycle, n: version, version, round, draft: draftOf(round), evidence: named, at },
  { kind: 'departure', cycle, release: version, goes: true, at },
  { kind: 'publication', cycle, version, round, draft: draftOf(round), manifest: 'm', at },
]
const draftOf = (round: number): string => (round === 1 ? first.digest : `d${round}`)
const act = (n: number, content: object): Fact =>
  ({ kind: 'act', cycle, n, id: `a${n}`, at, by: 'feng', reason: `理由${n}`, ...content }) as Fact
const begun = (n: number) => act(n, { act: 'correct', version: 1 })
const ended = (n: number, correction: number, more: object = {}) =>
  act(n, { act: 'abandon', version: 1, correction, ...more })
const sent = (unit: string, revision: number): Fact => ({
  ...{ kind: 'submission', cycle, unit, revision, digest: `${unit}${revision}`, at, by: `${unit}-clerk` },
  ...({ channel: 'form', nil: false } as const),
})
const confirmed = (unit: string, revision: number): Fact =>
  ({
    ...{ kind: 'confirmation', cycle, unit, revision, digest: `${unit}${revision}`, at, by: `${unit}-leader` },
    ...{ choice: 'confirm', attestation: { zh: '', en: '' } },
  }) as Fact
/** A draft of the correction: made from so many acts, with the second revision of the police. */
const draft = (round: number, acts: number): Fact => ({
  ...first,
  round,
  digest: draftOf(round),
  acts,
  submissions: first.submissions.map((s) => (s.unit === 'police' ? { ...s, revision: 2, digest: 'police2' } : s)),
})
const check = (round: number, returns: string[] = []): Fact => ({
  ...{ kind: 'check', cycle, round, draft: draftOf(round), definition: '', at, blocking: 0, warnings: 0 },
  ...{ returns: returns.map((unit) => ({ unit, text: '核对' })), unexplained: [] },
})
const request = (round: number, stage = 'disclosure-office'): Fact => ({
  ...({ kind: 'request', cycle, round, stage, draft: draftOf(round), at, due: '2021-03-05' } as const),
})
const decision = (round: number, by: string, choice: 'approve' | 'return' = 'approve', unit = 'market'): Fact =>
  ({
    ...{ kind: 'decision', cycle, round, stage: 'disclosure-office', seat: 'zhou', by, choice, draft: draftOf(round) },
    ...{ scope: 's', reasons: choice === 'return' ? [{ unit, text: '退' }] : [], definition: '', at },
    attestation: { zh: '', en: '' },
  }) as Fact
const delegation = (round: number): Fact => ({
  ...{ kind: 'delegation', cycle, round, stage: 'disclosure-office', seat: 'zhou', to: persons.delegate },
  ...({ by: 'zhou', reason: '出差', at } as const),
})
const substitution = (round: number): Fact => ({
  ...{ kind: 'substitution', cycle, round, at },
  ...{ stage: 'disclosure-office', seat: 'zhou', to: persons.substitute },
})

/** The report is out, and a correction of it was begun by the first act. */
const corrected = [...facts, ...out(1, 1), begun(1)]
/** The police filed anew, a draft was made and the first stage asked. */
const asked = [...corrected, sent('police', 2), confirmed('police', 2), draft(2, 1), check(2), request(2)]
const fold = (...given: readonly Fact[]) => present(foldCycle(given), 'cycle')
const police = (given: readonly Fact[]) => present(unitState(fold(...given), 'police'), 'unit')

describe('a correction is given up', () => {
  const abandon = { act: 'abandon', reason: '开始错了' }
  const act1 = { act: { act: 'abandon', version: 1, correction: 1 } }
  const refused = (field: string) => ({ problems: [{ code: 'act-refused', field }] })
  test.each<[string, readonly Fact[], Typed, unknown]>([
    ['as soon as it is begun', corrected, abandon, act1],
    ['while it is being signed, as long as nobody has', asked, abandon, act1],
    ['by two, where somebody has signed', [...asked, decision(2, 'zhou')], abandon, { proposal: act1 }],
    ['by one, where somebody only sent it back', [...asked, decision(2, 'zhou', 'return')], abandon, act1],
    ['held', [...corrected, act(2, { act: 'hold' })], abandon, act1],
    ['the one that is named', corrected, { ...abandon, correction: '1' }, act1],
    ['not another one', corrected, { ...abandon, correction: '3' }, refused('correction')],
    ['not without a reason', corrected, { act: 'abandon' }, { problems: [{ code: 'reason-missing' }] }],
    ['not before anything is published', facts, abandon, refused('act')],
    ['not where none is under way', [...facts, ...out(1, 1)], abandon, { problems: [{ code: 'cycle-closed' }] }],
    ['not twice', [...corrected, ended(2, 1)], abandon, { problems: [{ code: 'cycle-closed' }] }],
    [
      'the next one by its own number',
      [...corrected, ended(2, 1), begun(3)],
      { ...abandon, correction: '3' },
      { act: { correction: 3, n: 4 } },
    ],
    [
      'not once its release is written',
      [...asked, ...out(2, 2, []).slice(0, 1)],
      abandon,
      { problems: [{ code: 'act-refused', field: 'act' }] },
    ],
  ])('%s', (_, given, typed, expected) => {
    expect(decideAct({ state: fold(...given), compiled, typed, now, person: 'feng' })).toMatchObject(expected as object)
  })

  test('a form that is sent twice is one act, and the same reason later is another', () => {
    const typed = { ...abandon, after: '1' }
    const one = decideAct({ state: fold(...corrected), compiled, typed, now, person: 'feng' })
    const fact = 'act' in one ? one.act : undefined
    expect(
      decideAct({ state: fold(...corrected, present(fact, 'act')), compiled, typed, now, person: 'feng' }),
    ).toEqual({ stands: fact })
    const board = boardOf({ state: fold(...corrected, ended(2, 1), begun(3)), definition }, now, 'zh')
    expect([board.recorded, board.acts.map(({ n }) => n), board.correcting]).toEqual([
      3,
      [1, 2, 3],
      { n: 3, needsSecond: false },
    ])
  })
})

describe('a correction that was given up', () => {
  test.each<[string, readonly Fact[]]>([
    ['at once', corrected],
    ['while a slice is awaited', [...corrected, sent('police', 2)]],
    ['while it is signed', asked],
    ['signed by one', [...asked, decision(2, 'zhou')]],
    ['after a return', [...asked, decision(2, 'zhou', 'return')]],
    ['while it is held', [...asked, act(2, { act: 'hold' })]],
    ['beside its release, which is stopped by it', [...asked, ...out(2, 2, []).slice(0, 1)]],
  ])('%s: the version stands, nobody owes anything, and the run goes to its end', (_, given) => {
    const n = given.filter(({ kind }) => kind === 'act').length + 1
    const state = fold(...given, ended(n, 1))
    expect([isClosed(state), state.held, state.publications.length, currentRound(state)?.round]).toEqual([
      ...[true, false, 1, 1],
    ])
    expect(standsAgainSince(state)).toMatchObject({ begun: { n: 1 }, ended: { n } })
    expect([duties({ state, definition }), whatIsDue({ state, definition }, now)]).toEqual([[], []])
    expect((['submissions', 'sign-off'] as const).map((wait) => outcomeOfWait(state, definition, wait))).toEqual([
      'complete',
      'publish',
    ])
    expect(actsRecorded(state)).toBe(n)
  })

  const then = [...asked, act(2, { act: 'adjust', unit: 'market', cell: 'c', from: '0', to: '1', revision: 1 })]

  test('takes with it what was done for it alone; what is about units and people stands', () => {
    const acts: [object, boolean][] = [
      [{ act: 'adjust', unit: 'market', cell: 'c', from: '0', to: '1', revision: 1 }, false],
      [{ act: 'justify', instance: 'i', figures: 'f' }, false],
      [{ act: 'exempt', unit: 'market' }, false],
      [{ act: 'leave', unit: 'market' }, false],
      [{ act: 'skip', stage: 'secrecy-review', round: 2 }, false],
      [{ act: 'force', stage: 'secrecy-review', round: 2, seat: 'wu' }, false],
      [{ act: 'hold' }, false],
      [{ act: 'release' }, false],
      [{ act: 'gap' }, false],
      [{ act: 'reopen', unit: 'police', until: '2021-03-09', revision: 1 }, true],
      [{ act: 'rename', unit: 'market', name: { zh: '市监局', en: 'M' } }, true],
      [{ act: 'reassign', stage: 'secrecy-review', seat: 'wu', to: persons.delegate }, true],
      [{ act: 'withdraw', version: 1 }, true],
    ]
    const during = acts.map(([content], i) => act(i + 2, content))
    const state = fold(...corrected, ...during, ended(15, 1))
    expect(state.acts.map(({ act }) => act)).toEqual(
      acts.flatMap(([a, stays]) => (stays ? [(a as OfficeActFact).act] : [])),
    )
    expect(state.lateActs.map(({ n }) => n)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15])
    expect([
      state.held,
      state.opening.policy.missing,
      unitStanding(present(unitState(state, 'market'), 'm'), definition),
    ]).toEqual([...[false, 'hold', 'settled']])
    const shown = boardOf({ state, definition }, now, 'zh').acts
    expect(shown.filter(({ abandoned }) => abandoned).map(({ n }) => n)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(shown).toHaveLength(15)
  })

  test('leaves alone what was done before it, the same kinds of act too', () => {
    const before = act(1, { act: 'exempt', unit: 'market' })
    const named = [...evidence, factKey(before)]
    const state = fold(...facts, before, ...out(1, 1, named), begun(2), act(3, { act: 'hold' }), ended(4, 2))
    expect(state.acts.map(({ n }) => n)).toEqual([1])
    expect(unitState(state, 'market')?.exempt?.reason).toBe('理由1')
  })

  test('takes a notice sent elsewhere with the act it was about', () => {
    const skip = act(2, { act: 'skip', stage: 'secrecy-review', round: 2, consent: { proposal: 1, by: 'qin' } })
    const moved = act(3, {
      act: 'readdress',
      of: 2,
      person: 'wu',
      address: 'x@y.z',
      consent: { proposal: 2, by: 'qin' },
    })
    const state = fold(...asked, skip, moved, ended(4, 1))
    expect([state.acts, state.untold]).toEqual([[], []])
  })

  test('leaves a notice sent elsewhere that is about what stands', () => {
    const seat = act(1, { act: 'reassign', stage: 'secrecy-review', seat: 'wu', to: persons.delegate })
    const moved = act(3, { act: 'readdress', of: 1, person: 'wu', address: 'x@y.z' })
    const state = fold(...facts, seat, ...out(1, 1, [...evidence, factKey(seat)]), begun(2), moved, ended(4, 2))
    expect(state.acts.map(({ n }) => n)).toEqual([1, 3])
  })

  test('is the one that the act names: where that is no correction, nothing is given up', () => {
    const hold = act(2, { act: 'hold' })
    for (const n of [2, 9]) {
      const state = fold(...corrected, hold, ended(3, n))
      expect([state.abandoned, state.held, state.acts.map((a) => a.n), state.lateActs.map((a) => a.n)]).toEqual([
        ...[[], true, [1, 2], [3]],
      ])
    }
    // All that counts for nothing is told in the order of its acts, whichever came to count for nothing first.
    expect(fold(...corrected, hold, ended(3, 2), ended(4, 1)).lateActs.map(({ n }) => n)).toEqual([1, 2, 3, 4])
  })

  test('what was decided before it and recorded since came too late, until the next one is begun', () => {
    const late = act(3, { act: 'hold' })
    expect(fold(...corrected, ended(2, 1), late)).toMatchObject({ held: false, lateActs: [{}, {}, { n: 3 }] })
    const again = fold(...corrected, ended(2, 1), late, begun(4), act(5, { act: 'hold' }))
    expect([again.held, again.acts.map(({ n }) => n), isClosed(again)]).toEqual([true, [4, 5], false])
  })

  test.each<[string, readonly Fact[], number, RegExp | undefined]>([
    ['the act that gives it up', then, 3, undefined],
    ['an act that went with it', then, 2, /更正已经放弃/],
    ['its beginning', then, 1, /更正已经放弃/],
  ])('whoever looks again after the put hears it: %s', (_, given, n, message) => {
    const all = [...given, ended(3, 1)]
    const fact = all.find((f) => f.kind === 'act' && f.n === n) as OfficeActFact
    const problem = overtakenAct(fold(...all), definition, fact)
    if (message) expect(problem?.message.zh).toMatch(message)
    else expect(problem).toBeUndefined()
  })

  test('met by the version that left without it, it came too late, and that version is the newest', () => {
    const given = [...asked, ...out(2, 2, [...evidence, 'act#0001'])]
    const late = ended(2, 1)
    const state = fold(...given, late)
    expect([state.abandoned, state.lateActs.map(({ n }) => n), isClosed(state)]).toEqual([[], [2], true])
    expect([currentRound(state)?.round, standsAgainSince(state)]).toEqual([2, undefined])
    expect(overtakenAct(state, definition, late as OfficeActFact)?.message.zh).toContain('没有赶上')
    // Nor does it end the correction of that version.
    const next = fold(...given, late, act(3, { act: 'correct', version: 2 }))
    expect([isClosed(next), next.abandoned]).toEqual([false, []])
  })

  test('its drafts are no rounds, and keep their numbers', () => {
    const racing = draft(3, 1)
    const state = fold(...asked, ended(2, 1), racing)
    expect([state.rounds.map(({ round }) => round), nextRound(state)]).toEqual([[1], 4])
    expect(state.abandoned[0]?.rounds.map(({ round }) => round)).toEqual([2, 3])
    const again = fold(...asked, ended(2, 1), begun(3))
    expect(openRound(again)).toBeUndefined()
    expect(outcomeOfWait(again, definition, 'sign-off')).toBe('changed')
    // The next one begins with what the police filed.
    expect(outcomeOfWait(again, definition, 'submissions')).toBe('complete')
    // One that knows of its end is none of it.
    expect(fold(...asked, ended(2, 1), draft(3, 2)).abandoned[0]?.rounds.map(({ round }) => round)).toEqual([2])
    const drawn = fold(...asked, ended(2, 1), begun(3), draft(3, 3))
    expect(openRound(drawn)?.round).toBe(3)
  })

  test('what had lapsed in it does not lapse for the next', () => {
    const lapse = (abandoned?: number): Fact => ({
      ...({ kind: 'lapse', cycle, what: 'submissions', round: 2, at, missing: ['police'] } as const),
      ...(abandoned && { abandoned }),
    })
    const unsettled = [...corrected, sent('police', 2)]
    const later = fold(...unsettled, lapse(), ended(2, 1), begun(3))
    expect([later.lapses, missingUnits(later, definition).length]).toEqual([[], 1])
    const day = onDay({ state: later, definition }, '2021-03-02')
    expect(lapsesDue(day, now)).toMatchObject([{ fact: { round: 2, abandoned: 1 } }])
    expect(factKey(lapse(1))).not.toBe(factKey(lapse()))
    expect(fold(...unsettled, lapse(), ended(2, 1), begun(3), lapse(1)).lapses).toHaveLength(1)
    // The legal date passes once for all of them.
    const legal: Fact = { kind: 'lapse', cycle, what: 'legal', round: 1, at, missing: [] }
    expect(fold(legal, ...corrected, ended(2, 1)).lapses).toEqual([legal])
  })
})

describe('who had to do with a correction that was given up', () => {
  const ids = (given: readonly Fact[]) => {
    const state = fold(...given)
    return askedInCorrection(state, present(state.abandoned[0], 'correction')).map(({ id }) => id)
  }
  test.each<[string, readonly Fact[], string[]]>([
    ['nobody but the office', [...corrected, ended(2, 1)], ['feng']],
    [
      'a unit that was asked again',
      [...corrected, act(2, { act: 'reopen', unit: 'market', until: '2021-03-09', revision: 1 }), ended(3, 1)],
      ['feng', 'market-clerk', 'market-leader'],
    ],
    [
      'units that were reminded',
      [...corrected, act(2, { act: 'remind', units: ['market'] }), ended(3, 1)],
      ['feng', 'market-clerk', 'market-leader'],
    ],
    [
      'a unit that filed anew, and whoever was to sign',
      [...asked, ended(2, 1)],
      ['feng', 'police-clerk', 'police-leader', 'zhou'],
    ],
    [
      'a unit the check sent back, and a deputy',
      [...corrected, draft(2, 1), check(2, ['market']), request(2), delegation(2), ended(2, 1)],
      ['feng', 'liang', 'market-clerk', 'market-leader', 'zhou'],
    ],
    [
      'a unit that an approver sent back',
      [...corrected, draft(2, 1), check(2), request(2), decision(2, 'zhou', 'return'), ended(2, 1)],
      ['feng', 'market-clerk', 'market-leader', 'zhou'],
    ],
    [
      'not units that were reminded before it or since',
      [
        ...[...facts, act(1, { act: 'remind', units: ['market'] }), ...out(1, 1, [...evidence, 'act#0001'])],
        ...[act(2, { act: 'correct', version: 1 }), ended(3, 2), act(4, { act: 'remind', units: ['finance'] })],
      ],
      ['feng'],
    ],
    [
      'one unit of several that were sent back, in one round of several, and none that has sent nothing',
      [
        ...[...facts.filter((f) => !(f.kind === 'submission' && f.unit === 'finance')), ...out(1, 1), begun(1)],
        ...[draft(2, 1), check(2, ['market', 'police']), draft(3, 1), ended(2, 1)],
      ],
      ['feng', 'market-clerk', 'market-leader', 'police-clerk', 'police-leader'],
    ],
    [
      'who got a seat of a stage that was asked, not of one that was not',
      [
        ...[...corrected, act(2, { act: 'reassign', stage: 'disclosure-office', seat: 'zhou', to: persons.delegate })],
        act(3, { act: 'reassign', stage: 'secrecy-review', seat: 'wu', to: persons.substitute }),
        ...[draft(2, 1), request(2), ended(4, 1)],
      ],
      ['feng', 'liang', 'zhou'],
    ],
    [
      'a unit whose newest slice is newer than what the version is made of, though that is not its first',
      [
        ...[...asked, ...out(2, 2, [...evidence, 'act#0001']), act(2, { act: 'correct', version: 2 })],
        ...[sent('police', 3), ended(3, 2, { version: 2 })],
      ],
      ['feng', 'police-clerk', 'police-leader'],
    ],
    [
      'nobody but its approvers at a stage that was skipped for the version itself',
      [
        ...[...facts, act(1, { act: 'skip', stage: 'disclosure-office', round: 1 })],
        ...[...out(1, 1, [...evidence, 'act#0001']), begun(2), draft(2, 2), request(2), ended(3, 2)],
      ],
      ['feng', 'zhou'],
    ],
    [
      'who decided, and who was put in for a silent approver',
      [...corrected, draft(2, 1), decision(2, 'zhou'), substitution(2), ended(2, 1)],
      ['feng', 'he', 'zhou'],
    ],
    [
      'who began it, and who has the office since',
      [...corrected, act(2, { act: 'officer', person: 'feng', to: persons.delegate }), ended(3, 1)],
      ['feng', 'liang'],
    ],
  ])('%s', (_, given, expected) => {
    expect(ids(given).sort()).toEqual(expected)
  })

  test('of several who decided, in several rounds, each by what they chose', () => {
    const back = { ...decision(2, 'wu', 'return'), stage: 'secrecy-review', seat: 'wu' } as Fact
    const signing = [...asked, decision(2, 'zhou'), back, draft(3, 1)]
    const over = present(fold(...signing, ended(2, 1)).abandoned[0], 'correction')
    expect(['zhou', 'wu', 'sun'].map((person) => signedInCorrection(over, person))).toEqual([true, false, false])
    expect(isCorrectionSigned(fold(...signing))).toBe(true)
    expect(isCorrectionSigned(fold(...facts, ...out(1, 1)))).toBe(false)
  })

  test('who signed is known, and who only sent it back has not signed', () => {
    const state = (choice: 'approve' | 'return') => fold(...asked, decision(2, 'zhou', choice), ended(2, 1))
    const given = (choice: 'approve' | 'return') => present(state(choice).abandoned[0], 'correction')
    expect([signedInCorrection(given('approve'), 'zhou'), signedInCorrection(given('return'), 'zhou')]).toEqual([
      true,
      false,
    ])
    expect([isCorrectionSigned(fold(...corrected)), isCorrectionSigned(fold(...asked, decision(2, 'zhou')))]).toEqual([
      ...[false, true],
    ])
    // What was signed for the version itself is no signature on its correction.
    expect(isStrong(fold(...corrected), { act: 'abandon', version: 1, correction: 1 }, now)).toBe(false)
  })
})

describe('a proposal to give a correction up', () => {
  const strong = { act: 'abandon', version: 1, correction: 1 } as const
  const proposal: Fact = {
    ...{ kind: 'proposal', cycle, n: 1, id: 'p', at, by: 'feng', reason: '错', until: '2021-03-03', act: strong },
  } as Fact
  const consent: Fact = { kind: 'consent', cycle, proposal: 1, at, by: 'qin', choice: 'consent' }
  const signing = [...asked, decision(2, 'zhou'), proposal]
  test.each<[string, readonly Fact[], string]>([
    ['is open', signing, 'open'],
    ['is open beside a release, which it stops', [...signing, ...out(2, 2, []).slice(0, 1)], 'open'],
    ['is void once that has left', [...signing, ...out(2, 2, []).slice(0, 2)], 'void'],
    ['is void once it was given up', [...signing, ended(2, 1)], 'void'],
    ['is void for another correction', [...signing, ended(2, 1), begun(3)], 'void'],
  ])('%s', (_, given, standing) => {
    const state = fold(...given)
    expect(proposalStanding(state, definition, present(state.proposals[0], 'p'), now)).toBe(standing)
  })
  test('is done with the consent, and names the correction', () => {
    const state = fold(...signing, consent)
    const done = present(actConsentedTo(state, definition, present(state.proposals[0], 'p'), now), 'act')
    expect(done).toMatchObject({ ...strong, n: 2, by: 'feng', consent: { by: 'qin' } })
    expect(isClosed(fold(...signing, consent, done))).toBe(true)
  })
})

describe('what its people find behind their links', () => {
  const over = [...asked, delegation(2), decision(2, 'zhou'), ended(2, 1)]
  const place = (person: string, stage = 'disclosure-office', seat = 'zhou') => ({ stage, seat, person })

  test('who was asked to sign reads that it was given up, and what they had decided', () => {
    expect(situationOf(fold(...over), compiled, place('zhou'), now)).toMatchObject({
      ...{ is: 'abandoned', publication: { version: 1 }, decision: { round: 2 } },
    })
    expect(situationOf(fold(...asked, ended(2, 1)), compiled, place('zhou'), now)).not.toHaveProperty('decision')
    // Whose stage was not asked signed the version that stands.
    expect(situationOf(fold(...over), compiled, place('wu', 'secrecy-review', 'wu'), now)).toMatchObject({
      is: 'published',
    })
    expect(situationOf(fold(...over, begun(3)), compiled, place('zhou'), now).is).toBe('decided')
    // Of several stages, seats and rounds, their own.
    const others = [
      ['disclosure-office', 'wu'],
      ['secrecy-review', 'zhou'],
    ].map(([stage, seat]): Fact => ({ ...decision(2, 'wu'), stage, seat }) as Fact)
    const several = [...asked, request(2, 'secrecy-review'), decision(2, 'zhou'), ...others, draft(3, 1), ended(2, 1)]
    const read = situationOf(fold(...several), compiled, place('zhou'), now)
    expect(read).toMatchObject({ is: 'abandoned', decision: { by: 'zhou' } })
    expect(situationOf(fold(...several), compiled, place('wu', 'disclosure-office', 'wu'), now)).toMatchObject({
      ...{ is: 'abandoned', decision: { seat: 'wu' } },
    })
    // Where nobody was asked yet, everybody reads of the version.
    expect(situationOf(fold(...corrected, draft(2, 1), ended(2, 1)), compiled, place('zhou'), now).is).toBe('published')
  })

  test('a decision that comes after it is answered so, the same one again as it was', () => {
    const form = { choice: 'approve', draft: draftOf(2), attested: true, reasons: [] }
    const input = { compiled, place: place('zhou'), draft: signed.draft, code: undefined, findings: [], now }
    const answer = (given: readonly Fact[], more: object = {}) =>
      decide({ ...input, state: fold(...given), form: { ...form, ...more }, language: 'zh' })
    expect(answer([...asked, ended(2, 1)])).toMatchObject({
      problems: [{ code: 'cycle-closed', message: { zh: expect.stringContaining('更正已经放弃') } }],
    })
    expect(answer(over)).toMatchObject({ stands: { round: 2 } })
    expect(answer(over, { choice: 'return' })).toMatchObject({ problems: [{ code: 'decision-stands' }] })
  })

  test('a deputy keeps the link and the name, until the next correction', () => {
    const link = { purpose: 'sign-off', subject: 'disclosure-office/zhou', person: 'liang' } as const
    expect(holdsLink(fold(...over), definition, link)).toBe(true)
    expect(holdsLink(fold(...over, begun(3)), definition, link)).toBe(false)
    expect(holdsLink(fold(...asked, ended(2, 1)), definition, link)).toBe(false)
    for (const subject of ['secrecy-review/wu', 'secrecy-review/zhou', 'disclosure-office/wu'])
      expect(holdsLink(fold(...over), definition, { ...link, subject })).toBe(false)
    expect(nameIn(fold(...over), 'liang', 'zh')).toBe('市政府党组成员梁文')
  })

  test('a unit’s form is closed by it, since then', () => {
    const state = fold(...over)
    expect(sliceWindow(state, definition, police(over), now)).toMatchObject({
      open: false,
      why: 'abandoned',
      since: at,
    })
    expect(sliceWindow(fold(...facts, ...out(1, 1)), definition, police([...facts, ...out(1, 1)]), now)).toMatchObject({
      why: 'published',
    })
  })

  test('what was filed for it is in no version, and waits for the next one', () => {
    const state = fold(...over)
    const unit = police(over)
    expect([waitsForCorrection(state, unit, 2), waitsForCorrection(state, unit, 1)]).toEqual([true, false])
    const steps = (revision: number) =>
      Object.fromEntries(receiptSteps(state, definition, unit, revision).map(({ step, done }) => [step, done]))
    expect(steps(2)).toEqual({ received: true, confirmed: true, merged: false, signed: false, published: false })
    expect(steps(1)).toMatchObject({ merged: true, signed: true, published: true })
    expect(boardOf({ state, definition }, now, 'zh').waiting).toMatchObject([{ revision: 2 }])
    // What the whole does not add waits for none of its versions.
    expect(waitsForCorrection(state, { unit: { ...unit.unit, countedAbove: 'own-line' } }, 2)).toBe(false)
    const next = fold(...over, begun(3))
    expect([waitsForCorrection(next, unit, 2), boardOf({ state: next, definition }, now, 'zh').waiting]).toEqual([
      false,
      [],
    ])
  })

  test('whether a revision waits is asked of the version that stands, and of that unit’s slice in it', () => {
    const second = [...asked, ...out(2, 2, [...evidence, 'act#0001'])]
    const given = [...second, act(2, { act: 'correct', version: 2 }), ended(3, 2, { version: 2 })]
    const waits = (all: readonly Fact[], unit: string, revision: number) =>
      waitsForCorrection(fold(...all), present(unitState(fold(...all), unit), unit), revision)
    expect([waits(given, 'police', 2), waits(given, 'police', 3), waits(given, 'market', 2)]).toEqual([
      ...[false, true, true],
    ])
    const third = [...second, act(2, { act: 'correct', version: 2 }), sent('police', 3), ended(3, 2, { version: 2 })]
    expect(boardOf({ state: fold(...third), definition }, now, 'zh').waiting).toMatchObject([{ revision: 3 }])
    // A correction of the version before was given up: it is over with that version.
    const recorded = [1, 2, 3].map((n) => `act#000${n}`)
    const next = [...asked, ended(2, 1), begun(3), draft(3, 3), ...out(2, 3, [...evidence, ...recorded])]
    expect([fold(...next).abandoned.length, standsAgainSince(fold(...next))]).toEqual([1, undefined])
  })

  test.each<[string, readonly Fact[], string, string]>([
    ['what the version is made of is not sent back any more', [draft(2, 1), check(2, ['market'])], 'market', 'settled'],
    ['nor by an approver', [draft(2, 1), decision(2, 'zhou', 'return')], 'market', 'settled'],
    ['what was filed since is', [draft(2, 1), decision(2, 'zhou', 'return', 'police')], 'police', 'returned'],
    ['though not by the check, which looks again', [draft(2, 1), check(2, ['police'])], 'police', 'settled'],
  ])('%s', (_, more, unit, standing) => {
    const given = [...corrected, sent('police', 2), confirmed('police', 2), ...more]
    const standingOf = (all: readonly Fact[]) => unitStanding(present(unitState(fold(...all), unit), unit), definition)
    expect([standingOf(given), standingOf([...given, ended(2, 1)])]).toEqual(['returned', standing])
  })

  test('a draft of the next correction does not make public what was sent back in the one before', () => {
    const back = [draft(2, 1), decision(2, 'zhou', 'return', 'police')]
    const given = [...corrected, sent('police', 2), confirmed('police', 2), ...back, ended(2, 1), begun(3), draft(3, 3)]
    const state = fold(...given)
    expect(present(unitState(state, 'police'), 'police').returns).toMatchObject([{ round: 2, revision: 2 }])
    expect(unitStanding(present(unitState(state, 'police'), 'police'), definition)).toBe('returned')
  })

  test('what the version is made of is public, whatever other drafts and versions there were', () => {
    const without = { ...first, submissions: first.submissions.filter((s) => s.unit !== 'market') }
    const early = facts.map((f) => (f === first ? without : f))
    const whole = { ...first, round: 2, digest: draftOf(2) }
    const back = (round: number, acts: number, end: Fact): Fact[] => [
      ...[{ ...first, round, digest: draftOf(round), acts } as Fact, decision(round, 'zhou', 'return', 'market'), end],
    ]
    const afterTwoDrafts = [...early, whole, ...out(1, 2), begun(1), ...back(3, 1, ended(2, 1))]
    const named = [...evidence, 'act#0001']
    const second = [...facts, ...out(1, 1), begun(1), { ...whole, acts: 1 } as Fact, ...out(2, 2, named)]
    const afterTwoVersions = [...second, act(2, { act: 'correct', version: 2 })]
    for (const given of [afterTwoDrafts, [...afterTwoVersions, ...back(3, 2, ended(3, 2, { version: 2 }))]])
      expect(present(unitState(fold(...given), 'market'), 'market').returns).toEqual([])
  })

  test('a unit without a slice in the version owes none for it', () => {
    const without = { ...first, submissions: first.submissions.filter((s) => s.unit !== 'market') }
    const given = [...facts.map((f) => (f === first ? without : f)), ...out(1, 1), begun(1)]
    const back = { ...draft(2, 1), submissions: without.submissions } as Fact
    const state = fold(...given, back, check(2, ['market']), ended(2, 1))
    expect(present(unitState(state, 'market'), 'market').returns).toEqual([])
  })
})
