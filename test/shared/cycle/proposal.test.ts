import { describe, expect, test } from 'vitest'
import { factKey } from '../../../shared/cycle/fact-key.ts'
import type { Fact, OfficeAct, OfficeActFact, StrongAct } from '../../../shared/cycle/facts.ts'
import { foldCycle } from '../../../shared/cycle/fold.ts'
import {
  actConsentedTo,
  barFromOffice,
  consentAbout,
  consentersOf,
  decideConsent,
  isStrong,
  oustedBy,
  oustedMailOf,
  oustedMails,
  proposalOf,
  proposalStanding,
} from '../../../shared/cycle/proposal.ts'
import { theRound } from '../../../shared/cycle/reporting-cycle.ts'
import type { ReportDefinition } from '../../../shared/report/report-definition.ts'
import {
  act,
  actsKnown,
  base,
  decision,
  definition,
  deputy,
  opening,
  person,
  stateOf,
  submission,
} from './two-of-each.ts'

const now = base.at
const two = { ...opening, office: [person('officer'), person('second')] }
const indispensable = {
  ...definition,
  signOff: { ...definition.signOff, stages: definition.signOff.stages.map((one) => ({ ...one, indispensable: true })) },
} as ReportDefinition

test.each<[string, StrongAct, string, Fact[], boolean]>([
  ['one of two goes', { act: 'officer', person: 'second' }, 'officer', [], true],
  ['the other has gone meanwhile', { act: 'officer', person: 'second' }, 'second', [officer('officer')], false],
  [
    'and has another in their place',
    { act: 'officer', person: 'second' },
    'second',
    [officer('officer', 'third')],
    true,
  ],
  [
    'the last one has a successor',
    { act: 'officer', person: 'second', to: person('third') },
    'second',
    [officer('officer')],
    true,
  ],
  [
    'the successor is of the office by now',
    { act: 'officer', person: 'second', to: person('third') },
    'second',
    [officer('officer', 'third')],
    false,
  ],
  ['who is to go has gone', { act: 'officer', person: 'second' }, 'officer', [officer('second')], false],
  [
    'the successor signs what is indispensable',
    { act: 'officer', person: 'second', to: person('f1') },
    'officer',
    [],
    false,
  ],
  [
    'or was asked to by now',
    { act: 'officer', person: 'second', to: person('d') },
    'officer',
    [deputy('delegation', 2, 'first', 'f1', 'd')],
    false,
  ],
])('an officer is changed only while there is one left, and none who signs: %s', (_, wanted, by, facts, isAbout) => {
  const state = stateOf(facts, two)
  const proposal = proposalOf(state, { id: 'p', act: wanted, reason: 'r', by, now })
  expect(proposalStanding(state, indispensable, proposal, now)).toBe(isAbout ? 'open' : 'void')
  const consented = {
    ...proposal,
    consent: { kind: 'consent', cycle: 'c', proposal: 1, at: now, by: 'officer', choice: 'consent' } as const,
  }
  expect(actConsentedTo(state, indispensable, consented, now) !== undefined).toBe(isAbout)
})

test.each<[string, Fact[], boolean]>([
  ['has no other part', [], true],
  ['has come to the office meanwhile', [officer('second', 'n')], false],
  [
    'was put in another seat meanwhile',
    [act({ act: 'reassign', stage: 'second', seat: 's1', to: person('n') })],
    false,
  ],
  ['was named deputy of another meanwhile', [deputy('delegation', 2, 'second', 's1', 'n')], false],
  ['holds this seat by now', [act({ act: 'reassign', stage: 'first', seat: 'f1', to: person('n') })], true],
  [
    'has sent figures of the draft meanwhile',
    [
      { ...base, kind: 'submission', unit: 'a', revision: 3, digest: 'a3', by: 'n', channel: 'form', nil: false },
      redraft('a', 3),
    ],
    false,
  ],
])('a seat is given only to who may still have it: who %s', (_, facts, isAbout) => {
  const state = stateOf(facts, two)
  const wanted: StrongAct = { act: 'reassign', stage: 'first', seat: 'f1', to: person('n') }
  const proposal = proposalOf(state, { id: 'p', act: wanted, reason: 'r', by: 'officer', now })
  expect(proposalStanding(state, indispensable, proposal, now)).toBe(isAbout ? 'open' : 'void')
})

