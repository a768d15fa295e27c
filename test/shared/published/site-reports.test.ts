import { expect, test } from 'vitest'
import type { UnitPublicationFact } from '../../../shared/cycle/facts/release-facts.ts'
import type { Opening } from '../../../shared/cycle/facts.ts'
import { siteReportsOf } from '../../../shared/published/site-reports.ts'
import { cycleWith, definition } from '../../fixtures/tongjiang-2020.ts'

const opening = cycleWith({}).facts[0] as Opening
const version = (n: number, submission: string): UnitPublicationFact => ({
  ...{ kind: 'unit-publication', cycle: opening.cycle, unit: 'police', version: n, revision: n, submission },
  ...{ manifest: 'm', at: '2021-01-28T02:00:00.000Z' },
})

test.each<[string, UnitPublicationFact[], [number, number][]]>([
  ['the version that is public', [version(1, 'a')], []],
  ['one that was corrected since', [version(2, 'b'), version(1, 'a')], [[1, 2]]],
  ['one whose correction says what it said', [version(1, 'a'), version(2, 'b'), version(3, 'a')], []],
  ['none of those that are public', [version(1, 'c')], []],
])('the whole added %s', (_, unitPublications, expected) => {
  const facts = { opening, publications: [], unitPublications, withdrawals: [], added: { police: 'a' }, excused: {} }
  const [whole] = siteReportsOf(definition, facts)
  expect(whole?.correctedBelow?.map(({ used, now }) => [used, now])).toEqual(expected)
})
