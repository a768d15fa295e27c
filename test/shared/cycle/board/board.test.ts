import { describe, expect, test } from 'vitest'
import { boardOf, needsOf, provisionalOn } from '../../../../shared/cycle/board/board.ts'
import type { Fact } from '../../../../shared/cycle/facts.ts'
import { foldCycle } from '../../../../shared/cycle/fold.ts'
import { present } from '../../../../shared/present.ts'
import { act, base, decision, definition, deputy, opening, person, stateOf, submission } from '../two-of-each.ts'

/** Monday, the day both slices are due. */
const monday = '2026-01-12T01:00:00.000Z'
const board = (facts: Fact[], now = monday, opened = opening) =>
  boardOf({ state: present(foldCycle([opened, ...facts]), 'cycle'), definition }, now, 'zh')
const signing = (...facts: Fact[]) => boardOf({ state: stateOf(facts), definition }, monday, 'zh')
const publication: Fact = {
  ...base,
  kind: 'publication',
  version: 1,
  round: 2,
  draft: 'draft2',
  manifest: 'm',
  files: 1,
} as Fact

describe('the phase of a cycle', () => {
  test.each<[string, ReturnType<typeof board>]>([
    ['collecting', board([])],
    ['scheduled', board([], monday, { ...opening, opens: '2026-01-13' })],
    ['collecting', board([], monday, { ...opening, opens: '2026-01-12' })],
    ['held', board([act({ act: 'hold' })])],
    ['cancelled', board([act({ act: 'cancel' })])],
    ['signing', signing()],
    ['collecting', signing(decision(2, 'first', 'f1', { choice: 'return', reasons: [{ unit: 'a', text: '核对' }] }))],
    ['held', signing(act({ act: 'hold' }))],
    ['published', signing(publication)],
    ['published', signing(publication, act({ act: 'hold' }))],
  ])('is %s', (phase, seen) => {
    expect(seen.phase).toBe(phase)
  })
})

describe('units', () => {
  test('are counted by how they stand; one that has left belongs to none', () => {
    const { counts, total, units } = board([submission('a', 1), act({ act: 'leave', unit: 'b' })])
    expect([counts.settled, counts.open, total]).toEqual([1, 0, 1])
    expect(units.map(({ id, left }) => [id, left])).toEqual([
      ['a', false],
      ['b', true],
    ])
  })

  test.each([
    ['on its day', monday, [0, 0]],
    ['the day after', '2026-01-13T01:00:00.000Z', [0, 1]],
    ['a week later', '2026-01-19T01:00:00.000Z', [0, 7]],
  ])('are late by calendar days, %s, unless they have filed', (_, now, late) => {
    expect(board([submission('a', 1)], now).units.map(({ daysLate }) => daysLate)).toEqual(late)
  })

  test('with more time are late after their own day; let off only by two once the first day is over', () => {
    const more = act({ act: 'extend', unit: 'a', until: '2026-01-14' })
    const [a, b] = board([more], '2026-01-13T01:00:00.000Z').units
    expect([a?.due, a?.openUntil, a?.daysLate, a?.needsSecond]).toEqual(['2026-01-14', '2026-01-14', 0, true])
    expect([b?.due, b?.openUntil, b?.daysLate]).toEqual(['2026-01-12', undefined, 1])
    expect(board([]).units.map(({ needsSecond }) => needsSecond)).toEqual([undefined, undefined])
  })

  test('are one need together when several are late, the latest first', () => {
    const more = act({ act: 'extend', unit: 'a', until: '2026-01-14' })
    const needs = needsOf(board([more], '2026-01-16T01:00:00.000Z'))
    expect(needs.late.map(({ id, daysLate }) => [id, daysLate])).toEqual([
      ['b', 4],
      ['a', 2],
    ])
    expect(needs.count).toBe(1 + needs.others.length)
    expect(needs.others.some(({ matter }) => matter === 'unit-late')).toBe(false)
  })

  test.each<[string, Fact[]]>([
    ['held', [act({ act: 'hold' })]],
    ['over', [act({ act: 'cancel' })]],
  ])('are no need while the cycle is %s, late as they are', (_, facts) => {
    const then = board(facts, '2026-01-16T01:00:00.000Z')
    expect(then.units.map(({ daysLate }) => daysLate)).toEqual([4, 4])
    expect(needsOf(then)).toMatchObject({ late: [], count: then.matters.length })
  })
})

