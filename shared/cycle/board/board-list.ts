import type { Language } from '../../report/report-definition.ts'
import type { BoardUnit } from './board.ts'

/** What the office asked the board's list for, as it stands in the page's address. */
export type BoardQuery = { show: BoardFilter; q: string; page: number }
export type BoardFilter = (typeof boardFilters)[number]
export const boardFilters = ['all', 'owing', 'unopened', 'bounced', 'unconfirmed', 'filed'] as const

/** Why a unit stands where it does: said once above all that share it. */
export type BoardGroup = (typeof boardGroups)[number]
const boardGroups = ['late', 'returned', 'open', 'unconfirmed', 'uncleared', 'settled', 'exempt'] as const

export const unitsAPage = 50

export const readBoardQuery = ({ show, q, page }: Record<string, string | undefined>): BoardQuery => ({
  show: boardFilters.find((filter) => filter === show) ?? 'all',
  q: (q ?? '').trim().slice(0, 100),
  page: /^[1-9]\d{0,4}$/.test(page ?? '') ? Number(page) : 1,
})

const groupOf = ({ daysLate, standing }: Pick<BoardUnit, 'daysLate' | 'standing'>): BoardGroup =>
  daysLate > 0 ? 'late' : standing

/** Who waits for whom, by filter: a late unit is owing whatever it lacks. */
const belongs = (unit: BoardUnit, filter: BoardFilter): boolean => {
  switch (filter) {
    case 'all':
      return true
    case 'owing':
      return unit.standing === 'open' || unit.standing === 'returned' || unit.daysLate > 0
    case 'unopened':
      return isUnopened(unit)
    case 'bounced':
      return unit.people.some(({ lastMail }) => lastMail?.delivery !== undefined && failed.includes(lastMail.delivery))
    case 'unconfirmed':
      return unit.standing === 'unconfirmed'
    case 'filed':
      return unit.standing === 'uncleared' || unit.standing === 'settled' || unit.standing === 'exempt'
  }
}

/** Somebody is awaited here, and nobody of those has opened the link of a mail. */
const isUnopened = ({ people }: Pick<BoardUnit, 'people'>): boolean => {
  const awaited = people.filter(({ owes }) => owes)
  return awaited.length > 0 && awaited.every(({ opened }) => opened === undefined)
}

const failed: readonly string[] = ['bounced', 'complained', 'suppressed']

export type BoardList = {
  /** How many each filter would show of what was searched for. */
  counts: Record<BoardFilter, number>
  groups: { group: BoardGroup; units: BoardUnit[]; total: number }[]
  page: number
  pages: number
}

/** The units that were asked for, grouped by why they are not done, the latest first, one page of them. */
export function listUnits(units: readonly BoardUnit[], query: BoardQuery, language: Language): BoardList {
  const words = query.q.toLowerCase()
  const found = units.filter(({ id, name, people }) =>
    [id, name[language], ...people.map((person) => person.name)].some((text) => text.toLowerCase().includes(words)),
  )
  const shown = found
    .filter((unit) => belongs(unit, query.show))
    .toSorted((a, b) => boardGroups.indexOf(groupOf(a)) - boardGroups.indexOf(groupOf(b)) || b.daysLate - a.daysLate)
  const pages = Math.max(1, Math.ceil(shown.length / unitsAPage))
  const page = Math.min(query.page, pages)
  const here = shown.slice((page - 1) * unitsAPage, page * unitsAPage)
  return {
    counts: Object.fromEntries(
      boardFilters.map((filter) => [filter, found.filter((unit) => belongs(unit, filter)).length]),
    ) as BoardList['counts'],
    groups: boardGroups.flatMap((group) => {
      const own = here.filter((unit) => groupOf(unit) === group)
      const total = shown.filter((unit) => groupOf(unit) === group).length
      return own.length > 0 ? [{ group, units: own, total }] : []
    }),
    page,
    pages,
  }
}
