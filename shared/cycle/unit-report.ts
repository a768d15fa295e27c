import { lastOf, present } from '../present.ts'
import type { ReportDefinition } from '../report/report-definition.ts'
import { factKey } from './fact-key.ts'
import type { UnitPublicationFact, UnitReleaseFact } from './facts/release-facts.ts'
import type { Fact, SubmissionFact, Unit } from './facts.ts'
import {
  type AllUnits,
  isClosed,
  isCountedHere,
  openReturn,
  type Spine,
  type UnitRelease,
  type UnitState,
  unitStanding,
} from './reporting-cycle.ts'

/**
 * A unit's slice as its own published report (Article 49): sent, signed by the unit's leader, cleared by the lead office, public. Each
 * unit goes its own way; none waits for another, and the workflow does not wait for any of it.
 */

/** Where a unit's own report stands. `corrected`: public, and a newer revision is on its way. */
export type UnitReportStanding = 'none' | 'awaited' | 'to-clear' | 'ready' | 'releasing' | 'public' | 'corrected'

export function unitReportStanding(state: Spine, definition: ReportDefinition, unit: UnitState): UnitReportStanding {
  const { unitReports } = definition
  if (!unitReports || unit.exempt) return 'none'
  if (pendingUnitRelease(unit)) return 'releasing'
  const newest = unit.submissions.at(-1)
  const published = unit.reports.at(-1)
  if (newest && published?.revision === newest.revision)
    return unitStanding(unit, definition) === 'returned' ? 'corrected' : 'public'
  if (newest && !state.held) {
    if (isCleared(unit, definition)) return isSaidAlready(state, unit, newest) ? 'public' : 'ready'
    if (mayBeCleared(unit, definition)) return 'to-clear'
  }
  return published ? 'corrected' : 'awaited'
}

/** What did not change gets no version: the newest revision says what is public, under the same name, and is not withdrawn. */
function isSaidAlready({ acts }: Spine, { unit, reports, releases }: UnitState, newest: SubmissionFact): boolean {
  const published = reports.at(-1)
  if (published?.submission !== newest.digest) return false
  const known = new Set(releases.find(({ version }) => version === published.version)?.evidence)
  return !acts.some(
    (act) =>
      (act.act === 'withdraw' && act.unit === unit.id && act.version === published.version) ||
      (act.act === 'rename' && act.unit === unit.id && !known.has(factKey(act))),
  )
}

/**
 * The version of a unit's own report that says what this revision says: made of it, or public when it was filed again unchanged.
 */
export function versionThatSays(
  state: Spine,
  definition: ReportDefinition,
  unit: UnitState,
  revision: number,
): UnitPublicationFact | undefined {
  const own = unit.reports.find((report) => report.revision === revision)
  if (own) return own
  const until = <F extends { revision: number }>(list: F[]) => list.filter((one) => one.revision <= revision)
  const [submissions, reports, returns] = [until(unit.submissions), until(unit.reports), until(unit.returns)]
  const [newest, published] = [submissions.at(-1), reports.at(-1)]
  if (newest?.revision !== revision || !published) return undefined
  const then = { ...unit, submissions, reports, returns }
  return isCleared(then, definition) && isSaidAlready(state, then, newest) ? published : undefined
}

/** What a unit is told of its own report: for what it waits, or which version is public. `from`: the instant at which all go out together. */
export type ToldOfReport =
  | { is: 'to-clear' | 'releasing' }
  | { is: 'waits'; from: string }
  | { is: 'public'; version: number }

export function toldOfReport(
  state: Spine,
  definition: ReportDefinition,
  unit: UnitState,
  now: string,
): ToldOfReport | undefined {
  const { together: from } = state
  const standing = unitReportStanding(state, definition, unit)
  switch (standing) {
    case 'to-clear':
    case 'releasing':
      return { is: standing }
    case 'ready':
      return from && now < from && unit.reports.length === 0 ? { is: 'waits', from } : { is: 'releasing' }
    case 'public':
      return { is: standing, version: lastOf(unit.reports).version }
    default:
      return undefined
  }
}

/** The release whose files are not all out yet. */
export const pendingUnitRelease = (unit: UnitState): UnitRelease | undefined =>
  unit.releases.find((release) => !unit.reports.some((report) => report.version === release.version))

/** Signed by the unit's leader, and cleared where the definition asks for it or where there is no leader to sign. */
function isCleared(unit: UnitState, definition: ReportDefinition): boolean {
  const newest = lastOf(unit.submissions)
  const cleared = unit.clearances.some((c) => c.revision === newest.revision && c.choice === 'clear')
  const needed = present(definition.unitReports, 'unitReports').clearance === 'before' || !isSigned(unit)
  return unitStanding(unit, definition) === 'settled' && (cleared || !needed)
}

const isSigned = (unit: UnitState): boolean =>
  unit.confirmations.some((c) => c.revision === unit.submissions.at(-1)?.revision && c.choice === 'confirm')

/** What the office filed in a unit's place is no report of the unit: nobody there has signed it. */
function mayBeCleared(unit: UnitState, definition: ReportDefinition): boolean {
  const newest = unit.submissions.at(-1)
  if (!newest || newest.channel === 'office') return false
  const standing = unitStanding(unit, definition)
  return standing === 'uncleared' || (standing === 'settled' && !isSigned(unit))
}

/**
 * The release of the unit's next version, naming the facts it is made from as they were read; undefined while it is not its turn.
 *
 * @param now an instant
 */
