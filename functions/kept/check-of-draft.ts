import type { AllUnits } from '../../shared/cycle/reporting-cycle.ts'
import { slicesAsCounted } from '../../shared/draft/adjusted-slice.ts'
import type { DraftDocument } from '../../shared/draft/draft.ts'
import { otherBodiesOfDraft } from '../../shared/draft/other-bodies.ts'
import type { SubmissionDocument } from '../../shared/draft/submission.ts'
import type { CompiledDefinition } from '../../shared/report/cells.ts'
import type { CheckResult } from '../../shared/report/finding.ts'
import { checkMerged, type Previous } from '../../shared/report/integrity/check.ts'
import { sumOfUnits } from '../../shared/report/integrity/weigh.ts'
import type { Services } from '../services.ts'
import { readLastYear } from './documents.ts'

/**
 * Every relation of the pinned definition on a merged draft: within it, against last year's report, and against the sum of the
 * slices as the office adjusted them. What only other bodies than last year's explain does not block. Made anew at each gate (merge,
 * every decision, publication).
 */
export async function checkOfDraft(
  compiled: CompiledDefinition,
  state: AllUnits,
  draft: DraftDocument,
  submissions: readonly SubmissionDocument[],
  services: Pick<Services, 'files'>,
): Promise<CheckResult> {
  const lastYear = await readLastYear(services.files, state.opening.previous)
  const units = sumOfUnits(
    compiled,
    slicesAsCounted(compiled, draft, submissions).map(({ figures }) => figures),
  )
  const check = (previous: Previous | undefined) =>
    checkMerged(compiled, draft.figures, draft.texts, { previous, units, year: state.opening.year })
  const result = check(lastYear?.issuer)
  const otherBodies = lastYear && otherBodiesOfDraft(compiled, state, lastYear, draft, result.findings)
  return lastYear?.issuer && otherBodies ? check({ ...lastYear.issuer, otherBodies }) : result
}
