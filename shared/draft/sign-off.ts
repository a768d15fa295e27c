import { civilDate, shownMoment } from '../calendar/civil-date.ts'
import { standsAgainSince } from '../cycle/correction.ts'
import { draftIsStale } from '../cycle/draft-standing.ts'
import type { DecisionFact, ReturnReason } from '../cycle/facts/draft-facts.ts'
import { ofTest } from '../cycle/facts/of-test.ts'
import type { PublicationFact } from '../cycle/facts/release-facts.ts'
import { nameIn } from '../cycle/people.ts'
import { type AllUnits, currentRound, isClosed, type Round, returnOf } from '../cycle/reporting-cycle.ts'
import { givenBy } from '../cycle/seat-given.ts'
import { type PersonAtSeat, type SeatStanding, type StageStanding, stageStandings } from '../cycle/stage-standing.ts'
import { barFromSigning } from '../cycle/who-may-sign.ts'
import { ownOf, present } from '../present.ts'
import type { CompiledDefinition } from '../report/cells.ts'
import type { Problem, ProblemCode } from '../report/errors.ts'
import { blocking, type Finding } from '../report/finding.ts'
import { isPlainText, written } from '../report/plain-text.ts'
import type { Language, LocalizedText } from '../report/report-definition.ts'
import { stageOf } from '../report/stages.ts'
import { correctionRefusals } from '../words/refusals/correction-refusals.ts'
import { peopleRefusals } from '../words/refusals/people-refusals.ts'
import { barredFromSigning } from '../words/refusals/seat-refusals.ts'
import { signOffRefusals as texts } from '../words/refusals/sign-off-refusals.ts'
import type { DraftDocument } from './draft.ts'

/** What a sign-off link is for. */
export type Place = PersonAtSeat

/** A link's subject `<stage>/<seat>`. */
export function placeOf(subject: string, person: string): Place {
  const slash = subject.indexOf('/')
  return { stage: subject.slice(0, slash), seat: subject.slice(slash + 1), person }
}

/**
 * Where a person stands before a seat.
 * - `asked`: may decide now. `barred`: is asked, but has had a hand in this draft already.
 * - `decided`: the seat has its decision. `waiting`: an earlier stage is open. `not-needed`: the stage goes on without the seat.
 * - `returned`, `changed`, `merging`: a new draft is being made. `held`, `published`: nothing is to be decided.
 * - `abandoned`: its stage was asked in a correction that was given up.
 */
export type Situation =
  | { is: 'asked'; round: Round; stage: StageStanding; seat: SeatStanding }
  | { is: 'barred'; round: Round; stage: StageStanding; seat: SeatStanding; why: LocalizedText }
  | { is: 'decided'; round: Round; decision: DecisionFact; carried: boolean }
  | { is: 'returned'; round: Round; by: 'check' | DecisionFact }
  | { is: 'published' | 'abandoned'; publication: PublicationFact; decision?: DecisionFact }
  | { is: 'waiting' | 'not-needed' | 'not-in-draft' | 'changed'; round: Round }
  | { is: 'not-yours' | 'merging' | 'held' }

/** @param now an instant */
export function situationOf(state: AllUnits, compiled: CompiledDefinition, place: Place, now: string): Situation {
  const { definition } = compiled
  const round = currentRound(state)
  const own = round?.decisions.find((d) => d.stage === place.stage && d.seat === place.seat)
  const publication = state.publications.at(-1)
  const drafts = standsAgainSince(state)?.rounds ?? []
  if (publication && drafts.some(({ requests }) => requests.some(({ stage }) => stage === place.stage))) {
    const decisions = drafts.flatMap((draft) => draft.decisions)
    const decision = decisions.findLast((d) => d.stage === place.stage && d.seat === place.seat)
    return { is: 'abandoned', publication, ...(decision && { decision }) }
  }
  if (publication && isClosed(state)) return { is: 'published', publication, ...(own && { decision: own }) }
  if (round && own) return { is: 'decided', round, decision: own, carried: false }
  if (state.held) return { is: 'held' }
  if (!round) return { is: 'merging' }
  const returned = returnOf(round)
  if (returned) return { is: 'returned', round, by: returned.by }
  if (draftIsStale(state, definition, round)) return { is: 'changed', round }
  const stage = stageStandings(state, definition).find((s) => s.stage === place.stage)
  if (!stage) return { is: 'not-in-draft', round }
  const seat = stage.seats.find((s) => s.seat === place.seat)
  if (!seat) return { is: 'not-needed', round }
  if (!seat.deciders.some((person) => person.id === place.person)) return { is: 'not-yours' }
  if (seat.decision) return { is: 'decided', round, decision: seat.decision, carried: seat.carried }
  if (seat.forced || stage.status === 'skipped' || stage.status === 'approved') return { is: 'not-needed', round }
  if (stage.status !== 'asked' || !stage.request) return { is: 'waiting', round }
  const bar = barFromSigning(state, definition, place, now)
  return bar ? { is: 'barred', round, stage, seat, why: barredFromSigning[bar] } : { is: 'asked', round, stage, seat }
}

