import { civilDate } from '../calendar/civil-date.ts'
import {
  addWorkingDays,
  calendarOfZone,
  unknownYear,
  type WorkingDayCalendar,
  withNotice,
} from '../calendar/working-days.ts'
import { lastOf, present } from '../present.ts'
import type { ReportDefinition } from '../report/report-definition.ts'
import { fillersOf } from './colleagues.ts'
import { factKey } from './fact-key.ts'
import type {
  AskFact,
  CheckFact,
  ClearanceFact,
  ColleagueFact,
  ConfirmationFact,
  ConsentFact,
  DecisionFact,
  DelegationFact,
  DeliveryFact,
  DepartureFact,
  DraftFact,
  ExecutionFact,
  Fact,
  LapseFact,
  MailFact,
  OfficeActFact,
  Opening,
  Person,
  ProposalFact,
  PublicationFact,
  RecallFact,
  ReleaseFact,
  RequestFact,
  ReturnReason,
  SubmissionFact,
  SubstitutionFact,
  TakeBackFact,
  ToldFact,
  Unit,
  UnitDepartureFact,
  UnitPublicationFact,
  UnitReleaseFact,
  VisitFact,
} from './facts.ts'
import { peopleOf } from './people.ts'
import { openingNow } from './roster-acts.ts'

/** One run of a definition, folded from its facts. Everything here follows from them; nothing is stored beside them. */
export type CycleState = AllUnits & {
  /** By duty. */
  mails: Map<string, MailFact>
  deliveries: DeliveryFact[]
  /** Of persons who have opened their link. */
  visits: VisitFact[]
}

/** What decides: the spine and all units, without what people were told. */
export type AllUnits = Spine & {
  /** In roster order. */
  units: UnitState[]
}

/**
 * What one unit's pages know: the spine and that unit. Whatever needs all units takes them all and cannot be asked of this.
 */
export type UnitCycle = Spine & { own: UnitState }

/** The part of a cycle that does not grow with its units. */
export type Spine = {
  /** As acts of the office have changed it since (roster-acts.ts). */
  opening: Opening
  /** The calendar of the zone, and as each notice made it that the office brought in. */
  calendars: readonly WorkingDayCalendar[]
  /** Ascending; the last one is current. */
  rounds: Round[]
  /** In the order they were decided, without those that came too late. */
  acts: OfficeActFact[]
  /** Whom leads of units added or took off, in no order. */
  colleagues: ColleagueFact[]
  /** Acts that were recorded when the version they did not get into had left already. They count for nothing. */
  lateActs: OfficeActFact[]
  /** In the order they were made, each with its answer. */
  proposals: Proposal[]
  lapses: LapseFact[]
  /** Ascending; without those that were stopped. */
  releases: Release[]
  /** How many releases were written, the stopped ones among them. */
  releasesWritten: number
  publications: PublicationFact[]
  executions: ExecutionFact[]
  /** An office act `hold` without a later `release`. */
  held: boolean
  /** Acts that take a signature from somebody who was not told yet. */
  untold: OfficeActFact[]
  /** It was opened by mistake, and is over. */
  cancelled?: OfficeActFact
  /** The instant the office set for publishing the units' own reports together. */
  together?: string
}

export type Release = ReleaseFact & {
  /** Its files are going out or are out. Until then whoever writes something newer may stop it. */
  departed: boolean
}

/** The same of a unit's own report. */
export type UnitRelease = UnitReleaseFact & { departed: boolean }

export type Proposal = ProposalFact & { consent?: ConsentFact }

export type UnitState = {
  /** With the contacts as they are now. */
  unit: Unit
  /** Ids of the contacts whom the lead added: they type, and do not submit. */
  added: string[]
  /** Ascending by revision. */
  submissions: SubmissionFact[]
  confirmations: ConfirmationFact[]
  takeBacks: TakeBackFact[]
  /** What it asked of the office, in the order it did, each with the act that answers it. */
  asks: (AskFact & { answer?: OfficeActFact })[]
  clearances: ClearanceFact[]
  /** Of published versions of its own report. */
  recalls: RecallFact[]
  /** Of its own report, ascending by version; without those that were stopped. */
  releases: UnitRelease[]
  /** How many were written, the stopped ones among them. */
  releasesWritten: number
  reports: UnitPublicationFact[]
  /**
   * Returns addressed to this unit, by the revision that was returned (0: it was missing), then by round: the last is of the newest
   * revision that was returned.
   */
  returns: {
    at: string
    by: 'check' | 'leader' | 'unit' | Person
    round: number
    revision: number
    reasons: ReturnReason[]
  }[]
  /** Civil date until which the office reopened or extended the slice, with its reason. */
  openUntil?: { date: string; reason: string; at: string }
  /** The office let it off, or it left the cycle, with the reason. */
  exempt?: { reason: string; at: string; left: boolean }
  /** When it joined a cycle that was open. */
  joined?: string
}

