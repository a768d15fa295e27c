import { describe, expect, test } from 'vitest'
import { type DueAct, mayLapse, whatIsDue } from '../../../../shared/cycle/clock/due.ts'
import { officeMatters } from '../../../../shared/cycle/clock/office-matters.ts'
import { onDay } from '../../../../shared/cycle/clock/rhythm.ts'
import type { Fact, Opening } from '../../../../shared/cycle/facts.ts'
import { theCycle } from '../../../../shared/cycle/fold.ts'
import { mailKey } from '../../../../shared/cycle/mail-duty.ts'
import { itemAt } from '../../../../shared/present.ts'
import type { ReportDefinition } from '../../../../shared/report/report-definition.ts'
import type { MailName } from '../../../../shared/words/mails/mail-names.ts'
import { openingOf, person, text } from '../../../fixtures/small-opening.ts'

const definition = {
  signOff: {
    unitConfirmation: { required: true, attestation: text('属实') },
    stages: [
      { id: 'secrecy', title: text('保密'), need: 'all', attestation: text('同意'), scope: 'all' },
      { id: 'leader', title: text('领导'), need: 'all', attestation: text('同意'), scope: 'all', substituteAfter: 2 },
    ],
  },
} as unknown as ReportDefinition

// January and February 2021: the 7th and the 20th of February are worked, the 11th to the 17th are not.
const opening = openingOf({
  at: '2021-01-04T01:00:00.000Z',
  by: 'clerk',
  timetable: { submissions: '2021-01-22', secrecy: '2021-02-01', leader: '2021-02-09', legal: '2021-02-20' },
  units: [
    {
      id: 'a',
      name: text('甲局'),
      kind: 'department',
      roles: [],
      contacts: [person('ca'), person('ca2')],
      leader: person('la'),
    },
    { id: 'b', name: text('乙镇'), kind: 'township', roles: [], contacts: [person('cb')] },
  ],
  route: [
    { stage: 'secrecy', approvers: [person('wu')] },
    { stage: 'leader', approvers: [person('sun')], substitutes: { sun: person('he') } },
  ],
  accountable: person('boss'),
  policy: { missing: 'gap' },
})
const holding: Opening = { ...opening, policy: { missing: 'hold' } }

const local = (day: string, hour = 10) => new Date(`${day}T${String(hour).padStart(2, '0')}:00:00+08:00`).toISOString()
const submission = (unit: string, day: string, revision = 1): Fact => ({
  kind: 'submission',
  cycle: 'c',
  unit,
  revision,
  digest: `${unit}${revision}`,
  at: local(day),
  by: `c${unit}`,
  channel: 'form',
  nil: false,
})
const confirmed = (day: string, choice: 'confirm' | 'return' = 'confirm', revision = 1): Fact => ({
  kind: 'confirmation',
  cycle: 'c',
  unit: 'a',
  revision,
  digest: `a${revision}`,
  at: local(day),
  by: 'la',
  choice,
  attestation: { zh: '属实', en: '属实' },
})
const mail = (duty: string, to: string, day: string, template: MailName = 'reminder'): Fact => ({
  kind: 'mail',
  cycle: 'c',
  duty,
  to,
  template,
  at: local(day),
  messageId: duty,
})
const drafted = (day: string): Fact => ({
  kind: 'draft',
  cycle: 'c',
  round: 1,
  digest: 'r1',
  at: local(day),
  submissions: [],
  acts: 0,
  gaps: [],
  stages: [
    { stage: 'secrecy', scope: 'r1' },
    { stage: 'leader', scope: 'r1' },
  ],
})
const asked = (stage: string, day: string): Fact => ({
  kind: 'request',
  cycle: 'c',
  round: 1,
  stage,
  draft: 'r1',
  at: local(day),
  due: opening.timetable[stage]!,
})
const approved = (stage: string, seat: string, day: string): Fact => ({
  kind: 'decision',
  cycle: 'c',
  round: 1,
  stage,
  seat,
  by: seat,
  choice: 'approve',
  draft: 'r1',
  scope: 'r1',
  reasons: [],
  attestation: { zh: '同意', en: '同意' },
  definition: 'dd',
  at: local(day),
})
const collected: Fact[] = [
  opening,
  submission('a', '2021-01-20'),
  confirmed('2021-01-20'),
  submission('b', '2021-01-20'),
  drafted('2021-01-21'),
]

