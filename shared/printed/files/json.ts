import { firstOf, itemAt } from '../../present.ts'
import type { CompiledDefinition } from '../../report/cells.ts'
import { readFigure } from '../../report/figure.ts'
import { hasPile } from '../../report/plain-text.ts'
import type { CellKind, ReportTable } from '../../report/report-definition.ts'
import { tableNamed } from '../../report/table-named.ts'
import { fileNotes } from '../../words/printed/file-notes.ts'
import { unreadableFiles } from '../../words/printed/unreadable-files.ts'
import { gridOfStrings, tooMuchInside, type UnreadableFile } from '../printed-document.ts'
import type { PrintedReport, TextClaim } from '../printed-report.ts'
import { TableReader } from '../printed-tables.ts'
import { writtenOut } from '../printed-values.ts'

/**
 * A report as JSON. Two forms are known: our own `report.json` (`document: lianbao/report/1`), and a transcription of the printed
 * tables: `id`, `year`, `format` (2019 or 2021), `table2` (block → row → heading → figure), `table3` (rows in the order of the
 * form, each its seven figures or null), `table4` (fifteen figures), and optionally `issuer`, `textClaims`, `texts` (part →
 * narrative), `children`, `childrenNote`, `partOf`. Numbers keep every digit they have in the file.
 */
export function readJsonReport(
  text: string,
  definitions: readonly CompiledDefinition[],
): PrintedReport | UnreadableFile {
  const { json, isPiled } = parseExact(text)
  if (isPiled) return tooMuchInside
  if (json === undefined) return { problem: unreadableFiles.noJson }
  if (isRecord(json) && json.document === 'lianbao/report/1') return ownReport(json, definitions)
  const wrong = isRecord(json) ? wrongPlaces(json) : ['(root)']
  if (!isRecord(json) || wrong.length > 0) return { problem: unreadableFiles.notTheForm(wrong.slice(0, 5)) }
  if (valuesIn([json.table2, json.table3, json.table4, json.textClaims], 3) > mostValues) return tooMuchInside
  const format = plain(json.format)
  const compiled = definitions.find(({ definition }) => definition.id === `gid-${format.slice(0, 4)}`)
  return compiled ? transcription(json, compiled) : { problem: unreadableFiles.unknownFormat(format) }
}

type Json = Record<string, unknown>

/** Keys that may stand in a transcription; what else is in it is named. */
const knownKeys = new Set([
  ...['id', 'issuer', 'level', 'year', 'format', 'table2', 'table3', 'table4', 'textClaims', 'texts'],
  ...['children', 'childrenNote', 'partOf', 'url', 'source', 'published', 'asPrinted', 'violations'],
  ...['notComputable', 'aggregationHolds'],
])

/** What was written, where it was text or a number. An object is neither, and need not even be able to say what it is. */
const plain = (value: unknown): string => {
  const read: unknown = sourceOf(value)
  return typeof read === 'object' || read === undefined ? '' : String(read)
}

function wrongPlaces(json: Json): string[] {
  const isText = (value: unknown) => typeof value === 'string' && value !== ''
  const none = (value: unknown) => value === undefined || value === null
  const optional = (key: string, test: (value: unknown) => boolean) => (none(json[key]) || test(json[key]) ? [] : [key])
  const listed = (key: string, list: unknown, test: (value: unknown) => boolean): string[] =>
    Array.isArray(list) ? list.flatMap((one, n) => (test(one) ? [] : [`${key}.${n}`])) : [key]
  const isCells = (value: unknown) => value === null || (Array.isArray(value) && value.every(isPrinted))
  return [
    ...(isText(json.id) ? [] : ['id']),
    ...(/^\d{4}$/.test(plain(json.year)) ? [] : ['year']),
    ...(isText(json.format) || json.format instanceof SourcedNumber ? [] : ['format']),
    ...['issuer', 'level', 'childrenNote', 'partOf'].flatMap((key) =>
      optional(key, (value) => typeof value === 'string'),
    ),
    ...optional('table2', isRecord),
    ...(none(json.table3) ? [] : listed('table3', json.table3, isCells)),
    ...(none(json.table4) ? [] : listed('table4', json.table4, isPrinted)),
    ...optional('textClaims', Array.isArray),
    ...optional('texts', isRecord),
    ...(none(json.children) ? [] : listed('children', json.children, (one) => idOf(one) !== undefined)),
  ]
}

