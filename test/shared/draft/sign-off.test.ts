import { describe, expect, test } from 'vitest'
import type { DecisionFact } from '../../../shared/cycle/facts/draft-facts.ts'
import type { Fact, OfficeAct } from '../../../shared/cycle/facts.ts'
import { type DecisionForm, decide, type Place, placeOf, situationOf } from '../../../shared/draft/sign-off.ts'
import { compileDefinition } from '../../../shared/report/cells.ts'
import type { Finding } from '../../../shared/report/finding.ts'
import {
  type Cycle,
  cycleWith,
  decisionOf,
  definition,
  persons,
  substitutedAt,
  type Variation,
} from '../../fixtures/tongjiang-2020.ts'

const compiled = compileDefinition(definition)
const sun: Place = { stage: 'responsible-leader', seat: 'sun', person: 'sun' }
const now = '2021-01-28T03:00:00.000Z'
const cycle = 'tongjiang-2020'

const act = (what: OfficeAct): Fact => ({
  kind: 'act',
  cycle,
  n: 1,
  id: 'a1',
  at: now,
  by: 'feng',
  reason: '有原因',
  ...what,
})
const substitution = substitutedAt(now)

function answer(given: Cycle, form: Partial<DecisionForm>, more: Partial<Parameters<typeof decide>[0]> = {}) {
  const { state, draft, draftDigest } = given
  const whole = { draft: draftDigest, attested: false, reasons: [], ...form }
  return decide({
    state,
    compiled,
    place: sun,
    draft,
    form: whole,
    code: undefined,
    findings: [],
    language: 'zh',
    now,
    ...more,
  })
}
const codes = (given: ReturnType<typeof answer>) =>
  'problems' in given ? given.problems.map(({ code }) => code) : given

describe('how a seat stands', () => {
  const cases: [string, Variation, Place, string][] = [
    ['asked when its stage is due', { approved: 2 }, sun, 'asked'],
    ['waiting while an earlier stage is open', { approved: 1 }, sun, 'waiting'],
    ['decided once it has its decision', { approved: 3 }, sun, 'decided'],
    ['asked for the substitute too', { approved: 2, facts: () => [substitution] }, { ...sun, person: 'he' }, 'asked'],
    ['not yours for anybody else', { approved: 2 }, { ...sun, person: 'he' }, 'not-yours'],
    [
      'not needed where the office goes on without it',
      { approved: 2, facts: () => [act({ act: 'force', stage: 'responsible-leader', round: 1, seat: 'sun' })] },
      sun,
      'not-needed',
    ],
    [
      'not needed where its stage is skipped',
      { approved: 2, facts: () => [act({ act: 'skip', stage: 'responsible-leader', round: 1 })] },
      sun,
      'not-needed',
    ],
    [
      'not needed where the draft does not need its stage',
      { approved: 2 },
      placeOf('other-handling-review/x', 'x'),
      'not-in-draft',
    ],
    ['held', { approved: 2, facts: () => [act({ act: 'hold' })] }, sun, 'held'],
    [
      'changed when a figure was adjusted after the draft',
      {
        approved: 2,
        facts: () => [act({ act: 'adjust', unit: 'police', cell: 'x', from: '1', to: '2', revision: 1 })],
      },
      sun,
      'changed',
    ],
    [
      'returned when another seat returned the draft',
      {
        approved: 1,
        facts: (draft) => [
          {
            ...decisionOf('secrecy-review', 'wu', draft, 1),
            choice: 'return',
            reasons: [{ unit: 'police', text: '涉密' }],
          },
        ],
      },
      sun,
      'returned',
    ],
    [
      'barred for who confirmed a slice of the draft',
      {
        approved: 2,
        facts: () => [
          act({
            act: 'reassign',
            stage: 'responsible-leader',
            seat: 'sun',
            to: { id: 'office-leader', name: '主任', address: 'office-leader@tongjiang.example' },
          }),
        ],
      },
      { ...sun, person: 'office-leader' },
      'barred',
    ],
    [
      'barred for who decided for another seat of this draft',
      {
        approved: 2,
        facts: () => [act({ act: 'reassign', stage: 'responsible-leader', seat: 'sun', to: persons.secrecy })],
      },
      { ...sun, person: 'wu' },
      'barred',
    ],
  ]
  test.each(cases)('%s', (_, variation, place, expected) => {
    expect(situationOf(cycleWith(variation).state, compiled, place, now).is).toBe(expected)
  })
})

