import { outcomeOfWait } from '../draft-standing.ts'
import { duties } from '../duty.ts'
import { type DefinedCycle, isClosed, openRound } from '../reporting-cycle.ts'

/**
 * A draft is being signed, nobody owes anything and the wait is not over: only a person can find out why. That all slices are there says
 * nothing of it, since that wait is behind a run that has its draft. Without one somebody owes a slice, a confirmation or a clearance.
 */
export const waitsOnNobody = ({ state, definition }: DefinedCycle): boolean =>
  !isClosed(state) &&
  !state.held &&
  openRound(state) !== undefined &&
  duties({ state, definition }).length === 0 &&
  !outcomeOfWait(state, definition, 'sign-off')
