import { revisionToTakeBack } from '../../shared/cycle/acts/take-back.ts'
import type { TakeBackFact } from '../../shared/cycle/facts.ts'
import { throughOffice } from '../../shared/cycle/links/link-standing.ts'
import { foldUnitCycle, foldUnits, type UnitCycle } from '../../shared/cycle/reporting-cycle.ts'
import { present } from '../../shared/present.ts'
import type { Problem } from '../../shared/report/errors.ts'
import { sliceRefusals } from '../../shared/words/clerk/slice-refusals.ts'
import type { Request, Response } from '../door/handler.ts'
import { htmlResponse, seeOther } from '../door/html-response.ts'
import { type OpenedUnitSession, requireOwnForm, unitSessionOf } from '../door/sessions.ts'
import { settleDeparture } from '../kept/departures.ts'
import type { Services } from '../services.ts'
import { toldLater } from '../telling/told-later.ts'
import { receiptView } from '../views/receipt-view.ts'

/** POST /receipt: the unit takes its newest revision back, to change it. A tick says that it is meant: a program only presses buttons. */
export async function takeBackSlice(
  request: Request,
  services: Pick<Services, 'clock' | 'store' | 'files' | 'keys' | 'settings' | 'later' | 'log'>,
): Promise<Response> {
  const session = await unitSessionOf(request, services, 'slice')
  requireOwnForm(session, request)
  const { state, definition, link, person } = session
  const { revision, 'take-back': meant } = request.form?.values ?? {}
  const { own: unit } = state
  const newest = revisionToTakeBack(state, definition, unit)
  // Pressed twice: it is back already.
  if (unit.takeBacks.some((taken) => String(taken.revision) === revision)) return seeOther('/slice')
  const sent = unit.submissions.at(-1)
  if (!sent) return seeOther('/slice')
  const { language } = request
  const refuse = async (status: number, problem: Problem) =>
    htmlResponse(request, status, await receiptView(session, unit, sent, { language, problem }, services))
  if (!newest || String(newest.revision) !== revision) return refuse(409, sliceRefusals.notTakenBack)
  if (meant !== 'yes') return refuse(422, sliceRefusals.takeBackNotMeant)
  await services.store.record<TakeBackFact>({
    kind: 'take-back',
    cycle: link.cycle,
    unit: link.subject,
    revision: newest.revision,
    digest: newest.digest,
    at: services.clock.now(),
    by: person.id,
    ...throughOffice(link),
  })
  const after = await readAfter(session, services)
  if (!after.own.takeBacks.some((taken) => taken.revision === newest.revision)) {
    const view = { language, problem: sliceRefusals.takenBackTooLate }
    return htmlResponse(request, 409, await receiptView({ ...session, state: after }, after.own, sent, view, services))
  }
  await toldLater({ cycle: link.cycle, unit: link.subject }, services)
  return seeOther('/slice')
}

/** What holds now: the take-back stops a release that has not left yet, or the release was faster and nothing is taken back. */
async function readAfter(
  { link, definition }: OpenedUnitSession,
  services: Pick<Services, 'clock' | 'store'>,
): Promise<UnitCycle> {
  const all = foldUnits(await services.store.decidingFacts(link.cycle))
  await settleDeparture(present(all, 'opening'), definition, services)
  return present(foldUnitCycle(await services.store.unitFacts(link.cycle, link.subject), link.subject), 'unit')
}
