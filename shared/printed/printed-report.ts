import * as z from 'zod'
import { type Cell, type CompiledDefinition, compileDefinition } from '../report/cells.ts'
import { shippedDefinition } from '../report/definitions/shipped.ts'
import { canonical, type Figure, readFigure } from '../report/figure.ts'
import type { CellKind, LocalizedText, ReportTable } from '../report/report-definition.ts'

/**
 * A report as somebody published it: figures by cell id of the format it was printed in, blank where a cell was blank or
 * could not be read, with notes on what was met on the way. Nothing is mended and nothing is computed.
 */
export type PrintedReport = {
  id: string
  issuer: string
  year: number
  compiled: CompiledDefinition
  figures: Record<string, Figure>
  /** Amounts printed without a unit, by cell: the number as printed. Their figure is blank until a unit is known. */
  unitless: Record<string, string>
  /** Units that amounts were printed in, by cell. */
  units: Record<string, string>
  claims: TextClaim[]
  /** Ids of the reports whose figures add up to this one's. */
  children: string[] | undefined
  childrenNote: string | undefined
  partOf: string | undefined
  notes: LocalizedText[]
}

/** A number that the report's text quotes, and the cells it speaks of, as the transcriber wrote them. */
export type TextClaim = { claim: string; number: string; ref: string; tableValue: string | undefined }

/** A number in the file, as its source: never through a binary float. */
const sourced = z.custom<SourcedNumber>((value) => value instanceof SourcedNumber)
const printed = z.union([sourced, z.string(), z.null()])
type Printed = z.infer<typeof printed>
const cellsInOrder = z.array(printed)

const form = z.looseObject({
  id: z.string().min(1),
  issuer: z.string().optional(),
  level: z.string().nullish(),
  year: z.union([sourced, z.string()]).refine((year) => /^\d{4}$/.test(String(year))),
  format: z.union([sourced, z.string()]),
  table2: z.record(z.string(), z.unknown()).nullish(),
  table3: z.array(z.union([cellsInOrder, z.null()])).nullish(),
  table4: cellsInOrder.nullish(),
  textClaims: z.array(z.unknown()).nullish(),
  children: z.array(z.union([z.string(), z.looseObject({ id: z.string() })])).nullish(),
  childrenNote: z.string().nullish(),
  partOf: z.string().nullish(),
})

const textClaim = z.looseObject({
  claim: z.string().nullish(),
  textValue: printed,
  tableRef: z.string().nullish(),
  tableValue: printed.optional(),
})

/** Keys that may stand in such a file and say nothing about figures. */
const silentKeys = new Set([
  ...Object.keys(form.shape),
  ...['url', 'source', 'published', 'asPrinted', 'violations', 'notComputable', 'aggregationHolds'],
])

/** Reads one file; what makes it unreadable as a whole is a sentence, what makes a cell unreadable is a note. */
export function readPrintedReport(text: string): { report: PrintedReport } | { problem: LocalizedText } {
  const json = parseExact(text)
  if (json === undefined) return { problem: { zh: '不是完整的 JSON', en: 'not well-formed JSON' } }
  const parsed = form.safeParse(isRecord(json) ? json : undefined)
  if (!parsed.success) return { problem: problemOf(parsed.error) }
  const file = parsed.data
  const format = String(file.format).slice(0, 4)
  const definition = shippedDefinition(`gid-${format}`)
  if (!definition) {
    return {
      problem: {
        zh: `不认识的格式“${file.format}”，只有 2019 和 2021 两种`,
        en: `unknown format ${file.format}: only 2019 and 2021 exist`,
      },
    }
  }
  const compiled = compileDefinition(definition)
  const reader = new CellReader(compiled)
  reader.table2(file.table2 ?? undefined)
  reader.table3(file.table3 ?? undefined)
  reader.table4(file.table4 ?? undefined)
  for (const key of Object.keys(file).filter((key) => !silentKeys.has(key))) {
    reader.note(`没有用到“${key}”这一项`, `the entry ${key} was not used`)
  }
  const { figures, unitless, units, notes } = reader
  const claims = (file.textClaims ?? []).flatMap((claim, n) => {
    const read = claimOf(claim)
    if (!read)
      reader.note(`第 ${n + 1} 个正文数字读不懂，没有用到`, `text claim ${n + 1} was not understood and not used`)
    return read ?? []
  })
  return {
    report: {
      id: file.id,
      issuer: file.issuer ?? file.id,
      year: Number(String(file.year)),
      compiled,
      figures,
      unitless,
      units,
      claims,
      children: file.children?.map((child) => (typeof child === 'string' ? child : child.id)),
      childrenNote: file.childrenNote ?? undefined,
      partOf: file.partOf ?? undefined,
      notes,
    },
  }
}