describe('people', () => {
  const mail = (duty: string, at: string, template: string): Fact =>
    ({ ...base, kind: 'mail', duty, to: 'clerk-a', template, at, messageId: duty }) as Fact
  const delivery = (duty: string, event: string): Fact => ({ ...base, kind: 'delivery', duty, event, id: duty }) as Fact
  const clerkOf = (facts: Fact[], unit = 'a') => board(facts).units.find(({ id }) => id === unit)?.people[0]

  test('owe until they have filed', () => {
    expect([clerkOf([])?.owes, clerkOf([submission('a', 1)])?.owes]).toEqual([true, false])
  })

  test('have their newest mail, with what became of it and of no other', () => {
    const sent = [
      mail('invite/a/clerk-a', '2026-01-05T01:00:00.000Z', 'invitation'),
      mail('remind/clerk-a/2026-01-09', '2026-01-09T01:00:00.000Z', 'reminder'),
    ]
    expect(clerkOf(sent)?.lastMail).toEqual({ template: 'reminder', at: '2026-01-09T01:00:00.000Z' })
    expect(clerkOf([...sent, delivery('invite/a/clerk-a', 'bounced')])?.lastMail?.delivery).toBeUndefined()
    expect(clerkOf([...sent, delivery('remind/clerk-a/2026-01-09', 'bounced')])?.lastMail?.delivery).toBe('bounced')
    expect(clerkOf(sent, 'b')?.lastMail).toBeUndefined()
  })

  test('have opened the link that is theirs', () => {
    const visit: Fact = { ...base, kind: 'visit', purpose: 'slice', subject: 'a', person: 'clerk-a' } as Fact
    expect([clerkOf([visit])?.opened, clerkOf([visit], 'b')?.opened]).toEqual([base.at, undefined])
  })
})

describe('stages', () => {
  test('are as the route has them before there is a draft', () => {
    expect(board([]).stages.map(({ stage, status, need, due }) => [stage, status, need, due])).toEqual([
      ['first', 'waiting', 2, '2026-01-14'],
      ['second', 'waiting', 2, '2026-01-16'],
    ])
  })

  test('name who decided, and whose seat it is', () => {
    const seats = signing(
      deputy('delegation', 2, 'first', 'f1', 'deputy'),
      decision(2, 'first', 'f1', { by: 'deputy', linkIssuedBy: 'officer' }),
    ).stages[0]?.seats
    expect(
      seats?.map(({ name, decision, people }) => [name, decision?.by, decision?.linkIssuedBy, people.length]),
    ).toEqual([
      ['f1', 'deputy', 'officer', 2],
      ['f2', undefined, undefined, 1],
    ])
  })

  test('say which seat was forced', () => {
    const [first] = signing(act({ act: 'force', stage: 'first', seat: 'f2', round: 2 })).stages
    expect(first?.seats.map(({ forced }) => forced)).toEqual([false, true])
  })
})

describe('versions', () => {
  test.each([
    ['2026-01-20T15:59:59.999Z', false],
    ['2026-01-20T16:00:00.000Z', true],
  ])('published at %s are late: %s', (at, late) => {
    expect(signing({ ...publication, at } as Fact).versions).toEqual([{ version: 1, at, late }])
  })
})

test('a date for now is told until the report is public', () => {
  // Of 2027 no notice is known.
  const timetable = { ...opening.timetable, submissions: '2027-01-14' }
  const forNow = { ...opening, timetable, provisional: ['submissions'] }
  const open = board([], monday, forNow)
  expect(provisionalOn(open)).toBe('2027')
  expect(provisionalOn({ ...open, versions: [{ version: 1, at: monday, late: false }] })).toBeUndefined()
  expect(provisionalOn(board([]))).toBeUndefined()
})

test('the officers are those of now', () => {
  const { officers } = board([act({ act: 'officer', person: 'officer', to: person('next') })])
  expect(officers).toEqual([{ id: 'next', name: 'next' }])
})
