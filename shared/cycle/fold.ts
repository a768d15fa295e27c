import { calendarOfZone, type WorkingDayCalendar, withNotice } from '../calendar/working-days.ts'
import { lastOf, present } from '../present.ts'
import { digestOfValue } from '../report/bytes/digest.ts'
import { fillersOf, leaderOf } from './colleagues.ts'
import { factKey } from './fact-key.ts'
import type { DecisionFact, DraftFact, LapseFact, ReturnReason } from './facts/draft-facts.ts'
import type { DepartureFact, ReleaseFact, UnitDepartureFact, UnitReleaseFact } from './facts/release-facts.ts'
import type { Fact, OfficeActFact, Opening, Person, ToldFact, Unit } from './facts.ts'
import { peopleOf } from './people.ts'
import type {
  AbandonedCorrection,
  AllUnits,
  CycleState,
  Round,
  Spine,
  UnitCycle,
  UnitState,
} from './reporting-cycle.ts'
import { openingNow } from './roster-acts.ts'
import { isPassedOver } from './seat-given.ts'

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
  const of = <K extends Fact['kind']>(kind: K) => (byKind.get(kind) ?? []) as Extract<Fact, { kind: K }>[]
  const [opened] = of('opening')
  if (!opened) return undefined
  const releases = releasesOf(of('release'), of('departure'))
  const { acts, lateActs, given } = actsOf(of('act'), releases, opened.units)
  const cancelled = acts.find((act) => act.act === 'cancel')
  const together = acts.findLast((act) => act.act === 'together')?.from
  const opening = openingNow(opened, acts)
  const isLate = (decision: DecisionFact): boolean =>
    decision.choice === 'return' &&
    releases.some((r) => r.departed && r.round >= decision.round && !isNamed(r, decision))
  const [requests, decisions] = [byRound(of('request')), byRound(of('decision'))]
  const [delegations, substitutions] = [byRound(of('delegation')), byRound(of('substitution'))]
  const written = of('draft')
    .sort((a, b) => a.round - b.round)
    .map((draft): Round => {
      const check = of('check').find((c) => c.round === draft.round)
      const seated = bySeat(opening, draft)
      return {
        round: draft.round,
        draft,
        ...(check && { check }),
        requests: requests(draft.round).sort(seated),
        decisions: decisions(draft.round)
          .filter((decision) => !isLate(decision) && !isPassedOver(acts, decision))
          .sort(seated),
        delegations: delegations(draft.round).sort(seated),
        substitutions: substitutions(draft.round).sort(seated),
      }
    })
  const isOf = ({ draft }: Round, { begun, ended }: GivenUp) => begun.n <= draft.acts && draft.acts < ended.n
  const abandoned = given.map((each) => ({ ...each, rounds: written.filter((round) => isOf(round, each)) }))
  return {
    opening,
    calendars: calendarsOf(opening.zone, acts),
    rounds: written.filter((round) => !given.some((each) => isOf(round, each))),
    roundsWritten: written.at(-1)?.round ?? 0,
    abandoned,
    acts,
    colleagues: of('colleague'),
    lateActs,
    proposals: of('proposal')
      .sort((a, b) => a.n - b.n)
      .map((proposal) => {
        const consent = of('consent').find((c) => c.proposal === proposal.n)
        return { ...proposal, ...(consent && { consent }) }
      }),
    lapses: of('lapse')
      .filter((lapse) => lapse.what === 'legal' || ((lapse.abandoned ?? 0) === given.length && !isPutOff(lapse, acts)))
      .sort((a, b) => a.round - b.round || compareText(a.what, b.what)),
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

/** The office gave more time than whoever found that it was over knew of. */
const isPutOff = ({ acts: known }: LapseFact, acts: readonly OfficeActFact[]): boolean =>
  known !== undefined && acts.some(({ act, n }) => n > known && givingTime.includes(act))

const givingTime: readonly OfficeActFact['act'][] = ['reopen', 'extend', 'join', 'notice']

function byRound<F extends { round: number }>(facts: F[]): (round: number) => F[] {
  const rounds = Map.groupBy(facts, ({ round }) => round)
  return (round) => rounds.get(round) ?? []
}

const untoldOf = (acts: readonly OfficeActFact[], told: readonly ToldFact[]): OfficeActFact[] =>
  acts.filter(
    ({ act, n, consent }) =>
      consent &&
      ['skip', 'force', 'reassign', 'leader', 'readdress'].includes(act) &&
      !told.some((fact) => fact.act === n),
  )

function calendarsOf(zone: string, acts: readonly OfficeActFact[]): WorkingDayCalendar[] {
  const calendars = [calendarOfZone(zone)]
  for (const act of acts) if (act.act === 'notice') calendars.push(withNotice(lastOf(calendars), act))
  return calendars
}

/** Folds each unit's own facts; found by unit once, so that a thousand units are a thousand times the work of one. */
function unitsOf(facts: readonly Fact[], spine: Spine): (unit: Unit) => UnitState {
  const { opening, rounds, acts, colleagues, releases, abandoned } = spine
  let named: ReadonlyMap<string, Person> | undefined
  const person = (id: string): Person => {
    named ??= new Map(peopleOf({ opening, acts, colleagues, rounds, abandoned }).map((each) => [each.id, each]))
    return named.get(id) ?? { id, name: id, address: '' }
  }
  const byUnit = Map.groupBy(facts, (fact) => ('unit' in fact ? fact.unit : undefined))
  const actsOn = Map.groupBy(acts, (act) => ('unit' in act ? act.unit : undefined))
  const departed = new Set(releases.filter((release) => release.departed).map(({ round }) => round))
  const gone = rounds.filter(({ round }) => departed.has(round)).flatMap(({ draft }) => draft.submissions)
  return (unit) => {
    const own = byUnit.get(unit.id) ?? []
    const unitWithSlice = foldUnit(unit, own, spine, actsOn.get(unit.id) ?? [], person)
    return withReports(unitWithSlice, own, person, gone)
  }
}

function foldUnit(
  unit: Unit,
  own: readonly Fact[],
  { rounds, abandoned, publications }: Spine,
  mine: OfficeActFact[],
  person: (id: string) => Person,
): UnitState {
  const fillers = fillersOf(unit, { acts: mine, colleagues: ofKind(own, 'colleague') })
  const exempt = mine.filter((act) => act.act === 'exempt' || act.act === 'leave').at(-1)
  const joined = mine.find((act) => act.act === 'join')
  const open = mine.filter((act) => act.act === 'reopen' || act.act === 'extend' || act.act === 'join').at(-1)
  const confirmations = ofKind(own, 'confirmation').sort((a, b) => a.revision - b.revision)
  const leader = leaderOf(unit, mine)
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
  const merged = ({ draft }: Round) => draft.submissions.find((s) => s.unit === unit.id)?.revision ?? 0
  /** What a version was made of stands as it is public; what the unit sent since, and was sent back, is waited for by the next correction. */
  const isPublic = (revision: number, version: number) =>
    rounds.some(
      (round) =>
        revision <= merged(round) && publications.some((p) => p.version === version && p.round === round.round),
    )
  // The check looks again at the next draft; what a person has found wrong stays said.
  const givenUp = abandoned.flatMap(({ begun, rounds: drafts }) =>
    drafts.filter((round) => !isPublic(merged(round), begun.version)).map(({ check: _, ...round }): Round => round),
  )
  for (const round of [...rounds, ...givenUp]) {
    const returned = () => merged(round)
    const about = (reasons: ReturnReason[]) => reasons.filter((reason) => reason.unit === unit.id)
    if (round.check && about(round.check.returns).length > 0) {
      const { at, returns: checked } = round.check
      returns.push({ at, by: 'check', round: round.round, revision: returned(), reasons: about(checked) })
    }
    for (const decision of round.decisions) {
      if (decision.choice !== 'return' || about(decision.reasons).length === 0) continue
      returns.push({
        at: decision.at,
        by: person(decision.by),
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
 * What the unit took back, and what became of its own report: a clearance that sends it back, a recall, or a release that broke a relation,
 * is a return like any other.
 *
 * @param gone slices that have left with a version: taking back one of them, or what left as its own report, came too late, and counts for nothing
 */
function withReports(
  unit: UnitState,
  own: readonly Fact[],
  person: (id: string) => Person,
  gone: DraftFact['submissions'],
): UnitState {
  const clearances = ofKind(own, 'clearance').sort((a, b) => a.revision - b.revision)
  const recalls = ofKind(own, 'recall').sort((a, b) => a.version - b.version || (a.n ?? 1) - (b.n ?? 1))
  const returns = [...clearances.filter(({ choice }) => choice === 'return'), ...recalls].map(
    ({ at, by, revision, reasons }) => ({
      at,
      by: person(by),
      round: 0,
      revision,
      reasons,
    }),
  )
  const departures = ofKind(own, 'unit-departure')
  const written = releasesOf(ofKind(own, 'unit-release'), departures)
  const broken = written.flatMap((release) =>
    departures.flatMap(({ at, reasons, ...departure }) =>
      reasons && isAbout(departure, release)
        ? [{ at, by: 'check' as const, round: 0, revision: release.revision, reasons }]
        : [],
    ),
  )
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
    returns: [...unit.returns, ...taken, ...broken, ...returns].sort(byRevision),
  }
}

/** Whether its reasons were found for the release; earlier versions of the program named only the number. */
const isAbout = ({ release: n, evidence }: Pick<UnitDepartureFact, 'release' | 'evidence'>, release: UnitReleaseFact) =>
  n === release.n && (evidence === undefined || evidence === digestOfValue(release.evidence))

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
export const ofNoVersion: readonly OfficeActFact['act'][] = [
  'correct',
  'officer',
  'withdraw',
  'answer',
  'readdress',
  'remind',
]

/** Nor do these of a unit that the whole does not add: its own report goes on after the publication. */
export const ofOwnLine: readonly OfficeActFact['act'][] = ['reopen', 'extend', 'contacts']

/** These are about the next version alone, so they are given up with its correction; the others are about units and people, and stand. */
export const ofNextVersion: readonly OfficeActFact['act'][] = [
  'correct',
  'adjust',
  'justify',
  'exempt',
  'leave',
  'skip',
  'force',
  'hold',
  'release',
  'gap',
]

/** The version is made without the act, which is too late when it leaves. */
const isMissedBy = (release: ReleaseFact, act: OfficeActFact, units: readonly Unit[]): boolean =>
  !isNamed(release, act) &&
  !ofNoVersion.includes(act.act) &&
  !(
    ofOwnLine.includes(act.act) &&
    'unit' in act &&
    units.some((unit) => unit.id === act.unit && unit.countedAbove !== undefined)
  )

/** Whether an act stands that would be too late if the release left. */
export const missesAnAct = (release: ReleaseFact, { acts, opening }: Spine): boolean =>
  acts.some((act) => isMissedBy(release, act, opening.units))

type GivenUp = Omit<AbandonedCorrection, 'rounds'>

/**
 * In their order. Between the acts a departed version was made from and the beginning of its correction nothing could be done any
 * more: what was recorded there, by somebody who had not seen the release, came too late. What was done for a correction goes with it
 * when it is given up.
 */
function actsOf(
  recorded: OfficeActFact[],
  releases: WrittenRelease[],
  opened: readonly Unit[],
): Pick<Spine, 'acts' | 'lateActs'> & { given: GivenUp[] } {
  let acts: OfficeActFact[] = []
  const lateActs: OfficeActFact[] = []
  const given: GivenUp[] = []
  const units = [...opened, ...recorded.flatMap((act) => (act.act === 'join' ? act.joining : []))]
  const isLate = (act: OfficeActFact): boolean =>
    releases.some((release) => {
      const { departed, version } = release
      if (!departed || !isMissedBy(release, act, units)) return false
      return !acts.some((other) => other.act === 'correct' && other.version === version)
    })
  for (const act of recorded.sort((a, b) => a.n - b.n)) {
    const begun = act.act === 'abandon' ? acts.find(({ n }) => n === act.correction) : undefined
    if (isLate(act) || (act.act === 'abandon' && begun?.act !== 'correct')) lateActs.push(act)
    else if (act.act === 'abandon' && begun?.act === 'correct') {
      const gone = (n: number) => acts.some((one) => one.n === n && one.n >= begun.n && ofNextVersion.includes(one.act))
      const isGone = ({ n, ...one }: OfficeActFact) => gone(n) || (one.act === 'readdress' && gone(one.of))
      lateActs.push(...acts.filter(isGone), act)
      acts = acts.filter((one) => !isGone(one))
      given.push({ begun, ended: act })
    } else acts.push(act)
  }
  return { acts, lateActs: lateActs.sort((a, b) => a.n - b.n), given }
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
