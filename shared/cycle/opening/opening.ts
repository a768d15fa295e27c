import { type CivilDate, civilDate, isCivilDate } from '../../calendar/civil-date.ts'
import type { WorkingDayCalendar } from '../../calendar/working-days.ts'
import { entryOf, firstOf } from '../../present.ts'
import { canonicalBytes } from '../../report/bytes/canonical.ts'
import { digestOfValue } from '../../report/bytes/digest.ts'
import { compileDefinition } from '../../report/cells.ts'
import { type Problem, Refusal } from '../../report/errors.ts'
import { isPlainLine } from '../../report/plain-text.ts'
import type { LocalizedText, ReportDefinition } from '../../report/report-definition.ts'
import { legalDate, stageDates, type Timetable } from '../../report/timetable.ts'
import type { MissingSlicePolicy, Opening, Person, StageRoute, Unit } from '../facts.ts'
import { readAddress } from './roster.ts'

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
  if (!Number.isInteger(wanted.year) || wanted.year < 2000 || wanted.year > 2100) {
    problems.push(problem('field-malformed', 'year', says.year))
  }

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
  const route = wanted.route.map(({ stage, approvers, substitutes, observers }): StageRoute => {
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
    ...routeProblems(route, definition),
    ...distinctProblems(units, route),
    ...officeSeatProblems(definition, route, office),
  )
  if (office.length === 0) problems.push(problem('field-missing', 'office', says.officeEmpty))

  const accountable = wanted.accountable && people.person(wanted.accountable)
  const timetable = timetableOf(wanted, definition, calendar, problems)
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
  const size = canonicalBytes({ ...opening, units: [] }).length
  if (size > largestBesideUnits) {
    problems.push({ code: 'field-malformed', facts: { size, limit: largestBesideUnits }, message: says.tooLarge })
  }
  if (problems.length > 0) throw new Refusal(problems)
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
  problems: Problem[],
): Timetable {
  try {
    return stageDates(definition, legalDate(definition, wanted.issuer.level, wanted.year), calendar, wanted.dates)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    problems.push(...error.problems)
    // Nobody sees it: with a problem there is no opening.
    return { legal: '' }
  }
}

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
    problems.push({ ...problem('roster-invalid', 'roster', says.tooMany(units.length)), facts })
  }
  const ids = units.map((unit) => unit.id)
  for (const unit of units) {
    if (!isId(unit.id, 40)) problems.push(problem('roster-invalid', unit.id, says.unitId(unit.name.zh)))
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
    const name = named.name.normalize('NFC').trim()
    if (!name) this.#problems.push(problem('field-missing', 'name', says.nameless(named.address)))
    if (![name, named.title ?? ''].every(isPlainLine)) {
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
      return known
    }
    if (named.id !== undefined && !isId(named.id, 60)) {
      this.#problems.push(problem('field-malformed', 'id', says.personId(named.id)))
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
    let id = base
    for (let n = 2; this.#ids.has(id); n += 1) id = `${base}-${n}`
    this.#ids.add(id)
    return id
  }
}

const isId = (text: string, longest: number): boolean => /^[a-z0-9][a-z0-9-]*$/.test(text) && text.length <= longest

const problem = (code: Problem['code'], field: string, message: LocalizedText): Problem => ({ code, field, message })

const says = {
  cycle: {
    zh: '这一期的代号只能用小写字母、数字和连字符，最多 60 个字符。',
    en: 'The id of the cycle may have lower-case letters, digits and hyphens only, at most 60.',
  },
  issuer: {
    zh: '发布机关的代号只能用小写字母、数字和连字符，最多 40 个字符，例如 tongjiang。',
    en: 'The id of the issuer may have lower-case letters, digits and hyphens only, at most 40, e.g. tongjiang.',
  },
  year: {
    zh: '报告年度请填四位数字，例如 2025。',
    en: 'Please give the year reported on with four digits, e.g. 2025.',
  },
  yearNotEnded: (year: number): LocalizedText => ({
    zh: `${year}年还没有结束，数字还会变。请填“开始日期”，${year + 1}年1月1日或以后，到那天早上自动开始；要先试一遍，请开测试。`,
    en: `${year} has not ended and its figures will still change. Please give the day on which the cycle is to begin by itself, 1 January ${year + 1} or later; to rehearse before, open a test.`,
  }),
  opensMalformed: {
    zh: '开始日期请写成「年-月-日」，例如 2027-01-04。',
    en: 'Please write the day on which it begins as year-month-day, e.g. 2027-01-04.',
  },
  opensPast: {
    zh: '开始日期已经过去了；马上开始，就不用填。',
    en: 'The day on which it is to begin is over; leave it empty to begin at once.',
  },
  opensTooLate: (submissions: string): LocalizedText => ({
    zh: `开始日期要早于各单位报送的期限 ${submissions}。`,
    en: `It has to begin before the date by which the units report, ${submissions}.`,
  }),
  noUnits: { zh: '名册里没有单位，请先导入名册。', en: 'The roster has no units. Please load a roster first.' },
  officeEmpty: {
    zh: '请至少填一位负责这项工作的政务公开办人员，看板链接会发给他们。',
    en: 'Please name at least one person at the office; the link to the board goes to them.',
  },
  unitId: (unit: string): LocalizedText => ({
    zh: `「${unit}」的单位代码只能用小写字母、数字和连字符。`,
    en: `The code of ${unit} may have lower-case letters, digits and hyphens only.`,
  }),
  unitTwice: (unit: string): LocalizedText => ({
    zh: `单位代码 ${unit} 出现了两次。`,
    en: `The unit code ${unit} appears twice.`,
  }),
  noContact: (unit: string): LocalizedText => ({
    zh: `「${unit}」还没有联系人。`,
    en: `${unit} has no contact yet.`,
  }),
  leaderFills: (unit: string): LocalizedText => ({
    zh: `「${unit}」的负责人同时是填报人。填报和确认要由两个人做，请换一位。`,
    en: `The leader of ${unit} is also a contact. Filling in and confirming are done by two people; please name another.`,
  }),
  roleEmpty: (role: string): LocalizedText => ({
    zh: `还没有单位承担角色 ${role}，它负责的格子没有人填。请在名册「角色」一列给一个单位填上 ${role}。`,
    en: `No unit has the role ${role}, so nobody would fill its cells. Please put ${role} in the roles of one unit.`,
  }),
  roleShared: (role: string, units: string): LocalizedText => ({
    zh: `角色 ${role} 只能由一个单位承担，现在有：${units}。`,
    en: `Only one unit can have the role ${role}; now there are: ${units}.`,
  }),
  countedTwice: (unit: LocalizedText): LocalizedText => ({
    zh: `「${unit.zh}」的数只能由本级或者由条线汇总，两边都汇总就算了两遍。`,
    en: `The figures of ${unit.en} are counted here or by its own line; in both they would be counted twice.`,
  }),
  countedForNothing: (unit: LocalizedText): LocalizedText => ({
    zh: `「${unit.zh}」由条线汇总，而这种报告没有各单位自己的报告：它没有要报的，请从名册里去掉。`,
    en: `${unit.en} is counted by its own line, and the units publish no reports of their own here: it has nothing to file; please take it off the roster.`,
  }),
  countedAway: (unit: LocalizedText, role: string): LocalizedText => ({
    zh: `「${unit.zh}」承担角色 ${role}，它填的格子只有它填，不能由条线汇总。`,
    en: `${unit.en} has the role ${role}, whose cells nobody else fills, so it has to be counted here.`,
  }),
  stageTwice: (stage: LocalizedText): LocalizedText => ({
    zh: `「${stage.zh}」填了两次。`,
    en: `“${stage.en}” is given twice.`,
  }),
  stageUnknown: (stage: string): LocalizedText => ({
    zh: `这份报告没有名为 ${stage} 的审签环节。`,
    en: `This report has no sign-off stage named ${stage}.`,
  }),
  tooFew: (stage: LocalizedText, need: number, seats: number): LocalizedText => ({
    zh: `「${stage.zh}」至少要 ${need} 位审签人，现在有 ${seats} 位。`,
    en: `“${stage.en}” takes at least ${need} approvers; it has ${seats}.`,
  }),
  fillsAndSigns: (person: string, unit: string): LocalizedText => ({
    zh: `${person}是「${unit}」的填报人，不能再审签。请换一位审签人。`,
    en: `${person} fills in for ${unit} and cannot sign off as well. Please name another approver.`,
  }),
  signsTwice: (person: string): LocalizedText => ({
    zh: `${person}在审签环节里出现了两次；每一位审签人只能签一次。`,
    en: `${person} appears twice among the approvers; each person signs once.`,
  }),
  hidden: (address: string): LocalizedText => ({
    zh: `${address} 的姓名或职务里有看不见的控制字符，请重新输入。`,
    en: `The name or title of ${address} has invisible control characters; please type it again.`,
  }),
  officeSigns: (person: string): LocalizedText => ({
    zh: `${person}是政务公开办办理本期的人，不能签这个不可缺少的环节。`,
    en: `${person} runs this cycle at the office and cannot sign a stage that is indispensable.`,
  }),
  substituteSigns: (person: string): LocalizedText => ({
    zh: `${person}自己要审签，或者已经替别人，不能再当替补。`,
    en: `${person} signs in their own right, or stands in for somebody else already, and cannot be a substitute as well.`,
  }),
  substituteOfNobody: (person: string): LocalizedText => ({
    zh: `替补${person}要替的人不在这个环节的审签人里。`,
    en: `${person} is to stand in for somebody who is not an approver of this stage.`,
  }),
  nameless: (address: string): LocalizedText => ({
    zh: `${address} 还没有填姓名。`,
    en: `${address} has no name yet.`,
  }),
  address: (name: string, address: string): LocalizedText => ({
    zh: `${name}的邮箱「${address}」不是完整的地址。`,
    en: `The address of ${name}, “${address}”, is not complete.`,
  }),
  sharedAddress: (one: string, other: string): LocalizedText => ({
    zh: `${one}和${other}用的是同一个邮箱；一个邮箱只能是一个人，否则说不清是谁签的。`,
    en: `${one} and ${other} share an address; one address is one person, or nobody could say who signed.`,
  }),
  personId: (id: string): LocalizedText => ({
    zh: `人员代号 ${id} 只能用小写字母、数字和连字符。`,
    en: `The person id ${id} may have lower-case letters, digits and hyphens only.`,
  }),
  tooMany: (units: number): LocalizedText => ({
    zh: `名册里有 ${units} 个单位，一期最多 ${mostUnits} 个。请分成几期。`,
    en: `The roster has ${units} units; a cycle has ${mostUnits} at most. Please split it.`,
  }),
  tooLarge: {
    zh: '单位名册以外的内容（说明、审签人、政务公开办人员）太长了，请缩短。',
    en: 'What is given beside the roster (the note, the approvers, the office) is too long. Please shorten it.',
  },
}
