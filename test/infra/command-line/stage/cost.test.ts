import { describe, expect, it } from 'vitest'
import { carriedOn, costStatement, operations } from '../../../../infra/command-line/stage/cost.ts'
import { playCounted, withUnits } from '../../../../infra/command-line/stage/counted-cycle.ts'
import { countedSystem, noCounts } from '../../../../infra/local/counted/counted-system.ts'
import { openExample, readExample } from '../../../../infra/local/trial/examples.ts'

const nothing = noCounts()

it('goes on in proportion where not all units are played', () => {
  const at = (units: number, mails: number) => ({ units, days: 56, counts: { ...nothing, mails, requests: 7 } })
  expect(carriedOn(at(30, 160), at(60, 310), 1_000)).toEqual(at(1_000, 5_010))
})

it('plays a cycle that opens with any number of units', async () => {
  const example = withUnits(await readExample('tongjiang-2020'), 60)
  const { services } = await countedSystem(example.cycle.opens)
  await openExample({ services }, example)
  const [opening] = await services.store.factsOf(example.cycle.cycle, 'opening')
  expect(opening?.units).toHaveLength(60)
})

it('plays a cycle of a single unit to its publication', { timeout: 120_000 }, async () => {
  const { units, counts } = await playCounted(1, 'json')
  expect([units, counts.signatures > 0]).toEqual([1, true])
})

describe('statement', () => {
  const mail = { per: 1000, price: '0.10', of: 'SES', source: 'a page', read: '2026-11' }
  const key = { type: 'AWS::KMS::Key', count: 2, price: '1.00', of: 'a key', source: 'a page', read: '2026-11' }
  const used = operations({ ...nothing, mails: 1000 })

  it('says where each cent goes, and has no total where a price is missing', () => {
    const said = costStatement(used, { region: 'cn-north-1', currency: 'CNY', prices: { mail } })
    expect(said).toMatch(/^cn-north-1: no total, because there is no price for request, invocation/)
    expect(said).toMatch(/0\.10000 CNY {2}mail +1,000 {2}SES: 0\.10 a 1000 \(a page, 2026-11\)/)
    expect(said).toContain('what the stage costs a month by itself has no price here')
  })

  it('has one where there are all, with what the stage costs a month beside it', () => {
    const all = Object.fromEntries(Object.keys(used).map((operation) => [operation, mail]))
    const said = costStatement(used, { region: 'us-east-1', currency: 'USD', prices: all, fixed: [key] })
    expect(said).toContain('us-east-1: 0.1200 USD a cycle')
    expect(said).toContain('and 2.00 USD a month for the stage')
    expect(said).toContain('2.00 USD  2 × a key: 1.00 (a page, 2026-11)')
  })
})
