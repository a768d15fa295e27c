import { describe, expect, test } from 'vitest'
import { revisionToTakeBack } from '../../../../shared/cycle/acts/take-back.ts'
import type { Fact } from '../../../../shared/cycle/facts.ts'
import { foldCycle } from '../../../../shared/cycle/fold.ts'
import { unitStanding, unitState } from '../../../../shared/cycle/reporting-cycle.ts'
import { cycleWith, definition } from '../../../fixtures/tongjiang-2020.ts'

const cycle = 'tongjiang-2020'
const whole = cycleWith({ approved: 0 })
/** Everybody has sent and confirmed, and nothing is merged. */
const sent = whole.facts.filter(({ kind }) => ['opening', 'submission', 'confirmation'].includes(kind))
const of = (unit: string, revision: number) => ({ cycle, unit, revision, digest: 'd', at: '2021-01-23T01:00:00.000Z' })
const takeBack: Fact = { kind: 'take-back', by: 'police-clerk', ...of('police', 1) }
const again: Fact = { kind: 'submission', by: 'police-clerk', channel: 'form', nil: false, ...of('police', 2) }
const byOffice: Fact = { kind: 'submission', by: 'feng', channel: 'office', nil: true, ...of('police', 2) }

const police = (facts: readonly Fact[]) => {
  const state = foldCycle(facts)!
  return { state, unit: unitState(state, 'police')! }
}

describe('what a unit may take back', () => {
  test.each<[string, readonly Fact[], number | undefined]>([
    ['what it sent and its leader confirmed', sent, 1],
    ['what its leader is asked about', sent.filter(({ kind }) => kind !== 'confirmation'), 1],
    ['nothing, before it has sent anything', sent.filter(({ kind }) => kind === 'opening'), undefined],
    ['nothing, once it is back', [...sent, takeBack], undefined],
    ['what it sent after that', [...sent, takeBack, again], 2],
    ['nothing that the office filed', [...sent, byOffice], undefined],
    ['nothing that is in a draft', whole.facts, undefined],
  ])('%s', (_, facts, revision) => {
    const { state, unit } = police(facts)
    expect(revisionToTakeBack(state, definition, unit)?.revision).toBe(revision)
  })
})

test('what was taken back is waited for like what was returned', () => {
  expect(unitStanding(police(sent).unit, definition)).toBe('settled')
  const { unit } = police([...sent, takeBack])
  expect(unitStanding(unit, definition)).toBe('returned')
  expect(unit.returns.map(({ by, revision }) => [by, revision])).toEqual([['unit', 1]])
})
