import { describe, expect, it } from 'vitest'
import type { Fact, OfficeActFact } from '../../../../shared/cycle/facts.ts'
import { foldCycle, foldUnitCycle } from '../../../../shared/cycle/fold.ts'
import { waitByUnit, witnessAmong } from '../../../../shared/cycle/unit/unit-wait.ts'
import type { ReportDefinition } from '../../../../shared/report/report-definition.ts'
import { openingOf, text } from '../../../fixtures/small-opening.ts'

const at = '2021-01-05T01:00:00.000Z'
const cycle = 'c'
const definition = {
  signOff: { unitConfirmation: { required: true, attestation: text('属实') }, stages: [] },
} as unknown as ReportDefinition
const opening = openingOf({
  cycle,
  at,
  by: 'clerk',
  timetable: { submissions: '2021-01-25', legal: '2021-02-20' },
  units: ['a', 'b', 'e'].map((id) => ({
    id,
    name: text(id),
    kind: 'department',
    roles: [],
    contacts: [{ id: `c${id}`, name: id, address: `${id}@test.example` }],
    leader: { id: `l${id}`, name: id, address: `l${id}@test.example` },
  })),
  route: [],
  office: [],
  policy: { missing: 'gap' },
})
const one = { cycle, unit: 'a', revision: 1, digest: '1', at }
const sent: Fact = { kind: 'submission', ...one, by: 'ca', channel: 'form', nil: false }
const word = (choice: 'confirm' | 'return'): Fact => ({
  kind: 'confirmation',
  ...one,
  by: 'la',
  choice,
  attestation: text('属实'),
})
const act = (n: number, done: object): Fact =>
  ({ kind: 'act', cycle, n, id: String(n), at, by: 'clerk', reason: 'r', ...done }) as OfficeActFact
const draft: Fact = {
  kind: 'draft',
  cycle,
  round: 1,
  digest: 'd1',
  at,
  submissions: [{ unit: 'a', revision: 1, digest: '1' }],
  acts: 0,
  gaps: [],
  stages: [],
}
const check = (unit?: string): Fact => ({
  kind: 'check',
  cycle,
  round: 1,
  draft: 'd1',
  definition: 'dd',
  at,
  blocking: 0,
  warnings: 0,
  returns: unit === undefined ? [] : [{ unit, text: 'r' }],
  unexplained: [],
})
const lapse: Fact = { kind: 'lapse', cycle, what: 'submissions', round: 1, at, missing: ['b'] }
const release: Fact = { kind: 'release', cycle, n: 1, version: 1, round: 1, draft: 'd1', evidence: [], at }
const publication: Fact = { kind: 'publication', cycle, version: 1, round: 1, draft: 'd1', manifest: 'm', at }

describe('what one unit says of the wait', () => {
  const there = [opening, sent, word('confirm')]
  it.each<[string, Fact[], ReturnType<typeof waitByUnit>]>([
    ['it has sent nothing', [opening], 'goes-on'],
    ['its leader has not confirmed', [opening, sent], 'goes-on'],
    ['its leader sent it back', [opening, sent, word('return')], 'goes-on'],
    ['it is there', there, 'not-by-this-unit'],
    ['it was let off', [opening, act(1, { act: 'exempt', unit: 'a' })], 'not-by-this-unit'],
    ['it is there, and the office holds the cycle', [...there, act(1, { act: 'hold' })], 'goes-on'],
    ['it was held and goes on', [...there, act(1, { act: 'hold' }), act(2, { act: 'release' })], 'not-by-this-unit'],
    ['a draft is being signed', [...there, draft, check()], 'ask-everybody'],
    ['the draft came back for another unit', [...there, draft, check('b')], 'not-by-this-unit'],
    ['the draft came back for this unit', [...there, draft, check('a')], 'goes-on'],
    ['gaps are due', [opening, sent, lapse], 'ask-everybody'],
    ['a release is under way', [...there, draft, check('a'), release], 'ask-everybody'],
    ['it is published', [...there, draft, check(), release, publication], 'ask-everybody'],
    [
      'a correction is under way',
      [...there, draft, check(), release, publication, act(1, { act: 'correct', version: 1 })],
      'ask-everybody',
    ],
  ])('%s', (_, facts, said) => {
    expect(waitByUnit(foldUnitCycle(facts, 'a')!, definition)).toBe(said)
  })

  it('a unit that is not in the roster has no pages', () => {
    expect(foldUnitCycle([opening, sent], 'nobody')).toBeUndefined()
    expect(foldUnitCycle([sent], 'a')).toBeUndefined()
  })
})

describe('the unit to look at first', () => {
  it('is one that is missing, whatever the order of the roster', () => {
    const missing = (facts: Fact[], units = opening.units) =>
      witnessAmong(foldCycle([{ ...opening, units }, ...facts])!, definition)
    const first = missing([])
    expect(missing([], opening.units.toReversed())).toBe(first)
    const lettingOff = act(1, { act: 'exempt', unit: first })
    expect(missing([lettingOff])).not.toBe(first)
    const all = ['a', 'b', 'e'].map((unit, n) => act(n + 1, { act: 'exempt', unit }))
    expect(missing(all)).toBeUndefined()
  })
})
