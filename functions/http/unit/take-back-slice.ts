import { leadFor } from '../../../shared/cycle/acts/colleague.ts'
import { revisionToTakeBack } from '../../../shared/cycle/acts/take-back.ts'
import type { LinkFact } from '../../../shared/cycle/facts/link-facts.ts'
import type { TakeBackFact } from '../../../shared/cycle/facts.ts'
import { throughOffice } from '../../../shared/cycle/links/link-standing.ts'
import type { UnitCycle } from '../../../shared/cycle/reporting-cycle.ts'
import { present } from '../../../shared/present.ts'
import { type Problem, Refusal } from '../../../shared/report/errors.ts'
import { sliceRefusals } from '../../../shared/words/clerk/slice-refusals.ts'
import { peopleRefusals } from '../../../shared/words/refusals/people-refusals.ts'
import { htmlResponse, jsonResponse, type Request, type Response, seeOther } from '../../door/exchange.ts'
import { sentFields } from '../../door/sent-fields.ts'
import { isSession, readUnit, unitOpenedBy } from '../../door/sessions.ts'
import type { Takes } from '../../door/takes.ts'
import type { Services } from '../../services.ts'
import { toldLater } from '../../telling/told-later.ts'
import { receiptView } from '../../views/slice/receipt-view.ts'
import { loadSlice } from '../../views/slice/unit-slice.ts'
import { resumeCycle } from '../../workflow/resume-cycle.ts'

export const takeBackSliceTakes: Takes = {
  sent: 'TakenBack',
  fields: {
    revision: { says: 'The revision that was seen.', example: '1' },
    'take-back': { says: '`yes`.', example: 'yes' },
  },
  onward: 'The form.',
}

/** POST /receipt: the unit takes its newest revision back, to change it. A tick says that it is meant: a program only presses buttons. */
export async function takeBackSlice(
  request: Request,
  services: Pick<Services, 'clock' | 'store' | 'files' | 'keys' | 'settings' | 'later' | 'workflow' | 'log'>,
): Promise<Response> {
  const opened = await unitOpenedBy(request, services, 'slice')
  const { state, definition, link, person } = opened
  const { revision, 'take-back': meant } = await sentFields(request, opened, takeBackSliceTakes)
  const onward = () => (isSession(opened) ? seeOther('/slice') : jsonResponse(200, { recorded: true }))
  const { own: unit } = state
  const newest = revisionToTakeBack(state, definition, unit)
  // Pressed twice: it is back already.
  if (unit.takeBacks.some((taken) => String(taken.revision) === revision)) return onward()
  const sent = unit.submissions.at(-1)
  const { language } = request
  const refuse = async (problem: Problem, now = state) => {
    if (!isSession(opened)) throw new Refusal(problem)
    if (!sent) return seeOther('/slice')
    const slice = await loadSlice({ ...opened, state: now }, opened.link.subject, services)
    const page = await receiptView({ ...opened, state: now }, slice, sent, { language, problem }, services)
    return htmlResponse(request, new Refusal(problem).status, page)
  }
  const lead = leadFor(unit, person.id)
  if (lead) return refuse({ code: 'person-refused', message: peopleRefusals.leadTakesBack(lead.name) })
  if (!newest || String(newest.revision) !== revision) return refuse(sliceRefusals.notTakenBack)
  if (meant !== 'yes') return refuse(sliceRefusals.takeBackNotMeant)
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
  const after = await readAfter(link, services)
  if (!after.own.takeBacks.some((taken) => taken.revision === newest.revision))
    return refuse(sliceRefusals.takenBackTooLate, after)
  await toldLater({ cycle: link.cycle, unit: link.subject }, services)
  return onward()
}

/**
 * What holds now: the take-back stops a release that has not left yet, also of the unit's own report, or the release was faster and
 * nothing is taken back. Where a draft was made of it meanwhile, nobody is left to sign that.
 */
async function readAfter(
  link: LinkFact,
  services: Pick<Services, 'clock' | 'store' | 'files' | 'workflow' | 'log'>,
): Promise<UnitCycle> {
  await resumeCycle(link.cycle, services)
  return present(await readUnit(link, services), 'unit')
}
