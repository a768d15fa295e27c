import { type CivilDate, civilDate, isCivilDate } from '../../calendar/civil-date.ts'
import type { WorkingDayCalendar } from '../../calendar/working-days.ts'
import { entryOf, firstOf } from '../../present.ts'
import { canonicalBytes } from '../../report/bytes/canonical.ts'
import { digestOfValue } from '../../report/bytes/digest.ts'
import { compileDefinition } from '../../report/cells.ts'
import { type Problem, Refusal } from '../../report/errors.ts'
import { isForbiddenName } from '../../report/forbidden-name.ts'
import { isPlainLine, isPlainText, written } from '../../report/plain-text.ts'
import type { LocalizedText, ReportDefinition } from '../../report/report-definition.ts'
import { definitionOfRoute } from '../../report/stages.ts'
import { legalDate, provisionalDates, stageDates, type Timetable } from '../../report/timetable.ts'
import { openingRefusals as says } from '../../words/refusals/opening-refusals.ts'
import { rosterRefusals } from '../../words/refusals/roster-refusals.ts'
import type { MissingSlicePolicy, Opening, Person, StageRoute, Unit } from '../facts.ts'
import { freeId } from '../people.ts'
import { namedAgain, readAddress } from './roster.ts'

/** A person as an office names one: who they are follows from the address, so the id may be left to us. */
export type NamedPerson = Omit<Person, 'id'> & { id?: string }
type NamedUnit = Omit<Unit, 'contacts' | 'leader' | 'countedAbove'> & {
  contacts: NamedPerson[]
  leader?: NamedPerson
  /** Who adds its figures up; `both` is refused. */
  countedAbove?: 'here' | 'own-line' | 'both'
}

/** What the office wants: everything that `planOpening` makes a cycle of. */
export type OpeningWanted = {
  /** Without it, `<issuer>-<year>`, and `-test` after it for a test. */
  cycle?: string
  issuer: { id: string; name: LocalizedText; level: string }
  year: number
  units: NamedUnit[]
  route: {
    stage: string
    approvers: NamedPerson[]
    /** By the address or the id of the approver they stand in for. */
    substitutes?: Record<string, NamedPerson>
    observers?: NamedPerson[]
  }[]
  office: NamedPerson[]
  accountable?: NamedPerson
  policy: { missing: MissingSlicePolicy }
  /** Dates of its own, by milestone; the others are computed back from the legal date. */
  dates?: Record<string, CivilDate>
  /** Digest of last year's figures in the file store. */
  previous?: string
  note?: LocalizedText
  test?: true
  /** On which day it begins by itself. */
  opens?: CivilDate
}

/** So many were tried whole (test/journeys/many-units.test.ts). */
const mostUnits = 5_000
/** An item of DynamoDB holds 400 KB; the units lie beside it, in the file store. */
const largestBesideUnits = 300_000 // bytes

/**
 * The opening of a cycle, or a Refusal with everything that stands against it: stages without approvers, roles nobody or two
 * have, people who would check themselves, dates the law leaves no time for.
 */
