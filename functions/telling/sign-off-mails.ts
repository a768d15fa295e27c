import { actsBetween } from '../../shared/cycle/draft-standing.ts'
import type { Person } from '../../shared/cycle/facts.ts'
import { nameIn, personIn } from '../../shared/cycle/people.ts'
import {
  correctionUnderWay,
  currentRound,
  type LoadedCycle,
  type Round,
  returnOf,
  theRound,
  unitState,
} from '../../shared/cycle/reporting-cycle.ts'
import {
  deputiesOf,
  isSignedInVain,
  type SeatStanding,
  type StageStanding,
  stageStandings,
} from '../../shared/cycle/stage-standing.ts'
import { dueOfStage } from '../../shared/cycle/unit-due.ts'
import { type DraftDocument, leftOutOf, markedGaps } from '../../shared/draft/draft.ts'
import { cellsConfirmed } from '../../shared/draft/sign-off-route.ts'
import { decisionVoidMail, observerCopyMail, signOffRequestMail } from '../../shared/mail/sign-off/signer-mails.ts'
import { entryOf } from '../../shared/present.ts'
import { showFigure } from '../../shared/report/figure.ts'
import type { Language } from '../../shared/report/report-definition.ts'
import { stageOf } from '../../shared/report/stages.ts'
import { readDraft } from '../kept/documents.ts'
import type { MailServices, Services } from '../services.ts'
import { tellPerson, tellWithLink } from './mails.ts'
import { tellEach } from './turn.ts'

/**
 * Asks everyone who may decide now and has not been asked: approvers of the stage that is due, their delegates and
 * substitutes. Each gets one mail a round and seat, with a link of their own; asking again sends nothing.
 */
export async function askDeciders(loaded: LoadedCycle, services: MailServices): Promise<void> {
  const { state, definition } = loaded
  const stage = stageStandings(state, definition).find((s) => s.status === 'asked')
  if (!stage?.request) return
  const open = stage.seats.filter(({ decision, forced }) => !decision && !forced)
  const asked = open.flatMap((seat) =>
    seat.deciders.map((person) => () => askPerson(loaded, stage, seat, person, services)),
  )
  await tellEach([...asked, () => tellObservers(loaded, stage, services)], (tell) => tell())
}

/** Whoever gets copies hears once a round and stage. */
async function tellObservers(
  loaded: LoadedCycle,
  { stage, seats }: StageStanding,
  services: MailServices,
): Promise<void> {
  const { state, definition } = loaded
  const { round, draft } = theRound(state)
  const { observers = [] } = state.opening.route.find((route) => route.stage === stage) ?? {}
  await tellEach(observers, (person) =>
    tellPerson(
      loaded,
      { duty: { of: 'copy', round, stage, person: person.id }, person },
      (frame) =>
        observerCopyMail({
          ...frame,
          stage: stageOf(definition, stage).title,
          round,
          asked: seats.map(({ holder }) => holder.name),
          due: dueOfStage(state, stage),
          draft: draft.digest,
        }),
      services,
    ),
  )
}

async function askPerson(
  loaded: LoadedCycle,
  { stage }: StageStanding,
  { seat, holder }: SeatStanding,
  person: Person,
  services: MailServices,
): Promise<void> {
  const { state, definition } = loaded
  const { opening } = state
  const round = theRound(state)
  const stages = stageStandings(state, definition)
  const named = deputiesOf(state, round).find((d) => d.stage === stage && d.seat === seat && d.to.id === person.id)
  await tellWithLink(
    loaded,
    {
      duty: { of: 'request', round: round.round, stage, seat, person: person.id },
      person,
      link: { purpose: 'sign-off', subject: `${stage}/${seat}` },
    },
    async (frame) => {
      const draft = await readDraft(services.files, round.draft.digest)
      const gaps = markedGaps(draft.gaps)
      return signOffRequestMail({
        ...frame,
        stage: stageOf(definition, stage).title,
        round: round.round,
        due: dueOfStage(state, stage, person.id),
        legal: opening.timetable.legal,
        units: draft.slices.length + gaps.length,
        gaps,
        // What the office filed for a unit is not what the unit says.
        nil: draft.slices.filter(({ nil, unit, revision }) => {
          const sent = unitState(state, unit)?.submissions.find((one) => one.revision === revision)
          return nil && sent?.channel !== 'office'
        }).length,
        adjustments: draft.adjustments.length,
        remarks: draft.justifications.length,
        leftOut: leftOutOf(draft),
        ...(await correctionOf(loaded, draft, frame.language, services)),
        confirms: cellsConfirmed(definition, stageOf(definition, stage)).map((id) => {
          const { name, kind } = entryOf(loaded.compiled.byId, id)
          return { name, figure: showFigure(draft.figures[id] ?? null, kind, frame.language) || '—' }
        }),
        draft: round.draft.digest,
        signed: signers(state, stages, frame.language),
        stillSigned: signers(state, stages, frame.language, 'carried'),
        ...(person.id !== holder.id && {
          instead: { of: holder.name, ...(named?.kind === 'delegation' && { reason: named.reason }) },
        }),
        calendar: { uid: `${opening.cycle}-${stage}-${seat}`, stamp: services.clock.now() },
      })
    },
    services,
  )
}

