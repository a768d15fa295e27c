import type { DecisionFact } from './facts/draft-facts.ts'
import type { OfficeActFact } from './facts.ts'

type AtSeat = Pick<DecisionFact, 'round' | 'stage' | 'seat'>

/** The number of the act by which a seat is held in a round; undefined for who holds it by the route, or by an act of before acts said their round. */
export const givenBy = (acts: readonly OfficeActFact[], { round, stage, seat }: AtSeat): number | undefined =>
  acts.findLast(
    (act) =>
      act.act === 'reassign' &&
      act.stage === stage &&
      act.seat === seat &&
      act.round !== undefined &&
      act.round <= round,
  )?.n

/**
 * An approval and an act that gave the seat to another, or passed it, did not see each other: whoever knows of the one is refused the
 * other. The act of two stands, whichever was written first, and the seat is signed by whom it names. A return always counts.
 */
export const isPassedOver = (acts: readonly OfficeActFact[], decision: DecisionFact): boolean =>
  decision.choice === 'approve' &&
  (decision.given !== givenBy(acts, decision) ||
    acts.some(
      (act) =>
        act.act === 'force' &&
        act.round === decision.round &&
        act.stage === decision.stage &&
        act.seat === decision.seat,
    ))
