import { describe, expect, test } from 'vitest'
import type { BoardUnit } from '../../../../shared/cycle/board/board.ts'
import { type BoardQuery, listUnits, readBoardQuery, unitsAPage } from '../../../../shared/cycle/board/board-list.ts'

const unit = (id: string, standing: BoardUnit['standing'], more: Partial<BoardUnit> = {}): BoardUnit => ({
  id,
  name: { zh: `${id}局`, en: `${id} bureau` },
  kind: 'department',
  standing,
  due: '2022-01-14',
  daysLate: 0,
  revision: 0,
  nil: false,
  left: false,
  people: [],
  ...more,
})
const units = [
  unit('done', 'settled'),
  unit('open', 'open'),
  unit('late-2', 'open', { daysLate: 2 }),
  unit('late-9', 'unconfirmed', { daysLate: 9 }),
  unit('back', 'returned'),
  unit('leader', 'unconfirmed'),
  unit('free', 'exempt'),
]
const ask = (query: Partial<BoardQuery> = {}, of = units) =>
  listUnits(of, { show: 'all', q: '', page: 1, ...query }, 'zh')
const ids = (list: ReturnType<typeof ask>) => list.groups.map(({ group, units }) => [group, ...units.map((u) => u.id)])

describe('the list of units', () => {
  test('groups by why a unit is not done, the latest first', () => {
    expect(ids(ask())).toEqual([
      ['late', 'late-9', 'late-2'],
      ['returned', 'back'],
      ['open', 'open'],
      ['unconfirmed', 'leader'],
      ['settled', 'done'],
      ['exempt', 'free'],
    ])
  })

  test('shows whom the mails have not reached: who is awaited and opened no link, whose mail came back', () => {
    const person = (id: string, more: Partial<BoardUnit['people'][number]>): BoardUnit['people'][number] => ({
      id,
      name: id,
      part: 'contact',
      owes: true,
      link: { purpose: 'slice', subject: id },
      ...more,
    })
    const opened = '2022-01-05T02:00:00.000Z'
    const mail = (delivery: 'bounced' | 'delivered') => ({ template: 'invitation' as const, at: opened, delivery })
    const list = [
      unit('nobody', 'open', { people: [person('a', {}), person('b', {})] }),
      unit('one', 'open', { people: [person('c', {}), person('d', { opened })] }),
      unit('back', 'open', { people: [person('e', { opened, lastMail: mail('bounced') })] }),
      unit('there', 'open', { people: [person('f', { opened, lastMail: mail('delivered') })] }),
      unit('done', 'settled', { people: [person('g', { owes: false })] }),
    ]
    const shown = (show: BoardQuery['show']) =>
      ask({ show }, list).groups.flatMap(({ units }) => units.map(({ id }) => id))
    expect([shown('unopened'), shown('bounced')]).toEqual([['nobody'], ['back']])
  })

  test('finds everybody by what they owe, whoever has it next', () => {
    const standings = ['open', 'returned', 'unconfirmed', 'uncleared', 'settled', 'exempt'] as const
    const each = standings.map((standing) => unit(standing, standing))
    const shown = (show: BoardQuery['show']) =>
      ask({ show }, each).groups.flatMap(({ units }) => units.map(({ id }) => id))
    expect([shown('owing'), shown('unconfirmed'), shown('filed')]).toEqual([
      ['returned', 'open'],
      ['unconfirmed'],
      ['uncleared', 'settled', 'exempt'],
    ])
  })

  test.each([
    ['owing', ['late-9', 'late-2', 'back', 'open']],
    ['unconfirmed', ['late-9', 'leader']],
    ['filed', ['done', 'free']],
  ] as const)('shows who is %s, and counts all', (show, expected) => {
    const list = ask({ show })
    expect(list.groups.flatMap(({ units }) => units.map(({ id }) => id))).toEqual(expected)
    expect(list.counts).toEqual({ all: 7, owing: 4, unopened: 0, bounced: 0, unconfirmed: 2, filed: 2 })
  })

  test('finds by name of unit or person, in any case', () => {
    const people = [
      { id: 'x', name: '林佳 Lin', part: 'contact', owes: true, link: { purpose: 'slice', subject: 'a' } },
    ] as const
    const of = [...units, unit('a', 'open', { people: [...people] })]
    expect(ids(ask({ q: 'LIN' }, of))).toEqual([['open', 'a']])
    expect(ids(ask({ q: 'back局' }, of))).toEqual([['returned', 'back']])
    expect(ask({ q: '没有' }, of)).toMatchObject({ groups: [], page: 1, pages: 1 })
  })

  test('has pages, and a page beyond the last is the last', () => {
    const many = Array.from({ length: 2 * unitsAPage + 1 }, (_, n) => unit(`u${n}`, 'open'))
    expect(ask({ page: 3 }, many)).toMatchObject({
      page: 3,
      pages: 3,
      groups: [{ total: many.length, units: [{ id: 'u100' }] }],
    })
    expect(ask({ page: 99 }, many).page).toBe(3)
  })
})

describe('what stands in the address', () => {
  test.each([
    [{}, { show: 'all', q: '', page: 1 }],
    [
      { show: 'owing', q: ' 林 ', page: '2' },
      { show: 'owing', q: '林', page: 2 },
    ],
    [
      { show: 'toString', q: 'x'.repeat(200), page: '-1' },
      { show: 'all', q: 'x'.repeat(100), page: 1 },
    ],
    [{ page: '0' }, { show: 'all', q: '', page: 1 }],
    [{ page: '1e9' }, { show: 'all', q: '', page: 1 }],
  ])('%j', (given, expected) => {
    expect(readBoardQuery(given)).toEqual(expected)
  })
})
