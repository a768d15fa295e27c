import { describe, expect, test } from 'vitest'
import { isAtRisk, officeMatters, openSeats, untoldMatters } from '../../../../shared/cycle/clock/office-matters.ts'
import { onDay } from '../../../../shared/cycle/clock/rhythm.ts'
import type { DeliveryFact } from '../../../../shared/cycle/facts/mail-facts.ts'
import type {
  Ask,
  ClearanceFact,
  ConfirmationFact,
  Fact,
  OfficeAct,
  OfficeActFact,
  Opening,
  SubmissionFact,
} from '../../../../shared/cycle/facts.ts'
import { theCycle } from '../../../../shared/cycle/fold.ts'
import { mailKey } from '../../../../shared/cycle/mail-duty.ts'
import type { ReportDefinition } from '../../../../shared/report/report-definition.ts'
import { cycleWith, decisionOf, definition, persons } from '../../../fixtures/tongjiang-2020.ts'

// January and February 2021: the 7th and the 20th of February are worked, the 11th to the 17th are not.
const cycle = 'tongjiang-2020'
const clearing = (clearance: 'before' | 'after'): ReportDefinition => ({
  ...definition,
  unitReports: { texts: [], legal: 'unit', ...definition.unitReports, clearance },
})
const on = (facts: readonly Fact[], today: string, by = clearing('after')) =>
  onDay({ state: theCycle(facts), definition: by }, today)
const matters = (facts: readonly Fact[], today: string, by?: ReportDefinition) => officeMatters(on(facts, today, by))
const only = (matter: string, ...given: Parameters<typeof matters>) =>
  matters(...given).filter((each) => each.matter === matter)

const local = (day: string, hour = 10) => new Date(`${day}T${String(hour).padStart(2, '0')}:00:00+08:00`).toISOString()
const act = (
  n: number,
  what: OfficeAct,
  day = '2021-01-26',
  more: Pick<Partial<OfficeActFact>, 'consent' | 'at'> = {},
): Fact => ({
  ...{ kind: 'act', cycle, n, id: `a${n}`, at: local(day), by: 'feng', reason: '有原因' },
  ...more,
  ...what,
})

const whole = cycleWith()
const draftDigest = whole.draftDigest
const isOpening = (fact: Fact): fact is Opening => fact.kind === 'opening'
const collected = whole.facts.filter(({ kind }) => ['opening', 'submission', 'confirmation'].includes(kind))
/** Without what the unit sent and its leader said. */
const without = (unit: string, facts: readonly Fact[] = collected, kinds = ['submission', 'confirmation']) =>
  facts.filter((fact) => !(kinds.includes(fact.kind) && 'unit' in fact && fact.unit === unit))
const reopened = (facts: readonly Fact[], change: (opening: Opening) => Partial<Opening>) =>
  facts.map((fact): Fact => (isOpening(fact) ? { ...fact, ...change(fact) } : fact))
const leaderless = (facts: readonly Fact[]) =>
  reopened(facts, ({ units }) => ({
    units: units.map((unit) => {
      const { leader: _, ...rest } = unit
      return unit.id === 'police' ? rest : unit
    }),
  }))

const one = { cycle, unit: 'police', digest: 'd' }
const sent = (day: string, revision = 1, more: Partial<SubmissionFact> = {}): SubmissionFact => ({
  ...{ ...one, kind: 'submission', revision, at: local(day), by: 'police-clerk', channel: 'form', nil: false },
  ...more,
})
const word = (day: string, choice: 'confirm' | 'return', revision = 1): ConfirmationFact => ({
  ...{ ...one, kind: 'confirmation', revision, at: local(day), by: 'police-leader', choice },
  attestation: definition.signOff.unitConfirmation.attestation,
})
const cleared = (unit: string): ClearanceFact => ({
  ...{ kind: 'clearance', cycle, unit, revision: 1, digest: 'd', at: local('2021-01-27'), by: 'feng' },
  ...{ choice: 'clear', reasons: [] },
})
const published: Fact[] = [
  { kind: 'release', cycle, n: 1, version: 1, round: 1, draft: draftDigest, evidence: [], at: local('2021-01-27') },
  { kind: 'publication', cycle, version: 1, round: 1, draft: draftDigest, manifest: 'm', at: local('2021-01-27') },
]
const ask = (n: number, what: Ask, unit = 'police', at = local('2021-01-20')): Fact => ({
  ...{ kind: 'ask', cycle, unit, n, id: `q${unit}${n}`, at, by: `${unit}-clerk`, text: '请指示' },
  ...what,
})

