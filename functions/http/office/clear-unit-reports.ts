import { decideClearance, isSameClearance, type TypedClearance } from '../../../shared/cycle/acts/clearance.ts'
import { theUnit } from '../../../shared/cycle/reporting-cycle.ts'
import { clearancePage } from '../../../shared/pages/office/clearance-page.ts'
import { digestOfValue } from '../../../shared/report/bytes/digest.ts'
import { type Problem, Refusal } from '../../../shared/report/errors.ts'
import { clearanceRefusals as says } from '../../../shared/words/refusals/clearance-refusals.ts'
import { freshDigits } from '../../door/codes.ts'
import { htmlResponse, jsonResponse, type Request, type Response, seeOther } from '../../door/exchange.ts'
import { sentAs } from '../../door/sent-as.ts'
import { bearerOf, type OpenedLink, requireOwnForm, sessionOf } from '../../door/sessions.ts'
import { loadCycle } from '../../kept/load-cycle.ts'
import type { MailServices, Services } from '../../services.ts'
import { tellUnitReturn } from '../../telling/unit-mails.ts'
import { clearanceView, requireUnitReports } from '../../views/office/clearance-view.ts'
import { resumeCycle } from '../../workflow/resume-cycle.ts'

type Clearing = MailServices & Pick<Services, 'workflow'>

/**
 * POST /clearance: the office clears units' own reports, or sends one back; the schedule publishes what is cleared. A script sends the same
 * fields as JSON with the office's link as bearer.
 */
export async function clearUnitReports(request: Request, services: Clearing): Promise<Response> {
  const machine = await bearerOf(request, services, 'board')
  if (machine) {
    requireUnitReports(machine)
    const answer = await record(machine, await sentAs('clearanceJson', request.json), services)
    if (answer.length > 0) throw new Refusal(answer)
    return jsonResponse(200, { recorded: true })
  }
  const session = await sessionOf(request, services, 'board')
  requireOwnForm(session, request)
  requireUnitReports(session)
  const typed: TypedClearance = { ...request.form?.values }
  const problems = await record(session, typed, services)
  if (problems.length === 0) return seeOther('/clearance?done=yes')
  const view = await clearanceView(session, request.language, typed.unit, services)
  return htmlResponse(request, new Refusal(problems).status, clearancePage({ ...view, problems, typed }))
}

/** Records what was decided, and tells; answers with what is wrong, recording nothing then. */
async function record(opened: OpenedLink, typed: TypedClearance, services: Clearing): Promise<Problem[]> {
  const { cycle } = opened.state.opening
  const answer = decideClearance(opened, typed, opened.person.id, services.clock.now())
  if ('problems' in answer) return answer.problems
  const decided = digestOfValue(answer.facts.map((fact) => ({ ...fact, at: '' })))
  const refused = await freshDigits(opened, typed.code, services, { about: ['clearance', decided], use: decided })
  if (refused) return [refused]
  const lost: string[] = []
  for (const fact of answer.facts) {
    const { recorded, fact: stands } = await services.store.record(fact)
    if (!recorded && !isSameClearance(fact, stands)) lost.push(fact.unit)
  }
  const { state, definition } = await loadCycle(cycle, services)
  for (const fact of answer.facts) {
    if (fact.kind === 'clearance' && fact.choice === 'clear') continue
    // A mail that cannot go out now is owed still, and the timer sends it.
    await tellUnitReturn({ state, definition }, theUnit(state, fact.unit), services).catch(() => undefined)
  }
  await resumeCycle(cycle, services)
  return lost.map((unit) => ({ code: 'decision-stands', field: unit, message: says.stands }))
}
