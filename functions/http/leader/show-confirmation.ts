import { htmlResponse, jsonResponse, type Request, type Response } from '../../door/exchange.ts'
import { unitBearerOf, unitSessionOf } from '../../door/sessions.ts'
import type { PageServices } from '../../services.ts'
import { confirmationAsJson, confirmationView } from '../../views/slice/confirmation-view.ts'

/** GET /confirmation: the unit's leader, or a machine in their name, reads the slice; `?return=yes` asks why it goes back. Reading it confirms nothing. */
export async function showConfirmation(request: Request, services: PageServices): Promise<Response> {
  const machine = await unitBearerOf(request, services, 'confirmation')
  if (machine) return jsonResponse(200, await confirmationAsJson(machine, services))
  const session = await unitSessionOf(request, services, 'confirmation')
  const given = request.query.return ? { typed: { choice: 'return' } } : {}
  return htmlResponse(request, 200, await confirmationView(request, session, services, given))
}