describe('reports of units that the office has to clear', () => {
  const others = ['office', 'market', 'finance', 'tongjiang-town']
  const allBut = (...units: string[]) => ['office', 'police', ...others.slice(1)].filter((id) => !units.includes(id))
  test.each<[string, readonly Fact[], ReportDefinition, { units: string[]; since: string; days: number } | undefined]>([
    [
      'are one matter, as old as the oldest of them',
      collected,
      clearing('before'),
      { units: allBut(), since: '2021-01-15', days: 9 },
    ],
    [
      'are as old as the oldest that is left',
      [...collected, cleared('office')],
      clearing('before'),
      { units: allBut('office'), since: '2021-01-16', days: 9 },
    ],
    [
      'are as old as the oldest, wherever it stands in the roster',
      [...collected, ...['office', 'police', 'market'].map(cleared)],
      clearing('before'),
      { units: ['finance', 'tongjiang-town'], since: '2021-01-19', days: 7 },
    ],
    [
      'are as old as their newest revision',
      [...without('police'), sent('2021-01-18'), sent('2021-01-26', 2), word('2021-01-26', 'confirm', 2)].concat(
        others.map(cleared),
      ),
      clearing('before'),
      { units: ['police'], since: '2021-01-26', days: 2 },
    ],
    [
      'are as old as the day in the cycle’s zone',
      [
        ...without('police'),
        sent('2021-01-25', 1, { at: '2021-01-25T16:00:00.000Z' }),
        word('2021-01-26', 'confirm'),
      ].concat(others.map(cleared)),
      clearing('before'),
      { units: ['police'], since: '2021-01-26', days: 2 },
    ],
    ['are no matter once all are cleared', [...collected, ...allBut().map(cleared)], clearing('before'), undefined],
    ['are no matter where a leader’s word is enough', collected, clearing('after'), undefined],
    [
      'are one where there is no leader to give it',
      leaderless(without('police', collected, ['confirmation'])),
      clearing('after'),
      { units: ['police'], since: '2021-01-16', days: 9 },
    ],
    [
      'are a matter after the whole is published, too',
      [...whole.facts, ...published],
      clearing('before'),
      { units: allBut(), since: '2021-01-15', days: 9 },
    ],
  ])('%s', (_, facts, by, expected) => {
    expect(only('to-clear', facts, '2021-01-28', by)).toEqual(expected ? [{ matter: 'to-clear', ...expected }] : [])
  })
})

describe('what a unit has asked', () => {
  const time: Ask = { ask: 'time', until: '2021-01-29' }
  const asked = { matter: 'asked', unit: 'police', n: 1, since: '2021-01-20', days: 2 }
  test.each<[string, readonly Fact[], object[]]>([
    ['more time comes with the date it wishes for', [ask(1, time)], [{ ...asked, ask: 'time', until: '2021-01-29' }]],
    ['nothing comes of a cycle that was called off', [ask(1, time), act(1, { act: 'cancel' }, '2021-01-21')], []],
    ['a question comes without one', [ask(1, { ask: 'question' })], [{ ...asked, ask: 'question' }]],
    ['so does an objection', [ask(1, { ask: 'objection', act: 4 })], [{ ...asked, ask: 'objection' }]],
    ['with an answer it is none any more', [ask(1, time), act(1, { act: 'answer', unit: 'police', ask: 1 })], []],
    [
      'of two the one without an answer is left',
      [ask(1, time), ask(2, { ask: 'question' }), act(1, { act: 'answer', unit: 'police', ask: 1 })],
      [{ ...asked, n: 2, ask: 'question' }],
    ],
    [
      'each unit’s is its own, the older one first',
      [ask(1, time), ask(1, { ask: 'question' }, 'finance', local('2021-01-19'))],
      [
        { ...asked, unit: 'finance', ask: 'question', since: '2021-01-19', days: 3 },
        { ...asked, ask: 'time', until: '2021-01-29' },
      ],
    ],
    [
      'at night it was asked on the day it was in the cycle’s zone',
      [ask(1, { ask: 'question' }, 'police', '2021-01-20T16:00:00.000Z')],
      [{ ...asked, ask: 'question', since: '2021-01-21', days: 1 }],
    ],
  ])('%s', (_, facts, expected) => {
    expect(matters([...collected, ...facts], '2021-01-22')).toStrictEqual(expected)
  })

  test('it is all that is left of a cycle that is over, whatever else was late in it', () => {
    const open = collected.filter(isOpening)
    const late = [...open, ask(1, { ask: 'question' })]
    expect(matters(late, '2021-02-19').map(({ matter }) => matter)).toContain('unit-late')
    expect(matters([...late, ...published], '2021-02-19')).toMatchObject([{ matter: 'asked' }])
    expect(matters([...late, act(1, { act: 'cancel' })], '2021-02-19')).toEqual([])
  })
})

