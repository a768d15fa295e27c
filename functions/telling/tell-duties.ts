import { civilDate, daysBetween } from '../../shared/calendar/civil-date.ts'
import { openAsks } from '../../shared/cycle/asks.ts'
import { type Duty, duties, dutyKey, linkOfDuty, returnedBy } from '../../shared/cycle/duty.ts'
import type { OfficeActFact, Person } from '../../shared/cycle/facts.ts'
import { type MailDuty, mailKey, type RepairedMail } from '../../shared/cycle/mail-duty.ts'
import { opensAt } from '../../shared/cycle/opening-day.ts'
import { officersOf, peopleOfUnit } from '../../shared/cycle/people.ts'
import { oustedMails, proposalStanding } from '../../shared/cycle/proposal.ts'
import {
  type AllUnits,
  type CycleState,
  currentRound,
  isClosed,
  type LoadedCycle,
  returnOf,
  type ToldCycle,
  theUnit,
  unitState,
} from '../../shared/cycle/reporting-cycle.ts'
import { sliceWindow } from '../../shared/cycle/unit/slice-window.ts'
import { owedMail } from '../../shared/mail/everybody-mails.ts'
import type { MailServices } from '../services.ts'
import { tellPublished } from './announcement-mails.ts'
import { tellAsked, tellSigners } from './ask-mails.ts'
import { inviteOffice } from './board-links.ts'
import { provisionalOfDuty, subjectOf } from './duty-subject.ts'
import { tellWithLink } from './mails.ts'
import { tellMoved } from './moved-mails.ts'
import { askConsenters, tellConsentAnswer, tellOusted } from './proposal-mails.ts'
import { tellRoundReturn } from './return-mails.ts'
import { askDeciders, tellOvertaken } from './sign-off-mails.ts'
import { tellEach } from './turn.ts'
import {
  inviteColleague,
  inviteContact,
  requestConfirmation,
  sendReceipt,
  tellActOnUnit,
  tellTakenBack,
  tellUnitReturn,
} from './unit-mails.ts'
import { tellAbandoned, tellCancelled, tellWithdrawal } from './withdrawal-mails.ts'

/** One mail for everything a person owes; its link leads to the most urgent. */
export async function tellOwed(
  loaded: LoadedCycle,
  told: { duty: MailDuty & { of: 'told' | 'remind' }; person: Person; duties: Duty[]; word?: string },
  services: MailServices,
): Promise<void> {
  const { state, definition } = loaded
  const now = services.clock.now()
  const today = civilDate(now, state.opening.zone)
  const owed = told.duties.toSorted((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0))
  const [urgent, ...others] = owed
  if (!urgent) return
  const said = (duty: Duty) => ({
    what: duty.what,
    subject: subjectOf(loaded, duty),
    due: duty.due,
    daysLeft: daysBetween(today, duty.due),
  })
  const first = told.duty.of === 'told'
  const unit = urgent.what === 'submit' ? unitState(state, urgent.unit) : undefined
  const provisional = owed.map((duty) => provisionalOfDuty(loaded, duty)).find((year) => year) ?? null
  await tellWithLink(
    loaded,
    { duty: told.duty, person: told.person, link: linkOfDuty(urgent), provisional },
    (frame) =>
      owedMail({
        ...frame,
        owed: [said(urgent), ...others.map(said)],
        ...(first && { first }),
        ...(told.word && { word: told.word }),
        ...(unit && !sliceWindow(state, definition, unit, now).open && { locked: true }),
      }),
    services,
  )
}

/** The office reminds: everybody of the units who owes something, once a day whoever reminds them. */
export async function remindUnits(
  loaded: ToldCycle,
  { n, units, reason, at }: OfficeActFact & { act: 'remind' },
  services: MailServices,
): Promise<void> {
  const { state, definition } = loaded
  const date = civilDate(at, state.opening.zone)
  const chosen = new Set(units)
  // What came to be owed since, and whoever was named since, have a first word of their own.
  const named = state.acts.flatMap((act) =>
    act.n <= n ? [] : act.act === 'contacts' ? peopleOfUnit(act) : act.act === 'leader' ? [act.to] : [],
  )
  const isNew = ({ person }: Duty) => named.some(({ id, address }) => id === person.id && address === person.address)
  const owed = Map.groupBy(
    duties({ state, definition }).filter(
      (duty) => 'unit' in duty && duty.unit !== undefined && chosen.has(duty.unit) && duty.since <= at && !isNew(duty),
    ),
    ({ person }) => person.id,
  )
  await tellEach(owed, async ([person, theirs]) => {
    const duty = { of: 'remind', person, date } as const
    const [first] = theirs
    if (!first || state.mails.has(mailKey(duty))) return
    await tellOwed(loaded, { duty, person: first.person, duties: theirs, word: reason }, services)
  })
}

