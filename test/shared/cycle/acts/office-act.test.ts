import { describe, expect, test } from 'vitest'
import type { Typed } from '../../../../shared/cycle/acts/act-input.ts'
import { adjustedFigures, decideAct } from '../../../../shared/cycle/acts/office-act.ts'
import { boardOf } from '../../../../shared/cycle/board/board.ts'
import { outcomeOfWait } from '../../../../shared/cycle/draft-standing.ts'
import { duties } from '../../../../shared/cycle/duty.ts'
import type { Fact, OfficeAct } from '../../../../shared/cycle/facts.ts'
import { foldCycle } from '../../../../shared/cycle/fold.ts'
import { holdsLink } from '../../../../shared/cycle/links/link-standing.ts'
import { newcomersId } from '../../../../shared/cycle/newcomers-id.ts'
import { officersOf } from '../../../../shared/cycle/people.ts'
import { isClosed } from '../../../../shared/cycle/reporting-cycle.ts'
import { sliceWindow } from '../../../../shared/cycle/unit/slice-window.ts'
import { compileDefinition } from '../../../../shared/report/cells.ts'
import { cycleWith, definition, submissionOf } from '../../../fixtures/tongjiang-2020.ts'

const compiled = compileDefinition(definition)
const now = '2021-01-28T02:00:00.000Z'
const newcomer = newcomersId('tongjiang-2020', 'new@tongjiang.example', [])
const signing = cycleWith({ approved: 1 })
const collecting = cycleWith({ missing: ['finance'] }).facts.filter(
  (f) => !['draft', 'request', 'decision'].includes(f.kind),
)
const published: Fact[] = [
  ...signing.facts,
  {
    kind: 'release',
    cycle: 'tongjiang-2020',
    n: 1,
    version: 1,
    round: 1,
    draft: signing.draftDigest,
    evidence: [],
    at: '2021-01-27T00:00:00.000Z',
  },
  {
    kind: 'publication',
    cycle: 'tongjiang-2020',
    version: 1,
    round: 1,
    draft: signing.draftDigest,
    manifest: 'm',
    at: '2021-01-27T00:00:00.000Z',
  },
]
const act = (content: OfficeAct, id = 'x'): Fact => ({
  kind: 'act',
  cycle: 'tongjiang-2020',
  n: 1,
  id,
  at: '2021-01-27T00:00:00.000Z',
  by: 'feng',
  reason: 'r',
  ...content,
})
const accountable = { id: 'qin', name: '秦岚', address: 'qin@tongjiang.example' }
const withSecond = (fact: Fact): Fact => (fact.kind === 'opening' ? { ...fact, accountable } : fact)
const decideOn = (facts: readonly Fact[], typed: Typed, at = now) => {
  const state = foldCycle(facts.map(withSecond))!
  const figures = state.units.some((u) => u.unit.id === typed.unit) && submissionOf(typed.unit!).figures
  return decideAct({ state, compiled, typed, now: at, person: 'feng', ...(figures && { figures }) })
}

test.each<[string, Typed, string[]]>([
  ['a year ahead', { act: 'reopen', until: '2022-02-22' }, []],
  ['more than that', { act: 'reopen', until: '2022-02-23' }, ['date-too-late until']],
  [
    'a year that no date goes beyond',
    { act: 'extend', until: '9999-12-31' },
    ['date-too-late until', 'act-refused unit'],
  ],
  ['of a unit that joins', { act: 'join', until: '9999-12-31' }, ['date-too-late until']],
])('once the legal date is over a unit is given a year at most: %s', (_, typed, expected) => {
  const joining = { 'name.zh': '档案馆', kind: 'department', id: 'archive' }
  const person = { 'contacts.1.name': '何苗', 'contacts.1.address': 'he@dag.tongjiang.example' }
  const of = typed.act === 'join' ? { ...joining, ...person } : { unit: 'police' }
  const answer = decideOn(signing.facts, { ...of, reason: '更正', ...typed }, '2021-02-21T02:00:00.000Z')
  const problems = 'problems' in answer ? answer.problems : []
  expect(problems.map(({ code, field }) => `${code} ${field}`)).toEqual(expected)
})

