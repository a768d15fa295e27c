import { expect, test } from 'vitest'
import {
  type Adjustment,
  adjustmentsOf,
  mayAskForTime,
  objectionTo,
  openAsks,
  signedWith,
} from '../../../shared/cycle/asks.ts'
import type { Ask, AskFact, Fact, OfficeAct, OfficeActFact, Unit } from '../../../shared/cycle/facts.ts'
import { foldUnitCycle } from '../../../shared/cycle/fold.ts'
import { theUnit } from '../../../shared/cycle/reporting-cycle.ts'
import type { ReportDefinition } from '../../../shared/report/report-definition.ts'
import { text } from '../../fixtures/small-opening.ts'
import { actsKnown, base, decision, definition, opening, person, stateOf, submission } from './two-of-each.ts'

const acted = (n: number, what: OfficeAct): OfficeActFact => ({
  ...base,
  ...{ kind: 'act', n, id: `act-${n}`, by: 'officer', reason: '对过台账' },
  ...what,
})
const asked = (n: number, what: Ask, unit = 'a'): AskFact => ({
  ...base,
  ...{ kind: 'ask', unit, n, id: `ask-${n}`, by: `clerk-${unit}`, text: '台账在路上' },
  ...what,
})
const adjusted = (n: number, revision: number, unit = 'a'): OfficeActFact =>
  acted(n, { act: 'adjust', unit, cell: 't3.new.natural', from: '8', to: '7', revision })
const byCheck = (round: number, unit: string): Fact => ({
  ...base,
  ...{ kind: 'check', round, draft: `draft${round}`, definition: 'dd', blocking: 1, warnings: 0, unexplained: [] },
  returns: [{ unit, text: '合计不平' }],
})
const takenBack = (revision: number): Fact => ({
  ...base,
  ...{ kind: 'take-back', unit: 'a', revision, digest: `a${revision}`, by: 'clerk-a' },
})
const confirmed = (revision: number, choice: 'confirm' | 'return'): Fact => ({
  ...base,
  ...{ kind: 'confirmation', unit: 'a', revision, digest: `a${revision}`, by: 'leader-a', choice },
  ...(choice === 'return' && { reason: '请核对' }),
  attestation: text('属实'),
})
const released: Fact = { ...base, kind: 'release', n: 1, version: 1, round: 2, draft: 'draft2', evidence: [] }
const departed = (goes: boolean): Fact => ({ ...base, kind: 'departure', release: 1, goes })
const published = (version: number): Fact => ({
  ...base,
  ...{ kind: 'publication', version, round: 2, draft: 'draft2', manifest: 'm' },
})
const corrected = (n: number, version: number) => acted(n, { act: 'correct', version })

const confirming: ReportDefinition = {
  ...definition,
  signOff: { ...definition.signOff, unitConfirmation: { required: true, attestation: text('属实') } },
}
const clearing: ReportDefinition = { ...definition, unitReports: { clearance: 'before', legal: 'legal', texts: [] } }
const leader = acted(1, { act: 'leader', unit: 'a', from: '', to: person('leader-a') })
const joining: Unit = { ...opening.units[0]!, id: 'c', name: text('丙局'), contacts: [person('clerk-c')] }