describe('what is proposed about a unit', () => {
  const ledBy = (unit: string) => ({ leader: person(`${unit}-leader`) })
  const led = { ...two, units: two.units.map((unit) => ({ ...unit, ...ledBy(unit.id) })) }
  /** A third unit, which has sent nothing yet. */
  const three = { ...two, units: [...two.units, { ...two.units[0]!, id: 'c' }] }
  const lead: StrongAct = { act: 'leader', unit: 'a', from: 'a-leader', to: person('n') }
  const lists = (unit: string, ...contacts: string[]) => act({ act: 'contacts', unit, contacts: contacts.map(person) })
  const nil: StrongAct = { act: 'nil', unit: 'c' }
  test.each<[string, typeof two, StrongAct, Fact[], boolean]>([
    ['another leader, while the one leads', led, lead, [], true],
    ['not where another leads by now', led, lead, [act({ ...lead, to: person('m') })], false],
    ['but where another leads the other unit', led, lead, [act({ ...lead, unit: 'b', from: 'b-leader' })], true],
    ['not who fills in for it by now, beside others', led, lead, [lists('a', 'clerk-a', 'n')], false],
    ['though who fills in for the other one', led, lead, [lists('b', 'clerk-b', 'n')], true],
    ['though the list was changed', led, lead, [lists('a', 'clerk-a', 'm')], true],
    ['not where it was let off', led, lead, [act({ act: 'exempt', unit: 'a' })], false],
    ['but where the other was', led, lead, [act({ act: 'exempt', unit: 'b' })], true],
    ['not where it has no leader', two, lead, [], false],
    ['not of a unit that is none', led, { ...lead, unit: 'nobody' }, [], false],
    ['zeros, while it has sent nothing', three, nil, [], true],
    ['not where it has by now', three, nil, [submission('c', 1)], false],
    ['not where it was let off', three, nil, [act({ act: 'exempt', unit: 'c' })], false],
    ['but where another was', three, nil, [act({ act: 'exempt', unit: 'a' })], true],
    ['not for a unit that is none', three, { ...nil, unit: 'nobody' }, [], false],
  ])('is %s', (_, opened, wanted, facts, isAbout) => {
    const state = stateOf(facts, opened)
    const proposal = proposalOf(state, { id: 'p', act: wanted, reason: 'r', by: 'officer', now })
    expect(proposalStanding(state, definition, proposal, now)).toBe(isAbout ? 'open' : 'void')
  })

  const to = (leader: string, unit = 'a'): OfficeAct => ({ ...lead, unit, to: person(leader) })
  const list = (contacts: string[], leader?: string): OfficeAct => ({
    ...{ act: 'contacts', unit: 'a', contacts: contacts.map(person), ...(leader && { leader: person(leader) }) },
  })
  const added: Fact = { ...base, kind: 'colleague', unit: 'a', n: 1, id: 'x', by: 'clerk-a', acts: 1, add: person('x') }
  test.each<[string, typeof two, OfficeAct, string[]]>([
    ['who led it', led, to('n'), ['m']],
    ['not who leads it still', led, to('m'), []],
    ['who led the other unit', led, to('n', 'b'), ['b-leader']],
    ['nobody of a unit that is none', led, to('n', 'nobody'), []],
    ['nobody where nobody led it', two, to('n', 'b'), []],
    ['not whom it filled in and leads now', led, to('clerk-a'), ['m']],
    ['who filled in for it, whom its lead added too', led, list(['p', 'q'], 'm'), ['clerk-a', 'x']],
    ['nobody where others come', led, list(['clerk-a', 'x', 'p'], 'm'), []],
    ['with its leader', led, list(['clerk-a', 'x'], 'n'), ['m']],
    ['not a leader who fills in now', led, list(['m', 'x'], 'n'), ['clerk-a']],
  ])('somebody else has since, so is told: %s', (_, opened, what, expected) => {
    const earlier = opened === led ? [{ ...act(to('m')), n: 1 } as Fact] : []
    const [done, later] = [2, 3].map((n) => ({ ...act(n === 2 ? what : list(['later'], 'later')), n }) as OfficeActFact)
    const state = stateOf([...earlier, added, done!, later!], opened)
    expect(oustedBy(state, done!).map(({ id }) => id)).toEqual(expected)
  })
})

test.each<[string, StrongAct, boolean]>([
  ['no stage is skipped', { act: 'skip', stage: 'first', round: 1 }, false],
  ['a seat can be given away', { act: 'reassign', stage: 'first', seat: 'f1', to: person('n') }, true],
])('before the first draft %s', (_, wanted, isAbout) => {
  const state = foldCycle([two])!
  const proposal = proposalOf(state, { id: 'p', act: wanted, reason: 'r', by: 'officer', now })
  expect(proposalStanding(state, definition, proposal, now)).toBe(isAbout ? 'open' : 'void')
})

