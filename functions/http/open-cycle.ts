import { calendarOfZone } from '../../shared/calendar/working-days.ts'
import type { Opening } from '../../shared/cycle/facts.ts'
import { planOpening } from '../../shared/cycle/opening/opening.ts'
import { readOpeningDocument, readOpeningForm } from '../../shared/cycle/opening/opening-form.ts'
import { invitationMail } from '../../shared/mail/unit/invitation.ts'
import { openingPage } from '../../shared/pages/office/opening-page.ts'
import { openingPreviewPage } from '../../shared/pages/office/opening-preview-page.ts'
import { Refusal } from '../../shared/report/errors.ts'
import type { Language, ReportDefinition } from '../../shared/report/report-definition.ts'
import { reportName } from '../../shared/report/report-name.ts'
import type { Request, Response } from '../door/handler.ts'
import { htmlResponse } from '../door/html-response.ts'
import { bearerOf, requireOwnForm, sessionOf } from '../door/sessions.ts'
import { recordOpening } from '../kept/cycles.ts'
import { shippedReport } from '../kept/definitions.ts'
import { keepYearBefore } from '../kept/year-before.ts'
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
    const { definition, document } = shippedReport(id)
    const plan = planOpening(wanted, definition, calendarOfZone(definition.timetable.zone), now, machine.person.id)
    const { opening } = await recordOpening(plan, document, services)
    return {
      status: 201,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ cycle: opening.cycle }),
    }
  }

  const session = await sessionOf(request, services, 'board')
  request.about.test = request.form?.values.test === 'yes'
  requireOwnForm(session, request)
  const typed = { ...request.form?.values }
  const { definition, document } = shippedReport(typed.definition ?? '')
  const { wanted, roster, problems: unread } = readOpeningForm(typed, definition)
  if (typed.edit === 'yes' || typed.change === 'yes') {
    return htmlResponse(
      request,
      200,
      openingPage({ ...openingView(session, request.language, definition.id, services), typed }),
    )
  }
  try {
    if (unread.length > 0) throw new Refusal(unread)
    // The form names no file of last year's: what this system published itself is found.
    const previous = wanted.previous ?? (await keepYearBefore(wanted, services))
    const known = { ...wanted, ...(previous && { previous }) }
    const plan = planOpening(known, definition, calendarOfZone(definition.timetable.zone), now, session.person.id)
    // Nobody gets a mail before its words, dates and people were read through.
    if (typed.sure !== 'yes') {
      const page = {
        language: request.language,
        holder: session.person.name,
        formToken: session.formToken,
        definition,
        typed,
      }
      const { sender: contact } = services.settings
      const sample = sampleInvitation(plan, definition, request.language, services.settings)
      return htmlResponse(request, 200, openingPreviewPage({ ...page, contact, opening: plan, sample }))
    }
    const { opening } = await recordOpening(plan, document, services)
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

/** The first unit's invitation as it will be, but for its link. */
function sampleInvitation(
  opening: Opening,
  definition: ReportDefinition,
  language: Language,
  { sender, baseUrl }: Services['settings'],
): { subject: string; text: string } {
  const [unit] = opening.units
  const [person] = unit?.contacts ?? []
  if (!unit || !person) return { subject: '', text: '' }
  const { subject, text } = invitationMail({
    language,
    report: reportName(definition, opening)[language],
    person,
    requester: { name: opening.office[0]?.name ?? sender.name, phone: sender.phone },
    sender: sender.name,
    unit: unit.name,
    due: opening.timetable.submissions ?? opening.timetable.legal,
    ...(unit.leader && definition.signOff.unitConfirmation.required && { leader: unit.leader.name }),
    lastYear: opening.previous !== undefined,
    others: unit.contacts.slice(1).map(({ name }) => name),
    link: { url: `${baseUrl}/open`, code: '····-····-····-····' },
    calendar: { uid: opening.cycle, stamp: opening.at },
  })
  return { subject, text }
}
