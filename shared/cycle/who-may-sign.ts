import type { ReportDefinition } from '../report/report-definition.ts'
import type { OfficeActFact } from './facts.ts'
import { handsInSlices, isHandInDraft } from './hand-in-draft.ts'
import { isInItsDays } from './proposal-days.ts'
import { type AllUnits, currentRound, type Proposal, type Round } from './reporting-cycle.ts'
import { isIndispensable, isOfOffice, type PersonAtSeat, seatsOf, stageStandings } from './stage-standing.ts'

/**
 * Why a person may not sign the current draft in a seat: whoever had a hand in it does not sign it, and one person signs once.
 * - `submitted`: sent or confirmed figures of it, or may have, through a link they had made. `acted`: adjusted, explained, let off or proposed something that it rests on.
 * - `decided`: has signed it in another seat. `office`: the stage is indispensable, and they are of the office, or were.
 */
export type BarFromSigning = 'submitted' | 'acted' | 'decided' | 'office'

/**
 * Why a person may not be put in a seat, by whatever way.
 * - `seated`: holds another seat, or was named for one.
 */
export type BarFromSeat = BarFromSigning | 'seated'

/** @param now an instant */
export function barFromSigning(
  state: AllUnits,
  definition: ReportDefinition,
  { stage, seat, person }: PersonAtSeat,
  now: string,
): BarFromSigning | undefined {
  const round = currentRound(state)
  if (round && handsInSlices(state, round.draft.submissions).includes(person)) return 'submitted'
  const isHand = (act: OfficeActFact) => isHandInDraft(act, round) || isHandInSigners(act, round)
  if (state.acts.some((act) => act.by === person && isHand(act))) return 'acted'
  // Also before it is consented to: else they would sign while it waits.
  if (state.proposals.some((one) => one.by === person && isAboutSigners(state, one, now))) return 'acted'
  const decided = stageStandings(state, definition).some((s) =>
    s.seats.some((other) => other.decision?.by === person && !(s.stage === stage && other.seat === seat)),
  )
  if (decided) return 'decided'
  return isIndispensable(definition, stage) && isOfOffice(state, person) ? 'office' : undefined
}

const isHandInSigners = (act: OfficeActFact, round: Round | undefined): boolean =>
  act.act === 'skip' || act.act === 'force' ? act.round === round?.round : act.act === 'reassign'

/** Of this round, whatever was answered; of who holds a seat, as long as it waits. */
function isAboutSigners(state: AllUnits, proposal: Proposal, now: string): boolean {
  const { act, consent } = proposal
  if (act.act === 'skip' || act.act === 'force') return act.round === currentRound(state)?.round
  return act.act === 'reassign' && !consent && isInItsDays(state, proposal, now)
}

export function barFromSeat(
  state: AllUnits,
  definition: ReportDefinition,
  at: PersonAtSeat,
  now: string,
): BarFromSeat | undefined {
  const bar = barFromSigning(state, definition, at, now)
  if (bar) return bar
  return seatsOf(state).some(({ stage, seat, person }) => person === at.person && !isSeat({ stage, seat }, at))
    ? 'seated'
    : undefined
}

const isSeat = (a: { stage: string; seat: string }, b: { stage: string; seat: string }): boolean =>
  a.stage === b.stage && a.seat === b.seat