describe('a unit that is late', () => {
  const late = (owes: 'submit' | 'confirm', since: string, days: number) => [
    { matter: 'unit-late', unit: 'police', owes, since, days },
  ]
  const none = without('police')
  const back = [...none, sent('2021-01-20'), word('2021-01-25', 'return')]
  const given = [...none, act(1, { act: 'extend', unit: 'police', until: '2021-01-27' })]
  test.each<[string, readonly Fact[], string, object[], ReportDefinition?]>([
    ['is no matter on its date', none, '2021-01-22', []],
    ['is its leader’s matter for two days', none, '2021-01-26', []],
    ['is the office’s on the third', none, '2021-01-27', late('submit', '2021-01-22', 3)],
    ['is the office’s from the second where it has no leader: not on the first', leaderless(none), '2021-01-25', []],
    [
      'is the office’s from the second where it has no leader',
      leaderless(none),
      '2021-01-26',
      late('submit', '2021-01-22', 2),
    ],
    ['whose leader has not confirmed, is no matter for a day', [...none, sent('2021-01-20')], '2021-01-25', []],
    [
      'whose leader has not confirmed, is one two days after its date',
      [...none, sent('2021-01-20')],
      '2021-01-26',
      late('confirm', '2021-01-22', 2),
    ],
    ['that sent it after its date, is no matter a day later', [...none, sent('2021-01-26')], '2021-01-27', []],
    [
      'that sent it after its date, is one two days later',
      [...none, sent('2021-01-26')],
      '2021-01-28',
      late('confirm', '2021-01-26', 2),
    ],
    [
      'is counted from the newest of what it sent',
      [...none, sent('2021-01-20'), sent('2021-01-27', 2)],
      '2021-01-29',
      late('confirm', '2021-01-27', 2),
    ],
    ['has two days when it was sent back, and then its leader’s three', back, '2021-01-29', []],
    ['is one three days after the days it had to mend', back, '2021-02-01', late('submit', '2021-01-27', 3)],
    ['is not late by the cycle’s date where it has one of its own', given, '2021-01-29', []],
    ['is late by its own', given, '2021-02-01', late('submit', '2021-01-27', 3)],
    ['is none when it was let off', [...none, act(1, { act: 'exempt', unit: 'police' })], '2021-02-01', []],
    ['is none when all is there', collected, '2021-02-01', []],
    [
      'is none where the office is to clear it',
      [...none, sent('2021-01-20'), word('2021-01-20', 'confirm')],
      '2021-02-01',
      [],
      clearing('before'),
    ],
    [
      'is none while the cycle is held: nobody owes anything then',
      [...none, act(1, { act: 'hold' })],
      '2021-01-27',
      [],
    ],
    [
      'is one again once the cycle goes on',
      [...none, act(1, { act: 'hold' }), act(2, { act: 'release' })],
      '2021-01-27',
      late('submit', '2021-01-22', 3),
    ],
    [
      'is one where its own line adds it, too: it owes its own report',
      reopened(none, ({ units }) => ({ units: units.map((unit) => ({ ...unit, countedAbove: 'own-line' })) })),
      '2021-01-27',
      late('submit', '2021-01-22', 3),
    ],
  ])('%s', (_, facts, today, expected, by) => {
    expect(only('unit-late', facts, today, by)).toEqual(expected)
  })
})

