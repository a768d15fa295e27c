import { describe, expect, test } from 'vitest'
import { boardOf } from '../../../shared/cycle/board/board.ts'
import type { Fact, OfficeActFact, Person } from '../../../shared/cycle/facts.ts'
import { foldCycle } from '../../../shared/cycle/fold.ts'
import { newcomersId } from '../../../shared/cycle/newcomers-id.ts'
import { called, nameIn, partakers, peopleOf, personAt, personIn } from '../../../shared/cycle/people.ts'
import type { CycleState } from '../../../shared/cycle/reporting-cycle.ts'
import { cycleWith, definition, persons } from '../../fixtures/tongjiang-2020.ts'

const { facts, draftDigest } = cycleWith({ approved: 0 })
const cycle = 'tongjiang-2020'
const at = '2021-01-28T01:00:00.000Z'
const newcomer: Person = { id: 'new-1', name: '新领导', address: 'new@tongjiang.example', title: '副主任' }
const stage = definition.signOff.stages.find(({ optional }) => !optional)!.id
const reassign: OfficeActFact = {
  kind: 'act',
  cycle,
  n: 1,
  id: '0001-reassign',
  at,
  by: 'feng',
  reason: '调离',
  act: 'reassign',
  stage,
  seat: persons.auditor.id,
  to: newcomer,
}
const deputy: Person = { id: `delegate-1-${stage}-zhou`, name: '梁文', address: 'liang2@tongjiang.example' }
const delegation: Fact = {
  kind: 'delegation',
  cycle,
  round: 1,
  stage,
  seat: persons.auditor.id,
  to: deputy,
  by: newcomer.id,
  reason: '出差',
  at,
}
const decided = (choice: 'approve' | 'return'): Fact => ({
  kind: 'decision',
  cycle,
  round: 1,
  stage,
  seat: persons.auditor.id,
  by: deputy.id,
  choice,
  draft: draftDigest,
  scope: draftDigest,
  reasons: choice === 'return' ? [{ unit: 'police', text: '核对' }] : [],
  attestation: { zh: '同意', en: '同意' },
  definition: 'd',
  at,
})
const withDeputy = (...more: Fact[]): CycleState => foldCycle([...facts, reassign, delegation, ...more])!

describe('who is a person of a cycle', () => {
  const state = withDeputy()
  test.each([
    ['a contact', 'police-clerk', '同江市公安局经办'],
    ['a leader', 'police-leader', '同江市公安局负责人'],
    ['an approver', 'zhou', '周敏'],
    ['whom the office gave the seat to', 'new-1', '新领导'],
    ['a deputy named in a round', deputy.id, '梁文'],
    ['somebody of the office', 'feng', '冯娟'],
    ['a substitute who was not asked yet', 'he', '何志远'],
  ])('%s', (_, id, name) => {
    expect(personIn(state, id)?.name).toBe(name)
    expect(peopleOf(state).filter((person) => person.id === id)).toHaveLength(1)
  })

  test('nobody else, and a missing one is called by the id', () => {
    expect(personIn(state, 'nobody')).toBeUndefined()
    expect(nameIn(state, 'nobody', 'zh')).toBe('nobody')
  })

  test('a contact who is named again is who they are now', () => {
    const contacts: Fact = {
      kind: 'act',
      cycle,
      n: 2,
      id: '0002-contacts',
      at,
      by: 'feng',
      reason: '换人',
      act: 'contacts',
      unit: 'police',
      contacts: [{ id: 'police-clerk', name: '赵新', address: 'zhao@tongjiang.example' }],
    }
    const changed = withDeputy(contacts)
    expect(personIn(changed, 'police-clerk')?.name).toBe('赵新')
    // Known before the round that named them: the roster's word stands.
    const again = { ...delegation, to: { id: 'police-clerk', name: '别名', address: 'zhao@tongjiang.example' } } as Fact
    expect(personIn(foldCycle([...facts, contacts, again])!, 'police-clerk')?.name).toBe('赵新')
  })

  test('by the mailbox, however it is written', () => {
    expect(personAt(state, 'Zhou@Tongjiang.EXAMPLE')?.id).toBe('zhou')
    expect(personAt(state, 'zhou+second+third@tongjiang.example')?.id).toBe('zhou')
    expect(personAt(state, '+zhou@tongjiang.example')).toBeUndefined()
    // Whom the cycle knows under that very address is meant first.
    const second = { ...deputy, id: 'zhou-2', address: 'zhou+second@tongjiang.example' }
    expect(personAt(withDeputy({ ...delegation, to: second } as Fact), 'ZHOU+second@tongjiang.example')?.id).toBe(
      'zhou-2',
    )
    expect(personAt(state, 'zho@tongjiang.example')).toBeUndefined()
    expect(personAt(state, 'nobody@tongjiang.example')).toBeUndefined()
  })
})

