import { expect, test } from 'vitest'
import type { Typed } from '../../../../shared/cycle/acts/act-input.ts'
import { contactRows, readPeopleOfUnit } from '../../../../shared/cycle/acts/unit-people.ts'
import type { Person, Unit } from '../../../../shared/cycle/facts.ts'
import { newcomersId } from '../../../../shared/cycle/newcomers-id.ts'
import { opening, person, stateOf } from '../two-of-each.ts'

const office = [{ ...person('officer'), name: '冯洁' }]
const own: Pick<Unit, 'leader' | 'contacts'> = {
  contacts: [{ ...person('clerk-a'), title: '科员' }],
}
const led = { ...own, leader: { ...person('leader-a'), name: '秦岚' } }
const row = (at: string, { name, address }: Pick<Person, 'name' | 'address'>, title = ''): Typed => ({
  [`${at}.name`]: name,
  [`${at}.address`]: address,
  [`${at}.title`]: title,
})
const first = row('contacts.1', person('clerk-a'))
const fresh = { name: '纪新', address: 'ji@test.example' }
const freshId = newcomersId(opening.cycle, fresh.address, [])

const read = (typed: Typed, unit: Parameters<typeof readPeopleOfUnit>[1] = own) => {
  const units = opening.units.map((one) => (one.id === 'a' ? { ...one, ...unit } : one))
  const state = stateOf([], { ...opening, office, units })
  const said: string[] = []
  const people = readPeopleOfUnit({ state, typed, person: 'nobody' }, unit, (code, field) =>
    said.push(`${code} ${field}`),
  )
  return { ...people, said }
}

test.each<[string, Typed, typeof own, { contacts: string[]; leader?: string }]>([
  ['its own, who keeps the id', first, own, { contacts: ['clerk-a'] }],
  ['somebody new, by the id of the mailbox', row('contacts.1', fresh), own, { contacts: [freshId] }],
  [
    'two that are new, by two ids',
    { ...row('contacts.1', fresh), ...row('contacts.2', { name: '田禾', address: 'tian@test.example' }) },
    own,
    { contacts: [freshId, newcomersId(opening.cycle, 'tian@test.example', [])] },
  ],
  [
    'somebody of another unit, who stays who they are',
    row('contacts.3', person('clerk-b')),
    own,
    { contacts: ['clerk-b'] },
  ],
  [
    'in whatever row, the last one too',
    { ...first, ...row(`contacts.${contactRows}`, fresh) },
    own,
    { contacts: ['clerk-a', freshId] },
  ],
  ['and a leader', { ...first, ...row('leader', fresh) }, own, { contacts: ['clerk-a'], leader: freshId }],
  ['and no other leader: the one there was stays', first, led, { contacts: ['clerk-a'], leader: 'leader-a' }],
  [
    'and another leader in place of the one there was',
    { ...first, ...row('leader', fresh) },
    led,
    { contacts: ['clerk-a'], leader: freshId },
  ],
])('a unit names %s', (_, typed, unit, expected) => {
  const { contacts, leader, said } = read(typed, unit)
  expect({ contacts: contacts.map(({ id }) => id), ...(leader && { leader: leader.id }) }).toEqual(expected)
  expect(said).toEqual([])
})

test.each<[string, Typed, typeof own, string[]]>([
  ['nobody', {}, own, ['field-missing contacts.1.name']],
  ['a row past the last', row(`contacts.${contactRows + 1}`, fresh), own, ['field-missing contacts.1.name']],
  ['one twice', { ...first, ...row('contacts.2', person('clerk-a')) }, own, ['field-malformed contacts.2.address']],
  [
    'one twice, the mailbox written otherwise',
    { ...row('contacts.1', fresh), ...row('contacts.2', { ...fresh, address: 'Ji@TEST.example' }) },
    own,
    ['field-malformed contacts.2.address'],
  ],
  [
    'who fills in as who confirms',
    { ...first, ...row('leader', person('clerk-a')) },
    own,
    ['person-not-distinct leader.address'],
  ],
  ['the leader there was as who fills in', row('contacts.1', led.leader), led, ['person-not-distinct leader.address']],
  ['an approver as who fills in', row('contacts.1', person('s2')), own, ['person-not-distinct contacts']],
  ['a name without a mailbox', { ...first, 'contacts.2.name': '纪新' }, own, ['field-malformed contacts.2.address']],
  [
    'a mailbox without a name',
    { ...first, 'contacts.2.address': fresh.address },
    own,
    ['field-missing contacts.2.name'],
  ],
  [
    'a name without end',
    { ...first, ...row('contacts.2', { ...fresh, name: '纪'.repeat(61) }) },
    own,
    ['field-missing contacts.2.name'],
  ],
  [
    'a name that turns the direction of writing',
    { ...first, ...row('contacts.2', { ...fresh, name: '纪\u202E新' }) },
    own,
    ['field-malformed contacts.2.name'],
  ],
  [
    'a post that does',
    { ...first, ...row('contacts.2', fresh, '科\u202E员') },
    own,
    ['field-malformed contacts.2.title'],
  ],
  [
    'somebody whom the cycle knows, by another name',
    { ...first, ...row('leader', { name: '冯杰', address: person('officer').address }) },
    own,
    ['field-malformed leader.address'],
  ],
])('a unit is refused %s', (_, typed, unit, expected) => {
  expect(read(typed, unit).said).toEqual(expected)
})

test('a name as long as may be, without blanks around, with the post or without', () => {
  const long = { name: '纪'.repeat(60), address: fresh.address }
  const { contacts, said } = read(row('contacts.1', { ...long, name: ` ${long.name} ` }, ' 主任 '))
  expect(contacts).toEqual([{ id: freshId, ...long, title: '主任' }])
  expect(said).toEqual([])
  expect(Object.keys(read(row('contacts.1', long)).contacts[0] ?? {})).toEqual(['id', 'name', 'address'])
})

test('a post is given anew where the unit lists its own, and of nobody else’s', () => {
  const [kept] = read(row('contacts.1', person('clerk-a'), '科长')).contacts
  expect(kept).toEqual({ ...person('clerk-a'), title: '科长' })
  const [other] = read(row('contacts.1', person('clerk-b'), '科长')).contacts
  expect(other).toEqual(person('clerk-b'))
  expect(read({ ...first, ...row('leader', led.leader, '局长') }, led).leader).toEqual({ ...led.leader, title: '局长' })
})
