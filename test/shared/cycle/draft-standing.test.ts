import { expect, test } from 'vitest'
import {
  actsBetween,
  countedSubmission,
  draftIsStale,
  gapsAreDue,
  isOutgrown,
  nothingToCorrect,
  outcomeOfWait,
} from '../../../shared/cycle/draft-standing.ts'
import type { DraftFact } from '../../../shared/cycle/facts/draft-facts.ts'
import type { Fact, OfficeAct, Unit } from '../../../shared/cycle/facts.ts'
import { theRound, theUnit } from '../../../shared/cycle/reporting-cycle.ts'
import type { ReportDefinition } from '../../../shared/report/report-definition.ts'
import {
  act,
  actsKnown,
  base,
  decision,
  definition,
  deputy,
  opening,
  person,
  stateOf,
  submission,
} from './two-of-each.ts'

/** The drafts knew a hundred acts. */
const numbered = (n: number, what: OfficeAct): Fact => ({ ...act(what), n }) as Fact
const unit = (id: string): Unit => ({ ...opening.units[0]!, id, contacts: [person(`clerk-${id}`)] })
const joins = (id: string, n: number) => numbered(n, { act: 'join', unit: id, joining: unit(id), until: '2026-01-12' })
/** A draft made of different revisions: a’s second, b’s first. */
const uneven: DraftFact = {
  ...base,
  ...{ kind: 'draft', round: 3, digest: 'draft3', acts: actsKnown, gaps: [] },
  submissions: [
    { unit: 'a', revision: 2, digest: 'a2' },
    { unit: 'b', revision: 1, digest: 'b1' },
  ],
  stages: ['first', 'second'].map((stage) => ({ stage, scope: stage })),
}

test.each<[string, Fact[], Unit[], boolean]>([
  ['a unit that was there is missing', [numbered(actsKnown + 1, { act: 'hold' })], [unit('c')], false],
  ['one joined after it', [joins('c', actsKnown + 1)], [], true],
  ['the draft knew that it had joined', [joins('c', actsKnown)], [], false],
  ['another joined, and sent', [joins('c', actsKnown + 1), submission('c', 1)], [unit('d')], false],
  ['the missing one got more time before it', [numbered(50, extend('c'))], [unit('c')], false],
  ['or after it', [numbered(actsKnown + 1, extend('c'))], [unit('c')], false],
  ['the office called back what it names', [recall('a', 2)], [], true],
  ['and the unit has answered', [recall('a', 2), submission('a', 3)], [], false],
  ['or what the unit had replaced', [recall('a', 1)], [unit('c')], false],
])('a draft is outgrown, or not: %s', (_, facts, more, expected) => {
  const state = stateOf(facts, { ...opening, units: [...opening.units, ...more] })
  expect(isOutgrown(state, definition, theRound(state))).toBe(expected)
})

test.each<[string, Fact[], string | undefined]>([
  ['is waited for while a warning is not explained', [], undefined],
  [
    'goes on with its gap when it is',
    [numbered(actsKnown + 1, { act: 'justify', instance: 'x', figures: 'f' })],
    'complete',
  ],
  [
    'waits for who joined since',
    [numbered(actsKnown + 1, { act: 'justify', instance: 'x', figures: 'f' }), joins('d', actsKnown + 2)],
    undefined,
  ],
])('a draft with a gap and a warning %s', (_, facts, expected) => {
  const warned: Fact = {
    ...{ ...base, kind: 'check', round: 3, draft: 'draft3', definition: 'd', blocking: 0, warnings: 1, returns: [] },
    unexplained: [{ instance: 'x', figures: 'f' }],
  }
  const submissions = ['a', 'b'].map((id) => ({ unit: id, revision: 2, digest: `${id}2` }))
  const gap: DraftFact = { ...uneven, submissions, gaps: ['c'] }
  const state = stateOf([submission('a', 2), gap, warned, ...facts], {
    ...{ ...opening, policy: { missing: 'gap' } },
    units: [...opening.units, unit('c')],
  })
  expect(outcomeOfWait(state, definition, 'submissions')).toBe(expected)
})

function extend(id: string): OfficeAct {
  return { act: 'extend', unit: id, until: '2026-01-14' }
}

