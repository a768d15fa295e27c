import { describe, expect, test } from 'vitest'
import { type DueAct, whatIsDue } from '../../../../shared/cycle/clock/due.ts'
import { factKey } from '../../../../shared/cycle/fact-key.ts'
import type { Fact, OfficeAct, Opening } from '../../../../shared/cycle/facts.ts'
import { theCycle } from '../../../../shared/cycle/fold.ts'
import { mailKey } from '../../../../shared/cycle/mail-duty.ts'
import type { ReportDefinition } from '../../../../shared/report/report-definition.ts'
import { base, decision, person, definition as plain, submission, opening as twoOfEach } from '../two-of-each.ts'

/** Two units of two people, two stages of two seats: what is due for one is asked of no other. */
const definition = {
  signOff: {
    unitConfirmation: { ...plain.signOff.unitConfirmation, required: true },
    stages: plain.signOff.stages.map((stage) => ({ ...stage, ...(stage.id === 'second' && { substituteAfter: 2 }) })),
  },
} as unknown as ReportDefinition
const opening: Opening = {
  ...twoOfEach,
  at: '2021-01-04T01:00:00.000Z',
  year: 2020,
  timetable: { submissions: '2021-01-22', first: '2021-02-01', second: '2021-02-09', legal: '2021-02-20' },
  units: twoOfEach.units.map((unit) => ({ ...unit, ...(unit.id === 'a' && { leader: person('lead-a') }) })),
  route: twoOfEach.route.map((route) => ({
    ...route,
    substitutes: Object.fromEntries(route.approvers.map(({ id }) => [id, person(`for-${id}`)])),
  })),
  accountable: person('boss'),
}
const local = (day: string, hour = 10) => new Date(`${day}T${String(hour).padStart(2, '0')}:00:00+08:00`).toISOString()
let n = 0
const act = (what: OfficeAct): Fact => {
  n += 1
  return { ...base, kind: 'act', n, id: `a${n}`, by: 'officer', reason: 'r', ...what, at: local('2021-01-11') }
}
const on = (fact: Fact, day: string): Fact => ({ ...fact, at: local(day) }) as Fact
const sent = (unit: string) => on(submission(unit, 1), '2021-01-20')
const confirmed: Fact = {
  ...base,
  kind: 'confirmation',
  unit: 'a',
  revision: 1,
  digest: 'a1',
  by: 'lead-a',
  choice: 'confirm',
  attestation: { zh: '属实', en: '属实' },
}
const draft = (day: string, gaps: string[] = [], round = 1): Fact => ({
  ...base,
  kind: 'draft',
  round,
  digest: `draft${round}`,
  at: local(day),
  submissions: ['a', 'b'].filter((id) => !gaps.includes(id)).map((unit) => ({ unit, revision: 1, digest: `${unit}1` })),
  acts: 100,
  gaps,
  stages: [
    { stage: 'first', scope: 'x' },
    { stage: 'second', scope: 'x' },
  ],
})
const asked = (stage: 'first' | 'second', day: string): Fact => ({
  ...base,
  kind: 'request',
  round: 1,
  stage,
  draft: 'draft1',
  at: local(day),
  due: opening.timetable[stage]!,
})
const mail = (duty: string, to: string, day: string): Fact => ({
  ...base,
  kind: 'mail',
  duty,
  to,
  template: 'reminder',
  at: local(day),
  messageId: duty,
})
const lapse = (what: 'submissions' | 'legal', round: number): Fact => ({
  ...base,
  kind: 'lapse',
  what,
  round,
  missing: [],
})
const lapsedAt = (acts: number): Fact => ({ ...lapse('submissions', 1), acts }) as Fact
const published = (): Fact[] => [
  { ...base, kind: 'release', n: 1, version: 1, round: 1, draft: 'draft1', evidence: [] },
  { ...base, kind: 'departure', release: 1, goes: true },
  { ...base, kind: 'publication', version: 1, round: 1, draft: 'draft1', manifest: 'm' },
]
const both = [sent('a'), confirmed, sent('b')]
const signing = [
  ...both,
  draft('2021-01-21'),
  asked('first', '2021-01-21'),
  ...['f1', 'f2'].map((seat) => on(decision(1, 'first', seat, { scope: 'x' }), '2021-01-21')),
  asked('second', '2021-01-21'),
]
const correcting = [...published(), act({ act: 'correct', version: 1 })]

const due = (facts: Fact[], day: string, hour = 10, changes: Partial<Opening> = {}): DueAct[] =>
  whatIsDue({ state: theCycle([{ ...opening, ...changes }, ...facts]), definition }, local(day, hour))
const said = (one: DueAct): string =>
  one.act === 'lapse'
    ? `lapse ${one.fact.what} ${one.fact.round}: ${one.fact.missing.join(' ')}`
    : one.act === 'substitute'
      ? `${one.fact.stage}/${one.fact.seat} by ${one.fact.to.id}`
      : mailKey(one.duty)
const dueOf = (kind: DueAct['act'], ...given: Parameters<typeof due>): string[] =>
  due(...given)
    .filter((one) => one.act === kind)
    .map(said)

