import { describe, expect, it } from 'vitest'
import { holderOf, isSignedInVain, seatsOf, stageStandings } from '../../../shared/cycle/stage-standing.ts'
import type { ReportDefinition } from '../../../shared/report/report-definition.ts'
import { person } from '../../fixtures/small-opening.ts'
import { act, decision, definition, deputy, stateOf } from './two-of-each.ts'

it('a skipped stage names the act that skipped it, another has none to name', () => {
  const [first, second] = stageStandings(stateOf([act({ act: 'skip', stage: 'first', round: 2 })]), definition)
  expect(first).toMatchObject({ stage: 'first', status: 'skipped', skipped: { act: 'skip', stage: 'first' } })
  expect(second).toMatchObject({ stage: 'second', status: 'asked' })
  expect(Object.keys(second ?? {})).not.toContain('skipped')
})

it('a seat is held by whom the office gave it to, and by nobody else for a force beside it', () => {
  const given = act({ act: 'reassign', stage: 'first', seat: 'f1', to: person('new') })
  const forced = act({ act: 'force', stage: 'first', round: 2, seat: 'f1' })
  expect(holderOf(stateOf([given]), 'first', person('f1')).id).toBe('new')
  expect(holderOf(stateOf([given, forced]), 'first', person('f1')).id).toBe('new')
  expect(holderOf(stateOf([forced]), 'first', person('f1')).id).toBe('f1')
  expect(holderOf(stateOf([given]), 'first', person('f2')).id).toBe('f2')
})

it('the people before seats are the approvers, and the deputies of the round', () => {
  const route = ['first/f1/f1', 'first/f2/f2', 'second/s1/s1', 'second/s2/s2']
  const seats = (...facts: Parameters<typeof stateOf>[0]) =>
    seatsOf(stateOf(facts)).map((at) => `${at.stage}/${at.seat}/${at.person}`)
  expect(seats()).toEqual(route)
  expect(seats(deputy('delegation', 2, 'first', 'f1', 'x'), deputy('substitution', 2, 'second', 's2', 'y'))).toEqual([
    ...route,
    'first/f1/x',
    'second/s2/y',
  ])
})

it('whoever is replaced takes the deputy along; a deputy of who holds the seat now may decide', () => {
  const given = act({ act: 'reassign', stage: 'first', seat: 'f1', to: person('new') })
  const named = deputy('delegation', 2, 'first', 'f1', 'x')
  const may = (...facts: Parameters<typeof stateOf>[0]) => {
    const state = stateOf(facts)
    const seat = stageStandings(state, definition)[0]?.seats.find((each) => each.seat === 'f1')
    const seated = seatsOf(state).filter((at) => at.stage === 'first' && at.seat === 'f1')
    return [seat?.deciders.map(({ id }) => id), seated.map((at) => at.person)]
  }
  expect(may(named)).toEqual([
    ['f1', 'x'],
    ['f1', 'x'],
  ])
  expect(may(named, given)).toEqual([['new'], ['new']])
  const after = { ...deputy('delegation', 2, 'first', 'f1', 'x'), by: 'new' } as typeof named
  expect(may(after, given)).toEqual([
    ['new', 'x'],
    ['new', 'x'],
  ])
  // A substitute stands in for the seat, whoever holds it.
  expect(may(deputy('substitution', 2, 'first', 'f1', 'y'), given)).toEqual([
    ['new', 'y'],
    ['new', 'y'],
  ])
})

it('two of one mailbox, named in the same moment in two seats, are one person with one seat', () => {
  const named = deputy('delegation', 2, 'first', 'f1', 'x')
  const twin = { ...deputy('delegation', 2, 'first', 'f2', 'y'), to: { ...person('y'), address: person('x').address } }
  const [first] = stageStandings(stateOf([twin as typeof named, named]), definition)
  expect(first?.seats.map(({ deciders }) => deciders.map(({ id }) => id))).toEqual([['f1', 'x'], ['f2']])
})

describe('who comes to the office in the moment in which they are named or sign', () => {
  const indispensable = {
    ...definition,
    signOff: { ...definition.signOff, stages: definition.signOff.stages.map((s) => ({ ...s, indispensable: true })) },
  } as ReportDefinition
  const officer = (id: string) =>
    act({ act: 'officer', person: 'officer', to: { ...person(id), address: person('x').address } })
  const named = deputy('delegation', 2, 'first', 'f1', 'x')
  const seat = (of: ReportDefinition, ...facts: Parameters<typeof stateOf>[0]) =>
    stageStandings(stateOf(facts), of)[0]?.seats[0]
  const stale = (...facts: Parameters<typeof stateOf>[0]) => {
    const state = stateOf(facts)
    return isSignedInVain(state, indispensable, state.rounds[1]!)
  }

  it.each(['x', 'other-id-of-x'])('does not decide for a seat of an indispensable stage: %s', (id) => {
    expect(seat(indispensable, named)?.deciders.map((each) => each.id)).toEqual(['f1', 'x'])
    expect(seat(indispensable, named, officer(id))?.deciders.map((each) => each.id)).toEqual(['f1'])
    expect(seat(definition, named, officer(id))?.deciders.map((each) => each.id)).toEqual(['f1', 'x'])
  })

  it('has signed nothing there, and another round is asked', () => {
    const signed = [named, decision(2, 'first', 'f1', { by: 'x' })]
    expect([seat(indispensable, ...signed)?.decision?.by, stale(...signed)]).toEqual(['x', false])
    expect([seat(indispensable, ...signed, officer('x'))?.decision, stale(...signed, officer('x'))]).toEqual([
      undefined,
      true,
    ])
    expect(seat(definition, ...signed, officer('x'))?.decision?.by).toBe('x')
  })

  it('nor on an earlier draft with the same parts', () => {
    const before = [
      deputy('delegation', 1, 'first', 'f1', 'x'),
      decision(1, 'first', 'f1', { by: 'x', scope: 'first2' }),
    ]
    expect(seat(indispensable, ...before)?.decision?.by).toBe('x')
    expect(seat(indispensable, ...before, officer('x'))?.decision).toBeUndefined()
  })
})
