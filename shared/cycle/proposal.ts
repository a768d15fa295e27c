import { civilDate } from '../calendar/civil-date.ts'
import { addWorkingDays } from '../calendar/working-days.ts'
import { digestOfValue } from '../report/bytes/digest.ts'
import type { CompiledDefinition } from '../report/cells.ts'
import type { Problem } from '../report/errors.ts'
import type { ReportDefinition } from '../report/report-definition.ts'
import { consentRefusals as says } from '../words/refusals/consent-refusals.ts'
import { fillersOf, leaderOf } from './colleagues.ts'
import { canStillAbandon, isCorrectionSigned } from './correction.ts'
import type { ConsentFact, OfficeAct, OfficeActFact, Person, ProposalFact, StrongAct } from './facts.ts'
import { ofNextVersion, ofNoVersion } from './fold.ts'
import type { MailDuty } from './mail-duty.ts'
import { officersOf, peopleOfUnit } from './people.ts'
import { daysToAnswer, isInItsDays } from './proposal-days.ts'
import {
  type AllUnits,
  actsRecorded,
  calendarOf,
  currentRound,
  isClosed,
  isOnlyUnit,
  type Proposal,
  pendingRelease,
  type Spine,
  unitState,
} from './reporting-cycle.ts'
import { deputiesOf, hasSigned, holderOf, isIndispensable, seatsOf, stageStandings } from './stage-standing.ts'
import { firstDueOf } from './unit-due.ts'
import { barFromSeat } from './who-may-sign.ts'
import { canStillWithdraw } from './withdrawal.ts'

/**
 * Acts that take away or replace a signature, give up a correction that somebody has signed, or let a unit off or declare zeros for it after its date, take two persons: one of the office proposes,
 * and a second one, or the accountable person, consents by a link and a code of their own. The act is recorded only then.
 */

export function isStrong(state: AllUnits, act: OfficeAct, now: string): act is StrongAct {
  if (act.act === 'nil' || act.act === 'exempt' || act.act === 'leave') {
    // More time that the office gave it alone changes nothing.
    return unitState(state, act.unit) !== undefined && civilDate(now, state.opening.zone) > firstDueOf(state, act.unit)
  }
  if (act.act === 'abandon') return isCorrectionSigned(state)
  // Else one of two could put themselves in the place of the second, and consent to what they proposed.
  return ['skip', 'force', 'reassign', 'leader', 'officer', 'withdraw', 'gap', 'readdress'].includes(act.act)
}

/** Who may consent to what a person proposes: everybody else of the office, and the accountable person; not who would get the seat or the place. */
export function consentersOf(state: Spine, by: string, act?: StrongAct): Person[] {
  const { accountable } = state.opening
  const office = officersOf(state)
  const asked = [...(accountable ? [accountable] : []), ...office.filter(({ id }) => id !== accountable?.id)]
  return asked.filter(({ id }) => id !== by && !(act && 'to' in act && act.to?.id === id))
}

export function proposalOf(
  state: AllUnits,
  { id, act, reason, by, now }: { id: string; act: StrongAct; reason: string; by: string; now: string },
): ProposalFact {
  const { cycle, zone } = state.opening
  const today = civilDate(now, zone)
  const until = addWorkingDays(today, daysToAnswer, calendarOf(state))
  const n = state.proposals.length + 1
  return { kind: 'proposal', cycle, n, id, at: now, by, reason, until, acts: actsRecorded(state), act }
}

/**
 * `open`: waits for an answer. `void`: its days are over, or what it was about has gone another way; `overtaken`: so it had when
 * the consent came, and nothing was done.
 */
export type ProposalStanding = 'open' | 'consented' | 'overtaken' | 'declined' | 'void'

export function proposalStanding(
  state: AllUnits,
  definition: ReportDefinition,
  proposal: Proposal,
  now: string,
): ProposalStanding {
  const { consent } = proposal
  if (consent?.choice === 'decline') return 'declined'
  if (consent) return isOvertaken(state, definition, proposal, now) ? 'overtaken' : 'consented'
  return isInItsDays(state, proposal, now) && canStillBeDone(state, definition, proposal, now) ? 'open' : 'void'
}

/** What a correction was given up with was done; what was recorded when the version had left was not. */
function isOvertaken(state: AllUnits, definition: ReportDefinition, proposal: Proposal, now: string): boolean {
  const isIt = ({ id }: OfficeActFact) => id === actIdOf(proposal.n)
  if (state.acts.some(isIt)) return false
  const late = state.lateActs.find(isIt)
  if (!late) return !canStillBeDone(state, definition, proposal, now)
  return !state.abandoned.some(({ begun, ended }) => begun.n <= late.n && late.n <= ended.n)
}