export function planOpening(
  wanted: OpeningWanted,
  definition: ReportDefinition,
  calendar: WorkingDayCalendar,
  now: string,
  by: string,
): Opening {
  const problems: Problem[] = []
  const people = new People(wanted, problems)
  const cycle = wanted.cycle ?? `${wanted.issuer.id}-${wanted.year}${wanted.test ? '-test' : ''}`
  if (!isId(cycle, 60)) problems.push(problem('field-malformed', 'cycle', says.cycle))
  if (!isId(wanted.issuer.id, 40)) problems.push(problem('field-malformed', 'issuer', says.issuer))
  if (!isYear(wanted.year)) {
    problems.push(problem('field-malformed', 'year', says.year))
  }

  if (!isName(wanted.issuer.name))
    problems.push(problem('field-malformed', 'issuer.name', says.unseen(wanted.issuer.id)))
  if (![wanted.note?.zh ?? '', wanted.note?.en ?? ''].every(isPlainText))
    problems.push(problem('field-malformed', 'note', says.unseen('note')))
  problems.push(...dayProblems(wanted, civilDate(now, definition.timetable.zone)))

  const units = wanted.units.map((unit): Unit => {
    const { leader, contacts, countedAbove, ...rest } = unit
    return {
      ...rest,
      contacts: contacts.map((contact) => people.person(contact)),
      ...(leader && { leader: people.person(leader) }),
      ...(countedAbove === 'own-line' && { countedAbove }),
    }
  })
  const office = wanted.office.map((person) => people.person(person))
  const asked = definitionOfRoute(definition, wanted.route)
  const optional = (id: string) => definition.signOff.stages.some((stage) => stage.id === id && stage.optional)
  const named = wanted.route.filter(({ stage, approvers }) => approvers.length > 0 || !optional(stage))
  const route = named.map(({ stage, approvers, substitutes, observers }): StageRoute => {
    const seats = approvers.map((approver) => people.person(approver))
    const seatOf = (name: string) => seats.find((seat) => seat.id === name || seat.address === readAddress(name))
    const standIns = Object.entries(substitutes ?? {}).flatMap(([name, person]): [string, Person][] => {
      const seat = seatOf(name)
      if (!seat) problems.push(problem('field-unknown', `route.${stage}`, says.substituteOfNobody(person.name)))
      return seat ? [[seat.id, people.person(person)]] : []
    })
    return {
      stage,
      approvers: seats,
      ...(standIns.length > 0 && { substitutes: Object.fromEntries(standIns) }),
      ...(observers && observers.length > 0 && { observers: observers.map((person) => people.person(person)) }),
    }
  })
  problems.push(
    ...unitProblems(units, definition),
    ...countingProblems(wanted.units, definition),
    ...routeProblems(route, asked),
    ...distinctProblems(units, route),
    ...officeSeatProblems(definition, route, office),
  )
  if (office.length === 0) problems.push(problem('field-missing', 'office', says.officeEmpty))

  const accountable = wanted.accountable && people.person(wanted.accountable)
  const today = civilDate(now, definition.timetable.zone)
  const begins = wanted.opens && wanted.opens > today ? wanted.opens : today
  const timetable = timetableOf(wanted, asked, calendar, begins, problems)
  const provisional = timetable.legal ? provisionalDates(asked, timetable, calendar, wanted.dates) : []
  if (wanted.opens && isCivilDate(wanted.opens) && timetable.submissions && wanted.opens >= timetable.submissions) {
    problems.push(problem('field-malformed', 'opens', says.opensTooLate(timetable.submissions)))
  }
  const opening: Opening = {
    kind: 'opening',
    cycle,
    at: now,
    by,
    definition: { id: definition.id, version: definition.version, digest: digestOfValue(definition) },
    issuer: wanted.issuer,
    year: wanted.year,
    timetable,
    ...(provisional.length > 0 && { provisional }),
    zone: definition.timetable.zone,
    units,
    route: definition.signOff.stages.flatMap(({ id }) => route.filter(({ stage }) => stage === id)),
    office,
    ...(accountable && { accountable }),
    policy: wanted.policy,
    ...(wanted.previous && { previous: wanted.previous }),
    ...(wanted.opens && { opens: wanted.opens }),
    ...(wanted.test && { test: true }),
    ...(wanted.note && { note: wanted.note }),
  }
  if (problems.length > 0) throw new Refusal(problems)
  const size = canonicalBytes({ ...opening, units: [] }).length
  if (size > largestBesideUnits)
    throw new Refusal({ code: 'field-malformed', facts: { size, limit: largestBesideUnits }, message: says.tooLarge })
  return opening
}

/** The same of what was read in, with all that could not be read. A row that is missing for it makes no second problem of its unit. */
export function planRead(
  read: { wanted: OpeningWanted; problems: readonly Problem[] },
  ...rest: [ReportDefinition, WorkingDayCalendar, now: string, by: string]
): Opening {
  if (read.problems.length === 0) return planOpening(read.wanted, ...rest)
  const others: Problem[] = []
  try {
    planOpening(read.wanted, ...rest)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    others.push(...error.problems.filter(({ code }) => code !== 'roster-invalid'))
  }
  throw new Refusal([...read.problems, ...others])
}

/** Whoever plays at a rehearsal's office asks nobody for a real report: from its board only rehearsals are opened. */
export const rehearsalProblems = (board: Pick<Opening, 'test'>, wanted: Pick<OpeningWanted, 'test'>): Problem[] =>
  board.test && !wanted.test ? [problem('field-malformed', 'test', says.onlyTests)] : []

/** Roles that cells and narrative parts name as their owner: each needs the one unit that has it. */
export function rolesOf(definition: ReportDefinition): string[] {
  const cells = compileDefinition(definition).cells.flatMap((cell) => (cell.owner === 'each' ? [] : [cell.owner.role]))
  const parts = definition.parts.flatMap(({ body }) =>
    body.kind === 'narrative' && body.owner !== 'each' ? [body.owner.role] : [],
  )
  return [...new Set([...cells, ...parts])]
}

function timetableOf(
  wanted: OpeningWanted,
  definition: ReportDefinition,
  calendar: WorkingDayCalendar,
  begins: CivilDate,
  problems: Problem[],
): Timetable {
  // Of a year that there is not no day can be named.
  if (!isYear(wanted.year)) return { legal: '' }
  try {
    const legal = legalDate(definition, wanted.issuer.level, wanted.year)
    return stageDates(definition, legal, calendar, wanted.dates, begins)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    problems.push(...error.problems)
    // Nobody sees it: with a problem there is no opening.
    return { legal: '' }
  }
}

