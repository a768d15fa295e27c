import { askPage } from '../../../shared/pages/slice/ask-page.ts'
import { htmlResponse, jsonResponse, type Request, type Response } from '../../door/exchange.ts'
import { unitBearerOf, unitSessionOf } from '../../door/sessions.ts'
import type { Answers } from '../../door/takes.ts'
import type { PageServices } from '../../services.ts'
import { asksAsJson, askView } from '../../views/slice/ask-view.ts'

export const showAsksAnswers: Answers = (z, { figure, instant }) => {
  const ask = z.strictObject({
    ...{ n: z.int(), ask: z.string(), at: instant, text: z.string() },
    answer: z.string().optional(),
  })
  const adjustment = z.strictObject({ n: z.int(), cell: z.string(), from: figure, to: figure, reason: z.string() })
  return {
    query: { sent: 'What was just sent.' },
    says: 'What was asked, and the forms to ask.',
    name: 'Asks',
    schema: z.strictObject({
      seen: z.int().describe('Goes into what is sent as `after`.'),
      asks: z.array(ask),
      adjustments: z
        .array(adjustment)
        .describe('Figures of the unit that the office changed: each may be objected to once.'),
    }),
    example: { seen: 0, asks: [], adjustments: [] },
  }
}

/** GET /slice/asks: what the unit asked of the office, the office's answers, and the forms to ask. */
export async function showAsks(request: Request, services: PageServices): Promise<Response> {
  const machine = await unitBearerOf(request, services, 'slice')
  if (machine) return jsonResponse(200, asksAsJson(machine))
  const session = await unitSessionOf(request, services, 'slice')
  const sent = session.state.own.asks.some(({ id }) => id === request.query.sent)
  return htmlResponse(request, 200, askPage({ ...askView(session, request.language, services), sent }))
}