/** Another draft, made of this revision too. */
function redraft(unit: string, revision: number): Fact {
  const { draft } = theRound(stateOf([]))
  const submissions = draft.submissions.map((one) => (one.unit === unit ? { ...one, revision } : one))
  return { ...draft, round: 3, digest: 'draft3', submissions }
}

function officer(who: string, to?: string): Fact {
  const what: OfficeAct = { act: 'officer', person: who, ...(to && { to: person(to) }) }
  return act(what)
}

describe('which acts need a second person', () => {
  const state = stateOf([])
  const [dueDay, after] = ['2026-01-12T02:00:00.000Z', '2026-01-13T02:00:00.000Z']
  test.each<[string, Fact[], string, boolean]>([
    ['more time that the office gave alone does not make it weak again', [given('extend')], after, true],
    ['nor does a reopening', [given('reopen')], after, true],
    ['a unit that joined later has a date of its own', [joined('2026-01-14')], after, false],
    ['after which it takes two', [joined('2026-01-14')], '2026-01-15T02:00:00.000Z', true],
  ])('letting a unit off: %s', (_, facts, at, strong) => {
    const unit = facts[0] && 'unit' in facts[0] ? facts[0].unit : ''
    for (const what of ['nil', 'exempt', 'leave'] as const)
      expect(isStrong(stateOf(facts), { act: what, unit }, at)).toBe(strong)
  })
  function given(what: 'extend' | 'reopen'): Fact {
    return act({
      act: what,
      unit: 'a',
      until: '2026-01-19',
      ...(what === 'reopen' ? { revision: 2 } : {}),
    } as OfficeAct)
  }
  function joined(until: string): Fact {
    return act({ act: 'join', unit: 'new', joining: { ...opening.units[0]!, id: 'new' }, until })
  }

  test.each<[OfficeAct, string, boolean]>([
    [{ act: 'skip', stage: 'first', round: 2 }, dueDay, true],
    [{ act: 'force', stage: 'first', round: 2, seat: 'f1' }, dueDay, true],
    [{ act: 'reassign', stage: 'first', seat: 'f1', to: person('n') }, dueDay, true],
    [{ act: 'officer', person: 'officer' }, dueDay, true],
    [{ act: 'withdraw', version: 1 }, dueDay, true],
    [{ act: 'gap' }, dueDay, true],
    [{ act: 'readdress', of: 1, person: 'f1', address: 'f1@home.example' }, dueDay, true],
    [{ act: 'exempt', unit: 'a' }, dueDay, false],
    [{ act: 'exempt', unit: 'a' }, after, true],
    [{ act: 'leave', unit: 'a' }, dueDay, false],
    [{ act: 'leave', unit: 'a' }, after, true],
    [{ act: 'exempt', unit: 'nobody' }, after, false],
    [{ act: 'nil', unit: 'a' }, dueDay, false],
    [{ act: 'nil', unit: 'a' }, after, true],
    [{ act: 'nil', unit: 'nobody' }, after, false],
    [{ act: 'leader', unit: 'a', from: 'a-leader', to: person('n') }, dueDay, true],
    [{ act: 'contacts', unit: 'a', contacts: [], leader: person('n') }, after, false],
    [{ act: 'hold' }, after, false],
  ])('%o at %s', (what, at, strong) => {
    expect(isStrong(state, what, at)).toBe(strong)
  })
})

describe('who may consent', () => {
  const [officer_, second, boss] = ['officer', 'second', 'boss'].map(person)
  const of = (more: object) => ({ opening: { ...opening, office: [officer_!, second!], ...more }, acts: [] }) as never
  const ids = (state: never, by: string, wanted?: StrongAct) => consentersOf(state, by, wanted).map(({ id }) => id)
  test.each<[string, object, string, StrongAct | undefined, string[]]>([
    ['everybody else of the office', {}, 'officer', undefined, ['second']],
    ['the accountable person first', { accountable: boss }, 'officer', undefined, ['boss', 'second']],
    ['who is both, once', { accountable: second }, 'officer', undefined, ['second']],
    ['nobody to themselves', { accountable: officer_ }, 'officer', undefined, ['second']],
    ['nobody where one is alone', { office: [officer_] }, 'officer', undefined, []],
    [
      'not who would get the seat',
      { accountable: boss },
      'officer',
      { act: 'reassign', stage: 'first', seat: 'f1', to: boss! },
      ['second'],
    ],
    ['nor the place', { accountable: boss }, 'officer', { act: 'officer', person: 'second', to: boss! }, ['second']],
    [
      'whom another act names may',
      {},
      'officer',
      { act: 'force', stage: 'first', round: 2, seat: 'second' },
      ['second'],
    ],
    ['who is to go may', {}, 'officer', { act: 'officer', person: 'second' }, ['second']],
  ])('%s', (_, more, by, wanted, expected) => {
    expect(ids(of(more), by, wanted)).toEqual(expected)
  })
})