describe('an approver who is silent', () => {
  const silent = (stage: string, seat: string, since: string, days: number, substitute = false) => [
    { matter: 'seat-silent', stage, seat, substitute, since, days },
  ]
  const { facts: auditing } = cycleWith()
  const { facts: leading } = cycleWith({ approved: 2 })
  const instead = (seat: string, stage = 'responsible-leader'): Fact => ({
    ...{ kind: 'substitution', cycle, round: 1, stage, seat, to: persons.substitute, at: local('2021-02-01') },
  })
  const checked: Fact = {
    ...{ kind: 'check', cycle, round: 1, draft: draftDigest, definition: 'dd', at: local('2021-01-25'), blocking: 1 },
    ...{ warnings: 0, returns: [{ unit: 'police', text: '勾稽不符' }], unexplained: [] },
  }
  const decided = (choice: 'approve' | 'return', stage = 'disclosure-office', seat = 'zhou'): Fact => ({
    ...decisionOf(stage, seat, draftDigest),
    choice,
    reasons: choice === 'return' ? [{ unit: 'police', text: '对不上' }] : [],
  })
  test.each<[string, readonly Fact[], string, object[]]>([
    ['is no matter on the next day', auditing, '2021-01-26', []],
    ['is one on the second', auditing, '2021-01-27', silent('disclosure-office', 'zhou', '2021-01-25', 2)],
    [
      'is counted in working days',
      cycleWith({ approved: 1 }).facts,
      '2021-02-01',
      silent('secrecy-review', 'wu', '2021-01-26', 4),
    ],
    ['is none where a substitute is still to be asked, however long', leading, '2021-02-05', []],
    ['is none a day after the substitute was asked', [...leading, instead('sun')], '2021-02-02', []],
    [
      'is one two days after the substitute was asked',
      [...leading, instead('sun')],
      '2021-02-03',
      silent('responsible-leader', 'sun', '2021-02-01', 2, true),
    ],
    [
      'waits for their own substitute: another seat’s, of the same stage, is none',
      [...leading, instead('zheng')],
      '2021-02-05',
      [],
    ],
    [
      'waits for their own substitute: the seat’s in another stage is none',
      [...leading, instead('sun', 'principal-leader')],
      '2021-02-05',
      [],
    ],
    ['is none who approved', [...auditing, decided('approve')], '2021-01-27', []],
    [
      'is one two days after somebody was asked instead, though the route names nobody',
      [...auditing, instead('zhou', 'disclosure-office')],
      '2021-02-03',
      silent('disclosure-office', 'zhou', '2021-02-01', 2, true),
    ],
    ['is none where the check sent slices back, whoever was asked', [...auditing, checked], '2021-01-27', []],
    ['is none who returned it', [...auditing, decided('return')], '2021-01-27', []],
    [
      'is none where the stage was skipped',
      [...auditing, act(1, { act: 'skip', stage: 'disclosure-office', round: 1 })],
      '2021-01-27',
      [],
    ],
    ['is none where nobody has asked them', auditing.filter(({ kind }) => kind !== 'request'), '2021-01-27', []],
    ['is none before a draft', collected, '2021-01-27', []],
    ['is none while the cycle is held', [...auditing, act(1, { act: 'hold' })], '2021-01-27', []],
    ['is none where it is published', [...auditing, ...published], '2021-01-29', []],
  ])('%s', (_, facts, today, expected) => {
    expect(only('seat-silent', facts, today)).toEqual(expected)
  })
})

describe('a mail that did not arrive', () => {
  type Event = DeliveryFact['event']
  const none = without('police')
  const mailed = (duty: string, to: string): Fact => ({
    ...{ kind: 'mail', cycle, duty, to, template: 'invitation', at: local('2021-01-05'), messageId: duty },
  })
  const invited = mailed('invite/police/1', 'police-clerk')
  const became = (event: Event, hour = 10, duty = 'invite/police/1'): Fact => ({
    ...{ kind: 'delivery', cycle, duty, event, at: local('2021-01-19', hour) },
  })
  const failed = (event: Event, duty = 'invite/police/1', person = 'police-clerk') => ({
    ...{ matter: 'mail-failed', duty, person, event, since: '2021-01-19', days: 2 },
  })
  const again = mailed('remind/police-clerk/1', 'police-clerk')
  const other = mailed('invite/market/1', 'market-clerk')
  const nobody = without('market', none)

  test.each<[Event, boolean]>([
    ['bounced', true],
    ['complained', true],
    ['suppressed', true],
    ['delivered', false],
    ['delayed', false],
    ['left', false],
    ['auto-replied', false],
  ])('%s: a matter is %s', (event, is) => {
    expect(matters([...none, invited, became(event)], '2021-01-21')).toEqual(is ? [failed(event)] : [])
  })

  test.each<[string, readonly Fact[], object[]]>([
    ['is none where it arrived after all', [...none, invited, became('bounced'), became('delivered', 11)], []],
    [
      'is one where it came back after it had arrived',
      [...none, invited, became('bounced', 11), became('delivered')],
      [failed('bounced')],
    ],
    [
      'is one still where only a machine answered since',
      [...none, invited, became('bounced'), became('auto-replied', 11)],
      [failed('bounced')],
    ],
    [
      'is none where a later one to the same person arrived',
      [...none, invited, again, became('bounced'), became('delivered', 11, 'remind/police-clerk/1')],
      [],
    ],
    [
      'is the newest of several to one person',
      [...none, invited, again, became('bounced'), became('suppressed', 11, 'remind/police-clerk/1')],
      [failed('suppressed', 'remind/police-clerk/1')],
    ],
    [
      'is one for each person',
      [...nobody, invited, other, became('bounced'), became('suppressed', 11, 'invite/market/1')],
      [failed('bounced'), failed('suppressed', 'invite/market/1', 'market-clerk')],
    ],
    [
      'is one still where another person’s arrived',
      [...nobody, invited, other, became('bounced'), became('delivered', 11, 'invite/market/1')],
      [failed('bounced')],
    ],
    ['is none to who owes nothing', [...collected, invited, became('bounced')], []],
    [
      'is none while nobody owes anything, the cycle being held',
      [...none, invited, became('bounced'), act(1, { act: 'hold' })],
      [],
    ],
    ['is none where no mail of it is known', [...none, became('bounced')], []],
    [
      'is one to an approver who was asked',
      [...whole.facts, mailed('request/1', 'zhou'), became('bounced', 10, 'request/1')],
      [failed('bounced', 'request/1', 'zhou')],
    ],
  ])('%s', (_, facts, expected) => {
    expect(matters(facts, '2021-01-21')).toEqual(expected)
  })

  test('at night it came back on the day it was in the cycle’s zone', () => {
    const facts = [...none, invited, { ...became('bounced'), at: '2021-01-19T16:00:00.000Z' }]
    expect(matters(facts, '2021-01-21')).toMatchObject([{ since: '2021-01-20', days: 1 }])
  })
})

