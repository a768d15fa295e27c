import type { Typed } from '../../../shared/cycle/acts/act-input.ts'
import { readColleague } from '../../../shared/cycle/acts/colleague.ts'
import type { ColleagueFact } from '../../../shared/cycle/facts.ts'
import { throughOffice } from '../../../shared/cycle/links/link-standing.ts'
import { colleaguesPage } from '../../../shared/pages/slice/colleagues-page.ts'
import { present } from '../../../shared/present.ts'
import { Refusal } from '../../../shared/report/errors.ts'
import { htmlResponse, jsonResponse, type Request, type Response, seeOther } from '../../door/exchange.ts'
import { sentFields } from '../../door/sent-fields.ts'
import { isSession, type OpenedUnit, type OpenedUnitSession, readUnit, unitOpenedBy } from '../../door/sessions.ts'
import type { Takes } from '../../door/takes.ts'
import type { MailServices } from '../../services.ts'
import { inviteColleague } from '../../telling/unit-mails.ts'
import { colleaguesView } from '../../views/slice/colleagues-view.ts'

export const changeColleaguesTakes: Takes = {
  sent: 'ColleagueSent',
  fields: {
    name: { example: 'Wang Min' },
    address: { says: 'An e-mail address: they get a link of their own.', example: 'wangmin@example.gov.cn' },
    title: { says: 'Their post.' },
    remove: { says: 'Instead: the id of the colleague who goes.' },
    sure: { says: 'To take one off: `yes`.' },
    after: { says: 'How many changes were seen: the same sent twice with it is one.', example: '0' },
  },
  onward: 'Who fills in now.',
}

/** POST /slice/colleagues: the lead adds a colleague, who is invited at once, or takes one off, whose link ends at once. */
export async function changeColleagues(request: Request, services: MailServices): Promise<Response> {
  const opened = await unitOpenedBy(request, services, 'slice')
  return change(opened, await sentFields(request, opened, changeColleaguesTakes), request, services)
}

async function change(
  opened: OpenedUnit | OpenedUnitSession,
  typed: Typed,
  request: Request,
  services: MailServices,
): Promise<Response> {
  const { state, definition, link, person } = opened
  const answer = readColleague(state, typed, { definition, now: services.clock.now(), person: person.id })
  if ('problems' in answer) {
    const { problems } = answer
    if (!isSession(opened)) throw new Refusal(problems)
    const page = colleaguesPage({ ...colleaguesView(opened, request.language, services), problems, typed })
    return htmlResponse(request, new Refusal(problems).status, page)
  }
  const { fact } = await services.store.record<ColleagueFact>({ ...answer.colleague, ...throughOffice(link) })
  const now = present(await readUnit(link, services), `unit ${link.subject}`)
  // Another form of the lead's came first: ours is the next.
  if (fact.id !== answer.colleague.id) return change({ ...opened, state: now }, typed, request, services)
  await inviteColleague({ ...opened, state: now }, now.own, fact, services).catch(() => undefined)
  return isSession(opened) ? seeOther('/slice/colleagues?done=yes') : jsonResponse(200, { recorded: true })
}
