import { describe, expect, test } from 'vitest'
import type { Opening } from '../../../../shared/cycle/facts.ts'
import {
  approverRows,
  type OpeningTyped,
  readOpeningDocument,
  readOpeningForm,
  rosterProblems,
  typedFrom,
} from '../../../../shared/cycle/opening/opening-form.ts'
import { present } from '../../../../shared/present.ts'
import { shippedDefinition } from '../../../../shared/report/definitions/shipped.ts'
import { Refusal } from '../../../../shared/report/errors.ts'
import { openingOf, person, text } from '../../../fixtures/small-opening.ts'

const definition = present(shippedDefinition('gid-2019'), 'gid-2019')
const [first, second] = definition.signOff.stages.map(({ id }) => id) as [string, string]
const last: Opening = openingOf({
  at: '2021-01-04T01:00:00.000Z',
  by: 'feng',
  definition: { id: 'gid-2019', version: 1, digest: 'd' },
  timetable: { submissions: '2021-01-22', legal: '2021-02-20' },
  units: [
    {
      id: 'office',
      name: { zh: '办公室', en: 'Office' },
      kind: 'office',
      roles: ['office', 'finance'],
      contacts: [{ ...person('wang'), title: '科长' }, person('li')],
      leader: person('zhao'),
    },
    {
      id: 'tax',
      name: { zh: '税务局', en: 'Tax' },
      kind: 'department',
      roles: [],
      contacts: [person('qian')],
      countedAbove: 'own-line',
    },
  ],
  route: [
    { stage: first, approvers: [person('a1'), person('a2')], substitutes: { a2: person('stand-in') } },
    { stage: second, approvers: [person('b1')] },
  ],
  accountable: person('sun'),
  policy: { missing: 'hold' },
})
const read = (typed: OpeningTyped) => readOpeningForm(typed, definition)
const codes = ({ problems }: { problems: readonly { code: string; field?: string }[] }) =>
  problems.map(({ code, field }) => [code, field])

