import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { recordOpening } from '../../../functions/kept/cycles.ts'
import type { Services } from '../../../functions/services.ts'
import { calendarOfZone } from '../../../shared/calendar/working-days.ts'
import { type OpeningWanted, planOpening } from '../../../shared/cycle/opening/opening.ts'
import { itemAt, present } from '../../../shared/present.ts'
import { readJsonReport } from '../../../shared/printed/files/json.ts'
import { printedFormats } from '../../../shared/printed/formats.ts'
import type { PrintedReport } from '../../../shared/printed/printed-report.ts'
import { canonicalBytes } from '../../../shared/report/bytes/canonical.ts'
import { digestOf } from '../../../shared/report/bytes/digest.ts'
import { compileDefinition, sliceCells } from '../../../shared/report/cells.ts'
import { shippedDefinition, shippedDocument } from '../../../shared/report/definitions/shipped.ts'
import type { Figure } from '../../../shared/report/figure.ts'
import { type LastYear, lastYearFile } from '../../../shared/report/last-year.ts'
import {
  type LocalizedText,
  type ReportDefinition,
  reportDefinition,
} from '../../../shared/report/report-definition.ts'

const text = z.strictObject({ zh: z.string(), en: z.string() })
const person = z.strictObject({ id: z.string(), name: z.string(), address: z.string(), title: z.string() })
const exampleCycle = z.strictObject({
  cycle: z.string(),
  definition: z.string(),
  issuer: z.strictObject({ id: z.string(), name: text, level: z.string() }),
  year: z.int(),
  /** The instant at which the office opens it. */
  opens: z.string(),
  note: text,
  policy: z.strictObject({ missing: z.enum(['hold', 'gap']) }),
  /** Otherwise than the shipped definition says. */
  clearance: z.enum(['before', 'after']).optional(),
  office: z.tuple([person], person),
  accountable: person,
  route: z.record(z.string(), z.array(person)),
  dates: z.record(z.string(), z.string()).optional(),
  units: z.array(
    z.strictObject({
      id: z.string(),
      name: text,
      kind: z.enum(['office', 'department', 'township']),
      roles: z.array(z.string()),
      contacts: z.tuple([person], person),
      leader: person.optional(),
    }),
  ),
  /** Narrative by unit and part. */
  texts: z.record(z.string(), z.record(z.string(), z.string())),
})

/** A cell of a unit's printed report that the example has to put right, and the assumption it makes. */
const correction = z.strictObject({
  unit: z.string(),
  table2: z.tuple([z.string(), z.string(), z.string()]).optional(),
  table3: z.tuple([z.int(), z.int()]).optional(),
  to: z.union([z.int(), z.string()]),
  why: text,
})

type ExampleCycle = z.infer<typeof exampleCycle>
export type Correction = z.infer<typeof correction>
export type Example = {
  name: string
  cycle: ExampleCycle
  definition: ReportDefinition
  /** The definition as it lies in shared/definitions. */
  document: unknown
  /** What each unit sends in the end, by unit. */
  units: Map<string, ExampleSlice>
  /** What a unit sends first, as it was printed and wrong, by unit. */
  firstAttempts: Map<string, ExampleSlice>
  /** The report of the whole as it was published, where there is one. */
  printed: PrintedReport | undefined
  previous: PrintedReport | undefined
  corrections: Correction[]
}

/** Figures as a clerk has them: inputs, and totals where the source prints them. */
export type ExampleSlice = {
  figures: Record<string, Figure>
  /** Amounts as they are written with their unit, by cell. */
  amounts: Record<string, string>
}

export const exampleNames = ['tongjiang-2020', 'pingtan-2020', 'safety-inspection'] as const

/** An example cycle as its files say. Figures are those that were published; who says so where they are not is `cycle.note`. */
export async function readExample(name: string): Promise<Example> {
  const folder = join(import.meta.dirname, 'examples', name)
  const file = (path: string) => readFile(join(folder, path), 'utf8')
  const optional = (path: string) => file(path).catch(() => undefined)
  const cycle = exampleCycle.parse(JSON.parse(await file('cycle.json')))
  const shipped = shippedDefinition(cycle.definition)
  if (!shipped) throw new Error(`No definition ${cycle.definition} is shipped`)
  const document = withClearance(shippedDocument(cycle.definition), cycle.clearance)
  const definition = cycle.clearance ? reportDefinition.parse(document) : shipped
  const corrections = z.array(correction).parse(JSON.parse((await optional('corrections.json')) ?? '[]'))
  const printed = await optional('printed.json')
  const previous = await optional('previous.json')
  const units = new Map<string, ExampleSlice>()
  const firstAttempts = new Map<string, ExampleSlice>()
  for (const { id, roles } of cycle.units) {
    const source = await file(`units/${id}.json`)
    const own = corrections.filter((c) => c.unit === id)
    units.set(id, sliceOf(corrected(source, own), definition, roles))
    const first = own.length > 0 ? source : await optional(`first-attempt/${id}.json`)
    if (first) firstAttempts.set(id, sliceOf(first, definition, roles))
  }
  return {
    name,
    cycle,
    definition,
    document,
    units,
    firstAttempts,
    printed: printed === undefined ? undefined : printedReport(printed),
    previous: previous === undefined ? undefined : printedReport(previous),
    corrections,
  }
}

