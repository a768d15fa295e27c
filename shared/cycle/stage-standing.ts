import type { ReportDefinition } from '../report/report-definition.ts'
import { stageOf } from '../report/stages.ts'
import type { DecisionFact, RequestFact } from './facts/draft-facts.ts'
import type { DelegationFact, OfficeActFact, Person, SubstitutionFact } from './facts.ts'
import { bySeat } from './fold.ts'
import { isHandInDraft } from './hand-in-draft.ts'
import { personIn, readerOf } from './people.ts'
import { currentRound, type Round, type Spine } from './reporting-cycle.ts'
import { givenBy } from './seat-given.ts'

export type SeatStanding = {
  /** Person id of the approver the route names: the seat keeps it whoever holds it. */
  seat: string
  /** Who holds it now: the approver, or whom the office gave it to. */
  holder: Person
  /** Everyone who may decide for it: the approver or who was reassigned, the delegate, the substitute. */
  deciders: readonly Person[]
  /** A decision of this round, or one of an earlier round that still stands for an unchanged scope. */
  decision?: DecisionFact
  /** The decision is an earlier round's, carried over. */
  carried: boolean
  forced?: OfficeActFact
}
export type StageStanding = {
  stage: string
  status: 'waiting' | 'asked' | 'approved' | 'returned' | 'skipped'
  /** How many approvals it takes. */
  need: number
  seats: readonly SeatStanding[]
  request?: RequestFact
  skipped?: OfficeActFact
}

/** The stages of the current round as they stand; looked for once a cycle as it was read, of which a page asks a dozen times. */
export function stageStandings(state: Spine, definition: ReportDefinition): readonly StageStanding[] {
  const known = standings.get(state)
  if (known?.definition === definition) return known.stages
  const stages = standingsOf(state, definition)
  standings.set(state, { definition, stages })
  return stages
}

const standings = new WeakMap<Spine, { definition: ReportDefinition; stages: readonly StageStanding[] }>()

function standingsOf(state: Spine, definition: ReportDefinition): StageStanding[] {
  const round = currentRound(state)
  if (!round) return []
  let open = true
  const counted = countedDecisions(state, definition, round)
  const seatOf = onePersonOneSeat(state, round, counted)
  const deputies = deputiesOf(state, round)
  return round.draft.stages.map(({ stage, scope }) => {
    const route = state.opening.route.find((r) => r.stage === stage)
    const { need: wanted = 'all', indispensable } = stageOf(definition, stage)
    const acts = indispensable ? [] : state.acts
    const skipped = acts.find((a) => a.act === 'skip' && a.stage === stage && a.round === round.round)
    const seats = (route?.approvers ?? []).map((approver): SeatStanding => {
      const holder = holderOf(state, stage, approver)
      const own = counted.find((d) => d.stage === stage && d.seat === approver.id)
      const carried = own ? undefined : carriedApproval(state, definition, { round, stage, seat: approver.id, scope })
      const decision = own ?? carried
      const forced = acts.find(
        (a) => a.act === 'force' && a.stage === stage && a.round === round.round && a.seat === approver.id,
      )
      return {
        seat: approver.id,
        holder,
        // Who holds the seat always has a say: where they may not sign themselves, they may name somebody who may.
        deciders: [
          holder,
          ...deputies
            .filter((deputy) => deputy.stage === stage && deputy.seat === approver.id)
            .map(({ to }) => to)
            .filter(
              ({ id }) => seatOf.get(id) === `${stage}/${approver.id}` && !(indispensable && isOfOffice(state, id)),
            ),
        ],
        ...(decision && { decision }),
        carried: carried !== undefined,
        ...(forced && { forced }),
      }
    })
    const need = wanted === 'all' ? seats.length : wanted === 'any' ? 1 : Math.min(wanted, seats.length)
    const approvals = seats.filter((s) => s.forced || s.decision?.choice === 'approve').length
    const request = round.requests.find((r) => r.stage === stage)
    const status: StageStanding['status'] = skipped
      ? 'skipped'
      : seats.some((s) => s.decision?.choice === 'return')
        ? 'returned'
        : approvals >= need
          ? 'approved'
          : open
            ? 'asked'
            : 'waiting'
    if (status === 'asked' || status === 'returned') open = false
    return { stage, status, need, seats, ...(request && { request }), ...(skipped && { skipped }) }
  })
}

/** Who holds an approver's seat now: the approver, or whom the office gave it to. */
export function holderOf(state: Spine, stage: string, approver: Person): Person {
  const reassigned = state.acts.findLast((a) => a.act === 'reassign' && a.stage === stage && a.seat === approver.id)
  return reassigned?.act === 'reassign' ? reassigned.to : approver
}