describe('the form of a new cycle', () => {
  test('filled in from the last one has its people a year later, and chooses nothing about what is missing', () => {
    const typed = typedFrom(last)
    expect([typed.year, typed.missing, typed.cycle, typed.opens, typed.test]).toEqual([
      '2021',
      ...Array(4).fill(undefined),
    ])
    const again = read(typed)
    expect(codes(again)).toEqual([['choice-missing', 'missing']])
    const named = (id: string) => ({ name: id, address: `${id}@test.example` })
    expect(again.wanted).toMatchObject({
      issuer: { id: 'i', name: text('市'), level: 'county' },
      year: 2021,
      office: [named('feng')],
      accountable: named('sun'),
    })
    expect(again.wanted.route.slice(0, 2)).toEqual([
      { stage: first, approvers: [named('a1'), named('a2')], substitutes: { 'a2@test.example': named('stand-in') } },
      { stage: second, approvers: [named('b1')] },
    ])
    expect(again.wanted.units).toMatchObject([
      {
        id: 'office',
        name: { zh: '办公室', en: 'Office' },
        kind: 'office',
        roles: ['office', 'finance'],
        contacts: [{ ...named('wang'), title: '科长' }, named('li')],
        leader: named('zhao'),
      },
      { id: 'tax', kind: 'department', roles: [], contacts: [named('qian')], countedAbove: 'own-line' },
    ])
  })

  test('filled in from the last one keeps who reads English, and who gets copies', () => {
    const english = (id: string) => ({ ...person(id), language: 'en' as const })
    const [office, tax] = last.units as [Opening['units'][number], Opening['units'][number]]
    const { wanted } = read(
      typedFrom({
        ...last,
        units: [
          { ...office, contacts: [english('wang'), person('li')], leader: person('zhao') },
          { ...tax, leader: english('sun') },
        ],
        route: [
          {
            stage: first,
            approvers: Array.from({ length: 8 }, (_, i) => english(`a${i}`)),
            substitutes: { a0: english('stand-in') },
            observers: [english('o1'), person('o2')],
          },
        ],
        office: [english('feng')],
        accountable: english('sun'),
      }),
    )
    const [stage] = wanted.route
    const inEnglish = (people: readonly { name: string; language?: string }[]) =>
      people.filter(({ language }) => language === 'en').map(({ name }) => name)
    expect(wanted.units.map(({ contacts, leader }) => inEnglish([...contacts, ...(leader ? [leader] : [])]))).toEqual([
      ['wang'],
      ['sun'],
    ])
    expect(inEnglish(stage?.approvers ?? [])).toHaveLength(8)
    expect(inEnglish([...Object.values(stage?.substitutes ?? {}), ...wanted.office, wanted.accountable!])).toEqual([
      'stand-in',
      'feng',
      'sun',
    ])
    expect(stage?.observers).toEqual([
      { name: 'o1', address: 'o1@test.example', language: 'en' },
      { name: 'o2', address: 'o2@test.example' },
    ])
  })

  test('of a rehearsal stays one', () => {
    expect([read(typedFrom({ ...last, test: true })).wanted.test, read(typedFrom(last)).wanted.test]).toEqual([
      true,
      undefined,
    ])
  })

  const chosen = { ...typedFrom(last), missing: 'gap' }
  test.each<[string, OpeningTyped, string, unknown]>([
    ['gaps are chosen', {}, 'policy', { missing: 'gap' }],
    ['waiting is chosen', { missing: 'hold' }, 'policy', { missing: 'hold' }],
    ['a year of words is none', { year: '二〇二一' }, 'year', 0],
    ['nor one of five digits', { year: '20211' }, 'year', 0],
    ['a year in wide digits is one', { year: '２０２１' }, 'year', 0],
    [
      'without an English name it is the Chinese one',
      { 'issuer.en': '' },
      'issuer',
      { id: 'i', name: text('市'), level: 'county' },
    ],
    ['its own id', { cycle: ' mine ' }, 'cycle', 'mine'],
    ['a day to begin', { opens: '2022-01-04' }, 'opens', '2022-01-04'],
    [
      'dates by milestone',
      { 'date.submissions': '2022-01-20', 'date.unknown': '2022-01-21' },
      'dates',
      { submissions: '2022-01-20' },
    ],
    ['no dates are none', {}, 'dates', undefined],
    [
      'who has only an address is somebody',
      { 'accountable.name': '', 'accountable.address': 'x@y.z' },
      'accountable',
      { name: '', address: 'x@y.z' },
    ],
    ['who has neither is nobody', { 'accountable.name': ' ', 'accountable.address': '' }, 'accountable', undefined],
  ])('%s', (_, typed, field, expected) => {
    const { wanted, problems } = read({ ...chosen, ...typed })
    expect(problems).toEqual([])
    expect(wanted[field as keyof typeof wanted]).toEqual(expected)
  })

  test('a stand-in without a seat beside it is nobody’s; a row behind the last is not read', () => {
    const at = (prefix: string, id: string) => ({ [`${prefix}.name`]: id, [`${prefix}.address`]: `${id}@test.example` })
    const { wanted } = read({
      ...chosen,
      ...at(`${second}.2.substitute`, 'alone'),
      ...at(`${second}.${approverRows}`, 'sixth'),
      ...at(`${second}.${approverRows + 1}`, 'seventh'),
    })
    const { approvers, substitutes } = present(wanted.route[1], 'stage')
    expect([approvers.map(({ name }) => name), substitutes]).toEqual([['b1', 'sixth'], undefined])
  })

  test('each row of the roster that cannot be read is a problem of its line', () => {
    const { roster, problems } = read({
      ...chosen,
      roster: `${typedFrom(last).roster}税务局二,,,部门,,钱,no-address\n`,
    })
    expect(problems).toEqual(rosterProblems(roster))
    expect(
      codes({ problems }).every(([code, field]) => code === 'roster-invalid' && field?.startsWith('roster.5')),
    ).toBe(true)
    expect(problems.length).toBeGreaterThan(0)
  })
})

describe('the document of a new cycle', () => {
  const document = {
    definition: 'gid-2019',
    issuer: { id: 'i', name: text('市'), level: 'county' },
    year: 2020,
    route: [{ stage: first, approvers: [{ name: 'a', address: 'a@test.example' }] }],
    office: [{ name: 'feng', address: 'feng@test.example' }],
    policy: { missing: 'hold' },
  }
  test('has its units by a roster or as they are, or none', () => {
    const units = [{ id: 'u', name: text('局'), kind: 'department', roles: [], contacts: [] }]
    const ids = (given: object) => readOpeningDocument({ ...document, ...given }).wanted.units.map(({ id }) => id)
    expect([ids({ units }), ids({ roster: typedFrom(last).roster }), ids({})]).toEqual([['u'], ['office', 'tax'], []])
  })

  test('says of a roster which lines cannot be read', () => {
    expect(codes(readOpeningDocument({ ...document, roster: 'nothing\n' })).map(([code]) => code)).toContain(
      'roster-invalid',
    )
  })

  test.each<[string, object, string]>([
    ['a field nobody knows', { speed: 'high' }, ''],
    ['a policy there is not', { policy: { missing: 'maybe' } }, 'policy.missing'],
    ['a test that is none', { test: false }, 'test'],
    ['a name in one language', { issuer: { ...document.issuer, name: { zh: '市', en: '' } } }, 'issuer.name.en'],
  ])('is refused for %s, with its place', (_, given, field) => {
    const refused = () => readOpeningDocument({ ...document, ...given })
    expect(refused).toThrow(Refusal)
    try {
      refused()
    } catch (error) {
      expect(codes(error as Refusal)).toEqual([['field-malformed', field]])
    }
  })
})
