import { boardPage } from '../../../shared/pages/office/board-page.ts'
import { htmlResponse, type Request, type Response } from '../../door/exchange.ts'
import { boardSessionOf } from '../../door/sessions.ts'
import type { PageServices } from '../../services.ts'
import { boardView } from '../../views/office/board-view.ts'

/** GET /board: where the cycle stands. `?unit=` shows the forms of one unit, `?done=` the act that was just recorded. */
export async function showBoard(request: Request, services: PageServices): Promise<Response> {
  const session = await boardSessionOf(request, services)
  const view = await boardView(session, request.language, request.query, services)
  const done = view.board.acts.find(({ id }) => id === request.query.done)
  const proposed = session.state.proposals.some(({ id }) => id === request.query.done)
  return htmlResponse(request, 200, boardPage({ ...view, ...(done && { done }), proposed }))
}
