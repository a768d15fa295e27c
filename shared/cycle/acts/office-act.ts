import { lastOf, present } from '../../present.ts'
import { digestOfValue } from '../../report/bytes/digest.ts'
import { inputCells } from '../../report/cells.ts'
import type { Problem } from '../../report/errors.ts'
import { type Figure, notApplicable, readFigure, showFigure } from '../../report/figure.ts'
import { partsOfWhole } from '../../report/narrative-parts.ts'
import { isPlainText, written } from '../../report/plain-text.ts'
import type { LocalizedText, ReportDefinition } from '../../report/report-definition.ts'
import { stageOf } from '../../report/stages.ts'
import { actFieldRefusals } from '../../words/refusals/act-field-refusals.ts'
import { askRefusals } from '../../words/refusals/ask-refusals.ts'
import { consentRefusals } from '../../words/refusals/consent-refusals.ts'
import { correctionRefusals } from '../../words/refusals/correction-refusals.ts'
import { officeActRefusals as says } from '../../words/refusals/office-act-refusals.ts'
import { peopleRefusals } from '../../words/refusals/people-refusals.ts'
import { rosterRefusals } from '../../words/refusals/roster-refusals.ts'
import { barredFromSeat } from '../../words/refusals/seat-refusals.ts'
import { sliceProblems } from '../../words/refusals/slice-problems.ts'
import { readAbandonment } from '../correction.ts'
import { countedSubmission } from '../draft-standing.ts'
import { duties } from '../duty.ts'
import type { LinkFact, LinkPurpose } from '../facts/link-facts.ts'
import type { OfficeAct, OfficeActFact, ProposalFact, StrongAct } from '../facts.ts'
import { ofOwnLine } from '../fold.ts'
import { holdsLink } from '../links/link-standing.ts'
import { rolesOf } from '../opening/opening.ts'
import { readAddress } from '../opening/roster.ts'
import { hasBegun } from '../opening-day.ts'
import { officersOf, peopleOf, readerOf } from '../people.ts'
import { barFromOffice, consentersOf, isStrong, oustedMailOf, proposalOf, proposalStanding } from '../proposal.ts'
import {
  type AllUnits,
  actsRecorded,
  currentRound,
  isClosed,
  isCountedHere,
  isOnlyUnit,
  pendingRelease,
  returnOf,
  unexplained,
  unitStanding,
  unitState,
} from '../reporting-cycle.ts'
import { hasSigned, holderOf, stageStandings } from '../stage-standing.ts'
import { goesOnAlone } from '../unit-report.ts'
import { barFromSeat } from '../who-may-sign.ts'
import { readWithdrawal } from '../withdrawal.ts'
import { type ActInput, formId, longestReason, readUntil, type Say, type Typed, unitOf } from './act-input.ts'
import { askAnswered } from './asking.ts'
import { readBroughtYear } from './last-year.ts'
import { readNoticeAct } from './notice.ts'
import { readRosterAct } from './read-roster-act.ts'
import { readTogether } from './together.ts'
import { readPeopleOfUnit, readPerson } from './unit-people.ts'

/** What the office may do, besides making a fresh link, to be handed over by another channel or mailed to its holder. */
export const officeActs = [
  'reopen',
  'extend',
  'answer',
  'adjust',
  'justify',
  'nil',
  'exempt',
  'join',
  'rename',
  'leave',
  'contacts',
  'leader',
  'skip',
  'reassign',
  'force',
  'remind',
  'hold',
  'gap',
  'release',
  'correct',
  'abandon',
  'officer',
  'readdress',
  'withdraw',
  'cancel',
  'together',
  'last-year',
  'notice',
] as const satisfies readonly OfficeAct['act'][]

export type PersonsLink = Pick<LinkFact, 'purpose' | 'subject' | 'person'>

export type ActAnswer =
  | { act: OfficeActFact }
  /** The same form was sent before: the same answer again. */
  | { stands: OfficeActFact }
  /** Needs a second person: nothing is done by it. The same form sent again is the same proposal. */
  | { proposal: ProposalFact }
  /** `mailed`: to its holder's mailbox alone, not to be read out. */
  | { link: PersonsLink; mailed: boolean }
  | { problems: Problem[] }