const isYear = (year: number): boolean => Number.isInteger(year) && year >= 2000 && year <= 2100

/** What a year has brought is known when it has ended: until then a cycle waits for its day. A rehearsal may come before. */
function dayProblems({ year, opens, test }: OpeningWanted, today: CivilDate): Problem[] {
  const last = `${year}-12-31`
  if (opens === undefined)
    return today > last || test ? [] : [problem('field-missing', 'opens', says.yearNotEnded(year))]
  if (!isCivilDate(opens)) return [problem('field-malformed', 'opens', says.opensMalformed)]
  if (opens < today) return [problem('field-malformed', 'opens', says.opensPast)]
  return opens > last || test ? [] : [problem('field-malformed', 'opens', says.yearNotEnded(year))]
}

function unitProblems(units: Unit[], definition: ReportDefinition): Problem[] {
  const problems: Problem[] = []
  if (units.length === 0) problems.push(problem('roster-invalid', 'roster', says.noUnits))
  if (units.length > mostUnits) {
    const facts = { units: units.length, limit: mostUnits }
    problems.push({ ...problem('roster-invalid', 'roster', says.tooMany(units.length, mostUnits)), facts })
  }
  const ids = units.map((unit) => unit.id)
  for (const unit of units) {
    if (!isId(unit.id, 40)) problems.push(problem('roster-invalid', unit.id, says.unitId(unit.name.zh)))
    if (!isName(unit.name) || !unit.roles.every((role) => isId(role, 40)))
      problems.push(problem('roster-invalid', unit.id, says.unseen(unit.id)))
    if (units.find(({ name }) => name.zh === unit.name.zh)?.id !== unit.id)
      problems.push(problem('roster-invalid', unit.id, rosterRefusals.nameTaken(unit.name.zh)))
    if (unit.contacts.length === 0) problems.push(problem('roster-invalid', unit.id, says.noContact(unit.name.zh)))
    if (unit.contacts.some((contact) => contact.id === unit.leader?.id)) {
      problems.push(problem('person-not-distinct', unit.id, says.leaderFills(unit.name.zh)))
    }
  }
  for (const [id] of [...Map.groupBy(ids, (id) => id)].filter(([, same]) => same.length > 1)) {
    problems.push(problem('roster-invalid', id, says.unitTwice(id)))
  }
  // A role that this report does not name is left alone: rosters are used for more than one report.
  for (const role of rolesOf(definition)) {
    const holders = units.filter((unit) => unit.roles.includes(role))
    if (holders.length === 0) problems.push(problem('roster-invalid', `role.${role}`, says.roleEmpty(role)))
    if (holders.length > 1) {
      problems.push(
        problem(
          'roster-invalid',
          `role.${role}`,
          says.roleShared(role, holders.map((unit) => unit.name.zh).join('、')),
        ),
      )
    }
  }
  return problems
}

/** Each unit is counted once: here, or by its own line; and what the whole needs of one unit alone is not left to another line. */
function countingProblems(units: NamedUnit[], definition: ReportDefinition): Problem[] {
  const needed = rolesOf(definition)
  return units.flatMap(({ id, name, roles, countedAbove }) => {
    const wrong = (message: LocalizedText) => [problem('roster-invalid', id, message)]
    if (countedAbove === 'both') return wrong(says.countedTwice(name))
    if (countedAbove !== 'own-line') return []
    if (!definition.unitReports) return wrong(says.countedForNothing(name))
    const alone = roles.find((role) => needed.includes(role))
    return alone ? wrong(says.countedAway(name, alone)) : []
  })
}

function routeProblems(route: StageRoute[], definition: ReportDefinition): Problem[] {
  const problems: Problem[] = []
  const { stages } = definition.signOff
  for (const stage of stages) {
    const routed = route.filter((r) => r.stage === stage.id)
    const seats = routed.flatMap((r) => r.approvers).length
    const need = typeof stage.need === 'number' ? stage.need : 1
    if (routed.length > 1) problems.push(problem('field-malformed', `route.${stage.id}`, says.stageTwice(stage.title)))
    if (seats < need)
      problems.push(problem('field-missing', `route.${stage.id}`, says.tooFew(stage.title, need, seats)))
  }
  for (const { stage } of route) {
    if (!stages.some((s) => s.id === stage))
      problems.push(problem('field-unknown', `route.${stage}`, says.stageUnknown(stage)))
  }
  return problems
}