/** Whom the holder of a seat has named, and the substitutes. Whoever is replaced takes along whom they had named. */
export function deputiesOf(state: Spine, { delegations, substitutions }: Round): (DelegationFact | SubstitutionFact)[] {
  const isNamedByHolder = ({ stage, seat, by }: DelegationFact): boolean => {
    const approver = state.opening.route.find((r) => r.stage === stage)?.approvers.find(({ id }) => id === seat)
    return approver !== undefined && holderOf(state, stage, approver).id === by
  }
  return [...delegations.filter(isNamedByHolder), ...substitutions]
}

/**
 * Two signatures are two persons: of two that one person gave in the same moment, the first in the route counts. Who came to the office
 * in the moment in which they were named, or signed, has signed nothing indispensable.
 */
const countedDecisions = (state: Spine, definition: ReportDefinition, round: Round): DecisionFact[] =>
  round.decisions
    .filter((decision) => round.decisions.find((other) => other.by === decision.by) === decision)
    .filter(({ stage, by }) => !isIndispensable(definition, stage) || !isOfOffice(state, by))

/** A decision does not count, and its seat can be signed by nobody else in this round. */
export const isSignedInVain = (state: Spine, definition: ReportDefinition, round: Round): boolean =>
  countedDecisions(state, definition, round).length < round.decisions.length

/** Whether they are, or were at any time, of the office; one mailbox is one person, by whatever id it was named. */
export function isOfOffice(state: Spine, id: string): boolean {
  const { opening, acts } = state
  const officers = [...opening.office, ...acts.flatMap((act) => (act.act === 'officer' && act.to ? [act.to] : []))]
  if (officers.some((person) => person.id === id)) return true
  const address = personIn(state, id)?.address.toLowerCase()
  return officers.some((person) => person.address.toLowerCase() === address)
}

/**
 * The one seat `<stage>/<seat>` each person may decide for: where they have decided; else the one they hold; else the first they
 * were put in as a deputy. A second deputyship is refused when it is named; two named in the same moment end here, as do two of one mailbox.
 */
function onePersonOneSeat(state: Spine, round: Round, counted: DecisionFact[]): Map<string, string> {
  const seats = round.draft.stages.flatMap(({ stage }) =>
    (state.opening.route.find((r) => r.stage === stage)?.approvers ?? []).map((approver) => ({
      stage,
      seat: approver.id,
      person: holderOf(state, stage, approver).id,
    })),
  )
  const deputies = deputiesOf(state, round).sort(bySeat(state.opening, round.draft))
  const named = deputies.map(({ to }) => to)
  const claims = [
    ...counted.map(({ stage, seat, by }) => ({ stage, seat, person: by })),
    ...seats,
    ...deputies.map(({ stage, seat, to }) => ({ stage, seat, person: readerOf(to.address, named)?.id ?? to.id })),
  ]
  const seatOf = new Map<string, string>()
  for (const { stage, seat, person } of claims) if (!seatOf.has(person)) seatOf.set(person, `${stage}/${seat}`)
  return seatOf
}

/**
 * An approval of an earlier round still stands when the stage answers for parts that have not changed since, the seat was given to
 * nobody else since, and whoever gave it has had no hand in the draft since: in whichever order, who touched does not sign.
 */
function carriedApproval(
  state: Spine,
  definition: ReportDefinition,
  { round: current, stage, seat, scope }: { round: Round; stage: string; seat: string; scope: string },
): DecisionFact | undefined {
  return state.rounds
    .filter((r) => r.round < current.round)
    .flatMap((r) => countedDecisions(state, definition, r))
    .filter((d) => d.stage === stage && d.seat === seat && d.choice === 'approve' && d.scope === scope)
    .filter(({ given }) => given === givenBy(state.acts, { round: current.round, stage, seat }))
    .filter(({ by }) => !current.draft.hands?.includes(by))
    .filter(({ by }) => !state.acts.some((act) => act.by === by && isHandInDraft(act, current)))
    .at(-1)
}

/** Whether a decision of theirs counts for the current draft, of this round or carried over. */
export const hasSigned = (state: Spine, definition: ReportDefinition, person: string): boolean =>
  stageStandings(state, definition).some(({ seats }) => seats.some(({ decision }) => decision?.by === person))

/** A person before a seat of a stage. */
export type PersonAtSeat = { stage: string; seat: string; person: string }

/** Everybody who holds a seat, or was or may be asked in one. */
export function seatsOf(state: Spine): PersonAtSeat[] {
  const round = currentRound(state)
  return [
    ...state.opening.route.flatMap(({ stage, approvers, substitutes }) =>
      approvers.flatMap((approver) => {
        const substitute = substitutes?.[approver.id]
        return [holderOf(state, stage, approver), ...(substitute ? [substitute] : [])].map((person) => ({
          stage,
          seat: approver.id,
          person: person.id,
        }))
      }),
    ),
    ...(round ? deputiesOf(state, round) : []).map(({ stage, seat, to }) => ({
      stage,
      seat,
      person: to.id,
    })),
  ]
}

/** Whether nothing is published without the stage. */
export const isIndispensable = (definition: ReportDefinition, stage: string): boolean =>
  definition.signOff.stages.some(({ id, indispensable }) => id === stage && indispensable)