test.each<[string, Fact[], boolean, ReportDefinition?, string?]>([
  ['has sent nothing', [], true],
  ['has sent nothing, of which another has', [submission('b', 1)], true],
  ['has sent', [submission('a', 1)], false],
  ['was sent back by its leader', [leader, submission('a', 1), confirmed(1, 'return')], true, confirming],
  ['was sent back by the check', [submission('a', 1), redraft(1), byCheck(1, 'a')], true],
  ['belongs to a whole that was sent back for another', [submission('a', 1), redraft(1), byCheck(1, 'b')], false],
  [
    'was sent back by who signs',
    [
      submission('a', 1),
      redraft(1),
      decision(1, 'first', 'f1', { choice: 'return', reasons: [{ unit: 'a', text: '与去年不符' }] }),
    ],
    true,
  ],
  ['was sent back, and has sent again', [submission('a', 1), redraft(1), byCheck(1, 'a'), submission('a', 2)], false],
  ['took its slice back', [submission('a', 1), takenBack(1)], true],
  ['took one back, and has sent another', [submission('a', 1), takenBack(1), submission('a', 2)], false],
  ['waits for its leader', [leader, submission('a', 1)], false, confirming],
  ['has its leader’s word', [leader, submission('a', 1), confirmed(1, 'confirm')], false, confirming],
  ['waits for the office to clear its report', [submission('a', 1)], false, clearing],
  ['was let off', [acted(1, { act: 'exempt', unit: 'a' })], false],
  ['has left', [acted(1, { act: 'leave', unit: 'a' })], false],
  ['is not the one that was let off', [acted(1, { act: 'exempt', unit: 'b' })], true],
  ['has more time already', [acted(1, { act: 'extend', unit: 'a', until: '2026-01-14' })], true],
  [
    'is counted by its own line',
    [acted(1, { act: 'join', unit: 'c', until: '2026-01-14', joining: { ...joining, countedAbove: 'own-line' } })],
    true,
    definition,
    'c',
  ],
  ['joined later', [acted(1, { act: 'join', unit: 'c', until: '2026-01-14', joining })], true, definition, 'c'],
  [
    'joined later, and has sent',
    [acted(1, { act: 'join', unit: 'c', until: '2026-01-14', joining }), submission('c', 1)],
    false,
    definition,
    'c',
  ],
  ['belongs to a cycle that is held', [acted(1, { act: 'hold' })], true],
  ['belongs to a cycle opened by mistake', [acted(1, { act: 'cancel' })], false],
  ['is a gap of what is about to be published', [redraft(2), released, departed(true)], true],
  ['is a gap of what was published', [redraft(2), published(1)], false],
  ['is a gap of what is corrected', [redraft(2), published(1), corrected(1, 1)], true],
  ['is a gap of what was corrected', [redraft(2), published(1), corrected(1, 1), published(2)], false],
  ['is a gap of what is corrected again', [published(1), corrected(1, 1), published(2), corrected(2, 2)], true],
  ['was sent back in what was published', [submission('a', 1), redraft(1), byCheck(1, 'a'), published(1)], false],
])('a unit may ask for time, or not: it %s', (_, facts, expected, of = definition, id = 'a') => {
  expect(mayAskForTime(foldUnitCycle([opening, ...facts], id)!, of)).toBe(expected)
})

/** A draft of the units’ first slices. */
function redraft(round: number): Fact {
  return {
    ...base,
    ...{ kind: 'draft', round, digest: `draft${round}`, acts: 0, gaps: [] },
    submissions: ['a', 'b'].map((unit) => ({ unit, revision: 1, digest: `${unit}1` })),
    stages: ['first', 'second'].map((stage) => ({ stage, scope: stage })),
  }
}

const time: Ask = { ask: 'time', until: '2026-01-15' }
const question: Ask = { ask: 'question' }
const objection = (act: number): Ask => ({ ask: 'objection', act })

test.each<[string, Fact[], number[]]>([
  ['nothing was asked', [], []],
  ['in the order they were asked', [asked(2, question), asked(1, time), asked(3, objection(9))], [1, 2, 3]],
  ['without what the office said a word on', [asked(1, time), asked(2, question), word(1, 2)], [1]],
  [
    'without what it granted',
    [asked(1, time), asked(2, question), acted(1, { act: 'extend', unit: 'a', until: '2026-01-15', ask: 1 })],
    [2],
  ],
  [
    'without what it reopened on request',
    [asked(1, time), acted(1, { act: 'reopen', unit: 'a', until: '2026-01-15', revision: 0, ask: 1 })],
    [],
  ],
  ['with what it gave time beside', [asked(1, time), acted(1, { act: 'extend', unit: 'a', until: '2026-01-15' })], [1]],
  [
    'with one of the same number that another asked and was answered',
    [asked(1, time), asked(1, time, 'b'), word(1, 1, 'b')],
    [1],
  ],
  ['without what another asks', [asked(1, question, 'b')], []],
  ['none when all are answered', [asked(1, time), asked(2, time), word(1, 1), word(2, 2)], []],
])('what the office has not answered: %s', (_, facts, expected) => {
  expect(openAsks(theUnit(stateOf(facts), 'a')).map(({ n }) => n)).toEqual(expected)
})

function word(n: number, ask: number, unit = 'a'): OfficeActFact {
  return acted(n, { act: 'answer', unit, ask })
}

// Of two-of-each both units have sent twice.
test.each<[string, Fact[], number[], string?]>([
  ['none', [], []],
  ['one', [adjusted(1, 2)], [1]],
  ['all of them, in the order of the acts', [adjusted(3, 2), adjusted(1, 2), adjusted(2, 2)], [1, 2, 3]],
  ['not of the revision before', [adjusted(1, 1), adjusted(2, 2)], [2]],
  ['none once it has sent again', [adjusted(1, 2), submission('a', 3)], []],
  ['of what it sent again', [adjusted(1, 2), submission('a', 3), adjusted(2, 3)], [2]],
  ['of what it took back, until it sends again', [adjusted(1, 2), takenBack(2)], [1]],
  ['not of another unit', [adjusted(1, 2, 'b'), adjusted(2, 2)], [2]],
  ['of the other unit', [adjusted(1, 2, 'b'), adjusted(2, 2)], [1], 'b'],
  ['no other act', [acted(1, { act: 'reopen', unit: 'a', until: '2026-01-15', revision: 2 })], []],
  [
    'none of one that has sent nothing',
    [acted(1, { act: 'join', unit: 'c', joining, until: '2026-01-14' }), adjusted(2, 1, 'c'), adjusted(3, 2, 'c')],
    [],
    'c',
  ],
  ['none that came when its version had left', [released, departed(true), adjusted(1, 2)], []],
])('what the office changed in the newest revision: %s', (_, facts, expected, id = 'a') => {
  const state = stateOf(facts)
  const adjustments: Adjustment[] = adjustmentsOf(state, theUnit(state, id))
  expect(adjustments.map(({ n }) => n)).toEqual(expected)
})