describe('whoever has not been told of what was done to their signature', () => {
  const consent = { consent: { proposal: 1, by: 'zhou' } }
  const skip: OfficeAct = { act: 'skip', stage: 'disclosure-office', round: 1 }
  const force: OfficeAct = { act: 'force', stage: 'responsible-leader', round: 1, seat: 'sun' }
  const told = (id: string, person: string): Fact => {
    const duty = mailKey({ of: 'ousted', act: id, person })
    return { kind: 'mail', cycle, duty, to: person, template: 'ousted', at: local('2021-01-26'), messageId: duty }
  }
  const became = (event: DeliveryFact['event'], hour = 11, id = 'a1'): Fact => ({
    ...{ kind: 'delivery', cycle, duty: mailKey({ of: 'ousted', act: id, person: 'zhou' }), event },
    at: local('2021-01-26', hour),
  })
  const untold = (n: number, id: string, name: string, since = '2021-01-26', days = 2) => ({
    ...{ matter: 'untold', act: n, people: [{ id, name }], since, days },
  })
  const skipped = act(1, skip, '2021-01-26', consent)
  test.each<[string, Fact[], object[]]>([
    ['is a matter where the act had its consent', [skipped], [untold(1, 'zhou', '周敏')]],
    ['is none of an act without consent', [act(1, skip)], []],
    [
      'is none of an officer who goes',
      [act(1, { act: 'officer', person: 'feng', to: persons.delegate }, '2021-01-26', consent)],
      [],
    ],
    [
      'is none of an act that takes nobody’s signature',
      [act(1, { act: 'exempt', unit: 'police' }, '2021-01-26', consent)],
      [],
    ],
    ['is none once the mail has left', [skipped, told('a1', 'zhou')], []],
    ['is one where another act’s mail has left', [skipped, told('a2', 'zhou')], [untold(1, 'zhou', '周敏')]],
    ['is one where the mail came back', [skipped, told('a1', 'zhou'), became('bounced')], [untold(1, 'zhou', '周敏')]],
    [
      'is one where nothing is mailed to the address any more',
      [skipped, told('a1', 'zhou'), became('suppressed')],
      [untold(1, 'zhou', '周敏')],
    ],
    ['is none where the mail is only late', [skipped, told('a1', 'zhou'), became('delayed')], []],
    ['is none where it was called spam, for it was there', [skipped, told('a1', 'zhou'), became('complained')], []],
    [
      'is none where the newest word is that it arrived',
      [skipped, told('a1', 'zhou'), became('delivered', 12), became('bounced')],
      [],
    ],
    [
      'is one where the newest word is that it came back',
      [skipped, told('a1', 'zhou'), became('delivered'), became('bounced', 12)],
      [untold(1, 'zhou', '周敏')],
    ],
    [
      'is one where another act’s mail arrived after its own came back',
      [skipped, told('a1', 'zhou'), became('bounced'), became('delivered', 12, 'a2')],
      [untold(1, 'zhou', '周敏')],
    ],
    ['is none where another act’s mail came back', [skipped, told('a1', 'zhou'), became('bounced', 12, 'a2')], []],
    [
      'is one since the day it was in the cycle’s zone',
      [act(1, skip, '2021-01-26', { ...consent, at: '2021-01-26T16:00:00.000Z' })],
      [untold(1, 'zhou', '周敏', '2021-01-27', 1)],
    ],
    [
      'is one for each act',
      [skipped, act(2, force, '2021-01-27', consent)],
      [untold(1, 'zhou', '周敏'), untold(2, 'sun', '孙丽华', '2021-01-27', 1)],
    ],
    [
      'is left of two acts for the one whose mail did not leave',
      [skipped, act(2, force, '2021-01-27', consent), told('a1', 'zhou')],
      [untold(2, 'sun', '孙丽华', '2021-01-27', 1)],
    ],
  ])('%s', (_, facts, expected) => {
    const day = on([...whole.facts, ...facts], '2021-01-28')
    expect(untoldMatters(day)).toEqual(expected)
    expect(officeMatters(day).filter(({ matter }) => matter === 'untold')).toEqual(expected)
  })

  test('are the two of a skipped stage of two, of whom one is left when the other’s mail has left', () => {
    const two = reopened(whole.facts, ({ route }) => ({
      route: route.map((r) =>
        r.stage === 'disclosure-office' ? { ...r, approvers: [persons.auditor, persons.delegate] } : r,
      ),
    }))
    const people = (...facts: Fact[]) =>
      untoldMatters(on([...two, skipped, ...facts], '2021-01-28')).map((matter) => matter.people.map(({ id }) => id))
    expect(people()).toEqual([['zhou', 'liang']])
    expect(people(told('a1', 'zhou'))).toEqual([['liang']])
    expect(people(told('a1', 'zhou'), told('a1', 'liang'))).toEqual([])
  })
})

