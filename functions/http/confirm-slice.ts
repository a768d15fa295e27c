import type { ConfirmationFact } from '../../shared/cycle/facts.ts'
import { throughOffice } from '../../shared/cycle/links/link-standing.ts'
import { foldUnitCycle } from '../../shared/cycle/reporting-cycle.ts'
import { mailCodeButton } from '../../shared/pages/frame/code-field.ts'
import { type Problem, problemStatus, Refusal } from '../../shared/report/errors.ts'
import { isPlainText } from '../../shared/report/plain-text.ts'
import type { LocalizedText } from '../../shared/report/report-definition.ts'
import { confirmationTexts } from '../../shared/words/approver/confirmation-texts.ts'
import { signOffRefusals } from '../../shared/words/refusals/sign-off-refusals.ts'
import { wordsIn } from '../../shared/words/words-in.ts'
import { mailCode, spendCode, typedCodeProblem } from '../door/codes.ts'
import type { Request, Response } from '../door/handler.ts'
import { htmlResponse, seeOther } from '../door/html-response.ts'
import { type OpenedUnitSession, requireOwnForm, unitSessionOf } from '../door/sessions.ts'
import type { Services } from '../services.ts'
import { toldLater } from '../telling/told-later.ts'
import { confirmationStanding, confirmationView } from '../views/confirmation-view.ts'
import { resumeAfterUnit } from '../workflow/resume-after-unit.ts'

type Confirming = Pick<
  Services,
  'clock' | 'store' | 'files' | 'keys' | 'settings' | 'mailer' | 'later' | 'workflow' | 'log'
>

/** POST /confirmation: the unit's leader confirms the newest revision or sends it back, once. */
export async function confirmSlice(request: Request, services: Confirming): Promise<Response> {
  const session = await unitSessionOf(request, services, 'confirmation')
  requireOwnForm(session, request)
  const { state, definition, link, person } = session
  const { choice, reason = '', code, revision, digest } = request.form?.values ?? {}
  const typed = { ...(choice && { choice }), reason }
  const again = async (status: number, problems: Problem[], codeMailed = false): Promise<Response> =>
    htmlResponse(request, status, await confirmationView(request, session, services, { typed, problems, codeMailed }))
  const newest = state.own.submissions.at(-1)
  const standing = confirmationStanding(session, person.id)
  if (standing.is === 'done' && String(newest?.revision) === revision) {
    return standing.choice === choice ? told(session, services) : standsRefused()
  }
  if (standing.is === 'own') throw new Refusal({ code: 'person-not-distinct', message: texts('same') })
  if (standing.is !== 'asked' || !newest) throw new Refusal({ code: 'slice-changed', message: texts('nothing') })
  if (String(newest.revision) !== revision || newest.digest !== digest) {
    return again(409, [{ code: 'slice-changed', message: texts('changed') }])
  }
  if (request.form?.values[mailCodeButton] !== undefined) {
    // A program that presses every button chooses nothing: it has no mails sent.
    const unchosen = problemsOf(choice, reason).find(({ field }) => field === 'choice')
    const problem = unchosen ?? (await mailCode(session, services))
    return problem ? again(problemStatus[problem.code], [problem]) : again(200, [], true)
  }
  const problems = problemsOf(choice, reason)
  const use = `${choice ?? ''} ${revision ?? ''}`
  const codeProblem = await typedCodeProblem(code, session, services, { use })
  if (codeProblem) problems.push(codeProblem)
  if (problems.length > 0) return again(new Refusal(problems).status, problems)
  const spent = await spendCode(code, session, services, { use })
  if (spent) return again(problemStatus[spent.code], [spent])

  const attestation = definition.signOff.unitConfirmation.attestation
  const { recorded, fact } = await services.store.record<ConfirmationFact>({
    kind: 'confirmation',
    cycle: link.cycle,
    unit: link.subject,
    revision: newest.revision,
    digest: newest.digest,
    at: services.clock.now(),
    by: person.id,
    choice: choice as 'confirm' | 'return',
    ...(choice === 'return' && { reason: reason.toWellFormed().trim() }),
    attestation,
    ...throughOffice(link),
  })
  if (!recorded && fact.choice !== choice) return standsRefused()
  return told(session, services)
}

function problemsOf(choice: string | undefined, reason: string): Problem[] {
  const problems: Problem[] = []
  if (choice !== 'confirm' && choice !== 'return') {
    problems.push({ code: 'choice-missing', field: 'choice', message: texts('choiceMissing') })
  }
  if (choice === 'return' && reason.trim() === '') {
    problems.push({ code: 'reason-missing', field: 'reason', message: texts('reasonMissing') })
  }
  if (!isPlainText(reason))
    problems.push({ code: 'field-malformed', field: 'reason', message: signOffRefusals.hiddenCharacters })
  if (reason.length > 2000) problems.push({ code: 'text-too-long', field: 'reason', message: texts('reasonTooLong') })
  return problems
}

/** Also after an identical second post: what had been interrupted is made good. */
async function told({ link, definition }: OpenedUnitSession, services: Confirming): Promise<Response> {
  const { cycle, subject } = link
  const now = foldUnitCycle(await services.store.unitFacts(cycle, subject), subject)
  if (now) {
    if (now.own.returns.length > 0) await toldLater({ cycle, unit: subject }, services)
    await resumeAfterUnit(now, definition, services)
  }
  return seeOther('/confirmation')
}

function standsRefused(): never {
  throw new Refusal({ code: 'decision-stands', message: texts('stands') })
}

type Sentence = 'same' | 'nothing' | 'changed' | 'choiceMissing' | 'reasonMissing' | 'reasonTooLong' | 'stands'
const texts = (name: Sentence): LocalizedText => ({
  zh: wordsIn(confirmationTexts, 'zh')[name],
  en: wordsIn(confirmationTexts, 'en')[name],
})