describe('a proposal', () => {
  const withdrawal: StrongAct = { act: 'skip', stage: 'second', round: 2 }
  const make = (wanted: StrongAct, facts: Fact[] = []) => {
    const state = stateOf(facts, two)
    return { state, proposal: proposalOf(state, { id: 'p', act: wanted, reason: 'r', by: 'officer', now }) }
  }
  const standing = (wanted: StrongAct, facts: Fact[], at = now) => {
    const { state, proposal } = make(wanted, facts)
    return proposalStanding(state, definition, proposal, at)
  }

  test('has the next number, and two working days', () => {
    const { proposal } = make(withdrawal)
    expect(proposal).toMatchObject({ n: 1, by: 'officer', reason: 'r', until: '2026-01-07', act: withdrawal })
    const next = proposalOf(stateOf([proposal], two), { id: 'q', act: withdrawal, reason: 'r', by: 'officer', now })
    expect(next.n).toBe(2)
    expect(consentAbout(proposal)).not.toEqual(consentAbout({ ...proposal, reason: 'other' }))
    expect(consentAbout(proposal)).toEqual(consentAbout({ ...proposal, at: 'later' }))
  })

  test.each<[string, StrongAct, Fact[], string, string | undefined]>([
    ['until the end of its last day', withdrawal, [], 'open', '2026-01-07T15:59:59.999Z'],
    ['and no longer', withdrawal, [], 'void', '2026-01-07T16:00:00.000Z'],
    ['a skip of a stage that is asked', { act: 'skip', stage: 'first', round: 2 }, [], 'open', undefined],
    [
      'of one that was signed meanwhile',
      { act: 'skip', stage: 'first', round: 2 },
      [decision(2, 'first', 'f1'), decision(2, 'first', 'f2')],
      'void',
      undefined,
    ],
    ['of another round', { act: 'skip', stage: 'first', round: 1 }, [], 'void', undefined],
    ['of one that is none', { act: 'skip', stage: 'third', round: 2 }, [], 'void', undefined],
    ['a force of a seat', { act: 'force', stage: 'first', round: 2, seat: 'f1' }, [], 'open', undefined],
    ['of another round', { act: 'force', stage: 'first', round: 1, seat: 'f1' }, [], 'void', undefined],
    [
      'of one that decided',
      { act: 'force', stage: 'first', round: 2, seat: 'f1' },
      [decision(2, 'first', 'f1')],
      'void',
      undefined,
    ],
    [
      'where another decided',
      { act: 'force', stage: 'first', round: 2, seat: 'f1' },
      [decision(2, 'first', 'f2')],
      'open',
      undefined,
    ],
    [
      'of one that was forced',
      { act: 'force', stage: 'first', round: 2, seat: 'f1' },
      [act({ act: 'force', stage: 'first', round: 2, seat: 'f1' })],
      'void',
      undefined,
    ],
    [
      'a seat given away, in whatever round',
      { act: 'reassign', stage: 'first', seat: 'f1', to: person('n') },
      [],
      'open',
      undefined,
    ],
    [
      'one that decided',
      { act: 'reassign', stage: 'first', seat: 'f1', to: person('n') },
      [decision(2, 'first', 'f1')],
      'void',
      undefined,
    ],
    ['a unit let off', { act: 'exempt', unit: 'a' }, [], 'open', undefined],
    ['that was let off', { act: 'exempt', unit: 'a' }, [act({ act: 'leave', unit: 'a' })], 'void', undefined],
    ['a unit that leaves', { act: 'leave', unit: 'b' }, [], 'open', undefined],
    ['the last one', { act: 'leave', unit: 'b' }, [act({ act: 'exempt', unit: 'a' })], 'void', undefined],
    ['gaps', { act: 'gap' }, [], 'open', undefined],
    ['that are marked already', { act: 'gap' }, [act({ act: 'gap' })], 'void', undefined],
    ['a withdrawal of nothing', { act: 'withdraw', version: 1 }, [], 'void', undefined],
  ])('stands: %s', (_, wanted, facts, expected, at) => {
    expect(standing(wanted, facts, at)).toBe(expected)
  })

  test.each(['consent', 'decline'] as const)('is answered by %s, also after its days', (choice) => {
    const { state, proposal } = make(withdrawal)
    const answered = { ...proposal, consent: { ...base, kind: 'consent', proposal: 1, by: 'second', choice } as const }
    expect(proposalStanding(state, definition, answered, '2030-01-01T00:00:00.000Z')).toBe(
      choice === 'consent' ? 'consented' : 'declined',
    )
  })
})