/** An edition of the definition in which the office clears the units' reports as this office does. */
export function withClearance(document: unknown, clearance: ExampleCycle['clearance']): unknown {
  if (!clearance || typeof document !== 'object' || document === null || !('unitReports' in document)) return document
  const { unitReports } = document
  return { ...document, unitReports: { ...(unitReports as object), clearance } }
}

/** What opening needs of a system: the embedded one has it, a deployed stage too. */
type Opening = { services: Pick<Services, 'clock' | 'store' | 'files' | 'workflow' | 'log'> }

/** The operator opens an example cycle, as `lianbao open` opens a real one. */
export async function openExample(local: Opening, example: Example): Promise<void> {
  const { cycle, definition, document, previous } = example
  const wanted: OpeningWanted = {
    cycle: cycle.cycle,
    issuer: cycle.issuer,
    year: cycle.year,
    units: cycle.units.map(({ leader, ...unit }) => ({ ...unit, ...(leader && { leader }) })),
    route: Object.entries(cycle.route).map(([stage, approvers]) => ({ stage, approvers })),
    office: cycle.office,
    accountable: cycle.accountable,
    policy: cycle.policy,
    note: cycle.note,
    ...(cycle.dates && { dates: cycle.dates }),
    ...(previous && { previous: await keepLastYear(local, previous) }),
  }
  const calendar = calendarOfZone(definition.timetable.zone)
  const by = cycle.office[0].id
  const opening = planOpening(wanted, definition, calendar, local.services.clock.now(), by)
  await recordOpening(opening, document, local.services)
}

async function keepLastYear(local: Opening, report: PrintedReport): Promise<string> {
  const lastYear: LastYear = {
    document: 'lianbao/last-year/1',
    year: present(report.year, 'year'),
    issuer: { definition: report.compiled.definition.id, figures: report.figures },
    units: {},
  }
  const bytes = canonicalBytes(lastYear)
  const digest = digestOf(bytes)
  await local.services.files.put(lastYearFile(digest), bytes)
  return digest
}

function printedReport(source: string): PrintedReport {
  const read = readJsonReport(source, printedFormats())
  if ('problem' in read) throw new Error(read.problem.en)
  return read
}

/** What a unit is asked for, out of a printed report of the official form; or figures by cell id for any other. */
function sliceOf(source: string, definition: ReportDefinition, roles: readonly string[]): ExampleSlice {
  const json = JSON.parse(source)
  if (json.figures) return { figures: json.figures, amounts: {} }
  const report = printedReport(source)
  const amounts: Record<string, string> = {}
  const figures: Record<string, Figure> = {}
  for (const cell of sliceCells(compileDefinition(definition), roles)) {
    const figure = report.figures[cell.id]
    if (figure !== undefined) figures[cell.id] = figure
    if (cell.kind.kind === 'amount' && figure) amounts[cell.id] = `${figure}${cell.kind.unit.zh}`
  }
  return { figures, amounts }
}

function corrected(source: string, corrections: readonly Correction[]): string {
  if (corrections.length === 0) return source
  const report = JSON.parse(source)
  for (const { table2, table3, to } of corrections) {
    if (table2) report.table2[table2[0]][table2[1]][table2[2]] = to
    if (table3) report.table3[table3[0]][table3[1]] = to
  }
  return JSON.stringify(report)
}

/** What a correction says, for a person. */
export const placeOfCorrection = ({ table2, table3 }: Correction, definition: ReportDefinition): LocalizedText => {
  if (table2) return { zh: `${table2[1]} / ${table2[2]}`, en: `${table2[1]} / ${table2[2]}` }
  const [row, column] = present(table3, 'table3')
  const cells = compileDefinition(definition).cells.filter((cell) => cell.table === 't3')
  const columns = new Set(cells.map((cell) => cell.column)).size
  return itemAt(cells, row * columns + column).name
}
