import type { Person } from '../../shared/cycle/facts.ts'
import { linkExpiry } from '../../shared/cycle/link-standing.ts'
import type { LoadedCycle } from '../../shared/cycle/loaded-cycle.ts'
import { nameIn, personIn } from '../../shared/cycle/people.ts'
import {
  currentRound,
  type Round,
  returnOf,
  type SeatStanding,
  type StageStanding,
  stageStandings,
  unitState,
} from '../../shared/cycle/reporting-cycle.ts'
import { decisionVoidMail } from '../../shared/mail/decision-void.ts'
import { observerCopyMail } from '../../shared/mail/observer-copy.ts'
import { signOffRequestMail } from '../../shared/mail/sign-off-request.ts'
import { readDraft } from '../kept/documents.ts'
import type { Services } from '../services.ts'
import { issueLink, mailedCode } from './links.ts'
import { mailFrame, mailLink, sendMail } from './mails.ts'

export type MailingSignOff = Pick<Services, 'clock' | 'store' | 'files' | 'keys' | 'mailer' | 'settings' | 'log'>

/**
 * Asks everyone who may decide now and has not been asked: approvers of the stage that is due, their delegates and
 * substitutes. Each gets one mail a round and seat, with a link of their own; asking again sends nothing.
 */
export async function askDeciders(loaded: LoadedCycle, services: MailingSignOff): Promise<void> {
  const { state, definition } = loaded
  const stage = stageStandings(state, definition).find((s) => s.status === 'asked')
  if (!stage?.request) return
  for (const seat of stage.seats) {
    if (seat.decision || seat.forced) continue
    for (const person of seat.deciders) await askPerson(loaded, stage, seat, person, services)
  }
  await tellObservers(loaded, stage, services)
}

/** Whoever gets copies hears once a round and stage. */
async function tellObservers(
  { state, definition }: LoadedCycle,
  { stage, seats, request }: StageStanding,
  services: MailingSignOff,
): Promise<void> {
  const round = currentRound(state)!
  for (const person of state.opening.route.find((route) => route.stage === stage)?.observers ?? []) {
    await sendMail(services, state, {
      duty: `copy/${round.round}/${stage}/${person.id}`,
      person,
      template: 'observer-copy',
      mail: observerCopyMail({
        ...mailFrame(services, state, definition, person),
        stage: definition.signOff.stages.find((s) => s.id === stage)!.title,
        round: round.round,
        asked: seats.map(({ holder }) => holder.name),
        due: request!.due,
        draft: round.draft.digest,
      }),
    })
  }
}

async function askPerson(
  { state, definition }: LoadedCycle,
  stage: StageStanding,
  seat: SeatStanding,
  person: Person,
  services: MailingSignOff,
): Promise<void> {
  const round = currentRound(state)!
  const duty = `request/${round.round}/${stage.stage}/${seat.seat}/${person.id}`
  if (state.mails.has(duty)) return
  const { opening } = state
  const now = services.clock.now()
  const link = await issueLink(services, {
    cycle: opening.cycle,
    purpose: 'sign-off',
    subject: `${stage.stage}/${seat.seat}`,
    person: person.id,
    expires: linkExpiry(opening, now),
  })
  const decisionCode = await mailedCode(services, { state, definition }, link.fact)
  const draft = await readDraft(services.files, round.draft.digest)
  const missing = draft.gaps.filter((gap) => gap.reason === 'missing')
  const delegation = round.delegations.find(
    (d) => d.stage === stage.stage && d.seat === seat.seat && d.to.id === person.id,
  )
  await sendMail(services, state, {
    duty,
    person,
    template: 'sign-off-request',
    mail: signOffRequestMail({
      ...mailFrame(services, state, definition, person),
      stage: definition.signOff.stages.find((s) => s.id === stage.stage)!.title,
      round: round.round,
      due: stage.request!.due,
      legal: opening.timetable.legal!,
      units: draft.slices.length + missing.length,
      missing: missing.map((gap) => gap.name),
      nil: draft.slices.filter((slice) => slice.nil).length,
      adjustments: draft.adjustments.length,
      remarks: draft.justifications.length,
      draft: round.draft.digest,
      signed: signers(state, stageStandings(state, definition)),
      ...(person.id !== seat.holder.id && {
        instead: { of: seat.holder.name, ...(delegation && { reason: delegation.reason }) },
      }),
      link: mailLink(link, state),
      ...(decisionCode && { decisionCode }),
      calendar: { uid: `${opening.cycle}-${stage.stage}-${seat.seat}`, stamp: now },
    }),
  })
}

/** Names of who has signed the current draft, in order. */
function signers(state: LoadedCycle['state'], stages: readonly StageStanding[]): string[] {
  return stages.flatMap((stage) =>
    stage.seats.flatMap(({ decision }) => (decision?.choice === 'approve' ? [nameIn(state, decision.by, 'zh')] : [])),
  )
}

/**
 * Tells those who had signed a draft that newer figures have overtaken it, and why. (Of a returned draft they hear with the
 * reasons of the return.)
 */
export async function tellOvertaken({ state, definition }: LoadedCycle, services: MailingSignOff): Promise<void> {
  const current = currentRound(state)
  for (const round of state.rounds) {
    const next = state.rounds.find((r) => r.round === round.round + 1)
    if (round === current || !next || returnOf(round)) continue
    // What they signed was published and stays so; of the correction they hear when it is their turn to sign it.
    if (state.publications.some((publication) => publication.round === round.round)) continue
    for (const decision of round.decisions.filter((d) => d.choice === 'approve')) {
      const person = personIn(state, decision.by)
      if (!person) continue
      await sendMail(services, state, {
        duty: `void/${round.round}/${decision.stage}/${decision.seat}`,
        person,
        template: 'decision-void',
        mail: decisionVoidMail({
          ...mailFrame(services, state, definition, person),
          round: round.round,
          units: renewed(round, next).flatMap((unit) => unitState(state, unit)?.unit.name ?? []),
          acts: state.acts
            .filter((act) => act.n > round.draft.acts && act.n <= next.draft.acts)
            .filter((act) => act.act === 'adjust' || act.act === 'exempt' || act.act === 'justify')
            .map((act) => act.reason),
        }),
      })
    }
  }
}

/** Units whose revision in the next draft is another. */
const renewed = (round: Round, next: Round): string[] =>
  next.draft.submissions
    .filter(({ unit, revision }) => round.draft.submissions.find((s) => s.unit === unit)?.revision !== revision)
    .map(({ unit }) => unit)