describe('a proposal that the walk has left behind', () => {
  const exempt: StrongAct = { act: 'exempt', unit: 'a' }
  const skip: StrongAct = { act: 'skip', stage: 'second', round: 2 }
  const force: StrongAct = { act: 'force', stage: 'second', round: 2, seat: 's1' }
  const seat: StrongAct = { act: 'reassign', stage: 'first', seat: 'f1', to: person('n') }
  const leader: StrongAct = { act: 'leader', unit: 'a', from: 'm', to: person('n') }
  const led = { ...two, units: two.units.map((unit) => ({ ...unit, leader: person('m') })) }
  const outWith = (evidence: string[]): [Fact, Fact, Fact] => [
    { ...base, kind: 'release', n: 1, version: 1, round: 2, draft: 'draft2', evidence },
    { ...base, kind: 'departure', release: 1, goes: true },
    { ...base, kind: 'publication', version: 1, round: 2, draft: 'draft2', manifest: 'm' },
  ]
  const out = outWith([])
  const [release, departure] = out
  const left = [release, departure]
  const numbered = (n: number, what: OfficeAct): Fact => ({ ...act(what), n }) as Fact
  const begun = (n: number) => numbered(n, { act: 'correct', version: 1 })
  const over = (n: number, correction: number) => numbered(n, { act: 'abandon', version: 1, correction })
  /** Proposed when so many acts were known. */
  const proposed = (wanted: StrongAct, acts: Fact[], by = 'officer') =>
    proposalOf(stateOf(acts, led), { id: 'p', act: wanted, reason: 'r', by, now })
  const standing = (proposal: ReturnType<typeof proposed>, facts: Fact[]) =>
    proposalStanding(stateOf(facts, led), definition, proposal, now)

  test.each<[string, StrongAct, Fact[], string]>([
    ['beside a release, which it stops', exempt, [release], 'open'],
    ['once that has left', exempt, left, 'void'],
    ['once it is out', exempt, out, 'void'],
    ['of a seat too', seat, out, 'void'],
    ['and of a leader', leader, out, 'void'],
    ['and of gaps', { act: 'gap' }, out, 'void'],
    ['an officer goes all the same', { act: 'officer', person: 'second' }, out, 'open'],
    ['a version is withdrawn then', { act: 'withdraw', version: 1 }, out, 'open'],
    ['and where a correction has begun since', exempt, [...out, begun(1)], 'void'],
    ['and gaps', { act: 'gap' }, [...out, begun(1)], 'void'],
    ['a unit has the same leader in it', leader, [...out, begun(1)], 'open'],
  ])('is void: %s', (_, wanted, facts, expected) => {
    expect(standing(proposed(wanted, []), facts)).toBe(expected)
  })

  test('belongs to the correction it was made in, and to no other', () => {
    const first = [...out, begun(1)]
    const proposal = proposed(exempt, first)
    const given = [...first, over(2, 1)]
    expect([first, given, [...given, begun(3)]].map((facts) => standing(proposal, facts))).toEqual([
      ...['open', 'void', 'void'],
    ])
    expect(standing(proposed(exempt, [...given, begun(3)]), [...given, begun(3)])).toBe('open')
    // Of before proposals said it.
    const { acts: _, ...old } = proposal
    expect(standing(old, first)).toBe('open')
  })

  test.each<[string, StrongAct, Fact[], string]>([
    ['is of the office still', skip, [officer('second', 'third')], 'open'],
    ['is not any more', skip, [officer('officer', 'third')], 'void'],
    ['has signed this draft since', skip, [decision(2, 'first', 'f1', { by: 'officer' })], 'void'],
    ['nor may go on without somebody', force, [decision(2, 'first', 'f1', { by: 'officer' })], 'void'],
    ['has signed the one before', skip, [decision(1, 'first', 'f1', { by: 'officer' })], 'open'],
    [
      'has signed the one before, whose parts are the same',
      skip,
      [decision(1, 'first', 'f1', { by: 'officer', scope: 'first2' })],
      'void',
    ],
    [
      'gives a seat away all the same',
      { ...seat, seat: 'f2' },
      [decision(2, 'first', 'f1', { by: 'officer' })],
      'open',
    ],
  ])('whoever proposed it %s', (_, wanted, facts, expected) => {
    expect(standing(proposed(wanted, []), facts)).toBe(expected)
  })

  const consent = { ...base, kind: 'consent', proposal: 1, by: 'second', choice: 'consent' } as const
  const did = (n: number): Fact => ({ ...numbered(n, exempt), id: 'proposal-1' }) as Fact
  const inCorrection = [...out, begun(1)]
  test.each<[string, Fact[], Fact[], string]>([
    ['will be done', [], [], 'consented'],
    ['was done', [], [did(1)], 'consented'],
    ['was done for what is out', [], [did(1), ...outWith([factKey(did(1))])], 'consented'],
    ['came too late for it', [], [...out, did(1)], 'overtaken'],
    ['came too late, before a correction that was given up', [], [...out, did(1), begun(2), over(3, 2)], 'overtaken'],
    ['was not done before', [], out, 'overtaken'],
    ['was done in a correction', inCorrection, [...inCorrection, did(2)], 'consented'],
    ['that was given up', inCorrection, [...inCorrection, did(2), over(3, 1)], 'consented'],
    ['was not, before it was', inCorrection, [...inCorrection, over(2, 1)], 'overtaken'],
    ['came when that was given up', inCorrection, [...inCorrection, over(2, 1), did(3)], 'overtaken'],
  ])('with its consent %s', (_, before, facts, expected) => {
    expect(standing({ ...proposed(exempt, before), consent } as never, facts)).toBe(expected)
  })

  test('is the giving up itself, done', () => {
    const wanted: StrongAct = { act: 'abandon', version: 1, correction: 1 }
    const done = { ...over(2, 1), id: 'proposal-1' } as Fact
    expect(standing({ ...proposed(wanted, inCorrection), consent } as never, [...inCorrection, done])).toBe('consented')
  })
})

