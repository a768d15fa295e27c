import { ofTest } from '../../../shared/cycle/facts/of-test.ts'
import type { ConfirmationFact } from '../../../shared/cycle/facts.ts'
import { throughOffice } from '../../../shared/cycle/links/link-standing.ts'
import { longestText } from '../../../shared/draft/sign-off.ts'
import { mailCodeButton } from '../../../shared/pages/frame/code-field.ts'
import { type Problem, Refusal } from '../../../shared/report/errors.ts'
import { isPlainText, written } from '../../../shared/report/plain-text.ts'
import { confirmationTexts as texts } from '../../../shared/words/approver/confirmation-texts.ts'
import { peopleRefusals } from '../../../shared/words/refusals/people-refusals.ts'
import { notMeant } from '../../../shared/words/refusals/sign-off-refusals.ts'
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
import { isSession, type OpenedUnit, readUnit, unitOpenedBy } from '../../door/sessions.ts'
import { exampleDigest, mailDigits, type Takes } from '../../door/takes.ts'
import type { MailServices, Services } from '../../services.ts'
import { toldLater } from '../../telling/told-later.ts'
import { confirmationStanding, confirmationView } from '../../views/slice/confirmation-view.ts'
import { resumeAfterUnit } from '../../workflow/resume-after-unit.ts'

type Confirming = MailServices & Pick<Services, 'later' | 'workflow'>

export const confirmSliceTakes: Takes = {
  sent: 'ConfirmationSent',
  fields: {
    choice: {
      says: '`confirm` or `return`. To confirm is to agree to the sentence that GET /confirmation gave.',
      example: 'confirm',
    },
    reason: { says: 'Needed to return.' },
    code: { says: 'Six digits: those of the mail, or those mailed for this decision.', example: '123456' },
    revision: { says: 'The revision that was seen.', example: '1' },
    digest: { says: 'Its digest: what is confirmed is what was seen.', example: exampleDigest },
    ...mailDigits,
  },
  onward: 'What stands now.',
}

/** POST /confirmation: the unit's leader confirms the newest revision or sends it back, once. So does a machine in their name, with six digits from their mailbox. */
export async function confirmSlice(request: Request, services: Confirming): Promise<Response> {
  const opened = await unitOpenedBy(request, services, 'confirmation')
  const { state, definition, link, person } = opened
  const sent = await sentFields(request, opened, confirmSliceTakes)
  const { choice, code, revision, digest } = sent
  const reason = written(sent.reason)
  const again = async (problems: Problem[]): Promise<Response> => {
    if (!isSession(opened)) return mailedToMachine(problems)
    const given = { typed: { ...(choice && { choice }), reason }, problems, codeMailed: problems.length === 0 }
    return htmlResponse(request, statusOf(problems), await confirmationView(request, opened, services, given))
  }
  const done = async (): Promise<Response> => {
    await tell(opened, services)
    return isSession(opened) ? seeOther('/confirmation') : jsonResponse(200, { recorded: true })
  }
  const isSaid = (stands: Pick<ConfirmationFact, 'choice' | 'reason'>): boolean =>
    stands.choice === choice && (choice === 'confirm' || stands.reason === reason)
  const newest = state.own.submissions.at(-1)
  const standing = confirmationStanding(opened, person.id)
  if (standing.is === 'done' && String(newest?.revision) === revision) {
    return isSaid(standing) ? done() : standsRefused()
  }
  if (standing.is === 'own') throw new Refusal({ code: 'person-not-distinct', message: texts.same })
  if (standing.is !== 'asked' || !newest) throw new Refusal({ code: 'slice-changed', message: texts.nothing })
  if (String(newest.revision) !== revision || newest.digest !== digest) {
    return again([{ code: 'slice-changed', message: texts.changed }])
  }
  if (sent[mailCodeButton] !== undefined) {
    // A program that presses every button ticks nothing and writes no reason: it has no mails sent.
    const person = choice === 'confirm' ? !isSession(opened) || sent.meant === 'yes' : choice && reason
    const problem = person ? await mailCode(opened, services) : choice === 'confirm' ? notMeant() : choiceMissing
    return again(problem ? [problem] : [])
  }
  const problems = problemsOf(choice, reason)
  const use = `${choice ?? ''} ${revision ?? ''}`
  const codeProblem = await typedCodeProblem(code, opened, services, { use })
  if (codeProblem) problems.push(codeProblem)
  if (problems.length > 0) return again(problems)
  const spent = await spendCode(code, opened, services, { use })
  if (spent) return again([spent])

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
    ...(choice === 'return' && { reason }),
    attestation,
    ...ofTest(state.opening),
    ...throughOffice(link),
  })
  if (!recorded && !isSaid(fact)) return standsRefused()
  return done()
}

function problemsOf(choice: string | undefined, reason: string): Problem[] {
  const problems: Problem[] = []
  if (choice !== 'confirm' && choice !== 'return') problems.push(choiceMissing)
  if (choice === 'return' && reason === '')
    problems.push({ code: 'reason-missing', field: 'reason', message: texts.reasonMissing })
  if (!isPlainText(reason)) problems.push({ code: 'field-malformed', field: 'reason', message: peopleRefusals.hidden })
  if (reason.length > longestText)
    problems.push({ code: 'text-too-long', field: 'reason', message: texts.reasonTooLong(longestText) })
  return problems
}

/** Also after an identical second post: what had been interrupted is made good. */
async function tell({ link, definition }: OpenedUnit, services: Confirming): Promise<void> {
  const { cycle, subject } = link
  const now = await readUnit(link, services)
  if (now) {
    if (now.own.returns.length > 0) await toldLater({ cycle, unit: subject }, services)
    await resumeAfterUnit(now, definition, services)
  }
}

const choiceMissing: Problem = { code: 'choice-missing', field: 'choice', message: texts.choiceMissing }

function standsRefused(): never {
  throw new Refusal({ code: 'decision-stands', message: texts.stands })
}
