import { addDays } from '../../calendar/civil-date.ts'
import { firstOf, itemAt } from '../../present.ts'
import {
  type DocumentPart,
  type GridCell,
  type PrintedDocument,
  placesOfFile,
  type UnreadableFile,
  unseenMark,
} from '../printed-document.ts'
import { writtenOut } from '../printed-values.ts'
import { entityInside } from './docx.ts'
import { type Ink, paper, unseenInk } from './ink.ts'
import { attribute, markupTokens, raisedDigits } from './markup.ts'
import { bare, relationsOf } from './office-parts.ts'
import type { ZipFile } from './zip.ts'

/** A sheet as it is called, its rows and columns where they stand. A place without anything is left out. */
export type NamedSheet = {
  name: string
  rows: readonly (readonly (GridCell | undefined)[] | undefined)[]
  /** Rows and columns, counted from 0, that are not shown. */
  unseen: { rows: ReadonlySet<number>; columns: ReadonlySet<number> }
}

/**
 * An Excel file (ECMA-376, SpreadsheetML): each visible sheet is a table. A cell is what is stored (formulas by their last
 * result); a merged range is one cell. A sheet with one column of text is read as paragraphs.
 */
export function readXlsx(zip: ZipFile, workbook: string): PrintedDocument | UnreadableFile {
  const sheets = sheetsOf(zip, workbook, { showFormulas: true })
  if ('problem' in sheets) return sheets
  const room = placesOfFile()
  const shown = ({ rows, unseen }: NamedSheet): GridCell[][] =>
    Array.from(rows, (row = []) => {
      room.take(row.length)
      return Array.from(row, (cell) => cell ?? { text: '' }).filter((_, column) => !unseen.columns.has(column))
    }).filter((_, row) => !unseen.rows.has(row))
  return { parts: sheets.flatMap((sheet) => partsOfRows(shown(sheet))), notes: [] }
}

/** @param showFormulas whether a formula without a stored result is shown as itself, and not as nothing */
export function sheetsOf(zip: ZipFile, workbook: string, { showFormulas = false } = {}): NamedSheet[] | UnreadableFile {
  const sheets = visibleSheets(zip, workbook)
    .slice(0, mostSheets)
    .flatMap(({ name, file }) => {
      const xml = zip.text(file)
      return xml === undefined ? [] : [{ name, xml }]
    })
  const strings = relationsOf(zip, workbook).find(({ type }) => type.endsWith('/sharedStrings'))?.target
  const texts = [zip.text(strings ?? 'xl/sharedStrings.xml') ?? '', ...sheets.map(({ xml }) => xml)]
  if (texts.some((xml) => xml.includes('<!DOCTYPE') || xml.includes('<!ENTITY'))) return entityInside
  const shared = sharedStrings(firstOf(texts))
  const styles = relationsOf(zip, workbook).find(({ type }) => type.endsWith('/styles'))?.target
  const odd = oddStyles((styles && zip.text(styles)) ?? '')
  return sheets.map(({ name, xml }) => ({ name, ...rowsOfSheet(xml, { strings: shared, odd, showFormulas }) }))
}

/** How a stored number may show as no plain number: as a day (`1-2` that was typed becomes one), as a share, divided by so many thousands, or not at all: hidden, or there without being seen. */
type Odd = 'day' | 'share' | number | 'hidden' | 'unseen'

/** Styles, by their index, that show a number so. */
function oddStyles(xml: string): ReadonlyMap<string, Odd> {
  const codes = new Map<string, Odd | undefined>()
  const struck = new Set<string>()
  const inks: Ink[] = []
  const grounds: string[] = []
  const odd = new Map<string, Odd>()
  let inCells = false
  let inFonts = false
  let inFills = false
  let [font, index] = [-1, 0]
  for (const token of markupTokens(xml)) {
    const name = token.kind === 'text' ? '' : bare(token.name)
    if (name === 'cellXfs') inCells = token.kind === 'open'
    if (name === 'fonts') inFonts = token.kind === 'open'
    if (name === 'fills') inFills = token.kind === 'open'
    if (token.kind !== 'open') continue
    if (inFonts && name === 'font') {
      font++
      inks.push({})
    }
    const ink = inFonts ? inks[font] : undefined
    if (ink && name === 'color') ink.colour = colourSaid(token.attributes)
    if (ink && name === 'sz') ink.points = Number(attribute(token.attributes, 'val') ?? 10)
    if (inFills && name === 'patternFill')
      grounds.push((attribute(token.attributes, 'patternType') ?? 'none') === 'none' ? paper : '')
    if (inFills && name === 'fgColor' && grounds.length > 0) grounds[grounds.length - 1] = colourSaid(token.attributes)
    if (inFonts && name === 'strike' && isTrue(attribute(token.attributes, 'val') ?? '1')) struck.add(String(font))
    const id = attribute(token.attributes, 'numFmtId') ?? '0'
    if (name === 'numFmt') codes.set(id, shownAs(attribute(token.attributes, 'formatCode') ?? ''))
    if (!inCells || name !== 'xf') continue
    const format = codes.get(id) ?? (dayFormats.test(id) ? 'day' : id === '9' || id === '10' ? 'share' : undefined)
    const by = (of: string) => Number(attribute(token.attributes, of) ?? 0)
    const unseen = unseenInk(inks[by('fontId')] ?? {}, grounds[by('fillId')] ?? paper)
    const as = struck.has(String(by('fontId'))) ? 'hidden' : unseen && format !== 'hidden' ? 'unseen' : format
    if (as) odd.set(String(index), as)
    index++
  }
  return odd
}