function recall(id: string, revision: number): Fact {
  const reasons = [{ unit: id, text: '再核对' }]
  return { ...base, kind: 'recall', unit: id, version: 1, revision, by: 'officer', reasons }
}
function cleared(id: string, revision: number, choice: 'clear' | 'return'): Fact {
  const reasons = choice === 'return' ? [{ unit: id, text: '再核对' }] : []
  return { ...base, kind: 'clearance', unit: id, revision, digest: `${id}${revision}`, by: 'officer', choice, reasons }
}
function confirmed(id: string, revision: number, choice: 'confirm' | 'return'): Fact {
  const said = { revision, digest: `${id}${revision}`, by: `leader-${id}`, choice, attestation: { zh: '', en: '' } }
  return { ...base, kind: 'confirmation', unit: id, ...said }
}
function checked(round: number, id: string): Fact {
  const found = { blocking: 1, warnings: 0, returns: [{ unit: id, text: '不平' }], unexplained: [] }
  return { ...base, kind: 'check', round, draft: `draft${round}`, definition: 'd', ...found }
}
const takeBack = (id: string, revision: number): Fact =>
  ({ ...base, kind: 'take-back', unit: id, revision, digest: `${id}${revision}`, by: `clerk-${id}` }) as Fact
test.each<[string, Fact[], boolean]>([
  ['nothing came', [], false],
  ['a warning was explained', [numbered(actsKnown + 1, { act: 'justify', instance: 'x', figures: 'f' })], true],
  ['before it was made', [numbered(actsKnown, { act: 'justify', instance: 'x', figures: 'f' })], false],
  ['somebody was reminded', [numbered(actsKnown + 1, { act: 'remind', units: ['a'] })], false],
  ['a unit took back what it names', [takeBack('a', 2)], true],
  ['or what it names of another unit alone', [takeBack('a', 1)], false],
  ['the office called back what it names', [recall('a', 2)], true],
  ['or sent it back', [cleared('a', 2, 'return')], true],
  ['or cleared it', [cleared('a', 2, 'clear')], false],
  ['or sent back what the unit has replaced', [cleared('a', 1, 'return')], false],
  ['the unit’s leader, named since, sent it back', [leads('a'), confirmed('a', 2, 'return')], true],
  ['or confirmed it', [leads('a'), confirmed('a', 2, 'confirm')], false],
  ['an approver sent it back when another draft of it was made already', [sentBack('a')], true],
  ['or what another unit has replaced', [sentBack('b')], false],
  ['the check of an earlier draft did', [checked(2, 'a')], false],
])('a draft is stale, or not: %s', (_, facts, expected) => {
  // b sent a second one that does not count, so that only what came decides.
  const state = stateOf([uneven, ...facts])
  const withoutB2 = {
    ...state,
    units: state.units.map((one) =>
      one.unit.id === 'b' ? { ...one, submissions: one.submissions.filter(({ revision }) => revision === 1) } : one,
    ),
  }
  expect(draftIsStale(withoutB2, definition, theRound(withoutB2))).toBe(expected)
})

const confirming = {
  ...definition,
  signOff: { ...definition.signOff, unitConfirmation: { required: true } },
} as ReportDefinition
function leads(id: string): Fact {
  return numbered(actsKnown + 1, {
    act: 'contacts',
    unit: id,
    contacts: [person(`clerk-${id}`)],
    leader: person(`leader-${id}`),
  })
}
test.each<[string, string, Fact[], number | undefined]>([
  ['the newest, where nobody has to confirm it', 'a', [], 2],
  ['what the draft names, though a leader was named since and confirmed none', 'a', [leads('a')], 2],
  ['of that unit', 'b', [leads('b')], 1],
  ['none where that was called back', 'a', [recall('a', 2)], undefined],
  ['none of one that was let off', 'a', [numbered(actsKnown + 1, { act: 'exempt', unit: 'a' })], undefined],
])('what counts of a unit while the draft is signed: %s', (_, id, facts, revision) => {
  const state = stateOf([uneven, ...facts])
  expect(countedSubmission(state, confirming, theUnit(state, id))?.revision).toBe(revision)
})

test.each<[string, string, Fact[], number | undefined]>([
  ['none of a unit whose newest an approver sent back', 'b', [sentBack('b')], undefined],
  ['the newest of the other', 'a', [sentBack('b')], 2],
  ['the newest, where another was sent back', 'b', [sentBack('a')], 2],
  ['the one before that which the unit took back itself', 'b', [submission('b', 3), takeBack('b', 3)], 2],
  [
    'also what came after the one that was sent back',
    'b',
    [sentBack('b'), submission('b', 3), submission('b', 4), takeBack('b', 4)],
    3,
  ],
])('what counts once a draft was made that has a gap: %s', (_, id, facts, revision) => {
  const gapped: DraftFact = { ...uneven, submissions: [], gaps: ['a', 'b'] }
  const state = stateOf([...facts, gapped])
  expect(countedSubmission(state, definition, theUnit(state, id))?.revision).toBe(revision)
})

