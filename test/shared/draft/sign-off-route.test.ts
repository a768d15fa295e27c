import { describe, expect, test } from 'vitest'
import type { CheckFact } from '../../../shared/cycle/facts/draft-facts.ts'
import type { Fact, Opening } from '../../../shared/cycle/facts.ts'
import { foldCycle } from '../../../shared/cycle/fold.ts'
import type { DraftDocument } from '../../../shared/draft/draft.ts'
import { cellsConfirmed, stagesOf } from '../../../shared/draft/sign-off-route.ts'
import type { Figure } from '../../../shared/report/figure.ts'
import type { ReportDefinition, StageDefinition } from '../../../shared/report/report-definition.ts'
import { stageOf } from '../../../shared/report/stages.ts'
import { cycleWith, decisionOf, definition, persons } from '../../fixtures/tongjiang-2020.ts'

const { draft, state, facts } = cycleWith()
const opening = facts[0] as Opening
const inquiry = stageOf(definition, 'other-handling-review')
const withStages = (stages: StageDefinition[]): ReportDefinition => ({
  ...definition,
  sets: { ...definition.sets, pair: ['granted', 'petition'] },
  signOff: { ...definition.signOff, stages },
})
const plain = ['disclosure-office', 'secrecy-review', 'responsible-leader', 'principal-leader']
const namesOf = (stages: { stage: string }[]) => stages.map(({ stage }) => stage)

describe('whether the inquiry is asked of a draft', () => {
  const other = 't3.other-handling.total'
  const [granted, petition, received] = ['t3.granted.total', 't3.petition.total', 't3.new.total']
  const condition = (terms: string[], operator: '>' | '>=' | '=', figure: string) => ({ terms, operator, figure })
  const atLeast50 = condition([other], '>=', '50')
  const moreThan50 = condition([other], '>', '50')
  const just50 = condition([other], '=', '50')
  const both = condition([granted!, petition!], '>=', '50')
  const rest = condition([received!, `-${granted}`], '>=', '50')
  const set = condition(['t3.[pair].total'], '>=', '50')

  test.each<[string, NonNullable<StageDefinition['when']>, Record<string, Figure>, boolean]>([
    ['one below the figure', atLeast50, { [other]: '49' }, false],
    ['at the figure', atLeast50, { [other]: '50' }, true],
    ['above it', atLeast50, { [other]: '51' }, true],
    ['a hair below it', atLeast50, { [other]: '49.999999' }, false],
    ['one digit, greater as a text', atLeast50, { [other]: '9' }, false],
    ['three digits, smaller as a text', atLeast50, { [other]: '100' }, true],
    ['at the figure, where it has to be more', moreThan50, { [other]: '50' }, false],
    ['more, where it has to be more', moreThan50, { [other]: '51' }, true],
    ['less, where it has to be more', moreThan50, { [other]: '49' }, false],
    ['less, where it has to be the same', just50, { [other]: '49' }, false],
    ['the same', just50, { [other]: '50' }, true],
    ['more, where it has to be the same', just50, { [other]: '51' }, false],
    ['two terms that reach it together', both, { [granted!]: '20', [petition!]: '30' }, true],
    ['two terms that do not', both, { [granted!]: '20', [petition!]: '29' }, false],
    ['a set whose members reach it together', set, { [granted!]: '20', [petition!]: '30' }, true],
    ['a set whose members do not', set, { [granted!]: '20', [petition!]: '29' }, false],
    ['one term less another, enough', rest, { [received!]: '60', [granted!]: '10' }, true],
    ['one term less another, not enough', rest, { [received!]: '60', [granted!]: '11' }, false],
    ['less than nothing', rest, { [received!]: '0', [granted!]: '60' }, false],
    [
      'a set taken off',
      condition([received!, '-t3.[pair].total'], '=', '1'),
      { [received!]: '51', [granted!]: '20', [petition!]: '30' },
      true,
    ],
    [
      'tenths add exactly',
      condition([granted!, petition!], '=', '0.3'),
      { [granted!]: '0.1', [petition!]: '0.2' },
      true,
    ],
    ['a blank beside enough', both, { [granted!]: null, [petition!]: '50' }, true],
    ['“not applicable” beside enough', both, { [granted!]: 'n/a', [petition!]: '50' }, true],
    ['enough before a blank', both, { [granted!]: '50', [petition!]: null }, true],
    ['enough before “not applicable”', both, { [granted!]: '50', [petition!]: 'n/a' }, true],
    ['nothing but a blank', atLeast50, { [other]: null }, false],
    ['nothing but “not applicable”', atLeast50, { [other]: 'n/a' }, false],
    ['a blank, which reaches 0', condition([other], '>=', '0'), { [other]: null }, true],
    ['a blank, which is not more than 0', condition([other], '>', '0'), { [other]: null }, false],
    ['a blank taken off', rest, { [received!]: '50', [granted!]: null }, true],
    ['a great figure elsewhere', atLeast50, { [other]: '0', [petition!]: '4711' }, false],
  ])('%s', (_, when, changes, expected) => {
    const form = withStages([{ ...inquiry, when }])
    const changed = { ...draft, figures: { ...draft.figures, ...changes } }
    expect(namesOf(stagesOf(form, changed, 'whole', state))).toEqual(expected ? [inquiry.id] : [])
  })

  test('a cell that the draft does not have counts for nothing', () => {
    const { [granted!]: _, ...figures } = draft.figures
    const form = withStages([{ ...inquiry, when: both }])
    const asked = (figure: string) =>
      namesOf(stagesOf(form, { ...draft, figures: { ...figures, [petition!]: figure } }, 'whole', state))
    expect(asked('50')).toEqual([inquiry.id])
    expect(asked('49')).toEqual([])
  })

  test('it stands where the definition has it, among those that are always asked', () => {
    const high = { ...draft, figures: { ...draft.figures, [other]: '50' } }
    expect(namesOf(stagesOf(definition, draft, 'whole', state))).toEqual(plain)
    expect(namesOf(stagesOf(definition, high, 'whole', state))).toEqual(plain.toSpliced(2, 0, inquiry.id))
  })
})

