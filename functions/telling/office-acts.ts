import { civilDate } from '../../shared/calendar/civil-date.ts'
import type { Typed } from '../../shared/cycle/acts/act-input.ts'
import { type ActAnswer, decideAct, overtakenAct, type PersonsLink } from '../../shared/cycle/acts/office-act.ts'
import type { OfficeActFact, ProposalFact, SubmissionFact } from '../../shared/cycle/facts.ts'
import { linkExpiry } from '../../shared/cycle/links/link-standing.ts'
import { nameIn, personIn } from '../../shared/cycle/people.ts'
import { actConsentedTo } from '../../shared/cycle/proposal.ts'
import {
  type AllUnits,
  correctionUnderWay,
  type LoadedCycle,
  theUnit,
  unitState,
} from '../../shared/cycle/reporting-cycle.ts'
import { sealSubmission } from '../../shared/draft/sealed-submission.ts'
import { type SubmissionDocument, submissionFile } from '../../shared/draft/submission.ts'
import type { LinkedFrame } from '../../shared/mail/layout.ts'
import { freshLinkMail } from '../../shared/mail/link-mails.ts'
import { present } from '../../shared/present.ts'
import { type CompiledDefinition, deriveTotals, sliceCells } from '../../shared/report/cells.ts'
import { type Problem, Refusal } from '../../shared/report/errors.ts'
import type { Figure } from '../../shared/report/figure.ts'
import { boardTexts } from '../../shared/words/office/board-texts.ts'
import { startRun } from '../kept/cycles.ts'
import { settleDeparture } from '../kept/departures.ts'
import { lastYearsOf } from '../kept/last-years.ts'
import { loadCycle } from '../kept/load-cycle.ts'
import type { MailServices, Services } from '../services.ts'
import { figuresOfUnit } from '../views/office/board-view.ts'
import { resumeCycle } from '../workflow/resume-cycle.ts'
import { type IssuedLink, reissueLink } from './links.ts'
import { tellWithLink } from './mails.ts'
import { askConsenters, tellOusted } from './proposal-mails.ts'
import { toldLater } from './told-later.ts'

export type Acting = MailServices & Pick<Services, 'later' | 'workflow'>

/** What stands against proposing it, if anything: who sits at the board shows that the mailbox is theirs too. */
export type MayPropose = (proposal: ProposalFact) => Promise<Problem | undefined>

/** The link that an act of the office makes for somebody, to be read out to them; whose it is stands in the record. */
export const linkByOffice = (
  { opening }: AllUnits,
  link: PersonsLink,
  issuedBy: string,
  services: Acting,
): Promise<IssuedLink> =>
  reissueLink(services, {
    ...{ cycle: opening.cycle, ...link, issuedBy },
    expires: linkExpiry(opening, services.clock.now()),
  })

/**
 * Ends the link that somebody else may have, with every session of it, and mails its holder another: whoever asks for it, officer or
 * thief, learns nothing of the new one.
 */
export async function mailLinkByOffice(
  loaded: LoadedCycle,
  link: PersonsLink,
  endedBy: string,
  services: Acting,
): Promise<void> {
  const { state } = loaded
  const { cycle, zone } = state.opening
  const now = services.clock.now()
  const fresh = await reissueLink(services, { cycle, ...link, endedBy, expires: linkExpiry(state.opening, now) })
  const person = present(personIn(state, link.person), 'holder')
  const unit = unitState(state, link.subject)?.unit.name
  const duty = { of: 'fresh-link', ...link, generation: fresh.fact.generation, date: civilDate(now, zone) } as const
  const compose = (frame: LinkedFrame) =>
    freshLinkMail({
      ...frame,
      purpose: link.purpose,
      ...(unit && { unit }),
      endedBy: nameIn(state, endedBy, frame.language),
    })
  try {
    await tellWithLink(loaded, { duty, person, link: fresh }, compose, services)
  } catch {
    throw new Refusal({ code: 'link-not-sent', message: boardTexts.endedNotSent })
  }
}

type AskedHow = { mayPropose?: MayPropose; byCommand?: true }

/**
 * An act of the office, from the board or the command line: decided, recorded, told to whom it concerns, and the wait it may
 * have ended is resumed. What needs a second person is proposed, and they are asked. A mail that fails is left to the schedule; the
 * act stands.
 */
export async function actForOffice(
  loaded: LoadedCycle,
  typed: Typed,
  person: string,
  services: Acting,
  { mayPropose, byCommand }: AskedHow = {},
): Promise<ActAnswer> {
  const { state, compiled } = loaded
  const figures = typed.act === 'adjust' && typed.unit ? await figuresOfUnit(loaded, typed.unit, services) : undefined
  const lastYear = typed.act === 'last-year' ? await lastYearsOf(typed.previous, state.opening, services) : undefined
  const now = services.clock.now()
  const how = byCommand ? { byCommand } : {}
  const answer = decideAct({
    state,
    compiled,
    typed,
    ...(figures && { figures }),
    ...(lastYear && { lastYear }),
    now,
    person,
  })
  if ('proposal' in answer) {
    const stands = state.proposals.some(({ id }) => id === answer.proposal.id)
    const problem = stands ? undefined : await mayPropose?.(answer.proposal)
    if (problem) return { problems: [problem] }
    const { fact } = await services.store.record({ ...answer.proposal, ...how })
    if (fact.id !== answer.proposal.id) return again()
    // Recorded it is; whoever could not be asked the schedule asks.
    await askConsenters(await loadCycle(state.opening.cycle, services), fact, services).catch(() => undefined)
    return { proposal: fact }
  }
  const decided = 'act' in answer ? answer.act : 'stands' in answer ? answer.stands : undefined
  if (!decided) return answer
  const { recorded, fact } = await services.store.record('act' in answer ? { ...decided, ...how } : decided)
  if (fact.id !== decided.id) return again()
  const overtaken = await afterAct(fact, services)
  return overtaken ? { problems: [overtaken] } : recorded ? { act: fact } : { stands: fact }

  /** Somebody else's act came in before this one: it is decided again, on what that one left. */
  async function again(): Promise<ActAnswer> {
    return actForOffice(await loadCycle(state.opening.cycle, services), typed, person, services, {
      ...how,
      ...(mayPropose && { mayPropose }),
    })
  }
}

