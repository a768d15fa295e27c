import type * as z from 'zod'
import { entryOf, firstOf, lastOf, ownOf, present } from '../present.ts'
import type { Figure } from './figure.ts'
import { blank, notApplicable, sum } from './figure.ts'
import type {
  CellKind,
  LocalizedText,
  mergeStrategy,
  Owner,
  Relation,
  ReportDefinition,
  ReportTable,
} from './report-definition.ts'

/** Figures by cell id. A cell that is not named has no figure yet: a total is then computed, an input is blank. */
export type Figures = Readonly<Record<string, Figure>>
type MergeStrategy = z.infer<typeof mergeStrategy>

/** How the system computes a cell. */
type Derivation = { relation: string; of: { cell: Cell; sign: 1 | -1 }[] }
type Total = Cell & { derived: Derivation }

/** One cell of a report, with everything said about it at its column, row and table. */
export type Cell = {
  id: string
  /** Its place in `CompiledDefinition.cells`. */
  index: number
  table: string
  block: string
  row: string
  column: string
  /** As a finding names the row: 三、（四）1.本机关不掌握相关政府信息. */
  rowName: LocalizedText
  columnName: LocalizedText
  /** The whole name: `<row> / <column>`. */
  name: LocalizedText
  kind: CellKind
  strategy: MergeStrategy
  owner: Owner
  /** Whether “not applicable” is an answer in it. */
  notApplicable: boolean
  /** Computed by the system from these cells; it cannot be typed. */
  derived?: Derivation
}

/** One cell of an instance: where its figure is taken from, on which side, added or subtracted. */
export type Term = {
  source: 'own' | 'previous' | 'units'
  cell: Cell
  sign: 1 | -1
  side: 'left' | 'right'
  /** Brings the cell's scaled integer to the scale of the instance: 10 to the power of the difference, with the sign. */
  weight: number
}

/** One member of a relation's family, e.g. T3.identity for 法律服务机构. */
export type RelationInstance = {
  relation: Relation
  /** Names it in the report: `T3.identity(legal)`. */
  id: string
  where: LocalizedText
  terms: Term[]
  /** The most decimals any of its cells has. */
  scale: number
  needs: { previous: boolean; units: boolean }
  /** Whether the relation says how one of its cells is computed, and which. */
  derives?: Cell
  /**
   * The terms as left − right, for relations within one report whose sum is a safe integer whenever each figure is in `Values`
   * without digits.
   */
  balance?: { cells: Int32Array; weights: Float64Array }
}

export type CompiledQuote = {
  id: string
  title: LocalizedText
  parts: string[]
  patterns: { expression: RegExp; none: boolean }[]
  readings: { id: string; label: LocalizedText; usual: boolean; unless?: RegExp; terms: Term[] }[]
}

/** A definition with its cells listed and its relations spelled out: what forms, checks and the merge work on. */
export type CompiledDefinition = {
  definition: ReportDefinition
  /** In the order of the form. */
  cells: readonly Cell[]
  byId: ReadonlyMap<string, Cell>
  /** Derived cells, each after the cells it is computed from. */
  totals: readonly Total[]
  instances: readonly RelationInstance[]
  quotes: readonly CompiledQuote[]
}

const memory = new WeakMap<ReportDefinition, CompiledDefinition>()

/** Compiled once for each definition object. A definition that does not compile is a mistake of ours: `definition check` refuses it. */
export function compileDefinition(definition: ReportDefinition): CompiledDefinition {
  const known = memory.get(definition)
  if (known) return known
  const { compiled, left } = expandDefinition(definition)
  if (left.length > 0) throw new Error(`definition ${definition.id}: ${left.join()}`)
  memory.set(definition, compiled)
  return compiled
}

/** What was compiled elsewhere counts as compiled here: of the definition that lies in it. */
export function keepCompiled(compiled: CompiledDefinition): void {
  memory.set(compiled.definition, compiled)
}

/** The cells and relations of a definition, and what had to be left out of them: `definition/expansion-faults.ts` says where and why. */
export function expandDefinition(definition: ReportDefinition): { compiled: CompiledDefinition; left: string[] } {
  const left: string[] = []
  const cells = listCells(definition)
  const byId = new Map(cells.map((cell) => [cell.id, cell]))
  if (byId.size < cells.length) left.push('cells')
  const instances = definition.relations.flatMap((relation) => spellOut(definition, relation, byId, left))
  for (const instance of instances) deriveCell(instance)
  const totals = inOrderOfComputation(cells)
  const quotes = definition.quotes.map((quote) => compileQuote(definition, quote, byId))
  return { compiled: { definition, cells, byId, totals, instances, quotes }, left }
}

