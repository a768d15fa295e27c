import * as z from 'zod'
import { lastOf, present } from '../../present.ts'
import {
  type CompiledDefinition,
  cellScale,
  cellsOfTerm,
  expandDefinition,
  expandPattern,
  type Figures,
  membersOfFamily,
} from '../cells.ts'
import { decimals, isFigure, notApplicable } from '../figure.ts'
import { checkMerged } from '../integrity/check.ts'
import { sumOfUnits } from '../integrity/weigh.ts'
import { isPlainLine, isPlainText } from '../plain-text.ts'
import { type LocalizedText, type Relation, type ReportDefinition, reportDefinition } from '../report-definition.ts'
import { timetableProblems } from '../timetable.ts'
import { type DefinitionFault, definitionFault as fault } from './definition-fault.ts'
import { expansionFaults } from './expansion-faults.ts'
import { leftOutOfTotals } from './totals-check.ts'

/**
 * Everything that is wrong with a definition document, each with its place in the file: what the schema refuses, and what only
 * the whole can show (an unknown or unowned cell, a total computed from itself, a relation that reaches nothing or has no
 * passing and failing example, a text without translation). Empty when the definition may be loaded.
 */
export function checkDefinition(document: unknown): DefinitionFault[] {
  const { definition, faults } = parse(document)
  if (!definition) return inOrder(faults)
  const endless = endlessRelations(definition)
  if (endless.length > 0) return inOrder([...faults, ...endless])
  const { compiled } = expandDefinition({ ...definition, quotes: [] })
  const expansion = expansionFaults(definition, compiled)
  return inOrder([
    ...faults,
    ...expansion,
    ...unownedCells(definition, compiled),
    ...unreachableRelations(definition, compiled, expansion),
    ...strayVariables(definition),
    ...(expansion.length === 0 ? [...failingExamples(definition, compiled), ...leftOutOfTotals(compiled)] : []),
    ...partsAndTables(definition),
    ...quotes(definition),
    ...previousCells(definition, compiled),
    ...measures(definition, compiled),
    ...signOffAndTimetable(definition, compiled),
    ...unitReports(definition),
    ...powers(definition),
    ...repeatedIds(definition),
    ...unreadable(definition),
  ])
}

/** The JSON Schema (2020-12) of a definition document, as written by hand: defaults need not be there. */
export const reportDefinitionSchema = (): unknown => ({
  $id: 'report-definition.schema.json',
  title: 'Lianbao report definition',
  ...z.toJSONSchema(reportDefinition, { io: 'input' }),
})

/** Missing translations and examples are named, then filled in for the sake of what else is to be found. */
function parse(document: unknown): { definition: ReportDefinition | undefined; faults: DefinitionFault[] } {
  const first = reportDefinition.safeParse(document)
  if (first.success) return { definition: first.data, faults: [] }
  const faults = first.error.issues.map(schemaFault)
  const filled: unknown = structuredClone(document)
  for (const { path } of first.error.issues) {
    const [last, before] = [path.at(-1), path.at(-2)]
    if (last === 'zh' || last === 'en') put(filled, path, '–')
    else if (last === 'examples') put(filled, path, { holds: { figures: {} }, broken: { figures: {} } })
    else if (before === 'examples') put(filled, path, { figures: {} })
  }
  const second = reportDefinition.safeParse(filled)
  return { definition: second.success ? second.data : undefined, faults }
}

function schemaFault({ path, message }: z.core.$ZodIssue): DefinitionFault {
  const [last, before] = [path.at(-1), path.at(-2)]
  const place = pathOf(path)
  if (last === 'zh' || last === 'en') {
    return fault(place, 'text-missing', last)
  }
  if (last === 'examples' || before === 'examples') {
    return fault(place, 'no-examples')
  }
  return fault(place, 'not-of-the-form', message)
}

function put(root: unknown, path: readonly PropertyKey[], value: unknown): void {
  const parent = path.slice(0, -1).reduce<unknown>((at, key) => (isObject(at) ? at[key] : undefined), root)
  if (isObject(parent)) parent[lastOf(path)] = value
}

const isObject = (value: unknown): value is Record<PropertyKey, unknown> => typeof value === 'object' && value !== null

const pathOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text ? `${text}.${String(key)}` : String(key)),
    '',
  )

