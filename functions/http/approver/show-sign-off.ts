import { placeOf, type ReasonRow, situationOf } from '../../../shared/draft/sign-off.ts'
import { decidedPage } from '../../../shared/pages/sign-off/decided-page.ts'
import { signOffPage } from '../../../shared/pages/sign-off/sign-off-page.ts'
import { htmlResponse, jsonResponse, type Request, type Response } from '../../door/exchange.ts'
import { bearerOf, type OpenedLink, sessionOf } from '../../door/sessions.ts'
import type { Answers } from '../../door/takes.ts'
import type { PageServices, Services } from '../../services.ts'
import { loadMatter, loadSignOffPage } from '../../views/sign-off-view.ts'

export const showSignOffAnswers: Answers = (z, { digest, draft, findings }) => {
  return {
    query: { rows: 'For the page: rows of a return that are filled in beforehand.' },
    says: 'How the seat stands, and the draft where it is asked.',
    name: 'SignOff',
    schema: z.strictObject({
      standing: z
        .string()
        .describe('`asked`: this approver is asked to decide now. Anything else is how the seat stands.'),
      round: z.int().optional(),
      digest: digest.optional().describe('Goes into the decision as `draft`.'),
      draft: draft.optional(),
      findings: findings.optional(),
    }),
    example: { standing: 'merging' },
  }
}

/** GET /sign-off: the draft before its approver, or how their seat stands. Changes nothing, and notes nobody as having read it. */
export async function showSignOff(request: Request, services: PageServices): Promise<Response> {
  const machine = await bearerOf(request, services, 'sign-off')
  if (machine) return jsonResponse(200, await shownToMachine(machine, services))
  const opened = await sessionOf(request, services, 'sign-off')
  const { state, compiled, person, session, formToken } = opened
  const { language } = request
  const situation = situationOf(state, compiled, placeOf(session.subject, session.person), services.clock.now())
  if (situation.is !== 'asked' && situation.is !== 'barred') {
    const { sender: contact, publicUrl } = services.settings
    return htmlResponse(request, 200, decidedPage({ language, state, compiled, person, situation, contact, publicUrl }))
  }
  const page = await loadSignOffPage(opened, situation, services)
  const returning = request.query.return ? { rows: askedRows(request.query.rows) } : undefined
  return htmlResponse(request, 200, signOffPage({ ...page, language, formToken, ...(returning && { returning }) }))
}

/** What a machine needs to decide: how the seat stands, and the draft with its digest and what the check says about it. */
async function shownToMachine(opened: OpenedLink, services: Pick<Services, 'files' | 'clock'>) {
  const { link, state, compiled } = opened
  const situation = situationOf(state, compiled, placeOf(link.subject, link.person), services.clock.now())
  if (situation.is !== 'asked' && situation.is !== 'barred') return { standing: situation.is }
  const { draft, findings } = await loadMatter(opened, services)
  return { standing: situation.is, round: situation.round.round, digest: situation.round.draft.digest, draft, findings }
}

/** `?return=yes&rows=finance~t2.fees.prior,police`: rows of a return that a link on the page fills in beforehand. */
function askedRows(rows: string | undefined): ReasonRow[] {
  return (rows ?? '')
    .split(',')
    .filter((row) => row !== '')
    .slice(0, 20)
    .map((row) => {
      const [unit, cell] = row.split('~')
      return { ...(unit && { unit }), ...(cell && { cell }) }
    })
}