/** Whether the schedule has to ask: there is a proposal, or a nil return was granted and is not filed. */
export const mayBeUndone = (state: AllUnits): boolean => state.proposals.length > 0 || nilsToFile(state).length > 0

const nilsToFile = (state: AllUnits): (OfficeActFact & { act: 'nil' })[] =>
  state.acts.flatMap((act) => {
    const unit = act.act === 'nil' ? unitState(state, act.unit) : undefined
    return act.act === 'nil' && unit && unit.submissions.length === 0 && !unit.exempt ? [act] : []
  })

/**
 * Does what proposals have the consent for and nobody has done yet: whoever consented, or the schedule after a crash. Of two at
 * once each is done once.
 */
export async function doProposed(cycle: string, services: Acting): Promise<OfficeActFact[]> {
  const loaded = await loadCycle(cycle, services)
  const { state, definition } = loaded
  for (const act of nilsToFile(state)) await fileNil(loaded, act, services)
  const now = services.clock.now()
  const next = state.proposals.map((each) => actConsentedTo(state, definition, each, now)).find((act) => act)
  if (!next) return []
  const { fact } = await services.store.record(next)
  if (fact.id === next.id) await afterAct(fact, services)
  return [...(fact.id === next.id ? [fact] : []), ...(await doProposed(cycle, services))]
}

/** What follows an act that is recorded: whose signature it takes is told before the walk goes on because of it, the others after. Answers why it came too late. */
async function afterAct(fact: OfficeActFact, services: Acting): Promise<Problem | undefined> {
  let after = await loadCycle(fact.cycle, services)
  if (await settleDeparture(after.state, after.definition, services)) after = await loadCycle(fact.cycle, services)
  const counts = after.state.acts.some(({ n }) => n === fact.n)
  if (fact.act === 'nil' && counts && (await fileNil(after, fact, services)))
    after = await loadCycle(fact.cycle, services)
  const overtaken = overtakenAct(after.state, after.definition, fact)
  if (!overtaken) {
    await tellOusted(after, fact, services).catch(() => undefined)
    // May be five thousand: nobody at the board waits for them.
    await toldLater({ cycle: fact.cycle, act: fact.id }, services)
  }
  // Without effect too it stands among the facts, and the next draft has to name it.
  await resumeCycle(fact.cycle, services)
  if (overtaken) return overtaken
  if (fact.act === 'correct') await startCorrection(after.state, fact, services)
  return undefined
}

/**
 * The run of the version before is over; the correction gets its own now, not at the timer's next turn. Who presses twice, or is
 * overtaken by the timer, finds it begun, and who sends again what began a correction of long ago begins nothing: of two runs of one
 * cycle one would wait for ever.
 */
async function startCorrection(
  state: AllUnits,
  { n, version }: Extract<OfficeActFact, { act: 'correct' }>,
  services: Acting,
): Promise<void> {
  if (correctionUnderWay(state)?.begun.n !== n) return
  const { cycle } = state.opening
  const last = state.executions.at(-1)
  if (last?.published === version && (await services.workflow.start(last.name, { cycle }))) return
  await startRun(cycle, { n: state.executions.length + 1, published: version }, services)
}

/** The nil return of a unit, sent by the office: every figure of its slice is 0. Not of one that has sent something. */
async function fileNil(
  { state, compiled }: LoadedCycle,
  act: OfficeActFact & { act: 'nil' },
  services: Pick<Services, 'store' | 'files'>,
): Promise<boolean> {
  const { cycle, definition } = state.opening
  const { unit, submissions } = theUnit(state, act.unit)
  if (submissions.length > 0) return false
  const document: SubmissionDocument = {
    document: 'lianbao/submission/1',
    cycle,
    unit: unit.id,
    definition,
    nil: true,
    figures: nilFigures(compiled, unit.roles),
    texts: {},
    justifications: [],
  }
  const { bytes, digest } = sealSubmission(document)
  await services.files.put(submissionFile(digest), bytes)
  const fact: SubmissionFact = {
    kind: 'submission',
    cycle,
    unit: unit.id,
    revision: 1,
    digest,
    at: act.at,
    by: act.by,
    channel: 'office',
    nil: true,
  }
  await services.store.record(fact)
  return true
}

function nilFigures(compiled: CompiledDefinition, roles: readonly string[]): Record<string, Figure> {
  const cells = sliceCells(compiled, roles)
  const own = new Set(cells.map((cell) => cell.id))
  const inputs = cells.filter((cell) => !cell.derived).map((cell): [string, Figure] => [cell.id, '0'])
  const complete = deriveTotals(compiled, Object.fromEntries(inputs))
  return Object.fromEntries(Object.entries(complete).filter(([cell]) => own.has(cell)))
}
