import type { Problem } from '../report/errors.ts'
import { correctionRefusals as says } from '../words/refusals/correction-refusals.ts'
import type { OfficeActFact, Person } from './facts.ts'
import { officersOf, peopleOf, peopleOfUnit } from './people.ts'
import {
  type AbandonedCorrection,
  type AllUnits,
  correctionUnderWay,
  isClosed,
  isCountedHere,
  pendingRelease,
  type Spine,
  type UnitState,
} from './reporting-cycle.ts'

/**
 * A correction that is given up before its release: the version it was to correct stands, its drafts and what was done for it alone count
 * for nothing, and another correction can be begun. What units filed stays theirs, and waits for that other one.
 */
type Abandon = Extract<OfficeActFact, { act: 'abandon' }>

/** The correction that is under way, as a form asks to give it up. `correction`: the number of the act that began the one on the page. */
export function readAbandonment(
  state: AllUnits,
  { correction }: Readonly<Record<string, string | undefined>>,
): { act: Pick<Abandon, 'act' | 'version' | 'correction'> } | { problem: Problem } {
  const underWay = correctionUnderWay(state)
  const refused = (field: string, message: Problem['message']) => ({
    problem: { code: 'act-refused', field, message } as const,
  })
  if (!underWay) return refused('act', says.none)
  const { begun } = underWay
  if (correction !== undefined && correction !== String(begun.n)) return refused('correction', says.another)
  return { act: { act: 'abandon', version: begun.version, correction: begun.n } }
}

/** Whether the very correction is under way still, and nothing of it has left. */
export const canStillAbandon = (state: Spine, { correction }: Pick<Abandon, 'correction'>): boolean =>
  correctionUnderWay(state)?.begun.n === correction && !pendingRelease(state)?.departed

/** Whether somebody has signed a draft of the correction that is under way. */
export function isCorrectionSigned(state: Spine): boolean {
  const begun = correctionUnderWay(state)?.begun
  return (
    begun !== undefined &&
    state.rounds.some(
      ({ draft, decisions }) => draft.acts >= begun.n && decisions.some(({ choice }) => choice === 'approve'),
    )
  )
}

/** The correction that was given up last, while the version it was to correct stands and no other one was begun. */
export function standsAgainSince(state: Spine): AbandonedCorrection | undefined {
  const last = state.abandoned.at(-1)
  return isClosed(state) && last?.begun.version === state.publications.at(-1)?.version ? last : undefined
}

/** Whether the revision is newer than what the version is made of, which stands since the correction was given up. */
export function waitsForCorrection(state: Spine, { unit }: Pick<UnitState, 'unit'>, revision: number): boolean {
  const version = isCountedHere({ unit }) ? standsAgainSince(state)?.begun.version : undefined
  return version !== undefined && isNewerThan(state, { unit }, version, revision)
}

/** Whether the revision is newer than the one the version is made of. */
export const isNewerThan = (
  state: Spine,
  { unit }: Pick<UnitState, 'unit'>,
  version: number,
  revision: number,
): boolean => revision > publishedRevision(state, unit.id, version)

/** Which revision of the unit a version is made of; 0 where it has none of it. */
const publishedRevision = (state: Spine, unit: string, version: number): number => {
  const publication = state.publications.find((one) => one.version === version)
  const draft = state.rounds.find(({ round }) => round === publication?.round)?.draft
  return draft?.submissions.find((slice) => slice.unit === unit)?.revision ?? 0
}

/** Whoever was asked for anything in a correction, or did something in it: the office, units that were to file anew, whoever was to sign. */
export function askedInCorrection(state: AllUnits, { begun, ended, rounds }: AbandonedCorrection): Person[] {
  const during = [...state.acts, ...state.lateActs].filter(({ n }) => begun.n < n && n < ended.n)
  const units = state.units.filter(
    ({ unit, submissions }) =>
      isNewerThan(state, { unit }, begun.version, submissions.at(-1)?.revision ?? 0) ||
      during.some(
        (act) => ('unit' in act && act.unit === unit.id) || ('units' in act && act.units.includes(unit.id)),
      ) ||
      rounds.some(({ check, decisions }) =>
        [...(check?.returns ?? []), ...decisions.flatMap(({ reasons }) => reasons)].some((r) => r.unit === unit.id),
      ),
  )
  const stages = new Set(rounds.flatMap(({ requests }) => requests.map(({ stage }) => stage)))
  const asked = state.opening.route.filter(({ stage }) => stages.has(stage))
  const holders = new Set(
    state.acts.flatMap((act) => (act.act === 'reassign' && stages.has(act.stage) ? [act.to.id] : [])),
  )
  const signing = rounds.flatMap(({ decisions, delegations, substitutions }) => [
    ...decisions.map(({ by }) => by),
    ...[...delegations, ...substitutions].map(({ to }) => to.id),
  ])
  const ids = new Set([
    ...officersOf(state).map(({ id }) => id),
    begun.by,
    ...units.flatMap(({ unit }) => peopleOfUnit(unit).map(({ id }) => id)),
    ...asked.flatMap(({ approvers, observers }) => [...approvers, ...(observers ?? [])].map(({ id }) => id)),
    ...holders,
    ...signing,
  ])
  return peopleOf(state).filter(({ id }) => ids.has(id))
}

/** Who signed a draft of the correction. */
export const signedInCorrection = ({ rounds }: AbandonedCorrection, person: string): boolean =>
  rounds.some(({ decisions }) => decisions.some(({ by, choice }) => by === person && choice === 'approve'))
