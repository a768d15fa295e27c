import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../../shared/calendar/civil-date.ts'
import { addWorkingDays, chineseCalendar, mondayToFriday, withNotice } from '../../../shared/calendar/working-days.ts'
import { type Problem, Refusal } from '../../../shared/report/errors.ts'
import {
  legalDate,
  provisionalDates,
  recountedDates,
  stageDates,
  type TimetableDefinition,
  timetableProblems,
} from '../../../shared/report/timetable.ts'

const text = (zh: string) => ({ zh, en: zh })

const stage = (id: string): TimetableDefinition['signOff']['stages'][number] => ({
  id,
  title: text(id),
  need: 'all',
  attestation: text('本人已审核'),
  confirms: [],
  optional: false,
  scope: 'all',
  indispensable: false,
})

const milestone = (id: string, before: string, workingDays: number) => ({ id, title: text(id), before, workingDays })

/** submissions ← office ← secrecy ← leader ← legal */
const definition: TimetableDefinition = {
  signOff: {
    unitConfirmation: { required: false, attestation: text('本人已审核') },
    stages: ['office', 'secrecy', 'leader'].map(stage),
  },
  timetable: {
    zone: 'Asia/Shanghai',
    legal: {
      department: { monthDay: '01-31', title: text('部门') },
      county: { monthDay: '02-20', title: text('县级') },
      prefecture: { monthDay: '03-10', title: text('地市级') },
      province: { monthDay: '03-31', title: text('省级') },
    },
    milestones: [
      milestone('submissions', 'office', 3),
      milestone('office', 'secrecy', 2),
      milestone('secrecy', 'leader', 2),
      milestone('leader', 'legal', 3),
    ],
  },
}

const withMilestones = (...milestones: TimetableDefinition['timetable']['milestones']): TimetableDefinition => ({
  ...definition,
  timetable: { ...definition.timetable, milestones },
})

function problemsOf(run: () => unknown): readonly Problem[] {
  try {
    run()
  } catch (error) {
    if (error instanceof Refusal) return error.problems
    throw error
  }
  return []
}

const codes = (problems: readonly Problem[]) => problems.map(({ code, field }) => `${code} ${field}`)

describe('legalDate', () => {
  const years = [2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026]
  it.each(
    years.flatMap((year) => [
      [year, 'department', `${year + 1}-01-31`] as const,
      [year, 'county', `${year + 1}-02-20`] as const,
      [year, 'prefecture', `${year + 1}-03-10`] as const,
      [year, 'province', `${year + 1}-03-31`] as const,
    ]),
  )('of the report on %i for a %s is %s, whatever day of the week', (year, level, date) => {
    expect(legalDate(definition, level, year)).toBe(date)
  })

  it('refuses a level that the definition does not have', () => {
    expect(codes(problemsOf(() => legalDate(definition, 'village', 2025)))).toEqual(['field-unknown level'])
    expect(codes(problemsOf(() => legalDate(definition, 'constructor', 2025)))).toEqual(['field-unknown level'])
  })
})

