import { describe, expect, test } from 'vitest'
import { chineseCalendar } from '../../../../shared/calendar/working-days.ts'
import {
  type NamedPerson,
  type OpeningWanted,
  planOpening,
  planRead,
  rehearsalProblems,
  rolesOf,
} from '../../../../shared/cycle/opening/opening.ts'
import { hasBegun, opensAt } from '../../../../shared/cycle/opening-day.ts'
import { shippedDefinition } from '../../../../shared/report/definitions/shipped.ts'
import { Refusal } from '../../../../shared/report/errors.ts'

const definition = structuredClone(shippedDefinition('gid-2019')!)
const rows = definition.tables.flatMap((table) => table.blocks).flatMap((block) => block.rows)
rows.find((row) => row.id === 'fees')!.owner = { role: 'finance' }
const person = (name: string): NamedPerson => ({ name, address: `${name}@test.example` })
const wanted: OpeningWanted = {
  issuer: { id: 'tongjiang', name: { zh: '同江市人民政府', en: 'Tongjiang City Government' }, level: 'county' },
  year: 2020,
  units: [
    {
      id: 'office',
      name: { zh: '市政府办公室', en: 'Office' },
      kind: 'office',
      roles: ['office'],
      contacts: [person('wang')],
      leader: person('li'),
    },
    {
      id: 'finance',
      name: { zh: '市财政局', en: 'Finance' },
      kind: 'department',
      roles: ['finance'],
      contacts: [person('zhao'), person('qian')],
    },
  ],
  route: definition.signOff.stages
    .filter(({ optional }) => !optional)
    .map((stage, i) => ({
      stage: stage.id,
      approvers: [person(`approver${i}`)],
      ...(i === 0 && { substitutes: { 'approver0@test.example': person('standin') } }),
    })),
  office: [person('feng')],
  policy: { missing: 'gap' },
}
const now = '2021-01-04T01:00:00.000Z'
const plan = (changes: Partial<OpeningWanted> = {}) =>
  planOpening({ ...wanted, ...changes }, definition, chineseCalendar, now, 'feng')
const refusedBy = (planned: () => unknown): Pick<Refusal, 'problems'> => {
  try {
    planned()
    return { problems: [] }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error
  }
}
const problemsOf = (changes: Partial<OpeningWanted>) =>
  refusedBy(() => plan(changes)).problems.map((p) => [p.code, p.field])

describe('when a cycle begins', () => {
  // It is Monday, 4 January 2021.
  test.each<[string, Partial<OpeningWanted>, unknown[]]>([
    ['of a year that has ended: at once', { year: 2020 }, []],
    ['of the same, on a day', { year: 2020, opens: '2021-01-06' }, []],
    ['of a year that goes on: needs its day', { year: 2021 }, [['field-missing', 'opens']]],
    ['and one after its end', { year: 2021, opens: '2021-12-31' }, [['field-malformed', 'opens']]],
    ['which is enough', { year: 2021, opens: '2022-01-01' }, []],
    ['a rehearsal needs none', { year: 2021, test: true }, []],
    ['no date', { year: 2020, opens: '6.1.2021' }, [['field-malformed', 'opens']]],
    ['a day that is over', { year: 2020, opens: '2021-01-03' }, [['field-malformed', 'opens']]],
    [
      'the day the slices are due',
      { year: 2020, opens: plan().timetable.submissions! },
      [['field-malformed', 'opens']],
    ],
  ])('%s', (_, wanted, problems) => {
    expect(problemsOf(wanted)).toEqual(problems)
  })

  test('on the morning of its day, or at once', () => {
    const at = '2021-01-04T01:00:00.000Z'
    const zone = 'Asia/Shanghai'
    expect(opensAt({ at, zone, opens: '2021-01-06' })).toBe('2021-01-06T01:00:00.000Z')
    expect(opensAt({ at, zone })).toBe(at)
    expect(opensAt({ at: '2021-01-06T05:00:00.000Z', zone, opens: '2021-01-06' })).toBe('2021-01-06T05:00:00.000Z')
    expect(hasBegun({ at, zone, opens: '2021-01-06' }, '2021-01-06T00:59:59.999Z')).toBe(false)
    expect(hasBegun({ at, zone, opens: '2021-01-06' }, '2021-01-06T01:00:00.000Z')).toBe(true)
  })
})