describe('a date that lapses', () => {
  test.each<[string, Fact[], string, string[]]>([
    ['with those who are missing', [sent('b')], '2021-02-03', ['lapse submissions 1: a']],
    ['not while the cycle is held', [act({ act: 'hold' })], '2021-02-03', []],
    ['not twice', [lapse('submissions', 1)], '2021-02-03', []],
    ['whatever lapsed before another round', [lapse('submissions', 2)], '2021-02-03', ['lapse submissions 1: a b']],
    ['whatever else lapsed', [lapse('legal', 1)], '2021-02-03', ['lapse submissions 1: a b']],
    ['not while a draft with the gap is signed', [sent('a'), confirmed, draft('2021-01-25', ['b'])], '2021-02-03', []],
    [
      'again when the draft was sent back',
      [
        sent('a'),
        confirmed,
        draft('2021-01-25', ['b']),
        asked('first', '2021-01-25'),
        on(decision(1, 'first', 'f1', { choice: 'return', reasons: [{ unit: 'a', text: 't' }] }), '2021-01-26'),
      ],
      '2021-02-10',
      ['lapse submissions 2: a b'],
    ],
    ['the legal one, with the round it stands at', [...signing], '2021-02-21', ['lapse legal 1: ']],
    ['the legal one, without a round', [lapse('submissions', 1)], '2021-02-21', ['lapse legal 0: a b']],
    ['the legal one once', [lapse('legal', 0), lapse('submissions', 1)], '2021-02-21', []],
    ['the legal one not after a publication', [...signing, ...correcting], '2021-02-21', []],
    [
      'not where the office gave one of them till later',
      [sent('b'), act({ act: 'extend', unit: 'a', until: '2021-02-19' })],
      '2021-02-18',
      [],
    ],
    [
      'nor on the very day it gave, however near the legal date',
      [sent('b'), act({ act: 'extend', unit: 'a', until: '2021-02-18' })],
      '2021-02-18',
      [],
    ],
    [
      'near the legal date, when the day it gave is over',
      [sent('b'), act({ act: 'extend', unit: 'a', until: '2021-02-18' })],
      '2021-02-19',
      ['lapse submissions 1: a'],
    ],
    [
      'again where the office gave more time since, and that is over',
      [sent('b'), lapsedAt(0), act({ act: 'extend', unit: 'a', until: '2021-02-05' })],
      '2021-02-10',
      ['lapse submissions 1: a'],
    ],
    ['not again for what else it did since', [lapsedAt(0), act({ act: 'remind', units: ['a'] })], '2021-02-10', []],
    [
      'not again where the time it gave was known',
      [lapsedAt(1000), act({ act: 'extend', unit: 'a', until: '2021-02-02' })],
      '2021-02-10',
      [],
    ],
    [
      'not again where it was written before it said so much',
      [lapse('submissions', 1), act({ act: 'extend', unit: 'a', until: '2021-02-05' })],
      '2021-02-10',
      [],
    ],
    ['not where one of two has time still', [act({ act: 'extend', unit: 'a', until: '2021-02-03' })], '2021-02-03', []],
  ])('lapses %s', (_, facts, day, wanted) => {
    expect(dueOf('lapse', facts, day)).toEqual(wanted)
  })
})

test('what lapses names how many acts were known, and another after more time was given is another fact', () => {
  const lapseOf = (facts: Fact[], day: string) =>
    due(facts, day).flatMap((one) => (one.act === 'lapse' ? [one.fact] : []))
  const [before] = lapseOf([], '2021-02-03')
  expect(before).toMatchObject({ acts: 0 })
  const [after] = lapseOf([before!, act({ act: 'extend', unit: 'a', until: '2021-02-05' })], '2021-02-10')
  expect(after).toMatchObject({ acts: 1 })
  const keys = [before!, after!, { ...lapse('submissions', 1), abandoned: 1 } as Fact].map(factKey)
  expect(new Set(keys).size).toBe(3)
})

test('what lapses names a correction that was given up only where one was', () => {
  const [lapsed] = due([sent('b')], '2021-02-03').filter((one) => one.act === 'lapse')
  expect(lapsed).toMatchObject({ fact: { round: 1 } })
  expect(lapsed).not.toHaveProperty('fact.abandoned')
})

test('of a held cycle nothing is due, late as its units are', () => {
  expect(due([act({ act: 'hold' })], '2021-02-03')).toEqual([])
})

test('nothing is due of what is published, though a unit never sent anything', () => {
  expect(due([sent('b'), draft('2021-01-21', ['a']), ...published()], '2021-02-03')).toEqual([])
})

