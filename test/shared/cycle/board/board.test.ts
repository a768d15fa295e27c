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
const check = (round: number, more: object): Fact =>
  ({
    ...{ ...base, kind: 'check', round, draft: `draft${round}`, definition: 'dd', blocking: 0, warnings: 0 },
    ...{ returns: [], unexplained: [], ...more },
  }) as Fact
const open = { instance: 'i', figures: 'f' }
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
  test.each<[string, () => ReturnType<typeof board>]>([
    ['collecting', () => board([])],
    ['scheduled', () => board([], monday, { ...opening, opens: '2026-01-13' })],
    ['collecting', () => board([], monday, { ...opening, opens: '2026-01-12' })],
    ['held', () => board([act({ act: 'hold' })])],
    ['cancelled', () => board([act({ act: 'cancel' })])],
    ['signing', () => signing()],
    ['explaining', () => signing(check(2, { unexplained: [open] }))],
    ['signing', () => signing(check(2, { unexplained: [open] }), act({ act: 'justify', ...open }))],
    ['collecting', () => signing(check(2, { unexplained: [open], returns: [{ unit: 'a', text: '核对' }] }))],
    [
      'collecting',
      () => signing(decision(2, 'first', 'f1', { choice: 'return', reasons: [{ unit: 'a', text: '核对' }] })),
    ],
    ['held', () => signing(act({ act: 'hold' }))],
    ['published', () => signing(publication)],
    ['published', () => signing(publication, act({ act: 'hold' }))],
  ])('is %s', (phase, seen) => {
    expect(seen().phase).toBe(phase)
  })
})

test('what the office has to explain is of the draft that is signed', () => {
  const warned = check(2, { unexplained: [open] })
  expect(signing(warned).unexplained).toEqual([open])
  expect([signing(check(1, { unexplained: [open] })), board([])].map(({ unexplained }) => unexplained)).toEqual([
    [],
    [],
  ])
  expect(signing(check(2, { unexplained: [open], returns: [{ unit: 'a', text: '核对' }] })).unexplained).toEqual([])
})

test('a rehearsal, one that begins by itself and one that a command opened are told, and no other', () => {
  const told = { test: true, opens: '2026-01-13' } as const
  expect(board([], monday, { ...opening, ...told, byCommand: true })).toMatchObject({ ...told, openedByCommand: true })
  for (const key of ['test', 'opens', 'openedByCommand', 'correcting']) expect(board([])).not.toHaveProperty(key)
})

test('rounds say how they ended, by whom, and for how many reasons', () => {
  const reasons = [
    { unit: 'a', text: '核对' },
    { unit: 'b', text: '核对' },
  ]
  const about = (round: number) => ({ round, at: base.at, draft: `draft${round}` })
  expect(signing(check(1, { returns: reasons })).rounds).toStrictEqual([
    { ...about(1), ended: 'check', reasons: 2 },
    { ...about(2), reasons: 0 },
  ])
  expect(signing(decision(1, 'second', 's2', { choice: 'return', reasons })).rounds[0]).toEqual({
    ...{ ...about(1), ended: 'person', by: 's2', reasons: 2 },
  })
})

test('units whose own report was corrected since the published whole added it', () => {
  const own = (version: number): Fact =>
    ({
      ...{ ...base, kind: 'unit-publication', unit: 'a', version, revision: version + 1 },
      ...{ submission: `a${version + 1}`, manifest: 'm' },
    }) as Fact
  const corrected = [own(1), submission('a', 3), own(2)]
  expect(signing(...corrected, publication).correctedBelow).toEqual([{ name: opening.units[0]?.name, used: 1, now: 2 }])
  expect([signing(own(1), publication), signing(...corrected)].map((one) => one.correctedBelow)).toEqual([[], []])
})