describe('an optional stage', () => {
  const bureau = { stage: 'justice-bureau', approvers: [persons.delegate] }
  test.each<[string, Opening['route'], string[]]>([
    ['that the route names is asked', [bureau, ...opening.route], ['justice-bureau', ...plain]],
    ['that it names last stands where the definition has it', [...opening.route, bureau], ['justice-bureau', ...plain]],
    ['with nobody in it is not asked', [{ ...bureau, approvers: [] }, ...opening.route], plain],
    ['of which the route says nothing is not asked', opening.route, plain],
  ])('%s', (_, route, expected) => {
    expect(namesOf(stagesOf(definition, draft, 'whole', foldCycle([{ ...opening, route }])!))).toEqual(expected)
  })
})

describe('the order in which a draft is asked about', () => {
  const returned = (stage: string, seat: string, index = 0): Fact => ({
    ...decisionOf(stage, seat, 'd', index),
    choice: 'return',
    reasons: [{ unit: 'police', cell: 't3.granted.natural', text: '与台账不符' }],
  })
  const checked = (returns: CheckFact['returns']): Fact => ({
    ...{ kind: 'check', cycle: opening.cycle, round: 1, draft: 'd', definition: 'x', at: '2021-01-25T06:10:00.000Z' },
    ...{ blocking: returns.length, warnings: 0, returns, unexplained: [] },
  })
  const secondDraft: Fact = {
    ...{ kind: 'draft', cycle: opening.cycle, round: 2, digest: 'd2', at: '2021-01-30T06:00:00.000Z' },
    ...{ submissions: [], acts: 0, gaps: [], stages: plain.map((stage) => ({ stage, scope: 'd2' })) },
  }
  const [office, secrecy, deputy, mayor] = plain
  const high = { ...draft, figures: { ...draft.figures, 't3.other-handling.total': '50' } }

  test.each<[string, number, Fact[], DraftDocument, (string | undefined)[]]>([
    ['nobody has returned anything', 0, [], draft, plain],
    ['a stage has approved', 1, [], draft, plain],
    ['the first has returned it', 0, [returned(office!, 'zhou')], draft, plain],
    ['the second has', 1, [returned(secrecy!, 'wu', 1)], draft, [secrecy, office, deputy, mayor]],
    ['the third has', 2, [returned(deputy!, 'sun', 2)], draft, [deputy, office, secrecy, mayor]],
    ['the last has', 3, [returned(mayor!, 'zheng', 3)], draft, [mayor, office, secrecy, deputy]],
    [
      'one of a condition has, and it holds again',
      2,
      [returned(inquiry.id, 'wu', 2)],
      high,
      [inquiry.id, office, secrecy, deputy, mayor],
    ],
    ['one of a condition has, and it holds no longer', 2, [returned(inquiry.id, 'wu', 2)], draft, plain],
    ['the check has', 0, [checked([{ unit: 'police', text: '勾稽关系不成立' }])], draft, plain],
    [
      'the check has passed it and a stage has returned it',
      1,
      [checked([]), returned(secrecy!, 'wu', 1)],
      draft,
      [secrecy, office, deputy, mayor],
    ],
    [
      'a stage had returned the draft before, and nobody this one',
      1,
      [returned(secrecy!, 'wu', 1), secondDraft],
      draft,
      plain,
    ],
    [
      'one stage had returned the draft before, and another this one',
      1,
      [returned(secrecy!, 'wu', 1), secondDraft, { ...returned(mayor!, 'zheng', 3), round: 2 } as Fact],
      draft,
      [mayor, office, secrecy, deputy],
    ],
  ])('when %s', (_, approved, more, now, expected) => {
    const { state: before } = cycleWith({ approved, facts: () => more })
    expect(namesOf(stagesOf(definition, now, 'whole', before))).toEqual(expected)
  })

  test('before any draft it is that of the definition', () => {
    expect(namesOf(stagesOf(definition, draft, 'whole', foldCycle([opening])!))).toEqual(plain)
  })
})

