import { typedFrom } from '../../../shared/cycle/opening/opening-form.ts'
import { officersOf } from '../../../shared/cycle/people.ts'
import { type OpeningView, openingPage } from '../../../shared/pages/office/opening-page.ts'
import { firstOf } from '../../../shared/present.ts'
import { shippedDefinitions } from '../../../shared/report/definitions/shipped.ts'
import type { Language } from '../../../shared/report/report-definition.ts'
import { htmlResponse, type Request, type Response } from '../../door/exchange.ts'
import { type OpenedSession, sessionOf } from '../../door/sessions.ts'
import type { PageServices, Services } from '../../services.ts'

/** GET /cycles/new: the page that opens a cycle, filled in from the one whose board the office came from. */
export async function showOpening(request: Request, services: PageServices): Promise<Response> {
  const session = await sessionOf(request, services, 'board')
  // The page is about the cycle to come, which may be for real.
  request.about.test = undefined
  const view = openingView(session, request.language, request.query.definition, services)
  return htmlResponse(request, 200, openingPage(view))
}

export function openingView(
  { state, definition, person, formToken }: OpenedSession,
  language: Language,
  asked: string | undefined,
  services: Pick<Services, 'settings'>,
): OpeningView {
  const reports = shippedDefinitions()
  // The form that follows the one before, where there is one: the last year's is not the next year's.
  const successor = reports.find(
    (next) => next.id !== definition.id && next.previous.some((p) => p.definition === definition.id),
  )
  const chosen =
    reports.find(({ id }) => id === asked) ??
    successor ??
    reports.find(({ id }) => id === definition.id) ??
    firstOf(reports)
  return {
    language,
    holder: person.name,
    contact: services.settings.sender,
    formToken,
    definition: chosen,
    reports: reports.map(({ id, title }) => ({ id, title: title[language] })),
    // The people as they are now, and none that has left.
    typed: typedFrom({
      ...state.opening,
      units: state.units.flatMap(({ unit, exempt }) => (exempt?.left ? [] : [unit])),
      office: officersOf(state),
    }),
    problems: [],
  }
}