describe('each act, as a form sends it', () => {
  test.each<[string, readonly Fact[], Typed, OfficeAct]>([
    [
      'remind all that owe',
      collecting,
      { act: 'remind', units: 'owing', sure: 'yes' },
      { act: 'remind', units: ['finance'] },
    ],
    [
      'remind one, however often it is named',
      collecting,
      { act: 'remind', units: 'finance, finance', sure: 'yes' },
      { act: 'remind', units: ['finance'] },
    ],
    [
      'reopen',
      signing.facts,
      { act: 'reopen', unit: 'police', until: '2021-01-29' },
      { act: 'reopen', unit: 'police', until: '2021-01-29', revision: 1 },
    ],
    [
      'extend',
      collecting,
      { act: 'extend', unit: 'finance', until: '2021-02-03' },
      { act: 'extend', unit: 'finance', until: '2021-02-03' },
    ],
    [
      'adjust',
      signing.facts,
      { act: 'adjust', unit: 'police', cell: 't3.new.natural', from: '8', to: ' 9 ' },
      { act: 'adjust', unit: 'police', cell: 't3.new.natural', from: '8', to: '9', revision: 1 },
    ],
    ['nil', collecting, { act: 'nil', unit: 'finance' }, { act: 'nil', unit: 'finance' }],
    ['exempt', collecting, { act: 'exempt', unit: 'finance' }, { act: 'exempt', unit: 'finance' }],
    [
      'contacts: one stays, one is new, the leader stays',
      signing.facts,
      {
        act: 'contacts',
        unit: 'police',
        'contacts.1.name': '同江市公安局经办',
        'contacts.1.address': 'Police-Clerk@tongjiang.example',
        'contacts.3.name': '新人',
        'contacts.3.address': 'new@tongjiang.example',
      },
      {
        act: 'contacts',
        unit: 'police',
        contacts: [
          { id: 'police-clerk', name: '同江市公安局经办', address: 'police-clerk@tongjiang.example' },
          { id: newcomer, name: '新人', address: 'new@tongjiang.example' },
        ],
        leader: { id: 'police-leader', name: '同江市公安局负责人', address: 'police-leader@tongjiang.example' },
      },
    ],
    [
      'skip',
      signing.facts,
      { act: 'skip', stage: 'responsible-leader' },
      { act: 'skip', stage: 'responsible-leader', round: 1 },
    ],
    [
      'reassign',
      signing.facts,
      {
        act: 'reassign',
        stage: 'secrecy-review',
        seat: 'wu',
        name: '新审查员',
        address: 'new@tongjiang.example',
        title: '保密办',
      },
      {
        act: 'reassign',
        stage: 'secrecy-review',
        seat: 'wu',
        to: { id: newcomer, name: '新审查员', address: 'new@tongjiang.example', title: '保密办' },
      },
    ],
    [
      'force',
      signing.facts,
      { act: 'force', stage: 'responsible-leader', seat: 'sun' },
      { act: 'force', stage: 'responsible-leader', round: 1, seat: 'sun' },
    ],
    ['hold', signing.facts, { act: 'hold' }, { act: 'hold' }],
    ['release', [...signing.facts, act({ act: 'hold' })], { act: 'release' }, { act: 'release' }],
    ['correct', published, { act: 'correct' }, { act: 'correct', version: 1 }],
  ])('%s', (_, facts, typed, expected) => {
    const common = { cycle: 'tongjiang-2020', at: now, by: 'feng', reason: '领导要求' }
    const takesTwo = ['skip', 'force', 'reassign', 'nil', 'exempt'].includes(expected.act)
    expect(decideOn(facts, { ...typed, reason: ' 领导要求 ' })).toMatchObject(
      takesTwo
        ? { proposal: { kind: 'proposal', n: 1, ...common, act: expected } }
        : { act: { kind: 'act', n: expect.any(Number), ...common, ...expected } },
    )
    // Without a reason that can be read nothing is done by the office, whatever else is right.
    for (const reason of ['', ' ', '\u200b', '\u200d'])
      expect(decideOn(facts, { ...typed, reason })).toMatchObject({
        problems: [{ code: 'reason-missing', field: 'reason' }],
      })
  })
})

