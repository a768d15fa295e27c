import { describe, expect, it } from 'vitest'
import type { DecisionFact } from '../../../shared/cycle/facts/draft-facts.ts'
import type { Fact } from '../../../shared/cycle/facts.ts'
import type { DraftDocument } from '../../../shared/draft/draft.ts'
import { type DecisionForm, decide, longestText, placeOf, situationOf } from '../../../shared/draft/sign-off.ts'
import type { CompiledDefinition } from '../../../shared/report/cells.ts'
import { signOffRefusals } from '../../../shared/words/refusals/sign-off-refusals.ts'
import { act, actsKnown, base, decision, definition, stateOf } from '../cycle/two-of-each.ts'

/** Two stages of two seats in two rounds: whoever looks at another stage, seat, round, person or row answers wrongly here. */
const now = '2026-01-13T01:00:00.000Z'
const request = (round: number, stage: string): Fact => ({
  ...base,
  kind: 'request',
  round,
  stage,
  draft: `draft${round}`,
  due: '2026-01-14',
})
const asked = [request(2, 'first'), request(2, 'second')]
const firstSigned = [decision(2, 'first', 'f1'), decision(2, 'first', 'f2')]
const published: Fact[] = [
  ...firstSigned,
  decision(2, 'second', 's1'),
  decision(2, 'second', 's2'),
  { ...base, kind: 'release', n: 1, version: 1, round: 2, draft: 'draft2', evidence: [] },
  { ...base, kind: 'departure', release: 1, goes: true } as unknown as Fact,
  { ...base, kind: 'publication', version: 1, round: 2, draft: 'draft2', manifest: 'm' },
]
const narrative = (id: string, owner: unknown) => ({
  id,
  title: { zh: id, en: id },
  body: { kind: 'narrative', owner },
})
const compiled = {
  definition: {
    ...definition,
    parts: [
      narrative('overview', { role: 'lead' }),
      narrative('own', 'each'),
      { id: 'table', title: { zh: '表', en: 'table' }, body: { kind: 'table', table: 't' } },
    ],
    signOff: {
      ...definition.signOff,
      stages: definition.signOff.stages.map((stage) => ({ ...stage, attestation: { zh: stage.id, en: stage.id } })),
    },
  },
  byId: new Map([['cell', {}]]),
} as unknown as CompiledDefinition
const of = (seat: string) => placeOf(`${seat.startsWith('f') ? 'first' : 'second'}/${seat}`, seat)

describe('of two seats at each of two stages', () => {
  it.each<[string, Fact[], string, object]>([
    ['the first stage is asked', asked, 'f2', { is: 'asked', stage: { stage: 'first' }, seat: { seat: 'f2' } }],
    ['the second waits, asked too early or not', asked, 's1', { is: 'waiting' }],
    ['one that was not asked yet waits', [], 'f1', { is: 'waiting' }],
    [
      'after the first stage the second is asked',
      [...asked, ...firstSigned],
      's2',
      { is: 'asked', seat: { seat: 's2' } },
    ],
    ['the other seat’s decision is not mine', [...asked, decision(2, 'first', 'f1')], 'f2', { is: 'asked' }],
    [
      'my own is mine, and not of an earlier round',
      [...asked, decision(2, 'first', 'f2', { comment: 'mine' }), decision(2, 'first', 'f1')],
      'f2',
      { is: 'decided', decision: { seat: 'f2', comment: 'mine' }, carried: false },
    ],
    [
      'one carried over from the round before',
      [...asked, decision(1, 'first', 'f2', { scope: 'first2' })],
      'f2',
      { is: 'decided', decision: { seat: 'f2', round: 1 }, carried: true },
    ],
    [
      'of a stage whose other seat was enough nothing is needed',
      [...asked, act({ act: 'force', stage: 'first', round: 2, seat: 'f1' })],
      'f1',
      { is: 'not-needed' },
    ],
    ['a seat there is not', asked, 'f9', { is: 'not-needed' }],
    ['a held cycle asks nobody', [...asked, act({ act: 'hold' })], 'f1', { is: 'held' }],
    [
      'who decided before it was held still reads the decision',
      [...asked, decision(2, 'first', 'f1'), act({ act: 'hold' })],
      'f1',
      { is: 'decided' },
    ],
    ['when all is out, so it says', [...asked, ...published], 'f1', { is: 'published', decision: { seat: 'f1' } }],
    [
      'also to who has decided nothing',
      [...asked, ...published.filter((f) => f.kind !== 'decision')],
      'f1',
      { is: 'published' },
    ],
    [
      'a correction that has begun asks again',
      [...asked, ...published.filter((f) => f.kind !== 'decision'), act({ act: 'correct', version: 1 })],
      'f1',
      { is: 'asked' },
    ],
  ])('%s', (_, facts, seat, expected) => {
    expect(situationOf(stateOf(facts), compiled, of(seat), now)).toMatchObject(expected)
  })

  it('where one seat is enough, the other is not needed once the first has signed', () => {
    const stages = compiled.definition.signOff.stages.map((stage) => ({ ...stage, need: 1 as const }))
    const one = { ...compiled, definition: { ...compiled.definition, signOff: { ...definition.signOff, stages } } }
    const state = stateOf([...asked, decision(2, 'first', 'f1')])
    expect(situationOf(state, one, of('f2'), now)).toMatchObject({ is: 'not-needed' })
  })

  it('before the first draft everything is being merged', () => {
    const state = { ...stateOf([]), rounds: [] }
    expect(situationOf(state, compiled, of('f1'), now)).toEqual({ is: 'merging' })
  })

  it('a seat of the same name at another stage is another seat', () => {
    const state = stateOf([...asked, decision(2, 'second', 'f2', { by: 'elsewhere' })])
    expect(situationOf(state, compiled, of('f2'), now)).toMatchObject({ is: 'asked', seat: { seat: 'f2' } })
  })
})

