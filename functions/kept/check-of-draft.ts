import type { AllUnits } from '../../shared/cycle/reporting-cycle.ts'
import { slicesAsCounted } from '../../shared/draft/adjusted-slice.ts'
import type { DraftDocument } from '../../shared/draft/draft.ts'
import type { SubmissionDocument } from '../../shared/draft/submission.ts'
import type { CompiledDefinition } from '../../shared/report/cells.ts'
import type { CheckResult } from '../../shared/report/finding.ts'
import { checkMerged } from '../../shared/report/integrity/check.ts'
import { sumOfUnits } from '../../shared/report/integrity/weigh.ts'
import type { Services } from '../services.ts'
import { readLastYear } from './documents.ts'

/**
 * Every relation of the pinned definition on a merged draft: within it, against last year's report, and against the sum of the
 * slices as the office adjusted them. Made anew at each gate (merge, every decision, publication).
 */
export async function checkOfDraft(
  compiled: CompiledDefinition,
  state: AllUnits,
  draft: DraftDocument,
  submissions: readonly SubmissionDocument[],
  services: Pick<Services, 'files'>,
): Promise<CheckResult> {
  const lastYear = await readLastYear(services.files, state.opening.previous)
  const units = slicesAsCounted(compiled, draft, submissions).map(({ figures }) => figures)
  return checkMerged(compiled, draft.figures, draft.texts, {
    previous: lastYear?.issuer,
    units: sumOfUnits(compiled, units),
    year: state.opening.year,
  })
}