describe('what makes no sense is refused, with everything that is wrong', () => {
  test.each<[string, readonly Fact[], Typed, [string, string | undefined][]]>([
    ['no act', signing.facts, {}, [['choice-missing', 'act']]],
    ['an unknown act', signing.facts, { act: 'approve' }, [['choice-missing', 'act']]],
    [
      'an unknown unit and no date',
      signing.facts,
      { act: 'reopen', unit: 'army' },
      [
        ['unit-unknown', 'unit'],
        ['field-missing', 'until'],
      ],
    ],
    [
      'a day that is over',
      signing.facts,
      { act: 'reopen', unit: 'police', until: '2021-01-27' },
      [['field-malformed', 'until']],
    ],
    [
      'a day that there is not',
      signing.facts,
      { act: 'reopen', unit: 'police', until: '2021-02-30' },
      [['field-malformed', 'until']],
    ],
    [
      'a day after the legal date',
      signing.facts,
      { act: 'reopen', unit: 'police', until: '2021-02-21' },
      [['date-too-late', 'until']],
    ],
    [
      'more time for who has sent',
      signing.facts,
      { act: 'extend', unit: 'police', until: '2021-02-03' },
      [['act-refused', 'unit']],
    ],
    [
      'a figure that is not the unit’s',
      signing.facts,
      { act: 'adjust', unit: 'police', cell: 't3.new.total', to: '9' },
      [['figure-unknown', 'cell']],
    ],
    [
      'a figure that has changed',
      signing.facts,
      { act: 'adjust', unit: 'police', cell: 't3.new.natural', from: '7', to: '9' },
      [['slice-changed', 'from']],
    ],
    [
      'half a figure',
      signing.facts,
      { act: 'adjust', unit: 'police', cell: 't3.new.natural', from: '8', to: '8.5' },
      [['figure-fractional', 'to']],
    ],
    [
      'nothing',
      signing.facts,
      { act: 'adjust', unit: 'police', cell: 't3.new.natural', from: '8', to: '' },
      [['figure-missing', 'to']],
    ],
    [
      'not applicable, where that is no answer',
      signing.facts,
      { act: 'adjust', unit: 'police', cell: 't3.new.natural', from: '8', to: '不适用' },
      [['figure-not-applicable', 'to']],
    ],
    [
      'the same figure',
      signing.facts,
      { act: 'adjust', unit: 'police', cell: 't3.new.natural', from: '8', to: '8' },
      [['act-refused', 'to']],
    ],
    [
      'a figure of a slice that is not there',
      collecting,
      { act: 'adjust', unit: 'finance', cell: 't3.new.natural', to: '8' },
      [['act-refused', 'unit']],
    ],
    ['nil for who has sent', collecting, { act: 'nil', unit: 'police' }, [['act-refused', 'unit']]],
    [
      'nil for who has text to write',
      collecting.filter((f) => !('unit' in f) || f.unit !== 'office'),
      { act: 'nil', unit: 'office' },
      [['act-refused', 'unit']],
    ],
    [
      'an exemption of who alone writes a part',
      collecting.filter((f) => !('unit' in f) || f.unit !== 'office'),
      { act: 'exempt', unit: 'office' },
      [['act-refused', 'unit']],
    ],
    [
      'an exemption of the only unit left',
      collecting.map((f) => (f.kind === 'opening' ? { ...f, units: f.units.filter(({ id }) => id === 'finance') } : f)),
      { act: 'exempt', unit: 'finance' },
      [['act-refused', 'unit']],
    ],
    [
      'exempt twice',
      [...collecting, act({ act: 'exempt', unit: 'finance' })],
      { act: 'exempt', unit: 'finance' },
      [['act-refused', 'unit']],
    ],
    ['no contact', signing.facts, { act: 'contacts', unit: 'police' }, [['field-missing', 'contacts.1.name']]],
    [
      'the contacts that stand',
      signing.facts,
      {
        act: 'contacts',
        unit: 'police',
        'contacts.1.name': '同江市公安局经办',
        'contacts.1.address': 'Police-Clerk@tongjiang.example',
      },
      [['act-refused', 'contacts']],
    ],
    [
      'half a contact',
      signing.facts,
      { act: 'contacts', unit: 'police', 'contacts.1.name': '新人' },
      [
        ['field-malformed', 'contacts.1.address'],
        ['field-missing', 'contacts.1.name'],
      ],
    ],
    [
      'the leader as contact',
      signing.facts,
      {
        act: 'contacts',
        unit: 'police',
        'contacts.1.name': '同江市公安局负责人',
        'contacts.1.address': 'police-leader@tongjiang.example',
      },
      [['person-not-distinct', 'leader.address']],
    ],
    [
      'an approver as contact',
      signing.facts,
      { act: 'contacts', unit: 'police', 'contacts.1.name': '吴刚', 'contacts.1.address': 'wu@tongjiang.example' },
      [['person-not-distinct', 'contacts']],
    ],
    [
      'somebody else’s address',
      signing.facts,
      {
        act: 'contacts',
        unit: 'police',
        'contacts.1.name': '新人',
        'contacts.1.address': 'market-clerk@tongjiang.example',
      },
      [['field-malformed', 'contacts.1.address']],
    ],
    ['a stage that is over', signing.facts, { act: 'skip', stage: 'disclosure-office' }, [['act-refused', 'stage']]],
    ...(['skip', 'force'] as const).map((act): [string, readonly Fact[], Typed, [string, string][]] => [
      `a stage that somebody may ${act} who has signed this very draft`,
      signing.facts.map((f) => (f.kind === 'decision' ? { ...f, by: 'feng' } : f)),
      { act, stage: 'responsible-leader', seat: 'sun' },
      [['person-not-distinct', 'stage']],
    ]),
    [
      'a stage to skip, by whose approval of the draft before still stands',
      [...signing.facts, { ...signing.facts.find((f) => f.kind === 'draft')!, round: 2 }].map((f) =>
        f.kind === 'decision' ? { ...f, by: 'feng' } : f,
      ),
      { act: 'skip', stage: 'responsible-leader' },
      [['person-not-distinct', 'stage']],
    ],
    [
      'a stage before there is a draft',
      collecting,
      { act: 'skip', stage: 'secrecy-review' },
      [['stage-not-open', 'stage']],
    ],
    [
      'a seat that has decided',
      signing.facts,
      { act: 'force', stage: 'disclosure-office', seat: 'zhou' },
      [['decision-stands', 'seat']],
    ],
    [
      'a seat that there is not',
      signing.facts,
      { act: 'force', stage: 'responsible-leader', seat: 'wu' },
      [['person-refused', 'seat']],
    ],
    [
      'nobody instead',
      signing.facts,
      { act: 'reassign', stage: 'secrecy-review', seat: 'wu' },
      [['field-missing', 'name']],
    ],
    [
      'an approver instead',
      signing.facts,
      { act: 'reassign', stage: 'secrecy-review', seat: 'wu', name: '孙丽华', address: 'sun@tongjiang.example' },
      [['person-not-distinct', 'address']],
    ],
    [
      'who fills in instead',
      signing.facts,
      {
        act: 'reassign',
        stage: 'secrecy-review',
        seat: 'wu',
        name: '同江市公安局经办',
        address: 'police-clerk@tongjiang.example',
      },
      [['person-not-distinct', 'address']],
    ],
    ...(['skip', 'force'] as const).map((act): [string, readonly Fact[], Typed, [string, string][]] => [
      `${act} of an indispensable stage`,
      signing.facts,
      { act, stage: 'secrecy-review', seat: 'wu' },
      [['act-refused', 'stage']],
    ]),
    [
      'an indispensable seat for oneself',
      signing.facts,
      { act: 'reassign', stage: 'principal-leader', seat: 'zheng', name: '冯娟', address: 'feng@tongjiang.example' },
      [['person-not-distinct', 'address']],
    ],
    [
      'a seat for the substitute of another',
      signing.facts,
      { act: 'reassign', stage: 'secrecy-review', seat: 'wu', name: '何志远', address: 'he@tongjiang.example' },
      [['person-not-distinct', 'address']],
    ],
    [
      'a name that turns the direction of writing',
      signing.facts,
      { act: 'reassign', stage: 'secrecy-review', seat: 'wu', name: '新\u202E人', address: 'new@tongjiang.example' },
      [['field-malformed', 'name']],
    ],
    ['hold twice', [...signing.facts, act({ act: 'hold' })], { act: 'hold' }, [['act-refused', 'act']]],
    ['release what goes on', signing.facts, { act: 'release' }, [['act-refused', 'act']]],
    ['a correction before publication', signing.facts, { act: 'correct' }, [['act-refused', 'act']]],
    [
      'anything else after publication',
      published,
      { act: 'reopen', unit: 'police', until: '2021-02-03' },
      [['cycle-closed', 'act']],
    ],
    [
      'anything while it is being published',
      published.slice(0, -1),
      { act: 'adjust', unit: 'police', cell: 't3.new.natural', from: '8', to: '9' },
      [['act-refused', 'act']],
    ],
    [
      'an explanation nobody asked for',
      signing.facts,
      { act: 'justify', instance: 'T3.identity(legal)' },
      [['act-refused', 'instance']],
    ],
  ])('%s', (_, facts, typed, expected) => {
    const answer = decideOn(facts, { ...typed, reason: '领导要求' })
    expect('problems' in answer && answer.problems.map((p) => [p.code, p.field])).toEqual(expected)
  })
})