/** One form for labels that are printed in several: width, spaces, 钩 for 勾, a unit in brackets. */
export const plainLabel = (label: string): string =>
  label
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replaceAll('钩', '勾')
    .replace(/\((单位:)?(元|万元)\)$/, '')

class CellReader {
  readonly figures: Record<string, Figure> = {}
  readonly unitless: Record<string, string> = {}
  readonly units: Record<string, string> = {}
  readonly notes: LocalizedText[] = []
  readonly #compiled: CompiledDefinition

  constructor(compiled: CompiledDefinition) {
    this.#compiled = compiled
    for (const cell of compiled.cells) this.figures[cell.id] = null
  }

  note(zh: string, en: string): undefined {
    this.notes.push({ zh, en })
  }

  /** Rows and columns by their labels, wherever the row stands: headings get lost and rows move between blocks. */
  table2(blocks: Record<string, unknown> | undefined): undefined {
    if (!blocks) return this.note('表二看不清或没有', 'table 2 is unreadable or missing')
    const table = this.#table('t2')
    const known = new Set<string>()
    for (const rows of Object.values(blocks)) {
      if (!isRecord(rows)) continue
      for (const [label, cells] of Object.entries(rows)) {
        const found = findRow(table, label)
        if (!found) {
          this.note(
            `表二“${label}”这一行不在格式里，没有用到`,
            `table 2: the row ${label} is not in the format and was not used`,
          )
          continue
        }
        known.add(found.row.id)
        if (isRecord(cells)) this.#rowOfTable2(found, label, cells)
      }
    }
    const missing = table.blocks.flatMap((block) => block.rows).filter((row) => !known.has(row.id))
    for (const row of missing) {
      this.note(`表二没有“${row.label.zh}”这一行`, `table 2 has no row ${row.label.en}`)
    }
  }

  #rowOfTable2({ block, row }: Row, label: string, cells: Record<string, unknown>): void {
    for (const [heading, value] of Object.entries(cells)) {
      const column = block.columns.find((one) => matches(one, heading))
      if (!column && plainLabel(heading).endsWith('单位')) continue
      const read = printedValue(value)
      if (!column || read === undefined) {
        this.note(`表二“${label}”的“${heading}”没有用到`, `table 2: ${heading} of ${label} was not used`)
        continue
      }
      const unit = Object.entries(cells).find(([key]) => plainLabel(key) === `${plainLabel(heading)}单位`)?.[1]
      const inHeading = /[（(](?:单位[:：])?(元|万元)[）)]$/.exec(heading)?.[1]
      const cell = this.#compiled.byId.get(`t2.${row.id}.${column.id}`)!
      this.#read(cell, read, typeof unit === 'string' ? unit : inHeading)
    }
  }

  /** Rows in the order of the form. A 2021 report that kept the 2019 rows has its one row 其他处理 under 3.其他. */
  table3(rows: (Printed[] | null)[] | undefined): undefined {
    if (!rows) return this.note('表三看不清或没有', 'table 3 is unreadable or missing')
    const table = this.#table('t3').blocks[0]!
    const order = table.rows.map((row) => row.id)
    const lapsed: string[] = order.filter((id) => id === 'uncorrected' || id === 'fee-unpaid')
    const places = rows.length === order.length - lapsed.length ? order.filter((id) => !lapsed.includes(id)) : order
    if (lapsed.length > 0 && places !== order) {
      this.note('（六）其他处理只有一行，按“3.其他”读', '(6) other handling is one row; read as 3. Other')
    }
    if (rows.length !== places.length) {
      return this.note(
        `表三有 ${rows.length} 行，格式是 ${order.length} 行，对不上号，整张表不用`,
        `table 3 has ${rows.length} rows where the format has ${order.length}; it cannot be told which, so the table is not used`,
      )
    }
    rows.forEach((cells, n) => {
      const row = table.rows.find((one) => one.id === places[n])!
      const name = row.name ?? row.label
      if (cells === null) return
      if (cells.length !== table.columns.length) {
        if (cells.length > 0) {
          this.note(
            `表三“${name.zh}”有 ${cells.length} 格，应当 ${table.columns.length} 格，分不清缺哪一格，这一行不用`,
            `table 3: ${name.en} has ${cells.length} cells of ${table.columns.length}; it cannot be told which, so the row is not used`,
          )
        }
        return
      }
      table.columns.forEach((column, m) => {
        this.#read(this.#compiled.byId.get(`t3.${row.id}.${column.id}`)!, cells[m]!, undefined)
      })
    })
  }

  table4(cells: Printed[] | undefined): undefined {
    if (!cells) return this.note('表四看不清或没有', 'table 4 is unreadable or missing')
    const { columns, rows } = this.#table('t4').blocks[0]!
    if (cells.length !== columns.length) {
      return this.note(
        `表四有 ${cells.length} 格，应当 ${columns.length} 格，整张表不用`,
        `table 4 has ${cells.length} cells of ${columns.length}; the table is not used`,
      )
    }
    columns.forEach((column, n) => {
      this.#read(this.#compiled.byId.get(`t4.${rows[0]!.id}.${column.id}`)!, cells[n]!, undefined)
    })
  }

  #table(id: string): ReportTable {
    return this.#compiled.definition.tables.find((table) => table.id === id)!
  }

  #read(cell: Cell, value: Printed, unit: string | undefined): void {
    const typed = value === null ? '' : String(value)
    const withUnit = unit && /^[-+]?[\d.,\s]+$/.test(typed.normalize('NFKC')) ? typed + unit : typed
    const reading = readFigure(withUnit, cell.kind)
    if ('problem' in reading) {
      this.note(
        `“${cell.name.zh}”印的是“${typed}”，读不成一个数，按空白处理`,
        `${cell.name.en} is printed as “${typed}”, which does not read as one number; taken as blank`,
      )
      return
    }
    const bare = cell.kind.kind === 'amount' && reading.figure !== null && /^[-+]?[\d.,]+$/.test(withUnit)
    if (bare && reading.figure !== '0' && !saysItsUnit(cell)) {
      this.unitless[cell.id] = withUnit
      return
    }
    const spelled = unit ?? /(万元|元)$/.exec(typed)?.[1]
    if (cell.kind.kind === 'amount' && spelled) this.units[cell.id] = spelled
    this.figures[cell.id] = reading.figure
  }
}

