import { digestOf } from '../../report/bytes/digest.ts'
import type { ReportDefinition } from '../../report/report-definition.ts'
import { gapsAreDue } from '../draft-standing.ts'
import {
  type AllUnits,
  currentRound,
  isClosed,
  isMissing,
  missingUnits,
  pendingRelease,
  returnOf,
  type UnitCycle,
} from '../reporting-cycle.ts'

/**
 * What the facts of one unit say of the wait for slices. That it is over is said by the facts of all units alone
 * (`outcomeOfWait`); that it goes on can be said by one that is missing, or where the office holds the cycle.
 * - `goes-on`: nobody has to look further.
 * - `not-by-this-unit`: this one is there; another may be missing.
 * - `ask-everybody`: a draft is being signed, gaps are due, a release or a correction is under way: it takes all units to know.
 */
export function waitByUnit(
  state: UnitCycle,
  definition: ReportDefinition,
): 'goes-on' | 'not-by-this-unit' | 'ask-everybody' {
  const round = currentRound(state)
  const isPlain =
    (!round || returnOf(round)) &&
    !gapsAreDue(state) &&
    !pendingRelease(state) &&
    state.publications.length === 0 &&
    !isClosed(state)
  if (!isPlain) return 'ask-everybody'
  if (state.held) return 'goes-on'
  return isMissing(state.own, definition) ? 'goes-on' : 'not-by-this-unit'
}

/**
 * A unit that is missing, for the next to look at first: in an order that nobody's habits follow, so that of n units that arrive
 * one after the other only about ln n make another the first.
 */
export const witnessAmong = (state: AllUnits, definition: ReportDefinition): string | undefined =>
  missingUnits(state, definition)
    .map(({ unit }) => ({ id: unit.id, place: digestOf(unit.id) }))
    .sort((a, b) => (a.place < b.place ? -1 : 1))[0]?.id