/** What becomes of an act of the office: a fact, or everything that is wrong with it. Every act has a reason. */
export function decideAct(input: ActInput): ActAnswer {
  const { state, typed, now, person } = input
  const problems: Problem[] = []
  const say: Say = (code, field, message) => {
    problems.push({ code, ...(field && { field }), message })
  }
  const blocked = notNow(state, typed, now)
  if (blocked) return { problems: [blocked] }
  // Decided again on what another act left, which may have let them go.
  if (!officersOf(state).some(({ id }) => id === person))
    return { problems: [{ code: 'person-refused', message: says.officerGone }] }
  if (typed.act === 'fresh-link') {
    const link = freshLink(input, say)
    return link && problems.length === 0 ? { link, mailed: typed.mail === 'yes' } : { problems }
  }
  const id = formId(typed, actsRecorded(state) + state.proposals.length)
  const stands = [...state.acts, ...state.lateActs].find((act) => act.id === id)
  if (stands) return { stands }
  const proposed = state.proposals.find((proposal) => proposal.id === id)
  if (proposed) return { proposal: proposed }

  const reason = written(typed.reason)
  if (reason === '') say('reason-missing', 'reason', says.reason)
  if (!isPlainText(reason)) say('field-malformed', 'reason', peopleRefusals.hidden)
  if (reason.length > longestReason) say('text-too-long', 'reason', says.reasonTooLong(longestReason))
  const act = readAct(input, say)
  if (!act || problems.length > 0) return { problems }
  if (isStrong(state, act, now)) return propose(input, { id, act, reason })
  const content: OfficeAct = act
  const n = actsRecorded(state) + 1
  return { act: { kind: 'act', cycle: state.opening.cycle, n, id, at: now, by: person, reason, ...content } }
}

/** A cycle that was cancelled is over for good; of one that has not begun nobody is asked for anything. */
function notNow({ opening, cancelled }: AllUnits, { act, purpose }: Typed, now: string): Problem | undefined {
  // A link to the board that somebody else has is ended whenever that is found out.
  if (act === 'fresh-link' && purpose === 'board') return undefined
  // The same form once more has its answer still.
  if (cancelled && act !== 'cancel') return { code: 'cycle-closed', field: 'act', message: says.cancelled }
  if (hasBegun(opening, now) || ['cancel', 'officer', 'last-year', 'notice'].includes(act ?? '')) return undefined
  return { code: 'act-refused', field: 'act', message: says.notBegun(opening.opens ?? '') }
}

function propose(
  { state, compiled, now, person }: ActInput,
  { id, act, reason }: { id: string; act: StrongAct; reason: string },
): ActAnswer {
  const refused = (message: LocalizedText): ActAnswer => ({
    problems: [{ code: 'act-refused', field: 'act', message }],
  })
  if (consentersOf(state, person, act).length === 0) return refused(consentRefusals.nobody)
  const same = state.proposals.some(
    (other) =>
      digestOfValue(other.act) === digestOfValue(act) &&
      proposalStanding(state, compiled.definition, other, now) === 'open',
  )
  if (same) return refused(consentRefusals.proposedAlready)
  return { proposal: proposalOf(state, { id, act, reason, by: person, now }) }
}

/**
 * Looked at again when the act is recorded: what came in while it was being written may have left it without effect. The fact
 * stays, and whoever acted is told.
 *
 * @param state with the act among its facts
 */
export function overtakenAct(state: AllUnits, definition: ReportDefinition, act: OfficeActFact): Problem | undefined {
  if (state.abandoned.some(({ ended }) => ended.n === act.n)) return undefined
  if (state.lateActs.some(({ n }) => n === act.n)) {
    const isGivenUp = state.abandoned.some(({ begun, ended }) => begun.n <= act.n && act.n < ended.n)
    return { code: 'act-refused', field: 'act', message: isGivenUp ? correctionRefusals.abandoned : says.tooLate }
  }
  if (act.act !== 'adjust' && act.act !== 'nil') return undefined
  const unit = unitState(state, act.unit)
  if (act.act === 'nil')
    return unit && unit.submissions[0]?.channel !== 'office'
      ? { code: 'slice-changed', field: 'unit', message: says.hasSent(unit.unit.name) }
      : undefined
  const revision = unit && countedSubmission(state, definition, unit)?.revision
  return revision === act.revision ? undefined : { code: 'slice-changed', field: 'cell', message: says.sentAgain }
}

