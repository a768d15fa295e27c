import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Fact } from '../../shared/cycle/facts.ts'
import type { Command } from './command.ts'
import { type Counts, countFacts, playCounted } from './counted-cycle.ts'

/**
 * `lianbao cost --units N`: what one reporting cycle of N units costs on AWS, from the operations of a real cycle that is played
 * on the embedded system now, and a table of prices with their sources (prices.json). Free tiers are not applied.
 */
export const cost: Command = async (args, { out, err }) => {
  const { values } = parseArgs({ args, options: { units: { type: 'string', default: '60' } } })
  const units = Number(values.units)
  if (units > 200) {
    err('--units 1…200\n')
    return 2
  }
  const folder = await mkdtemp(join(tmpdir(), 'lianbao-cost-'))
  try {
    const { counts, facts, days } = await playCounted(folder, units)
    const used = operations(counts, facts, days)
    out(`${units} units, ${days} days from the opening to the legal date; counted on the embedded system.\n`)
    for (const table of Object.values(await prices())) out(`\n${costStatement(used, table)}`)
    return 0
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What is paid for. */
export type Operation =
  | 'request'
  | 'invocation'
  | 'gigabyteSecond'
  | 'transition'
  | 'writeUnit'
  | 'readUnit'
  | 'objectPut'
  | 'objectGet'
  | 'mail'
  | 'signature'

/** Runs of the timer a day: one every fifteen minutes. */
const timerADay = 96

/**
 * The cycle's operations on AWS. Counted: requests, reads and writes of the table in their units, objects, mails, signatures,
 * transitions (from the facts). Estimated: seconds a function takes, because a laptop is not Lambda. A timer that looks at an
 * open cycle reads its facts 96 times a day, of which the played cycle counted only the runs in which something was due.
 */
export function operations(counts: Counts, facts: readonly Fact[], days: number): Record<Operation, number> {
  const states = countStates(facts)
  const timerRuns = timerADay * days
  // The facts grow from nothing to all of them: half of them, on the average, in 4 KB units.
  const timerReads = timerRuns * Math.ceil(counts.factBytes / 2 / 4096)
  return {
    request: counts.requests,
    invocation: counts.requests + states.invocations + timerRuns + counts.mails, // one delivery event a mail
    gigabyteSecond:
      counts.requests * 0.5 * 0.1 + // 512 MB, a tenth of a second
      states.invocations * 1.0 * 0.5 + // 1 GB, half a second
      (counts.mails / 5) * 1.0 + // mails leave at five a second
      timerRuns * 1.0 * 0.1 +
      counts.mails * 1.0 * 0.1,
    transition: states.transitions,
    writeUnit: counts.writeUnits + counts.mails, // a delivery is a fact
    readUnit: counts.readUnits + timerReads,
    objectPut: counts.objectPuts,
    objectGet: counts.objectGets,
    mail: counts.mails,
    signature: counts.signatures,
  }
}

/**
 * States entered, from the facts, by the walk of reporting-workflow.ts. None is entered once a unit: a run invites all of them
 * in one state and waits for all of them in one.
 */
export function countStates(facts: readonly Fact[]): { transitions: number; invocations: number } {
  const n = countFacts(facts)
  const drafts = n('draft')
  const transitions =
    n('execution') * 3 + // start, "Invite units", "Await submissions"
    drafts * 4 + // "Merge slices", "Check draft", and the choice after each
    Math.max(0, drafts - 1) * 2 + // "Return slices", "Await submissions"
    n('request') * 2 + // "Request sign-off" and the choice after it
    n('publication') * 5 // "Publish report", its choice, "Announce publication", "Published", the end
  const invocations =
    n('execution') * 2 + drafts * 2 + Math.max(0, drafts - 1) * 2 + n('request') + n('publication') * 2
  return { transitions, invocations }
}

type Price = { per: number; price: string; of: string; source: string; read: string }
type PriceTable = { region: string; currency: string; prices: Partial<Record<Operation, Price>> }

const prices = async (): Promise<Record<string, PriceTable>> =>
  JSON.parse(await readFile(new URL('./prices.json', import.meta.url), 'utf8'))

/** Where each cent goes, dearest first; what has no price is named, not guessed. */
export function costStatement(used: Record<Operation, number>, { region, currency, prices }: PriceTable): string {
  const lines = Object.entries(used) as [Operation, number][]
  const priced = lines
    .flatMap(([operation, amount]) => {
      const price = prices[operation]
      return price ? [{ operation, amount, price, costs: (amount / price.per) * Number(price.price) }] : []
    })
    .sort((a, b) => b.costs - a.costs)
  const unpriced = lines.map(([operation]) => operation).filter((operation) => !prices[operation])
  const total = priced.reduce((sum, line) => sum + line.costs, 0)
  return [
    `${region}: ${total.toFixed(4)} ${currency} a cycle`,
    ...priced.map(
      ({ operation, amount, price, costs }) =>
        `  ${costs.toFixed(5)} ${currency}  ${operation.padEnd(15)} ${rounded(amount).padStart(10)}  ${price.of}: ${price.price} a ${price.per} (${price.source}, ${price.read})`,
    ),
    ...(unpriced.length > 0 ? [`  no price found: ${unpriced.join(', ')}`] : []),
    '',
  ].join('\n')
}

const rounded = (amount: number): string => (amount < 100 ? amount.toFixed(1) : Math.round(amount).toLocaleString('en'))