/** An owner must be said, at the column, the row or the table: who fills a cell is not left to a default. */
function unownedCells(definition: ReportDefinition, compiled: CompiledDefinition): DefinitionFault[] {
  return definition.tables.flatMap((table, t) =>
    table.blocks.flatMap((block, b) =>
      block.rows.flatMap((row, r) =>
        block.columns.flatMap((column, c) => {
          const cell = compiled.byId.get(`${table.id}.${row.id}.${column.id}`)
          if (!cell || cell.derived) return []
          const path = `tables[${t}].blocks[${b}].rows[${r}] / columns[${c}]`
          const owner = column.owner ?? row.owner ?? table.owner
          if (owner === undefined) {
            return [fault(path, 'no-owner', cell.id)]
          }
          if (owner === 'each' && cell.strategy === 'single-owner') {
            return [fault(path, 'single-owner-for-each', cell.id)]
          }
          return []
        }),
      ),
    ),
  )
}

function unreachableRelations(
  definition: ReportDefinition,
  { instances }: CompiledDefinition,
  expansion: readonly DefinitionFault[],
): DefinitionFault[] {
  return definition.relations.flatMap((relation, n) => {
    const known = expansion.some(({ path }) => path.startsWith(`relations[${n}]`))
    if (known || instances.some((instance) => instance.relation === relation)) return []
    return [fault(`relations[${n}]`, 'reaches-no-cell', relation.id)]
  })
}

/** The largest shipped one has some two hundred cases; families of families would fill the memory before anything could be said of them. */
const mostCases = 10_000

function endlessRelations(definition: ReportDefinition): DefinitionFault[] {
  return definition.relations.flatMap(({ each }, n) => {
    const cases = Object.values(each).reduce((all, family) => all * membersOfFamily(definition, family).length, 1)
    return cases > mostCases ? [fault(`relations[${n}].each`, 'too-many-cases', cases, mostCases)] : []
  })
}

/** A variable in a term or in `where` must be one of the family's. */
function strayVariables(definition: ReportDefinition): DefinitionFault[] {
  return definition.relations.flatMap((relation, n) => {
    const places: [string, string][] = [
      ...relation.left.map((term, m): [string, string] => [`relations[${n}].left[${m}]`, term]),
      ...relation.right.map((term, m): [string, string] => [`relations[${n}].right[${m}]`, term]),
      [`relations[${n}].where`, relation.where],
    ]
    return places.flatMap(([path, text]) =>
      [...text.matchAll(/\{([^{}]*)\}/g)]
        .filter(([, variable]) => !Object.hasOwn(relation.each, present(variable, 'variable')))
        .map(([whole]) => fault(path, 'stray-variable', whole)),
    )
  })
}

/** The passing example must be computed and hold, the failing one must be found. */
function failingExamples(definition: ReportDefinition, compiled: CompiledDefinition): DefinitionFault[] {
  return definition.relations.flatMap((relation, n) => {
    const path = `relations[${n}].examples`
    const faults = (['holds', 'broken'] as const).flatMap((name) =>
      figuresOfExample(relation.examples[name]).flatMap(([place, cell, figure]) => {
        const known = compiled.byId.get(cell)
        if (!known) return [fault(`${path}.${name}.${place}`, 'no-cell', cell)]
        const at = `${path}.${name}.${place}.${cell}`
        if (!isFigure(figure)) return [fault(at, 'no-figure', figure)]
        const scale = cellScale(known)
        return decimals(figure) > scale ? [fault(at, 'too-many-decimals', figure, scale)] : []
      }),
    )
    if (faults.length > 0) return faults
    const [holds, broken] = [
      runExample(definition, compiled, relation, 'holds'),
      runExample(definition, compiled, relation, 'broken'),
    ]
    if (holds > 0) faults.push(fault(`${path}.holds`, 'should-hold'))
    if (broken === 0) faults.push(fault(`${path}.broken`, 'should-be-broken'))
    return faults
  })
}

type Example = Relation['examples']['holds']

const figuresOfExample = ({ figures, previous = {}, units = [] }: Example): [string, string, string][] => [
  ...Object.entries(figures).map(([cell, figure]): [string, string, string] => ['figures', cell, figure]),
  ...Object.entries(previous).map(([cell, figure]): [string, string, string] => ['previous', cell, figure]),
  ...units.flatMap((unit, n) =>
    Object.entries(unit).map(([cell, figure]): [string, string, string] => [`units[${n}]`, cell, figure]),
  ),
]