/** Whether it can still be done as it was meant: by somebody who may still propose it, and of the version it was proposed for. */
function canStillBeDone(
  state: AllUnits,
  definition: ReportDefinition,
  { act, by, acts = Number.POSITIVE_INFINITY }: ProposalFact,
  now: string,
): boolean {
  if (!officersOf(state).some(({ id }) => id === by)) return false
  if (!ofNoVersion.includes(act.act) && (isClosed(state) || pendingRelease(state)?.departed)) return false
  if (ofNextVersion.includes(act.act) && isCorrectionBegunSince(state, acts)) return false
  // They may have signed in the moment in which they proposed it.
  if ((act.act === 'skip' || act.act === 'force') && hasSigned(state, definition, by)) return false
  return isStillAbout(state, definition, act, now)
}

const isCorrectionBegunSince = ({ acts, abandoned }: Spine, known: number): boolean =>
  [...acts, ...abandoned.map(({ begun }) => begun)].some(({ act, n }) => act === 'correct' && n > known)

/** Whether what was proposed can still be done: the same round, the seat without a decision, the unit not let off. */
function isStillAbout(state: AllUnits, definition: ReportDefinition, act: StrongAct, now: string): boolean {
  if (act.act === 'gap') return state.opening.policy.missing === 'hold'
  if (act.act === 'leader') {
    const unit = unitState(state, act.unit)
    const fillsIn = unit?.unit.contacts.some(({ id }) => id === act.to.id)
    return unit?.unit.leader?.id === act.from && !fillsIn && !unit.exempt
  }
  if (act.act === 'nil') {
    const unit = unitState(state, act.unit)
    return unit?.submissions.length === 0 && !unit.exempt
  }
  if (act.act === 'exempt' || act.act === 'leave')
    return unitState(state, act.unit)?.exempt === undefined && !isOnlyUnit(state, act.unit)
  if (act.act === 'officer')
    return officersOf(state).some(({ id }) => id === act.person) && !barFromOffice(state, definition, act)
  if (act.act === 'withdraw') return canStillWithdraw(state, act)
  if (act.act === 'abandon') return canStillAbandon(state, act)
  if (act.act === 'readdress') {
    const mail = oustedMailOf(state, act)
    return mail !== undefined && mail.person.address.toLowerCase() !== act.address
  }
  const round = currentRound(state)
  if (act.act !== 'reassign' && act.round !== round?.round) return false
  const stage = stageStandings(state, definition).find((s) => s.stage === act.stage)
  if (act.act === 'skip') return stage?.status === 'asked' || stage?.status === 'waiting'
  const seat = stage?.seats.find((s) => s.seat === act.seat)
  if (seat?.decision || seat?.forced) return false
  // Who is to get it may have come to another seat, to the office or to a slice while it waited.
  return act.act !== 'reassign' || !barFromSeat(state, definition, { ...act, person: act.to.id }, now)
}

/** Why the office may not change so: nobody would be left of it, or somebody come who may be asked where nobody of the office signs. */
export function barFromOffice(
  state: Spine,
  definition: ReportDefinition,
  { person, to }: { person: string; to?: Person },
): 'last' | 'already' | 'signs' | undefined {
  const officers = officersOf(state)
  if (!to) return officers.every(({ id }) => id === person) ? 'last' : undefined
  if (officers.some(({ id }) => id === to.id)) return 'already'
  const signs = seatsOf(state).some((seat) => seat.person === to.id && isIndispensable(definition, seat.stage))
  // Nor whose signature of an earlier draft still counts.
  const hasSignedThere = stageStandings(state, definition).some(
    ({ stage, seats }) => isIndispensable(definition, stage) && seats.some(({ decision }) => decision?.by === to.id),
  )
  return signs || hasSignedThere ? 'signs' : undefined
}

export type ConsentForm = { choice?: string }

/** What becomes of an answer to a proposal. Whoever answers first has answered; the same answer again is the same. */
export function decideConsent(input: {
  state: AllUnits
  compiled: CompiledDefinition
  proposal: Proposal
  person: string
  form: ConsentForm
  code: Problem | undefined
  now: string
}): { consent: ConsentFact } | { stands: ConsentFact } | { problems: Problem[] } {
  const { state, compiled, proposal, person, form, now } = input
  const { consent } = proposal
  if (consent) {
    if (consent.by === person && consent.choice === form.choice) return { stands: consent }
    return { problems: [{ code: 'decision-stands', message: says.stands }] }
  }
  if (proposalStanding(state, compiled.definition, proposal, now) !== 'open') {
    return { problems: [{ code: 'act-refused', message: says.void }] }
  }
  const { choice } = form
  if (choice !== 'consent' && choice !== 'decline') {
    return { problems: [{ code: 'choice-missing', field: 'choice', message: says.choiceMissing }] }
  }
  if (input.code) return { problems: [input.code] }
  return { consent: { kind: 'consent', cycle: state.opening.cycle, proposal: proposal.n, by: person, choice, at: now } }
}