const dueOn = (facts: Fact[], day: string, hour = 10) =>
  whatIsDue({ state: theCycle(facts), definition }, local(day, hour))
const keyOf = (due: DueAct): string =>
  due.act === 'substitute' || due.act === 'lapse'
    ? `${due.act} ${due.act === 'lapse' ? due.fact.what : due.fact.to.id}`
    : mailKey(due.duty)

/** Lets the timer run on each of the days and does what it says; answers what it did on which day. */
function letTimePass(facts: Fact[], days: string[]): Record<string, string[]> {
  const known = [...facts]
  const done: Record<string, string[]> = {}
  for (const day of days) {
    const due = dueOn(known, day)
    for (const one of due) {
      known.push(
        one.act === 'substitute' || one.act === 'lapse' ? one.fact : mail(mailKey(one.duty), one.person.id, day),
      )
    }
    expect(dueOn(known, day, 11), `nothing is due twice on ${day}`).toEqual([])
    if (due.length > 0) done[day] = due.map(keyOf)
  }
  return done
}
const daysFrom = (from: string, count: number) =>
  Array.from({ length: count }, (_, i) => new Date(Date.parse(from) + i * 86_400_000).toISOString().slice(0, 10))
const only = (done: Record<string, string[]>, prefix: string) =>
  Object.entries(done).flatMap(([day, keys]) => (keys.some((key) => key.startsWith(prefix)) ? [day] : []))