/** How many instances of the relation the example breaks. Cells that are not named are 0. */
function runExample(
  definition: ReportDefinition,
  compiled: CompiledDefinition,
  relation: Relation,
  name: 'holds' | 'broken',
): number {
  const zero = Object.fromEntries(compiled.cells.map((cell) => [cell.id, '0']))
  const {
    figures,
    previous,
    units,
  }: { figures: Figures; previous?: Figures | undefined; units?: Figures[] | undefined } = relation.examples[name]
  const needs = compiled.instances.find((instance) => instance.relation === relation)?.needs
  const earlier = definition.previous.find((entry) => entry.cells === 'same')
  const result = checkMerged(
    compiled,
    { ...zero, ...figures },
    {},
    {
      previous:
        needs?.previous && earlier ? { definition: earlier.definition, figures: { ...zero, ...previous } } : undefined,
      units: needs?.units
        ? sumOfUnits(
            compiled,
            (units ?? [{}]).map((unit) => ({ ...zero, ...unit })),
          )
        : undefined,
    },
  )
  return result.findings.filter((finding) => finding.relation === relation.id).length
}

function partsAndTables(definition: ReportDefinition): DefinitionFault[] {
  const shown = definition.parts.flatMap(({ body }) => (body.kind === 'table' ? [body.table] : []))
  const tables = definition.tables.map((table) => table.id)
  return [
    ...definition.parts.flatMap(({ body }, n) =>
      body.kind === 'table' && !tables.includes(body.table)
        ? [fault(`parts[${n}].body.table`, 'no-table', body.table)]
        : [],
    ),
    ...tables.flatMap((table, n) =>
      shown.filter((one) => one === table).length === 1 ? [] : [fault(`tables[${n}]`, 'table-in-one-part', table)],
    ),
    ...definition.parts.flatMap(({ body }, n) =>
      body.kind === 'narrative' && body.strategy === 'single-owner' && body.owner === 'each'
        ? [fault(`parts[${n}].body.owner`, 'single-owner-text-for-each')]
        : [],
    ),
  ]
}

function quotes(definition: ReportDefinition): DefinitionFault[] {
  const parts = new Set(definition.parts.filter(({ body }) => body.kind === 'narrative').map(({ id }) => id))
  // A number may be quoted beside a table too, so any part will do for the check.
  const all = new Set(definition.parts.map(({ id }) => id))
  return definition.quotes.flatMap((quote, n) => [
    ...quote.parts.flatMap((part, m) => (all.has(part) ? [] : [fault(`quotes[${n}].parts[${m}]`, 'no-part', part)])),
    ...(quote.parts.some((part) => parts.has(part)) ? [] : [fault(`quotes[${n}].parts`, 'no-text')]),
    ...(quote.readings.filter((reading) => reading.usual).length === 1
      ? []
      : [fault(`quotes[${n}].readings`, 'one-usual-reading')]),
    ...quote.patterns.flatMap((pattern, m) =>
      groupsOf(expandPattern(pattern, definition.phrases)) === 1
        ? []
        : [fault(`quotes[${n}].patterns[${m}]`, 'one-group')],
    ),
  ])
}

function groupsOf(pattern: string): number | undefined {
  try {
    const match = new RegExp(`${pattern}|`, 'u').exec('')
    return match ? match.length - 1 : undefined
  } catch {
    return undefined
  }
}

function previousCells(definition: ReportDefinition, { byId }: CompiledDefinition): DefinitionFault[] {
  return definition.previous.flatMap(({ definition: source, cells }, n) =>
    cells === 'same'
      ? []
      : Object.entries(cells).flatMap(([here, there]) => {
          const path = `previous[${n}].cells`
          if (!byId.has(here)) return [fault(path, 'no-cell', here)]
          return source === definition.id && !byId.has(there) ? [fault(`${path}.${here}`, 'no-cell', there)] : []
        }),
  )
}

type Known = CompiledDefinition['byId']

/** A term that is read of the draft's own figures alone. */
function faultsOfTerm(definition: ReportDefinition, byId: Known, term: string, place: string): DefinitionFault[] {
  const { source, ids } = cellsOfTerm(definition, term)
  const unknown = ids.length === 0 ? term : ids.find((cell) => !byId.has(cell))
  return [
    ...(unknown === undefined ? [] : [fault(place, 'no-cell', unknown)]),
    ...(source === 'own' ? [] : [fault(place, 'not-of-the-draft', term)]),
  ]
}

/** The same where a minus would go unread. */
function faultsOfAddend(definition: ReportDefinition, byId: Known, term: string, place: string): DefinitionFault[] {
  const isAdded = cellsOfTerm(definition, term).sign === 1
  return [
    ...faultsOfTerm(definition, byId, term, place),
    ...(isAdded ? [] : [fault(place, 'nothing-subtracted', term)]),
  ]
}