test('a rehearsal has a name of its own', () => {
  expect(plan({ test: true })).toMatchObject({ cycle: 'tongjiang-2020-test', test: true })
  expect(plan({ test: true, cycle: 'mine' }).cycle).toBe('mine')
  expect(plan()).not.toHaveProperty('test')
})

test('a cycle is opened with ids for everybody, dates computed back, and the definition pinned', () => {
  const opening = plan()
  expect(opening).toMatchObject({
    kind: 'opening',
    cycle: 'tongjiang-2020',
    by: 'feng',
    definition: { id: definition.id, version: definition.version },
    zone: 'Asia/Shanghai',
    timetable: { legal: '2021-02-20', 'principal-leader': '2021-02-19' },
  })
  expect(opening.route[0]).toMatchObject({
    approvers: [{ id: 'approver0', name: 'approver0' }],
    substitutes: { approver0: { id: 'standin' } },
  })
  expect(opening.units[1]!.contacts.map((c) => c.id)).toEqual(['zhao', 'qian'])
  expect(plan()).toEqual(opening)
})

test('who leads a unit and signs has the title that was typed for the approver, wherever it was', () => {
  const titled = (name: string, title: string) => ({ ...person(name), title })
  const leaders = [person('li'), titled('sun', '财政局局长')]
  const approvers = [titled('li', '办公室主任'), titled('sun', '市政府党组成员')]
  const { units, route } = plan({
    units: wanted.units.map((unit, i) => ({ ...unit, leader: leaders[i]! })),
    route: wanted.route.map(({ stage, approvers: others }, i) => ({
      stage,
      approvers: i < 2 ? [approvers[i]!] : others,
    })),
    accountable: person('sun'),
  })
  const titles = [...units.map(({ leader }) => leader), ...route.slice(0, 2).map((stage) => stage.approvers[0])]
  expect(titles.map((who) => who?.title)).toEqual(['办公室主任', '财政局局长', '办公室主任', '市政府党组成员'])
})

test('one address is one person with one id, wherever they are named', () => {
  const opening = plan({
    accountable: { name: 'approver1', address: ' Approver1@test.example' },
    office: [person('feng'), { name: 'li', address: 'LI@test.example' }],
  })
  expect(opening.accountable!.id).toBe(opening.route[1]!.approvers[0]!.id)
  expect(opening.office[1]).toEqual(opening.units[0]!.leader)
})

test('two people whose addresses begin alike have two ids', () => {
  const opening = plan({ office: [person('feng'), { name: '另一位', address: 'feng@other.example' }] })
  expect(opening.office.map((p) => p.id)).toEqual(['feng', 'feng-2'])
})

test('an office’s own dates are taken', () => {
  expect(plan({ dates: { submissions: '2021-01-15' } }).timetable.submissions).toBe('2021-01-15')
  // When its date is over another is given; by the day on which it begins.
  const late = (changes: Partial<OpeningWanted>) =>
    planOpening({ ...wanted, ...changes }, definition, chineseCalendar, '2021-02-17T01:00:00.000Z', 'feng').timetable
  expect(late({ dates: { submissions: '2021-02-19' } }).submissions).toBe('2021-02-19')
  expect(late({}).submissions).toBe(plan().timetable.submissions)
})

test('five thousand units are one cycle, and no more', () => {
  const some = (count: number) => [
    ...wanted.units,
    ...Array.from({ length: count - 2 }, (_, n) => ({
      ...{ id: `unit-${n}`, name: { zh: `第${n}镇人民政府`, en: `Town ${n}` }, kind: 'township' as const, roles: [] },
      contacts: [person(`clerk-${n}`)],
      leader: person(`leader-${n}`),
    })),
  ]
  expect(plan({ units: some(5_000) }).units).toHaveLength(5_000)
  expect(problemsOf({ units: some(5_001) })).toEqual([['roster-invalid', 'roster']])
})

test('what does not lie apart is no larger than an item of the table holds', () => {
  const note = '注'.repeat(110_000)
  expect(problemsOf({ note: { zh: note, en: note } })).toEqual([['field-malformed', undefined]])
})