function readAct(input: ActInput, say: Say): OfficeAct | undefined {
  const { state, typed } = input
  const said = (read: { act: OfficeAct } | { problem: Problem } | { problems: Problem[] }): OfficeAct | undefined => {
    if ('act' in read) return read.act
    for (const each of 'problem' in read ? [read.problem] : read.problems) say(each.code, each.field, each.message)
    return undefined
  }
  const name = officeActs.find((act) => act === typed.act)
  if (!name) {
    say('choice-missing', 'act', says.unknownAct)
    return undefined
  }
  if (name === 'correct') {
    if (isClosed(state)) return { act: 'correct', version: lastOf(state.publications).version }
    say('act-refused', 'act', says.notPublished)
    return undefined
  }
  // Also after the publication: their link lives on.
  if (name === 'officer') return readOfficer(input, say)
  if (name === 'answer') return readAnswer(input, say)
  if (name === 'withdraw') return said(readWithdrawal(state, typed.unit))
  if (isClosed(state) && !isOfReportAlone(input, name)) {
    say('cycle-closed', 'act', says.closed)
    return undefined
  }
  if (pendingRelease(state)) {
    say('act-refused', 'act', says.publishing)
    return undefined
  }
  switch (name) {
    case 'cancel':
      if (state.units.some(({ submissions }) => submissions.length > 0)) say('act-refused', 'act', says.hasBegun)
      return { act: 'cancel' }
    case 'abandon':
      return said(readAbandonment(state, typed))
    case 'readdress':
      return readReaddress(input, say)
    case 'remind':
      return readReminder(input, say)
    case 'together':
      return said(readTogether(state, input.compiled.definition, typed, input.now))
    case 'last-year':
      return said(readBroughtYear(input))
    case 'notice':
      return said(readNoticeAct(state, input.compiled.definition, typed, input.now))
    case 'hold':
      if (state.held) say('act-refused', 'act', says.alreadyHeld)
      return { act: 'hold' }
    case 'release':
      if (!state.held) say('act-refused', 'act', says.notHeld)
      return { act: 'release' }
    case 'reopen':
    case 'extend':
      return readDate(name, input, say)
    case 'adjust':
      return readAdjustment(input, say)
    case 'justify':
      return readJustification(input, say)
    case 'nil':
    case 'exempt':
    case 'leave':
      return readLettingOff(name, input, say)
    case 'contacts':
      return readContacts(input, say)
    case 'leader':
      return readLeader(input, say)
    case 'join':
    case 'rename':
    case 'gap':
      return readRosterAct(name, input, say)
    case 'skip':
    case 'force':
    case 'reassign':
      return readStageAct(name, input, say)
  }
}

/** After the publication: more time, other people or a word for a unit whose own report goes on alone. */
function isOfReportAlone({ state, compiled: { definition }, typed }: ActInput, act: OfficeAct['act']): boolean {
  if (act === 'remind') return duties({ state, definition }).length > 0
  const unit = ofOwnLine.includes(act) && unitState(state, typed.unit ?? '')
  return unit && !isCountedHere(unit) ? goesOnAlone(state, definition, unit) : false
}

/** All who owe, or the units that were chosen; one that owes nothing is refused, so that nobody believes it was reminded. */
function readReminder({ state, compiled, typed }: ActInput, say: Say): OfficeAct | undefined {
  const owing = new Set(
    duties({ state, definition: compiled.definition }).flatMap((duty) =>
      'unit' in duty && duty.unit ? duty.unit : [],
    ),
  )
  const asked = (typed.units ?? '')
    .split(',')
    .map((unit) => unit.trim())
    .filter((unit) => unit !== '')
  // A program that presses every button ticks nothing: nobody is mailed by it.
  if (typed.sure !== 'yes') say('field-missing', 'sure', says.remindSure)
  const units = typed.units === 'owing' ? [...owing] : [...new Set(asked)]
  if (units.length === 0) say('field-missing', 'units', says.nobodyToRemind)
  for (const id of units) {
    const unit = unitState(state, id)?.unit
    if (!unit) say('unit-unknown', 'units', actFieldRefusals.unitUnknown)
    else if (!owing.has(id)) say('act-refused', 'units', says.owesNothing(unit.name))
  }
  return { act: 'remind', units: units.toSorted() }
}