const draft = { texts: {} } as unknown as DraftDocument
function answer(facts: Fact[], seat: string, form: Partial<DecisionForm>, texts: DraftDocument['texts'] = {}) {
  return decide({
    state: stateOf(facts),
    compiled,
    place: of(seat),
    draft: { ...draft, texts },
    form: { draft: 'draft2', attested: false, reasons: [], ...form },
    code: undefined,
    findings: [],
    language: 'zh',
    now,
  })
}
const said = (given: ReturnType<typeof answer>) =>
  'problems' in given
    ? given.problems.map(({ code, field, facts }) => [code, field, ...(facts?.row ? [facts.row] : [])].join(' '))
    : given
const returned = { choice: 'return' }

describe('a decision at the second seat of a stage', () => {
  it.each([
    ['f2', asked, 'first'],
    ['s2', [...asked, ...firstSigned], 'second'],
  ] as const)('%s: scope and sentence are those of its own stage', (seat, facts, stage) => {
    expect(answer([...facts], seat, { choice: 'approve', attested: true })).toMatchObject({
      decision: { stage, seat, scope: `${stage}2`, attestation: { zh: stage }, reasons: [] },
    })
  })

  it('a return attests that it returns, not what its stage attests', () => {
    const given = answer(asked, 'f1', { ...returned, reasons: [{ unit: 'a', text: ' 改 ' }] })
    expect(given).toMatchObject({ decision: { choice: 'return', reasons: [{ unit: 'a', text: '改' }] } })
    expect('decision' in given && given.decision.attestation.zh).not.toBe('first')
    expect('decision' in given && Object.keys(given.decision.reasons[0] ?? {})).toEqual(['unit', 'text'])
  })

  it('both sides of the longest text', () => {
    const long = (n: number) => '长'.repeat(n)
    const reasons = (n: number) => ({ ...returned, reasons: [{ unit: 'a', text: long(n) }] })
    expect(said(answer(asked, 'f1', { ...reasons(1), comment: long(longestText) }))).toHaveProperty('decision')
    expect(said(answer(asked, 'f1', reasons(longestText)))).toHaveProperty('decision')
    expect(said(answer(asked, 'f1', { ...reasons(longestText + 1), comment: long(longestText + 1) }))).toEqual([
      'text-too-long comment',
      'text-too-long reasons.0 1',
    ])
  })

  it.each<[string, DecisionForm['reasons'], string[]]>([
    [
      'each row by its number',
      [{ unit: 'a', text: '改' }, { unit: 'x', text: '改' }, { text: '无' }],
      ['unit-unknown reasons.1 2', 'reason-missing reasons.2 3'],
    ],
    ['a row with a cell alone is filled', [{ cell: 'cell' }], ['reason-missing reasons.0 1']],
    ['a row with a part alone is filled', [{ part: 'overview' }], ['unit-unknown reasons.0 1']],
    ['an empty row between is none', [{}, { unit: 'a', text: '改' }, { text: ' \n' }], []],
    ['a cell there is not', [{ unit: 'a', cell: 'x', text: '改' }], ['unit-unknown reasons.0 1']],
    ['a part there is not, though the unit is', [{ unit: 'a', part: 'x', text: '改' }], ['unit-unknown reasons.0 1']],
    [
      'a part by a name that every object knows',
      ['constructor', 'toString', 'valueOf', '__proto__'].map((part) => ({ part, text: '改' })),
      [1, 2, 3, 4].map((row) => `unit-unknown reasons.${row - 1} ${row}`),
    ],
    ['a table as a part, though the unit is', [{ unit: 'a', part: 'table', text: '改' }], ['unit-unknown reasons.0 1']],
    ['a narrative part of the unit', [{ unit: 'a', part: 'overview', text: '改' }], []],
    ['what is unseen in a reason', [{ unit: 'a', text: '改\u202E' }], ['field-malformed reasons.0 1']],
    ['a reason of spaces', [{ unit: 'a', text: '  ' }], ['reason-missing reasons.0 1']],
    ['a reason nobody sees', [{ unit: 'a', text: '\u200B' }], ['reason-missing reasons.0 1']],
  ])('of a return: %s', (_, reasons, expected) => {
    const given = answer(asked, 'f1', { ...returned, reasons })
    expect(expected.length > 0 ? said(given) : 'decision' in given).toEqual(expected.length > 0 ? expected : true)
  })

  it('what is unseen in a comment', () => {
    expect(said(answer(asked, 'f1', { choice: 'approve', attested: true, comment: '好\u202E' }))).toEqual([
      'field-malformed comment',
    ])
  })

  it('a cell stays with its reason', () => {
    const reasons = [{ unit: 'a', cell: 'cell', text: '改' }]
    expect(answer(asked, 'f1', { ...returned, reasons })).toMatchObject({ decision: { reasons } })
  })

  it('a part of several units, one of which is exempt, goes to none of them', () => {
    const facts = [...asked, { ...act({ act: 'exempt', unit: 'b' }), n: 1 } as Fact]
    const texts = { overview: ['a', 'b'].map((by) => ({ by, text: '一' })) } as never
    const given = answer(facts, 'f1', { ...returned, reasons: [{ part: 'overview', text: '改' }] }, texts)
    expect(said(given)).toEqual(['unit-unknown reasons.0 1'])
  })

  it('an exempt unit is not sent anything', () => {
    const facts = [...asked, act({ act: 'exempt', unit: 'b' })].map((f) => (f.kind === 'act' ? { ...f, n: 1 } : f))
    expect(said(answer(facts, 'f1', { ...returned, reasons: [{ unit: 'b', text: '改' }] }))).toEqual([
      'unit-unknown reasons.0 1',
    ])
  })

  it.each<[string, DraftDocument['texts'], string[]]>([
    [
      'who wrote it, each once',
      {
        overview: [
          { by: 'b', text: '一' },
          { by: 'b', text: '二' },
          { by: 'a', text: '三' },
        ],
      } as never,
      ['b', 'a'],
    ],
    ['nobody, where nobody has its role', {}, []],
  ])('a part goes to %s', (_, texts, units) => {
    const given = answer(asked, 'f1', { ...returned, reasons: [{ part: 'overview', text: '改' }] }, texts)
    const list = 'decision' in given ? given.decision.reasons : []
    expect(list).toEqual(units.map((unit) => ({ unit, part: 'overview', text: '改' })))
  })

  it('a part that nobody wrote goes to whose it would be, and one of each unit to none', () => {
    const state = stateOf(asked)
    const units = state.units.map((unit) =>
      unit.unit.id === 'b' ? { ...unit, unit: { ...unit.unit, roles: ['lead'] } } : unit,
    )
    const to = (part: string) =>
      decide({
        state: { ...state, units },
        ...{ compiled, place: of('f1'), draft, code: undefined, findings: [], language: 'zh', now: base.at },
        form: { ...returned, draft: 'draft2', attested: false, reasons: [{ part, text: '改' }] },
      })
    expect(to('overview')).toMatchObject({ decision: { reasons: [{ unit: 'b' }] } })
    expect(said(to('own'))).toEqual(['unit-unknown reasons.0 1'])
    expect(said(to('table'))).toEqual(['unit-unknown reasons.0 1'])
    expect(said(to('nothing'))).toEqual(['unit-unknown reasons.0 1'])
  })
})