/**
 * The figures with every total that is not there computed. A total that was printed or sent (blank included) stays, so
 * that the check can compare it with the computed one.
 */
export function deriveTotals(compiled: CompiledDefinition, figures: Figures): Record<string, Figure> {
  const complete: Record<string, Figure> = { ...figures }
  for (const total of compiled.totals) {
    if (complete[total.id] === undefined) complete[total.id] = sumOfTerms(complete, total.derived.of)
  }
  return complete
}

/** Blank when a cell is blank. */
export function sumOfTerms(figures: Figures, terms: readonly Pick<Term, 'cell' | 'sign'>[]): Figure {
  return sum(
    terms.map(({ cell, sign }) => {
      const figure = figures[cell.id] ?? blank
      return sign === 1 || figure === blank || figure === notApplicable ? figure : negated(figure)
    }),
  )
}

/** The cells a unit with these roles fills in its slice: its own, and those owned by a role it has. */
export function inputCells(compiled: CompiledDefinition, roles: readonly string[]): Cell[] {
  return compiled.cells.filter((cell) => !cell.derived && (cell.owner === 'each' || roles.includes(cell.owner.role)))
}

/** The cells a slice of such a unit shows: its inputs, and the totals that rest on nothing else. */
export function sliceCells(compiled: CompiledDefinition, roles: readonly string[]): Cell[] {
  const shown = new Set(inputCells(compiled, roles).map((cell) => cell.index))
  for (const total of compiled.totals) {
    if (total.derived.of.every(({ cell }) => shown.has(cell.index))) shown.add(total.index)
  }
  return compiled.cells.filter((cell) => shown.has(cell.index))
}

/** Cells of a term such as `t3.[results].natural`: what quotes, conditions and relations are written with. */
export function cellsOfTerm(
  definition: ReportDefinition,
  term: string,
): { source: Term['source']; sign: 1 | -1; ids: string[] } {
  const source = /^-?(previous|units):/.exec(term)?.[1] as 'previous' | 'units' | undefined
  return {
    source: source ?? 'own',
    sign: term.startsWith('-') ? -1 : 1,
    ids: membersOf(definition, term.replace(/^-?(?:(?:previous|units):)?/, '')),
  }
}

const negated = (figure: string): string =>
  figure === '0' ? '0' : figure.startsWith('-') ? figure.slice(1) : `-${figure}`

function listCells(definition: ReportDefinition): Cell[] {
  const cells: Cell[] = []
  for (const table of definition.tables)
    for (const block of table.blocks)
      for (const row of block.rows)
        for (const column of block.columns) cells.push(cellAt(table, block.id, row, column, cells.length))
  return cells
}

type Block = ReportTable['blocks'][number]

function cellAt(
  table: ReportTable,
  block: string,
  row: Block['rows'][number],
  column: Block['columns'][number],
  index: number,
): Cell {
  const rowName = row.name ?? row.label
  const columnName = column.label
  return {
    id: `${table.id}.${row.id}.${column.id}`,
    index,
    table: table.id,
    block,
    row: row.id,
    column: column.id,
    rowName,
    columnName,
    name: column.name ?? { zh: `${rowName.zh} / ${columnName.zh}`, en: `${rowName.en} / ${columnName.en}` },
    kind: column.type ?? row.type ?? table.type ?? { kind: 'count' },
    strategy: column.strategy ?? row.strategy ?? table.strategy ?? 'sum',
    owner: column.owner ?? row.owner ?? table.owner ?? 'each',
    notApplicable: column.notApplicable ?? row.notApplicable ?? table.notApplicable ?? false,
  }
}