/** What a correction changes against the version that is public, and why. */
async function correctionOf(
  { state, compiled }: LoadedCycle,
  draft: DraftDocument,
  language: Language,
  services: Pick<Services, 'files'>,
): Promise<Partial<Pick<Parameters<typeof signOffRequestMail>[0], 'correction'>>> {
  const correcting = correctionUnderWay(state)
  if (!correcting) return {}
  const {
    published,
    begun: { reason },
  } = correcting
  const before = await readDraft(services.files, published.draft)
  const cells = compiled.cells
    .filter(({ id, derived }) => !derived && before.figures[id] !== draft.figures[id])
    .map(({ id, name, kind }) => {
      const shown = (figures: DraftDocument['figures']) => showFigure(figures[id] ?? null, kind, language) || '—'
      return { name, from: shown(before.figures), to: shown(draft.figures) }
    })
  return { correction: { version: published.version, reason, cells } }
}

/** Names of who has signed the current draft, in order; of those alone whose signature of an earlier one still counts. */
function signers(
  state: LoadedCycle['state'],
  stages: readonly StageStanding[],
  language: Language,
  only?: 'carried',
): string[] {
  return stages.flatMap((stage) =>
    stage.seats.flatMap(({ decision, carried }) =>
      decision?.choice === 'approve' && (carried || !only) ? [nameIn(state, decision.by, language)] : [],
    ),
  )
}

/**
 * Tells those who had signed a draft that newer figures have overtaken it, and why. (Of a returned draft they hear with the
 * reasons of the return.) Whose signature is carried into the newest draft hears nothing: it counts as before.
 */
export async function tellOvertaken(loaded: LoadedCycle, services: MailServices): Promise<void> {
  const { state, definition } = loaded
  const current = currentRound(state)
  const seats = stageStandings(state, definition).flatMap((stage) => stage.seats)
  for (const round of state.rounds) {
    if (!current || round === current || returnOf(round)) continue
    // What they signed was published and stays so; of the correction they hear when it is their turn to sign it.
    if (state.publications.some((publication) => publication.round === round.round)) continue
    const isCarried = (given: (typeof round.decisions)[number]) => seats.some(({ decision }) => decision === given)
    const signed = round.decisions.filter((d) => d.choice === 'approve' && !isCarried(d))
    await tellEach(signed, async (decision) => {
      const person = personIn(state, decision.by)
      if (!person) return
      const duty = { of: 'void', round: round.round, stage: decision.stage, seat: decision.seat } as const
      await tellPerson(
        loaded,
        { duty, person },
        (frame) =>
          decisionVoidMail({
            ...frame,
            round: round.round,
            units: renewed(round, current).flatMap((unit) => unitState(state, unit)?.unit.name ?? []),
            acts: actsBetween(state, round, current).map((act) => act.reason),
            inVain: isSignedInVain(state, definition, round),
          }),
        services,
      )
    })
  }
}

/** Units whose revision in the newer draft is another. */
const renewed = (round: Round, newer: Round): string[] =>
  newer.draft.submissions
    .filter(({ unit, revision }) => round.draft.submissions.find((s) => s.unit === unit)?.revision !== revision)
    .map(({ unit }) => unit)
