import type { ConsentFact } from '../../../shared/cycle/facts.ts'
import { throughOffice } from '../../../shared/cycle/links/link-standing.ts'
import { decideConsent, proposalStanding } from '../../../shared/cycle/proposal.ts'
import { mailCodeButton } from '../../../shared/pages/frame/code-field.ts'
import { present } from '../../../shared/present.ts'
import { type Problem, Refusal } from '../../../shared/report/errors.ts'
import { consentRefusals } from '../../../shared/words/refusals/consent-refusals.ts'
import { mailCode, spendCode, typedCodeProblem } from '../../door/codes.ts'
import {
  htmlResponse,
  jsonResponse,
  mailedToMachine,
  type Request,
  type Response,
  seeOther,
  statusOf,
} from '../../door/exchange.ts'
import { sentFields } from '../../door/sent-fields.ts'
import { isSession, openedBy } from '../../door/sessions.ts'
import { mailDigits, type Takes } from '../../door/takes.ts'
import { loadCycle } from '../../kept/load-cycle.ts'
import { type Acting, doProposed } from '../../telling/office-acts.ts'
import { tellConsentAnswer } from '../../telling/proposal-mails.ts'
import { consentView, proposalFor } from '../../views/office/consent-view.ts'

export const giveConsentTakes: Takes = {
  sent: 'ConsentSent',
  fields: {
    choice: { says: '`consent` or `decline`.', example: 'consent' },
    code: { says: 'Six digits, mailed for this.', example: '123456' },
    ...mailDigits,
  },
  onward: 'What stands now.',
}

/**
 * POST /consent: a second person consents to a strong act of the office, or declines, with digits mailed at this moment. The act is
 * recorded only now; whoever it takes a signature from is told before the walk goes on.
 */
export async function giveConsent(request: Request, services: Acting): Promise<Response> {
  const opened = await openedBy(request, services, 'consent')
  const { state, compiled, definition, link, person } = opened
  const sent = await sentFields(request, opened, giveConsentTakes)
  const { choice, code } = sent
  const proposal = proposalFor(opened)
  const now = services.clock.now()
  const again = (problems: Problem[], { codeMailed = false } = {}): Response => {
    if (!isSession(opened)) return mailedToMachine(problems)
    return htmlResponse(
      request,
      statusOf(problems),
      consentView(request, opened, services, { choice, problems, codeMailed }),
    )
  }
  const isOpen = proposalStanding(state, definition, proposal, now) === 'open'
  const isChosen = choice === 'consent' || choice === 'decline'
  // A program that presses every button chooses nothing: it has no mails sent.
  if (isOpen && isChosen && sent[mailCodeButton] !== undefined) {
    const problem = await mailCode(opened, services)
    return again(problem ? [problem] : [], { codeMailed: !problem })
  }
  const use = `${choice ?? ''} ${proposal.n}`
  const codeProblem = isOpen && isChosen ? await typedCodeProblem(code, opened, services, { use }) : undefined
  const input = { state, compiled, proposal, person: person.id, form: choice ? { choice } : {}, code: codeProblem, now }
  const answer = decideConsent(input)
  if ('problems' in answer) {
    if (!isOpen) throw new Refusal(answer.problems)
    return again(answer.problems)
  }
  if ('consent' in answer) {
    const spent = await spendCode(code, opened, services, { use })
    if (spent) return again([spent])
    const { fact } = await services.store.record<ConsentFact>({ ...answer.consent, ...throughOffice(link) })
    if (fact.by !== person.id || fact.choice !== choice) {
      throw new Refusal({ code: 'decision-stands', message: consentRefusals.stands })
    }
  }
  // Also after the same answer again: what was cut off is made good.
  await doProposed(link.cycle, services)
  const after = await loadCycle(link.cycle, services)
  const answered = present(
    after.state.proposals.find(({ n }) => n === proposal.n),
    'proposal',
  )
  // The answer is in; a mail that cannot go out now is owed still, and the schedule sends it.
  await tellConsentAnswer(after, answered, services).catch(() => undefined)
  return isSession(opened) ? seeOther('/consent') : jsonResponse(200, { recorded: true })
}
