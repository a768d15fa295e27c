import type { MissingSlicePolicy, Person, StageRoute, Unit } from '../../shared/cycle/facts.ts'
import type { OpeningWanted } from '../../shared/cycle/opening/opening.ts'
import { compileDefinition, inputCells } from '../../shared/report/cells.ts'
import { shippedDefinition, shippedDocument } from '../../shared/report/definitions/shipped.ts'
import type { Figure } from '../../shared/report/figure.ts'
import type { LastYear } from '../../shared/report/last-year.ts'

/** What a journey wants of its cycle; everything else is the same for all. */
export type Wanted = {
  /** The cycle's id; its addresses carry it too, so that journeys on one system do not read each other's mail. */
  name: string
  missing?: MissingSlicePolicy
  /** When the office clears the units' own reports; as the shipped definition says without it. */
  clearance?: 'before' | 'after'
  test?: true
  /** A branch whose figures the whole does not add. */
  ownLine?: UnitId
  /** The route names somebody of the justice bureau. */
  justice?: true
  lastYear?: Pick<LastYear, 'issuer' | 'units'>
  /** Reported on, and when it is opened; 2020 and the Monday without them. */
  year?: number
  clock?: string
}

export const definition = shippedDefinition('gid-2019')!
export const document = shippedDocument('gid-2019')
export const compiled = compileDefinition(definition)

/** A Monday, nine in the morning; the slices are due on the Friday. */
export const opens = '2021-01-25T01:00:00.000Z'

export type Cast = ReturnType<typeof castOf>

/** 青禾县: an office, a department and a township; one approver a stage. Invented from head to foot. */
export function castOf({ name }: Pick<Wanted, 'name'>) {
  const person = (id: string, called: string, title: string): Person => ({
    id,
    name: called,
    address: `${id}@${name}.example`,
    title,
  })
  const unit = (
    id: string,
    zh: string,
    en: string,
    kind: Unit['kind'],
    contact: string,
    leader: string,
  ): Unit & { contact: Person; leader: Person } => {
    const clerk = person(`${id}-clerk`, contact, '科员')
    return {
      id,
      name: { zh, en },
      kind,
      roles: id === 'office' ? ['office'] : [],
      contacts: [clerk],
      contact: clerk,
      leader: person(`${id}-leader`, leader, '负责人'),
    }
  }
  const approver = {
    'justice-bureau': person('justice-he', '何平', '司法局法规科科长'),
    'disclosure-office': person('head-bai', '白雪', '政务公开办主任'),
    'secrecy-review': person('secrecy-jin', '金城', '保密审查员'),
    'other-handling-review': person('inspector-yan', '闫立', '督查室主任'),
    'responsible-leader': person('deputy-qin', '秦华', '常务副县长'),
    'principal-leader': person('mayor-luo', '罗斌', '县长'),
  }
  return {
    name,
    units: {
      office: unit('office', '青禾县人民政府办公室', 'Office of the County Government', 'office', '孙新', '周远'),
      finance: unit('finance', '青禾县财政局', 'Finance Bureau', 'department', '王英', '赵强'),
      qingquan: unit('qingquan', '清泉镇人民政府', 'Qingquan Town', 'township', '吕山', '丁涛'),
    },
    approver,
    clerk: person('clerk-lin', '林燕', '政务公开办科员'),
    accountable: approver['responsible-leader'],
  }
}

export type UnitId = keyof Cast['units']
export const unitIds: readonly UnitId[] = ['office', 'finance', 'qingquan']
/** The stages that this cycle's figures call for, in the order they are asked. */
export const stages = ['disclosure-office', 'secrecy-review', 'responsible-leader', 'principal-leader'] as const
export type Stage = (typeof stages)[number] | 'justice-bureau'

export function openingOf(
  { name, missing = 'hold', test, justice, ownLine, year = 2020 }: Wanted,
  previous?: string,
): OpeningWanted {
  const { units, approver, clerk, accountable } = castOf({ name })
  const route: StageRoute[] = Object.entries(approver)
    .filter(([stage]) => justice || stage !== 'justice-bureau')
    .map(([stage, one]) => ({ stage, approvers: [one] }))
  return {
    cycle: name,
    issuer: { id: name, name: { zh: '青禾县人民政府', en: 'Qinghe County Government' }, level: 'county' },
    year,
    units: unitIds.map((id) => {
      const { contact: _, ...unit } = units[id]
      return { ...unit, ...(id === ownLine && { countedAbove: 'own-line' as const }) }
    }),
    route,
    office: [clerk],
    accountable,
    policy: { missing },
    note: { zh: '测试用的例子。', en: 'An example made for a test.' },
    ...(previous && { previous }),
    ...(test && { test }),
  }
}

export type Figures = Record<string, Figure>

/** What the units have done in 2020; every other figure is 0. The sums are easy to do in the head. */
export const figuresOf: Record<UnitId, Figures> = {
  office: { 't3.new.natural': '3', 't3.granted.natural': '2', 't3.carried-out.natural': '1' },
  finance: { 't3.new.legal': '4', 't3.not-held.legal': '4', 't2.procurement.amount': '3310.4' },
  qingquan: { 't3.new.natural': '2', 't3.granted.natural': '2', 't2.penalties.decisions': '7' },
}

export const textsOf: Record<UnitId, Record<string, string>> = {
  office: {
    overview: '2020年，各单位按时公开，群众来信来访都有答复。',
    problems: '报表填得还不够细，今后逐条核对。',
    other: '没有收取信息处理费。',
  },
  finance: {},
  qingquan: {},
}

/** Every cell the unit fills, with its figures and 0 elsewhere. */
export const filled = (id: UnitId, figures: Figures = figuresOf[id]): Figures => ({
  ...Object.fromEntries(inputCells(compiled, castOf({ name: '' }).units[id].roles).map((cell) => [cell.id, '0'])),
  ...figures,
})