describe('reminders', () => {
  test('three working days before, on the date, and on each working day after it, eight in all; weekends are left out', () => {
    const done = letTimePass([holding], daysFrom('2021-01-05', 60))
    expect(only(done, 'remind/cb/')).toEqual([
      '2021-01-19',
      '2021-01-22',
      '2021-01-25',
      '2021-01-26',
      '2021-01-27',
      '2021-01-28',
      '2021-01-29',
      '2021-02-01',
    ])
  })

  test('one mail a person and day, whatever number of duties', () => {
    const both: Opening = { ...opening, units: opening.units.map((unit) => ({ ...unit, contacts: [person('cc')] })) }
    const due = dueOn([both], '2021-01-19')
    expect(due.map(keyOf)).toEqual(['remind/cc/2021-01-19'])
    expect(due[0]!.act === 'remind' && due[0]!.duties.map((duty) => duty.what === 'submit' && duty.unit)).toEqual([
      'a',
      'b',
    ])
  })

  test.each<[string, Fact[], string, string[]]>([
    [
      'who owes nothing hears nothing',
      [opening, submission('b', '2021-01-18')],
      '2021-01-19',
      ['remind/ca/2021-01-19', 'remind/ca2/2021-01-19'],
    ],
    [
      'a slice that was sent is the leader’s to confirm',
      [opening, submission('a', '2021-01-12'), submission('b', '2021-01-12')],
      '2021-01-19',
      ['remind/la/2021-01-19'],
    ],
    ['not on the day of the invitation', [{ ...opening, at: local('2021-01-19') }], '2021-01-19', []],
    [
      'nor when another mail went out that day',
      [opening, mail('invite/b/cb/1', 'cb', '2021-01-19'), submission('a', '2021-01-18'), confirmed('2021-01-18')],
      '2021-01-19',
      [],
    ],
    [
      'days that were missed become one mail',
      [opening, submission('a', '2021-01-18'), confirmed('2021-01-18')],
      '2021-01-21',
      ['remind/cb/2021-01-21'],
    ],
    [
      'nothing between the days',
      [
        opening,
        mail('remind/cb/2021-01-19', 'cb', '2021-01-19'),
        submission('a', '2021-01-18'),
        confirmed('2021-01-18'),
      ],
      '2021-01-21',
      [],
    ],
    ['not on a weekend', [opening], '2021-01-24', []],
    [
      'not when the cycle is held',
      [
        opening,
        { kind: 'act', cycle: 'c', n: 1, id: '1', at: local('2021-01-10'), by: 'clerk', reason: 'r', act: 'hold' },
      ],
      '2021-01-19',
      [],
    ],
  ])('%s', (_, facts, day, expected) => {
    expect(
      dueOn(facts, day)
        .filter((due) => due.act === 'remind')
        .map(keyOf),
    ).toEqual(expected)
  })

  test('every mail is looked at once, however many people are owing', () => {
    const units = Array.from({ length: 20 }, (_, n) => ({
      ...itemAt(opening.units, 1),
      id: `u${n}`,
      contacts: [person(`p${n}`)],
    }))
    const facts = [{ ...opening, units }, ...units.map(({ id }, n) => mail(`invite/${id}`, `p${n}`, '2021-01-04'))]
    const state = theCycle(facts)
    let looks = 0
    const counted = [...state.mails].map(([duty, each]) => {
      const get = () => {
        looks += 1
        return each.to
      }
      return [duty, Object.defineProperty({ ...each }, 'to', { get })] as const
    })
    const due = whatIsDue({ state: { ...state, mails: new Map(counted) }, definition }, local('2021-01-19'))
    expect({ reminded: due.length, looks }).toEqual({ reminded: 20, looks: 20 })
  })

  test.each([
    [7, []],
    [8, ['remind/cb/2021-01-19']],
    [17, ['remind/cb/2021-01-19']],
    [18, []],
  ])('at %i o’clock in the cycle’s zone', (hour, expected) => {
    const facts = [opening, submission('a', '2021-01-18'), confirmed('2021-01-18')]
    expect(dueOn(facts, '2021-01-19', hour).map(keyOf)).toEqual(expected)
  })

  test('they start again after a return, on its own date', () => {
    const facts = [
      holding,
      submission('b', '2021-01-18'),
      submission('a', '2021-01-21'),
      mail('remind/ca/2021-01-19', 'ca', '2021-01-19'),
      confirmed('2021-01-29', 'return'),
      mail('return/a/1/ca', 'ca', '2021-01-29'),
    ]
    const done = letTimePass(facts, daysFrom('2021-01-29', 30))
    expect(only(done, 'remind/ca/')).toEqual([
      '2021-02-02',
      '2021-02-03',
      '2021-02-04',
      '2021-02-05',
      '2021-02-07', // A Sunday that is worked in 2021.
      '2021-02-08',
      '2021-02-09',
      '2021-02-10',
    ])
  })

  test('in a year without a notice they go by weekends and the fixed days', () => {
    const later: Opening = {
      ...opening,
      at: '2040-01-02T01:00:00.000Z',
      timetable: { submissions: '2040-01-20', secrecy: '2040-01-27', leader: '2040-02-06', legal: '2040-02-20' },
    }
    expect(dueOn([later], '2040-01-17').map(keyOf)).toContain('remind/cb/2040-01-17')
    expect(dueOn([later], '2040-01-21').map(keyOf)).toEqual([])
  })
})