test('what cannot be read and what stands against the rest are said at once', () => {
  const unread = { code: 'roster-invalid', field: 'roster.7', message: { zh: '', en: '' } } as const
  // Who fails for want of a row that could not be read is not held against the office.
  const { problems } = refusedBy(() =>
    planRead(
      { wanted: { ...wanted, office: [], units: [] }, problems: [unread] },
      definition,
      chineseCalendar,
      now,
      'feng',
    ),
  )
  expect(problems.map((p) => [p.code, p.field])).toEqual([
    ['roster-invalid', 'roster.7'],
    ['field-missing', 'office'],
  ])
})

const [office, finance] = wanted.units
describe('what stands against an opening', () => {
  test.each<[string, Partial<OpeningWanted>, [string, string | undefined][]]>([
    [
      'no units',
      { units: [] },
      [
        ['roster-invalid', 'roster'],
        ['roster-invalid', 'role.office'],
        ['roster-invalid', 'role.finance'],
      ],
    ],
    ['a role nobody has', { units: [office!] }, [['roster-invalid', 'role.finance']]],
    [
      'a role two have',
      {
        units: [
          office!,
          finance!,
          { ...finance!, id: 'tax', name: { zh: '税务局', en: 'Tax' }, contacts: [person('sun')] },
        ],
      },
      [['roster-invalid', 'role.finance']],
    ],
    ['a unit twice', { units: [office!, finance!, { ...finance!, roles: [] }] }, [['roster-invalid', 'finance']]],
    ['a unit without contacts', { units: [office!, { ...finance!, contacts: [] }] }, [['roster-invalid', 'finance']]],
    [
      'a leader who fills in',
      { units: [office!, { ...finance!, leader: person('zhao') }] },
      [['person-not-distinct', 'finance']],
    ],
    [
      'a stage without approvers',
      { route: wanted.route.slice(1) },
      [['field-missing', `route.${definition.signOff.stages.find(({ optional }) => !optional)!.id}`]],
    ],
    [
      'a stage that there is not',
      { route: [...wanted.route, { stage: 'minister', approvers: [person('x')] }] },
      [['field-unknown', 'route.minister']],
    ],
    [
      'an approver who fills in',
      { route: wanted.route.map((r, i) => (i === 1 ? { ...r, approvers: [person('wang')] } : r)) },
      [['person-not-distinct', 'route.secrecy-review']],
    ],
    [
      'an approver of two stages',
      { route: wanted.route.map((r, i) => (i === 1 ? { ...r, approvers: [person('approver0')] } : r)) },
      [['person-not-distinct', 'route.secrecy-review']],
    ],
    [
      'a person of the office in an indispensable seat',
      { route: wanted.route.map((r, i) => (i === 1 ? { ...r, approvers: [wanted.office[0]!] } : r)) },
      [['person-not-distinct', 'route.secrecy-review']],
    ],
    [
      'a substitute who signs',
      { route: wanted.route.map((r, i) => (i === 1 ? { ...r, substitutes: { approver1: person('approver0') } } : r)) },
      [['person-not-distinct', 'route.secrecy-review']],
    ],
    [
      'a substitute of nobody',
      { route: wanted.route.map((r, i) => (i === 1 ? { ...r, substitutes: { nobody: person('x') } } : r)) },
      [['field-unknown', 'route.secrecy-review']],
    ],
    [
      'a unit that is counted here and by its own line',
      {
        units: [
          office!,
          finance!,
          {
            ...finance!,
            id: 'tax',
            name: { zh: '税务局', en: 'Tax' },
            roles: [],
            contacts: [person('sun')],
            countedAbove: 'both',
          },
        ],
      },
      [['roster-invalid', 'tax']],
    ],
    [
      'what the whole needs of one unit, counted elsewhere',
      { units: [office!, { ...finance!, countedAbove: 'own-line' }] },
      [['roster-invalid', 'finance']],
    ],
    ['nobody at the office', { office: [] }, [['field-missing', 'office']]],
    [
      'one mailbox for two',
      { office: [{ name: '别人', address: 'zhao@test.example' }] },
      [['field-malformed', 'address']],
    ],
    [
      'somebody whose name nobody sees',
      { office: [{ name: '\u200D', address: 'feng@test.example' }] },
      [['field-missing', 'name']],
    ],
    [
      'a name that turns the direction of writing',
      { office: [{ name: '冯\u202E娟', address: 'feng@test.example' }] },
      [['field-malformed', 'name']],
    ],
    [
      'a name with what nobody sees in it',
      { office: [{ name: '冯\u200B娟', address: 'feng@test.example' }] },
      [['field-malformed', 'name']],
    ],
    [
      'an address that no mail server takes',
      { office: [{ name: '冯', address: `${'f'.repeat(65)}@test.example` }] },
      [['field-malformed', 'address']],
    ],
    [
      'one id for two people: their digits would go to one mailbox',
      { office: [{ ...person('feng'), id: 'x' }], accountable: { ...person('qin'), id: 'x' } },
      [['field-malformed', 'id']],
    ],
    [
      'a unit whose name turns the direction of writing',
      { units: [office!, { ...finance!, name: { zh: '财\u202E政局', en: 'Finance' } }] },
      [['roster-invalid', 'finance']],
    ],
    [
      'a name of a unit that is as long as a page',
      { units: [office!, { ...finance!, name: { zh: '局'.repeat(201), en: 'Finance' } }] },
      [['roster-invalid', 'finance']],
    ],
    [
      'one name for two units',
      { units: [office!, finance!, { ...finance!, id: 'tax', roles: [], contacts: [person('sun')] }] },
      [['roster-invalid', 'tax']],
    ],
    ['a year of five digits', { year: 10_000, test: true }, [['field-malformed', 'year']]],
    ['the last year of four', { year: 9999, test: true }, [['field-malformed', 'year']]],
    [
      'a unit that bears a name of the language',
      { units: [office!, { ...finance!, id: 'constructor' }] },
      [['roster-invalid', 'constructor']],
    ],
    [
      'a body whose name is two lines of a mail',
      { issuer: { ...wanted.issuer, name: { zh: '市\r\nBcc: x@y.cn', en: 'City' } } },
      [['field-malformed', 'issuer.name']],
    ],
    ['half a character', { note: { zh: '半\ud800', en: 'half' } }, [['field-malformed', 'note']]],
    [
      'a title as long as a page',
      { office: [{ ...person('feng'), title: '长'.repeat(201) }] },
      [['field-malformed', 'name']],
    ],
    ['half an address', { office: [{ name: '冯', address: 'feng@' }] }, [['field-malformed', 'address']]],
    ['a level the law does not name', { issuer: { ...wanted.issuer, level: 'village' } }, [['field-unknown', 'level']]],
    ['a date too late', { dates: { submissions: '2021-02-19' } }, [['date-too-late', 'timetable.submissions']]],
    ['an id no run can be named after', { cycle: '同江 2020' }, [['field-malformed', 'cycle']]],
    [
      'everything at once',
      { units: [office!], office: [], year: 20 },
      [
        ['field-malformed', 'year'],
        ['roster-invalid', 'role.finance'],
        ['field-missing', 'office'],
      ],
    ],
  ])('%s', (_, changes, expected) => {
    const problems = problemsOf(changes)
    for (const each of expected) expect(problems).toContainEqual(each)
    if (!_.startsWith('everything')) expect(problems.length).toBe(expected.length)
  })
})