describe('an answer to a proposal', () => {
  const state = stateOf([], two)
  const proposal = proposalOf(state, { id: 'p', act: { act: 'gap' }, reason: 'r', by: 'officer', now })
  const compiled = { definition } as never
  const given = { ...base, kind: 'consent', proposal: 1, by: 'second', choice: 'consent' } as const
  const code = { code: 'code-wrong', field: 'code', message: { zh: '', en: '' } } as const
  const answer = (choice: string | undefined, more: object = {}) =>
    decideConsent({
      ...{
        state,
        compiled,
        proposal,
        person: 'second',
        form: choice === undefined ? {} : { choice },
        code: undefined,
        now,
      },
      ...more,
    })
  test.each<[string, string | undefined, object, object]>([
    ['counts', 'consent', {}, { consent: { proposal: 1, by: 'second', choice: 'consent', at: now } }],
    ['counts as a refusal', 'decline', {}, { consent: { choice: 'decline' } }],
    ['needs a choice', undefined, {}, { problems: [{ code: 'choice-missing' }] }],
    ['needs one of the two', 'approve', {}, { problems: [{ code: 'choice-missing' }] }],
    ['needs the digits', 'consent', { code }, { problems: [{ code: 'code-wrong' }] }],
    ['given twice is the same', 'consent', { proposal: { ...proposal, consent: given }, code }, { stands: given }],
    [
      'is not taken back',
      'decline',
      { proposal: { ...proposal, consent: given } },
      { problems: [{ code: 'decision-stands' }] },
    ],
    [
      'is not given by a third',
      'consent',
      { proposal: { ...proposal, consent: { ...given, by: 'boss' } } },
      { problems: [{ code: 'decision-stands' }] },
    ],
    ['comes too late', 'consent', { now: '2026-02-01T00:00:00.000Z' }, { problems: [{ code: 'act-refused' }] }],
  ])('%s', (_, choice, more, expected) => {
    expect(answer(choice, more)).toMatchObject(expected)
  })

  test('is done once, with both their names', () => {
    const consented = { ...proposal, consent: given }
    const done = actConsentedTo(state, definition, consented, now)!
    expect(done).toEqual({
      ...{ kind: 'act', cycle: 'c', n: 1, id: 'proposal-1', at: now, by: 'officer', reason: 'r', act: 'gap' },
      consent: { proposal: 1, by: 'second' },
    })
    const byCommand = actConsentedTo(state, definition, { ...consented, byCommand: true }, now)
    expect(byCommand).toMatchObject({ byCommand: true })
    const other = act({ act: 'hold' })
    expect(actConsentedTo(stateOf([other], two), definition, consented, now)).toMatchObject({ id: 'proposal-1' })
    expect(
      actConsentedTo(stateOf([{ ...other, id: 'proposal-1' } as Fact], two), definition, consented, now),
    ).toBeUndefined()
    const away: StrongAct = { act: 'reassign', stage: 'first', seat: 'f1', to: person('n') }
    const rounds = [state, foldCycle([two])!].map((known) =>
      actConsentedTo(known, definition, { ...consented, act: away }, now),
    )
    expect(rounds).toMatchObject([{ round: 2 }, { round: 0 }])
    for (const none of [proposal, { ...proposal, consent: { ...given, choice: 'decline' } as const }])
      expect(actConsentedTo(state, definition, none, now)).toBeUndefined()
  })
})

