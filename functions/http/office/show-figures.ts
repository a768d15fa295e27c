import { figuresPage, readMatrixQuery } from '../../../shared/pages/office/figures-page.ts'
import { reportName } from '../../../shared/report/report-name.ts'
import type { Request, Response } from '../../door/handler.ts'
import { htmlResponse } from '../../door/html-response.ts'
import { sessionOf } from '../../door/sessions.ts'
import { draftOf } from '../../kept/draft-of.ts'
import type { PageServices } from '../../services.ts'
import { unitFigures } from '../../views/unit-figures.ts'

/** GET /board/figures?table=&sort=&show=&q=: what the units filed, side by side. */
export async function showFigures(request: Request, services: PageServices): Promise<Response> {
  const { state, definition, compiled, person } = await sessionOf(request, services, 'board')
  const units = await unitFigures({ state, compiled }, services)
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
      query: readMatrixQuery(query),
      ...(sort && { sort }),
    }),
  )
}