/** One pass through the stages, on one draft. */
export type Round = {
  round: number
  draft: DraftFact
  check?: CheckFact
  requests: RequestFact[]
  /** Without a return that came when the draft had left already. */
  decisions: DecisionFact[]
  delegations: DelegationFact[]
  substitutions: SubstitutionFact[]
}

/**
 * Where a unit stands.
 * - `open`: nothing sent yet. `returned`: sent, and sent back. `unconfirmed`: its own leader has to confirm.
 * - `uncleared`: the lead office has to clear its report, where the definition wants that before it is public.
 * - `settled`: counts. `exempt`: the office let it off.
 */
export type UnitStanding = 'open' | 'returned' | 'unconfirmed' | 'uncleared' | 'settled' | 'exempt'

/** Folds facts, in whatever order they are read. Undefined when there is no opening. */
export function foldCycle(facts: readonly Fact[]): CycleState | undefined {
  const units = foldUnits(facts)
  return (
    units && {
      ...units,
      mails: new Map(ofKind(facts, 'mail').map((mail) => [mail.duty, mail])),
      deliveries: ofKind(facts, 'delivery').sort((a, b) => compareText(a.at, b.at)),
      visits: ofKind(facts, 'visit'),
    }
  )
}

/** The cycle of facts among which its opening is. */
export const theCycle = (facts: readonly Fact[]): CycleState => present(foldCycle(facts), 'opening')

export const theUnits = (facts: readonly Fact[]): AllUnits => present(foldUnits(facts), 'opening')

/** The same of the facts that decide alone. */
export function foldUnits(facts: readonly Fact[]): AllUnits | undefined {
  const spine = foldSpine(facts)
  return spine && { ...spine, units: spine.opening.units.map(unitsOf(facts, spine)) }
}

/** The same of one unit's facts and the spine's. Undefined when there is no opening, or no such unit in it. */
export function foldUnitCycle(facts: readonly Fact[], id: string): UnitCycle | undefined {
  const spine = foldSpine(facts)
  const unit = spine?.opening.units.find((each) => each.id === id)
  return spine && unit && { ...spine, own: unitsOf(facts, spine)(unit) }
}

const ofKind = <K extends Fact['kind']>(facts: readonly Fact[], kind: K) =>
  facts.filter((f): f is Extract<Fact, { kind: K }> => f.kind === kind)

export function foldSpine(facts: readonly Fact[]): Spine | undefined {
  // Looked through once: a board folds ten thousand.
  const byKind = Map.groupBy(facts, ({ kind }) => kind)
  const of = <K extends Fact['kind']>(kind: K) => ofKind(byKind.get(kind) ?? [], kind)
  const [opened] = of('opening')
  if (!opened) return undefined
  const releases = releasesOf(of('release'), of('departure'))
  const { acts, lateActs } = actsOf(of('act'), releases)
  const cancelled = acts.find((act) => act.act === 'cancel')
  const together = acts.findLast((act) => act.act === 'together')?.from
  const opening = openingNow(opened, acts)
  const isLate = (decision: DecisionFact): boolean =>
    decision.choice === 'return' &&
    releases.some((r) => r.departed && r.round === decision.round && !isNamed(r, decision))
  const rounds = of('draft')
    .sort((a, b) => a.round - b.round)
    .map((draft): Round => {
      const check = of('check').find((c) => c.round === draft.round)
      const inRound = <F extends { round: number }>(list: F[]) => list.filter((f) => f.round === draft.round)
      return {
        round: draft.round,
        draft,
        ...(check && { check }),
        requests: inRound(of('request')).sort(bySeat(opening, draft)),
        decisions: inRound(of('decision'))
          .filter((decision) => !isLate(decision))
          .sort(bySeat(opening, draft)),
        delegations: inRound(of('delegation')).sort(bySeat(opening, draft)),
        substitutions: inRound(of('substitution')).sort(bySeat(opening, draft)),
      }
    })
  return {
    opening,
    calendars: calendarsOf(opening.zone, acts),
    rounds,
    acts,
    colleagues: of('colleague'),
    lateActs,
    proposals: of('proposal')
      .sort((a, b) => a.n - b.n)
      .map((proposal) => {
        const consent = of('consent').find((c) => c.proposal === proposal.n)
        return { ...proposal, ...(consent && { consent }) }
      }),
    lapses: of('lapse').sort((a, b) => a.round - b.round || compareText(a.what, b.what)),
    releases: notStopped(releases),
    releasesWritten: releases.length,
    publications: of('publication').sort((a, b) => a.version - b.version),
    executions: of('execution').sort((a, b) => a.n - b.n),
    held: acts.filter((a) => a.act === 'hold' || a.act === 'release').at(-1)?.act === 'hold',
    untold: untoldOf(acts, of('told')),
    ...(cancelled && { cancelled }),
    ...(together && { together }),
  }
}