/** More reasons than a person writes. */
export const mostRows = 100

/** One row of a return: which unit (and cell of it), or which narrative part, and why. */
export type ReasonRow = { unit?: string; cell?: string; part?: string; text?: string }

/** What was sent, read but not yet judged. */
export type DecisionForm = {
  choice?: string
  /** Digest of the draft that was on the page. */
  draft?: string
  attested: boolean
  comment?: string
  reasons: ReasonRow[]
}

export type DecisionInput = {
  state: AllUnits
  compiled: CompiledDefinition
  place: Place
  draft: DraftDocument
  form: DecisionForm
  /** What is wrong with the typed code, if anything. */
  code: Problem | undefined
  /** The check of this draft, made again now. */
  findings: readonly Finding[]
  language: Language
  now: string
}

export type DecisionAnswer =
  | { decision: DecisionFact }
  /** The same was decided before by the same person: the same answer again. */
  | { stands: DecisionFact }
  | { problems: Problem[] }

/** The longest reason or comment, in characters. */
export const longestText = 2000

/** What becomes of what an approver sent. Where the matter itself forbids a decision, only that is said; else all problems at once. */
export function decide(input: DecisionInput): DecisionAnswer {
  const { state, compiled, place, form, now } = input
  const situation = situationOf(state, compiled, place, now)
  if (situation.is === 'decided' || ('decision' in situation && situation.decision)) {
    const decision = present(situation.decision, 'decision')
    if (isSameDecision(decision, input)) return { stands: decision }
    return { problems: [decisionStands(state, decision)] }
  }
  if (situation.is !== 'asked') return { problems: [refusal(situation)] }
  const { round } = situation
  if (form.draft && form.draft !== round.draft.digest)
    return { problems: [{ code: 'draft-changed', message: texts.draftChanged }] }
  const reasons = readReasons(input)
  const problems = [...choiceProblems(input, reasons.list), ...reasons.problems, ...(input.code ? [input.code] : [])]
  if (problems.length > 0) return { problems }
  const choice = form.choice as DecisionFact['choice']
  const comment = written(form.comment)
  const given = givenBy(state.acts, { ...place, round: round.round })
  const attestation =
    choice === 'approve' ? stageOf(compiled.definition, place.stage).attestation : texts.returnAttestation
  return {
    decision: {
      kind: 'decision',
      cycle: state.opening.cycle,
      round: round.round,
      stage: place.stage,
      seat: place.seat,
      by: place.person,
      ...(given && { given }),
      choice,
      draft: round.draft.digest,
      scope: present(
        round.draft.stages.find((s) => s.stage === place.stage),
        'stage',
      ).scope,
      reasons: choice === 'return' ? reasons.list : [],
      ...(comment && { comment }),
      attestation,
      definition: state.opening.definition.digest,
      at: now,
      ...ofTest(state.opening),
    },
  }
}

/** Why nothing can be decided now. */
export function refusal(situation: Exclude<Situation, { is: 'asked' | 'decided' }>): Problem {
  switch (situation.is) {
    case 'barred':
      return { code: 'person-not-distinct', message: situation.why }
    case 'published':
      return { code: 'cycle-closed', message: texts.published }
    case 'abandoned':
      return { code: 'cycle-closed', message: correctionRefusals.abandoned }
    case 'held':
      return { code: 'stage-not-open', message: texts.held }
    case 'returned':
    case 'changed':
    case 'merging':
      return { code: 'draft-changed', message: texts.beingRemade }
    case 'waiting':
      return { code: 'stage-not-open', message: texts.notYet }
    case 'not-needed':
    case 'not-in-draft':
      return { code: 'stage-not-open', message: texts.notNeeded }
    case 'not-yours':
      return { code: 'person-refused', message: texts.personRefused }
  }
}

