import { describe, expect, test } from 'vitest'
import { readColleague } from '../../../../shared/cycle/acts/colleague.ts'
import { fillersOf } from '../../../../shared/cycle/colleagues.ts'
import { duties } from '../../../../shared/cycle/duty.ts'
import type { ColleagueFact, Fact, OfficeAct, Person } from '../../../../shared/cycle/facts.ts'
import { foldCycle, foldUnitCycle } from '../../../../shared/cycle/fold.ts'
import { newcomersId } from '../../../../shared/cycle/newcomers-id.ts'
import { nameIn } from '../../../../shared/cycle/people.ts'
import { unitState } from '../../../../shared/cycle/reporting-cycle.ts'
import { barFromSigning } from '../../../../shared/cycle/who-may-sign.ts'
import { cycleWith, definition, persons } from '../../../fixtures/tongjiang-2020.ts'

const cycle = 'tongjiang-2020'
const at = '2021-01-20T02:00:00.000Z'
const opened = cycleWith({ approved: 0 }).facts.filter(({ kind }) => kind === 'opening')
const person = (id: string): Person => ({ id, name: id, address: `${id}@police.example` })
const changed = (n: number, what: { add: Person } | { remove: string }, acts = 0): ColleagueFact => ({
  ...{ kind: 'colleague', cycle, unit: 'police', n, id: `c${n}`, at, by: 'police-clerk', acts },
  ...what,
})
const lin = person('police-c-1')
const newcomer = (address: string) => newcomersId(cycle, address, [])
const list = (n: number, contacts: Person[]): Fact => {
  const act: OfficeAct = { act: 'contacts', unit: 'police', contacts }
  return { kind: 'act', cycle, n, id: `a${n}`, at, by: 'feng', reason: '换人', ...act }
}

describe('who fills in', () => {
  test.each<[string, Fact[], string[]]>([
    ['whom the roster names', [], ['police-clerk']],
    ['and whom the lead added', [changed(1, { add: lin })], ['police-clerk', 'police-c-1']],
    ['until they are taken off', [changed(1, { add: lin }), changed(2, { remove: 'police-c-1' })], ['police-clerk']],
    [
      'again',
      [changed(3, { add: lin }), changed(2, { remove: 'police-c-1' }), changed(1, { add: lin })],
      ['police-clerk', 'police-c-1'],
    ],
    ['whom the office listed since, and nobody else', [changed(1, { add: lin }), list(1, [person('new')])], ['new']],
    [
      'and whom the lead added after that',
      [list(1, [person('new')]), changed(1, { add: lin }, 1)],
      ['new', 'police-c-1'],
    ],
  ])('%s', (_, facts, expected) => {
    const { unit } = unitState(foldCycle([...opened, ...facts])!, 'police')!
    expect(unit.contacts.map(({ id }) => id)).toEqual(expected)
  })

  test('as it was before an act, for who is told of the act', () => {
    const state = foldCycle([
      ...opened,
      list(1, [person('new')]),
      changed(1, { add: lin }, 1),
      changed(2, { add: person('late') }, 2),
    ])!
    const police = state.opening.units.find(({ id }) => id === 'police')!
    expect([1, 2, 3].map((n) => fillersOf(police, state, n).contacts.map(({ id }) => id))).toEqual([
      ['police-clerk'],
      ['new', 'police-c-1'],
      ['new', 'police-c-1', 'late'],
    ])
  })

  test('whom the lead added has a name everywhere, and owes nothing: the others submit', () => {
    const state = foldCycle([...opened, changed(1, { add: lin })])!
    expect(nameIn(state, 'police-c-1', 'zh')).toBe('police-c-1')
    const owing = duties({ state, definition }).filter((duty) => 'unit' in duty && duty.unit === 'police')
    expect(owing.map((duty) => duty.person.id)).toEqual(['police-clerk'])
  })
})

