import { describe, expect, it } from 'vitest'
import { costStatement, countStates, operations } from '../../../infra/command-line/cost.ts'
import type { Fact } from '../../../shared/cycle/facts.ts'

const facts = (kinds: Partial<Record<Fact['kind'], number>>): Fact[] =>
  Object.entries(kinds).flatMap(([kind, n]) => Array.from({ length: n ?? 0 }, () => ({ kind }) as Fact))

describe('countStates', () => {
  it.each([
    ['a run that waits', { execution: 1 }, 3],
    ['one draft, three stages, published', { execution: 1, draft: 1, request: 3, publication: 1 }, 3 + 4 + 6 + 5],
    ['one return', { execution: 1, draft: 2, request: 5, publication: 1 }, 3 + 8 + 2 + 10 + 5],
    ['units change nothing', { execution: 1, draft: 1, submission: 60, mail: 300 }, 3 + 4],
  ])('%s', (_name, kinds, transitions) => {
    expect(countStates(facts(kinds)).transitions).toBe(transitions)
  })
})

describe('operations', () => {
  it('adds the timer’s reading of the facts to what was counted', () => {
    const counts = {
      requests: 0,
      writeUnits: 0,
      readUnits: 10,
      factBytes: 81_920,
      objectPuts: 0,
      objectGets: 0,
      mails: 0,
      signatures: 0,
    }
    expect(operations(counts, [], 2).readUnit).toBe(10 + 2 * 96 * 10)
    expect(operations(counts, [], 2).invocation).toBe(2 * 96)
  })
})

describe('statement', () => {
  const used = operations(
    {
      requests: 0,
      writeUnits: 0,
      readUnits: 0,
      factBytes: 0,
      objectPuts: 0,
      objectGets: 0,
      mails: 1000,
      signatures: 0,
    },
    [],
    0,
  )
  it('says where each cent goes, and names what has no price instead of guessing it', () => {
    const mail = { per: 1000, price: '0.10', of: 'SES', source: 'a page', read: '2026-11' }
    const said = costStatement(used, { region: 'us-east-1', currency: 'USD', prices: { mail } })
    expect(said).toContain('us-east-1: 0.1000 USD a cycle')
    expect(said).toMatch(/0\.10000 USD {2}mail +1,000 {2}SES: 0\.10 a 1000 \(a page, 2026-11\)/)
    expect(said).toContain('no price found: request,')
  })
})
