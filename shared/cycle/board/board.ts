import { type CivilDate, civilDate, daysBetween, endOfDay } from '../../calendar/civil-date.ts'
import { workingDaysBetween } from '../../calendar/working-days.ts'
import type { Language, LocalizedText } from '../../report/report-definition.ts'
import { stageOf } from '../../report/stages.ts'
import type { MailName } from '../../words/mails/mail-names.ts'
import { isAtRisk, type OfficeMatter, officeMatters } from '../clock/office-matters.ts'
import { onDay } from '../clock/rhythm.ts'
import { isCorrectionSigned, waitsForCorrection } from '../correction.ts'
import { duties, linkOfDuty } from '../duty.ts'
import type { LinkPurpose, VisitFact } from '../facts/link-facts.ts'
import type { DeliveryFact, MailFact } from '../facts/mail-facts.ts'
import type { MissingSlicePolicy, OfficeActFact, Person } from '../facts.ts'
import { lentOf } from '../hand-in-draft.ts'
import { hasBegun } from '../opening-day.ts'
import { called, nameIn, officersOf, peopleOfUnit } from '../people.ts'
import {
  actsRecorded,
  type CycleState,
  correctionUnderWay,
  currentRound,
  type DefinedCycle,
  isClosed,
  isCountedHere,
  returnOf,
  type UnitStanding,
  type UnitState,
  unexplained,
  unitStanding,
} from '../reporting-cycle.ts'
import { type StageStanding, stageStandings } from '../stage-standing.ts'
import { dueOf, dueOfStage, dueToConfirm, firstDueOf, provisionalDue, provisionalYear } from '../unit-due.ts'
import { correctedSince, goesOnAlone } from '../unit-report.ts'
import { withdrawalOf } from '../withdrawal.ts'

/** What the office sees of a cycle: everything follows from the facts and the time. The page, the exports and the command line show it. */
export type Board = {
  cycle: string
  year: number
  /** A rehearsal. */
  test?: true
  issuer: LocalizedText
  today: CivilDate
  /** `working`: working days to go, negative when over. */
  legal: { date: CivilDate; days: number; working: number; atRisk: boolean }
  phase: 'collecting' | 'explaining' | 'signing' | 'held' | 'published' | 'scheduled' | 'cancelled'
  /** Civil date on which it begins by itself. */
  opens?: CivilDate
  /** What happens when units are missing after their date. */
  missing: MissingSlicePolicy
  /** Units that belong to the cycle; by how they stand in `counts`. */
  total: number
  counts: Record<UnitStanding, number>
  matters: OfficeMatter[]
  units: BoardUnit[]
  stages: BoardStage[]
  /** Who works at the office now. */
  officers: { id: string; name: string }[]
  unexplained: { instance: string; figures: string }[]
  rounds: { round: number; at: string; draft: string; ended?: 'check' | 'person'; by?: string; reasons: number }[]
  /** Those that were given up with their correction too. */
  acts: (OfficeActFact & { abandoned?: true })[]
  /** How many acts were recorded, whatever became of them. */
  recorded: number
  /** The number of the act that began the correction that is under way, and whether giving it up takes a second person. */
  correcting?: { n: number; needsSecond: boolean }
  openedByCommand?: true
  /** Units whose own report was corrected since the published whole added it. */
  correctedBelow: { name: LocalizedText; used: number; now: number }[]
  /** Units whose newest slice is in no version, since the correction it was sent for was given up: the next one begins with it. */
  waiting: { name: LocalizedText; revision: number }[]
  /** `withdrawn`: instant. */
  versions: { version: number; at: string; late: boolean; withdrawn?: string }[]
}