describe('the lead', () => {
  const wanted = { name: '林佳', address: 'linjia@police.example' }
  const ask = (facts: Fact[], typed: Record<string, string>, by = 'police-clerk') => {
    const answer = readColleague(foldUnitCycle([...opened, ...facts], 'police')!, typed, {
      definition,
      now: at,
      person: by,
    })
    return 'colleague' in answer ? answer.colleague : answer.problems.map(({ code, field }) => `${code} ${field}`)
  }
  const many = Array.from({ length: 11 }, (_, i) => changed(i + 1, { add: person(`p${i}`) }))
  test.each<[string, Fact[], Record<string, string>, unknown, string?]>([
    ['adds', [], wanted, { n: 1, acts: 0, add: { id: newcomer(wanted.address), name: '林佳' } }],
    ['adds another', [changed(1, { add: lin })], wanted, { n: 2, add: { id: newcomer(wanted.address) } }],
    [
      'takes off whom the lead added',
      [changed(1, { add: lin })],
      { remove: 'police-c-1', sure: 'yes' },
      { n: 2, remove: 'police-c-1' },
    ],
    ['takes nobody off without a tick', [changed(1, { add: lin })], { remove: 'police-c-1' }, ['choice-missing sure']],
    ['takes nobody off whom the office named', [], { remove: 'police-clerk', sure: 'yes' }, ['person-refused remove']],
    ['adds nobody without a name', [], { name: '', address: '' }, ['field-missing name']],
    ['adds nobody whose name nobody sees', [], { ...wanted, name: '\u200d' }, ['field-missing name']],
    [
      'adds nobody by another way to write the leader’s mailbox',
      [],
      { name: '林佳', address: 'Police-Leader+1@tongjiang.example' },
      ['field-malformed address', 'person-not-distinct address'],
    ],
    ['adds nobody without an address', [], { name: '林佳', address: '林佳' }, ['field-malformed address']],
    [
      'adds nobody twice',
      [changed(1, { add: lin })],
      { name: 'police-c-1', address: lin.address },
      ['field-malformed address'],
    ],
    [
      'adds nobody who signs',
      [],
      { name: persons.deputy.name, address: persons.deputy.address },
      ['person-not-distinct address'],
    ],
    ['adds no thirteenth', many, wanted, ['act-refused name']],
    [
      'changes the list only so often: each change is a mail to an address of their choice',
      Array.from({ length: 40 }, (_, i) => changed(i + 1, i % 2 ? { remove: 'police-c-1' } : { add: lin })),
      wanted,
      ['act-refused name'],
    ],
    ['is not a colleague', [changed(1, { add: lin })], wanted, ['person-refused person'], 'police-c-1'],
  ])('%s', (_, facts, typed, expected, by) => {
    const answer = ask(facts, typed, by)
    if (Array.isArray(expected)) expect(answer).toEqual(expected)
    else expect(answer).toMatchObject(expected as object)
  })
})

test('whom the cycle knows stays who they are, whoever names them: a lead gives nobody another post', () => {
  const typed = { name: '同江市市场监督管理局负责人', address: 'market-leader@tongjiang.example', title: '笑话' }
  const answer = readColleague(foldUnitCycle(opened, 'police')!, typed, { definition, now: at, person: 'police-clerk' })
  const [leader] = opened
    .flatMap((f) => (f.kind === 'opening' ? f.units : []))
    .flatMap(({ leader }) => (leader?.id === 'market-leader' ? leader : []))
  expect('colleague' in answer && 'add' in answer.colleague && answer.colleague.add).toEqual(leader)
})

test('who typed a figure does not sign it, in whichever revision it was typed', () => {
  const signed = cycleWith({ approved: 0 })
  const typed = (typists: string[], revision = 1) =>
    foldCycle(
      signed.facts.map((fact) =>
        fact.kind === 'submission' && fact.unit === 'police' ? { ...fact, typists, revision } : fact,
      ),
    )!
  const { stage, approvers } = signed.state.opening.route[0]!
  const seat = { stage, seat: approvers[0]!.id, person: approvers[0]!.id }
  expect(barFromSigning(typed([]), definition, seat, at)).toBeUndefined()
  expect(barFromSigning(typed([seat.person]), definition, seat, at)).toBe('submitted')
  expect(barFromSigning(typed([seat.person], 2), definition, seat, at)).toBeUndefined()
})