const untoldOf = (acts: readonly OfficeActFact[], told: readonly ToldFact[]): OfficeActFact[] =>
  acts.filter(
    ({ act, n, consent }) =>
      consent && ['skip', 'force', 'reassign'].includes(act) && !told.some((fact) => fact.act === n),
  )

function calendarsOf(zone: string, acts: readonly OfficeActFact[]): WorkingDayCalendar[] {
  const calendars = [calendarOfZone(zone)]
  for (const act of acts) if (act.act === 'notice') calendars.push(withNotice(lastOf(calendars), act))
  return calendars
}

/** By which working days are counted now. */
export const calendarOf = ({ calendars }: Spine): WorkingDayCalendar => lastOf(calendars)

/** Folds each unit's own facts; found by unit once, so that a thousand units are a thousand times the work of one. */
function unitsOf(facts: readonly Fact[], spine: Spine): (unit: Unit) => UnitState {
  const { opening, rounds, acts, colleagues, releases } = spine
  const people = new Map(peopleOf({ opening, acts, colleagues, rounds }).map((person) => [person.id, person]))
  const byUnit = Map.groupBy(facts, (fact) => ('unit' in fact ? fact.unit : undefined))
  const actsOn = Map.groupBy(acts, (act) => ('unit' in act ? act.unit : undefined))
  const departed = new Set(releases.filter((release) => release.departed).map(({ round }) => round))
  const gone = rounds.filter(({ round }) => departed.has(round)).flatMap(({ draft }) => draft.submissions)
  return (unit) => {
    const own = byUnit.get(unit.id) ?? []
    const unitWithSlice = foldUnit(unit, own, rounds, actsOn.get(unit.id) ?? [], people)
    return withReports(unitWithSlice, own, people, gone)
  }
}

function foldUnit(
  unit: Unit,
  own: readonly Fact[],
  rounds: Round[],
  mine: OfficeActFact[],
  people: ReadonlyMap<string, Person>,
): UnitState {
  const contacts = mine.filter((act) => act.act === 'contacts').at(-1)
  const fillers = fillersOf(unit, { acts: mine, colleagues: ofKind(own, 'colleague') })
  const exempt = mine.filter((act) => act.act === 'exempt' || act.act === 'leave').at(-1)
  const joined = mine.find((act) => act.act === 'join')
  const open = mine.filter((act) => act.act === 'reopen' || act.act === 'extend' || act.act === 'join').at(-1)
  const confirmations = ofKind(own, 'confirmation').sort((a, b) => a.revision - b.revision)
  const leader = contacts?.leader ?? unit.leader
  const returns: UnitState['returns'] = []
  for (const confirmation of confirmations) {
    if (confirmation.choice !== 'return') continue
    returns.push({
      at: confirmation.at,
      by: 'leader',
      round: 0,
      revision: confirmation.revision,
      reasons: [{ unit: unit.id, text: confirmation.reason ?? '' }],
    })
  }
  for (const round of rounds) {
    const returned = () => round.draft.submissions.find((s) => s.unit === unit.id)?.revision ?? 0
    const about = (reasons: ReturnReason[]) => reasons.filter((reason) => reason.unit === unit.id)
    if (round.check && about(round.check.returns).length > 0) {
      const { at, returns: checked } = round.check
      returns.push({ at, by: 'check', round: round.round, revision: returned(), reasons: about(checked) })
    }
    for (const decision of round.decisions) {
      if (decision.choice !== 'return' || about(decision.reasons).length === 0) continue
      returns.push({
        at: decision.at,
        by: people.get(decision.by) ?? { id: decision.by, name: decision.by, address: '' },
        round: round.round,
        revision: returned(),
        reasons: about(decision.reasons),
      })
    }
  }
  return {
    unit: { ...unit, contacts: fillers.contacts, ...(leader && { leader }) },
    added: fillers.added,
    submissions: ofKind(own, 'submission').sort((a, b) => a.revision - b.revision),
    confirmations,
    takeBacks: [],
    asks: ofKind(own, 'ask')
      .sort((a, b) => a.n - b.n)
      .map((ask) => {
        const answer = mine.find((act) => 'ask' in act && act.ask === ask.n)
        return { ...ask, ...(answer && { answer }) }
      }),
    clearances: [],
    recalls: [],
    releases: [],
    releasesWritten: 0,
    reports: [],
    returns: returns.sort(byRevision),
    ...(open && { openUntil: { date: open.until, reason: open.reason, at: open.at } }),
    ...(exempt && { exempt: { reason: exempt.reason, at: exempt.at, left: exempt.act === 'leave' } }),
    ...(joined && { joined: joined.at }),
  }
}

