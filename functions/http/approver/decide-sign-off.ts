import { factKey } from '../../../shared/cycle/fact-key.ts'
import type { DecisionFact } from '../../../shared/cycle/facts/draft-facts.ts'
import { theUnits } from '../../../shared/cycle/fold.ts'
import { throughOffice } from '../../../shared/cycle/links/link-standing.ts'
import type { AllUnits } from '../../../shared/cycle/reporting-cycle.ts'
import {
  type DecisionForm,
  decide,
  decisionStands,
  isSameDecision,
  placeOf,
  type Situation,
  situationOf,
} from '../../../shared/draft/sign-off.ts'
import { decidedPage } from '../../../shared/pages/sign-off/decided-page.ts'
import { signOffPage } from '../../../shared/pages/sign-off/sign-off-page.ts'
import { type Problem, Refusal } from '../../../shared/report/errors.ts'
import { notMeant, signOffRefusals } from '../../../shared/words/refusals/sign-off-refusals.ts'
import { mailCode, spendCode, typedCodeProblem } from '../../door/codes.ts'
import {
  htmlResponse,
  jsonResponse,
  mailedToMachine,
  type Request,
  type Response,
  statusOf,
} from '../../door/exchange.ts'
import { type SentDecision, sentDecision } from '../../door/sent-decision.ts'
import { isSession, type OpenedLink, type OpenedSession, openedBy } from '../../door/sessions.ts'
import type { MailServices, Services } from '../../services.ts'
import { loadMatter, loadSignOffPage, wantsPage } from '../../views/sign-off-view.ts'
import { resumeCycle } from '../../workflow/resume-cycle.ts'

type Deciding = MailServices & Pick<Services, 'workflow'>

/**
 * POST /sign-off: an approver agrees or returns. The relations are checked again, the decision is one conditional write, and
 * the loser of a race reads the winner: the same decision gets the same answer, another one hears what stands. A machine with the
 * link's token as bearer may do all that the page may, with the same digits.
 */
export async function decideSignOff(request: Request, services: Deciding): Promise<Response> {
  const opened = await openedBy(request, services, 'sign-off')
  const sent = await sentDecision(request, opened)
  const place = placeOf(opened.link.subject, opened.link.person)
  const situation = situationOf(opened.state, opened.compiled, place, services.clock.now())
  if (sent.more && situation.is === 'asked' && isSession(opened))
    return backWith(request, opened, { form: sent.form, problems: [] }, services)
  if (sent.mailCode && situation.is === 'asked') return mailedCode(request, opened, sent, services)
  const hasDraft = opened.state.rounds.length > 0
  // Where nothing is to be decided, or another draft was on the page, the typed code is another draft's: it is not counted.
  const decidable = situation.is === 'asked' && sent.form.draft === situation.round.draft.digest
  const use = `${sent.form.choice ?? ''} ${sent.form.draft ?? ''}`
  const code = decidable ? await typedCodeProblem(sent.code, opened, services, { use }) : undefined
  if (!hasDraft) throw new Refusal({ code: 'draft-changed', message: signOffRefusals.beingRemade })
  const input = {
    ...(await loadMatter(opened, services)),
    state: opened.state,
    compiled: opened.compiled,
    place,
    form: sent.form,
    code,
    language: request.language,
    now: services.clock.now(),
  }
  const answer = decide(input)
  if ('stands' in answer) {
    // Whoever recorded it may have been cut off before the workflow heard of it.
    await resumeCycle(answer.stands.cycle, services)
    return decidedResponse(request, opened, answer.stands, services)
  }
  if ('problems' in answer) {
    if (
      !isSession(opened) ||
      !wantsPage(request) ||
      situation.is !== 'asked' ||
      answer.problems.some(({ code }) => code === 'draft-changed')
    ) {
      throw new Refusal(answer.problems)
    }
    return backWith(request, opened, { form: sent.form, problems: answer.problems }, services)
  }
  const spent = await spendCode(sent.code, opened, services, { use })
  if (spent) throw new Refusal(spent)
  const decision: DecisionFact = { ...answer.decision, ...throughOffice(opened.link) }
  const { recorded, fact } = await services.store.record(decision)
  if (!recorded && !isSameDecision(fact, input)) throw new Refusal(decisionStands(opened.state, fact))
  const after = await resumeCycle(fact.cycle, services)
  // A return may have come when the report had left a moment before: only what is read after the look says so.
  return decidedResponse(request, opened, fact, services, fact.choice === 'approve' ? after : undefined)
}

