import type { Typed } from '../../../shared/cycle/acts/act-input.ts'
import type { PersonsLink } from '../../../shared/cycle/acts/office-act.ts'
import { called, nameIn, personIn } from '../../../shared/cycle/people.ts'
import { maskedAddress } from '../../../shared/pages/frame/link-page.ts'
import { boardPage } from '../../../shared/pages/office/board-page.ts'
import { endedLinkPage } from '../../../shared/pages/office/ended-link-page.ts'
import { present } from '../../../shared/present.ts'
import { digestOfValue } from '../../../shared/report/bytes/digest.ts'
import { Refusal } from '../../../shared/report/errors.ts'
import { freshDigits } from '../../door/codes.ts'
import { htmlResponse, jsonResponse, type Request, type Response, seeOther } from '../../door/exchange.ts'
import { sentAs } from '../../door/sent-as.ts'
import {
  bearerOf,
  boardSessionOf,
  type OpenedLink,
  type OpenedSession,
  requireOwnForm,
  sessionOf,
} from '../../door/sessions.ts'
import {
  type Acting,
  actForOffice,
  linkByOffice,
  type MayPropose,
  mailLinkByOffice,
} from '../../telling/office-acts.ts'
import { boardView } from '../../views/office/board-view.ts'

/** POST /board: one act of the office. A script sends the same fields as JSON with the office's link as bearer. */
export async function recordOfficeAct(request: Request, services: Acting): Promise<Response> {
  const machine = await bearerOf(request, services, 'board')
  if (machine) return answerMachine(request, machine, services)

  const session = await sessionOf(request, services, 'board')
  requireOwnForm(session, request)
  const typed = chosenUnits(request, cellAndFigure({ ...request.form?.values }))
  const mayPropose = withDigits(session, typed.code, services)
  const answer = await actForOffice(session, typed, session.person.id, services, { mayPropose })
  const unit = typed.unit && session.state.units.some((u) => u.unit.id === typed.unit) ? typed.unit : undefined
  if ('problems' in answer) {
    const view = await boardView(await boardSessionOf(request, services), request.language, { unit }, services)
    const status = new Refusal(answer.problems).status
    return htmlResponse(request, status, boardPage({ ...view, problems: answer.problems, typed }))
  }
  if ('link' in answer) {
    const { link, mailed } = answer
    if (mailed) return mailedLink(request, session, { link, unit }, services)
    const { url, code } = await linkByOffice(session.state, link, session.person.id, services)
    const name = nameIn(session.state, link.person, request.language)
    const view = await boardView(await boardSessionOf(request, services), request.language, { unit }, services)
    return htmlResponse(request, 200, boardPage({ ...view, freshLink: { name, url, code } }))
  }
  if ('proposal' in answer) return seeOther(`/board?${unit ? `unit=${unit}&` : ''}done=${answer.proposal.id}`)
  const act = 'act' in answer ? answer.act : answer.stands
  return seeOther(`/board?${unit ? `unit=${unit}&` : ''}done=${act.id}`)
}

/** Whoever ended their own link to the board is at it no more. */
async function mailedLink(
  request: Request,
  session: OpenedSession,
  { link, unit }: { link: PersonsLink; unit: string | undefined },
  services: Acting,
): Promise<Response> {
  const { language } = request
  await mailLinkByOffice(session, link, session.person.id, services)
  const holder = present(personIn(session.state, link.person), 'holder')
  const address = maskedAddress(holder.address)
  if (link.purpose === 'board' && holder.id === session.person.id)
    return htmlResponse(request, 200, endedLinkPage(language, services.settings.sender, address))
  const view = await boardView(await boardSessionOf(request, services), language, { unit }, services)
  return htmlResponse(request, 200, boardPage({ ...view, mailedLink: { name: called(holder, language), address } }))
}

/**
 * What needs a second person is proposed with six digits of the moment: the first press has them mailed to the office's own mailbox,
 * the second one brings them. A forwarded link of the board proposes nothing.
 */
const withDigits =
  (opened: OpenedLink, typed: string | undefined, services: Acting): MayPropose =>
  (proposal) =>
    freshDigits(opened, typed, services, {
      about: ['propose', digestOfValue(proposal.act)],
      use: proposal.id,
    })

async function answerMachine(
  { json }: Request,
  machine: NonNullable<Awaited<ReturnType<typeof bearerOf>>>,
  services: Acting,
): Promise<Response> {
  const typed = await sentAs('actJson', json)
  const mayPropose = withDigits(machine, typed.code, services)
  const answer = await actForOffice(machine, typed, machine.person.id, services, { mayPropose })
  if ('problems' in answer) throw new Refusal(answer.problems)
  if ('link' in answer) {
    if (answer.mailed) {
      await mailLinkByOffice(machine, answer.link, machine.person.id, services)
      return jsonResponse(200, { mailed: true })
    }
    const { url, code } = await linkByOffice(machine.state, answer.link, machine.person.id, services)
    return jsonResponse(200, { url, code })
  }
  if ('proposal' in answer) return jsonResponse(200, { proposal: answer.proposal })
  return jsonResponse(200, 'act' in answer ? { act: answer.act } : { act: answer.stands })
}

/** Which units are ticked in the list, for an act on several. */
const chosenUnits = ({ form }: Request, typed: Typed): Typed =>
  typed.units === 'chosen' ? { ...typed, units: (form?.lists.chosen ?? []).join(',') } : typed

/** The page's list of cells says which figure was seen, so that another one is not overwritten unseen: `t3.new.natural=8`. */
function cellAndFigure(typed: Record<string, string>): Typed {
  const [, cell, from] = (typed.act === 'adjust' && /^([^=]*)=(.*)$/s.exec(typed.cell ?? '')) || []
  return cell === undefined || from === undefined ? typed : { ...typed, cell, from }
}