describe('stageDates', () => {
  // Counted by hand in the notices. Where Spring Festival lies before the legal date, everything moves before it.
  it.each([
    ['county', 2019, '2020-02-06', '2020-02-11', '2020-02-13', '2020-02-17', '2020-02-20'],
    ['department', 2020, '2021-01-18', '2021-01-21', '2021-01-25', '2021-01-27', '2021-01-31'],
    ['county', 2020, '2021-02-02', '2021-02-05', '2021-02-08', '2021-02-10', '2021-02-20'],
    ['province', 2020, '2021-03-17', '2021-03-22', '2021-03-24', '2021-03-26', '2021-03-31'],
    ['county', 2021, '2022-02-07', '2022-02-10', '2022-02-14', '2022-02-16', '2022-02-20'],
    ['county', 2025, '2026-02-03', '2026-02-06', '2026-02-10', '2026-02-12', '2026-02-20'],
    ['prefecture', 2025, '2026-02-25', '2026-02-28', '2026-03-03', '2026-03-05', '2026-03-10'],
  ])('%s, report on %i', (level, year, submissions, office, secrecy, leader, legal) => {
    expect(stageDates(definition, legalDate(definition, level, year), chineseCalendar)).toEqual({
      submissions,
      office,
      secrecy,
      leader,
      legal,
    })
  })

  it('keeps a legal date that is a day off: 20 February 2026 lies in Spring Festival', () => {
    expect(stageDates(definition, '2026-02-20', chineseCalendar).legal).toBe('2026-02-20')
  })

  it('branches: two milestones before the same one', () => {
    const branching = withMilestones(
      ...definition.timetable.milestones,
      milestone('reminder', 'submissions', 5),
      milestone('print', 'legal', 0),
    )
    expect(stageDates(branching, '2021-03-31', chineseCalendar)).toMatchObject({
      reminder: '2021-03-10',
      submissions: '2021-03-17',
      print: '2021-03-31',
    })
  })

  describe("an office's own dates", () => {
    it('move what comes before them', () => {
      expect(stageDates(definition, '2021-03-31', chineseCalendar, { secrecy: '2021-03-12' })).toEqual({
        submissions: '2021-03-05',
        office: '2021-03-10',
        secrecy: '2021-03-12',
        leader: '2021-03-26',
        legal: '2021-03-31',
      })
    })

    it('may be the latest that the law allows, and on a day off', () => {
      const own = { submissions: '2021-03-14', leader: '2021-03-26' }
      expect(stageDates(definition, '2021-03-31', chineseCalendar, own)).toMatchObject(own)
    })

    it('are refused when later than the law leaves time for, all at once', () => {
      const problems = problemsOf(() =>
        stageDates(definition, '2021-03-31', chineseCalendar, { submissions: '2021-03-18', leader: '2021-03-29' }),
      )
      expect(codes(problems)).toEqual(['date-too-late timetable.submissions', 'date-too-late timetable.leader'])
      expect(problems.map((problem) => problem.facts)).toEqual([
        { date: '2021-03-18', latest: '2021-03-17' },
        { date: '2021-03-29', latest: '2021-03-26' },
      ])
    })

    it('are limited by no date that is over, but by the next one that is ahead, and by the legal one', () => {
      // The 17th (submissions) and the 22nd (office) are over, the 24th (secrecy) is not.
      const own = (submissions: string, today: string) =>
        codes(problemsOf(() => stageDates(definition, '2021-03-31', chineseCalendar, { submissions }, today)))
      const refused = ['date-too-late timetable.submissions']
      expect([own('2021-03-24', '2021-03-23'), own('2021-03-25', '2021-03-23')]).toEqual([[], refused])
      expect([own('2021-03-31', '2021-03-29'), own('2021-04-01', '2021-03-29')]).toEqual([[], refused])
      expect([own('2021-04-20', '2021-04-01'), own('2021-03-18', '2021-03-17')]).toEqual([[], refused])
    })

    it('are refused when later than what comes after them', () => {
      const own = { submissions: '2021-03-11', office: '2021-03-10' }
      expect(codes(problemsOf(() => stageDates(definition, '2021-03-31', chineseCalendar, own)))).toEqual([
        'date-too-late timetable.submissions',
      ])
    })

    it('are refused when they turn stages round that do not hang together', () => {
      const flat = withMilestones(
        milestone('submissions', 'legal', 9),
        milestone('office', 'legal', 6),
        milestone('secrecy', 'legal', 4),
        milestone('leader', 'legal', 2),
      )
      expect(
        codes(problemsOf(() => stageDates(flat, '2021-03-31', chineseCalendar, { secrecy: '2021-03-19' }))),
      ).toEqual(['date-too-late timetable.office'])
    })

    it('are refused for unknown steps, the legal date, and days that do not exist', () => {
      const own = { secrecy: '2021-02-30', legal: '2021-03-01', party: '2021-03-01' }
      expect(codes(problemsOf(() => stageDates(definition, '2021-03-31', chineseCalendar, own)))).toEqual([
        'field-malformed timetable.secrecy',
        'field-unknown timetable.legal',
        'field-unknown timetable.party',
      ])
    })
  })

  describe('in a year without a notice', () => {
    const all = ['submissions', 'office', 'secrecy', 'leader']
    const dates = stageDates(definition, '2027-01-31', chineseCalendar)
    // Invented: a Monday off, or a weekend worked.
    const known = withNotice(chineseCalendar, { year: '2027', daysOff: ['2027-01-25'], makeUpDays: [] })
    const worked = withNotice(chineseCalendar, {
      ...{ year: '2027', daysOff: ['2027-01-01'], makeUpDays: ['2027-01-23', '2027-01-24'] },
    })

    it('dates are counted by weekends and fixed days, and it is said which rest on that', () => {
      expect(dates).toEqual({
        submissions: '2027-01-18',
        office: '2027-01-21',
        secrecy: '2027-01-25',
        leader: '2027-01-27',
        legal: '2027-01-31',
      })
      expect(provisionalDates(definition, dates, chineseCalendar)).toEqual(all)
      expect(provisionalDates(definition, dates, known)).toEqual([])
      expect(provisionalDates(definition, { ...dates, legal: '2026-03-31' }, mondayToFriday)).toEqual([])
    })

    it('a date of the office’s own rests on nothing; what is counted back from it does', () => {
      const own = { secrecy: '2027-01-22' }
      const planned = stageDates(definition, '2027-01-31', chineseCalendar, own)
      expect(provisionalDates(definition, planned, chineseCalendar, own)).toEqual(['submissions', 'office', 'leader'])
      const early = { secrecy: '2027-01-01' }
      const before = stageDates(definition, '2027-01-31', chineseCalendar, early)
      expect(provisionalDates(definition, before, chineseCalendar, early)).toEqual(['leader'])
    })

    const recounted = (today: string, calendar = known, which = all) =>
      recountedDates(definition, { dates, which }, calendar, today).map(({ milestone, from, to }) =>
        [milestone, from.slice(5), to.slice(5)].join(' '),
      )
    it('the notice counts them again', () => {
      expect(recounted('2026-12-20')).toEqual(['submissions 01-18 01-15', 'office 01-21 01-20', 'secrecy 01-25 01-22'])
      expect(recounted('2026-12-20', worked)).toEqual(['submissions 01-18 01-20', 'office 01-21 01-23'])
      expect(recounted('2026-12-20', known, ['secrecy'])).toEqual(['secrecy 01-25 01-22'])
    })

    it.each<[string, string, string[]]>([
      ['on the day itself it stays', '2027-01-18', ['office 01-21 01-20', 'secrecy 01-25 01-22']],
      ['on the eve, a Sunday, it stays', '2027-01-17', ['office 01-21 01-20', 'secrecy 01-25 01-22']],
      ['what has passed stays', '2027-01-19', ['office 01-21 01-20', 'secrecy 01-25 01-22']],
      ['the next working day is the earliest', '2027-01-20', ['secrecy 01-25 01-22']],
      ['and is not later than it was', '2027-01-24', []],
    ])('nobody’s date is over or today all at once: %s, %s', (_, today, expected) => {
      expect(recounted(today)).toEqual(expected)
    })

    it('keeps their order, and moves nothing that has passed either way', () => {
      const day = fc.integer({ min: 0, max: 50 }).map((n) => addDays('2026-12-15', n))
      const free = fc.subarray(Array.from({ length: 31 }, (_, n) => addDays('2027-01-01', n)))
      fc.assert(
        fc.property(day, free, free, (today, daysOff, makeUpDays) => {
          const calendar = withNotice(chineseCalendar, { year: '2027', daysOff, makeUpDays })
          const moved = recountedDates(definition, { dates, which: all }, calendar, today)
          for (const { from, to } of moved) expect(from >= today && to > today).toBe(true)
          const after = { ...dates, ...Object.fromEntries(moved.map(({ milestone, to }) => [milestone, to])) }
          const order = [...all, 'legal'].map((id) => after[id]!)
          expect(order.toSorted()).toEqual(order)
        }),
      )
    })
  })

  const legal = fc.integer({ min: 0, max: 2000 }).map((n) => addDays('2020-02-01', n))
  const gaps = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 4, maxLength: 4 })
  const chain = gaps.map((days) =>
    withMilestones(...definition.timetable.milestones.map((m, index) => ({ ...m, workingDays: days[index]! }))),
  )
  const calendar = fc.constantFrom(chineseCalendar, mondayToFriday)

  it('follow each other, the computed number of working days apart, and never move back when the legal date moves on', () => {
    fc.assert(
      fc.property(chain, legal, fc.integer({ min: 0, max: 30 }), calendar, (chain, legal, later, calendar) => {
        const dates = stageDates(chain, legal, calendar)
        const moved = stageDates(chain, addDays(legal, later), calendar)
        for (const { id, before, workingDays } of chain.timetable.milestones) {
          expect(dates[id]! <= dates[before]!).toBe(true)
          expect(dates[id]! <= moved[id]!).toBe(true)
          expect(addWorkingDays(dates[before]!, -workingDays, calendar)).toBe(dates[id])
        }
      }),
    )
  })

  it('with an own date are never later than without', () => {
    const id = fc.constantFrom('submissions', 'office', 'secrecy', 'leader')
    fc.assert(
      fc.property(chain, legal, id, fc.integer({ min: 0, max: 20 }), (chain, legal, id, earlier) => {
        const lawful = stageDates(chain, legal, chineseCalendar)
        const planned = stageDates(chain, legal, chineseCalendar, { [id]: addDays(lawful[id]!, -earlier) })
        for (const name of Object.keys(lawful)) expect(planned[name]! <= lawful[name]!).toBe(true)
      }),
    )
  })
})