describe('who sends a decision again', () => {
  const reasons = [{ unit: 'a', text: '改' }]
  const mine = (more: Partial<DecisionFact> = {}) => [...asked, decision(2, 'first', 'f1', more)]
  it.each<[string, Fact[], Partial<DecisionForm>, boolean]>([
    ['the same approval', mine(), { choice: 'approve' }, true],
    ['the same approval, with rows that an approval does not have', mine(), { choice: 'approve', reasons }, true],
    ['the other choice', mine(), { choice: 'return' }, false],
    ['another draft', mine(), { choice: 'approve', draft: 'draft1' }, false],
    ['another person’s', mine({ by: 'deputy' }), { choice: 'approve' }, false],
    ['the same return', mine({ choice: 'return', reasons }), { choice: 'return', reasons }, true],
    [
      'a return for another reason',
      mine({ choice: 'return', reasons }),
      { choice: 'return', reasons: [{ unit: 'a', text: '再改' }] },
      false,
    ],
    ['after publication', [...asked, ...published], { choice: 'approve' }, true],
  ])('%s', (_, facts, form, stands) => {
    const given = answer(facts, 'f1', form)
    expect('stands' in given ? true : said(given)).toEqual(stands ? true : ['decision-stands '])
  })

  it.each([
    ['approve', '同意', 'agreed'],
    ['return', '退回', 'returned'],
  ] as const)('hears who decided what: %s', (choice, zh, en) => {
    const given = answer(mine({ choice, by: 'f2', reasons }), 'f1', { choice: 'approve' })
    const [problem] = 'problems' in given ? given.problems : []
    expect(problem).toMatchObject({ facts: { by: 'f2', choice, date: '2026-01-05' } })
    expect(problem?.message.zh).toContain(zh)
    expect(problem?.message.en).toContain(en)
  })

  it.each<[string, Fact[], string]>([
    ['waiting', asked, 's1'],
    ['not needed', asked, 'f9'],
    ['held', [...asked, act({ act: 'hold' })], 'f1'],
    [
      'merging',
      [...asked, act({ act: 'adjust', unit: 'a', cell: 'cell', from: '1', to: '2', revision: 2 })].map((f) =>
        f.kind === 'act' ? { ...f, n: actsKnown + 1 } : f,
      ),
      'f1',
    ],
    ['published without me', [...asked, ...published.filter((f) => f.kind !== 'decision')], 'f1'],
  ])('where nothing can be decided: %s', (name, facts, seat) => {
    const codes = {
      waiting: 'stage-not-open',
      'not needed': 'stage-not-open',
      held: 'stage-not-open',
      merging: 'draft-changed',
    }
    const given = answer(facts, seat, { choice: 'approve', attested: true })
    expect(said(given)).toEqual([`${codes[name as keyof typeof codes] ?? 'cycle-closed'} `])
  })

  it('whoever comes too early, too late or for nothing hears which of them it is', () => {
    const heard = (facts: Fact[], seat: string) => {
      const given = answer(facts, seat, { choice: 'approve', attested: true })
      return 'problems' in given ? given.problems.map(({ message }) => message) : []
    }
    expect(heard(asked, 's1')).toEqual([signOffRefusals.notYet])
    expect(heard(asked, 'f9')).toEqual([signOffRefusals.notNeeded])
    expect(heard([...asked, ...published.filter((f) => f.kind !== 'decision')], 'f1')).toEqual([
      signOffRefusals.published,
    ])
  })
})