/** One instance for each combination of the family's members that the tables have cells for. */
function spellOut(
  definition: ReportDefinition,
  relation: Relation,
  byId: ReadonlyMap<string, Cell>,
  left: string[],
): RelationInstance[] {
  const all = combinations(definition, relation).map((members) => ({
    members,
    sides: sidesOf(definition, relation, members),
  }))
  const known = all.filter(({ members, sides }) => isMeant(members, sides, byId))
  const whole = known.filter(({ sides }) => sides.every(({ ids }) => ids.length > 0 && ids.every((id) => byId.has(id))))
  if (whole.length === 0 || whole.length < known.length) left.push(relation.id)
  return whole.map(({ members, sides }) => instanceOf(definition, relation, members, sides, byId))
}

/** A term of a relation with the names of its cells, for one combination of the family's members. */
type Side = { side: Term['side']; n: number; term: string } & ReturnType<typeof cellsOfTerm>

export const sidesOf = (definition: ReportDefinition, relation: Relation, members: Record<string, string>): Side[] =>
  (['left', 'right'] as const).flatMap((side) =>
    relation[side].map((term, n) => ({ side, n, term, ...cellsOfTerm(definition, replaceVariables(term, members)) })),
  )

/** Members that have no cell together, such as a row of one table and a column of another, are nobody's. */
export const isMeant = (members: object, sides: readonly Side[], byId: ReadonlyMap<string, Cell>): boolean =>
  Object.keys(members).length < 2 ||
  sides.every(({ ids }) => ids.length === 0) ||
  sides.some(({ ids }) => ids.some((id) => byId.has(id)))

function instanceOf(
  definition: ReportDefinition,
  relation: Relation,
  members: Record<string, string>,
  sides: readonly Side[],
  byId: ReadonlyMap<string, Cell>,
): RelationInstance {
  const scale = Math.max(...sides.flatMap(({ ids }) => ids.map((id) => cellScale(entryOf(byId, id)))))
  const terms = sides.flatMap(({ side, source, sign, ids }) =>
    ids.map((id) => termOf(entryOf(byId, id), source, sign, side, scale)),
  )
  const suffix = Object.values(members).join('.')
  const derived = relation.derives && terms.filter((term) => term.side === relation.derives)
  return {
    relation,
    id: suffix ? `${relation.id}(${suffix})` : relation.id,
    where: placeOf(definition, relation, members, sides, byId),
    terms,
    scale,
    needs: {
      previous: terms.some((term) => term.source === 'previous'),
      units: terms.some((term) => term.source === 'units'),
    },
    ...balanceOf(terms),
    ...(derived && derived.length === 1 && relation.operator === '=' && { derives: firstOf(derived).cell }),
  }
}

/** Figures are below 2^43, so weights that add up to 2^10 at most keep every partial sum within 2^53. */
function balanceOf(terms: readonly Term[]): Pick<RelationInstance, 'balance'> {
  const total = terms.reduce((sum, term) => sum + Math.abs(term.weight), 0)
  if (total > 2 ** 10 || terms.some((term) => term.source !== 'own')) return {}
  return {
    balance: {
      cells: Int32Array.from(terms, (term) => term.cell.index),
      weights: Float64Array.from(terms, (term) => (term.side === 'left' ? term.weight : -term.weight)),
    },
  }
}

const termOf = (cell: Cell, source: Term['source'], sign: 1 | -1, side: Term['side'], scale: number): Term => ({
  source,
  cell,
  sign,
  side,
  weight: sign * 10 ** (scale - cellScale(cell)),
})

/** Decimals of a cell's figures. */
export const cellScale = (cell: Cell): number => (cell.kind.kind === 'amount' ? cell.kind.scale : 0)

/** `{row} / {column}` with the names these members have in the cells of this instance. */
function placeOf(
  definition: ReportDefinition,
  relation: Relation,
  members: Record<string, string>,
  sides: readonly Side[],
  byId: ReadonlyMap<string, Cell>,
): LocalizedText {
  const nameOf = (variable: string): LocalizedText => {
    const member = members[variable] ?? ''
    for (const { term, ids } of sides) {
      const place = lastOf(term.split(':')).replace(/^-/, '').split('.').indexOf(`{${variable}}`)
      const cell = byId.get(ids[0] ?? '')
      if (cell && place === 1) return cell.rowName
      if (cell && place === 2) return cell.columnName
    }
    return ownOf(definition.names, member) ?? { zh: member, en: member }
  }
  const fill = (language: 'zh' | 'en') =>
    relation.where.replace(/\{([a-z0-9-]+)\}/g, (_, variable: string) => nameOf(variable)[language])
  return { zh: fill('zh'), en: fill('en') }
}

