import { adjustedFigures } from '../../shared/cycle/acts/office-act.ts'
import { figuresPage, type UnitFigures } from '../../shared/pages/office/figures-page.ts'
import { deriveTotals } from '../../shared/report/cells.ts'
import { reportName } from '../../shared/report/report-name.ts'
import type { Request, Response } from '../door/handler.ts'
import { htmlResponse } from '../door/html-response.ts'
import { sessionOf } from '../door/sessions.ts'
import { readSubmission } from '../kept/documents.ts'
import { draftOf } from '../kept/draft-of.ts'
import type { Services } from '../services.ts'

/** GET /board/figures?table=&sort=: what the units filed, side by side. */
export async function showFigures(
  request: Request,
  services: Pick<Services, 'clock' | 'store' | 'files' | 'keys' | 'settings'>,
): Promise<Response> {
  const { state, definition, compiled, person } = await sessionOf(request, services, 'board')
  const units = await Promise.all(
    state.units.map(async ({ unit, submissions }): Promise<UnitFigures> => {
      const newest = submissions.at(-1)
      if (!newest) return { id: unit.id, name: unit.name }
      const { figures } = await readSubmission(services.files, newest.digest)
      const counted = adjustedFigures(state, unit.id, newest.revision, figures)
      return { id: unit.id, name: unit.name, figures: deriveTotals(compiled, counted) }
    }),
  )
  const { language, query } = request
  const first = definition.tables.find(({ id }) => id === query.table) ?? definition.tables[0]
  const sort = query.sort !== undefined && compiled.byId.has(query.sort) ? query.sort : undefined
  return htmlResponse(
    request,
    200,
    figuresPage({
      language,
      report: reportName(definition, state.opening)[language],
      holder: person.name,
      contact: services.settings.sender,
      compiled,
      units,
      sum: (await draftOf({ state, definition, compiled }, services)).figures,
      table: first?.id ?? '',
      ...(sort && { sort }),
    }),
  )
}
