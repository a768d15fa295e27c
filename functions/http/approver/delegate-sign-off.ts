import type { Typed } from '../../../shared/cycle/acts/act-input.ts'
import type { DelegationFact } from '../../../shared/cycle/facts.ts'
import { throughOffice } from '../../../shared/cycle/links/link-standing.ts'
import { type DelegationForm, delegate, delegationStands } from '../../../shared/draft/delegation.ts'
import { placeOf, situationOf } from '../../../shared/draft/sign-off.ts'
import { mailCodeButton } from '../../../shared/pages/frame/code-field.ts'
import { maskedAddress } from '../../../shared/pages/frame/link-page.ts'
import { delegatedPage } from '../../../shared/pages/sign-off/decided-page.ts'
import { signOffPage } from '../../../shared/pages/sign-off/sign-off-page.ts'
import { type Problem, Refusal } from '../../../shared/report/errors.ts'
import { signOffRefusals } from '../../../shared/words/refusals/sign-off-refusals.ts'
import { mailCode, spendCode, typedCodeProblem } from '../../door/codes.ts'
import {
  htmlResponse,
  jsonResponse,
  mailedToMachine,
  type Request,
  type Response,
  statusOf,
} from '../../door/exchange.ts'
import { sentFields } from '../../door/sent-fields.ts'
import { isSession, openedBy } from '../../door/sessions.ts'
import { exampleDigest, mailDigits, type Takes } from '../../door/takes.ts'
import { loadCycle } from '../../kept/load-cycle.ts'
import type { MailServices } from '../../services.ts'
import { askDeciders } from '../../telling/sign-off-mails.ts'
import { leftToTimer } from '../../telling/turn.ts'
import { loadSignOffPage, wantsPage } from '../../views/sign-off-view.ts'

export const delegateSignOffTakes: Takes = {
  sent: 'DelegationSent',
  fields: {
    name: { example: 'Wang Min' },
    address: { says: 'An e-mail address: they get a link of their own.', example: 'wangmin@example.gov.cn' },
    title: { says: 'Their post.' },
    reason: { example: 'On a journey.' },
    draft: { says: 'The digest that GET /sign-off gave.', example: exampleDigest },
    code: { says: 'Six digits: those of the mail, or those mailed for this.', example: '123456' },
    ...mailDigits,
  },
}

/**
 * POST /delegation: an approver names who decides in their place on this draft. A visible act, not a forwarded mail: the
 * delegate gets a link of their own, and both names are in the record. Until the delegate decides the approver still may.
 */
export async function delegateSignOff(request: Request, services: MailServices): Promise<Response> {
  const opened = await openedBy(request, services, 'sign-off')
  const { state, compiled, person, link } = opened
  const { language } = request
  const sent = await sentFields(request, opened, delegateSignOffTakes)
  const form = delegationForm(sent)
  const place = placeOf(link.subject, link.person)
  const situation = situationOf(state, compiled, place, services.clock.now())
  const open = situation.is === 'asked' || situation.is === 'barred'
  const again = async (problems: readonly Problem[], { mailed = false } = {}): Promise<Response> => {
    if (!isSession(opened)) return mailedToMachine(problems)
    if (!open) throw new Refusal(problems)
    const { formToken } = opened
    const page = await loadSignOffPage(opened, situation, services)
    const back = { ...page, language, formToken, delegation: form, problems, code: { ...page.code, mailed } }
    return htmlResponse(request, statusOf(problems), signOffPage(back))
  }
  if (open && sent[mailCodeButton] !== undefined) {
    // A program that presses every button names nobody: it has no mails sent.
    const unnamed: Problem = { code: 'field-missing', field: 'name', message: signOffRefusals.delegateName }
    const problem = form.name && form.address ? await mailCode(opened, services) : unnamed
    return problem ? again([problem]) : again([], { mailed: true })
  }
  const use = `delegate ${form.address ?? ''}`
  const code = open ? await typedCodeProblem(sent.code, opened, services, { use }) : undefined
  const wish = { state, compiled, place, form, code, now: services.clock.now() }
  const answer = delegate(wish)
  if ('problems' in answer) {
    if (!open || !wantsPage(request) || answer.problems.some(({ code }) => code === 'draft-changed')) {
      throw new Refusal(answer.problems)
    }
    return again(answer.problems)
  }
  const spent = await spendCode(sent.code, opened, services, { use })
  if (spent) return again([spent])
  const { recorded, fact } = await services.store.record<DelegationFact>({
    ...answer.delegation,
    ...throughOffice(opened.link),
  })
  if (!recorded && fact.to.address !== answer.delegation.to.address) throw new Refusal(delegationStands(fact))
  // The facts are read again: only with the delegation among them is the delegate somebody to ask.
  const after = await loadCycle(fact.cycle, services)
  // The seat, the draft or the delegate may have been taken by somebody else in the same moment.
  const overtaken = delegate({ ...wish, state: after.state, code: undefined })
  if ('problems' in overtaken) throw new Refusal(overtaken.problems)
  await leftToTimer(askDeciders(after, services))
  if (!isSession(opened)) return jsonResponse(200, { recorded: true })
  return htmlResponse(
    request,
    200,
    delegatedPage(
      { language, state, compiled, person, contact: services.settings.sender, publicUrl: services.settings.publicUrl },
      fact.to.name,
      maskedAddress(fact.to.address),
    ),
  )
}

function delegationForm({ name, address, title, reason, draft }: Typed): DelegationForm {
  return {
    ...(name && { name }),
    ...(address && { address }),
    ...(title && { title }),
    ...(reason && { reason }),
    ...(draft && { draft }),
  }
}