function transcription(json: Json, compiled: CompiledDefinition): PrintedReport {
  const reader = new TableReader(compiled)
  const table = (id: string) => tableNamed(compiled.definition, id)
  if (isRecord(json.table2)) readTable2(reader, json.table2)
  if (Array.isArray(json.table3)) readRowsInOrder(reader, table('t3'), json.table3 as (unknown[] | null)[])
  if (Array.isArray(json.table4)) {
    const { rows } = firstOf(table('t4').blocks)
    reader.readRow(table('t4'), firstOf(rows).id, json.table4.map(textOf))
  }
  for (const key of Object.keys(json)) {
    if (!knownKeys.has(key)) reader.note(fileNotes.unusedEntry(key))
  }
  const claims = (Array.isArray(json.textClaims) ? json.textClaims : []).flatMap((claim: unknown, n) => {
    const read = claimOf(claim)
    if (!read) reader.note(fileNotes.unusedClaim(n + 1))
    return read ?? []
  })
  const optional = (key: string) => (typeof json[key] === 'string' ? json[key] : undefined)
  return {
    ...reader.finish(),
    id: plain(json.id),
    issuer: optional('issuer') ?? plain(json.id),
    year: Number(sourceOf(json.year)),
    compiled,
    claims,
    texts: textsOf(json.texts),
    children: Array.isArray(json.children) ? json.children.flatMap((one) => idOf(one) ?? []) : undefined,
    childrenNote: optional('childrenNote'),
    partOf: optional('partOf'),
  }
}

/** How many values lie in it, so deep; what a transcription may hold is a hundred times the form. */
const valuesIn = (value: unknown, depth: number): number => {
  const inside = isRecord(value) ? Object.values(value) : Array.isArray(value) ? value : []
  return inside.length + (depth > 0 ? inside.reduce((sum: number, one) => sum + valuesIn(one, depth - 1), 0) : 0)
}
const mostValues = 20_000

const textsOf = (texts: unknown): Record<string, string> =>
  isRecord(texts) ? Object.fromEntries(Object.entries(texts).map(([part, text]) => [part, plain(text)])) : {}

/** A row and its headings are one small grid each; a unit beside (`采购总金额单位`) is written into its cell. */
function readTable2(reader: TableReader, blocks: Json): void {
  for (const rows of Object.values(blocks).filter(isRecord)) {
    for (const [label, cells] of Object.entries(rows)) {
      if (!isRecord(cells)) continue
      const units = new Map(
        Object.entries(cells).flatMap(([key, value]) =>
          key.endsWith('单位') && typeof value === 'string' ? [[key.slice(0, -2), value]] : [],
        ),
      )
      const figures = Object.entries(cells).filter(([key]) => !key.endsWith('单位'))
      for (const [heading, value] of figures.filter(([, one]) => !isPrinted(one))) {
        reader.note(fileNotes.unusedHeading(label, heading, JSON.stringify(value)))
      }
      const printed = figures.filter(([, value]) => isPrinted(value))
      const text = ([heading, value]: [string, unknown]) => {
        const number = textOf(value)
        return /^[\d.,]+$/.test(number) ? number + (units.get(heading) ?? '') : number
      }
      reader.read(
        gridOfStrings([
          ['信息内容', ...printed.map(([heading]) => heading)],
          [label, ...printed.map(text)],
        ]),
      )
    }
  }
}

/** Rows in the order of the form. A 2021 report that kept the 2019 rows has one row 其他处理 for three. */
function readRowsInOrder(reader: TableReader, table: ReportTable, rows: (unknown[] | null)[]): void {
  const form = firstOf(table.blocks).rows
  const last = form.findLastIndex(({ groups }) => groups.length > 1)
  const group = form[last]?.groups.at(-1)?.zh ?? ''
  const inGroup = form.filter(({ groups }) => groups.at(-1)?.zh === group).length
  const merged = rows.length === form.length - inGroup + 1
  if (rows.length !== form.length && !merged) {
    if (rows.length > 0) reader.note(fileNotes.rowsOfTable3(rows.length, form.length))
    return
  }
  const kept = merged ? form.filter((row, n) => n === last || row.groups.at(-1)?.zh !== group) : form
  rows.forEach((cells, n) => {
    if (cells === null) return
    const values = cells.map(textOf)
    if (merged && kept[n] === form[last]) reader.read(gridOfStrings([[group, ...values]]))
    else reader.readRow(table, itemAt(kept, n).id, values)
  })
}