/** Sends every mail of its kind that should have gone out before the instant, each by itself. */
type Repair = (loaded: ToldCycle, before: string, services: MailServices) => (() => Promise<void>)[]

/** First words of duties that nobody has told yet, with the same mail as whoever would have told them. */
const untold =
  (of: RepairedMail, tell: (loaded: LoadedCycle, duty: Duty, services: MailServices) => Promise<void>): Repair =>
  (loaded, before, services) =>
    duties(loaded)
      .filter((duty) => duty.since < before && firstMail(loaded.state, duty).of === of && !isTold(loaded.state, duty))
      .map((duty) => () => tell(loaded, duty, services))

/** Of each that was written before the instant. */
const ofEach =
  <Each extends { at: string }>(
    all: (state: ToldCycle['state']) => readonly Each[],
    tell: (loaded: ToldCycle, each: Each, services: MailServices) => Promise<void>,
  ): Repair =>
  (loaded, before, services) =>
    all(loaded.state)
      .filter(({ at }) => at < before)
      .map((each) => () => tell(loaded, each, services))

const ofUnit = (loaded: LoadedCycle, duty: Duty) =>
  theUnit(loaded.state, duty.what === 'submit' || duty.what === 'confirm' ? duty.unit : '')

/** The mails of a stage that was asked before the instant: deciders and observers. */
const askAgain: Repair = (loaded, before, services) => {
  const round = currentRound(loaded.state)
  const owed = duties(loaded).some((duty) => duty.what === 'decide' && duty.since < before)
  return owed || round?.requests.some(({ at }) => at < before) ? [() => askDeciders(loaded, services)] : []
}

/** What was sent back since the last publication: with that everybody has heard how it ended. */
const returnAgain: Repair = (loaded, before, services) => {
  const { rounds, publications } = loaded.state
  return rounds.flatMap((round) => {
    const returned = returnOf(round)
    const at = returned && (returned.by === 'check' ? round.check?.at : returned.by.at)
    const isOpen = round.round > (publications.at(-1)?.round ?? 0)
    return isOpen && at && at < before ? [() => tellRoundReturn(loaded, round, services)] : []
  })
}

/** How this loop sends a mail again. A kind that is neither here nor sent `again` by another does not compile. */
const sentAgain: Record<RepairedMail, Repair> = {
  invite: untold('invite', (loaded, duty, services) =>
    inviteContact(loaded, ofUnit(loaded, duty), duty.person, services),
  ),
  confirm: untold('confirm', (loaded, duty, services) => requestConfirmation(loaded, ofUnit(loaded, duty), services)),
  returned: untold('returned', (loaded, duty, services) => tellUnitReturn(loaded, ofUnit(loaded, duty), services)),
  'taken-back': (loaded, before, services) =>
    loaded.state.units
      .filter(({ takeBacks }) => takeBacks.some(({ at }) => at < before))
      .map((unit) => () => tellTakenBack(loaded, unit, services)),
  told: untold('told', (loaded, duty, services) =>
    tellOwed(loaded, { duty: { of: 'told', owed: dutyKey(duty) }, person: duty.person, duties: [duty] }, services),
  ),
  request: askAgain,
  copy: askAgain,
  return: returnAgain,
  void: (loaded, before, services) =>
    currentRound(loaded.state)?.requests.some(({ at }) => at < before) ? [() => tellOvertaken(loaded, services)] : [],
  receipt: (loaded, before, services) =>
    loaded.state.units
      .filter(({ submissions }) => {
        const newest = submissions.at(-1)
        return newest && newest.channel !== 'office' && newest.at < before
      })
      .map((unit) => () => sendReceipt(loaded, unit, services)),
  act: ofEach(({ acts }) => acts, tellActOnUnit),
  board: (loaded, before, services) =>
    opensAt(loaded.state.opening) < before && !loaded.state.cancelled
      ? officersOf(loaded.state).map((person) => () => inviteOffice(loaded, person, services, tookOver(loaded, person)))
      : [],
  asked: ofEach(
    ({ units }) => units.flatMap((unit) => openAsks(unit).map(({ n, at }) => ({ unit, n, at }))),
    (loaded, { unit, n }, services) => tellAsked(loaded, unit, n, services),
  ),
  objected: ofEach(
    ({ units }) =>
      units.flatMap((unit) => unit.asks.filter(({ ask }) => ask === 'objection').map(({ n, at }) => ({ unit, n, at }))),
    (loaded, { unit, n }, services) => tellSigners(loaded, unit, n, services),
  ),
  colleague: ofEach(
    ({ colleagues }) => colleagues,
    async (loaded, fact, services) => {
      const unit = unitState(loaded.state, fact.unit)
      if (unit) await inviteColleague(loaded, unit, fact, services)
    },
  ),
  consent: ({ state, definition, ...loaded }, before, services) =>
    state.proposals
      .filter((each) => each.at < before && proposalStanding(state, definition, each, before) === 'open')
      .map((each) => () => askConsenters({ state, definition, ...loaded }, each, services)),
  'consent-answer': (loaded, before, services) =>
    loaded.state.proposals
      .filter(({ consent }) => consent !== undefined && consent.at < before)
      .map((each) => () => tellConsentAnswer(loaded, each, services)),
  ousted: ofEach(
    (state) => state.acts.filter((act) => act.consent || (act.act === 'contacts' && isUnmailed(state, act))),
    tellOusted,
  ),
  moved: ofEach(({ acts }) => acts.filter(({ act }) => act === 'notice'), tellMoved),
  cancelled: (loaded, before, services) =>
    (loaded.state.cancelled?.at ?? before) < before ? [() => tellCancelled(loaded, services)] : [],
  withdrawn: ofEach(({ acts }) => acts, tellWithdrawal),
  // Its state tells of it, and is begun again when it broke; after an hour nobody waits for that any more.
  published: (loaded, before, services) => {
    const newest = loaded.state.publications.at(-1)
    const isOver = newest && newest.at < hourBefore(before) && isClosed(loaded.state)
    return isOver ? [() => tellPublished(loaded, services)] : []
  },
  abandoned: (loaded, before, services) =>
    loaded.state.abandoned
      .filter(({ ended }) => ended.at < before)
      .map((given) => () => tellAbandoned(loaded, given, services)),
  // A day's word of the office, on the day it was given.
  remind: (loaded, before, services) =>
    loaded.state.acts
      .filter((act): act is OfficeActFact & { act: 'remind' } => act.act === 'remind' && act.at < before)
      .filter(({ at }) => civilDate(at, loaded.state.opening.zone) === civilDate(before, loaded.state.opening.zone))
      .map((act) => () => remindUnits(loaded, act, services)),
}