export function combinations(definition: ReportDefinition, relation: Relation): Record<string, string>[] {
  let all: Record<string, string>[] = [{}]
  for (const [variable, family] of Object.entries(relation.each)) {
    const members = membersOfFamily(definition, family)
    all = all.flatMap((chosen) => members.map((member) => ({ ...chosen, [variable]: member })))
  }
  return all
}

export const membersOfFamily = (definition: ReportDefinition, family: string | string[]): string[] =>
  typeof family === 'string' ? (ownOf(definition.sets, family) ?? []) : family

const replaceVariables = (term: string, members: Record<string, string>): string =>
  term.replace(/\{([a-z0-9-]+)\}/g, (whole, variable: string) => ownOf(members, variable) ?? whole)

/** `t3.[results].natural` → one id for each member of the set. */
function membersOf(definition: ReportDefinition, pattern: string): string[] {
  return pattern.split('.').reduce<string[]>(
    (ids, part) => {
      const set = /^\[([a-z0-9-]+)\]$/.exec(part)?.[1]
      const members = set === undefined ? [part] : (ownOf(definition.sets, set) ?? [])
      return ids.flatMap((id) => members.map((member) => (id ? `${id}.${member}` : member)))
    },
    [''],
  )
}

/** The first relation that computes a cell says how; a second one (the total of totals) then checks it. */
function deriveCell(instance: RelationInstance): void {
  const { derives, relation } = instance
  if (derives === undefined || derives.derived) return
  const own = present(
    instance.terms.find((term) => term.cell === derives && term.side === relation.derives),
    'term',
  )
  const of = instance.terms
    .filter((term) => term !== own)
    .map(({ cell, sign, side }) => ({
      cell,
      sign: ((side === relation.derives ? -sign : sign) * own.sign) as 1 | -1,
    }))
  derives.derived = { relation: relation.id, of }
}

const isTotal = (cell: Cell): cell is Total => cell.derived !== undefined

/** One that is computed from itself comes before what it rests on. */
function inOrderOfComputation(cells: readonly Cell[]): Total[] {
  const ordered: Total[] = []
  const seen = new Set<Cell>()
  const visit = (cell: Cell): void => {
    if (!isTotal(cell) || seen.has(cell)) return
    seen.add(cell)
    for (const { cell: used } of cell.derived.of) visit(used)
    ordered.push(cell)
  }
  cells.forEach(visit)
  return ordered
}

const phrasesOfAll: Record<string, string> = {
  n: '(\\d{1,3}(?:,\\d{3}){1,14}|\\d{1,60})',
  m: '(\\d[\\d,.]{0,60}(?:万元|元))',
  u: '(?:件|份|起|宗|条|次|例)',
}

/** A quote's pattern with its phrases written out; a phrase may contain phrases. */
export function expandPattern(pattern: string, phrases: Readonly<Record<string, string>>): string {
  let expanded = pattern
  for (let depth = 0; depth < 6; depth++) {
    expanded = expanded.replace(
      /\{([a-z][a-z-]*)\}/g,
      (whole, name: string) => ownOf(phrases, name) ?? ownOf(phrasesOfAll, name) ?? whole,
    )
  }
  return expanded
}

function compileQuote(
  definition: ReportDefinition,
  { id, title, parts, ...quote }: ReportDefinition['quotes'][number],
  byId: ReadonlyMap<string, Cell>,
): CompiledQuote {
  const listed = (field: 'patterns' | 'none') =>
    quote[field].map((pattern) => ({
      expression: new RegExp(expandPattern(pattern, definition.phrases), 'gu'),
      none: field === 'none',
    }))
  const readings = quote.readings.map(({ terms, unless, ...reading }) => ({
    ...reading,
    ...(unless !== undefined && { unless: new RegExp(expandPattern(unless, definition.phrases), 'u') }),
    terms: terms.flatMap((term) => {
      const { source, sign, ids } = cellsOfTerm(definition, term)
      return ids.map((name) => {
        const cell = entryOf(byId, name)
        return termOf(cell, source, sign, 'right', cellScale(cell))
      })
    }),
  }))
  return { id, title, parts, patterns: [...listed('patterns'), ...listed('none')], readings }
}
