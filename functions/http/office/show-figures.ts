import { figuresPage, readMatrixQuery } from '../../../shared/pages/office/figures-page.ts'
import { htmlResponse, type Request, type Response } from '../../door/exchange.ts'
import { sessionOf } from '../../door/sessions.ts'
import { draftOf } from '../../kept/draft-of.ts'
import type { PageServices } from '../../services.ts'
import { officeFrame } from '../../views/office/office-frame.ts'
import { unitFigures } from '../../views/office/unit-figures.ts'

/** GET /board/figures?table=&sort=&show=&q=: what the units filed, side by side. */
export async function showFigures(request: Request, services: PageServices): Promise<Response> {
  const session = await sessionOf(request, services, 'board')
  const { definition, compiled } = session
  const { language, query } = request
  const first = definition.tables.find(({ id }) => id === query.table) ?? definition.tables[0]
  const sort = query.sort !== undefined && compiled.byId.has(query.sort) ? query.sort : undefined
  const page = figuresPage({
    ...officeFrame(session, language, services),
    compiled,
    units: await unitFigures(session, services),
    sum: (await draftOf(session, services)).figures,
    table: first?.id ?? '',
    query: readMatrixQuery(query),
    ...(sort && { sort }),
  })
  return htmlResponse(request, 200, page)
}