/**
 * What the unit took back, and what became of its own report: a clearance that sends it back, or a recall, is a return like any other.
 *
 * @param gone slices that have left with a version: taking back one of them, or what left as its own report, came too late, and counts for nothing
 */
function withReports(
  unit: UnitState,
  own: readonly Fact[],
  people: ReadonlyMap<string, Person>,
  gone: DraftFact['submissions'],
): UnitState {
  const clearances = ofKind(own, 'clearance').sort((a, b) => a.revision - b.revision)
  const recalls = ofKind(own, 'recall').sort((a, b) => a.version - b.version)
  const returns = [...clearances.filter(({ choice }) => choice === 'return'), ...recalls].map(
    ({ at, by, revision, reasons }) => ({
      at,
      by: people.get(by) ?? { id: by, name: by, address: '' },
      round: 0,
      revision,
      reasons,
    }),
  )
  const written = releasesOf(ofKind(own, 'unit-release'), ofKind(own, 'unit-departure'))
  const left = [...gone.filter((slice) => slice.unit === unit.unit.id), ...written.filter(({ departed }) => departed)]
  const takeBacks = ofKind(own, 'take-back')
    .filter(({ revision }) => !left.some((slice) => slice.revision === revision))
    .sort((a, b) => a.revision - b.revision)
  const taken = takeBacks.map(({ at, revision }) => ({ at, by: 'unit' as const, round: 0, revision, reasons: [] }))
  return {
    ...unit,
    takeBacks,
    clearances,
    recalls,
    releases: notStopped(written),
    releasesWritten: written.length,
    reports: ofKind(own, 'unit-publication').sort((a, b) => a.version - b.version),
    returns: [...unit.returns, ...taken, ...returns].sort(byRevision),
  }
}

const byRevision = (a: UnitState['returns'][number], b: UnitState['returns'][number]): number =>
  a.revision - b.revision || a.round - b.round

/** `departed` is undefined while it is not settled. */
type Written<F> = F & { departed: boolean | undefined }
type WrittenRelease = Written<ReleaseFact>

const releasesOf = <F extends { n: number }>(
  releases: F[],
  departures: (DepartureFact | UnitDepartureFact)[],
): Written<F>[] =>
  releases
    .sort((a, b) => a.n - b.n)
    .map((release) => ({ ...release, departed: departures.find((d) => d.release === release.n)?.goes }))

const notStopped = <F>(releases: Written<F>[]) =>
  releases.filter(({ departed }) => departed !== false).map((r) => ({ ...r, departed: r.departed === true }))

/** Whether the version is made from the fact. */
const isNamed = ({ evidence }: ReleaseFact, fact: Fact): boolean => evidence.includes(factKey(fact))

/** These change no version, so none of them is too late for one. */
const ofNoVersion: readonly OfficeActFact['act'][] = ['correct', 'officer', 'withdraw', 'answer']

/**
 * In their order. Between the acts a departed version was made from and the beginning of its correction nothing could be done any
 * more: what was recorded there, by somebody who had not seen the release, came too late.
 */