function readDate(act: 'reopen' | 'extend', input: ActInput, say: Say): OfficeAct | undefined {
  const { compiled, typed } = input
  const unit = unitOf(input, say)
  const until = readUntil(input, say)
  if (!unit) return undefined
  const standing = unitStanding(unit, compiled.definition)
  const sent = standing === 'settled' || standing === 'unconfirmed' || standing === 'uncleared'
  if (act === 'extend' && sent) say('act-refused', 'unit', says.hasSent(unit.unit.name))
  const answered = typed.ask === undefined ? undefined : askAnswered(unit, typed.ask)
  const ask = answered && 'ask' in answered ? answered.ask : undefined
  if (answered && ask?.ask !== 'time')
    say('act-refused', 'ask', 'problem' in answered ? answered.problem.message : askRefusals.noTimeAsked)
  const about = { unit: unit.unit.id, until, ...(ask && { ask: ask.n }) }
  return act === 'extend' ? { act, ...about } : { act, ...about, revision: unit.submissions.at(-1)?.revision ?? 0 }
}

/** A word to a unit that asked: also after the publication, and to a unit that was let off. */
function readAnswer({ state, typed }: ActInput, say: Say): OfficeAct | undefined {
  const unit = unitState(state, typed.unit ?? '')
  if (!unit) {
    say('unit-unknown', 'unit', actFieldRefusals.unitUnknown)
    return undefined
  }
  const answered = askAnswered(unit, typed.ask)
  if ('ask' in answered) return { act: 'answer', unit: unit.unit.id, ask: answered.ask.n }
  say(answered.problem.code, answered.problem.field, answered.problem.message)
  return undefined
}

function readAdjustment(input: ActInput, say: Say): OfficeAct | undefined {
  const { compiled, typed, figures } = input
  const unit = unitOf(input, say)
  if (!unit) return undefined
  const newest = unit.submissions.at(-1)
  if (!newest || !figures || unitStanding(unit, compiled.definition) !== 'settled') {
    say('act-refused', 'unit', says.nothingToAdjust(unit.unit.name))
    return undefined
  }
  if (!isCountedHere(unit)) {
    say('act-refused', 'unit', says.notAdded(unit.unit.name))
    return undefined
  }
  const cell = inputCells(compiled, unit.unit.roles).find((c) => c.id === typed.cell?.trim())
  if (!cell) {
    say('figure-unknown', 'cell', says.cellUnknown(unit.unit.name))
    return undefined
  }
  const from = figures[cell.id] ?? null
  const seen = readFigure(typed.from ?? showFigure(from, cell.kind, 'zh'), cell.kind)
  if ('problem' in seen || seen.figure !== from) {
    say('slice-changed', 'from', says.figureChanged(cell.name, showFigure(from, cell.kind, 'zh')))
  }
  const read = readFigure(typed.to ?? '', cell.kind)
  if ('problem' in read) {
    say(read.problem, 'to', says.figure)
    return undefined
  }
  if (read.figure === null) say('figure-missing', 'to', says.figureMissing)
  else if (read.figure === notApplicable && !cell.notApplicable)
    say('figure-not-applicable', 'to', sliceProblems.notApplicable(cell))
  else if (read.figure === from) say('act-refused', 'to', says.sameFigure)
  return { act: 'adjust', unit: unit.unit.id, cell: cell.id, from, to: read.figure, revision: newest.revision }
}

function readJustification({ state, typed }: ActInput, say: Say): OfficeAct | undefined {
  const round = currentRound(state)
  const warning = round && unexplained(state, round).find((w) => w.instance === typed.instance)
  if (!warning) {
    say('act-refused', 'instance', says.nothingToExplain)
    return undefined
  }
  return { act: 'justify', ...warning }
}

