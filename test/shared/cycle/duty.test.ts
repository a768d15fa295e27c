import { describe, expect, it } from 'vitest'
import { type Duty, duties, dutyKey, linkOfDuty, returnedBy } from '../../../shared/cycle/duty.ts'
import type { Fact } from '../../../shared/cycle/facts.ts'
import { act, base, decision, definition, deputy, person, stateOf } from './two-of-each.ts'

const request = (stage: string, due = '2026-01-14'): Fact => ({
  ...base,
  kind: 'request',
  round: 2,
  stage,
  draft: 'draft2',
  due,
})
const owed = (facts: Fact[], change: (state: ReturnType<typeof stateOf>) => object = () => ({})) => {
  const state = stateOf(facts)
  return duties({ state: { ...state, ...change(state) }, definition } as unknown as Parameters<typeof duties>[0])
}
const keys = (given: Duty[]) => given.map(dutyKey)
const firstSigned = [decision(2, 'first', 'f1'), decision(2, 'first', 'f2')]

describe('what is owed with two of each', () => {
  it.each<[string, Fact[], string[]]>([
    ['nothing before a stage is asked', [], []],
    ['both seats of the stage that is asked', [request('first'), request('second')], ['f1', 'f2']],
    ['the seat that has not decided', [request('first'), decision(2, 'first', 'f1')], ['f2']],
    [
      'no seat that was forced',
      [request('first'), act({ act: 'force', stage: 'first', round: 2, seat: 'f2' })],
      ['f1'],
    ],
    ['the next stage once it is asked', [request('first'), ...firstSigned, request('second')], ['s1', 's2']],
    ['nothing of the next stage before', [request('first'), ...firstSigned], []],
    ['a substitute too', [request('first'), deputy('substitution', 2, 'first', 'f1', 'he')], ['f1', 'he', 'f2']],
    ['nothing while it is held', [request('first'), act({ act: 'hold' })], []],
    ['nothing on a draft that was returned', [request('first'), decision(2, 'first', 'f1', { choice: 'return' })], []],
  ])('%s', (_, facts, people) => {
    expect(owed(facts).map(({ person: { id } }) => id)).toEqual(people)
  })

  it('a decision is owed since and until what its request says, by a key of its own', () => {
    const [first, second] = owed([request('first')])
    expect(first).toMatchObject({ what: 'decide', since: base.at, due: '2026-01-14', stage: 'first', seat: 'f1' })
    expect(keys([first, second] as Duty[])).toEqual(['decide/2/first/f1/f1', 'decide/2/first/f2/f2'])
    expect(linkOfDuty(first as Duty)).toEqual({ purpose: 'sign-off', subject: 'first/f1' })
  })

  it('warnings to explain are the whole office’s, by the date of the slices, or the legal one where there is none', () => {
    const at = '2026-01-06T01:00:00.000Z'
    const unexplained = [{ instance: 'w', figures: '1' }]
    const whole = {
      ...base,
      kind: 'check',
      round: 2,
      at,
      unexplained,
      returns: [],
      draft: 'draft2',
      digest: 'c',
      definition: 'dd',
      blocking: 0,
      warnings: 1,
    } as Fact
    const both = { office: [person('officer'), person('second')] }
    const given = owed([whole, request('first')], ({ opening }) => ({ opening: { ...opening, ...both } }))
    expect(keys(given)).toEqual(['justify/2/officer', 'justify/2/second'])
    expect(given[0]).toMatchObject({ since: at, due: '2026-01-12' })
    expect(linkOfDuty(given[0] as Duty)).toEqual({ purpose: 'board', subject: 'office' })
    const [late] = owed([whole], ({ opening }) => ({ opening: { ...opening, timetable: { legal: '2026-01-20' } } }))
    expect(late).toMatchObject({ due: '2026-01-20' })
  })
})

describe('what units owe', () => {
  const leader = person('leader-a')
  const unit = (more: object) => (state: ReturnType<typeof stateOf>) => ({
    rounds: [],
    units: [{ ...state.units[0], ...more }],
  })
  const confirming = { ...definition, signOff: { ...definition.signOff, unitConfirmation: { required: true } } }
  const owedBy = (more: object, led = false) => {
    const state = stateOf([])
    const changed = { ...state, ...unit(more)(state) }
    return duties({ state: changed, definition: led ? confirming : definition } as unknown as Parameters<
      typeof duties
    >[0])
  }
  const own = stateOf([]).units[0]?.unit

  it('a slice, since the opening, from everybody who submits, and not from who only types', () => {
    const two = { ...own, contacts: [person('clerk-a'), person('helper')] }
    const given = owedBy({ unit: two, added: ['helper'], submissions: [] })
    expect(keys(given)).toEqual(['submit/a/1/clerk-a'])
    expect(given[0]).toMatchObject({ since: base.at })
    expect(linkOfDuty(given[0] as Duty)).toEqual({ purpose: 'slice', subject: 'a' })
  })

  it('a joined unit owes it since it joined; one that was returned owes the next revision since then', () => {
    const [joined, returned] = ['2026-01-07T01:00:00.000Z', '2026-01-08T01:00:00.000Z']
    expect(owedBy({ joined, submissions: [] })[0]).toMatchObject({ since: joined })
    const returns = [{ at: returned, by: 'leader', round: 0, revision: 2, reasons: [] }]
    expect(owedBy({ joined, returns })[0]).toMatchObject({ revision: 3, since: returned })
    // A return that has been answered since says nothing of a slice that is open for another reason.
    expect(owedBy({ joined, submissions: [], returns: [] })[0]).toMatchObject({ revision: 1, since: joined })
  })

  it('a leader confirms the newest revision', () => {
    const given = owedBy({ unit: { ...own, leader } }, true)
    expect(keys(given)).toEqual(['confirm/a/2/leader-a'])
    expect(linkOfDuty(given[0] as Duty)).toEqual({ purpose: 'confirmation', subject: 'a' })
    expect(owedBy({}, true)).toEqual([])
  })
})

it.each([
  ['check', 0, undefined],
  ['unit', 0, undefined],
  ['leader', 0, 'leader'],
  ['leader', 1, undefined],
  [person('officer'), 0, 'office'],
  [person('f1'), 2, undefined],
] as const)('who returned outside a round: %o in round %d', (by, round, expected) => {
  expect(returnedBy({ at: base.at, by, round, revision: 1, reasons: [] })).toBe(expected)
})
