import { expect, test } from 'vitest'
import type { Fact, OfficeAct, StrongAct } from '../../../shared/cycle/facts.ts'
import { actConsentedTo, proposalOf, proposalStanding } from '../../../shared/cycle/proposal.ts'
import type { ReportDefinition } from '../../../shared/report/report-definition.ts'
import { act, base, definition, deputy, opening, person, stateOf } from './two-of-each.ts'

const now = base.at
const two = { ...opening, office: [person('officer'), person('second')] }
const indispensable = {
  ...definition,
  signOff: { ...definition.signOff, stages: definition.signOff.stages.map((one) => ({ ...one, indispensable: true })) },
} as ReportDefinition

test.each<[string, StrongAct, Fact[], boolean]>([
  ['one of two goes', { act: 'officer', person: 'second' }, [], true],
  ['the other has gone meanwhile', { act: 'officer', person: 'second' }, [officer('officer')], false],
  ['and has another in their place', { act: 'officer', person: 'second' }, [officer('officer', 'third')], true],
  [
    'the last one has a successor',
    { act: 'officer', person: 'second', to: person('third') },
    [officer('officer')],
    true,
  ],
  [
    'the successor is of the office by now',
    { act: 'officer', person: 'second', to: person('third') },
    [officer('officer', 'third')],
    false,
  ],
  ['who is to go has gone', { act: 'officer', person: 'second' }, [officer('second')], false],
  ['the successor signs what is indispensable', { act: 'officer', person: 'second', to: person('f1') }, [], false],
  [
    'or was asked to by now',
    { act: 'officer', person: 'second', to: person('d') },
    [deputy('delegation', 2, 'first', 'f1', 'd')],
    false,
  ],
])('an officer is changed only while there is one left, and none who signs: %s', (_, wanted, facts, isAbout) => {
  const state = stateOf(facts, two)
  const proposal = proposalOf(state, { id: 'p', act: wanted, reason: 'r', by: 'officer', now })
  expect(proposalStanding(state, indispensable, proposal, now)).toBe(isAbout ? 'open' : 'void')
  const consented = {
    ...proposal,
    consent: { kind: 'consent', cycle: 'c', proposal: 1, at: now, by: 'second', choice: 'consent' } as const,
  }
  expect(actConsentedTo(state, indispensable, consented, now) !== undefined).toBe(isAbout)
})

function officer(who: string, to?: string): Fact {
  const what: OfficeAct = { act: 'officer', person: who, ...(to && { to: person(to) }) }
  return act(what)
}
