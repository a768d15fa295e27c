import type { ReportDefinition } from '../report/report-definition.ts'
import type { OfficeActFact, SubmissionFact } from './facts.ts'
import {
  type AllUnits,
  currentRound,
  isBeingCorrected,
  isClosed,
  isCountedHere,
  missingUnits,
  nextRound,
  openRound,
  pendingRelease,
  type Round,
  returnOf,
  type Spine,
  type UnitState,
  unexplained,
  unitStanding,
} from './reporting-cycle.ts'
import { isSignedInVain, stageStandings } from './stage-standing.ts'

/**
 * Whether a wait is over, and with what outcome; undefined while it goes on. Depends on facts alone: a timer that ends a
 * wait first writes a fact (`lapse`).
 */
export function outcomeOfWait(
  state: AllUnits,
  definition: ReportDefinition,
  wait: 'submissions' | 'sign-off',
): 'complete' | 'next' | 'return' | 'changed' | 'publish' | undefined {
  // A run of a published cycle only brings the announcement out: what came in too late waits for a correction.
  if (isClosed(state)) return wait === 'submissions' ? 'complete' : 'publish'
  if (state.held) return undefined
  if (wait === 'submissions') {
    const round = currentRound(state)
    if (round && nothingToCorrect(state, definition, round)) return undefined
    // One new draft for all explanations: the first of several does not make one.
    // Nor of a draft that was outgrown is anybody asked for one.
    const isOver = round && (hasNewerFigures(state, definition, round) || isOutgrown(state, definition, round))
    if (round && !returnOf(round) && unexplained(state, round).length > 0 && !isOver) return undefined
    if (missingUnits(state, definition).length === 0) return 'complete'
    // Its gaps are in the draft already: explained, or held no more, it goes on with them.
    const open = openRound(state)
    if (open && !isOutgrown(state, definition, open)) return 'complete'
    return gapsAreDue(state) ? 'complete' : undefined
  }
  const round = currentRound(state)
  if (!round || returnOf(round)) return 'return'
  if (isBeingCorrected(state, round) || draftIsStale(state, definition, round)) return 'changed'
  const stages = stageStandings(state, definition)
  const next = stages.find((s) => s.status === 'asked')
  // Whose signature was taken is told before anything goes out without it.
  if (!next) return state.untold.length > 0 ? undefined : 'publish'
  return next.request ? undefined : 'next'
}

/** The submission date lapsed for the round to come, and the policy is to go on with marked gaps, which then need signatures too. */
export function gapsAreDue(state: Spine): boolean {
  if (state.opening.policy.missing !== 'gap') return false
  return hasLapsed(state)
}

/** The submission date lapsed for the round to come. */
export const hasLapsed = (state: Spine): boolean =>
  state.lapses.some((lapse) => lapse.what === 'submissions' && lapse.round === nextRound(state))

/** Nothing is different from what was published yet: it is the office's turn to reopen a slice or to adjust a figure. */
export const nothingToCorrect = (state: AllUnits, definition: ReportDefinition, round: Round): boolean =>
  isBeingCorrected(state, round) && !draftIsStale(state, definition, round)

/**
 * There is something the draft was not made from: a settled submission, an adjustment, an exemption, an explanation, other figures of
 * last year's; or a signature under it does not count, or what it names of a unit was taken or sent back, so that another round has to be
 * asked; of what was published those two were settled when it left. The next draft names it, whether or not it changes a figure, so what
 * makes a draft stale makes it so once.
 */
export const draftIsStale = (state: AllUnits, definition: ReportDefinition, round: Round): boolean =>
  !pendingRelease(state) &&
  !isClosed(state) &&
  (hasNewerFigures(state, definition, round) ||
    (!isBeingCorrected(state, round) &&
      (isSignedInVain(state, definition, round) || state.units.some((unit) => isTakenFrom(unit, round)))) ||
    actedSince(state, round, ['justify']))