describe('timetableProblems', () => {
  it('finds none in a sound definition', () => {
    expect(timetableProblems(definition)).toEqual([])
  })

  it.each<[string, TimetableDefinition, string[]]>([
    [
      'a step that there is not',
      withMilestones(...definition.timetable.milestones.slice(0, 3), milestone('leader', 'press', 1)),
      ['timetable.leader'],
    ],
    [
      'a circle, but not what merely leads into it',
      withMilestones(
        milestone('submissions', 'office', 1),
        milestone('office', 'secrecy', 1),
        milestone('secrecy', 'leader', 1),
        milestone('leader', 'office', 1),
      ),
      ['timetable.office', 'timetable.secrecy', 'timetable.leader'],
    ],
    [
      'a step before itself',
      withMilestones(...definition.timetable.milestones.slice(0, 3), milestone('leader', 'leader', 1)),
      ['timetable.leader'],
    ],
    [
      'missing steps',
      withMilestones(milestone('office', 'legal', 1)),
      ['timetable.submissions', 'timetable.secrecy', 'timetable.leader'],
    ],
    [
      'a name used twice, or kept for the law',
      withMilestones(
        ...definition.timetable.milestones,
        milestone('leader', 'legal', 1),
        milestone('legal', 'leader', 1),
      ),
      ['timetable.leader', 'timetable.legal'],
    ],
    [
      'no such zone, no such day',
      {
        ...definition,
        timetable: {
          ...definition.timetable,
          zone: 'Asia/Beijing',
          legal: { county: { monthDay: '02-29', title: text('县级') } },
        },
      },
      ['timetable.zone', 'timetable.legal.county'],
    ],
  ])('%s', (_, broken, fields) => {
    expect(codes(timetableProblems(broken))).toEqual(fields.map((field) => `definition-invalid ${field}`))
  })

  it('come all at once with those of the own dates, before anything is computed', () => {
    const broken = withMilestones(milestone('submissions', 'submissions', 1))
    const problems = problemsOf(() => stageDates(broken, '2021-03-31', chineseCalendar, { party: '2021-03-01' }))
    expect(codes(problems)).toContain('field-unknown timetable.party')
    expect(codes(problems)).toContain('definition-invalid timetable.submissions')
  })
})

it('units report by the day the law gives them, on the last working day before it', () => {
  const definition = {
    signOff: { stages: [] },
    timetable: {
      zone: 'Asia/Shanghai',
      legal: { county: { monthDay: '02-20', title: { zh: '县', en: 'county' } } },
      milestones: [
        { id: 'submissions', title: { zh: '报送', en: 'slices' }, before: 'legal', workingDays: 8, notAfter: '01-31' },
      ],
    },
  } as never
  // 31 January 2021 was a Sunday; 2025's lies in the Spring Festival, whose make-up Sunday 26 January was the last working day before.
  expect(stageDates(definition, '2021-02-20', chineseCalendar).submissions).toBe('2021-01-29')
  expect(stageDates(definition, '2025-02-20', chineseCalendar).submissions).toBe('2025-01-27')
  expect(stageDates(definition, '2025-01-27', chineseCalendar).submissions).toBe('2025-01-16')
})