export function nextUnitRelease(
  state: Spine,
  definition: ReportDefinition,
  unit: UnitState,
  facts: readonly Fact[],
  now: string,
): UnitReleaseFact | undefined {
  const newest = unit.submissions.at(-1)
  if (!newest || newest.channel === 'office' || unitReportStanding(state, definition, unit) !== 'ready')
    return undefined
  if (unit.reports.length === 0 && state.together && now < state.together) return undefined
  const late = new Set(state.lateActs.map(factKey))
  return {
    kind: 'unit-release',
    cycle: state.opening.cycle,
    unit: unit.unit.id,
    n: unit.releasesWritten + 1,
    version: unit.reports.length + 1,
    revision: newest.revision,
    submission: newest.digest,
    evidence: facts
      .filter((fact) => isEvidence(fact, unit.unit.id))
      .map(factKey)
      .filter((key) => !late.has(key))
      .sort(),
    at: now,
  }
}

/** Whether the facts, without the release, still say that it goes out. */
export function isStillReady(
  state: Spine,
  definition: ReportDefinition,
  unit: UnitState,
  release: UnitRelease,
): boolean {
  const releases = unit.releases.filter(({ n }) => n !== release.n)
  const next = nextUnitRelease(state, definition, { ...unit, releases }, [], release.at)
  return next?.revision === release.revision
}

/** With what the unit's figures were held against, whosever act it was: last year's, and who was in the cycle. */
const isEvidence = (fact: Fact, unit: string): boolean =>
  fact.kind === 'opening' ||
  ('unit' in fact && fact.unit === unit && evidenceOfUnit.has(fact.kind)) ||
  (fact.kind === 'act' && ['last-year', 'join', 'leave'].includes(fact.act))

const evidenceOfUnit = new Set<Fact['kind']>([
  'act',
  'submission',
  'confirmation',
  'clearance',
  'recall',
  'unit-publication',
])

/**
 * Why the version of this release corrects the one before: what the office, or the unit's own leader, asked for since. By
 * reference: what the earlier release already rested on is no reason for this one.
 */
export function reasonOfCorrection(
  unit: UnitState,
  acts: AllUnits['acts'],
  release: UnitReleaseFact,
): string | undefined {
  const earlier = unit.releases.find(({ version }) => version === release.version - 1)
  if (!earlier) return undefined
  const known = new Set(earlier.evidence)
  const fresh = <F extends Fact>(list: readonly F[]) => list.filter((fact) => !known.has(factKey(fact)))
  const reopened = fresh(acts).findLast(
    (act) => (act.act === 'reopen' || act.act === 'extend') && act.unit === unit.unit.id,
  )
  const calledBack = fresh(unit.recalls).at(-1)
  const withdrawn = fresh(acts).findLast((act) => act.act === 'withdraw' && act.unit === unit.unit.id)
  return reopened?.reason ?? calledBack?.reasons.map(({ text }) => text).join('；') ?? withdrawn?.reason
}

/** Its newest revision was to be published and broke a relation by then: it is with the unit again. */
export const isReportStopped = (unit: UnitState): boolean => {
  const returned = openReturn(unit)
  return returned?.by === 'check' && returned.round === 0
}

/** Whether anything is awaited of the unit: while the cycle goes on, and after that of its own report, where that goes on alone. */
export const mayStillOwe = (state: Spine, definition: ReportDefinition, unit: UnitState): boolean =>
  !isClosed(state) || goesOnAlone(state, definition, unit)

/**
 * After the whole is published a unit's own report goes on: where the whole does not add it, until it is public; else where what the
 * office sent back or called back, or an approver found wrong in what is public, is answered by nothing the whole was made of (by nothing
 * at all where it has a gap in its place); or where it could not be published.
 */
export function goesOnAlone(state: Spine, definition: ReportDefinition, unit: UnitState): boolean {
  if (!definition.unitReports || unit.exempt || state.cancelled || !isClosed(state)) return false
  if (unit.returns.some(({ by, round }) => by === 'check' && round === 0)) return true
  if (!isCountedHere(unit)) return unitReportStanding(state, definition, unit) !== 'public'
  const made = state.rounds.find(({ round }) => round === state.publications.at(-1)?.round)?.draft.submissions
  const merged = made?.find((slice) => slice.unit === unit.unit.id)?.revision ?? 0
  const isPublic = (revision: number) => unit.reports.some((report) => report.revision === revision)
  return [
    ...unit.recalls,
    ...unit.clearances.filter(({ choice }) => choice === 'return'),
    ...unit.returns.filter(({ round, revision }) => round > 0 && isPublic(revision)),
  ].some(({ revision }) => revision >= merged)
}

/**
 * Whether a unit's report that was filed is not public as it should be, long after the whole is: somebody is to be reminded of it. Who
 * has filed nothing, and is not added, is reminded for as long as the whole is young.
 */
export const isFarFromPublic = (state: Spine, definition: ReportDefinition, unit: UnitState): boolean =>
  unit.submissions.length > 0 &&
  goesOnAlone(state, definition, unit) &&
  !['public', 'none'].includes(unitReportStanding(state, definition, unit))

/** Units whose own report is public in a later version than the one that the newest publication of the whole adds, by version. */
export function correctedSince({ publications, rounds, units }: AllUnits): { unit: Unit; used: number; now: number }[] {
  const whole = publications.at(-1)
  const merged = rounds.find(({ round }) => round === whole?.round)?.draft.submissions ?? []
  return units.flatMap(({ unit, reports }) => {
    const added = merged.find((slice) => slice.unit === unit.id)?.digest
    const used = reports.findLast(({ submission }) => submission === added)?.version
    const now = reports.at(-1)?.version
    return used !== undefined && now !== undefined && now > used ? [{ unit, used, now }] : []
  })
}
