import type { OutcomeOf, TaskInput } from '../../shared/contract/workflow-states.ts'
import type { CheckFact } from '../../shared/cycle/facts/draft-facts.ts'
import { ofTest } from '../../shared/cycle/facts/of-test.ts'
import { currentRound, returnOf } from '../../shared/cycle/reporting-cycle.ts'
import { slicesAsCounted } from '../../shared/draft/adjusted-slice.ts'
import { checkFile, type DraftDocument } from '../../shared/draft/draft.ts'
import { returnsWith } from '../../shared/draft/draft-return.ts'
import { unlikeOwnYear } from '../../shared/draft/other-bodies.ts'
import { canonicalBytes } from '../../shared/report/bytes/canonical.ts'
import { digestOf } from '../../shared/report/bytes/digest.ts'
import { blocking, previousCells, unjustified } from '../../shared/report/finding.ts'
import { checkOfDraft } from '../kept/check-of-draft.ts'
import { readDraft, readLastYear, readSubmissions } from '../kept/documents.ts'
import { loadCycle } from '../kept/load-cycle.ts'
import type { Services } from '../services.ts'

/**
 * State "Check draft": every relation of the definition on the merged draft, across slices and against last year. Blocking
 * findings go back to the units whose figures they rest on; warnings wait for the office's explanation.
 */
export async function checkDraft(
  { cycle }: TaskInput,
  services: Pick<Services, 'clock' | 'store' | 'files'>,
): Promise<{ outcome: OutcomeOf<'check-draft'> }> {
  const now = services.clock.now()
  const { state, compiled } = await loadCycle(cycle, services)
  const round = currentRound(state)
  if (state.held || !round) return { outcome: 'hold' }
  if (returnOf(round)) return { outcome: 'return' }
  if (round.check) return { outcome: outcomeOf(round.check) }

  const draft = await readDraft(services.files, round.draft.digest)
  const submissions = await readSubmissions(services.files, round.draft.submissions)
  const result = await checkOfDraft(compiled, state, draft, submissions, services)
  const bytes = canonicalBytes(result)
  const named = { draft: round.draft.digest, body: digestOf(bytes) }
  await services.files.put(checkFile(named), bytes)
  const broken = blocking(result.findings)
  const slices = slicesAsCounted(compiled, draft, submissions)
  const own = broken.some((finding) => previousCells(finding).length > 0)
    ? unlikeOwnYear(compiled, state, await readLastYear(services.files, state.opening.previous), slices)
    : []
  const fact: CheckFact = {
    kind: 'check',
    cycle,
    ...ofTest(state.opening),
    round: round.round,
    ...named,
    definition: draft.definition.digest,
    at: now,
    blocking: broken.length,
    warnings: result.findings.filter((finding) => finding.severity === 'warning').length,
    returns: returnsWith(own, broken, state, slices),
    unexplained: unjustified(result.findings, officeExplanations(draft)).map(({ instance, figures }) => ({
      instance,
      figures,
    })),
  }
  const recorded = await services.store.record(fact)
  return { outcome: outcomeOf(recorded.fact) }
}

/** `hold` waits with the submissions: the office explains the warnings, and its act brings the cycle on. */
const outcomeOf = (check: CheckFact): OutcomeOf<'check-draft'> =>
  check.returns.length > 0 ? 'return' : check.unexplained.length > 0 ? 'hold' : 'sign-off'

const officeExplanations = (draft: DraftDocument) => draft.justifications.filter(({ unit }) => unit === '')
