import { type CivilDate, civilDate } from '../../calendar/civil-date.ts'
import { lastOf } from '../../present.ts'
import { duties } from '../duty.ts'
import {
  type AllUnits,
  correctionUnderWay,
  type DefinedCycle,
  isCountedHere,
  pendingRelease,
  theUnit,
  type UnitState,
} from '../reporting-cycle.ts'
import { dueOf } from '../unit-due.ts'
import { doneAt } from './done-at.ts'

/**
 * Since which day nothing has happened in the correction that is under way: the last on which anything was done, or until which somebody
 * the report waits for has time. Undefined where there is none, or its version is on its way out.
 */
export function idleSince({ state, definition }: DefinedCycle): CivilDate | undefined {
  if (!correctionUnderWay(state) || pendingRelease(state)) return undefined
  const owed = duties({ state, definition }).filter(
    (duty) => !('unit' in duty) || isCountedHere(theUnit(state, duty.unit)),
  )
  const reopened = state.held ? [] : state.units.filter((unit) => isCountedHere(unit) && isAwaitedAgain(state, unit))
  const done = doneAt(state).map((at) => civilDate(at, state.opening.zone))
  return lastOf([...done, ...owed.map(({ due }) => due), ...reopened.map((unit) => dueOf(state, unit))].sort())
}

/** What it has filed stands, so it owes nothing; it was opened again, and has sent nothing since. */
const isAwaitedAgain = (state: AllUnits, { unit, submissions, exempt }: UnitState): boolean =>
  !exempt &&
  state.acts.some(
    (act) => act.act === 'reopen' && act.unit === unit.id && act.revision === (submissions.at(-1)?.revision ?? 0),
  )