test('a form that is sent twice is one act; the same act done again later is another', () => {
  const typed = { act: 'hold', reason: '等上级文件', after: '0', 'form-token': 't' }
  const first = decideOn(signing.facts, typed)
  if (!('act' in first)) throw new Error('refused')
  expect(decideOn([...signing.facts, first.act], { ...typed, 'form-token': 'other tab' })).toEqual({
    stands: first.act,
  })
  const released = [
    ...signing.facts,
    first.act,
    { ...act({ act: 'release' }, '0001-r'), at: '2021-01-28T03:00:00.000Z' },
  ]
  expect(decideOn(released, { ...typed, after: '2' })).toMatchObject({ act: { act: 'hold' } })
})

test('a second adjustment starts from the first', () => {
  const first = act({ act: 'adjust', unit: 'police', cell: 't3.new.natural', from: '8', to: '9', revision: 1 })
  const state = foldCycle([...signing.facts, first])!
  expect(adjustedFigures(state, 'police', 1, { 't3.new.natural': '8' })).toEqual({ 't3.new.natural': '9' })
  expect(adjustedFigures(state, 'police', 2, { 't3.new.natural': '8' })).toEqual({ 't3.new.natural': '8' })
})

describe('a fresh link to hand over', () => {
  test.each<[Typed, boolean]>([
    [{ purpose: 'slice', subject: 'police', person: 'police-clerk' }, true],
    [{ purpose: 'confirmation', subject: 'police', person: 'police-leader' }, true],
    [{ purpose: 'sign-off', subject: 'secrecy-review/wu', person: 'wu' }, true],
    [{ purpose: 'slice', subject: 'police', person: 'market-clerk' }, false],
    [{ purpose: 'board', subject: 'office', person: 'feng' }, false],
    [{ purpose: 'board', subject: 'office', person: 'feng', mail: 'yes' }, true],
    [{ purpose: 'board', subject: 'office', person: 'wu', mail: 'yes' }, false],
    [{ purpose: 'slice', subject: 'police', person: 'police-clerk', mail: 'yes' }, true],
    [{ purpose: 'anything', subject: 'police', person: 'police-clerk' }, false],
  ])('%j', (typed, expected) => {
    const answer = decideOn(signing.facts, { act: 'fresh-link', confirm: 'yes', ...typed })
    const { mail, ...link } = typed
    expect('link' in answer && answer).toEqual(expected && { link, mailed: mail === 'yes' })
    // Without the tick a program that presses buttons would end links.
    expect(decideOn(signing.facts, { act: 'fresh-link', ...typed })).toHaveProperty('problems')
  })
})