test('an address that reads like a name of the language is a person like any other', () => {
  const opened = plan({ office: [{ name: '冯', address: 'constructor@test.example' }] })
  expect(opened.office).toMatchObject([{ id: 'constructor-2' }])
})

test('the roles of a report', () => {
  expect(rolesOf(definition).sort()).toEqual(['finance', 'office'])
})

test('a unit that its own line counts is of a report whose units publish their own', () => {
  const name = { zh: '税务局', en: 'Tax' }
  const tax = { ...finance!, id: 'tax', name, roles: [], contacts: [person('sun')], countedAbove: 'own-line' as const }
  const units = [office!, finance!, tax]
  expect(plan({ units }).units[2]).toMatchObject({ id: 'tax', countedAbove: 'own-line' })
  const { unitReports: _, ...whole } = definition
  expect(() => planOpening({ ...wanted, units }, whole, chineseCalendar, now, 'feng')).toThrow(Refusal)
})

test.each([
  ['a real cycle from a real board', undefined, undefined, 0],
  ['a test from a real board', undefined, true, 0],
  ['a test from a test’s board', true, true, 0],
  ['a real cycle from a test’s board', true, undefined, 1],
] as const)('%s', (_, board, wanted, refused) => {
  expect(rehearsalProblems({ ...(board && { test: board }) }, { ...(wanted && { test: wanted }) })).toHaveLength(
    refused,
  )
})
