import { outcomeOfWait } from '../../shared/cycle/draft-standing.ts'
import { type AllUnits, pendingRelease, type Release } from '../../shared/cycle/reporting-cycle.ts'
import type { ReportDefinition } from '../../shared/report/report-definition.ts'
import type { Services } from '../services.ts'

/**
 * Whether the pending release goes out, settled now if nobody has. Both the publisher, after it has written the release, and
 * whoever has just written another fact look again: one of the two sees the other, and the first to say so is right. A release that
 * is stopped has put no file, and what overtook it is in the next draft; one that goes out is overtaken by nothing.
 *
 * @param state as read after the fact, or the release, was written
 * @returns the release that goes out; undefined where there is none, or it was stopped
 */
export async function settleDeparture(
  state: AllUnits,
  definition: ReportDefinition,
  { store, clock }: Pick<Services, 'store' | 'clock'>,
): Promise<Release | undefined> {
  const release = pendingRelease(state)
  if (!release || release.departed) return release
  const goes = isStillSigned(state, definition)
  const { cycle } = state.opening
  const { fact } = await store.record({ kind: 'departure', cycle, release: release.n, goes, at: clock.now() })
  return fact.goes ? release : undefined
}

/** Whether the facts, without the release, still say that the draft goes out as it is. */
const isStillSigned = (state: AllUnits, definition: ReportDefinition): boolean =>
  outcomeOfWait(
    { ...state, releases: state.releases.filter((release) => release !== pendingRelease(state)) },
    definition,
    'sign-off',
  ) === 'publish'
