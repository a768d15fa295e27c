import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { Counts } from '../../local/counted/counted-system.ts'
import type { Command } from '../command.ts'
import { type Played, playCounted } from './counted-cycle.ts'

/** From so many units on a unit costs the same (docs/benchmarks.md): more of them are not played. */
const played = [30, 60] as const

/**
 * `lianbao cost --units N`: what one reporting cycle of N units costs on AWS, from the operations of a whole cycle that is played in
 * memory now, and a table of prices with their sources (prices.json). Free tiers are not applied.
 */
export const cost: Command = async (args, { out }) => {
  const { values } = parseArgs({ args, options: { units: { type: 'string', default: '60' } } })
  const units = Number(values.units)
  const [few, many] = played
  const whole =
    units <= many
      ? await playCounted(units, 'form')
      : carriedOn(await playCounted(few, 'form'), await playCounted(many, 'form'), units)
  out(`${units} units, ${whole.days} days from the opening until the cycle is left alone; `)
  out(units <= many ? 'played in memory.\n' : `played in memory with ${few} and ${many}, carried on in proportion.\n`)
  for (const table of Object.values(await prices())) out(`\n${costStatement(operations(whole.counts), table)}`)
  return 0
}

/** On the line through two sizes: what a cycle costs by itself, and what each unit adds. */
export function carriedOn(few: Played, many: Played, units: number): Played {
  const step = (units - many.units) / (many.units - few.units)
  const at = (name: keyof Counts) => Math.round(many.counts[name] + (many.counts[name] - few.counts[name]) * step)
  const names = Object.keys(many.counts) as (keyof Counts)[]
  return { units, days: many.days, counts: Object.fromEntries(names.map((name) => [name, at(name)])) as Counts }
}

/** What is paid for. */
type Operation =
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

/** Counted, but for the seconds a function takes: those are estimated, because a laptop is not Lambda. */
export function operations(counts: Counts): Record<Operation, number> {
  return {
    request: counts.requests,
    invocation: counts.requests + counts.states + counts.turns + counts.deliveries,
    gigabyteSecond:
      counts.requests * 0.5 * 0.1 + // 512 MB, a tenth of a second
      counts.states * 1.0 * 0.5 + // 1 GB, half a second
      (counts.mails / 5) * 1.0 + // mails leave at five a second
      counts.turns * 1.0 * 0.1 +
      counts.deliveries * 1.0 * 0.1,
    transition: counts.transitions,
    writeUnit: counts.writeUnits,
    readUnit: counts.readUnits,
    objectPut: counts.objectPuts,
    objectGet: counts.objectGets,
    mail: counts.mails,
    signature: counts.signatures,
  }
}

type Price = { price: string; of: string; source: string; read: string }
type PriceTable = {
  region: string
  currency: string
  prices: Partial<Record<Operation, Price & { per: number }>>
  /** A month, whether or not there is a cycle: how many a stage has of each. */
  fixed?: (Price & { type: string; count: number })[]
}

export const prices = async (): Promise<Record<'global' | 'china', PriceTable>> =>
  JSON.parse(await readFile(new URL('./prices.json', import.meta.url), 'utf8'))

/** Where each cent goes, dearest first. What has no price is named, not guessed, and then there is no total: it would be read as one. */
export function costStatement(
  used: Record<Operation, number>,
  { region, currency, prices, fixed }: PriceTable,
): string {
  const lines = Object.entries(used) as [Operation, number][]
  const priced = lines
    .flatMap(([operation, amount]) => {
      const price = prices[operation]
      return price ? [{ operation, amount, price, costs: (amount / price.per) * Number(price.price) }] : []
    })
    .sort((a, b) => b.costs - a.costs)
  const unpriced = lines.map(([operation]) => operation).filter((operation) => !prices[operation])
  const total = priced.reduce((sum, line) => sum + line.costs, 0)
  const monthly = fixed?.map((line) => ({ ...line, costs: line.count * Number(line.price) }))
  const from = ({ source, read }: Price) => `(${source}, ${read})`
  return [
    unpriced.length > 0
      ? `${region}: no total, because there is no price for ${unpriced.join(', ')}`
      : `${region}: ${total.toFixed(4)} ${currency} a cycle`,
    ...priced.map(
      ({ operation, amount, price, costs }) =>
        `  ${costs.toFixed(5)} ${currency}  ${operation.padEnd(15)} ${rounded(amount).padStart(10)}  ${price.of}: ${price.price} a ${price.per} ${from(price)}`,
    ),
    monthly
      ? `  and ${monthly.reduce((sum, { costs }) => sum + costs, 0).toFixed(2)} ${currency} a month for the stage, whether or not there is a cycle:`
      : '  what the stage costs a month by itself has no price here',
    ...(monthly ?? []).map(
      (line) => `  ${line.costs.toFixed(2)} ${currency}  ${line.count} × ${line.of}: ${line.price} ${from(line)}`,
    ),
    '',
  ].join('\n')
}

const rounded = (amount: number): string => (amount < 100 ? amount.toFixed(1) : Math.round(amount).toLocaleString('en'))
