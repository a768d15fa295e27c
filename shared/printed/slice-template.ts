import { columnLetters } from '../report/bytes/column-letters.ts'
import { type Cell, type CompiledDefinition, sliceCells } from '../report/cells.ts'
import { blank, notApplicable } from '../report/figure.ts'
import { type NarrativePart, textParts } from '../report/narrative-parts.ts'
import type { ReportTable } from '../report/report-definition.ts'
import { formFileNotes } from '../words/printed/file-notes.ts'
import type { FileRead, FormForFile } from './file-for-form.ts'
import { mainPart } from './files/office-parts.ts'
import { type NamedSheet, sheetsOf } from './files/xlsx.ts'
import { ZipFile } from './files/zip.ts'
import { FileRefusal, type UnreadableFile } from './printed-document.ts'
import { readPrintedValue } from './printed-values.ts'

type Block = ReportTable['blocks'][number]

/** Where a block of a unit's table stands in the template's sheet; rows and columns are counted from 0, labels stand in column 0. */
export type PlacedBlockOfTemplate = {
  block: Block
  columns: readonly Block['columns'][number][]
  /** Row of the block's own name, where it has one. */
  name?: number
  heads: number
  depth: number
  rows: readonly { row: Block['rows'][number]; at: number; cells: readonly (Cell | undefined)[] }[]
}

/** A unit's own cells as sheets: the same places for whoever writes the template and whoever reads it. */
export type TemplateSheet =
  | { id: string; table: ReportTable; blocks: readonly PlacedBlockOfTemplate[] }
  | { id: 'texts'; parts: readonly { part: NarrativePart; at: number }[] }

/** The title, what it is, an empty row. */
const firstRow = 3

export function templateSheets(compiled: CompiledDefinition, roles: readonly string[]): TemplateSheet[] {
  const shown = new Set(sliceCells(compiled, roles).map(({ id }) => id))
  const tables = compiled.definition.tables.flatMap((table): TemplateSheet[] => {
    let next = firstRow
    const blocks = table.blocks.flatMap((block): PlacedBlockOfTemplate[] => {
      const cellOf = (row: string, column: string) => {
        const cell = compiled.byId.get(`${table.id}.${row}.${column}`)
        return cell && shown.has(cell.id) ? cell : undefined
      }
      const columns = block.columns.filter(({ id }) => block.rows.some((row) => cellOf(row.id, id)))
      const rows = block.rows.filter(({ id }) => columns.some((column) => cellOf(id, column.id)))
      if (rows.length === 0) return []
      const depth = Math.max(...columns.map(({ groups }) => groups.length)) + 1
      const name = block.label ? next++ : undefined
      const heads = next
      next += depth
      const placed = rows.map((row) => ({ row, at: next++, cells: columns.map(({ id }) => cellOf(row.id, id)) }))
      next++
      return [{ ...{ block, columns, heads, depth, rows: placed }, ...(name !== undefined && { name }) }]
    })
    return blocks.length === 0 ? [] : [{ id: table.id, table, blocks }]
  })
  const parts = textParts(compiled.definition, roles).map((part, n) => ({ part, at: firstRow + n }))
  return parts.length === 0 ? tables : [...tables, { id: 'texts', parts }]
}

/** Stands in the second row of every sheet: whose it is, of which cycle and format, and which part. */
export const templateCode = (of: { cycle: string; unit: string; definition: string }, sheet: string): string =>
  `〔${of.cycle}/${of.unit}/${of.definition}/${sheet}〕`
const codeIn = (text: string) => /〔([^/〔〕]+)\/([^/〔〕]+)\/([^/〔〕]+)\/([^/〔〕]+)〕/.exec(text)

/**
 * What a filled template says, or why it cannot be taken; undefined where the file is none. A cell is known by its place, and its row
 * must still bear its name: rows that were put in or taken out would move every figure.
 */