export type BoardUnit = {
  id: string
  name: LocalizedText
  kind: string
  standing: UnitStanding
  due: CivilDate
  /** The year without a notice of its working days that the date rests on. */
  provisional?: string
  /** To let it off takes a second person. */
  needsSecond?: true
  /** Calendar days after the due date; 0 when not late or nothing is owed. */
  daysLate: number
  /** Since when somebody owes something here, as an instant; absent when nobody does. */
  since?: string
  revision: number
  sentAt?: string
  /** The newest revision came through a link that this person of the office had made. */
  linkIssuedBy?: string
  /** Confirmed by its leader through a link that this person of the office had made. */
  confirmedThrough?: string
  /** Links that these of the office had made were used in filling it in. */
  typedThrough?: string[]
  nil: boolean
  /** Belongs to the cycle no more. */
  left: boolean
  countedAbove?: 'own-line'
  /** The whole is published, and the unit's own report goes on: it may be given more time, and other people. */
  alone?: true
  openUntil?: CivilDate
  people: BoardPerson[]
}

export type BoardPerson = {
  id: string
  name: string
  part: 'contact' | 'leader' | 'approver'
  owes: boolean
  /** The unit's lead added them: they type, and do not submit. */
  added?: true
  /** What a fresh link for them is for. */
  link: { purpose: LinkPurpose; subject: string }
  /** When the link for it was first opened by its button. */
  opened?: string
  lastMail?: { template: MailName; at: string; delivery?: DeliveryFact['event'] }
}

export type BoardStage = {
  stage: string
  title: LocalizedText
  status: StageStanding['status']
  due: CivilDate
  provisional?: string
  need: number
  /** It can be neither skipped nor forced. */
  indispensable: boolean
  asked?: string
  seats: {
    seat: string
    name: string
    people: BoardPerson[]
    /** `linkIssuedBy`: through a link that this person of the office had made. */
    decision?: { choice: 'approve' | 'return'; by: string; at: string; linkIssuedBy?: string }
    forced: boolean
  }[]
}

/** @param now an instant */
export function boardOf(cycle: DefinedCycle<CycleState>, now: string, language: Language): Board {
  const { state } = cycle
  const { opening } = state
  const today = civilDate(now, opening.zone)
  const legal = opening.timetable.legal
  const round = currentRound(state)
  const correction = correctionUnderWay(state)
  const owed = new Map(duties(cycle).map((duty) => [`${linkOfDuty(duty).subject} ${duty.person.id}`, duty]))
  const day = onDay(cycle, today)
  const working = workingDaysBetween(today, legal, day.calendar)
  const open = round && !returnOf(round) ? unexplained(state, round) : []
  const seen = { ...cycle, owed, today, language, told: toldOf(state) }
  const units = state.units.map((unit) => boardUnit(unit, seen))
  const counts: Board['counts'] = { open: 0, returned: 0, unconfirmed: 0, uncleared: 0, settled: 0, exempt: 0 }
  const members = units.filter(({ left }) => !left)
  for (const unit of members) counts[unit.standing] += 1
  return {
    cycle: opening.cycle,
    year: opening.year,
    ...(opening.test && { test: true }),
    issuer: opening.issuer.name,
    today,
    legal: {
      date: legal,
      days: daysBetween(today, legal),
      working,
      atRisk: isAtRisk(day),
    },
    ...(opening.opens && { opens: opening.opens }),
    phase: state.cancelled
      ? 'cancelled'
      : isClosed(state)
        ? 'published'
        : !hasBegun(opening, now)
          ? 'scheduled'
          : state.held
            ? 'held'
            : !round || returnOf(round)
              ? 'collecting'
              : open.length > 0
                ? 'explaining'
                : 'signing',
    missing: opening.policy.missing,
    total: members.length,
    counts,
    matters: officeMatters(day),
    units,
    stages: boardStages(seen),
    officers: officersOf(state).map((person) => ({ id: person.id, name: called(person, language) })),
    unexplained: open,
    rounds: state.rounds.map((each) => {
      const returned = returnOf(each)
      return {
        round: each.round,
        at: each.draft.at,
        draft: each.draft.digest,
        ...(returned && { ended: returned.by === 'check' ? ('check' as const) : ('person' as const) }),
        ...(returned && returned.by !== 'check' && { by: nameIn(state, returned.by.by, language) }),
        reasons: returned?.reasons.length ?? 0,
      }
    }),
    acts: actsShown(state),
    recorded: actsRecorded(state),
    ...(correction && { correcting: { n: correction.begun.n, needsSecond: isCorrectionSigned(state) } }),
    ...(state.opening.byCommand && { openedByCommand: state.opening.byCommand }),
    correctedBelow: isClosed(state)
      ? correctedSince(state).map(({ unit, used, now }) => ({ name: unit.name, used, now }))
      : [],
    waiting: state.units.flatMap((unit) => {
      const revision = unit.submissions.at(-1)?.revision ?? 0
      return waitsForCorrection(state, unit, revision) ? [{ name: unit.unit.name, revision }] : []
    }),
    versions: state.publications.map(({ version, at }) => {
      const withdrawn = withdrawalOf(state.acts, version)?.at
      return { version, at, late: at >= endOfDay(legal, opening.zone), ...(withdrawn && { withdrawn }) }
    }),
  }
}