/** The first colour of a theme is the paper's; of the others nothing is known here. */
function colourSaid(attributes: string): string {
  const said = (name: string) => attribute(attributes, name) ?? ''
  if ((said('theme') === '0' && said('tint') === '') || /^[19]$/.test(said('indexed'))) return paper
  return said('rgb').replace(/^[\da-f]{2}(?=[\da-f]{6}$)/i, '') || 'auto'
}

/** A format of Excel has 255 characters at most. */
function shownAs(format: string): Odd | undefined {
  const code = format.slice(0, 255).replace(/"[^"]*"|[\\!_*].|\[[^\]]*\]/g, '')
  if (/^[;\s]+$/.test(code)) return 'hidden'
  if (/[ymdh]/i.test(code)) return 'day'
  const thousands = /[0#?](,+)(?![0#?,])/.exec(code)?.[1]
  if (code.includes('%')) return 'share'
  return thousands === undefined ? undefined : 1000 ** thousands.length
}

/** The built-in formats that are days or hours (ECMA-376, 18.8.30), those of Chinese programs among them. */
const dayFormats = /^(?:1[4-9]|2[0-2]|2[7-9]|3[0-6]|4[5-7]|5[0-8])$/

/** The sheets in the order of the workbook, without those that are hidden; where it lists none, all there are. */
function visibleSheets(zip: ZipFile, workbook: string): { name: string; file: string }[] {
  const targets = new Map(relationsOf(zip, workbook).map(({ id, target }) => [id, target]))
  const listed = [...markupTokens(zip.text(workbook) ?? '')].flatMap((token) => {
    if (
      token.kind !== 'open' ||
      bare(token.name) !== 'sheet' ||
      /hidden/i.test(attribute(token.attributes, 'state') ?? '')
    )
      return []
    const file = targets.get(attribute(token.attributes, '[\\w-]+:id') ?? '')
    return file === undefined ? [] : [{ name: attribute(token.attributes, 'name') ?? '', file }]
  })
  if (listed.length > 0) return listed
  const all = zip.names().filter((name) => /^xl\/worksheets\/[^/]+\.xml$/.test(name))
  return all.map((file) => ({ name: '', file }))
}

const mostSheets = 40
const mostRows = 4000
const mostColumns = 64
/** A merged range of the form covers 160 cells. */
const mostMerged = 2000
/** Characters of a sheet that are looked at; a report has some ten thousand. */
const mostText = 1_000_000

function sharedStrings(xml: string): string[] {
  const strings: string[] = []
  let text = ''
  let inText = false
  let phonetic = false
  let run = { struck: false, raised: false }
  for (const token of markupTokens(xml)) {
    if (token.kind === 'text') {
      if (inText && !phonetic && !run.struck) text += run.raised ? raisedDigits(token.text) : token.text
      continue
    }
    const name = bare(token.name)
    if (name === 'r') run = { struck: false, raised: false }
    else if (name === 'strike')
      run.struck = !/^(?:0|false)$/.test(attribute(token.kind === 'open' ? token.attributes : '', 'val') ?? '')
    else if (name === 'vertAlign') run.raised = token.kind === 'open' && /superscript/.test(token.attributes)
    else if (name === 't') inText = token.kind === 'open' && !token.empty
    else if (name === 'rPh') phonetic = token.kind === 'open'
    else if (name === 'si') {
      run = { struck: false, raised: false }
      if (token.kind === 'open') text = ''
      if (token.kind === 'close' || token.empty) strings.push(text)
    }
  }
  return strings
}

type Shared = { strings: readonly string[]; odd: ReadonlyMap<string, Odd>; showFormulas: boolean }

function rowsOfSheet(xml: string, { strings, odd, showFormulas }: Shared): Omit<NamedSheet, 'name'> {
  const rows: GridCell[][] = []
  const merged: string[] = []
  const unseen = { rows: new Set<number>(), columns: new Set<number>() }
  let formula: string | undefined
  let inFormula = false
  let at: [number, number] | undefined
  let next: [number, number] = [-1, 0]
  let length = 0
  let type = ''
  let style = ''
  let text = ''
  let inValue = false
  for (const token of markupTokens(xml)) {
    if (token.kind === 'text') {
      if (inValue) text += token.text
      else if (inFormula) formula += token.text
      continue
    }
    const name = bare(token.name)
    if (name === 'row' && token.kind === 'open') {
      // References may be left out: then it is the next row, the next column.
      const number = Number(attribute(token.attributes, 'r') ?? next[0] + 2)
      next = [number - 1, 0]
      if (isHidden(token.attributes) || Number(attribute(token.attributes, 'ht') ?? lowest) < lowest)
        unseen.rows.add(number - 1)
    } else if (name === 'col' && token.kind === 'open' && isHidden(token.attributes)) {
      const end = (which: string) => Number(attribute(token.attributes, which))
      for (let n = Math.max(1, end('min')); n <= Math.min(end('max'), mostColumns); n++) unseen.columns.add(n - 1)
    } else if (name === 'c' && token.kind === 'open') {
      const reference = attribute(token.attributes, 'r')
      at = reference === undefined ? within(next) : placeOf(reference)
      next = at ? [at[0], at[1] + 1] : [next[0], next[1] + 1]
      type = attribute(token.attributes, 't') ?? 'n'
      style = attribute(token.attributes, 's') ?? ''
      text = ''
      formula = undefined
    } else if (name === 'f') {
      inFormula = token.kind === 'open' && !token.empty
      formula ??= '='
    } else if (name === 'v' || name === 't') inValue = token.kind === 'open' && !token.empty
    else if (name === 'mergeCell' && token.kind === 'open') merged.push(attribute(token.attributes, 'ref') ?? '')
    else if (name === 'c' && token.kind === 'close' && at) {
      // A formula whose result the program did not store is not an empty cell.
      const as = odd.get(style)
      const stored = as === 'hidden' ? '' : type === 's' ? (strings[Number(text)] ?? '') : shownValue(text, type, as)
      const read = as === 'unseen' && stored.trim() ? unseenMark : stored
      const whole = showFormulas && stored === '' && formula !== undefined ? formula : read
      const shown = whole.slice(0, Math.max(0, mostText - length))
      length += shown.length
      rows[at[0]] = Object.assign(rows[at[0]] ?? [], { [at[1]]: { text: shown.trim() } })
    }
  }
  for (const range of merged.slice(0, mostRows)) merge(rows, range)
  return { rows, unseen }
}

/** A row of less shows nothing. */
const lowest = 2

const isTrue = (value: string): boolean => /^(?:1|true)$/.test(value)
const isHidden = (attributes: string): boolean => isTrue(attribute(attributes, 'hidden') ?? '')

/** A day as a day, a share as a share and true as a word, so that none of them passes for a figure. */
function shownValue(text: string, type: string, as: Odd | undefined): string {
  if (type === 'b') return text === '1' ? 'TRUE' : 'FALSE'
  if (type !== 'n') return text
  if (typeof as === 'number' && !/^0?$/.test(text)) return `${plainNumber(text)}÷${as}`
  if (as !== 'day' && as !== 'share') return plainNumber(text)
  if (!/^\d{1,6}(?:\.\d+)?$/.test(text)) return plainNumber(text)
  return as === 'day'
    ? addDays('1899-12-30', Number.parseInt(text, 10))
    : `${Number((Number(text) * 100).toPrecision(15))}%`
}

/** A stored `0.30000000000000004` is what the sheet shows as 0.3: fifteen digits are all that Excel has. */
const plainNumber = (text: string): string =>
  /^-?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(text.trim()) && text.trim().length > 15
    ? String(Number(Number(text).toPrecision(15)))
    : writtenOut(text.trim())

/** `B3` → row 2, column 1; undefined outside of what is read. */
function placeOf(reference: string): [number, number] | undefined {
  const match = /^([A-Z]{1,3})(\d{1,7})$/.exec(reference)
  if (!match) return undefined
  const column = [...itemAt(match, 1)].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
  const row = Number(match[2]) - 1
  return within([row, column])
}

const within = ([row, column]: [number, number]): [number, number] | undefined =>
  row >= 0 && row < mostRows && column < mostColumns ? [row, column] : undefined

function merge(rows: GridCell[][], range: string): void {
  const [from, to] = range.split(':').map(placeOf)
  if (!from || !to || (to[0] - from[0] + 1) * (to[1] - from[1] + 1) > mostMerged) return
  const cell = rows[from[0]]?.[from[1]] ?? { text: '' }
  for (let row = from[0]; row <= to[0]; row++) {
    rows[row] ??= []
    for (let column = from[1]; column <= to[1]; column++) itemAt(rows, row)[column] = cell
  }
}

/** Runs of rows with one filled cell are text, others a table. */
function partsOfRows(rows: GridCell[][]): DocumentPart[] {
  const parts: DocumentPart[] = []
  let table: GridCell[][] = []
  const endTable = () => {
    if (table.length > 0) parts.push({ grid: table })
    table = []
  }
  for (const row of rows) {
    const filled = [...new Set(row)].filter((cell) => cell.text !== '')
    if (filled.length === 1 && firstOf(filled).text.length > 40) {
      endTable()
      for (const text of firstOf(filled).text.split('\n')) parts.push({ text })
    } else table.push(row)
  }
  endTable()
  return parts
}