describe('the legal date is at risk', () => {
  // Of the 20th of February the last five working days are the 8th, 9th, 10th, 18th and 19th.
  const none = without('police')
  const { facts: last } = cycleWith({ approved: 3 })
  const { facts: signed } = cycleWith({ approved: 4 })
  const dated = (facts: readonly Fact[], dates: Record<string, string>) =>
    reopened(facts, ({ timetable }) => ({ timetable: { ...timetable, ...dates } }))
  const noDate = reopened(none, ({ timetable: { legal } }) => ({ timetable: { legal } }))
  const returned: Fact = {
    ...decisionOf('disclosure-office', 'zhou', draftDigest),
    ...{ choice: 'return', reasons: [{ unit: 'police', text: '对不上' }] },
  }
  const back = [...whole.facts, returned]
  const held = act(1, { act: 'hold' })
  const skipped = act(1, { act: 'skip', stage: 'disclosure-office', round: 1 })
  const quick = { submissions: '2021-02-19', 'secrecy-review': '2021-02-19', 'responsible-leader': '2021-02-19' }
  const far = { ...quick, 'disclosure-office': '2021-02-19', 'principal-leader': '2021-02-19' }
  test.each<[string, readonly Fact[], string, boolean]>([
    ['not six working days before it, whatever is late', none, '2021-02-07', false],
    ['from five working days before it, where slices are late', none, '2021-02-08', true],
    ['not where slices have time still', dated(none, { submissions: '2021-02-09' }), '2021-02-08', false],
    ['not on the date of the slices', dated(none, { submissions: '2021-02-09' }), '2021-02-09', false],
    ['from the day after the date of the slices', dated(none, { submissions: '2021-02-09' }), '2021-02-10', true],
    ['not two working days before it, where slices have no date but that', noDate, '2021-02-18', false],
    ['on the working day before it in any case', noDate, '2021-02-19', true],
    ['on the day itself', noDate, '2021-02-20', true],
    ['after it, too', noDate, '2021-03-01', true],
    ['not on the date of the last signature', last, '2021-02-09', false],
    ['from the day after the date of the last signature', last, '2021-02-10', true],
    [
      'where a stage that waits for another is late',
      dated(whole.facts, { ...far, 'principal-leader': '2021-02-05' }),
      '2021-02-08',
      true,
    ],
    [
      'where the stage that is asked is late',
      dated(whole.facts, { ...far, 'disclosure-office': '2021-02-05' }),
      '2021-02-08',
      true,
    ],
    ['not where no stage is late', dated(whole.facts, far), '2021-02-08', false],
    [
      'not for the date of a stage that was skipped',
      [...dated(whole.facts, { ...far, 'disclosure-office': '2021-02-05' }), skipped],
      '2021-02-08',
      false,
    ],
    [
      'not for the date of the slices, where a draft is being signed',
      dated(whole.facts, { ...far, submissions: '2021-01-22' }),
      '2021-02-08',
      false,
    ],
    [
      'for the date of the slices again, where the draft came back',
      [...dated(whole.facts, { ...far, submissions: '2021-01-22' }), returned],
      '2021-02-08',
      true,
    ],
    [
      'not for the dates of the stages, where the draft came back',
      dated(back, { submissions: '2021-02-19' }),
      '2021-02-08',
      false,
    ],
    ['not two working days before it, where all have signed', signed, '2021-02-18', false],
    ['on the working day before it, though all have signed', signed, '2021-02-19', true],
    ['not six working days before it, where the cycle is held', [...signed, held], '2021-02-07', false],
    ['from five working days before it, where the cycle is held', [...signed, held], '2021-02-08', true],
    ['not where it was held and goes on', [...signed, held, act(2, { act: 'release' })], '2021-02-08', false],
    ['not once it is published', [...signed, ...published], '2021-02-19', false],
    [
      'not while what is published is corrected',
      [...signed, ...published, act(1, { act: 'correct', version: 1 })],
      '2021-02-19',
      false,
    ],
  ])('%s', (_, facts, today, is) => {
    const day = on(facts, today)
    expect(isAtRisk(day)).toBe(is)
    expect(officeMatters(day).some(({ matter }) => matter === 'at-risk')).toBe(is)
  })

  test.each<[string, number, number]>([
    ['2021-02-08', 5, 0],
    ['2021-02-10', 3, 2],
    ['2021-02-17', 3, 2],
    ['2021-02-20', 0, 5],
    ['2021-02-22', -1, 6],
  ])('on %s: %i working days are left, and it has been so for %i', (today, left, days) => {
    const matter = { matter: 'at-risk', legal: '2021-02-20', left, since: '2021-02-08', days }
    expect(only('at-risk', none, today)).toEqual([matter])
  })
})