/** The official heading itself says 万元, so a bare number is in it. */
const saysItsUnit = (cell: Cell): boolean =>
  cell.kind.kind === 'amount' && cell.columnName.zh.includes(cell.kind.unit.zh)

/** An amount printed without a unit, read in this one. */
export function readInUnit(number: string, unit: string, kind: CellKind): Figure {
  const reading = readFigure(number + unit, kind)
  return 'figure' in reading ? reading.figure : null
}

type Block = ReportTable['blocks'][number]
type Row = { block: Block; row: Block['rows'][number] }

function findRow(table: ReportTable, label: string): Row | undefined {
  for (const block of table.blocks) {
    const row = block.rows.find((one) => matches(one, label))
    if (row) return { block, row }
  }
  return undefined
}

const matches = ({ label, aliases }: { label: LocalizedText; aliases: string[] }, printedLabel: string): boolean =>
  [label.zh, ...aliases].some((known) => plainLabel(known) === plainLabel(printedLabel))

function claimOf(value: unknown): TextClaim | undefined {
  const claim = textClaim.safeParse(value).data
  const number = exactNumber(claim?.textValue)
  if (!claim || number === undefined) return undefined
  const ref = claim.tableRef ?? ''
  return { claim: claim.claim ?? ref, number, ref, tableValue: exactNumber(claim.tableValue) }
}

function exactNumber(value: Printed | undefined): string | undefined {
  if (value === null || value === undefined) return undefined
  const kind: CellKind = { kind: 'amount', unit: { zh: '件', en: '' }, scale: 12, accepts: [] }
  const reading = readFigure(String(value), kind)
  return 'figure' in reading && reading.figure !== null && reading.figure !== 'n/a' ? reading.figure : undefined
}

/** A JSON number by its source text; written out where the source has an exponent. */
class SourcedNumber {
  readonly source: string
  constructor(source: string) {
    this.source = source
  }
  toString(): string {
    const exponent = /[eE]([+-]?\d+)$/.exec(this.source)?.[1]
    // A larger exponent is no figure of any report; its source reads as ambiguous.
    return exponent !== undefined && Math.abs(Number(exponent)) <= 20 ? canonical(this.source) : this.source
  }
}

type Reviver = (this: unknown, key: string, value: unknown, context: { source?: string }) => unknown
const parseWithSource = JSON.parse as (text: string, reviver: Reviver) => unknown

function parseExact(text: string): unknown {
  try {
    return parseWithSource(text.replace(/^\ufeff/, ''), (_key, value, { source }) =>
      typeof value === 'number' ? new SourcedNumber(source ?? String(value)) : value,
    )
  } catch {
    return undefined
  }
}

function problemOf(error: z.ZodError): LocalizedText {
  const places = error.issues.slice(0, 5).map((issue) => issue.path.map(String).join('.') || '(root)')
  return {
    zh: `不是公开年报的格式，读不懂的地方：${places.join('、')}`,
    en: `not in the form of a published report; not understood: ${places.join(', ')}`,
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof SourcedNumber)

function printedValue(value: unknown): Printed | undefined {
  const parsed = printed.safeParse(value)
  return parsed.success ? parsed.data : undefined
}
