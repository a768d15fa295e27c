import { htmlResponse, jsonResponse, type Request, type Response } from '../../door/exchange.ts'
import { bearerOf, sessionOf } from '../../door/sessions.ts'
import type { Answers } from '../../door/takes.ts'
import type { PageServices } from '../../services.ts'
import { consentAsJson, consentView } from '../../views/office/consent-view.ts'

export const showConsentAnswers: Answers = (z, { date, instant }) => {
  const proposal = z.strictObject({
    ...{ n: z.int(), act: z.looseObject({ act: z.string() }), by: z.string() },
    ...{ at: instant, reason: z.string(), until: date },
  })
  return {
    says: 'The proposal.',
    name: 'Proposal',
    schema: z.strictObject({
      standing: z.string().describe('`open`: it waits for an answer.'),
      proposal,
      answer: z.enum(['consent', 'decline']).optional(),
    }),
    example: {
      standing: 'open',
      proposal: {
        ...{ n: 1, act: { act: 'exempt', unit: 'finance' }, by: 'lin', at: '2021-01-20T02:00:00.000Z' },
        ...{ reason: 'Merged into another', until: '2021-01-27' },
      },
    },
  }
}

/** GET /consent: a second person reads what is proposed, why, and what it changes. Reading it answers nothing. */
export async function showConsent(request: Request, services: PageServices): Promise<Response> {
  const machine = await bearerOf(request, services, 'consent')
  if (machine) return jsonResponse(200, consentAsJson(machine, services.clock.now()))
  const session = await sessionOf(request, services, 'consent')
  return htmlResponse(request, 200, consentView(request, session, services))
}
