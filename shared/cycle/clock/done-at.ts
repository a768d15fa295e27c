import type { AllUnits } from '../reporting-cycle.ts'

/** The instants of all that people did in the cycle, and of what was asked of them in its rounds; in no order. */
export const doneAt = (state: AllUnits): string[] =>
  [
    state.opening,
    ...state.acts,
    ...state.proposals.flatMap(({ consent, ...proposal }) => [proposal, ...(consent ? [consent] : [])]),
    ...state.units.flatMap((unit) => [
      ...unit.submissions,
      ...unit.confirmations,
      ...unit.takeBacks,
      ...unit.clearances,
      ...unit.asks,
    ]),
    ...state.rounds.flatMap((round) => [
      round.draft,
      ...(round.check ? [round.check] : []),
      ...round.requests,
      ...round.decisions,
      ...round.delegations,
      ...round.substitutions,
    ]),
  ].map(({ at }) => at)
