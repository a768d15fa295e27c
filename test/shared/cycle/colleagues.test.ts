import { expect, test } from 'vitest'
import { fillersOf, hasFilledIn, leaderOf } from '../../../shared/cycle/colleagues.ts'
import type { ColleagueFact, OfficeAct, OfficeActFact, Person, SubmissionFact } from '../../../shared/cycle/facts.ts'
import { person } from '../../fixtures/small-opening.ts'
import { base } from './two-of-each.ts'

const [wang, li] = [person('王静'), person('李强')]
const [zhao, qian, sun] = [person('赵敏'), person('钱进'), person('孙丽')]

const acted = (n: number, what: OfficeAct): OfficeActFact => ({
  ...base,
  ...{ kind: 'act', n, id: `act-${n}`, by: 'officer', reason: '换人' },
  ...what,
})
const listed = (n: number, contacts: Person[], more: { unit?: string; leader?: Person } = {}) =>
  acted(n, { act: 'contacts', unit: 'a', contacts, ...more })
/** `acts`: so many were known to the lead. */
const added = (n: number, add: Person, acts = 0, unit = 'a'): ColleagueFact => ({ ...changed(n, acts, unit), add })
const removed = (n: number, { id }: Person, acts = 0, unit = 'a'): ColleagueFact => ({
  ...changed(n, acts, unit),
  remove: id,
})
function changed(n: number, acts: number, unit: string) {
  return { ...base, kind: 'colleague', unit, n, id: `colleague-${n}`, by: 'clerk', acts } as const
}

type OfUnit = [acts: OfficeActFact[], colleagues: ColleagueFact[]]
/** Ids as in the list; `+`: whom the lead added. */
const shown = ({ contacts, added: ids }: ReturnType<typeof fillersOf>): string =>
  `${contacts.map(({ id }) => id).join(' ')} + ${ids.join(' ')}`.trim()

test.each<[string, ...OfUnit, string]>([
  ['whom the roster names', [], [], '王静 李强 +'],
  ['and whom the lead added, after them', [], [added(1, zhao)], '王静 李强 赵敏 + 赵敏'],
  ['in the order they were added', [], [added(2, qian), added(1, zhao)], '王静 李强 赵敏 钱进 + 赵敏 钱进'],
  ['nobody of another unit’s', [], [added(1, zhao, 0, 'b')], '王静 李强 +'],
  ['not who was taken off', [], [added(1, zhao), added(2, qian), removed(3, zhao)], '王静 李强 钱进 + 钱进'],
  ['who was taken off another unit’s', [], [added(1, zhao), removed(2, zhao, 0, 'b')], '王静 李强 赵敏 + 赵敏'],
  [
    'who was taken off and added again, as the last',
    [],
    [added(1, zhao), added(2, qian), removed(3, zhao), added(4, zhao)],
    '王静 李强 钱进 赵敏 + 钱进 赵敏',
  ],
  ['by the numbers, not as they are read', [], [removed(2, zhao), added(1, zhao)], '王静 李强 +'],
  ['and as added, when the numbers say so', [], [added(2, zhao), removed(1, zhao)], '王静 李强 赵敏 + 赵敏'],
  ['the tenth change after the ninth', [], [removed(10, zhao), added(9, zhao)], '王静 李强 +'],
  ['whom the office named, though the lead took them off', [], [removed(1, li)], '王静 李强 +'],
  ['whom the office named once, though the lead added them', [], [added(1, li)], '王静 李强 +'],
  ['whom the office lists', [listed(1, [sun])], [], '孙丽 +'],
  ['whom it lists as the newest', [listed(1, [sun]), listed(2, [qian, wang])], [], '钱进 王静 +'],
  ['not whom it lists for another unit', [listed(1, [sun], { unit: 'b' })], [], '王静 李强 +'],
  ['whom it listed before it listed for another', [listed(1, [sun]), listed(2, [qian], { unit: 'b' })], [], '孙丽 +'],
  [
    'whom it listed before it changed the leader',
    [listed(1, [sun]), acted(2, { act: 'leader', unit: 'a', from: 'l', to: qian })],
    [],
    '孙丽 +',
  ],
  ['nobody that a newer list left out', [listed(1, [sun])], [added(1, zhao)], '孙丽 +'],
  ['nobody added by who had not seen the list', [listed(3, [sun])], [added(1, zhao, 2)], '孙丽 +'],
  ['who was added by who had seen it', [listed(3, [sun])], [added(1, zhao, 3)], '孙丽 赵敏 + 赵敏'],
  ['who was added when other acts had followed', [listed(3, [sun])], [added(1, zhao, 4)], '孙丽 赵敏 + 赵敏'],
  [
    'who was added before a list of another unit',
    [listed(3, [sun], { unit: 'b' })],
    [added(1, zhao, 2)],
    '王静 李强 赵敏 + 赵敏',
  ],
  [
    'whom the list left out and the lead added again',
    [listed(3, [sun])],
    [added(1, zhao, 2), added(2, wang, 3)],
    '孙丽 王静 + 王静',
  ],
  [
    'whom the list took over, as of the office',
    [listed(3, [sun, zhao])],
    [added(1, zhao, 2), removed(2, zhao, 3)],
    '孙丽 赵敏 +',
  ],
  ['nobody', [listed(1, [])], [], '+'],
])('who fills in: %s', (_, acts, colleagues, expected) => {
  expect(shown(fillersOf({ id: 'a', contacts: [wang, li] }, { acts, colleagues }))).toBe(expected)
})