/**
 * Tells everybody who was never told: a contact or an approver who was just named, or whose mail a crash swallowed. `before`: an
 * instant; what is owed only since then is left to whoever is telling it right now. Answers with how many could not be told.
 */
export async function tellUntold(
  loaded: ToldCycle,
  before: string,
  services: MailServices,
): Promise<{ unsent: number }> {
  let unsent = 0
  for (const repair of new Set(Object.values(sentAgain))) {
    for (const send of repair(loaded, before, services)) {
      // One address that does not work must not keep the others from their mail; it is tried again at the next run.
      await send().catch(() => {
        unsent += 1
      })
    }
  }
  return { unsent }
}

/** The act by which somebody who never had the link came into the office of a cycle that had begun. */
const tookOver = ({ state }: ToldCycle, { id }: Person) =>
  state.mails.has(mailKey({ of: 'board', person: id }))
    ? undefined
    : state.acts.findLast(
        (act): act is OfficeActFact & { act: 'officer' } =>
          act.act === 'officer' && act.to?.id === id && act.at >= opensAt(state.opening),
      )

const hourBefore = (instant: string): string => new Date(Date.parse(instant) - 3_600_000).toISOString()

const isUnmailed = (state: CycleState, act: OfficeActFact): boolean =>
  oustedMails(state, act).some(({ duty }) => !state.mails.has(mailKey(duty)))

const isTold = (state: CycleState, duty: Duty): boolean =>
  [firstMail(state, duty), { of: 'told', owed: dutyKey(duty) } as const].some((mail) => state.mails.has(mailKey(mail)))

function firstMail(state: AllUnits, duty: Duty): MailDuty {
  const person = duty.person.id
  const told = { of: 'told', owed: dutyKey(duty) } as const
  if (duty.what === 'justify') return told
  if (duty.what === 'decide') {
    return { of: 'request', round: duty.round, stage: duty.stage, seat: duty.seat, person }
  }
  const { unit, revision } = duty
  if (duty.what === 'confirm') return { of: 'confirm', unit, revision, person }
  const returned = unitState(state, unit)?.returns.at(-1)
  if (!returned) return { of: 'invite', unit, person }
  const by = returnedBy(returned)
  if (by) return { of: 'returned', unit, by, revision: returned.revision, person }
  // Of an earlier round's return a new contact hears from us; of this round's, with the others, with all the reasons.
  const isCurrent = returned.round === currentRound(state)?.round
  return isCurrent ? { of: 'return', round: returned.round, unit, person } : told
}
