import type { OutcomeOf, TaskInput } from '../../shared/contract/workflow-states.ts'
import { draftIsStale, gapsAreDue, isOutgrown, nothingToCorrect } from '../../shared/cycle/draft-standing.ts'
import type { DraftFact } from '../../shared/cycle/facts/draft-facts.ts'
import { handsInSlices } from '../../shared/cycle/hand-in-draft.ts'
import { isOvertaken } from '../../shared/cycle/overtaken.ts'
import {
  actsRecorded,
  currentRound,
  missingUnits,
  nextRound,
  openRound,
  pendingRelease,
} from '../../shared/cycle/reporting-cycle.ts'
import { draftFile, markedGaps } from '../../shared/draft/draft.ts'
import { stagesOf } from '../../shared/draft/sign-off-route.ts'
import { canonicalBytes } from '../../shared/report/bytes/canonical.ts'
import { digestOf } from '../../shared/report/bytes/digest.ts'
import { draftOf } from '../kept/draft-of.ts'
import { loadCycle } from '../kept/load-cycle.ts'
import type { Services } from '../services.ts'

/**
 * State "Merge slices": the newest settled submissions → a draft, known by its digest, which opens a round. Run again it
 * finds the round that is open and goes on with it, unless there is something its draft was not made from: then a round is opened
 * even where no figure is different, or the walk would come back here for ever.
 */
export async function mergeSlices(
  { cycle, execution }: TaskInput,
  services: Pick<Services, 'clock' | 'store' | 'files'>,
): Promise<{ outcome: OutcomeOf<'merge-slices'> }> {
  const now = services.clock.now()
  const loaded = await loadCycle(cycle, services)
  const { state, definition } = loaded
  if (state.cancelled) return { outcome: 'cancelled' }
  if (isOvertaken(state.executions, execution)) return { outcome: 'overtaken' }
  if (state.held) return { outcome: 'hold' }
  if (pendingRelease(state)) return { outcome: 'merged' }
  const current = currentRound(state)
  if (current && nothingToCorrect(state, definition, current)) return { outcome: 'hold' }
  const open = openRound(state)
  if (open && !draftIsStale(state, definition, open)) return { outcome: 'merged' }
  // A draft that is being signed goes on with the slices it has; who joined after it was made is waited for like anybody else.
  const goesOn = open && !isOutgrown(state, definition, open)
  if (missingUnits(state, definition).length > 0 && !gapsAreDue(state) && !goesOn) return { outcome: 'hold' }

  const draft = await draftOf(loaded, services)
  const bytes = canonicalBytes(draft)
  const digest = digestOf(bytes)
  await services.files.put(draftFile(digest), bytes)
  const fact: DraftFact = {
    kind: 'draft',
    cycle,
    round: nextRound(state),
    digest,
    at: now,
    submissions: draft.slices.map(({ unit, revision, submission }) => ({ unit, revision, digest: submission })),
    // Of the first there is no signature to stand.
    ...(current && { hands: handsInSlices(state, draft.slices) }),
    acts: actsRecorded(state),
    gaps: markedGaps(draft.gaps).map((gap) => gap.unit),
    stages: stagesOf(definition, draft, digest, state),
  }
  // Two runs at once make one round: the loser goes on with the winner's draft, and finds it stale if it is.
  await services.store.record(fact)
  return { outcome: 'merged' }
}