describe('a person of the office', () => {
  const indispensable = definition.signOff.stages.find((stage) => stage.indispensable)?.id
  const approver = signing.facts
    .flatMap((fact) => (fact.kind === 'opening' ? fact.route : []))
    .find(({ stage }) => stage === indispensable)!.approvers[0]!
  const replace = { act: 'officer', person: 'feng', name: '高明', address: 'gao@tongjiang.example', reason: '调离' }
  const two: Fact[] = signing.facts.map((f) =>
    f.kind === 'opening'
      ? { ...f, office: [...f.office, { id: 'lu', name: '陆平', address: 'lu@tongjiang.example' }] }
      : f,
  )

  test('is replaced by a proposal alone, also the last one and after the publication', () => {
    const { name, address } = replace
    const to = { id: newcomersId('tongjiang-2020', address, []), name, address }
    for (const facts of [signing.facts, published, two])
      expect(decideOn(facts, replace)).toMatchObject({ proposal: { act: { act: 'officer', person: 'feng', to } } })
    const { name: _, address: __, ...gone } = replace
    expect(decideOn(two, gone)).toMatchObject({ proposal: { act: { act: 'officer', person: 'feng' } } })
  })

  test.each<[string, readonly Fact[], Typed, string]>([
    ['the last one is not let go', signing.facts, { ...replace, name: '', address: '' }, 'name'],
    ['nor somebody who is not of it', signing.facts, { ...replace, person: 'sun' }, 'person'],
    [
      'nor by somebody who is of it already',
      two,
      { ...replace, name: '陆平', address: 'LU@tongjiang.example' },
      'address',
    ],
    ['nor without a reason', two, { ...replace, reason: '' }, 'reason'],
    [
      'nor by who signs what is indispensable: nobody of the office does',
      two,
      { ...replace, name: approver.name, address: approver.address },
      'address',
    ],
  ])('%s', (_, facts, typed, field) => {
    expect(decideOn(facts, typed)).toMatchObject({ problems: [{ field }] })
  })

  test('is gone with the act, and their link with them; who took their place may go too', () => {
    const to = { id: 'gao', name: '高明', address: 'gao@tongjiang.example' }
    const officers = (...acts: Fact[]) => {
      const state = foldCycle([...two, ...acts])!
      const board = { purpose: 'board', subject: 'office' } as const
      const ids = ['feng', 'lu', 'gao'].filter((person) => holdsLink(state, definition, { ...board, person }))
      expect(
        officersOf(state)
          .map(({ id }) => id)
          .sort(),
      ).toEqual(ids.sort())
      return ids
    }
    const first = act({ act: 'officer', person: 'feng', to }, 'a')
    const second = { ...act({ act: 'officer', person: 'gao' }, 'b'), n: 2 } as Fact
    expect([officers(), officers(first), officers(first, second)]).toEqual([['feng', 'lu'], ['gao', 'lu'], ['lu']])
  })
})