const measures = (definition: ReportDefinition, { byId }: CompiledDefinition): DefinitionFault[] =>
  definition.measures.flatMap(({ terms }, n) =>
    terms.flatMap((term, m) => faultsOfAddend(definition, byId, term, `measures[${n}].terms[${m}]`)),
  )

function signOffAndTimetable(definition: ReportDefinition, { byId }: CompiledDefinition): DefinitionFault[] {
  const parts = new Set(definition.parts.map(({ id }) => id))
  const { stages } = definition.signOff
  return [
    ...stages.flatMap((stage, n) => [
      ...(stage.scope === 'all' ? [] : stage.scope).flatMap((part, m) =>
        parts.has(part) ? [] : [fault(`signOff.stages[${n}].scope[${m}]`, 'no-part', part)],
      ),
      ...(stage.when?.terms ?? []).flatMap((term, m) =>
        faultsOfTerm(definition, byId, term, `signOff.stages[${n}].when.terms[${m}]`),
      ),
      ...stage.confirms.flatMap((term, m) =>
        faultsOfAddend(definition, byId, term, `signOff.stages[${n}].confirms[${m}]`),
      ),
      ...(stage.optional && stage.indispensable
        ? [fault(`signOff.stages[${n}].optional`, 'optional-and-indispensable')]
        : []),
      ...(stage.when && (!isFigure(stage.when.figure) || stage.when.figure === notApplicable)
        ? [fault(`signOff.stages[${n}].when.figure`, 'threshold-no-figure')]
        : []),
    ]),
    ...(stages.some(({ indispensable, when }) => indispensable && !when)
      ? []
      : [fault('signOff.stages', 'nothing-indispensable')]),
    ...timetableProblems(definition).map(({ field, message }) => fault(field ?? 'timetable', 'timetable', message)),
  ]
}

const unitReports = ({ unitReports: own, timetable }: ReportDefinition): DefinitionFault[] =>
  own && !Object.hasOwn(timetable.legal, own.legal) ? [fault('unitReports.legal', 'no-level', own.legal)] : []

const powers = ({ tables }: ReportDefinition): DefinitionFault[] =>
  tables.flatMap(({ blocks }, t) =>
    blocks.flatMap(({ rows }, b) =>
      rows.flatMap(({ power }, r) =>
        power && groupsOf(power.without) === undefined
          ? [fault(`tables[${t}].blocks[${b}].rows[${r}].power.without`, 'not-a-pattern')]
          : [],
      ),
    ),
  )

function repeatedIds(definition: ReportDefinition): DefinitionFault[] {
  const lists: [string, { id: string }[]][] = [
    ['parts', definition.parts],
    ['tables', definition.tables],
    ['relations', definition.relations],
    ['quotes', definition.quotes],
    ['measures', definition.measures],
    ['signOff.stages', definition.signOff.stages],
    ['timetable.milestones', definition.timetable.milestones],
  ]
  return lists.flatMap(([path, list]) =>
    list.flatMap(({ id }, n) =>
      list.findIndex((one) => one.id === id) === n ? [] : [fault(`${path}[${n}].id`, 'id-twice', id)],
    ),
  )
}

/** An English text with Chinese characters in it was not translated; one with characters that nobody sees is not what its readers think. */
function unreadable(value: unknown, path: readonly PropertyKey[] = []): DefinitionFault[] {
  if (Array.isArray(value)) return value.flatMap((one, n) => unreadable(one, [...path, n]))
  if (!isObject(value)) return []
  if (isLocalizedText(value)) {
    // What the report itself is called goes into subjects of mails: one line.
    const isPlain = path.length === 1 ? isPlainLine : isPlainText
    const hidden = (['zh', 'en'] as const).filter((language) => !isPlain(value[language]))
    return [
      ...hidden.map((language) => fault(pathOf([...path, language]), 'hidden-characters')),
      ...(/\p{Script=Han}/u.test(value.en) ? [fault(pathOf([...path, 'en']), 'not-translated')] : []),
    ]
  }
  return Object.entries(value).flatMap(([key, one]) => unreadable(one, [...path, key]))
}

const isLocalizedText = (value: Record<PropertyKey, unknown>): value is LocalizedText =>
  typeof value.zh === 'string' && typeof value.en === 'string'

const inOrder = (faults: DefinitionFault[]): DefinitionFault[] =>
  faults.filter(
    (one, n) => faults.findIndex((other) => other.path === one.path && other.message.en === one.message.en) === n,
  )
