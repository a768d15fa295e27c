import { colleaguesPage } from '../../../shared/pages/slice/colleagues-page.ts'
import { htmlResponse, jsonResponse, type Request, type Response } from '../../door/exchange.ts'
import { unitBearerOf, unitSessionOf } from '../../door/sessions.ts'
import type { Answers } from '../../door/takes.ts'
import type { PageServices } from '../../services.ts'
import { colleaguesAsJson, colleaguesView } from '../../views/slice/colleagues-view.ts'

export const showColleaguesAnswers: Answers = (z) => {
  const person = z.strictObject({
    ...{ id: z.string(), name: z.string() },
    added: z.boolean().describe('Added by the lead, who may take them off.'),
  })
  return {
    says: 'The people, and the form for the lead.',
    name: 'Colleagues',
    schema: z.strictObject({
      seen: z.int().describe('Goes into what is sent as `after`.'),
      people: z.array(person),
    }),
    example: { seen: 0, people: [{ id: 'finance-c', name: 'Li Hong', added: false }] },
  }
}

/** GET /slice/colleagues: who fills in for the unit; the lead finds the form to add somebody. */
export async function showColleagues(request: Request, services: PageServices): Promise<Response> {
  const machine = await unitBearerOf(request, services, 'slice')
  if (machine) return jsonResponse(200, colleaguesAsJson(machine))
  const session = await unitSessionOf(request, services, 'slice')
  const done = request.query.done !== undefined
  return htmlResponse(request, 200, colleaguesPage({ ...colleaguesView(session, request.language, services), done }))
}