describe('who is told that they were passed over', () => {
  test('one of two officers; and nobody whom a draft named that knew of it', () => {
    const gone = officer('second') as OfficeActFact
    expect(oustedBy(stateOf([gone], two), gone).map(({ id }) => id)).toEqual(['second'])
    const before = {
      ...act({ act: 'reassign', stage: 'first', seat: 'f1', to: person('n') }),
      n: actsKnown,
    } as OfficeActFact
    const state = stateOf([deputy('delegation', 2, 'first', 'f1', 'x'), before])
    expect(oustedBy(state, before).map(({ id }) => id)).toEqual(['f1'])
  })

  test.each<[string, StrongAct, Fact[]]>([
    ['the other seat', { act: 'force', stage: 'first', round: 2, seat: 'f2' }, [decision(2, 'first', 'f1')]],
    [
      'the other stage',
      { act: 'skip', stage: 'second', round: 2 },
      [decision(2, 'first', 'f1'), decision(2, 'first', 'f2')],
    ],
  ])('a proposal is still about %s', (_, wanted, facts) => {
    const proposal = proposalOf(stateOf(facts, two), { id: 'p', act: wanted, reason: 'r', by: 'officer', now })
    expect(proposalStanding(stateOf(facts, two), definition, proposal, now)).toBe('open')
  })

  test.each<[string, OfficeAct, string[]]>([
    ['all of a stage that is skipped', { act: 'skip', stage: 'first', round: 2 }, ['f1', 'x', 'f2', 'z']],
    ['the one seat that is forced', { act: 'force', stage: 'second', round: 2, seat: 's2' }, ['s2']],
    ['who had the seat before', { act: 'reassign', stage: 'second', seat: 's1', to: person('n') }, ['m']],
    ['an officer who goes', { act: 'officer', person: 'officer' }, ['officer']],
    [
      'with who had the seat, the deputy they named',
      { act: 'force', stage: 'first', round: 2, seat: 'f1' },
      ['f1', 'x'],
    ],
    [
      'a substitute has a say after a reassignment too',
      { act: 'reassign', stage: 'first', seat: 'f2', to: person('n') },
      ['f2'],
    ],
    [
      'whom the replaced one named goes too',
      { act: 'reassign', stage: 'first', seat: 'f1', to: person('n') },
      ['f1', 'x'],
    ],
    ['and is passed over with the seat', { act: 'force', stage: 'first', round: 2, seat: 'f2' }, ['f2', 'z']],
    ['not who was named a round later', { act: 'force', stage: 'first', round: 1, seat: 'f1' }, ['f1']],
    ['nobody of a stage that is none', { act: 'skip', stage: 'third', round: 2 }, []],
    ['nobody by another act', { act: 'hold' }, []],
  ])('%s', (_, what, expected) => {
    const before = { ...act({ act: 'reassign', stage: 'second', seat: 's1', to: person('m') }), n: 1 } as Fact
    const named = [
      deputy('delegation', 2, 'first', 'f1', 'x'),
      deputy('delegation', 1, 'first', 'f2', 'y'),
      deputy('substitution', 2, 'first', 'f2', 'z'),
    ]
    // After the drafts.
    const done = { ...act(what), n: actsKnown + 1 } as Fact
    expect(oustedBy(stateOf([before, ...named, done]), done as never).map(({ id }) => id)).toEqual(expected)
  })
})