/** Whether what was sent says the same as the decision: who posts twice gets the same answer twice. */
export function isSameDecision(decision: DecisionFact, input: DecisionInput): boolean {
  const { form, place } = input
  return (
    decision.by === place.person &&
    decision.choice === form.choice &&
    decision.draft === form.draft &&
    JSON.stringify(decision.reasons) === JSON.stringify(form.choice === 'return' ? readReasons(input).list : [])
  )
}

/** Another decision stands for this seat: who decided what, when. */
export function decisionStands(state: AllUnits, decision: DecisionFact): Problem {
  const sentence = (language: Language) =>
    texts.decisionStands(
      nameIn(state, decision.by, language),
      shownMoment(decision.at, state.opening.zone, language),
      texts[decision.choice === 'approve' ? 'approved' : 'returned'][language],
    )[language]
  return {
    code: 'decision-stands',
    facts: {
      by: nameIn(state, decision.by, 'zh'),
      choice: decision.choice,
      at: decision.at,
      date: civilDate(decision.at, state.opening.zone),
    },
    message: { zh: sentence('zh'), en: sentence('en') },
  }
}

function choiceProblems({ form, findings }: DecisionInput, reasons: readonly ReturnReason[]): Problem[] {
  const problems: Problem[] = []
  const add = (code: ProblemCode, field: string, message: LocalizedText) => problems.push({ code, field, message })
  if (form.choice !== 'approve' && form.choice !== 'return') add('choice-missing', 'choice', texts.choiceMissing)
  if (!form.draft) add('field-missing', 'draft', texts.draftMissing)
  if (form.choice === 'approve') {
    if (!form.attested) add('attestation-missing', 'attestation', texts.attestationMissing)
    if (reasons.length > 0) add('field-unknown', 'reasons', texts.reasonsWithApproval)
    const broken = blocking(findings).length
    if (broken > 0) add('relation-broken', 'choice', texts.relationBroken(broken))
  }
  if (form.choice === 'return' && !form.reasons.some(isFilled)) add('reason-missing', 'reasons', texts.reasonMissing)
  if (!isPlainText(form.comment ?? '')) add('field-malformed', 'comment', peopleRefusals.hidden)
  if ((form.comment ?? '').length > longestText) {
    add('text-too-long', 'comment', texts.tooLong(longestText))
  }
  return problems
}

const isFilled = (row: ReasonRow): boolean => Boolean(row.unit || row.part || row.cell || written(row.text))

/** The rows that were filled in, each addressed to a unit: a part goes to the unit whose text it is. */
function readReasons({ form, state, compiled, draft }: DecisionInput): { list: ReturnReason[]; problems: Problem[] } {
  const problems: Problem[] = []
  const list: ReturnReason[] = []
  for (const [index, row] of form.reasons.entries()) {
    if (!isFilled(row)) continue
    const text = written(row.text)
    const field = `reasons.${index}`
    const number = index + 1
    const say = (code: ProblemCode, message: LocalizedText) =>
      problems.push({ code, field, facts: { row: number }, message })
    if (!row.unit && !row.part) {
      say('reason-missing', texts.reasonWithoutTarget(number))
      continue
    }
    const units = row.unit ? [row.unit] : ownersOf(present(row.part, 'part'), state, compiled, draft)
    const known =
      units.length > 0 &&
      units.every((unit) => state.units.some((u) => u.unit.id === unit && !u.exempt)) &&
      (!row.cell || compiled.byId.has(row.cell)) &&
      (!row.part || compiled.definition.parts.some(({ id, body }) => id === row.part && body.kind === 'narrative'))
    if (!known) say('unit-unknown', texts.targetUnknown(number))
    else if (text === '') say('reason-missing', texts.reasonWithoutText(number))
    else if (text.length > longestText) say('text-too-long', texts.tooLong(longestText))
    else if (!isPlainText(text)) say('field-malformed', peopleRefusals.hidden)
    else
      for (const unit of units) {
        list.push({ unit, ...(row.cell && { cell: row.cell }), ...(row.part && { part: row.part }), text })
      }
  }
  return { list, problems }
}

/** Whose text a part is: who wrote it in this draft, or whose it would be. */
function ownersOf(part: string, state: AllUnits, { definition }: CompiledDefinition, draft: DraftDocument): string[] {
  const written = (ownOf(draft.texts, part) ?? []).map(({ by }) => by)
  if (written.length > 0) return [...new Set(written)]
  const body = definition.parts.find(({ id }) => id === part)?.body
  if (body?.kind !== 'narrative' || body.owner === 'each') return []
  const { role } = body.owner
  return state.units.filter(({ unit }) => unit.roles.includes(role)).map(({ unit }) => unit.id)
}
