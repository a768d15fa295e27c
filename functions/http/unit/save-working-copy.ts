import { clockTime } from '../../../shared/calendar/civil-date.ts'
import { sliceWindow } from '../../../shared/cycle/unit/slice-window.ts'
import { type Problem, Refusal } from '../../../shared/report/errors.ts'
import { sliceRefusals } from '../../../shared/words/clerk/slice-refusals.ts'
import { linkTexts } from '../../../shared/words/link-texts.ts'
import { jsonResponse, type Request, type Response } from '../../door/exchange.ts'
import { sentAs } from '../../door/sent-as.ts'
import { madeInSession, unitSessionOf } from '../../door/sessions.ts'
import { fieldProblems, keepChanges } from '../../kept/working-copies.ts'
import type { PageServices } from '../../services.ts'
import { closedProblem } from '../../views/slice/slice-form.ts'
import { copyOnPage, loadSlice } from '../../views/slice/unit-slice.ts'

/**
 * POST /slice/working-copy: keeps what was typed and submits nothing. Answers with the new version, and with every field
 * when somebody else has saved since the version the page knows.
 */
export async function saveWorkingCopy(request: Request, services: PageServices): Promise<Response> {
  const { formToken, cycle, unit, revision, version, mark, changes } = await sentAs('workingCopyJson', request.json)
  const session = await unitSessionOf(request, services, 'slice')
  if (!madeInSession(session, formToken) || cycle !== session.link.cycle || unit !== session.link.subject) {
    throw new Refusal({ code: 'session-mismatch', message: linkTexts.sessionMismatch })
  }
  const slice = await loadSlice(session, unit, services)
  const window = sliceWindow(session.state, session.definition, slice.unit, services.clock.now())
  if (!window.open) throw new Refusal(closedProblem(window.why, services))
  const problems = fieldProblems(session.compiled, slice.unit.unit.roles, changes)
  if (problems.length > 0) throw new Refusal(problems)
  const copy = await keepChanges(session, slice, changes, { mark, base: revision }, services)
  if (!copy) throw new Refusal(submittedMeanwhile)
  return jsonResponse(200, {
    version: copy.version,
    saved: clockTime(copy.at ?? services.clock.now(), session.state.opening.zone),
    ...(copy.version > version + 1 && copyOnPage(session, copy, request.language)),
  })
}

const submittedMeanwhile: Problem = { code: 'slice-changed', message: sliceRefusals.submittedMeanwhile }
