import type { DecisionFact } from '../cycle/facts/draft-facts.ts'
import type { OfficeActFact, Person } from '../cycle/facts.ts'
import type { Lent } from '../cycle/hand-in-draft.ts'
import { personIn } from '../cycle/people.ts'
import type { Spine } from '../cycle/reporting-cycle.ts'
import type { SeatStanding } from '../cycle/stage-standing.ts'
import { digestOfValue } from '../report/bytes/digest.ts'
import type { PublishedPerson, PublishedReport } from './published-report.ts'

/** What is public of a person: never an address. */
const shown = ({ name, title }: Person): PublishedPerson => ({ name, ...(title && { title }) })

/** The same by id; the id itself where the cycle knows nobody by it. */
export function shownById(state: Spine, id: string): PublishedPerson {
  const person = personIn(state, id)
  return person ? shown(person) : { name: id }
}

/** Whose links it was sent and typed by. */
export const linksShown = (state: Spine, { linkIssuedBy, typedThrough }: Lent) => ({
  ...(linkIssuedBy !== undefined && { linkIssuedBy: shownById(state, linkIssuedBy) }),
  ...(typedThrough && { typedThrough: typedThrough.map((id) => shownById(state, id)) }),
})

/** An act of the office: who did it, with whom, and why. */
export const publishedAct = (state: Spine, act: OfficeActFact) => ({
  by: shownById(state, act.by),
  ...(act.byCommand && { byCommand: act.byCommand }),
  ...(act.consent && { consentedBy: shownById(state, act.consent.by) }),
  reason: act.reason,
  at: act.at,
})

export type PublishedSeat = PublishedReport['signatures'][number]['seats'][number]

/** A seat as the record says it: whom the route names, whom the office gave it to, who decided in which capacity, or that it was passed. */
export function signatureOf(
  state: Spine,
  stage: string,
  { seat, decision, forced }: Pick<SeatStanding, 'seat' | 'decision' | 'forced'>,
): PublishedSeat {
  const reassigned = state.acts.findLast(
    (act) =>
      act.act === 'reassign' &&
      act.stage === stage &&
      act.seat === seat &&
      // What happened to the seat in a later round is not how this one was signed.
      (act.round ?? 0) <= (decision?.round ?? Number.POSITIVE_INFINITY),
  )
  const to = reassigned?.act === 'reassign' ? reassigned.to : undefined
  return {
    seat: shownById(state, seat),
    ...(reassigned && to && { reassigned: { ...publishedAct(state, reassigned), to: shown(to) } }),
    ...(decision && {
      decision: {
        by: shownById(state, decision.by),
        ...capacityOf(state, decision, to?.id ?? seat),
        draft: decision.draft,
        scope: decision.scope,
        attestation: decision.attestation,
        at: decision.at,
        digest: digestOfValue(decision),
        ...(decision.linkIssuedBy && { linkIssuedBy: shownById(state, decision.linkIssuedBy) }),
      },
    }),
    ...(forced && { forced: publishedAct(state, forced) }),
  }
}

type Capacity = Pick<NonNullable<PublishedSeat['decision']>, 'capacity' | 'delegation' | 'delegatedThrough'>

/** Whether somebody's approval of an earlier draft counts: what has come into other parts since, they had not before them. */
export const hasSignedEarlier = ({ signatures, draft }: Pick<PublishedReport, 'signatures' | 'draft'>): boolean =>
  signatures.some(({ seats }) => seats.some(({ decision }) => decision && decision.draft !== draft))

/** In what capacity somebody decided for a seat that the holder had then: whom another had named before, decides for nobody. */
function capacityOf(state: Spine, { round, stage, seat, by }: DecisionFact, holder: string): Capacity {
  if (by === holder) return { capacity: by === seat ? 'approver' : 'reassigned' }
  const of = [...state.rounds, ...state.abandoned.flatMap(({ rounds }) => rounds)].find((r) => r.round === round)
  const isTheirs = (deputy: { stage: string; seat: string; to: Person }) =>
    deputy.stage === stage && deputy.seat === seat && deputy.to.id === by
  const delegation = of?.delegations.find((each) => isTheirs(each) && each.by === holder)
  if (delegation) {
    const { reason, linkIssuedBy } = delegation
    return {
      ...{ capacity: 'delegate', delegation: reason },
      ...(linkIssuedBy !== undefined && { delegatedThrough: shownById(state, linkIssuedBy) }),
    }
  }
  return { capacity: of?.substitutions.some(isTheirs) ? 'substitute' : 'approver' }
}
