import type { ReportDefinition } from '../../report/report-definition.ts'
import type { SubmissionFact } from '../facts.ts'
import { type Spine, type UnitState, unitStanding } from '../reporting-cycle.ts'
import { mayStillOwe } from '../unit-report.ts'

/**
 * The revision that a unit may take back: its newest, while it stands and nothing was made from it, neither a draft nor the
 * unit's own report. What the office filed for it is the office's.
 */
export function revisionToTakeBack(
  state: Spine,
  definition: ReportDefinition,
  unit: UnitState,
): SubmissionFact | undefined {
  const newest = unit.submissions.at(-1)
  if (!newest || newest.channel === 'office' || !mayStillOwe(state, definition, unit)) return undefined
  if (!['unconfirmed', 'uncleared', 'settled'].includes(unitStanding(unit, definition))) return undefined
  const merged = state.rounds.some(({ draft }) =>
    draft.submissions.some(({ unit: id, revision }) => id === unit.unit.id && revision === newest.revision),
  )
  const released = unit.releases.some(({ revision }) => revision === newest.revision)
  return merged || released ? undefined : newest
}