function sentBack(id: string): Fact {
  return decision(2, 'first', 'f1', { choice: 'return', reasons: [{ unit: id, text: '再核对' }] })
}

test.each([
  ['submissions', 3, true],
  ['submissions', 2, false],
  ['legal', 3, false],
] as const)('gaps are due when the submission date lapsed for the next round: %s of %i', (what, round, expected) => {
  const state = stateOf([{ ...base, kind: 'lapse', what, round, missing: [] }], {
    ...opening,
    policy: { missing: 'gap' },
  })
  expect(gapsAreDue(state)).toBe(expected)
})

const indispensable: ReportDefinition = {
  ...definition,
  signOff: {
    ...definition.signOff,
    stages: definition.signOff.stages.map((stage) => ({ ...stage, indispensable: true as const })),
  },
}
// Their signature, and the slice, was good when the version left: a correction begins with what the office changes, not with a draft of the same.
test.each<[string, Fact[]]>([
  ['whose signer came to the office since', [numbered(7, { act: 'officer', person: 'officer', to: person('x') })]],
  ['with a slice that was called back since', [recall('a', 2)]],
])('a correction of a version %s waits for something to correct', (_, since) => {
  const out = { cycle: opening.cycle, version: 1, round: 2, draft: 'd', at: '2021-01-20T00:00:00.000Z' }
  const state = stateOf([
    deputy('delegation', 2, 'first', 'f1', 'x'),
    decision(2, 'first', 'f1', { by: 'x' }),
    { ...out, kind: 'release', n: 1, evidence: ['x'] },
    { kind: 'departure', cycle: opening.cycle, release: 1, goes: true, at: out.at },
    { ...out, kind: 'publication', manifest: 'm' },
    ...since,
    numbered(8, { act: 'correct', version: 1 }),
  ])
  expect(nothingToCorrect(state, indispensable, theRound(state))).toBe(true)
  expect(outcomeOfWait(state, indispensable, 'submissions')).toBeUndefined()
})

test('a draft that its leader’s return has outgrown waits for no explanation, since nobody is asked for one', () => {
  const check: Fact = {
    ...{ ...base, kind: 'check', round: 2, draft: 'draft2', definition: 'd', blocking: 0, warnings: 1, returns: [] },
    unexplained: [{ instance: 'w', figures: 'f' }],
  } as Fact
  const led = numbered(actsKnown + 1, {
    ...{ act: 'contacts', unit: 'a', contacts: [person('clerk-a')], leader: person('leader-a') },
  } as OfficeAct)
  const back = {
    ...{ ...base, kind: 'confirmation', unit: 'a', revision: 2, digest: 'a2', by: 'leader-a', choice: 'return' },
    ...{ attestation: { zh: '', en: '' }, reason: '错' },
  } as Fact
  const lapse = { ...base, kind: 'lapse', what: 'submissions', round: 3, acts: actsKnown + 1, missing: ['a'] } as Fact
  const signOff = { ...definition.signOff, unitConfirmation: { required: true, attestation: { zh: '', en: '' } } }
  const gap = { ...opening, policy: { missing: 'gap' as const } }
  const wait = (facts: Fact[]) => outcomeOfWait(stateOf(facts, gap), { ...definition, signOff }, 'submissions')
  expect(wait([check, led])).toBeUndefined()
  expect(wait([check, led, back])).toBeUndefined() // while the unit still has time
  expect(wait([check, led, back, lapse])).toBe('complete')
})

test('between two drafts is what the later one was made from and the earlier one was not', () => {
  const round = (acts: number) => ({ draft: { acts } }) as Parameters<typeof actsBetween>[1]
  const justify = { act: 'justify', finding: 'f', figures: 'x' } as unknown as OfficeAct
  const all = [
    ...[numbered(3, extend('a')), numbered(4, { act: 'hold' }), numbered(5, justify), numbered(6, { act: 'gap' })],
    ...[numbered(7, { act: 'exempt', unit: 'a' }), numbered(8, { act: 'exempt', unit: 'b' })],
  ]
  const between = (before: number, after: number) =>
    actsBetween(stateOf(all), round(before), round(after)).map(({ n }) => n)
  expect(between(0, 8)).toEqual([5, 6, 7, 8])
  expect(between(5, 7)).toEqual([6, 7])
  expect(between(8, 8)).toEqual([])
})
