import { outcomeOfWait } from '../../shared/cycle/draft-standing.ts'
import { missesAnAct } from '../../shared/cycle/fold.ts'
import {
  type AllUnits,
  currentRound,
  isClosed,
  pendingRelease,
  type Release,
  type Spine,
  type UnitRelease,
  type UnitState,
} from '../../shared/cycle/reporting-cycle.ts'
import { isStillReady, pendingUnitRelease } from '../../shared/cycle/unit-report.ts'
import type { ReportDefinition } from '../../shared/report/report-definition.ts'
import type { Services } from '../services.ts'

/**
 * Whether the pending release goes out, settled now if nobody has. Both the publisher, after it has written the release, and
 * whoever has just written another fact look again: one of the two sees the other, and the first to say so is right. A release that
 * is stopped has put no file, and what overtook it is in the next draft; one that goes out is overtaken by nothing. Those of the
 * units' own reports are settled with it.
 *
 * @param state as read after the fact, or the release, was written
 * @returns the release that goes out; undefined where there is none, or it was stopped
 */
export async function settleDeparture(
  state: AllUnits,
  definition: ReportDefinition,
  services: Settling,
): Promise<Release | undefined> {
  for (const unit of state.units) await settleUnitDeparture(state, definition, unit, services)
  const { store, clock } = services
  const release = pendingRelease(state)
  if (!release || release.departed) return release
  const goes = isStillSigned(state, definition, release)
  const { cycle } = state.opening
  const { fact } = await store.record({ kind: 'departure', cycle, release: release.n, goes, at: clock.now() })
  return fact.goes ? release : undefined
}

/** A release, of the whole or of a unit's own report, of which nobody has said yet whether it goes out. */
export const awaitsDeparture = (state: AllUnits): boolean =>
  [pendingRelease(state), ...state.units.map(pendingUnitRelease)].some((release) => release && !release.departed)

/** Whether the pending release of the unit's own report goes out. */
export async function settleUnitDeparture(
  state: Spine,
  definition: ReportDefinition,
  unit: UnitState,
  { store, clock }: Settling,
): Promise<UnitRelease | undefined> {
  const release = pendingUnitRelease(unit)
  if (!release || release.departed) return release
  const { cycle, unit: id, n } = release
  const goes = isStillReady(state, definition, unit, release)
  const { fact } = await store.record({
    ...{ kind: 'unit-departure', cycle, unit: id, release: n, goes, at: clock.now() },
  } as const)
  return fact.goes ? release : undefined
}

type Settling = Pick<Services, 'store' | 'clock'>

/**
 * Whether the facts, without the release, still say that its draft goes out as it is: in a cycle that is over none does. A write may
 * hang until another draft is signed; and what the office was told is done is in the version, or there is another release.
 */
const isStillSigned = (state: AllUnits, definition: ReportDefinition, release: Release): boolean =>
  !isClosed(state) &&
  release.round === currentRound(state)?.round &&
  !missesAnAct(release, state) &&
  outcomeOfWait({ ...state, releases: state.releases.filter((each) => each !== release) }, definition, 'sign-off') ===
    'publish'
