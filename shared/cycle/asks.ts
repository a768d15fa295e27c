import type { ReportDefinition } from '../report/report-definition.ts'
import type { DecisionFact } from './facts/draft-facts.ts'
import type { Ask, OfficeActFact } from './facts.ts'
import {
  openRound,
  pendingRelease,
  type Spine,
  type UnitCycle,
  type UnitState,
  unitStanding,
} from './reporting-cycle.ts'
import { stageStandings } from './stage-standing.ts'
import { mayStillOwe } from './unit-report.ts'

/** Its slice is owed still. */
export const mayAskForTime = (state: UnitCycle, definition: ReportDefinition): boolean =>
  mayStillOwe(state, definition, state.own) && ['open', 'returned'].includes(unitStanding(state.own, definition))

/** What the office has not answered yet. */
export const openAsks = ({ asks }: UnitState): UnitState['asks'] => asks.filter(({ answer }) => !answer)

export type Adjustment = OfficeActFact & { act: 'adjust' }

/** What the office changed in the unit's newest revision. */
export const adjustmentsOf = ({ acts }: Spine, { unit, submissions }: UnitState): Adjustment[] =>
  acts.flatMap((act) =>
    act.act === 'adjust' && act.unit === unit.id && act.revision === submissions.at(-1)?.revision ? [act] : [],
  )

/** What the unit has to say against an adjustment, with the office's word on it. */
export const objectionTo = (
  { asks }: UnitState,
  { n }: Pick<OfficeActFact, 'n'>,
): (UnitState['asks'][number] & { ask: 'objection' }) | undefined =>
  asks.find((ask): ask is typeof ask & { ask: 'objection' } => ask.ask === 'objection' && ask.act === n)

/** Whose approval counts on a draft with a figure that the office adjusted and the unit objects to. */
export function signedWith(state: Spine, definition: ReportDefinition, asked: Ask): DecisionFact[] {
  const round = openRound(state)
  if (asked.ask !== 'objection' || !round || asked.act > round.draft.acts || pendingRelease(state)) return []
  return stageStandings(state, definition).flatMap(({ seats }) =>
    seats.flatMap(({ decision }) => (decision?.choice === 'approve' ? [decision] : [])),
  )
}
