import { addDays } from '../../shared/calendar/civil-date.ts'
import { calendarOfZone } from '../../shared/calendar/working-days.ts'
import type { MissingSlicePolicy, Opening, Person, Unit } from '../../shared/cycle/facts.ts'
import { planOpening } from '../../shared/cycle/opening/opening.ts'
import { digestOfValue } from '../../shared/report/bytes/digest.ts'
import { type CompiledDefinition, compileDefinition, inputCells } from '../../shared/report/cells.ts'
import { shippedDocument } from '../../shared/report/definitions/shipped.ts'
import type { LastYear } from '../../shared/report/last-year.ts'
import { type ReportDefinition, reportDefinition } from '../../shared/report/report-definition.ts'
import { drawnReport } from '../fixtures/drawn-report.ts'
import type { Random } from './random.ts'

/** What a season is about: drawn once, before anything happens. */
export type Scenario = {
  name: string
  document: unknown
  definition: ReportDefinition
  compiled: CompiledDefinition
  opening: Opening
  /** What was published the year before, where the cycle knows it. */
  lastYear?: LastYear
  /** What a unit brings along from it that was another's: by the unit. */
  absorbed: Readonly<Record<string, number>>
  /** When the cycle is opened. */
  opens: string
}

export const cycle = 'season-1'

type Shape = {
  report: string
  need?: 'all' | 'any'
  confirmed?: boolean
  policy: MissingSlicePolicy
  test?: boolean
  later?: boolean
}

/** Every shipped report, and one that is drawn too; most seasons are of the smallest: a season of the largest costs as much as three and a half. */
export function scenarioOf(random: Random): Scenario {
  const report = random.weighted([
    [20, 'safety-inspection'],
    [8, 'drawn'],
    [2, 'gid-2021'],
    [2, 'gid-2019'],
  ] as const)
  const shape: Shape = {
    report,
    need: random.pick(['all', 'any'] as const),
    confirmed: random.chance(0.7),
    policy: random.weighted([
      [3, 'hold'],
      [1, 'gap'],
    ] as const),
    test: random.chance(0.1),
    later: random.chance(0.1),
  }
  const { opens, year } = report === 'gid-2021' && random.chance(0.4) ? withoutNotice : calendarsOf[report]
  const document = report === 'drawn' ? drawnReport(random) : documentOf(shape)
  const definition =
    report === 'drawn' ? compiled(document) : compiledOf(document, `${report} ${shape.need} ${shape.confirmed}`)
  const before = report.startsWith('gid-') && random.chance(0.8) ? drawnYearBefore(random, report, year - 1) : undefined
  const opening = planOpening(
    {
      cycle,
      issuer: { id: 'binhai', name: { zh: '滨海区', en: 'Binhai' }, level: 'county' },
      year,
      ...(report === 'drawn'
        ? drawnPeople(random, definition.definition)
        : { units, route: routeOf(definition.definition) }),
      office: [officer('officer'), officer('second')],
      accountable: person('mayor', '副区长'),
      policy: { missing: shape.policy },
      ...(before && { previous: digestOfValue(before.lastYear) }),
      ...(shape.test && { test: true as const }),
      ...(shape.later && { opens: addDays(opens.slice(0, 10), 1) }),
    },
    definition.definition,
    calendarOfZone(definition.definition.timetable.zone),
    opens,
    'officer',
  )
  const name = `${report}, need ${shape.need}, ${shape.confirmed ? 'confirmed' : 'unconfirmed'}, ${shape.policy}${shape.test ? ', a test' : ''}${shape.later ? ', later' : ''}${before ? ', a year before' : ''}`
  return { name, document, ...definition, opening, absorbed: {}, ...before, opens }
}

/**
 * The year before, as this system published it or as files of some units: with one that is gone, whose requests another takes over or
 * nobody does, and one that has corrected its own report since.
 */
function drawnYearBefore(
  random: Random,
  definition: string,
  year: number,
): Pick<Scenario, 'absorbed'> & { lastYear: LastYear } {
  const ours = random.chance(0.7)
  const published = (n: number) => carriedOut(definition, n)
  const known = units.filter(() => random.chance(ours ? 0.9 : 0.5))
  const carried = new Map(known.map(({ id, name }) => [id, { n: random.whole(0, 2), name }]))
  const gone = ours && random.chance(0.5) ? random.whole(1, 2) : 0
  if (gone > 0) carried.set('gone', { n: gone, name: { zh: '撤销的单位', en: 'gone' } })
  const sum = [...carried.values()].reduce((all, { n }) => all + n, 0)
  const lastYear: LastYear = {
    document: 'lianbao/last-year/1',
    year,
    ...(random.chance(0.8) && { issuer: published(sum + (random.chance(0.2) ? 1 : 0)) }),
    units: Object.fromEntries(
      [...carried].map(([id, { n, name }]) => [id, { ...published(n), ...(ours && { name }) }]),
    ),
  }
  const takes = gone > 0 && known.length > 0 && random.chance(0.5)
  return { lastYear, absorbed: takes ? { [random.pick(known).id]: gone } : {} }
}

/** The same Monday of a year whose notice is not out: its dates are counted for the time being. */
const withoutNotice = { opens: '2028-01-24T01:00:00.000Z', year: 2027 }

/** A Monday morning, early enough for every date of the report to lie ahead. */
const calendarsOf = {
  'safety-inspection': { opens: '2026-01-05T01:00:00.000Z', year: 2025 },
  drawn: { opens: '2026-01-05T01:00:00.000Z', year: 2025 },
  'gid-2021': { opens: '2022-01-24T01:00:00.000Z', year: 2021 },
  'gid-2019': { opens: '2021-01-25T01:00:00.000Z', year: 2020 },
} as const