describe('a correction in which nothing happens', () => {
  // Begun on Monday the 1st of February; the 7th is worked, the 11th to the 17th are not.
  const signed = cycleWith({ approved: 4 })
  const out: Fact[] = [
    ...signed.facts,
    {
      kind: 'release',
      cycle,
      n: 1,
      version: 1,
      round: 1,
      draft: signed.draftDigest,
      evidence: [],
      at: local('2021-01-30'),
    },
    { kind: 'departure', cycle, release: 1, goes: true, at: local('2021-01-30') },
    {
      kind: 'publication',
      cycle,
      version: 1,
      round: 1,
      draft: signed.draftDigest,
      manifest: 'm',
      at: local('2021-01-30'),
    },
  ]
  const begun = [...out, act(1, { act: 'correct', version: 1 }, '2021-02-01')]
  const hold = act(2, { act: 'hold' }, '2021-02-02')
  const reopen = (until: string) => act(2, { act: 'reopen', unit: 'police', until, revision: 1 }, '2021-02-02')
  const idle = (since: string, days: number, held = false) => ({ matter: 'correction-idle', held, since, days })
  const again = [...signed.facts.filter((fact) => fact.kind === 'draft' || fact.kind === 'check')].map(
    (fact): Fact => ({ ...fact, round: 2, acts: 2, at: local('2021-02-02') }) as Fact,
  )
  const asked: Fact = {
    ...{ kind: 'request', cycle, round: 2, stage: 'disclosure-office', draft: signed.draftDigest },
    ...{ at: local('2021-02-02'), due: '2021-02-03' },
  }
  test.each<[string, readonly Fact[], string, object[]]>([
    ['is none while nothing is corrected', out, '2021-03-01', []],
    ['is no matter two working days after it was begun', begun, '2021-02-03', []],
    ['is one from the third on', begun, '2021-02-04', [idle('2021-02-01', 3)]],
    ['is one for as long as it stands still', begun, '2021-03-01', [idle('2021-02-01', 17)]],
    ['is one since it was held', [...begun, hold], '2021-02-05', [idle('2021-02-02', 3, true)]],
    [
      'is one since the hold was lifted',
      [...begun, hold, act(3, { act: 'release' }, '2021-02-03')],
      '2021-02-07',
      [idle('2021-02-03', 3)],
    ],
    [
      'is one while a unit that was opened again has time, the cycle being held',
      [...begun, reopen('2021-02-26'), act(3, { act: 'hold' }, '2021-02-02')],
      '2021-02-05',
      [idle('2021-02-02', 3, true)],
    ],
    ['is none while a unit has time still', [...begun, reopen('2021-02-10')], '2021-02-10', []],
    ['is none where the time of a unit has just passed', [...begun, reopen('2021-02-05')], '2021-02-08', []],
    [
      'is one when its time has passed by three working days',
      [...begun, reopen('2021-02-05')],
      '2021-02-09',
      [idle('2021-02-05', 3)],
    ],
    [
      'is one since the unit last sent anything, however long it had time',
      [...begun, reopen('2021-02-26'), sent('2021-02-03', 2), word('2021-02-03', 'confirm', 2)],
      '2021-02-07',
      [idle('2021-02-03', 3)],
    ],
    [
      'does not wait for a unit that the report does not add',
      reopened(
        [...begun, act(2, { act: 'extend', unit: 'police', until: '2021-03-05' }, '2021-02-01')],
        ({ units }) => ({
          units: units.map((unit) => (unit.id === 'police' ? { ...unit, countedAbove: 'own-line' as const } : unit)),
        }),
      ).filter((fact) => !('unit' in fact && fact.unit === 'police' && fact.kind !== 'act')),
      '2021-02-04',
      [idle('2021-02-01', 3)],
    ],
    [
      'is none while who is to sign has time still',
      [...begun, act(2, { act: 'exempt', unit: 'police' }, '2021-02-02'), ...again, asked],
      '2021-02-04',
      [],
    ],
    [
      'is none once it is given up',
      [...begun, act(2, { act: 'abandon', version: 1, correction: 1 }, '2021-02-02')],
      '2021-03-01',
      [],
    ],
    [
      'is none while its version is on its way out',
      [
        ...begun,
        {
          kind: 'release',
          cycle,
          n: 2,
          version: 2,
          round: 1,
          draft: signed.draftDigest,
          evidence: [],
          at: local('2021-02-01'),
        },
        { kind: 'departure', cycle, release: 2, goes: true, at: local('2021-02-01') },
      ],
      '2021-03-01',
      [],
    ],
  ])('%s', (_, facts, today, expected) => {
    expect(only('correction-idle', facts, today)).toEqual(expected)
  })
})