describe('what an approval rests on', () => {
  const figures = (changes: Record<string, Figure>): DraftDocument => ({
    ...draft,
    figures: { ...draft.figures, ...changes },
  })
  const texts = (changes: DraftDocument['texts']): DraftDocument => ({
    ...draft,
    texts: { ...draft.texts, ...changes },
  })
  const { when: _, ...always } = inquiry
  const scopeOf = (stage: Partial<StageDefinition>, now = draft, digest = 'whole') =>
    stagesOf(withStages([{ ...always, ...stage }]), now, digest, state)[0]?.scope
  const of = (...scope: string[]): Partial<StageDefinition> => ({ scope })
  const confirming = (...confirms: string[]): Partial<StageDefinition> => ({ confirms })

  test('of a stage for the whole it is the digest of the draft, and nothing else', () => {
    expect(scopeOf({ scope: 'all' })).toBe('whole')
    expect(scopeOf({ scope: 'all' }, figures({ 't3.new.natural': '4711' }), 'other')).toBe('other')
  })

  test.each<[string, Partial<StageDefinition>]>([
    ['parts', of('requests')],
    ['cells', confirming('t3.new.natural')],
    ['cells, whatever parts it names beside them', { ...confirming('t3.new.natural'), scope: 'all' }],
  ])('of a stage for %s the digest of the draft is none of it', (_, stage) => {
    expect(scopeOf(stage, draft, 'other')).toBe(scopeOf(stage))
    expect(scopeOf(stage)).toMatch(/^[0-9a-f]{64}$/)
  })

  const moved = true
  test.each<[string, Partial<StageDefinition>, DraftDocument, boolean]>([
    ['a cell of its table', of('requests'), figures({ 't3.new.natural': '22' }), moved],
    ['another cell of its table', of('requests'), figures({ 't3.carried-out.legal': '5' }), moved],
    ['a cell of its table from 0 to blank', of('requests'), figures({ 't3.fees.natural': null }), moved],
    ['a cell of another table', of('requests'), figures({ 't2.fees.prior': '38' }), !moved],
    ['a cell of a table whose name begins alike', of('requests'), figures({ 't31.new.natural': '1' }), !moved],
    [
      'a text, of a part that is a table',
      of('requests'),
      texts({ overview: [{ by: 'office', text: '另行撰写。' }] }),
      !moved,
    ],
    ['its text', of('overview'), texts({ overview: [{ by: 'office', text: '另行撰写。' }] }), moved],
    ['whose text it is', of('other'), texts({ other: [{ by: 'police', text: '无。' }] }), moved],
    ['another text', of('overview'), texts({ other: [{ by: 'office', text: '收费0元。' }] }), !moved],
    ['a figure, of a part that is a text', of('overview'), figures({ 't3.new.natural': '22' }), !moved],
    ['no text where there was none', of('requests'), texts({ requests: [] }), !moved],
    ['the first of two parts', of('disclosure', 'problems'), figures({ 't2.fees.prior': '38' }), moved],
    [
      'the second of two parts',
      of('disclosure', 'problems'),
      texts({ problems: [{ by: 'office', text: '有。' }] }),
      moved,
    ],
    ['neither of two parts', of('disclosure', 'problems'), figures({ 't4.cases.review-pending': '2' }), !moved],
    [
      'a cell of the second of two tables',
      of('disclosure', 'disputes'),
      figures({ 't4.cases.review-pending': '2' }),
      moved,
    ],
    ['a cell that it confirms', confirming('t2.rules.made'), figures({ 't2.rules.made': '1' }), moved],
    ['a cell of the same row', confirming('t2.rules.made'), figures({ 't2.rules.disclosed': '1' }), !moved],
    ['a text, where cells are confirmed', confirming('t2.rules.made'), texts({ overview: [] }), !moved],
    [
      'the second cell that it confirms',
      confirming('t2.rules.made', 't2.normative.made'),
      figures({ 't2.normative.made': '11' }),
      moved,
    ],
    [
      'a member of a set that it confirms',
      confirming('t3.[pair].natural'),
      figures({ 't3.petition.natural': '7' }),
      moved,
    ],
    [
      'no member of a set that it confirms',
      confirming('t3.[pair].natural'),
      figures({ 't3.repeated.natural': '2' }),
      !moved,
    ],
    [
      'a part it names, where cells are confirmed',
      { ...confirming('t2.rules.made'), ...of('requests') },
      figures({ 't3.new.natural': '22' }),
      !moved,
    ],
    ['a confirmed cell from 0 to blank', confirming('t2.rules.made'), figures({ 't2.rules.made': null }), moved],
    [
      'a confirmed cell from 0 to “not applicable”',
      confirming('t2.rules.made'),
      figures({ 't2.rules.made': 'n/a' }),
      moved,
    ],
    [
      'who was let off',
      of('requests'),
      { ...draft, gaps: [{ unit: 'police', name: { zh: '公安局', en: 'Police' }, reason: 'exempt' }] },
      !moved,
    ],
  ])('changed: %s', (_, stage, now, expected) => {
    expect(scopeOf(stage, now) !== scopeOf(stage)).toBe(expected)
  })

  test('a confirmed cell that is not there is one that is blank', () => {
    const { 't2.rules.made': _, ...without } = draft.figures
    const stage = confirming('t2.rules.made')
    expect(scopeOf(stage, { ...draft, figures: without })).toBe(scopeOf(stage, figures({ 't2.rules.made': null })))
  })

  test('the order in which figures stand is none of it', () => {
    const reversed = Object.fromEntries(Object.entries(draft.figures).reverse())
    expect(scopeOf(of('requests'), { ...draft, figures: reversed })).toBe(scopeOf(of('requests')))
  })

  test.each<[string, Partial<StageDefinition>]>([
    ['parts', of('requests')],
    ['cells', confirming('t3.new.natural')],
  ])('two stages for the same %s do not answer for each other', (_, stage) => {
    const pair = ['one', 'two'].map((id) => ({ ...always, ...stage, id }))
    const [one, two] = stagesOf(withStages(pair), draft, 'whole', state)
    expect(one?.scope).not.toBe(two?.scope)
  })

  test.each<[string, string[], string[]]>([
    ['none', [], []],
    ['one', ['t2.rules.made'], ['t2.rules.made']],
    ['as they are named', ['t3.new.natural', 't2.rules.made'], ['t3.new.natural', 't2.rules.made']],
    [
      'each member of a set',
      ['t3.[pair].natural', 't2.rules.made'],
      ['t3.granted.natural', 't3.petition.natural', 't2.rules.made'],
    ],
  ])('the cells a stage confirms: %s', (_, confirms, expected) => {
    expect(cellsConfirmed(withStages([]), { ...inquiry, confirms })).toEqual(expected)
  })
})