/**
 * The revision of a unit that a draft made now is made from: the newest where it is settled; else, while a draft is being signed, the
 * newest that was, at least the one it names, since what a unit has sent and its leader has not confirmed takes nothing out of it.
 */
export function countedSubmission(
  state: AllUnits,
  definition: ReportDefinition,
  unit: UnitState,
): SubmissionFact | undefined {
  if (!isCountedHere(unit)) return undefined
  const standing = unitStanding(unit, definition)
  if (standing === 'settled') return unit.submissions.at(-1)
  const open = standing === 'exempt' ? undefined : openRound(state)
  if (!open || isTakenFrom(unit, open)) return undefined
  const named = open.draft.submissions.find((s) => s.unit === unit.unit.id)?.revision ?? 0
  return unit.submissions.findLast(
    ({ revision }) =>
      revision === named ||
      (revision > named && wasSettled(unit, definition, revision) && !isSentBackSince(unit, revision)),
  )
}

/** The unit had replaced it by one that the check or an approver sent back: nobody meant it to count again. */
const isSentBackSince = ({ returns }: UnitState, settled: number): boolean =>
  returns.some(({ by, revision }) => by !== 'leader' && by !== 'unit' && revision > settled)

/** As it was before the unit sent another: a draft may have been made of it, had nobody held the cycle. */
const wasSettled = (unit: UnitState, definition: ReportDefinition, newest: number): boolean => {
  const until = <F extends { revision: number }>(list: F[]) => list.filter(({ revision }) => revision <= newest)
  const then = { ...unit, submissions: until(unit.submissions), returns: until(unit.returns) }
  return unitStanding(then, definition) === 'settled'
}

/**
 * The very revision that the draft names was taken back by the unit, or sent back by its leader, by the office or by an approver of an
 * earlier draft: by whoever had not seen that this draft was made of it, or was named as leader since. What the check found is found
 * again, and a return of this round ends it by itself.
 */
const isTakenFrom = ({ unit, returns }: UnitState, { round, draft }: Round): boolean =>
  returns.some(
    (returned) =>
      returned.by !== 'check' &&
      returned.round !== round &&
      draft.submissions.some((slice) => slice.unit === unit.id && slice.revision === returned.revision),
  )

function hasNewerFigures(state: AllUnits, definition: ReportDefinition, round: Round): boolean {
  const merged = new Map(round.draft.submissions.map((s) => [s.unit, s.revision]))
  return (
    state.units.some((unit) => {
      const counted = countedSubmission(state, definition, unit)
      return counted !== undefined && merged.get(unit.unit.id) !== counted.revision
    }) || actedSince(state, round, changingFigures)
  )
}

/**
 * A unit is waited for that the draft does not know as missing: it joined after the draft was made, and the draft names neither a slice
 * nor a gap of it; or what the draft names of it was taken or sent back.
 */
export const isOutgrown = (state: AllUnits, definition: ReportDefinition, round: Round): boolean =>
  missingUnits(state, definition).some(
    (missing) =>
      isTakenFrom(missing, round) ||
      state.acts.some((act) => act.act === 'join' && act.n > round.draft.acts && act.unit === missing.unit.id),
  )

const changingFigures: OfficeActFact['act'][] = ['adjust', 'exempt', 'nil', 'join', 'rename', 'leave', 'last-year']

/** What the office did between two drafts that is in the later one. */
export const actsBetween = ({ acts }: Spine, before: Round, after: Round): OfficeActFact[] =>
  acts.filter(
    ({ act, n }) =>
      n > before.draft.acts &&
      n <= after.draft.acts &&
      (act === 'justify' || act === 'gap' || changingFigures.includes(act)),
  )

const actedSince = (state: AllUnits, round: Round, acts: OfficeActFact['act'][]): boolean =>
  state.acts.some((act) => acts.includes(act.act) && act.n > round.draft.acts)
