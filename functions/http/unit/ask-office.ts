import type { Typed } from '../../../shared/cycle/acts/act-input.ts'
import { readAsk } from '../../../shared/cycle/acts/asking.ts'
import { throughOffice } from '../../../shared/cycle/links/link-standing.ts'
import { askPage } from '../../../shared/pages/slice/ask-page.ts'
import { present } from '../../../shared/present.ts'
import { Refusal } from '../../../shared/report/errors.ts'
import { htmlResponse, jsonResponse, type Request, type Response, seeOther } from '../../door/exchange.ts'
import { sentFields } from '../../door/sent-fields.ts'
import { isSession, type OpenedUnit, type OpenedUnitSession, readUnit, unitOpenedBy } from '../../door/sessions.ts'
import type { Takes } from '../../door/takes.ts'
import type { MailServices } from '../../services.ts'
import { tellAsked, tellSigners } from '../../telling/ask-mails.ts'
import { askView } from '../../views/slice/ask-view.ts'

export const askOfficeTakes: Takes = {
  sent: 'AskSent',
  fields: {
    ask: { says: '`time`, `question`, or `objection` to an adjustment.', example: 'question' },
    text: { says: 'In words.', example: 'How is table 3 filled in?' },
    until: { says: 'time: a civil date, 2021-01-29.' },
    act: { says: 'objection: the number of the adjustment.' },
    after: { says: 'How many asks were seen: the same sent twice with it is one.', example: '0' },
  },
  onward: 'What was asked.',
}

/** POST /slice/asks: the unit asks the office for more time or an answer, or objects to an adjustment. */
export async function askOffice(request: Request, services: MailServices): Promise<Response> {
  const opened = await unitOpenedBy(request, services, 'slice')
  return ask(opened, await sentFields(request, opened, askOfficeTakes), request, services)
}

async function ask(
  opened: OpenedUnit | OpenedUnitSession,
  typed: Typed,
  request: Request,
  services: MailServices,
): Promise<Response> {
  const { state, definition, link, person } = opened
  const answer = readAsk({ state, definition, typed, now: services.clock.now(), person: person.id })
  if ('problems' in answer) {
    if (!isSession(opened)) throw new Refusal(answer.problems)
    const page = askPage({ ...askView(opened, request.language, services), problems: answer.problems, typed })
    return htmlResponse(request, new Refusal(answer.problems).status, page)
  }
  const { fact } = await services.store.record({ ...answer.ask, ...throughOffice(link) })
  const now = present(await readUnit(link, services), `unit ${link.subject}`)
  // A colleague asked something in the same moment: ours is the next.
  if (fact.id !== answer.ask.id) return ask({ ...opened, state: now }, typed, request, services)
  const loaded = { ...opened, state: now }
  await tellAsked(loaded, now.own, fact.n, services).catch(() => undefined)
  await tellSigners(loaded, now.own, fact.n, services, 'now').catch(() => undefined)
  return isSession(opened) ? seeOther(`/slice/asks?sent=${fact.id}`) : jsonResponse(200, { recorded: true })
}