function ownReport(json: Json, definitions: readonly CompiledDefinition[]): PrintedReport | UnreadableFile {
  const { definition: named, figures, issuer, cycle, year, texts } = json
  const id = isRecord(named) ? plain(named.id) : ''
  const compiled = definitions.find(({ definition }) => definition.id === id)
  if (!compiled) return { problem: unreadableFiles.unknownFormat(id) }
  if (!isRecord(figures) || !isRecord(issuer) || !isRecord(issuer.name))
    return { problem: unreadableFiles.notTheForm(['figures', 'issuer']) }
  const reader = new TableReader(compiled)
  for (const table of compiled.definition.tables) {
    for (const block of table.blocks) {
      for (const row of block.rows) {
        const printed = block.columns.map(({ id: column }) => figures[`${table.id}.${row.id}.${column}`])
        if (printed.every((figure) => figure === undefined)) continue
        reader.readRow(
          table,
          row.id,
          printed.map((figure) => (figure === 'n/a' ? '/' : textOf(figure ?? null))),
        )
      }
    }
  }
  const parts = (Array.isArray(texts) ? texts : [])
    .filter(isRecord)
    .map((part): [string, string] => [
      plain(part.part),
      (Array.isArray(part.texts) ? part.texts : []).map((one) => (isRecord(one) ? plain(one.text) : '')).join('\n'),
    ])
  return {
    ...reader.finish(),
    id: plain(cycle),
    issuer: plain(issuer.name.zh),
    year: Number(sourceOf(year)) || undefined,
    compiled,
    claims: [],
    texts: Object.fromEntries(parts),
    children: undefined,
    childrenNote: undefined,
    partOf: undefined,
  }
}

function claimOf(claim: unknown): TextClaim | undefined {
  if (!isRecord(claim)) return undefined
  const number = exactNumber(claim.textValue)
  if (number === undefined) return undefined
  const ref = typeof claim.tableRef === 'string' ? claim.tableRef : ''
  return {
    claim: typeof claim.claim === 'string' ? claim.claim : ref,
    number,
    ref,
    tableValue: exactNumber(claim.tableValue),
  }
}

function exactNumber(value: unknown): string | undefined {
  if (!isPrinted(value) || value === null) return undefined
  const kind: CellKind = { kind: 'amount', unit: { zh: '件', en: '' }, scale: 12, accepts: [] }
  const reading = readFigure(textOf(value), kind)
  return 'figure' in reading && reading.figure !== null && reading.figure !== 'n/a' ? reading.figure : undefined
}

/** A number in the file as its source: never through a binary float. */
class SourcedNumber {
  readonly source: string
  constructor(source: string) {
    this.source = source
  }
}

const sourceOf = (value: unknown): unknown => (value instanceof SourcedNumber ? value.source : value)
const isPrinted = (value: unknown): boolean =>
  value === null || typeof value === 'string' || value instanceof SourcedNumber
const textOf = (value: unknown): string =>
  value instanceof SourcedNumber ? writtenOut(value.source) : typeof value === 'string' ? value : ''
const idOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : isRecord(value) && typeof value.id === 'string' ? value.id : undefined
const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof SourcedNumber)

type Reviver = (this: unknown, key: string, value: unknown, context: { source?: string }) => unknown
const parseWithSource = JSON.parse as (text: string, reviver: Reviver) => unknown

/** Of a text in which marks are piled on a letter, also where they are spelled as `\\u0301`, nothing is read. */
function parseExact(text: string): { json?: unknown; isPiled: boolean } {
  let isPiled = false
  try {
    const json = parseWithSource(text.replace(/^\ufeff/, ''), (key, value, context) => {
      if (hasPile(key) || (typeof value === 'string' && hasPile(value))) isPiled = true
      return typeof value === 'number' ? new SourcedNumber(context?.source ?? String(value)) : value
    })
    return { json, isPiled }
  } catch {
    return { isPiled }
  }
}
