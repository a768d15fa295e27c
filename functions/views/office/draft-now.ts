import type { LoadedCycle } from '../../../shared/cycle/reporting-cycle.ts'
import type { DraftDocument } from '../../../shared/draft/draft.ts'
import type { Figures } from '../../../shared/report/cells.ts'
import type { Finding } from '../../../shared/report/finding.ts'
import { previousFigures } from '../../../shared/report/integrity/check.ts'
import { checkOfDraft } from '../../kept/check-of-draft.ts'
import { readLastYear, readSubmissions } from '../../kept/documents.ts'
import { draftOf } from '../../kept/draft-of.ts'
import type { Services } from '../../services.ts'

/** What a draft would be if it were merged now, what the check would say, and last year's figures beside it. Kept nowhere. */
export async function draftNow(
  loaded: LoadedCycle,
  services: Pick<Services, 'files'>,
): Promise<{ draft: DraftDocument; findings: readonly Finding[]; lastYear?: Figures }> {
  const { state, compiled } = loaded
  const draft = await draftOf(loaded, services)
  const submissions = await readSubmissions(
    services.files,
    draft.slices.map(({ submission }) => ({ digest: submission })),
  )
  const { findings } = await checkOfDraft(compiled, state, draft, submissions, services)
  const issuer = (await readLastYear(services.files, state.opening.previous))?.issuer
  return { draft, findings, ...(issuer && { lastYear: previousFigures(compiled, issuer) }) }
}