export function readTemplate(
  bytes: Uint8Array,
  form: Pick<FormForFile, 'compiled' | 'roles'> & { cycle: string; unitId: string },
): FileRead | UnreadableFile | undefined {
  const sheets = sheetsIn(bytes)?.flatMap((sheet) => {
    const code = sheet.rows.slice(0, firstRow).flatMap((row) => (row ?? []).map((cell) => codeIn(cell?.text ?? '')))
    const found = code.find((one) => one !== null)
    return found ? [{ sheet, cycle: found[1], unit: found[2], definition: found[3], id: found[4] }] : []
  })
  if (!sheets || sheets.length === 0) return undefined
  const { compiled, roles, cycle, unitId } = form
  const foreign = sheets.find((one) => one.cycle !== cycle || one.definition !== compiled.definition.id)
  if (foreign) return { problem: formFileNotes.otherCycle }
  const stray = sheets.find(({ unit }) => unit !== unitId)
  if (stray) return { problem: formFileNotes.otherUnit(textAt(stray.sheet, 0, 0)) }
  const read: MutableRead = { values: {}, totals: {}, unread: [], notes: [] }
  for (const expected of templateSheets(compiled, roles)) {
    const found = sheets.find(({ id }) => id === expected.id)
    if (!found) continue
    const moved =
      'parts' in expected ? readTexts(found.sheet, expected.parts, read) : readSheet(found.sheet, expected.blocks, read)
    if (moved) return moved
  }
  return read
}

type MutableRead = { -readonly [Key in keyof FileRead]: FileRead[Key] } & {
  values: Record<string, string>
  totals: Record<string, string | null>
  unread: FileRead['unread'][number][]
}

function sheetsIn(bytes: Uint8Array): NamedSheet[] | undefined {
  const zip = ZipFile.open(bytes)
  if ('problem' in zip) return undefined
  try {
    const workbook = mainPart(zip)
    if (!workbook?.startsWith('xl/')) return undefined
    const sheets = sheetsOf(zip, workbook)
    return 'problem' in sheets ? undefined : sheets
  } catch (error) {
    if (error instanceof FileRefusal) return undefined
    throw error
  }
}

const textAt = ({ rows }: NamedSheet, row: number, column: number): string => rows[row]?.[column]?.text.trim() ?? ''

function readSheet(
  sheet: NamedSheet,
  blocks: readonly PlacedBlockOfTemplate[],
  read: MutableRead,
): UnreadableFile | undefined {
  for (const { rows } of blocks) {
    for (const { row, at, cells } of rows) {
      const { zh, en } = row.name ?? row.label
      if (![zh, en].includes(textAt(sheet, at, 0)))
        return { problem: formFileNotes.movedRow(sheet.name, at + 1, { zh, en }) }
      for (const [n, cell] of cells.entries()) if (cell) readCell(sheet, at, n + 1, cell, read)
    }
  }
  return undefined
}

function readCell(sheet: NamedSheet, row: number, column: number, cell: Cell, read: MutableRead): void {
  const printed = textAt(sheet, row, column)
  const unit = cell.kind.kind === 'amount' ? cell.kind.unit.zh : undefined
  const value = readPrintedValue(printed, cell, unit)
  if (!('figure' in value)) {
    const reason = 'unread' in value ? value.unread : formFileNotes.unitUntold
    if (!cell.derived)
      read.unread.push({
        where: formFileNotes.place(sheet.name, row + 1, columnLetters(column), cell.name),
        printed,
        reason,
      })
  } else if (cell.derived) read.totals[cell.id] = value.figure
  else if (value.figure !== blank) read.values[`cell:${cell.id}`] = value.figure === notApplicable ? '/' : value.figure
}

function readTexts(
  sheet: NamedSheet,
  parts: readonly { part: NarrativePart; at: number }[],
  read: MutableRead,
): UnreadableFile | undefined {
  for (const { part, at } of parts) {
    if (![part.title.zh, part.title.en].includes(textAt(sheet, at, 0)))
      return { problem: formFileNotes.movedRow(sheet.name, at + 1, part.title) }
    const text = textAt(sheet, at, 1)
    if (text !== '') read.values[`text:${part.id}`] = text
  }
  return undefined
}