/** In their order, without those that came too late. */
function actsShown({ acts, lateActs, abandoned }: CycleState): Board['acts'] {
  const isGivenUp = ({ n }: OfficeActFact) => abandoned.some(({ begun, ended }) => begun.n <= n && n < ended.n)
  const ends = lateActs.filter(({ n }) => abandoned.some(({ ended }) => ended.n === n))
  const given = lateActs.filter(isGivenUp).map((act) => ({ ...act, abandoned: true as const }))
  return [...acts, ...given, ...ends].toSorted((a, b) => a.n - b.n)
}

/** The year without a notice of its working days that dates of a cycle under way rest on. */
export const provisionalOn = ({
  versions,
  units,
  stages,
}: Pick<Board, 'versions' | 'units' | 'stages'>): string | undefined =>
  versions.length > 0 ? undefined : [...units, ...stages].find(({ provisional }) => provisional)?.provisional

/**
 * What needs the office now. Units that are late are one thing to do, from their first day on; the daily mail names each after
 * its days of patience. In a cycle that is held or over nobody is awaited.
 */
export function needsOf<Matter extends OfficeMatter>(board: {
  phase: Board['phase']
  units: readonly BoardUnit[]
  matters: readonly Matter[]
}): { late: BoardUnit[]; others: Matter[]; count: number } {
  const awaits = board.phase === 'collecting' || board.phase === 'explaining' || board.phase === 'signing'
  const late = (awaits ? board.units : [])
    .filter(({ daysLate }) => daysLate > 0)
    .toSorted((a, b) => b.daysLate - a.daysLate)
  const others = board.matters.filter(({ matter }) => matter !== 'unit-late')
  return { late, others, count: Math.min(1, late.length) + others.length }
}

type Seen = DefinedCycle<CycleState> & {
  /** By `<unit, or stage and seat> <person>`. */
  owed: ReadonlyMap<string, { since: string }>
  told: Told
  today: CivilDate
  language: Language
}

function boardUnit(unit: UnitState, seen: Seen): BoardUnit {
  const { state, definition, owed, today } = seen
  const { id, name, kind, contacts, leader } = unit.unit
  const standing = unitStanding(unit, definition)
  const due = (standing === 'unconfirmed' ? dueToConfirm : dueOf)(state, unit)
  const forNow = provisionalDue(state, unit)
  const newest = unit.submissions.at(-1)
  const since = peopleOfUnit(unit.unit)
    .flatMap((person) => owed.get(`${id} ${person.id}`)?.since ?? [])
    .sort()[0]
  // What has only to be cleared is late by the office, not by the unit.
  const done = ['uncleared', 'settled', 'exempt'].includes(standing)
  const lent = lentOf(unit, newest?.revision)
  return {
    id,
    name,
    kind,
    standing,
    due,
    ...(forNow && { provisional: forNow }),
    ...(today > firstDueOf(state, id) && { needsSecond: true as const }),
    daysLate: done ? 0 : Math.max(0, daysBetween(due, today)),
    ...(since && { since }),
    revision: newest?.revision ?? 0,
    ...(newest && { sentAt: newest.at }),
    ...(lent.confirmedThrough && { confirmedThrough: nameIn(state, lent.confirmedThrough, seen.language) }),
    ...(lent.linkIssuedBy && { linkIssuedBy: nameIn(state, lent.linkIssuedBy, seen.language) }),
    ...(lent.typedThrough && {
      typedThrough: lent.typedThrough.map((id) => nameIn(state, id, seen.language)),
    }),
    nil: newest?.nil ?? false,
    left: unit.exempt?.left ?? false,
    ...(unit.unit.countedAbove && { countedAbove: unit.unit.countedAbove }),
    ...(!isCountedHere(unit) && goesOnAlone(state, definition, unit) && { alone: true as const }),
    ...(unit.openUntil && { openUntil: unit.openUntil.date }),
    people: [
      ...contacts.map((person) => ({
        ...boardPerson(person, 'contact', { purpose: 'slice', subject: id }, seen),
        ...(unit.added.includes(person.id) && { added: true as const }),
      })),
      ...(leader ? [boardPerson(leader, 'leader', { purpose: 'confirmation', subject: id }, seen)] : []),
    ],
  }
}