describe('a decision', () => {
  const asked = cycleWith({ approved: 2 })
  const broken = [{ severity: 'blocking' } as Finding]
  const reason = { unit: 'police', text: '与台账不符' }

  test('to approve binds the person, the seat, the draft, the definition and the sentence', () => {
    const given = answer(asked, { choice: 'approve', attested: true, comment: ' 好 ' })
    expect(given).toEqual({
      decision: {
        kind: 'decision',
        cycle,
        round: 1,
        ...{ stage: 'responsible-leader', seat: 'sun', by: 'sun' },
        choice: 'approve',
        draft: asked.draftDigest,
        scope: asked.draftDigest,
        reasons: [],
        comment: '好',
        attestation: definition.signOff.stages.find(({ id }) => id === 'responsible-leader')!.attestation,
        definition: asked.draft.definition.digest,
        at: now,
      } satisfies DecisionFact,
    })
  })

  test.each<[string, Partial<DecisionForm>, Parameters<typeof answer>[2], string[]]>([
    ['nothing chosen', {}, {}, ['choice-missing']],
    ['a choice there is not', { choice: 'abstain' }, {}, ['choice-missing']],
    ['approval without the tick', { choice: 'approve' }, {}, ['attestation-missing']],
    ['approval with reasons', { choice: 'approve', attested: true, reasons: [reason] }, {}, ['field-unknown']],
    ['approval of broken relations', { choice: 'approve', attested: true }, { findings: broken }, ['relation-broken']],
    ['return without a reason', { choice: 'return' }, {}, ['reason-missing']],
    ['return with empty rows only', { choice: 'return', reasons: [{}, { text: ' ' }] }, {}, ['reason-missing']],
    ['reason without a target', { choice: 'return', reasons: [{ text: '改' }] }, {}, ['reason-missing']],
    ['target without a reason', { choice: 'return', reasons: [{ unit: 'police' }] }, {}, ['reason-missing']],
    ['unknown unit', { choice: 'return', reasons: [{ unit: 'x', text: '改' }] }, {}, ['unit-unknown']],
    ['unknown cell', { choice: 'return', reasons: [{ ...reason, cell: 'x' }] }, {}, ['unit-unknown']],
    ['a table as a part', { choice: 'return', reasons: [{ part: 'requests', text: '改' }] }, {}, ['unit-unknown']],
    [
      'a very long reason',
      { choice: 'return', reasons: [{ unit: 'police', text: '长'.repeat(2001) }] },
      {},
      ['text-too-long'],
    ],
    ['another draft', { choice: 'approve', attested: true, draft: 'f'.repeat(64) }, {}, ['draft-changed']],
    [
      'several at once',
      { choice: 'approve', comment: '长'.repeat(2001) },
      { code: { code: 'code-missing', message: { zh: '', en: '' } } },
      ['attestation-missing', 'text-too-long', 'code-missing'],
    ],
  ])('is refused: %s', (_, form, more, expected) => {
    expect(codes(answer(asked, form, more))).toEqual(expected)
  })

  test('without the draft it is about is refused', () => {
    const { state, draft } = asked
    const form = { choice: 'approve', attested: true, reasons: [] }
    const given = decide({
      state,
      compiled,
      place: sun,
      draft,
      form,
      code: undefined,
      findings: [],
      language: 'zh',
      now,
    })
    expect(codes(given)).toEqual(['field-missing'])
  })

  test('broken relations may still be returned, and a part goes to the unit whose text it is', () => {
    const reasons = [reason, { part: 'problems', text: '雷同' }]
    expect(answer(asked, { choice: 'return', reasons }, { findings: broken })).toMatchObject({
      decision: { choice: 'return', reasons: [reason, { unit: 'office', part: 'problems', text: '雷同' }] },
    })
  })

  test('sent again is the same answer; another one hears what stands', () => {
    const decided = cycleWith({ approved: 3 })
    expect(answer(decided, { choice: 'approve' })).toMatchObject({ stands: { by: 'sun', choice: 'approve' } })
    expect(codes(answer(decided, { choice: 'return', reasons: [reason] }))).toEqual(['decision-stands'])
    expect(codes(answer(decided, { choice: 'approve' }, { place: { ...sun, person: 'he' } }))).toEqual([
      'decision-stands',
    ])
  })

  test.each<[string, Variation, string]>([
    ['waiting', { approved: 1 }, 'stage-not-open'],
    ['held', { approved: 2, facts: () => [act({ act: 'hold' })] }, 'stage-not-open'],
    [
      'not yours',
      {
        approved: 2,
        facts: () => [act({ act: 'reassign', stage: 'responsible-leader', seat: 'sun', to: persons.substitute })],
      },
      'person-refused',
    ],
    [
      'barred',
      {
        approved: 2,
        facts: () => [
          act({
            act: 'reassign',
            stage: 'responsible-leader',
            seat: 'sun',
            to: { ...persons.deputy, id: 'police-clerk' },
          }),
        ],
      },
      'person-not-distinct',
    ],
  ])('is refused where the seat is %s', (name, variation, code) => {
    const place = name === 'barred' ? { ...sun, person: 'police-clerk' } : sun
    expect(codes(answer(cycleWith(variation), { choice: 'approve', attested: true }, { place }))).toEqual([code])
  })
})