describe('the id of a newcomer', () => {
  const liang = 'liang@tongjiang.example'
  const id = newcomersId(cycle, liang, [])
  test.each<[string, string, string, boolean]>([
    ['the mailbox', cycle, liang, true],
    ['the mailbox in capitals', cycle, 'Liang@Tongjiang.EXAMPLE', true],
    ['what stands behind a plus', cycle, 'liang+2@tongjiang.example', true],
    ['another mailbox', cycle, 'lian@tongjiang.example', false],
    ['another place', cycle, 'liang@tongjiang2.example', false],
    ['another cycle', 'tongjiang-2021', liang, false],
  ])('rests on the mailbox and the cycle: %s', (_, of, address, isSame) => {
    expect(newcomersId(of, address, []) === id).toBe(isSame)
    expect(newcomersId(of, address, peopleOf(withDeputy()))).toBe(newcomersId(of, address, []))
    expect(newcomersId(of, address, [])).toMatch(/^p-[0-9a-f]{16}$/)
  })

  test('is nobody else’s, whatever the opening called them', () => {
    const planted = (of: string): Person => ({ id: of, name: '别人', address: `${of}@tongjiang.example` })
    const other = newcomersId(cycle, liang, [planted(id)])
    expect(other).toMatch(/^p-[0-9a-f]{16}$/)
    const third = newcomersId(cycle, 'LIANG@tongjiang.example', [planted(id), planted(other)])
    expect(new Set([id, other, third]).size).toBe(3)
  })
})

test.each([
  [{ name: '孙丽华', title: '副市长' }, '副市长孙丽华', '孙丽华 (副市长)'],
  [{ name: '孙丽华' }, '孙丽华', '孙丽华'],
])('one form a language: %o', (person, zh, en) => {
  expect([called(person, 'zh'), called(person, 'en')]).toEqual([zh, en])
})

describe('who had a part in the report', () => {
  const ids = partakers(withDeputy(decided('approve'))).map(({ id }) => id)
  test.each(['new-1', deputy.id, 'zhou', 'feng', 'police-clerk', 'police-leader'])('%s', (id) => {
    expect(ids.filter((each) => each === id)).toHaveLength(1)
  })
  test('not a substitute who was never asked', () => {
    expect(ids).not.toContain('he')
    const asked: Fact = { kind: 'substitution', cycle, round: 1, stage, seat: 'zhou', to: persons.substitute, at }
    expect(partakers(withDeputy(asked)).map(({ id }) => id)).toContain('he')
  })
})

describe('the board', () => {
  const board = (state: CycleState) => boardOf({ state, definition }, '2021-01-28T02:00:00.000Z', 'zh')
  test('names the deputy who decided', () => {
    const seat = board(withDeputy(decided('approve'))).stages[0]!.seats.find((each) => each.seat === 'zhou')!
    expect(seat.decision?.by).toBe('梁文')
  })
  test('and the deputy who returned the draft', () => {
    const state = withDeputy(decided('return'))
    expect(board(state).rounds[0]?.by).toBe('梁文')
    expect(state.units.find(({ unit }) => unit.id === 'police')?.returns[0]?.by).toMatchObject({ name: '梁文' })
  })
})