test.each<[string, Fact[], object | undefined]>([
  ['nothing', [], undefined],
  ['its objection', [asked(1, objection(7))], { n: 1, act: 7 }],
  ['nothing by an objection to another', [asked(1, objection(8))], undefined],
  ['the one to this among several', [asked(1, objection(8)), asked(2, objection(7))], { n: 2, act: 7 }],
  ['nothing by what it asks else under that number', [asked(7, question), asked(8, time)], undefined],
  ['nothing by an objection that has its number', [asked(7, objection(6))], undefined],
  ['nothing by what another unit says', [asked(1, objection(7), 'b')], undefined],
  ['the first of two', [asked(2, objection(7)), asked(1, objection(7))], { n: 1 }],
  ['with the office’s word', [asked(1, objection(7)), word(8, 1)], { n: 1, answer: { n: 8, reason: '对过台账' } }],
])('what the unit says against an adjustment: %s', (_, facts, expected) => {
  const found = objectionTo(theUnit(stateOf(facts), 'a'), { n: 7 })
  if (expected) expect(found).toMatchObject(expected)
  else expect(found).toBeUndefined()
})

test('an objection without the office’s word has none to show', () => {
  const found = objectionTo(theUnit(stateOf([asked(1, objection(7))]), 'a'), { n: 7 })
  expect(found).toEqual(asked(1, objection(7)))
})

const f1 = decision(2, 'first', 'f1')
const f2 = decision(2, 'first', 'f2')
const s1 = decision(2, 'second', 's1')
test.each<[string, Fact[], string[], Ask?]>([
  ['nobody’s before anybody signs', [], []],
  ['who signed', [f1], ['f1']],
  ['everybody who signed, as the route asks them', [s1, f2, f1], ['f1', 'f2', 's1']],
  ['also where the last act the draft rests on is the adjustment', [f1], ['f1'], objection(actsKnown)],
  ['nobody’s on an adjustment after the draft', [f1], [], objection(actsKnown + 1)],
  ['nobody’s on a question', [f1], [], question],
  ['nobody’s on more time', [f1], [], time],
  ['who signed in another’s seat, not who holds it', [decision(2, 'first', 'f2', { by: '刘' })], ['刘']],
  ['nobody’s of a draft before', [decision(1, 'first', 'f1')], []],
  [
    'whose approval of a draft before still stands',
    [decision(1, 'first', 'f1', { scope: 'first2' }), f2],
    ['f1', 'f2'],
  ],
  ['no seat that was forced', [acted(1, { act: 'force', stage: 'first', round: 2, seat: 'f1' }), f2], ['f2']],
  ['who signed in a stage that was skipped since', [f1, acted(1, { act: 'skip', stage: 'first', round: 2 })], ['f1']],
  ['nobody’s when one sent it back', [f1, decision(2, 'first', 'f2', { choice: 'return' })], []],
  ['nobody’s when the check sent it back', [f1, byCheck(2, 'b')], []],
  ['who signed, when a draft before was sent back', [byCheck(1, 'a'), f1], ['f1']],
  ['nobody’s while it goes out', [f1, released], []],
  ['nobody’s when it has left', [f1, released, departed(true)], []],
  ['who signed, when it was stopped', [f1, released, departed(false)], ['f1']],
  ['who signed what was published', [f1, released, departed(true), published(1)], ['f1']],
  ['nobody’s when that is corrected', [f1, released, departed(true), published(1), corrected(1, 1)], []],
])('whose approval counts with the figure: %s', (_, facts, expected, what = objection(7)) => {
  expect(signedWith(stateOf(facts), definition, what).map(({ by }) => by)).toEqual(expected)
})

test('the approval that counts is the decision itself, with its round', () => {
  const carried = decision(1, 'first', 'f1', { scope: 'first2' })
  expect(signedWith(stateOf([carried, f2]), definition, objection(7))).toEqual([carried, f2])
})

test('nobody signed with a figure before there is a draft', () => {
  expect(signedWith(foldUnitCycle([opening, adjusted(7, 1), f1], 'a')!, definition, objection(7))).toEqual([])
})
