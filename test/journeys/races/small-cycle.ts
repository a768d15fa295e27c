import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { recordOpening } from '../../../functions/kept/cycles.ts'
import { embeddedDoor } from '../../../infra/local/demo/embedded-door.ts'
import { type Asked, askedSince, Clerk, type FilledSlice } from '../../../infra/local/demo/people.ts'
import type { VisitedDoor } from '../../../infra/local/demo/visitor.ts'
import { type LocalOptions, type LocalSystem, startLocal } from '../../../infra/local/trial/local.ts'
import { calendarOfZone } from '../../../shared/calendar/working-days.ts'
import type { Fact } from '../../../shared/cycle/facts.ts'
import { foldCycle } from '../../../shared/cycle/fold.ts'
import { planOpening } from '../../../shared/cycle/opening/opening.ts'
import type { CycleState } from '../../../shared/cycle/reporting-cycle.ts'
import { compileDefinition, inputCells } from '../../../shared/report/cells.ts'
import safetyInspection from '../../../shared/report/definitions/safety-inspection.json' with { type: 'json' }
import { reportDefinition } from '../../../shared/report/report-definition.ts'

/**
 * A cycle as small as a cycle can be and still have everything: two units, one of them with a leader who confirms, two stages,
 * the first of which takes `need` of its two approvers and has a substitute.
 */
export const cycle = 'binhai-2025'
export const opens = '2026-01-05T01:00:00.000Z' // a Monday, nine in the morning

const person = (id: string, title: string) => ({ id, name: `${id}同志`, address: `${id}@races.example`, title })
export const people = {
  officer: person('officer', '安委办科员'),
  clerk: person('clerk', '综合科科员'),
  builder: person('builder', '质安站科员'),
  chief: person('chief', '建设局局长'),
  ding: person('ding', '安委办副主任'),
  ren: person('ren', '监管科科长'),
  stand: person('stand', '安委办主任科员'),
  shao: person('shao', '主任'),
  guest: person('guest', '副处长'),
  watch: person('watch', '督查员'),
  mayor: person('mayor', '副区长'),
} as const

/** `need`: how many of the first stage's two approvers must agree; `confirmed`: the second unit's leader confirms its slice. */
export type Shape = { need?: 'all' | 'any'; confirmed?: boolean }

export const documentOf = ({ need = 'all', confirmed = true }: Shape) => ({
  ...safetyInspection,
  signOff: {
    unitConfirmation: { ...safetyInspection.signOff.unitConfirmation, required: confirmed },
    stages: safetyInspection.signOff.stages.map((stage) => (stage.id === 'safety-office' ? { ...stage, need } : stage)),
  },
})
export const definitionOf = (shape: Shape) => reportDefinition.parse(documentOf(shape))

const units = [
  {
    id: 'office',
    name: { zh: '安全生产委员会办公室', en: 'Work-Safety Office' },
    kind: 'office' as const,
    roles: ['office', 'finance'],
    contacts: [people.clerk],
  },
  {
    id: 'housing',
    name: { zh: '住房和城乡建设局', en: 'Housing and Construction Bureau' },
    kind: 'department' as const,
    roles: [],
    contacts: [people.builder],
    leader: people.chief,
  },
]

export async function openSmallCycle(local: LocalSystem, shape: Shape = {}): Promise<void> {
  const definition = definitionOf(shape)
  const opening = planOpening(
    {
      cycle,
      issuer: { id: 'binhai', name: { zh: '滨海区', en: 'Binhai' }, level: 'county' },
      year: 2025,
      units,
      route: [
        {
          stage: 'safety-office',
          approvers: [people.ding, people.ren],
          substitutes: { [people.ding.id]: people.stand },
        },
        { stage: 'director', approvers: [people.shao], observers: [people.watch] },
      ],
      office: [people.officer],
      accountable: people.mayor,
      policy: { missing: 'hold' },
    },
    definition,
    calendarOfZone(definition.timetable.zone),
    local.services.clock.now(),
    people.officer.id,
  )
  await recordOpening(opening, documentOf(shape), local.services)
}

/** What each unit sends: every figure `figure`, which the relations of the definition like. */
export function sliceOf(unit: 'office' | 'housing', figure = '1', words = '本季度检查正常。'): FilledSlice {
  const { roles } = units.find(({ id }) => id === unit)!
  const compiled = compileDefinition(definitionOf({}))
  return {
    slice: { figures: Object.fromEntries(inputCells(compiled, roles).map(({ id }) => [id, figure])), amounts: {} },
    texts: { work: words, ...(unit === 'office' && { plan: '下个季度重点检查节后复工。' }) },
  }
}

export const clerkOf = (door: VisitedDoor, unit: 'office' | 'housing', shape: Shape = {}): Clerk => {
  const { roles, contacts } = units.find(({ id }) => id === unit)!
  return new Clerk(door, definitionOf(shape), roles, contacts[0]!.address)
}

/** Requests that came after the mails already answered; an observer's copy asks for nothing. */
export const requestsSince = async (door: VisitedDoor, answered: ReadonlySet<string>): Promise<Asked[]> =>
  (await askedSince(door, answered)).filter(({ address }) => address !== people.watch.address)

export type SmallCycle = {
  local: LocalSystem
  door: VisitedDoor
  facts(): Promise<Fact[]>
  state(): Promise<CycleState>
  /** Moves the clock by so many minutes, and lets what follows happen. */
  pass(minutes: number): Promise<void>
}

/** The embedded system on a folder of its own, with the small cycle open and everybody invited. */
export async function startSmallCycle(shape: Shape = {}, options: Partial<LocalOptions> = {}): Promise<SmallCycle> {
  const folder = await mkdtemp(join(tmpdir(), 'lianbao-races-'))
  const local = await startLocal({ folder, clock: opens, clockStands: true, timerEvery: 3_600_000, ...options })
  await openSmallCycle(local, shape)
  await local.settled()
  return smallCycle(local)
}

export function smallCycle(local: LocalSystem): SmallCycle {
  const facts = () => local.services.store.facts(cycle)
  return {
    local,
    door: embeddedDoor(local.baseUrl, local.publicUrl),
    facts,
    state: async () => foldCycle(await facts())!,
    async pass(minutes) {
      await local.clock.moveTo(new Date(Date.parse(local.clock.now()) + minutes * 60_000).toISOString())
      await local.keepTime()
      await local.settled()
    },
  }
}