describe('a reminder', () => {
  const codes = (facts: readonly Fact[], typed: Typed) => {
    const answer = decideOn(facts, { act: 'remind', reason: '请尽快。', ...typed })
    return 'problems' in answer ? answer.problems.map(({ code, field }) => `${code} ${field}`) : answer
  }
  test.each<[string, Typed, string[]]>([
    ['without its tick mails nobody', { units: 'finance' }, ['field-missing sure']],
    ['of nobody', { units: '', sure: 'yes' }, ['field-missing units']],
    [
      'of who owes nothing, and of who is not there',
      { units: 'police,nobody', sure: 'yes' },
      ['act-refused units', 'unit-unknown units'],
    ],
  ])('%s is refused', (_, typed, expected) => {
    expect(codes(collecting, typed)).toEqual(expected)
  })
  test('of all that owe, where nobody does', () => {
    expect(codes(signing.facts, { units: 'owing', sure: 'yes' })).toEqual(['field-missing units'])
  })
})

describe('a cycle that was opened by mistake', () => {
  const [opening] = signing.facts
  const codes = (facts: readonly Fact[], typed: Typed) => {
    const answer = decideOn(facts, typed)
    return 'problems' in answer ? answer.problems.map(({ code }) => code) : Object.keys(answer)
  }
  const cancel = { act: 'cancel', reason: '开错了年度。' }
  const cancelled = [opening!, act({ act: 'cancel' })]
  const ofBoard = { purpose: 'board', subject: 'office', person: 'feng' }
  const boardLink = { act: 'fresh-link', confirm: 'yes', mail: 'yes', ...ofBoard }

  test.each<[string, readonly Fact[], Typed, string[]]>([
    ['is called off before its first submission', [opening!], cancel, ['act']],
    ['with a reason', [opening!], { act: 'cancel' }, ['reason-missing']],
    ['not after it', collecting, cancel, ['act-refused']],
    ['not once it is published', published, cancel, ['cycle-closed']],
    ['once', cancelled, { ...cancel, reason: '再来一次。' }, ['cycle-closed']],
    ['and takes no other act', cancelled, { act: 'hold', reason: 'r' }, ['cycle-closed']],
    ['nor makes a link', cancelled, { act: 'fresh-link' }, ['cycle-closed']],
    ['but one to its board, where it leaked', cancelled, boardLink, ['link', 'mailed']],
    ['nor can be corrected', cancelled, { act: 'correct', reason: 'r' }, ['cycle-closed']],
  ])('%s', (_, facts, typed, answer) => {
    expect(codes(facts, typed)).toEqual(answer)
  })

  test('is over: nobody owes anything, its wait ends, its slices are closed', () => {
    const state = foldCycle(cancelled)!
    expect([isClosed(state), duties({ state, definition })]).toEqual([true, []])
    expect(outcomeOfWait(state, definition, 'submissions')).toBe('complete')
    expect(sliceWindow(state, definition, state.units[0]!, now)).toMatchObject({ open: false, why: 'cancelled' })
    expect(boardOf({ state, definition }, now, 'zh')).toMatchObject({ phase: 'cancelled', matters: [] })
  })
})

