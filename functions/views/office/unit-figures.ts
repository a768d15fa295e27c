import { adjustedFigures } from '../../../shared/cycle/acts/office-act.ts'
import type { LoadedCycle } from '../../../shared/cycle/reporting-cycle.ts'
import type { UnitFigures } from '../../../shared/pages/office/figures-page.ts'
import { deriveTotals } from '../../../shared/report/cells.ts'
import { abreast } from '../../kept/abreast.ts'
import { readSubmission } from '../../kept/documents.ts'
import type { Services } from '../../services.ts'

/** What each unit filed last, with the office's adjustments and the totals it makes. Who left has no line. */
export function unitFigures(
  { state, compiled }: Pick<LoadedCycle, 'state' | 'compiled'>,
  { files }: Pick<Services, 'files'>,
): Promise<UnitFigures[]> {
  const here = state.units.filter(({ exempt }) => !exempt?.left)
  return abreast(here, async ({ unit, submissions }): Promise<UnitFigures> => {
    const newest = submissions.at(-1)
    if (!newest) return { id: unit.id, name: unit.name }
    const { figures } = await readSubmission(files, newest.digest)
    const counted = adjustedFigures(state, unit.id, newest.revision, figures)
    return { id: unit.id, name: unit.name, figures: deriveTotals(compiled, counted) }
  })
}
