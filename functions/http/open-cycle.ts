import { calendarOfZone } from '../../shared/calendar/working-days.ts'
import { planOpening } from '../../shared/cycle/opening.ts'
import { readOpeningDocument, readOpeningForm } from '../../shared/cycle/opening-form.ts'
import { openingPage } from '../../shared/pages/opening-page.ts'
import { shippedDefinition, shippedDefinitionIds, shippedDocument } from '../../shared/report/definitions/shipped.ts'
import { Refusal } from '../../shared/report/errors.ts'
import type { ReportDefinition } from '../../shared/report/report-definition.ts'
import type { Request, Response } from '../door/handler.ts'
import { htmlResponse } from '../door/html-response.ts'
import { bearerOf, requireOwnForm, sessionOf } from '../door/sessions.ts'
import { openCycle as open } from '../kept/cycles.ts'
import type { Services } from '../services.ts'
import { openingView } from './show-opening.ts'

/** POST /cycles: the office opens a cycle; by the page's form, or as JSON with the office's link as bearer. Safe to repeat. */
export async function openCycle(
  request: Request,
  services: Pick<Services, 'clock' | 'store' | 'files' | 'keys' | 'settings' | 'workflow' | 'log'>,
): Promise<Response> {
  const now = services.clock.now()
  const machine = await bearerOf(request, services, 'board')
  if (machine) {
    const { wanted, definition: id } = readOpeningDocument(request.json)
    const { definition, document } = shipped(id)
    const plan = planOpening(wanted, definition, calendarOfZone(definition.timetable.zone), now, machine.person.id)
    const { opening } = await open(plan, document, services)
    return {
      status: 201,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ cycle: opening.cycle }),
    }
  }

  const session = await sessionOf(request, services, 'board')
  requireOwnForm(session, request)
  const typed = { ...request.form?.values }
  const { definition, document } = shipped(typed.definition ?? '')
  const { wanted, roster, problems: unread } = readOpeningForm(typed, definition)
  try {
    if (unread.length > 0) throw new Refusal(unread)
    const plan = planOpening(wanted, definition, calendarOfZone(definition.timetable.zone), now, session.person.id)
    const { opening } = await open(plan, document, services)
    return { status: 303, headers: { location: `/cycles?opened=${opening.cycle}` }, body: '' }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const view = openingView(session, request.language, definition.id, services)
    const { errorFile } = roster
    const { problems } = error
    return htmlResponse(
      request,
      error.status,
      openingPage({ ...view, typed, problems, ...(errorFile && { errorFile }) }),
    )
  }
}

function shipped(id: string): { definition: ReportDefinition; document: unknown } {
  // By the name it ships under, or by the definition's own id.
  const name = shippedDefinitionIds.find((each) => each === id || shippedDefinition(each)?.id === id)
  if (name === undefined) {
    throw new Refusal({
      code: 'field-unknown',
      field: 'definition',
      message: { zh: '没有这种报告，请从列表里选。', en: 'There is no such report; please choose one of the list.' },
    })
  }
  return { definition: shippedDefinition(name)!, document: shippedDocument(name) }
}