function readLettingOff(act: 'nil' | 'exempt' | 'leave', input: ActInput, say: Say): OfficeAct | undefined {
  const unit = unitOf(input, say)
  if (!unit) return undefined
  if (act === 'nil' && unit.submissions.length > 0) say('act-refused', 'unit', says.hasSent(unit.unit.name))
  if (act === 'nil' && !isCountedHere(unit)) say('act-refused', 'unit', says.nilForNothing(unit.unit.name))
  if (act !== 'nil' && isOnlyUnit(input.state, unit.unit.id)) say('act-refused', 'unit', says.lastUnit(unit.unit.name))
  // Zeros can be declared for a unit; the text only it can write cannot, and the report is none without it.
  const owes = partsOfWhole(input.compiled.definition, unit.unit.roles).some(({ body }) => body.required)
  if (act !== 'leave' && owes) say('act-refused', 'unit', says.owesText(unit.unit.name))
  if (act === 'leave' && unit.unit.roles.some((role) => rolesOf(input.compiled.definition).includes(role))) {
    say('act-refused', 'unit', rosterRefusals.holdsRole(unit.unit.name))
  }
  return { act, unit: unit.unit.id }
}

/** The contacts as they are to be from now on: who keeps the address keeps the id, and so the link. */
function readContacts(input: ActInput, say: Say): OfficeAct | undefined {
  const unit = unitOf(input, say)
  if (!unit) return undefined
  const people = readPeopleOfUnit(input, unit.unit, say)
  const standing = { contacts: unit.unit.contacts, ...(unit.unit.leader && { leader: unit.unit.leader }) }
  if (digestOfValue(people) === digestOfValue(standing)) say('act-refused', 'contacts', peopleRefusals.samePeople)
  const replaced = standing.leader && standing.leader.id !== people.leader?.id
  // Whoever is asked about a slice, or sent it back, is not exchanged by one person.
  if (replaced && unit.submissions.length > 0) say('act-refused', 'leader.address', peopleRefusals.leaderByTwo)
  return { act: 'contacts', unit: unit.unit.id, ...people }
}

/** Another leader of a unit: neither who proposes it nor who fills in. */
function readLeader(input: ActInput, say: Say): OfficeAct | undefined {
  const unit = unitOf(input, say)
  if (!unit) return undefined
  const { id, leader: from, contacts } = unit.unit
  if (!from) {
    say('act-refused', 'unit', peopleRefusals.noLeader(unit.unit.name.zh))
    return undefined
  }
  const to = readPerson(input.typed, 'leader.', input.state.opening.cycle, peopleOf(input.state), say)
  if (!to) {
    if (!input.typed['leader.name'] && !input.typed['leader.address'])
      say('field-missing', 'leader.name', says.nobodyNamed)
    return undefined
  }
  if (to.id === from.id) say('act-refused', 'leader.address', peopleRefusals.samePeople)
  if (to.id === input.person) say('person-not-distinct', 'leader.address', peopleRefusals.leaderSelf)
  if (contacts.some((contact) => contact.id === to.id))
    say('person-not-distinct', 'leader.address', peopleRefusals.leaderFills)
  return { act: 'leader', unit: id, from: from.id, to }
}

function readStageAct(act: 'skip' | 'force' | 'reassign', input: ActInput, say: Say): OfficeAct | undefined {
  const { state, compiled, typed } = input
  const round = currentRound(state)
  const stage = stageStandings(state, compiled.definition).find((s) => s.stage === typed.stage)
  if (act !== 'reassign' && (!round || returnOf(round))) {
    say('stage-not-open', 'stage', says.noRound)
    return undefined
  }
  const route = state.opening.route.find((r) => r.stage === typed.stage)
  if (!route) {
    say('stage-not-open', 'stage', says.stageUnknown)
    return undefined
  }
  const { indispensable } = stageOf(compiled.definition, route.stage)
  if (act !== 'reassign' && indispensable) {
    say('act-refused', 'stage', says.indispensable)
    return undefined
  }
  // Who had a hand in whose signature is missing does not sign, neither before nor after. A seat can still be given to another.
  if (act !== 'reassign' && hasSigned(state, compiled.definition, input.person))
    say('person-not-distinct', 'stage', says.signedOneself)
  if (act === 'skip') {
    if (!stage || stage.status === 'approved' || stage.status === 'skipped') say('act-refused', 'stage', says.stageOver)
    return { act, stage: route.stage, round: present(round, 'round').round }
  }
  const seat = route.approvers.find((approver) => approver.id === typed.seat)
  if (!seat) {
    say('person-refused', 'seat', says.seatUnknown)
    return undefined
  }
  const standing = stage?.seats.find((s) => s.seat === seat.id)
  if (standing?.decision || standing?.forced) say('decision-stands', 'seat', says.hasDecided(seat.name))
  if (act === 'force') {
    if (!stage) say('stage-not-open', 'stage', says.stageUnknown)
    return { act, stage: route.stage, round: present(round, 'round').round, seat: seat.id }
  }
  const to = readPerson(typed, '', state.opening.cycle, peopleOf(state), say)
  if (!to) {
    if (!typed.name && !typed.address) say('field-missing', 'name', says.nobodyNamed)
    return undefined
  }
  if (to.id === holderOf(state, route.stage, seat).id) say('act-refused', 'address', says.samePerson)
  const place = { stage: route.stage, seat: seat.id, person: to.id }
  // Whoever proposes it has a hand in who signs.
  const bar = to.id === input.person ? 'acted' : barFromSeat(state, compiled.definition, place, input.now)
  if (bar) say('person-not-distinct', 'address', barredFromSeat[bar])
  else if (state.units.some((u) => u.unit.contacts.some((c) => c.id === to.id))) {
    say('person-not-distinct', 'address', says.fillsToo(to.name))
  }
  return { act, stage: route.stage, seat: seat.id, to }
}

