import { adjustmentsOf } from '../../../shared/cycle/asks.ts'
import { nameIn } from '../../../shared/cycle/people.ts'
import { adjustedSlice } from '../../../shared/draft/adjusted-slice.ts'
import { historyPage } from '../../../shared/pages/slice/history-page.ts'
import { sliceCells } from '../../../shared/report/cells.ts'
import { htmlResponse, type Request, type Response } from '../../door/exchange.ts'
import { unitSessionOf } from '../../door/sessions.ts'
import { readSubmissions } from '../../kept/documents.ts'
import type { PageServices } from '../../services.ts'
import { whoReturned } from '../../views/slice/slice-form.ts'
import { loadSlice, unitFrame } from '../../views/slice/unit-slice.ts'

/** GET /slice/history: each cell of the unit through its revisions, last year beside them. `?q=` asks for some of them. */
export async function showHistory(request: Request, services: PageServices): Promise<Response> {
  const { language } = request
  const session = await unitSessionOf(request, services, 'slice')
  const { state, compiled, link } = session
  const { unit, document, lastYear } = await loadSlice(session, link.subject, services)
  const documents = await readSubmissions(services.files, unit.submissions)
  const nameOf = (id: string) => nameIn(state, id, language)
  const changes = state.acts.flatMap((act) =>
    act.act === 'adjust' && act.unit === unit.unit.id ? [{ ...act, by: nameOf(act.by) }] : [],
  )
  const adjusted = adjustmentsOf(state, unit)
  const page = historyPage({
    ...unitFrame(session, unit, language, services),
    cells: sliceCells(compiled, unit.unit.roles),
    revisions: unit.submissions.map(({ revision, at, by, typists = [] }, n) => {
      const returned = unit.returns.findLast((one) => one.revision === revision)
      return {
        revision,
        at,
        by: nameOf(by),
        typists: typists.filter((id) => id !== by).map(nameOf),
        figures: documents[n]?.figures ?? {},
        ...(returned && {
          returned: {
            by: whoReturned(returned.by),
            taken: returned.by === 'unit',
            at: returned.at,
            reasons: returned.reasons.map(({ text }) => text),
          },
        }),
      }
    }),
    changes,
    ...(document && adjusted.length > 0 && { now: adjustedSlice(compiled, document.figures, adjusted) }),
    lastYear,
    asked: (request.query.q ?? '').trim().slice(0, 100),
  })
  return htmlResponse(request, 200, page)
}