test('acts that were given up are told with their correction, each with its own, in their order', () => {
  const numbered = (n: number, what: Parameters<typeof act>[0]): Fact => ({ ...act(what), n }) as Fact
  const left: Fact[] = [
    { ...base, kind: 'release', n: 1, version: 1, round: 2, draft: 'draft2', evidence: [] },
    { ...base, kind: 'departure', release: 1, goes: true },
    publication,
  ]
  const correction = (n: number, what: Parameters<typeof act>[0]) => [
    numbered(n, { act: 'correct', version: 1 }),
    numbered(n + 1, what),
    numbered(n + 2, { act: 'abandon', version: 1, correction: n }),
  ]
  const tooLate = numbered(1, { act: 'hold' })
  const rename = { act: 'rename', unit: 'a', name: { zh: '新', en: 'new' } } as const
  const given = [...correction(2, { act: 'hold' }), ...correction(5, rename)]
  const { acts, recorded } = signing(...left, tooLate, ...given)
  expect(acts.map(({ n, abandoned }) => [n, abandoned])).toEqual([
    [2, true],
    [3, true],
    [4, undefined],
    [5, true],
    [6, undefined],
    [7, undefined],
  ])
  expect(recorded).toBe(7)
})

describe('units', () => {
  const sent = (revision: number, more: object = {}): Fact =>
    ({ ...submission('a', revision), at: `2026-01-0${5 + revision}T01:00:00.000Z`, ...more }) as Fact
  const unit = (...facts: Fact[]) => board(facts).units[0]

  test('show what was filed last, when, and through whose link', () => {
    const last = unit(sent(1, { nil: true }), sent(2), sent(3, { linkIssuedBy: 'officer' }))
    expect(last).toMatchObject({ revision: 3, sentAt: '2026-01-08T01:00:00.000Z', nil: false, linkIssuedBy: 'officer' })
    expect(unit(sent(1, { linkIssuedBy: 'officer' }), sent(2, { nil: true }))).toMatchObject({ revision: 2, nil: true })
    expect(unit(sent(1))).not.toHaveProperty('linkIssuedBy')
    expect(unit(sent(1, { typedThrough: ['officer', 'x'] }))).toMatchObject({ typedThrough: ['officer', 'x'] })
    expect(unit()).toMatchObject({ revision: 0, nil: false })
    expect(unit()).not.toHaveProperty('sentAt')
  })

  test('say since when somebody owes something, and nothing of who owes nothing', () => {
    expect(unit()?.since).toBe(base.at)
    expect(unit(sent(1))).not.toHaveProperty('since')
  })

  test('that their own line counts say so', () => {
    const [a, b] = opening.units
    const units = [{ ...present(a, 'a'), countedAbove: 'own-line' as const }, present(b, 'b')]
    expect(board([], monday, { ...opening, units }).units.map(({ countedAbove }) => countedAbove)).toEqual([
      'own-line',
      undefined,
    ])
    expect(unit()).not.toHaveProperty('countedAbove')
  })

  test('that their own line counts go on when the whole is out, where they have reports of their own', () => {
    const [a, b] = opening.units
    const units = [{ ...present(a, 'a'), countedAbove: 'own-line' as const }, present(b, 'b')]
    const out: Fact = { ...base, kind: 'publication', version: 1, round: 2, draft: 'draft2', manifest: 'm' }
    const by = { ...definition, unitReports: { clearance: 'after' } } as unknown as typeof definition
    const alone = (facts: Fact[], on = by) =>
      boardOf(
        { state: present(foldCycle([{ ...opening, units }, ...facts]), 'cycle'), definition: on },
        monday,
        'zh',
      ).units.map((each) => each.alone)
    expect(alone([out])).toEqual([true, undefined])
    expect(alone([])).toEqual([undefined, undefined])
    expect(alone([out], definition)).toEqual([undefined, undefined])
  })

  test('that the office has only to clear are not late', () => {
    const by = { ...definition, unitReports: { clearance: 'before' } } as unknown as typeof definition
    const late = '2026-01-19T01:00:00.000Z'
    const { units } = boardOf({ state: present(foldCycle([opening, sent(1)]), 'cycle'), definition: by }, late, 'zh')
    expect(units.map(({ standing, daysLate }) => [standing, daysLate])).toEqual([
      ['uncleared', 0],
      ['open', 7],
    ])
  })

  test('that are let off are not late', () => {
    const exempt = board([act({ act: 'exempt', unit: 'a' })], '2026-01-19T01:00:00.000Z').units[0]
    expect([exempt?.standing, exempt?.daysLate]).toEqual(['exempt', 0])
  })

  test('list who fills in, whom their lead added, and their leader, each with the link that is theirs', () => {
    const [a] = opening.units
    const led = { ...opening, units: [{ ...present(a, 'a'), leader: person('leader-a') }] }
    const added: Fact = {
      ...base,
      kind: 'colleague',
      unit: 'a',
      n: 1,
      id: 'k',
      by: 'clerk-a',
      acts: 0,
      add: person('new'),
    }
    const { people } = present(board([added], monday, led).units[0], 'unit')
    expect(people.map(({ id, part, added: typist, link }) => [id, part, typist, link])).toEqual([
      ['clerk-a', 'contact', undefined, { purpose: 'slice', subject: 'a' }],
      ['new', 'contact', true, { purpose: 'slice', subject: 'a' }],
      ['leader-a', 'leader', undefined, { purpose: 'confirmation', subject: 'a' }],
    ])
    expect(people[0]).not.toHaveProperty('added')
    expect(unit()?.people.map(({ part }) => part)).toEqual(['contact'])
  })

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

  test.each(['collecting', 'explaining', 'signing'] as const)('are a need while the cycle is %s', (phase) => {
    const late = board([], '2026-01-16T01:00:00.000Z')
    expect(needsOf({ ...late, phase }).late.map(({ id }) => id)).toEqual(['a', 'b'])
    const one = board([submission('a', 1)], '2026-01-16T01:00:00.000Z')
    expect(needsOf({ ...one, phase }).late.map(({ id }) => id)).toEqual(['b'])
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
    expect(clerkOf(sent.toReversed())?.lastMail?.template).toBe('reminder')
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
    const [, second] = board([]).stages
    expect(second?.title).toEqual({ zh: 'second', en: 'second' })
    expect(second?.seats.map(({ seat, people }) => [seat, people.map(({ id, link }) => [id, link.subject])])).toEqual([
      ['s1', [['s1', 'second/s1']]],
      ['s2', [['s2', 'second/s2']]],
    ])
    expect(second).not.toHaveProperty('asked')
  })

  test('say when they were asked', () => {
    const request: Fact = { ...base, kind: 'request', round: 2, stage: 'first', draft: 'draft2', due: '2026-01-14' }
    expect(signing(request).stages.map(({ status, asked }) => [status, asked])).toEqual([
      ['asked', base.at],
      ['waiting', undefined],
    ])
  })

  test('say which can be neither skipped nor forced', () => {
    const stages = definition.signOff.stages.map((stage) => ({ ...stage, indispensable: stage.id === 'second' }))
    const strict = { ...definition, signOff: { ...definition.signOff, stages } }
    const shown = boardOf({ state: stateOf([]), definition: strict }, monday, 'zh').stages
    expect(shown.map(({ indispensable }) => indispensable)).toEqual([false, true])
  })

  test('have dates for now where no notice is known of their year', () => {
    const timetable = { ...opening.timetable, second: '2027-01-14' }
    const { stages } = board([], monday, { ...opening, timetable, provisional: ['second'] })
    expect(stages.map(({ provisional }) => provisional)).toEqual([undefined, '2027'])
    expect(stages[0]).not.toHaveProperty('provisional')
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
  test('that were withdrawn say when', () => {
    const [withdrawn] = signing(publication, act({ act: 'withdraw', version: 1 })).versions
    expect(withdrawn?.withdrawn).toBe(base.at)
    expect(signing(publication).versions[0]).not.toHaveProperty('withdrawn')
  })

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