/** The report as shipped; the small one in the shapes that a definition may have. */
function documentOf({ report, need, confirmed }: Shape): unknown {
  const shipped = shippedDocument(report) as { signOff: { unitConfirmation: object; stages: { id: string }[] } }
  if (report !== 'safety-inspection') return shipped
  return {
    ...shipped,
    signOff: {
      ...shipped.signOff,
      unitConfirmation: { ...shipped.signOff.unitConfirmation, required: confirmed },
      stages: shipped.signOff.stages.map((stage, index) => (index === 0 ? { ...stage, need } : stage)),
    },
  }
}

/** Made once a process: all seasons of a shape share what is compiled. */
const known = new Map<string, { definition: ReportDefinition; compiled: CompiledDefinition }>()

function compiledOf(document: unknown, name: string) {
  const entry = known.get(name) ?? compiled(document)
  known.set(name, entry)
  return entry
}

function compiled(document: unknown) {
  const definition = reportDefinition.parse(document)
  return { definition, compiled: compileDefinition(definition) }
}

const person = (id: string, title: string): Person => ({
  id,
  name: `${id}同志`,
  address: `${id}@season.example`,
  title,
})
const officer = (id: string): Person => person(id, '科员')

/** Five units: one that answers for the office's own parts, three with a leader, one with two clerks, one with neither. */
const units: Unit[] = [
  { id: 'office', kind: 'office', roles: ['office', 'finance'], contacts: 1, leads: true },
  { id: 'housing', kind: 'department', roles: [], contacts: 2, leads: true },
  { id: 'schools', kind: 'department', roles: [], contacts: 1, leads: true },
  { id: 'harbour', kind: 'department', roles: [], contacts: 1, leads: false },
  { id: 'town', kind: 'township', roles: [], contacts: 1, leads: false },
].map(({ id, kind, roles, contacts, leads }) => ({
  id,
  name: { zh: `${id}单位`, en: id },
  kind: kind as Unit['kind'],
  roles,
  contacts: Array.from({ length: contacts }, (_, n) => person(`${id}-clerk${n + 1}`, '科员')),
  ...(leads && { leader: person(`${id}-leader`, '局长') }),
}))

/** Any number of units; in a small place one person fills in for two of them, leads one and fills in for another, or leads one and signs. */
function drawnPeople(random: Random, definition: ReportDefinition) {
  const others = Array.from({ length: random.whole(0, 6) }, (_, n): Unit => {
    const id = `unit${n + 1}`
    const contacts = Array.from({ length: random.whole(1, 3) }, (_, c) => person(`${id}-clerk${c + 1}`, '科员'))
    const leader = random.chance(0.6) && { leader: person(`${id}-leader`, '局长') }
    const above = definition.unitReports && random.chance(0.1) && { countedAbove: 'own-line' as const }
    return { id, name: { zh: `${id}单位`, en: id }, kind: 'department', roles: [], contacts, ...leader, ...above }
  })
  const route = routeOf(definition)
  const [first, second] = others
  if (first && second) {
    if (random.chance(0.3)) second.contacts[0] = first.contacts[0]!
    const leads = first.leader ? random.whole(0, 5) : undefined
    if (first.leader && leads === 0) second.contacts.push(first.leader)
    if (first.leader && leads === 1) {
      const { approvers, substitutes } = random.pick(route)
      if (!substitutes) approvers[0] = first.leader
    }
  }
  return { units: [units[0]!, ...others], route }
}

const routeOf = ({ signOff }: ReportDefinition) => signOff.stages.map(({ id }, index) => seatsOf(id, index))

/** Two seats at the first stage and at the last but one; a substitute and an observer at the first. */
function seatsOf(stage: string, index: number) {
  const seats = index === 0 || index === 3 ? 2 : 1
  const approvers = Array.from({ length: seats }, (_, n) => person(`${stage}-${n + 1}`, '主任'))
  return {
    stage,
    approvers,
    ...(index === 0 && {
      substitutes: { [approvers[0]!.id]: person('stand-in', '主任科员') },
      observers: [person('observer', '督查员')],
    }),
  }
}

/** A report of which it is known alone what it carried over. */
export const carriedOut = (definition: string, n: number) => ({
  definition,
  figures: { 't3.carried-out.natural': String(n), 't3.carried-out.total': String(n) },
})
/** What a unit, or the whole (''), carried over, as far as it is known. */
export const carriedBy = (lastYear: LastYear | undefined, unit: string): number =>
  Number((unit === '' ? lastYear?.issuer : lastYear?.units[unit])?.figures['t3.carried-out.natural'] ?? 0)

/** Figures of a slice that every blocking relation likes; `n` tells one revision from another. */
export function figuresFor(
  scenario: Scenario,
  { id: unit, roles }: Pick<Unit, 'id' | 'roles'>,
  n: number,
  lastYear: LastYear | undefined,
): Record<string, string> {
  const cells = inputCells(scenario.compiled, roles)
  if (['safety-inspection', 'drawn'].includes(scenario.definition.id)) {
    return Object.fromEntries(cells.map(({ id }) => [id, String(n)]))
  }
  const carried = carriedBy(lastYear, unit) + (scenario.absorbed[unit] ?? 0)
  const told: Record<string, string> = {
    't3.new.natural': String(n),
    't3.carried-in.natural': String(carried),
    't3.granted.natural': String(n + carried),
  }
  // In every other revision something that has to be explained: by the clerk, and on the draft by the office.
  if (n % 2 === 0) told['t2.normative.issued'] = String(n)
  return Object.fromEntries(cells.map(({ id }) => [id, told[id] ?? '0']))
}