describe('a substitute is asked', () => {
  const substitution = (stage: string, seat: string): Fact => ({
    ...base,
    kind: 'substitution',
    round: 1,
    stage,
    seat,
    to: person('x'),
  })
  const two = ['second/s1 by for-s1', 'second/s2 by for-s2']
  test.each<[string, Fact[], string, string[]]>([
    ['after two working days, for each silent seat', signing, '2021-01-25', two],
    ['not before', signing, '2021-01-22', []],
    ['not while the cycle is held', [...signing, act({ act: 'hold' })], '2021-01-25', []],
    ['once for a seat', [...signing, substitution('second', 's1')], '2021-01-25', [two[1]!]],
    ['whatever happened to the seat in another stage', [...signing, substitution('first', 's1')], '2021-01-25', two],
    ['never in a stage that knows none', signing.slice(0, 5), '2021-02-03', []],
    [
      'not for what was sent back',
      [...signing, decision(1, 'second', 's1', { choice: 'return', scope: 'x', reasons: [{ unit: 'a', text: 't' }] })],
      '2021-01-25',
      [],
    ],
  ])('%s', (_, facts, day, wanted) => {
    expect(dueOf('substitute', facts, day)).toEqual(wanted)
  })
})

describe('a person is reminded', () => {
  const one = { ...person('one') }
  const shared = { units: opening.units.map((unit) => ({ ...unit, contacts: [one] })) }
  test.each<[string, Fact[], string, string[], Partial<Opening>?]>([
    [
      'each by what they were told themselves',
      [mail('remind/clerk-a/2021-01-19', 'clerk-a', '2021-01-19')],
      '2021-01-19',
      ['remind/clerk-b/2021-01-19'],
    ],
    [
      'though another was reminded since',
      [mail('remind/clerk-a/2021-01-20', 'clerk-a', '2021-01-20')],
      '2021-01-21',
      ['remind/clerk-b/2021-01-21'],
    ],
    [
      'though invited before',
      [mail('invite/a/clerk-a/1', 'clerk-a', '2021-01-11'), sent('b')],
      '2021-01-19',
      ['remind/clerk-a/2021-01-19'],
    ],
    [
      'though there is a mail nobody can place',
      [mail('of-a-version-before', 'clerk-a', '2021-01-11'), sent('b')],
      '2021-01-19',
      ['remind/clerk-a/2021-01-19'],
    ],
    [
      'of one duty, though the other has time',
      [act({ act: 'extend', unit: 'a', until: '2021-02-08' })],
      '2021-01-19',
      ['remind/one/2021-01-19'],
      shared,
    ],
    [
      'not on the day on which they were asked late',
      [...both, draft('2021-02-10'), asked('first', '2021-02-10')],
      '2021-02-10',
      [],
    ],
  ])('%s', (_, facts, day, wanted, changes = {}) => {
    expect(dueOf('remind', facts, day, 10, changes)).toEqual(wanted)
  })
})

describe('a leader hears', () => {
  test.each<[string, Fact[], string[]]>([
    ['that the unit is late', [], ['escalate/a/1/lead-a']],
    [
      'of the next revision, when one came back',
      [sent('a'), on({ ...confirmed, choice: 'return', reason: 'r' } as Fact, '2021-01-20')],
      ['escalate/a/2/lead-a'],
    ],
    ['nothing while it lies with them', [sent('a')], []],
    ['nothing while the cycle is held', [act({ act: 'hold' })], []],
    ['nothing twice', [mail('escalate/a/1/lead-a', 'lead-a', '2021-01-26')], []],
  ])('%s', (_, facts, wanted) => {
    expect(dueOf('escalate', facts, '2021-01-27')).toEqual(wanted)
  })
})

describe('an alarm', () => {
  const told = (alarm: string) => ['boss', 'officer'].map((who) => `alarm/${alarm}/${who}`)
  test.each<[string, Fact[], string, string[], Partial<Opening>?]>([
    [
      'is given to both when slices are missing and waited for',
      [lapse('submissions', 1)],
      '2021-02-03',
      told('held/1'),
    ],
    [
      'not when they are published as gaps',
      [lapse('submissions', 1)],
      '2021-02-03',
      [],
      { policy: { missing: 'gap' } },
    ],
    ['not when they came', [lapse('submissions', 1), ...both], '2021-01-25', []],
    [
      'not for another round',
      [
        lapse('submissions', 2),
        lapse('submissions', 1),
        draft('2021-01-25', ['a', 'b'], 1),
        asked('first', '2021-01-25'),
      ],
      '2021-02-03',
      told('held/2'),
    ],
    ['not for the legal date’s sake', [lapse('legal', 1)], '2021-01-25', []],
    [
      'to the office, where nobody is accountable',
      [lapse('submissions', 1)],
      '2021-02-03',
      [told('held/1')[1]!],
      { accountable: undefined as never },
    ],
    ['not after a publication', [...signing, ...correcting], '2021-02-21', []],
    ['when the legal date is missed', signing, '2021-02-22', told('missed/2021-02-20')],
  ])('%s', (_, facts, day, wanted, changes = {}) => {
    expect(dueOf('alarm', facts, day, 10, changes)).toEqual(wanted)
  })
  test('says who is missing', () => {
    const [alarm] = due([lapse('submissions', 1), sent('b')], '2021-02-03').filter((one) => one.act === 'alarm')
    expect(alarm).toMatchObject({ alarm: 'held', missing: ['a'] })
  })
})