/** Somebody of the office goes, or another takes their place. The last one stays until there is another. */
function readOfficer({ state, compiled, typed }: ActInput, say: Say): OfficeAct | undefined {
  const gone = officersOf(state).find(({ id }) => id === typed.person)
  if (!gone) {
    say('person-refused', 'person', says.officerUnknown)
    return undefined
  }
  const to = readPerson(typed, '', state.opening.cycle, peopleOf(state), say)
  const change = { person: gone.id, ...(to && { to }) }
  const bar = barFromOffice(state, compiled.definition, change)
  if (bar === 'last') say('act-refused', 'name', says.lastOfficer)
  else if (bar) say('person-not-distinct', 'address', bar === 'signs' ? says.officerSigns : says.officerAlready)
  return { act: 'officer', ...change }
}

/** The notice of an act that passed somebody over goes to another mailbox: to nobody's who is somebody else here. */
function readReaddress({ state, typed }: ActInput, say: Say): OfficeAct | undefined {
  const about = { of: Number(typed.of), person: typed.person ?? '' }
  const mail = oustedMailOf(state, about)
  if (!mail) {
    say('act-refused', 'act', says.nobodyPassedOver)
    return undefined
  }
  const address = readAddress(typed.address ?? '')
  const reader = address === undefined ? undefined : readerOf(address, peopleOf(state))
  if (address === undefined) say('field-malformed', 'address', peopleRefusals.address)
  else if (address === mail.person.address.toLowerCase()) say('act-refused', 'address', says.sameAddress)
  else if (reader && reader.id !== about.person)
    say('person-not-distinct', 'address', peopleRefusals.sharedAddress(reader.name))
  return { act: 'readdress', ...about, address: address ?? '' }
}

const purposes: readonly LinkPurpose[] = ['slice', 'confirmation', 'sign-off', 'board']

function freshLink({ state, compiled, typed }: ActInput, say: Say): PersonsLink | undefined {
  const purpose = purposes.find((p) => p === typed.purpose)
  const wanted = { purpose: purpose ?? 'slice', subject: typed.subject ?? '', person: typed.person ?? '' }
  // The board is the office's own; a fresh link to it goes by mail to the registered address only.
  if (!purpose || (purpose === 'board' && typed.mail !== 'yes') || !holdsLink(state, compiled.definition, wanted)) {
    say('act-refused', 'person', says.noLink)
    return undefined
  }
  // The one act without a reason; the tick is what a program that presses every button does not give.
  if (typed.confirm !== 'yes') say('choice-missing', 'confirm', says.confirmLink)
  return wanted
}

/** The units' figures as they count: the newest submission with the office's adjustments of that revision. */
export function adjustedFigures(
  state: AllUnits,
  unit: string,
  revision: number,
  sent: Readonly<Record<string, Figure>>,
): Record<string, Figure> {
  const figures = { ...sent }
  for (const act of state.acts) {
    if (act.act === 'adjust' && act.unit === unit && act.revision === revision) figures[act.cell] = act.to
  }
  return figures
}