describe('the mail to whoever was passed over goes to another address', () => {
  const skip = { ...act({ act: 'skip', stage: 'first', round: 2 }), n: 1, id: 'skip' } as OfficeActFact
  const to = (n: number, address: string, who = 'f1', of = 1): Fact =>
    ({ ...act({ act: 'readdress', of, person: who, address }), n, id: `to-${n}` }) as Fact
  test.each<[string, Fact[], string[]]>([
    ['to the registered one', [], ['skip f1@x.cn', 'skip f2@x.cn']],
    ['to the new one, of that person alone', [to(2, 'f1@home')], ['to-2 f1@home', 'skip f2@x.cn']],
    ['to the newest', [to(2, 'f1@home'), to(3, 'f1@work')], ['to-3 f1@work', 'skip f2@x.cn']],
    ['not of another act', [to(2, 'f1@home', 'f1', 7)], ['skip f1@x.cn', 'skip f2@x.cn']],
  ])('%s', (_, facts, expected) => {
    const mails = oustedMails(stateOf([skip, ...facts]), skip)
    expect(mails.map(({ duty, person }) => `${duty.act} ${person.address.replace('@test.example', '@x.cn')}`)).toEqual(
      expected,
    )
  })

  test('is that of the act and the person named', () => {
    const forced = { ...act({ act: 'force', stage: 'second', round: 2, seat: 's2' }), n: 2 } as Fact
    const named = (of: number, who: string) => oustedMailOf(stateOf([skip, forced]), { of, person: who })?.person.id
    expect([named(1, 'f2'), named(2, 's2'), named(2, 'f2'), named(1, 's2'), named(3, 's2')]).toEqual([
      'f2',
      's2',
      undefined,
      undefined,
      undefined,
    ])
    expect(
      oustedMailOf(stateOf([{ ...officer('officer'), n: 1 } as Fact]), { of: 1, person: 'officer' }),
    ).toBeUndefined()
  })

  test('an officer’s, who signed nothing, goes nowhere else', () => {
    const state = stateOf([skip, { ...officer('officer'), n: 2 } as Fact], two)
    expect(oustedMailOf(state, { of: 1, person: 'f1' })?.person.id).toBe('f1')
    expect(oustedMailOf(state, { of: 2, person: 'officer' })).toBeUndefined()
  })

  const proposed = { act: 'readdress', of: 1, person: 'f1', address: 'f1@home' } as const
  test.each<[string, Fact[], string]>([
    ['is about the mail', [skip], 'open'],
    ['was done already', [skip, to(2, 'f1@home')], 'void'],
    ['another was chosen meanwhile', [skip, to(2, 'f1@work')], 'open'],
    ['is about no act', [], 'void'],
  ])('a proposal %s', (_, facts, standing) => {
    const state = stateOf(facts, two)
    const proposal = proposalOf(state, { id: 'p', act: proposed, reason: 'r', by: 'officer', now })
    expect(proposalStanding(state, definition, proposal, now)).toBe(standing)
  })
})

test.each<[string, { person: string; to?: ReturnType<typeof person> }, string | undefined]>([
  ['the last one goes', { person: 'officer' }, 'last'],
  ['the last one has a successor', { person: 'officer', to: person('n') }, undefined],
  ['who is of it already', { person: 'officer', to: person('officer') }, 'already'],
  ['who signs', { person: 'officer', to: person('s2') }, 'signs'],
])('the office changes: %s', (_, change, bar) => {
  expect(barFromOffice(stateOf([]), indispensable, change)).toBe(bar)
  expect(barFromOffice(stateOf([]), definition, change)).toBe(bar === 'signs' ? undefined : bar)
})

test('who signed an earlier draft, and the signature still counts, does not come to the office', () => {
  const before = [deputy('delegation', 1, 'first', 'f1', 'x'), decision(1, 'first', 'f1', { by: 'x', scope: 'first2' })]
  const comes = (facts: Fact[]) => barFromOffice(stateOf(facts), indispensable, { person: 'officer', to: person('x') })
  expect([comes(before), comes(before.slice(0, 1))]).toEqual(['signs', undefined])
})

test('what was overtaken when it was consented to is not done when the days of what barred it are over', () => {
  const proposed = (n: number, by: string, what: StrongAct): Fact => ({
    ...{ ...base, kind: 'proposal', n, id: `p${n}`, by, reason: 'r', until: '2026-01-09', act: what },
  })
  const consent: Fact = { ...base, kind: 'consent', proposal: 1, by: 'second', choice: 'consent' }
  const given = proposed(1, 'officer', { act: 'reassign', stage: 'first', seat: 'f2', to: person('third') })
  // Written in the same moment: who is to get the seat proposes something about who signs.
  const own = proposed(2, 'third', { act: 'reassign', stage: 'second', seat: 's1', to: person('new') })
  const office = { ...two, office: [...two.office, person('third')] }
  const doneAt = (facts: Fact[], instant: string) =>
    actConsentedTo(stateOf(facts, office), definition, stateOf(facts, office).proposals[0]!, instant)
  expect(doneAt([given, consent], '2026-01-12T02:00:00.000Z')).toMatchObject({ act: 'reassign', seat: 'f2' })
  expect(doneAt([given, own, consent], '2026-01-12T02:00:00.000Z')).toBeUndefined()
})