test.each<[number, string]>([
  [1, '王静 李强 赵敏 + 赵敏'],
  [3, '王静 李强 赵敏 钱进 + 赵敏 钱进'],
  [4, '孙丽 +'],
  [5, '孙丽 赵敏 + 赵敏'],
  [6, '钱进 +'],
])('who filled in before act %i: neither it nor what was done after it counts', (before, expected) => {
  const acts = [listed(3, [sun]), listed(5, [qian])]
  const colleagues = [added(1, zhao), added(2, qian, 2), added(3, zhao, 4)]
  expect(shown(fillersOf({ id: 'a', contacts: [wang, li] }, { acts, colleagues }, before))).toBe(expected)
})

test('who is added twice is whom the lead named last, in the first place', () => {
  const moved = { ...zhao, address: 'zhao@new.example' }
  const colleagues = [added(1, zhao), added(2, qian), added(3, moved)]
  const unit = { id: 'a', contacts: [wang] }
  expect(fillersOf(unit, { acts: [], colleagues })).toEqual({
    contacts: [wang, moved, qian],
    added: ['赵敏', '钱进'],
  })
})

test('whom the office named stays as it named them', () => {
  const colleagues = [added(1, { ...wang, address: 'wang@new.example' })]
  expect(fillersOf({ id: 'a', contacts: [wang] }, { acts: [], colleagues }).contacts).toEqual([wang])
})

test('who asks changes neither the roster nor what the lead did', () => {
  const unit = { id: 'a', contacts: [wang] }
  const colleagues = [added(2, qian), added(1, zhao)]
  fillersOf(unit, { acts: [], colleagues })
  expect(unit.contacts).toEqual([wang])
  expect(colleagues.map(({ n }) => n)).toEqual([2, 1])
})

const led = (n: number, to: Person, unit = 'a') => acted(n, { act: 'leader', unit, from: 'l', to })
/** `named`: whether the roster names a leader. */
type Asked = { before?: number; named?: boolean }
test.each<[string, OfficeActFact[], string | undefined, Asked?]>([
  ['whom the roster names', [], '王静'],
  ['nobody, where it names none', [], undefined, { named: false }],
  ['whom the act names', [led(1, zhao)], '赵敏'],
  ['whom the act names where the roster named none', [led(1, zhao)], '赵敏', { named: false }],
  ['whom the newest names', [led(1, zhao), led(2, qian)], '钱进'],
  ['not whom it names for another unit', [led(1, zhao, 'b')], '王静'],
  ['nor whom its list names for another', [listed(1, [], { unit: 'b', leader: zhao })], '王静'],
  ['whom the office’s list names', [listed(1, [li], { leader: zhao })], '赵敏'],
  ['whom the roster names, where the list names none', [listed(1, [li])], '王静'],
  ['nobody, where neither does', [listed(1, [li])], undefined, { named: false }],
  ['whom a list after the act names', [led(1, zhao), listed(2, [li], { leader: qian })], '钱进'],
  ['whom an act after the list names', [listed(1, [li], { leader: qian }), led(2, zhao)], '赵敏'],
  [
    'whom the act names, whatever else was done to the unit',
    [led(1, zhao), acted(2, { act: 'nil', unit: 'a' })],
    '赵敏',
  ],
  ['as it was before the act', [led(5, zhao)], '王静', { before: 5 }],
  ['as it was after it', [led(5, zhao)], '赵敏', { before: 6 }],
  ['as it was before the list', [led(1, zhao), listed(5, [li], { leader: qian })], '赵敏', { before: 5 }],
  ['as it was after the list', [led(1, zhao), listed(5, [li], { leader: qian })], '钱进', { before: 6 }],
])('who leads the unit: %s', (_, acts, expected, { before, named = true } = {}) => {
  expect(leaderOf({ id: 'a', ...(named && { leader: wang }) }, acts, before)?.id).toBe(expected)
})

const sent = (revision: number, by: Person, typists?: Person[]): SubmissionFact => ({
  ...base,
  ...{ kind: 'submission', unit: 'a', revision, digest: `a${revision}`, by: by.id, channel: 'form', nil: false },
  ...(typists && { typists: typists.map(({ id }) => id) }),
})
test.each<[string, SubmissionFact[], number, boolean]>([
  ['nobody sent anything', [], 1, false],
  ['who sent it', [sent(1, zhao)], 1, true],
  ['somebody else sent it', [sent(1, wang)], 1, false],
  ['who typed in it', [sent(1, wang, [zhao])], 1, true],
  ['who was one of those who typed', [sent(1, wang, [li, zhao])], 1, true],
  ['others typed', [sent(1, wang, [li])], 1, false],
  ['nobody else typed', [sent(1, wang, [])], 1, false],
  ['who sent, and others typed', [sent(1, zhao, [li])], 1, true],
  ['who sent the one before', [sent(1, zhao), sent(2, wang)], 2, true],
  ['who typed in the one before', [sent(1, wang, [zhao]), sent(2, wang)], 2, true],
  ['who sent a later one alone', [sent(1, wang), sent(2, zhao)], 1, false],
  ['who typed in a later one alone', [sent(1, wang), sent(2, wang, [zhao])], 1, false],
  ['who sent the last of several', [sent(1, wang), sent(2, li), sent(3, zhao)], 3, true],
])('whether a person filled in the revision: %s', (_, submissions, revision, expected) => {
  expect(hasFilledIn(submissions, zhao.id, revision)).toBe(expected)
})