describe('a cycle whose day has not come', () => {
  const waiting = signing.facts.slice(0, 1).map((fact) => ({ ...fact, opens: '2021-02-01' })) as Fact[]

  test.each<[string, Typed, boolean]>([
    ['can be called off', { act: 'cancel', reason: 'r' }, true],
    [
      'changes its people of the office',
      { act: 'officer', person: 'feng', name: '新人', address: 'n@x.example', reason: 'r' },
      true,
    ],
    ['asks nobody', { act: 'remind', units: 'owing', sure: 'yes', reason: 'r' }, false],
    ['makes no link', { act: 'fresh-link', purpose: 'slice', subject: 'finance', person: 'x', confirm: 'yes' }, false],
  ])('%s', (_, typed, allowed) => {
    const answer = decideOn(waiting, typed)
    expect('problems' in answer ? answer.problems[0]!.message.zh : true).toEqual(
      allowed ? true : expect.stringContaining('2021-02-01'),
    )
    expect(boardOf({ state: foldCycle(waiting)!, definition }, now, 'zh')).toMatchObject({ phase: 'scheduled' })
  })
})

describe('whom a proposal names', () => {
  const typed = { act: 'reassign', stage: 'responsible-leader', seat: 'sun', reason: 'r' }
  const proposed = (facts: readonly Fact[], name: string, address: string, more: Typed = typed): Fact => {
    const answer = decideOn(facts, { ...more, name, address })
    if (!('proposal' in answer)) throw new Error(JSON.stringify(answer))
    return answer.proposal
  }
  const namedBy = (fact: Fact) => (fact.kind === 'proposal' && 'to' in fact.act ? fact.act.to : undefined)

  test('is nobody else: two who wait for a second person are two', () => {
    const first = proposed(signing.facts, '甲', 'jia@else.example')
    const second = proposed([...signing.facts, first], '乙', 'yi@else.example')
    expect(namedBy(second)?.id).not.toBe(namedBy(first)?.id)
    const again = proposed([...signing.facts, first], '甲', 'JIA@else.example', {
      act: 'officer',
      person: 'feng',
      reason: 'r',
    })
    expect(namedBy(again)).toEqual(namedBy(first))
  })

  test('nor is who joins a unit meanwhile', () => {
    const first = proposed(signing.facts, '甲', 'jia@else.example', { act: 'officer', person: 'feng', reason: 'r' })
    const contact = {
      act: 'contacts',
      unit: 'office',
      reason: 'r',
      'contacts.1.name': '乙',
      'contacts.1.address': 'yi@else.example',
    }
    const answer = decideOn([...signing.facts, first], contact)
    const added = 'act' in answer && answer.act.act === 'contacts' ? answer.act.contacts[0] : undefined
    expect(added?.name).toBe('乙')
    expect(added?.id).not.toBe(namedBy(first)?.id)
  })
})
