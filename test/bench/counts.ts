import { type Count, countedOffice } from './counted-office.ts'

/** What one thing may cost at most, at any of the sizes that are measured: a change that makes a row worse fails. */
type Row = { what: string; unit: 'RU' | 'kB'; counts: ReadonlyMap<number, number>; atMost(units: number): number }

/**
 * The table of counts: they do not depend on the machine. A read unit is 4 kB begun of a consistent read, a write unit 1 kB begun;
 * a page's bytes are before compression.
 */
export async function countRows(sizes: readonly number[]): Promise<Row[]> {
  const of = new Map<number, Awaited<ReturnType<typeof countAll>>>()
  for (const size of sizes) of.set(size, await countAll(size))
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
  return { people, invitations, timer, page, submission, first, leader, board: await office.board() }
}
type Counted = Awaited<ReturnType<typeof countAll>>

const reads = ({ reads }: Count) => reads
const kilobytes = ({ bytes }: Count) => Math.round(bytes / 100) / 10

const limits: (Pick<Row, 'what' | 'unit' | 'atMost'> & { from(counted: Counted): number })[] = [
  { what: 'a submission', unit: 'RU', from: (c) => reads(c.submission), atMost: () => 12 },
  { what: 'a leader’s visit, four requests', unit: 'RU', from: (c) => reads(c.leader), atMost: () => 30 },
  {
    what: '… that makes another unit the one to look at',
    unit: 'RU',
    from: (c) => reads(c.first),
    atMost: (n) => 30 + 0.3 * n,
  },
  { what: 'a page of a unit', unit: 'RU', from: (c) => reads(c.page), atMost: () => 8 },
  { what: 'board', unit: 'RU', from: (c) => reads(c.board), atMost: (n) => 6 + 1.1 * n },
  { what: 'board', unit: 'kB', from: (c) => kilobytes(c.board), atMost: () => 60 },
  { what: 'timer, nothing due', unit: 'RU', from: (c) => reads(c.timer), atMost: () => 5 },
  { what: 'invitations, a person', unit: 'RU', from: (c) => reads(c.invitations) / c.people, atMost: () => 2.1 },
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
  const lines = rows.map(({ what, unit, counts }) => [what, unit, ...[...counts.values()].map(shown)])
  const head = ['', '', ...sizes.map((size) => `${size.toLocaleString('en')} units`)]
  return [head, head.map((_, n) => (n < 2 ? '---' : '--:')), ...lines].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

const shown = (count: number): string => count.toLocaleString('en', { maximumFractionDigits: 1 })