function boardPerson(
  person: Person,
  part: BoardPerson['part'],
  link: BoardPerson['link'],
  { owed, told, language }: Seen,
): BoardPerson {
  const mail = told.mails.get(person.id)
  const visit = told.visits.get(`${link.purpose} ${link.subject} ${person.id}`)
  const delivery = mail && told.deliveries.get(mail.duty)
  return {
    id: person.id,
    name: called(person, language),
    part,
    owes: owed.has(`${link.subject} ${person.id}`),
    link,
    ...(visit && { opened: visit.at }),
    ...(mail && { lastMail: { template: mail.template, at: mail.at, ...(delivery && { delivery }) } }),
  }
}

const provisionalStage = (state: Seen['state'], stage: string): Pick<BoardStage, 'provisional'> => {
  const year = provisionalYear(state, stage)
  return year ? { provisional: year } : {}
}

/** What everybody was told, looked through once: the last mail by person, what became of it by duty, who opened which link. */
type Told = {
  mails: ReadonlyMap<string, MailFact>
  deliveries: ReadonlyMap<string, DeliveryFact['event']>
  visits: ReadonlyMap<string, VisitFact>
}

const toldOf = ({ mails, deliveries, visits }: CycleState): Told => ({
  mails: new Map([...mails.values()].sort((a, b) => (a.at < b.at ? -1 : 1)).map((mail) => [mail.to, mail])),
  deliveries: new Map(deliveries.map(({ duty, event }) => [duty, event])),
  visits: new Map(visits.map((visit) => [`${visit.purpose} ${visit.subject} ${visit.person}`, visit])),
})

/** The stages as they stand; before there is a draft, as the route has them. */
function boardStages(seen: Seen): BoardStage[] {
  const { state, definition, language } = seen
  const { route } = state.opening
  const titleOf = (stage: string) => stageOf(definition, stage).title
  const round = currentRound(state)
  const standings: readonly StageStanding[] =
    round && !returnOf(round)
      ? stageStandings(state, definition)
      : route.map(({ stage, approvers }) => ({
          stage,
          status: 'waiting',
          need: approvers.length,
          seats: approvers.map((holder) => ({ seat: holder.id, holder, deciders: [holder], carried: false })),
        }))
  return standings.map(({ stage, status, need, seats, request }) => ({
    stage,
    title: titleOf(stage),
    status,
    due: dueOfStage(state, stage),
    ...provisionalStage(state, stage),
    need,
    indispensable: definition.signOff.stages.some((s) => s.id === stage && s.indispensable),
    ...(request && { asked: request.at }),
    seats: seats.map(({ seat, holder, deciders, decision, forced }) => ({
      seat,
      name: called(holder, language),
      people: deciders.map((person) =>
        boardPerson(person, 'approver', { purpose: 'sign-off', subject: `${stage}/${seat}` }, seen),
      ),
      ...(decision && {
        decision: {
          choice: decision.choice,
          by: nameIn(state, decision.by, language),
          at: decision.at,
          ...(decision.linkIssuedBy && { linkIssuedBy: nameIn(state, decision.linkIssuedBy, language) }),
        },
      }),
      forced: forced !== undefined,
    })),
  }))
}