describe('escalation', () => {
  test('a late unit: its leader after two working days, the office after three; without a leader, the office after two', () => {
    const done = letTimePass([holding], daysFrom('2021-01-22', 12))
    expect(only(done, 'escalate/a/1/la')).toEqual(['2021-01-26'])
    expect(only(done, 'escalate/b')).toEqual([])
    const matters = (day: string) => officeMatters(onDay({ state: theCycle([opening]), definition }, day))
    expect(matters('2021-01-25')).toEqual([])
    expect(matters('2021-01-26')).toMatchObject([{ matter: 'unit-late', unit: 'b', days: 2 }])
    expect(matters('2021-01-27').map((m) => m.matter === 'unit-late' && m.unit)).toEqual(['a', 'b'])
  })

  test('the substitute is asked after the definition’s working days, the office hears two days later', () => {
    const facts = [
      ...collected,
      asked('secrecy', '2021-01-21'),
      approved('secrecy', 'wu', '2021-01-22'),
      asked('leader', '2021-01-22'),
    ]
    const done = letTimePass(facts, daysFrom('2021-01-22', 8))
    expect(only(done, 'substitute')).toEqual(['2021-01-26'])
    expect(only(done, 'digest/')).toEqual(['2021-01-28', '2021-01-29'])
  })

  test('an approver without a substitute: the office', () => {
    const done = letTimePass([...collected, asked('secrecy', '2021-01-21')], daysFrom('2021-01-21', 6))
    expect(only(done, 'substitute')).toEqual([])
    expect(only(done, 'digest/')).toEqual(['2021-01-25', '2021-01-26'])
  })

  test('who has decided is not escalated', () => {
    const facts = [...collected, asked('secrecy', '2021-01-21'), approved('secrecy', 'wu', '2021-01-22')]
    expect(letTimePass(facts, daysFrom('2021-01-25', 3))).toEqual({})
  })

  test('the office hears of one matter eight working days at most; the board keeps it', () => {
    const done = letTimePass([...collected, asked('secrecy', '2021-01-11')], daysFrom('2021-01-11', 19))
    expect(only(done, 'digest/')).toEqual([
      '2021-01-13',
      '2021-01-14',
      '2021-01-15',
      '2021-01-18',
      '2021-01-19',
      '2021-01-20',
    ])
    const matters = officeMatters(
      onDay({ state: theCycle([...collected, asked('secrecy', '2021-01-11')]), definition }, '2021-01-29'),
    )
    expect(matters).toMatchObject([{ matter: 'seat-silent', seat: 'wu', days: 14 }])
  })

  const consent = { by: 'boss', proposal: 1 }
  const strong = (n: number, act: object): Fact =>
    ({
      kind: 'act',
      cycle: 'c',
      n,
      id: `s${n}`,
      at: local('2021-01-22', 9),
      by: 'clerk',
      reason: '',
      consent,
      ...act,
    }) as Fact
  const skipped = [...collected, asked('secrecy', '2021-01-21'), strong(1, { act: 'skip', stage: 'secrecy', round: 1 })]
  const readdressed = strong(2, { act: 'readdress', of: 1, person: 'wu', address: 'wu@home.example' })
  const toldWu = (act: string): Fact => mail(mailKey({ of: 'ousted', act, person: 'wu' }), 'wu', '2021-01-25', 'ousted')
  const delivery = (act: string, event: 'bounced' | 'delivered' | 'complained', hour = 10): Fact => ({
    kind: 'delivery',
    cycle: 'c',
    duty: mailKey({ of: 'ousted', act, person: 'wu' }),
    event,
    at: local('2021-01-25', hour),
  })
  test.each<[string, Fact[], string[] | undefined]>([
    ['the mail has not left', [], ['wu']],
    ['it has left', [toldWu('s1')], undefined],
    ['it came back', [toldWu('s1'), delivery('s1', 'bounced')], ['wu']],
    ['it arrived after all', [toldWu('s1'), delivery('s1', 'bounced'), delivery('s1', 'delivered', 11)], undefined],
    ['it was called spam', [toldWu('s1'), delivery('s1', 'complained')], undefined],
    ['the new address has none yet', [toldWu('s1'), delivery('s1', 'bounced'), readdressed], ['wu']],
    ['the new address has it', [toldWu('s1'), delivery('s1', 'bounced'), readdressed, toldWu('s2')], undefined],
    ['the new one does not work either', [readdressed, toldWu('s2'), delivery('s2', 'bounced')], ['wu']],
  ])('whoever was skipped is a matter until the mail has reached them: %s', (_, facts, people) => {
    const day = onDay({ state: theCycle([...skipped, ...facts]), definition }, '2021-01-25')
    const matters = officeMatters(day).filter(({ matter }) => matter === 'untold')
    expect(matters).toEqual(
      people
        ? [{ matter: 'untold', act: 1, people: people.map((id) => ({ id, name: id })), since: '2021-01-22', days: 1 }]
        : [],
    )
  })

  test('that a mail of a changed signature did not leave is told to who answers for the report, once each', () => {
    const alarms = (facts: Fact[], hour: number) =>
      dueOn(facts, '2021-01-22', hour).filter((due) => due.act === 'alarm' && due.alarm === 'untold')
    // Whoever did it is sending it in this moment.
    expect(alarms(skipped, 9)).toEqual([])
    const raised = alarms(skipped, 10)
    expect(raised.map(keyOf)).toEqual(['alarm/untold/1/boss', 'alarm/untold/1/clerk'])
    expect(raised).toMatchObject([{ people: ['wu'] }, { people: ['wu'] }])
    expect(alarms([...skipped, mail('alarm/untold/1/boss', 'boss', '2021-01-22')], 10).map(keyOf)).toEqual([
      'alarm/untold/1/clerk',
    ])
    expect(alarms([...skipped, toldWu('s1')], 10)).toEqual([])
  })

  test('it is told ten minutes after its act, and of that act alone; of a correction as of the first version', () => {
    const later = {
      ...strong(2, { act: 'force', stage: 'leader', round: 1, seat: 'sun' }),
      at: local('2021-01-22', 10),
    } as Fact
    const at = (minutes: number, facts: Fact[]) =>
      whatIsDue(
        { state: theCycle(facts), definition },
        new Date(Date.parse(local('2021-01-22', 9)) + minutes * 60_000).toISOString(),
      )
        .filter((due) => due.act === 'alarm')
        .map(keyOf)
    expect(at(9, skipped)).toEqual([])
    expect(at(10, skipped)).toHaveLength(2)
    expect(at(69, [...skipped, later])).toEqual(at(10, skipped))
    expect(at(70, [...skipped, later])).toHaveLength(4)
    const out: Fact[] = [
      { kind: 'release', cycle: 'c', n: 1, version: 1, round: 1, draft: 'r1', evidence: [], at: local('2021-01-21') },
      { kind: 'departure', cycle: 'c', release: 1, goes: true, at: local('2021-01-21') },
      { kind: 'publication', cycle: 'c', version: 1, round: 1, draft: 'r1', manifest: 'm', at: local('2021-01-21') },
      strong(1, { act: 'correct', version: 1 }),
      { ...strong(2, { act: 'reassign', stage: 'secrecy', seat: 'wu', to: person('new') }) } as Fact,
    ]
    const due = dueOn([...collected, ...out], '2021-01-26').filter(({ act }) => act === 'alarm')
    expect(due.map(keyOf)).toEqual(['alarm/untold/2/boss', 'alarm/untold/2/clerk'])
  })

  test('a correction in which nothing happens: the office on each of five days, then who answers for the report, once', () => {
    const facts = (held: boolean): Fact[] => [
      ...collected,
      { kind: 'release', cycle: 'c', n: 1, version: 1, round: 1, draft: 'r1', evidence: [], at: local('2021-01-22') },
      { kind: 'departure', cycle: 'c', release: 1, goes: true, at: local('2021-01-22') },
      { kind: 'publication', cycle: 'c', version: 1, round: 1, draft: 'r1', manifest: 'm', at: local('2021-01-22') },
      strong(1, { act: 'correct', version: 1, at: local('2021-01-25') }),
      ...(held ? [strong(2, { act: 'hold', at: local('2021-01-25') })] : []),
    ]
    for (const held of [false, true]) {
      const done = letTimePass(facts(held), daysFrom('2021-01-25', 60))
      expect(done).toEqual({
        ...Object.fromEntries(
          ['2021-01-28', '2021-01-29', '2021-02-01', '2021-02-02', '2021-02-03'].map((day) => [
            day,
            [`digest/clerk/${day}`],
          ]),
        ),
        '2021-02-04': ['alarm/idle/2021-01-25/boss', 'alarm/idle/2021-01-25/clerk'],
      })
    }
    // Something was done, and then nothing again: they hear of it again.
    const again = [...facts(true), strong(3, { act: 'release', at: local('2021-02-05') })]
    expect(only(letTimePass(again, daysFrom('2021-02-05', 30)), 'alarm/idle/2021-02-05/boss')).toEqual(['2021-02-22'])
  })

  test('an alarm is for who is of the office now', () => {
    const facts = [holding, strong(1, { act: 'officer', person: 'clerk', to: person('next') })]
    const due = dueOn(facts, '2021-02-18').filter(({ act }) => act === 'alarm')
    expect([...new Set(due.map((each) => each.act === 'alarm' && each.person.id))]).toEqual(['boss', 'next'])
  })

  test('a mail that came back is told while its reader owes something; a machine’s answer is no failure', () => {
    const bounce = (event: 'bounced' | 'auto-replied'): Fact => ({
      kind: 'delivery',
      cycle: 'c',
      duty: 'invite/b/cb/1',
      event,
      at: local('2021-01-05'),
    })
    const facts = [opening, mail('invite/b/cb/1', 'cb', '2021-01-05')]
    expect(dueOn([...facts, bounce('bounced')], '2021-01-05').map(keyOf)).toEqual(['digest/clerk/2021-01-05'])
    expect(dueOn([...facts, bounce('auto-replied')], '2021-01-05')).toEqual([])
    expect(dueOn([...facts, bounce('bounced'), submission('b', '2021-01-05')], '2021-01-05')).toEqual([])
  })
})

