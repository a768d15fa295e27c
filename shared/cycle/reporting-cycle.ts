import type { WorkingDayCalendar } from '../calendar/working-days.ts'
import { lastOf, present } from '../present.ts'
import type { CompiledDefinition } from '../report/cells.ts'
import type { ReportDefinition } from '../report/report-definition.ts'
import type { CheckFact, DecisionFact, DraftFact, LapseFact, RequestFact, ReturnReason } from './facts/draft-facts.ts'
import type { VisitFact } from './facts/link-facts.ts'
import type { DeliveryFact, MailFact } from './facts/mail-facts.ts'
import type {
  ExecutionFact,
  PublicationFact,
  ReleaseFact,
  UnitPublicationFact,
  UnitReleaseFact,
} from './facts/release-facts.ts'
import type {
  AskFact,
  ClearanceFact,
  ColleagueFact,
  ConfirmationFact,
  ConsentFact,
  DelegationFact,
  OfficeActFact,
  Opening,
  Person,
  ProposalFact,
  RecallFact,
  SubmissionFact,
  SubstitutionFact,
  TakeBackFact,
  Unit,
} from './facts.ts'

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
  /** Ascending, without those of corrections that were given up; the last one is current. */
  rounds: Round[]
  /** How many rounds were opened, those of corrections that were given up among them. */
  roundsWritten: number
  /** In the order they were decided, without those that came too late. */
  acts: OfficeActFact[]
  /** Whom leads of units added or took off, in no order. */
  colleagues: ColleagueFact[]
  /**
   * Acts that were recorded when the version they did not get into had left already, or that were given up with their correction. They
   * count for nothing.
   */
  lateActs: OfficeActFact[]
  /** In the order they were given up. */
  abandoned: AbandonedCorrection[]
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
  /** Acts that take a signature from somebody, or send that notice elsewhere, and whose mail has not left yet. */
  untold: OfficeActFact[]
  /** It was opened by mistake, and is over. */
  cancelled?: OfficeActFact
  /** The instant the office set for publishing the units' own reports together. */
  together?: string
}

/** A correction that was given up, and its drafts, which nobody publishes. */
export type AbandonedCorrection = {
  begun: OfficeActFact & { act: 'correct' }
  ended: OfficeActFact & { act: 'abandon' }
  rounds: Round[]
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
  /** Without a return that came when the draft had left already, and approvals that an act of the same moment passed over. */
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

/** By which working days are counted now. */
export const calendarOf = ({ calendars }: Spine): WorkingDayCalendar => lastOf(calendars)

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

/** The number of the round that the next draft opens. */
export const nextRound = (state: Spine): number => state.roundsWritten + 1

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

/** The published version that is being corrected, by which act; undefined while none is. */
export function correctionUnderWay(
  state: Spine,
): { published: PublicationFact; begun: AbandonedCorrection['begun'] } | undefined {
  const published = state.publications.at(-1)
  const begun = state.acts.find((act) => act.act === 'correct' && act.version === published?.version)
  return published && begun?.act === 'correct' ? { published, begun } : undefined
}

/** The draft went out as a version, and a correction of it was begun: what comes next is another draft, whatever was signed. */
export const isBeingCorrected = (state: Spine, round: Round): boolean =>
  !isClosed(state) && state.publications.some((publication) => publication.round === round.round)

/** The round that is being signed: not returned, and not published and under correction. */
export function openRound(state: Spine): Round | undefined {
  const round = currentRound(state)
  return round && !returnOf(round) && !isBeingCorrected(state, round) ? round : undefined
}

/** Published, and no correction of it is under way; or opened by mistake. */
export const isClosed = (state: Spine): boolean =>
  state.cancelled !== undefined || (state.publications.length > 0 && !correctionUnderWay(state))

/** A return that no newer revision has answered, whatever else came later. */
export function openReturn(unit: UnitState): UnitState['returns'][number] | undefined {
  const returned = unit.returns.at(-1)
  return returned && returned.revision >= (unit.submissions.at(-1)?.revision ?? 0) ? returned : undefined
}

/** A cycle as its facts say now, with the definition it is pinned to: for whoever looks at no cells. */
export type DefinedCycle<State extends AllUnits = AllUnits> = { state: State; definition: ReportDefinition }

/** The same with that definition's cells: handed on as one. */
export type LoadedCycle<State extends AllUnits = AllUnits> = DefinedCycle<State> & { compiled: CompiledDefinition }

/** The same with what everybody was told: whoever looks after many mails takes it. */
export type ToldCycle = LoadedCycle<CycleState>