/** The page again, with what was typed and what is wrong with it. */
async function backWith(
  request: Request,
  opened: OpenedSession,
  { form, problems, codeMailed = false }: { form: DecisionForm; problems: Problem[]; codeMailed?: boolean },
  services: Deciding,
): Promise<Response> {
  const place = placeOf(opened.link.subject, opened.link.person)
  const situation = situationOf(opened.state, opened.compiled, place, services.clock.now())
  if (situation.is !== 'asked') throw new Refusal(problems)
  const loaded = await loadSignOffPage(opened, situation, services)
  const page = { ...loaded, code: { ...loaded.code, mailed: codeMailed } }
  const { formToken } = opened
  const shown = signOffPage({ ...page, language: request.language, formToken, form, problems })
  return htmlResponse(request, statusOf(problems), shown)
}

/** The page again, with what was typed, after the digits were mailed. */
async function mailedCode(
  request: Request,
  opened: OpenedLink | OpenedSession,
  { form, meant }: SentDecision,
  services: Deciding,
): Promise<Response> {
  // A program that presses every button ticks nothing and writes no reason: it has no mails sent.
  const person = form.choice === 'approve' ? meant : form.choice && form.reasons.some(({ text }) => text?.trim())
  const problem = person ? await mailCode(opened, services) : form.choice === 'approve' ? notMeant() : choiceMissing
  const problems = problem ? [problem] : []
  if (!isSession(opened) || !wantsPage(request)) return mailedToMachine(problems)
  return backWith(request, opened, { form, problems, codeMailed: !problem }, services)
}

const choiceMissing: Problem = { code: 'choice-missing', field: 'choice', message: signOffRefusals.choiceMissing }

/** How the seat stands now that its decision is recorded: the same for the first post and for every repeat. */
async function decidedResponse(
  request: Request,
  opened: OpenedLink | OpenedSession,
  fact: DecisionFact,
  services: Deciding,
  read?: AllUnits,
): Promise<Response> {
  const { compiled, person, link } = opened
  const state = read ?? theUnits(await services.store.decidingFacts(link.cycle))
  const drafts = [...state.rounds, ...state.abandoned.flatMap(({ rounds }) => rounds)]
  const round = drafts.find((r) => r.round === fact.round)
  const decision = round?.decisions.find((d) => factKey(d) === factKey(fact))
  // An approval that was written while the office gave the seat to another, or passed it.
  if (!decision && fact.choice === 'approve')
    throw new Refusal({ code: 'stage-not-open', message: signOffRefusals.passedOver })
  // A return that was written while the report left.
  if (!round || !decision) throw new Refusal({ code: 'cycle-closed', message: signOffRefusals.leftMeanwhile })
  const now = situationOf(state, compiled, placeOf(link.subject, link.person), services.clock.now())
  // A newer draft may be asked for already: the answer is about the decision that was sent.
  const situation: Situation =
    now.is === 'published' || now.is === 'abandoned'
      ? { ...now, decision }
      : { is: 'decided', round, decision, carried: false }
  if (!isSession(opened) || !wantsPage(request)) return jsonResponse(200, { decision })
  const { language } = request
  const { sender: contact, publicUrl } = services.settings
  return htmlResponse(request, 200, decidedPage({ language, state, compiled, person, situation, contact, publicUrl }))
}