function actsOf(recorded: OfficeActFact[], releases: WrittenRelease[]): Pick<Spine, 'acts' | 'lateActs'> {
  const all = recorded.sort((a, b) => a.n - b.n)
  const isLate = (act: OfficeActFact): boolean =>
    releases.some((release) => {
      const { departed, version } = release
      if (!departed || ofNoVersion.includes(act.act) || isNamed(release, act)) return false
      const correction = all.find((other) => other.act === 'correct' && other.version === version)
      return !correction || act.n < correction.n
    })
  return { acts: all.filter((act) => !isLate(act)), lateActs: all.filter(isLate) }
}

/** Stage by stage as the draft asks them, seat by seat as the route names them: the order of facts written at once. */
export function bySeat(opening: Opening, draft: DraftFact) {
  const place = ({ stage, seat }: { stage: string; seat?: string }): number => {
    const seats = opening.route.find((r) => r.stage === stage)?.approvers.map(({ id }) => id) ?? []
    return draft.stages.findIndex((s) => s.stage === stage) * 1000 + seats.indexOf(seat ?? '')
  }
  return <F extends { stage: string; seat?: string }>(a: F, b: F): number => place(a) - place(b)
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** How many acts of the office were recorded. The next is the one after. */
export const actsRecorded = (state: Spine): number => state.acts.length + state.lateActs.length

export const unitState = (state: AllUnits, unit: string): UnitState | undefined =>
  state.units.find((u) => u.unit.id === unit)

/** Whether the whole adds nobody but this unit: without it the report would say nothing. */
export const isOnlyUnit = (state: AllUnits, id: string): boolean =>
  state.units.every((one) => one.exempt || one.unit.id === id || !isCountedHere(one))

/** The unit, out of all or out of what one unit's pages know. */
export const knownUnit = (state: Spine | AllUnits | UnitCycle, unit: string): UnitState | undefined =>
  'units' in state ? unitState(state, unit) : 'own' in state && state.own.unit.id === unit ? state.own : undefined

/** The unit that a fact of this cycle names, so that it is there. */
export const theUnit = (state: AllUnits, unit: string): UnitState => present(unitState(state, unit), `unit ${unit}`)

export const currentRound = (state: Spine): Round | undefined => state.rounds.at(-1)

/** The round that goes on, where a draft has been made. */
export const theRound = (state: Spine): Round => present(currentRound(state), 'round')

export function unitStanding(unit: UnitState, definition: ReportDefinition): UnitStanding {
  if (unit.exempt) return 'exempt'
  const newest = unit.submissions.at(-1)
  if (openReturn(unit)) return 'returned'
  if (!newest) return 'open'
  if (definition.signOff.unitConfirmation.required && unit.unit.leader && newest.channel !== 'office') {
    const confirmed = unit.confirmations.some((c) => c.revision === newest.revision && c.choice === 'confirm')
    if (!confirmed) return 'unconfirmed'
  }
  if (definition.unitReports?.clearance === 'before' && newest.channel !== 'office') {
    if (!unit.clearances.some((c) => c.revision === newest.revision)) return 'uncleared'
  }
  return 'settled'
}

/** Units whose slice is not there yet. */
export const missingUnits = (state: AllUnits, definition: ReportDefinition): UnitState[] =>
  state.units.filter((unit) => isMissing(unit, definition))

/** Whether the unit's slice is waited for. The whole does not wait for those it does not add. */
export const isMissing = (unit: UnitState, definition: ReportDefinition): boolean =>
  isCountedHere(unit) && !['settled', 'exempt'].includes(unitStanding(unit, definition))

/** Whether the whole adds the unit's figures; else its own line does. */
export const isCountedHere = ({ unit }: Pick<UnitState, 'unit'>): boolean => unit.countedAbove === undefined

export type RoundReturn = {
  by: 'check' | DecisionFact
  /** Of several who returned it in the same moment, the others. */
  alsoBy: DecisionFact[]
  reasons: ReturnReason[]
}

/** Why a round ended without publication: the check or an approver sent slices back. */
export function returnOf(round: Round): RoundReturn | undefined {
  if (round.check && round.check.returns.length > 0) {
    return { by: 'check', alsoBy: [], reasons: round.check.returns }
  }
  const [by, ...alsoBy] = round.decisions.filter((d) => d.choice === 'return')
  return by && { by, alsoBy, reasons: [by, ...alsoBy].flatMap(({ reasons }) => reasons) }
}

/** Warnings on the current draft that the office has not explained. */
export const unexplained = (state: Spine, round: Round): CheckFact['unexplained'] =>
  (round.check?.unexplained ?? []).filter(
    (warning) =>
      !state.acts.some(
        (act) => act.act === 'justify' && act.instance === warning.instance && act.figures === warning.figures,
      ),
  )

/**
 * The release whose files are not all out yet. Once it has departed the version is what was signed: what comes in later is a
 * correction.
 */
export const pendingRelease = (state: Spine): Release | undefined =>
  state.releases.find((release) => !state.publications.some((p) => p.version === release.version))

/** The published version that is being corrected, and why; undefined while none is. */
export function correctionUnderWay(state: Spine): { published: PublicationFact; reason: string } | undefined {
  const published = state.publications.at(-1)
  const begun = published && state.acts.find((act) => act.act === 'correct' && act.version === published.version)
  return begun && { published, reason: begun.reason }
}

/** The draft went out as a version, and a correction of it was begun: what comes next is another draft, whatever was signed. */
export const isBeingCorrected = (state: Spine, round: Round): boolean =>
  !isClosed(state) && state.publications.some((publication) => publication.round === round.round)

/** The round that is being signed: not returned, and not published and under correction. */
export function openRound(state: Spine): Round | undefined {
  const round = currentRound(state)
  return round && !returnOf(round) && !isBeingCorrected(state, round) ? round : undefined
}

/** Published, and no correction was begun since; or opened by mistake. */
export function isClosed(state: Spine): boolean {
  if (state.cancelled) return true
  const newest = state.publications.at(-1)
  if (!newest) return false
  return !state.acts.some((act) => act.act === 'correct' && act.version === newest.version)
}

/**
 * The civil date by which a unit's slice is due: the cycle's, the one the office gave it, or a few days after it was sent
 * back, whichever is latest.
 */
export function dueOf(state: Spine, unit: UnitState): string {
  const { timetable } = state.opening
  const dates = [timetable.submissions ?? timetable.legal]
  if (unit.openUntil) dates.push(unit.openUntil.date)
  const returned = openReturn(unit)
  if (returned) dates.push(...datesToMend(state, returned.at))
  return lastOf(dates.sort())
}

/** The civil date by which a stage answers: a notice of working days may have moved it since the stage was asked. */
export const dueOfStage = ({ opening: { timetable } }: Spine, stage: string): string =>
  timetable[stage] ?? timetable.legal

/** The cycle as it was counted before a notice was brought in. */
export function beforeNotice<State extends Spine>(state: State, act: OfficeActFact & { act: 'notice' }): State {
  const earlier = state.acts.filter(({ act: each, n }) => each === 'notice' && n < act.n).length
  const dates = Object.fromEntries(act.moved.map(({ milestone, from }) => [milestone, from]))
  const timetable = { ...state.opening.timetable, ...dates }
  return { ...state, opening: { ...state.opening, timetable }, calendars: state.calendars.slice(0, earlier + 1) }
}

/** Counted by every calendar there was: whoever was told a day keeps it when a notice would make it an earlier one. */
const datesToMend = ({ opening, calendars }: Spine, at: string): string[] =>
  calendars.map((calendar) => addWorkingDays(civilDate(at, opening.zone), daysToMend, calendar))

/** The year without a notice that a milestone's date rests on (暂按), as long as nobody has brought one in. */
export const provisionalYear = (state: Pick<Spine, 'opening' | 'calendars'>, milestone: string): string | undefined => {
  const { timetable, provisional } = state.opening
  const date = timetable[milestone]
  return date && provisional?.includes(milestone)
    ? unknownYear(timetable.legal, date, lastOf(state.calendars))
    : undefined
}

/** The same of the date by which a unit's slice is due. */
export function provisionalDue(state: Spine, unit: UnitState): string | undefined {
  const due = dueOf(state, unit)
  if (unit.openUntil?.date === due) return undefined
  if (due === state.opening.timetable.submissions) return provisionalYear(state, 'submissions')
  const returned = openReturn(unit)
  return returned && unknownYear(civilDate(returned.at, state.opening.zone), due, calendarOf(state))
}

/** Working days a unit has after its slice was sent back. */
const daysToMend = 2

/** A return that no newer revision has answered, whatever else came later. */
function openReturn(unit: UnitState): UnitState['returns'][number] | undefined {
  const returned = unit.returns.at(-1)
  return returned && returned.revision >= (unit.submissions.at(-1)?.revision ?? 0) ? returned : undefined
}
