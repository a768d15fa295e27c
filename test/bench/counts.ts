import { type Played, playCounted } from '../../infra/command-line/stage/counted-cycle.ts'
import { type Count, countedOffice } from './counted-office.ts'

/** What one thing may cost at most, at any of the sizes that are measured: a change that makes a row worse fails. */
type Row = {
  what: string
  unit: 'RU' | 'kB' | 'times'
  counts: ReadonlyMap<number, number>
  atMost(units: number): number
}

/**
 * The table of counts: they do not depend on the machine. A read unit is 4 kB begun of a consistent read, a write unit 1 kB begun;
 * a page's bytes are before compression.
 */
export const countRows = async (sizes: readonly number[]): Promise<Row[]> => rowsOf(limits, sizes, countAll)

/** The same of a whole cycle, deliveries and the schedule of eight weeks included; a minute for a hundred units. */
export const cycleRows = async (sizes: readonly number[]): Promise<Row[]> =>
  rowsOf(cycleLimits, sizes, (units) => playCounted(units, 'json'))

async function rowsOf<C>(limits: readonly Limit<C>[], sizes: readonly number[], count: (units: number) => Promise<C>) {
  const of = new Map<number, C>()
  for (const size of sizes) of.set(size, await count(size))
  return limits.map(({ what, unit, from, atMost }) => ({
    what,
    unit,
    atMost,
    counts: new Map([...of].map(([size, counted]) => [size, from(counted)])),
  }))
}

async function countAll(units: number) {
  const office = await countedOffice(units)
  const { people, invitations } = office
  const timer = await office.timer()
  const page = await office.page('unit-3')
  // Whoever comes first finds nobody noted as missing, and reads everybody.
  await office.submission('unit-1')
  const first = await office.leadersVisit('unit-1')
  const submission = await office.submission('unit-2')
  const leader = await office.leadersVisit('unit-2')
  const board = await office.board()
  return { people, invitations, timer, page, submission, first, leader, board, over: await office.over() }
}
type Counted = Awaited<ReturnType<typeof countAll>>

const reads = ({ reads }: Count) => reads
const kilobytes = ({ bytes }: Count) => Math.round(bytes / 100) / 10

type Limit<C> = Pick<Row, 'what' | 'unit' | 'atMost'> & { from(counted: C): number }

const limits: Limit<Counted>[] = [
  { what: 'a submission', unit: 'RU', from: (c) => reads(c.submission), atMost: () => 12 },
  { what: 'a leader’s visit, four requests', unit: 'RU', from: (c) => reads(c.leader), atMost: () => 26 },
  {
    what: '… that makes another unit the one to look at',
    unit: 'RU',
    from: (c) => reads(c.first),
    atMost: (n) => 26 + 0.3 * n,
  },
  { what: 'a page of a unit', unit: 'RU', from: (c) => reads(c.page), atMost: () => 6 },
  { what: 'board', unit: 'RU', from: (c) => reads(c.board.page), atMost: (n) => 12 + 0.02 * n },
  {
    what: '… after a tenth of the units filed',
    unit: 'RU',
    from: (c) => reads(c.board.later),
    atMost: (n) => 12 + 0.045 * n,
  },
  {
    what: '… opened for the first time on a day, before it',
    unit: 'RU',
    from: (c) => reads(c.board.opened),
    atMost: (n) => 10 + 0.32 * n,
  },
  { what: 'board', unit: 'kB', from: (c) => kilobytes(c.board.page), atMost: () => 60 },
  { what: 'timer, nothing due', unit: 'RU', from: (c) => reads(c.timer), atMost: () => 5 },
  { what: '… a cycle of the years before', unit: 'RU', from: (c) => c.over, atMost: () => 1 },
  { what: 'invitations, a person', unit: 'RU', from: (c) => reads(c.invitations) / c.people, atMost: () => 2.1 },
]

const cycleLimits: Limit<Played>[] = [
  {
    what: 'whole cycle, a unit, without the schedule',
    unit: 'RU',
    from: ({ units, counts }) => (counts.readUnits - counts.timerReadUnits) / units,
    atMost: (n) => (n < 100 ? 115 : 78),
  },
  {
    what: 'the schedule’s own looks in eight weeks, a unit',
    unit: 'RU',
    from: ({ units, counts }) => counts.lookReadUnits / units,
    atMost: (n) => (n < 100 ? 130 : 40),
  },
  {
    what: 'everybody is read because another unit is the one to look at',
    unit: 'times',
    from: ({ counts }) => counts.witnesses,
    // The witness changes as often as the smallest of a row does: about ln N times; each of two waits has its own.
    atMost: (n) => Math.ceil(2 * Math.log(n) + 2),
  },
]

/** The rows that cost more than they may. */
export const worse = (rows: readonly Row[]): string[] =>
  rows.flatMap(({ what, unit, counts, atMost }) =>
    [...counts].flatMap(([units, count]) =>
      count > atMost(units)
        ? [`${what} at ${units} units: ${shown(count)} ${unit}, at most ${shown(atMost(units))}`]
        : [],
    ),
  )

export function tableOf(rows: readonly Row[]): string {
  const sizes = [...(rows[0]?.counts.keys() ?? [])]
  const lines = rows.map(({ what, unit, counts }) => [what, unit, ...sizes.map((size) => shown(counts.get(size)))])
  const head = ['', '', ...sizes.map((size) => `${size.toLocaleString('en')} units`)]
  return [head, head.map((_, n) => (n < 2 ? '---' : '--:')), ...lines].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

const shown = (count: number | undefined): string => count?.toLocaleString('en', { maximumFractionDigits: 1 }) ?? '–'
