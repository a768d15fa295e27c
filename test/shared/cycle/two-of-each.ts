import type { DecisionFact } from '../../../shared/cycle/facts/draft-facts.ts'
import type { Fact, OfficeAct } from '../../../shared/cycle/facts.ts'
import { foldCycle } from '../../../shared/cycle/fold.ts'
import type { ReportDefinition } from '../../../shared/report/report-definition.ts'
import { openingOf, person, text } from '../../fixtures/small-opening.ts'

export { person }

/**
 * Two units, two stages of two seats each, two rounds, acts of every kind that names a place: where a fixture has one of each, a
 * fold that looks at another seat, another stage or another round still gives the right answer.
 */
export const definition = {
  signOff: {
    unitConfirmation: { required: false, attestation: text('属实') },
    stages: ['first', 'second'].map((id) => ({
      id,
      title: text(id),
      need: 'all',
      attestation: text('同意'),
      scope: 'all',
      indispensable: false,
    })),
  },
} as unknown as ReportDefinition
const at = '2026-01-05T01:00:00.000Z'
export const opening = openingOf({
  at,
  by: 'officer',
  year: 2025,
  timetable: { submissions: '2026-01-12', first: '2026-01-14', second: '2026-01-16', legal: '2026-01-20' },
  units: ['a', 'b'].map((id) => ({
    id,
    name: text(id),
    kind: 'department',
    roles: [],
    contacts: [person(`clerk-${id}`)],
  })),
  route: [
    { stage: 'first', approvers: [person('f1'), person('f2')] },
    { stage: 'second', approvers: [person('s1'), person('s2')] },
  ],
  policy: { missing: 'hold' },
})

export const base = { cycle: 'c', at }
/** The last act the drafts rest on; more than all test files of one worker number, which count on from each other. */
export const actsKnown = 10_000
export const draft = (round: number, scopes: [string, string], hands?: string[]): Fact => ({
  ...base,
  kind: 'draft',
  round,
  digest: `draft${round}`,
  submissions: ['a', 'b'].map((unit) => ({ unit, revision: round, digest: `${unit}${round}` })),
  acts: actsKnown,
  gaps: [],
  ...(hands && { hands }),
  stages: [
    { stage: 'first', scope: scopes[0] },
    { stage: 'second', scope: scopes[1] },
  ],
})
export const submission = (unit: string, revision: number): Fact => ({
  ...base,
  kind: 'submission',
  unit,
  revision,
  digest: `${unit}${revision}`,
  by: `clerk-${unit}`,
  channel: 'form',
  nil: false,
})
export const decision = (round: number, stage: string, seat: string, more: Partial<DecisionFact> = {}): Fact => ({
  ...base,
  kind: 'decision',
  round,
  stage,
  seat,
  by: seat,
  choice: 'approve',
  draft: `draft${round}`,
  scope: `${stage}${round}`,
  reasons: [],
  attestation: text('同意'),
  definition: 'dd',
  ...more,
})
export const deputy = (
  kind: 'delegation' | 'substitution',
  round: number,
  stage: string,
  seat: string,
  to: string,
): Fact =>
  ({
    ...base,
    kind,
    round,
    stage,
    seat,
    to: person(to),
    ...(kind === 'delegation' && { by: seat, reason: '出差' }),
  }) as Fact
let acts = 0
export const act = (what: OfficeAct): Fact => {
  acts += 1
  return { ...base, kind: 'act', n: acts, id: `act-${acts}`, by: 'officer', reason: '理由', ...what }
}

/** Both units sent twice, two drafts; of the second one both stages have other parts than of the first. */
const walked: Fact[] = [
  opening,
  ...['a', 'b'].flatMap((unit) => [submission(unit, 1), submission(unit, 2)]),
  draft(1, ['first1', 'second1']),
  draft(2, ['first2', 'second2']),
]
export const stateOf = (facts: Fact[], opened = opening) => foldCycle([opened, ...walked, ...facts])!