test('the oldest matter comes first, of one day in the order they are written', () => {
  const facts = [
    ...without('market', without('police')),
    ask(1, { ask: 'question' }, 'police', local('2021-01-25')),
    ask(1, { ask: 'question' }, 'finance', local('2021-01-22')),
  ]
  const said = (by: ReportDefinition) =>
    matters(facts, '2021-02-08', by).map((each) => `${each.since} ${each.matter} ${'unit' in each ? each.unit : ''}`)
  const rest = [
    '2021-01-22 asked finance',
    '2021-01-22 unit-late police',
    '2021-01-22 unit-late market',
    '2021-01-25 asked police',
    '2021-02-08 at-risk ',
  ]
  expect(said(clearing('after'))).toEqual(rest)
  expect(said(clearing('before'))).toEqual(['2021-01-15 to-clear ', ...rest])
})

describe('seats that were asked and have not answered', () => {
  const zhou = { stage: 'disclosure-office', seat: 'zhou', asked: '2021-01-25' }
  const liang = { ...zhou, seat: 'liang' }
  const two = reopened(whole.facts, ({ route }) => ({
    route: route.map((r) =>
      r.stage === 'secrecy-review' ? { ...r, approvers: [persons.secrecy, persons.delegate] } : r,
    ),
  }))
  const approve = (stage: string, seat: string) => decisionOf(stage, seat, draftDigest)
  const asked: Fact = {
    ...{ kind: 'request', cycle, round: 1, stage: 'secrecy-review', draft: draftDigest },
    ...{ at: '2021-01-26T16:00:00.000Z', due: '2021-01-29' },
  }
  const leaders = reopened(cycleWith({ approved: 2 }).facts, ({ route }) => ({
    route: route.map((r) =>
      r.stage === 'responsible-leader' ? { ...r, approvers: [persons.deputy, persons.delegate] } : r,
    ),
  }))
  const reviewed = [...two, approve('disclosure-office', 'zhou'), asked]
  const force = act(1, { act: 'force', stage: 'responsible-leader', round: 1, seat: 'sun' })
  test.each<[string, readonly Fact[], object[]]>([
    ['are none before a draft', collected, []],
    ['are those of the stage that is asked, not of the ones that wait', whole.facts, [zhou]],
    ['are none where the request is not written yet', whole.facts.filter(({ kind }) => kind !== 'request'), []],
    [
      'are those of the next stage when the first has signed: not before it is asked',
      [...two, approve('disclosure-office', 'zhou')],
      [],
    ],
    [
      'are all seats of the stage, asked on the day it was in the cycle’s zone',
      reviewed,
      [
        { ...zhou, stage: 'secrecy-review', seat: 'wu', asked: '2021-01-27' },
        { ...liang, stage: 'secrecy-review', asked: '2021-01-27' },
      ],
    ],
    [
      'are without who has signed',
      [...reviewed, approve('secrecy-review', 'wu')],
      [{ ...liang, stage: 'secrecy-review', asked: '2021-01-27' }],
    ],
    [
      'are without who was forced',
      [...leaders, force],
      [{ ...liang, stage: 'responsible-leader', asked: '2021-01-27' }],
    ],
    ['are none when all have signed', cycleWith({ approved: 4 }).facts, []],
    [
      'are none where one of the stage returned it',
      [...reviewed, { ...approve('secrecy-review', 'wu'), choice: 'return' }],
      [],
    ],
  ])('%s', (_, facts, expected) => {
    expect(openSeats({ state: theCycle(facts), definition })).toEqual(expected)
  })
})