describe('when the date is over', () => {
  test('slices are given up two working days after the date, at night too, and only once', () => {
    expect(dueOn([opening], '2021-01-26', 23).filter((d) => d.act === 'lapse')).toEqual([])
    const [lapse] = dueOn([opening], '2021-01-27', 0).filter((d) => d.act === 'lapse')
    expect(lapse).toMatchObject({ fact: { what: 'submissions', round: 1, missing: ['a', 'b'] } })
    const known = lapse?.act === 'lapse' ? [opening, lapse.fact] : []
    expect(dueOn(known, '2021-01-28', 0)).toEqual([])
  })

  describe('what has only to be cleared', () => {
    const cleared = { ...definition, unitReports: { clearance: 'before' } } as unknown as ReportDefinition
    const filed = (opened: Opening): Fact[] => [
      ...[opened, submission('a', '2021-01-20'), confirmed('2021-01-20')],
      submission('b', '2021-01-21'),
    ]
    const due = (facts: Fact[], day = '2021-01-28') =>
      whatIsDue({ state: theCycle(facts), definition: cleared }, local(day))

    test.each([['gap', opening] as const, ['hold', holding] as const])('is waited for, under %s', (_, opened) => {
      const acts = due(filed(opened))
      expect(acts.filter(({ act }) => act === 'lapse' || act === 'alarm')).toEqual([])
      const digest = acts.find((one) => one.act === 'digest')
      expect(digest?.act === 'digest' && digest.matters).toEqual([
        expect.objectContaining({ matter: 'to-clear', units: ['a', 'b'], days: 6 }),
      ])
    })

    test('is no unit that an alarm names', () => {
      const alarms = due(filed(opening), '2021-02-19').filter((one) => one.act === 'alarm')
      expect(alarms.map((one) => one.act === 'alarm' && [one.alarm, one.missing])).toContainEqual(['at-risk', []])
    })

    test('is waited for no longer than who has not filed', () => {
      const [lapse] = due(filed(opening).slice(0, 3))
      expect(lapse).toMatchObject({ act: 'lapse', fact: { missing: ['a', 'b'] } })
    })
  })

  test('near the legal date a cycle that began late waits for its own date', () => {
    const late: Opening = { ...opening, timetable: { ...opening.timetable, submissions: '2021-02-19' } }
    const lapses = (day: string) => dueOn([late], day).filter(({ act }) => act === 'lapse')
    expect(['2021-02-18', '2021-02-19'].map(lapses)).toEqual([[], []])
    expect(lapses('2021-02-20')).toHaveLength(1)
  })

  test.each<[string, Fact[], string, boolean]>([
    [
      'not while one unit still has time from the office',
      [
        opening,
        {
          kind: 'act',
          cycle: 'c',
          n: 1,
          id: '1',
          at: local('2021-01-20'),
          by: 'clerk',
          reason: 'r',
          act: 'extend',
          unit: 'b',
          until: '2021-02-03',
        },
      ],
      '2021-02-02',
      false,
    ],
    [
      'but when that is over too',
      [
        opening,
        {
          kind: 'act',
          cycle: 'c',
          n: 1,
          id: '1',
          at: local('2021-01-20'),
          by: 'clerk',
          reason: 'r',
          act: 'extend',
          unit: 'b',
          until: '2021-02-03',
        },
      ],
      '2021-02-06',
      true,
    ],
    [
      'not two days after the date it got when it was sent back',
      [opening, submission('b', '2021-01-20'), submission('a', '2021-01-20'), confirmed('2021-02-01', 'return')],
      '2021-02-05',
      false,
    ],
    [
      'but on the third',
      [opening, submission('b', '2021-01-20'), submission('a', '2021-01-20'), confirmed('2021-02-01', 'return')],
      '2021-02-07',
      true,
    ],
    [
      'and near the legal date in any case',
      [opening, submission('b', '2021-01-20'), submission('a', '2021-01-20'), confirmed('2021-02-09', 'return')],
      '2021-02-10',
      true,
    ],
    [
      'not when everything is there',
      [opening, submission('a', '2021-01-20'), confirmed('2021-01-20'), submission('b', '2021-01-20')],
      '2021-02-04',
      false,
    ],
  ])('%s', (_, facts, day, expected) => {
    expect(dueOn(facts, day, 22).some((d) => d.act === 'lapse')).toBe(expected)
    // The units need not be read on any other day.
    if (expected) expect(mayLapse(theCycle(facts), day)).toBe(true)
  })

  test.each([
    ['2021-01-26', '2021-02-20', false],
    ['2021-01-27', '2021-02-20', true],
    // Three working days before the legal date.
    ['2021-01-19', '2021-01-25', false],
    ['2021-01-20', '2021-01-25', true],
  ])('on %s, with the legal date %s, a lapse may be due: %s', (day, legal, expected) => {
    const dated = { ...opening, timetable: { ...opening.timetable, legal } }
    expect(mayLapse(theCycle([dated]), day)).toBe(expected)
  })

  test('with the policy to hold, the accountable person and the office are alarmed once', () => {
    const done = letTimePass([holding], daysFrom('2021-01-25', 6))
    expect(only(done, 'lapse submissions')).toEqual(['2021-01-27'])
    expect(only(done, 'alarm/held/1/boss')).toEqual(['2021-01-27'])
    expect(only(done, 'alarm/held/1/clerk')).toEqual(['2021-01-27'])
  })

  test('the legal date: at risk when something is behind its date, on the date, and after it', () => {
    const done = letTimePass([...collected, asked('secrecy', '2021-01-21')], daysFrom('2021-02-01', 25))
    expect(only(done, 'alarm/at-risk/2021-02-20/boss')).toEqual(['2021-02-08'])
    expect(only(done, 'alarm/legal-date/')).toEqual(['2021-02-20'])
    expect(only(done, 'lapse legal')).toEqual(['2021-02-21'])
    expect(only(done, 'alarm/missed/')).toEqual(['2021-02-22'])
  })

  test('a legal date on a day off is announced on the working day before it', () => {
    const sunday: Opening = { ...opening, timetable: { ...opening.timetable, legal: '2021-01-31' } }
    const done = letTimePass([sunday], daysFrom('2021-01-25', 9))
    expect(only(done, 'alarm/legal-date/')).toEqual(['2021-01-29'])
  })

  test('nothing is due when the report is out', () => {
    const out: Fact = {
      kind: 'publication',
      cycle: 'c',
      version: 1,
      round: 1,
      draft: 'r1',
      manifest: 'm',
      at: local('2021-02-05'),
    }
    expect(letTimePass([...collected, out], daysFrom('2021-02-05', 30))).toEqual({})
  })
})