/** Who fills in does not sign; who signs one stage does not sign another, nor stands in for somebody there. */
function distinctProblems(units: Unit[], route: StageRoute[]): Problem[] {
  const problems: Problem[] = []
  const contacts = new Map(units.flatMap((unit) => unit.contacts.map((contact) => [contact.id, unit.name.zh])))
  const seatOf = new Map<string, string>()
  for (const { stage, approvers } of route) {
    for (const { id, name } of approvers) {
      if (contacts.has(id))
        problems.push(problem('person-not-distinct', `route.${stage}`, says.fillsAndSigns(name, entryOf(contacts, id))))
      if (seatOf.has(id)) problems.push(problem('person-not-distinct', `route.${stage}`, says.signsTwice(name)))
      seatOf.set(id, stage)
    }
  }
  for (const { stage, substitutes } of route) {
    const standIns = Object.values(substitutes ?? {})
    for (const [i, { id, name }] of standIns.entries()) {
      if (contacts.has(id))
        problems.push(problem('person-not-distinct', `route.${stage}`, says.fillsAndSigns(name, entryOf(contacts, id))))
      if (seatOf.has(id) || standIns.findIndex((p) => p.id === id) < i) {
        problems.push(problem('person-not-distinct', `route.${stage}`, says.substituteSigns(name)))
      }
    }
  }
  return problems
}

/** An indispensable stage is signed by nobody of the office that runs the cycle. */
function officeSeatProblems(definition: ReportDefinition, route: StageRoute[], office: Person[]): Problem[] {
  const indispensable = new Set(definition.signOff.stages.filter((s) => s.indispensable).map(({ id }) => id))
  return route
    .filter(({ stage }) => indispensable.has(stage))
    .flatMap(({ stage, approvers, substitutes }) =>
      [...approvers, ...Object.values(substitutes ?? {})]
        .filter(({ id }) => office.some((officer) => officer.id === id))
        .map(({ name }) => problem('person-not-distinct', `route.${stage}`, says.officeSigns(name))),
    )
}

/** One address is one person with one id, wherever the office names them. */
class People {
  readonly #byAddress = new Map<string, Person>()
  readonly #ids: Set<string>
  /** Ids of people of another address: digits go to the mailbox of an id. */
  readonly #given = new Set<string>()
  readonly #problems: Problem[]
  constructor(wanted: OpeningWanted, problems: Problem[]) {
    this.#problems = problems
    // Ids that were given are kept, so none that we make may be one of them.
    const named = [
      ...wanted.units.flatMap((unit) => [...unit.contacts, unit.leader]),
      ...wanted.office,
      wanted.accountable,
      ...wanted.route.flatMap((r) => [...r.approvers, ...Object.values(r.substitutes ?? {}), ...(r.observers ?? [])]),
    ]
    this.#ids = new Set(named.flatMap((person) => (person?.id ? [person.id] : [])))
  }

  person(named: NamedPerson): Person {
    const address = readAddress(named.address)
    const name = written(named.name)
    if (!name) this.#problems.push(problem('field-missing', 'name', says.nameless(named.address)))
    if (![name, named.title ?? ''].every(isShortLine)) {
      this.#problems.push(problem('field-malformed', 'name', says.hidden(named.address)))
    }
    if (!address) {
      this.#problems.push(problem('field-malformed', 'address', says.address(name, named.address)))
      return { ...named, id: named.id ?? 'unknown' }
    }
    const known = this.#byAddress.get(address)
    if (known) {
      if (known.name !== name)
        this.#problems.push(problem('field-malformed', 'address', says.sharedAddress(known.name, name)))
      return namedAgain(known, named)
    }
    if (named.id !== undefined && !isId(named.id, 60)) {
      this.#problems.push(problem('field-malformed', 'id', says.personId(named.id)))
    }
    if (named.id !== undefined) {
      if (this.#given.has(named.id)) this.#problems.push(problem('field-malformed', 'id', says.sharedId(named.id)))
      this.#given.add(named.id)
    }
    const { title, language } = named
    const person = {
      id: named.id ?? this.#newId(address),
      name,
      address,
      ...(title && { title }),
      ...(language && { language }),
    }
    this.#byAddress.set(address, person)
    return person
  }

  #newId(address: string): string {
    const base =
      firstOf(address.split('@'))
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-+|-+$/g, '')
        .slice(0, 40) || 'person'
    const id = freeId(
      (n) => (n === 1 ? base : `${base}-${n}`),
      (taken) => this.#ids.has(taken) || isForbiddenName(taken),
    )
    this.#ids.add(id)
    return id
  }
}

const isId = (text: string, longest: number): boolean =>
  /^[a-z0-9][a-z0-9-]*$/.test(text) && text.length <= longest && !isForbiddenName(text)

/** What nobody sees in a name breaks headers of mails and hides in print; a longer one is a slip of the hand. */
const isShortLine = (text: string): boolean => isPlainLine(text) && text.length <= 200
const isName = ({ zh, en }: LocalizedText): boolean => [zh, en].every(isShortLine)

const problem = (code: Problem['code'], field: string, message: LocalizedText): Problem => ({ code, field, message })