/** The act of a proposal that has its consent and was not done yet; undefined where there is none, or it is not about anything any more. */
export function actConsentedTo(
  state: AllUnits,
  definition: ReportDefinition,
  proposal: Proposal,
  now: string,
): OfficeActFact | undefined {
  const { consent, act, n } = proposal
  const done = [...state.acts, ...state.lateActs].some((each) => each.id === actIdOf(n))
  if (consent?.choice !== 'consent' || done) return undefined
  // As it stood when it was consented to: what was answered as overtaken then is not done when a bar has worn off.
  if (!canStillBeDone(state, definition, proposal, consent.at)) return undefined
  return {
    kind: 'act',
    cycle: state.opening.cycle,
    n: actsRecorded(state) + 1,
    id: actIdOf(n),
    at: now,
    by: proposal.by,
    reason: proposal.reason,
    ...(proposal.byCommand && { byCommand: true }),
    consent: { proposal: n, by: consent.by },
    ...act,
    ...(act.act === 'reassign' && { round: currentRound(state)?.round ?? 0 }),
  }
}

const actIdOf = (proposal: number): string => `proposal-${proposal}`

/** What the digits for a consent are bound to. */
export const consentAbout = (proposal: ProposalFact): string[] => [
  String(proposal.n),
  digestOfValue({ ...proposal, at: '' }),
]

/** Whoever is skipped, forced, replaced, let go or taken off by an act, with those who were asked in their place then: they are told at once. */
export function oustedBy(state: AllUnits, act: OfficeActFact): Person[] {
  const upTo = (last: number) => ({ ...state, acts: state.acts.filter(({ n }) => n <= last) })
  const before = upTo(act.n - 1)
  if (act.act === 'officer') return officersOf(before).filter(({ id }) => id === act.person)
  if (act.act === 'leader' || act.act === 'contacts') return goneFromUnit(state, act)
  if (act.act !== 'skip' && act.act !== 'force' && act.act !== 'reassign') return []
  const round = state.rounds.findLast((one) =>
    act.act === 'reassign' ? one.draft.acts < act.n : one.round === act.round,
  )
  // A substitute has a say still when the seat is given to another.
  const stay = act.act === 'reassign' && round ? deputiesOf(upTo(act.n), round) : []
  const gone = round ? deputiesOf(before, round).filter((deputy) => !stay.includes(deputy)) : []
  const seats = state.opening.route.find(({ stage }) => stage === act.stage)?.approvers ?? []
  return seats
    .filter(({ id }) => act.act === 'skip' || id === act.seat)
    .flatMap((approver) => [
      holderOf(before, act.stage, approver),
      ...gone.filter(({ stage, seat }) => stage === act.stage && seat === approver.id).map(({ to }) => to),
    ])
}

/** Who led the unit or filled in for it until the act, and does neither since. */
function goneFromUnit(
  { opening, acts, colleagues }: AllUnits,
  act: OfficeActFact & { act: 'leader' | 'contacts' },
): Person[] {
  const unit = opening.units.find(({ id }) => id === act.unit)
  if (!unit) return []
  const at = (n: number) => {
    const leader = leaderOf(unit, acts, n)
    return peopleOfUnit({ ...fillersOf(unit, { acts, colleagues }, n), ...(leader && { leader }) })
  }
  const [before, stay] = [at(act.n), at(act.n + 1)]
  return before.filter(({ id }) => !stay.some((person) => person.id === id))
}

/** What the act's mails are owed for, and to whom: to the address that was given for it since, where one was. */
export function oustedMails(
  state: AllUnits,
  act: OfficeActFact,
): { duty: MailDuty & { of: 'ousted' }; person: Person }[] {
  return oustedBy(state, act).map((person) => {
    const moved = state.acts.findLast((a) => a.act === 'readdress' && a.of === act.n && a.person === person.id)
    const address = moved?.act === 'readdress' ? moved.address : person.address
    return { duty: { of: 'ousted', act: moved?.id ?? act.id, person: person.id }, person: { ...person, address } }
  })
}

/** The one mail that is about a signature of this person. */
export function oustedMailOf(state: AllUnits, about: { of: number; person: string }) {
  const act = state.acts.find(({ n, act }) => n === about.of && act !== 'officer')
  return act && oustedMails(state, act).find(({ person }) => person.id === about.person)
}
