import { firstOf, itemAt } from '../../present.ts'
import { fileNotes } from '../../words/printed/file-notes.ts'
import {
  Allowance,
  type DocumentPart,
  type GridCell,
  type PrintedDocument,
  placesOfFile,
  type UnreadableFile,
  unseenMark,
} from '../printed-document.ts'
import { entityInside } from './docx.ts'
import { paper, unseenInk } from './ink.ts'
import { attribute, markupTokens, raisedDigits } from './markup.ts'
import { bare, relationsOf } from './office-parts.ts'
import { asItShows, isTrue, type Rounded, type SheetStyles, stylesOf } from './sheet-styles.ts'
import type { ZipFile } from './zip.ts'

/** A sheet as it is called, its rows and columns where they stand. A place without anything is left out. */
export type NamedSheet = {
  name: string
  rows: readonly (readonly (GridCell | undefined)[] | undefined)[]
  /** Rows and columns, counted from 0, that are not shown. */
  unseen: { rows: ReadonlySet<number>; columns: ReadonlySet<number> }
}

/**
 * An Excel file (ECMA-376, SpreadsheetML): each visible sheet is a table. A cell is what its format shows of what is stored (formulas by
 * their last result); a merged range is one cell. A sheet with one column of text is read as paragraphs.
 */
export function readXlsx(zip: ZipFile, workbook: string): PrintedDocument | UnreadableFile {
  const rounded: Rounded = { count: 0 }
  const sheets = sheetsOf(zip, workbook, { showFormulas: true, rounded })
  if ('problem' in sheets) return sheets
  const room = placesOfFile()
  const shown = ({ rows, unseen }: NamedSheet): GridCell[][] =>
    Array.from(rows, (row = []) => {
      room.take(row.length)
      return Array.from(row, (cell) => cell ?? { text: '' }).filter((_, column) => !unseen.columns.has(column))
    }).filter((_, row) => !unseen.rows.has(row))
  return {
    parts: sheets.flatMap((sheet) => partsOfRows(shown(sheet))),
    notes: rounded.example ? [fileNotes.rounded(rounded.count, ...rounded.example)] : [],
  }
}

type HowShown = {
  /** A formula without a stored result is shown as itself, and not as nothing. */
  showFormulas?: boolean
  /** Counts what shows fewer decimals than are stored. */
  rounded?: Rounded
}

export function sheetsOf(zip: ZipFile, workbook: string, how: HowShown = {}): NamedSheet[] | UnreadableFile {
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
  const of = { ...how, strings: shared, styles: stylesOf((styles && zip.text(styles)) ?? '') }
  return sheets.map(({ name, xml }) => ({ name, ...rowsOfSheet(xml, of) }))
}

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
      if (inText && !phonetic && !run.struck) text += run.raised ? raisedDigits(token.text) : unescaped(token.text)
      continue
    }
    const name = bare(token.name)
    if (name === 'r') run = { struck: false, raised: false }
    else if (name === 'strike')
      run.struck = !/^(?:0|false)$/.test(attribute(token.kind === 'open' ? token.attributes : '', 'val') ?? '')
    else if (name === 'vertAlign') run.raised = token.kind === 'open' && /su(?:b|per)script/.test(token.attributes)
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

/** `_x000D_` for a character that XML cannot hold, as exporters write the end of a line (ECMA-376, ST_Xstring). */
const unescaped = (text: string): string =>
  text.replace(/_x([0-9a-fA-F]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

type Shared = HowShown & { strings: readonly string[]; styles: SheetStyles }

function rowsOfSheet(xml: string, { strings, styles, showFormulas, rounded }: Shared): Omit<NamedSheet, 'name'> {
  const rows: GridCell[][] = []
  const merged: string[] = []
  const unseen = { rows: new Set<number>(), columns: new Set<number>() }
  // What stands in the cell itself may have runs as a shared string has.
  let run = { struck: false, raised: false }
  const rules: Rule[] = []
  const seen: Seen[] = []
  let ranges: string[] = []
  let inLimit = false
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
      if (inValue && !run.struck) text += run.raised ? raisedDigits(token.text) : unescaped(token.text)
      else if (inFormula) formula += token.text
      else if (inLimit) limit(rules, token.text)
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
      run = { struck: false, raised: false }
      formula = undefined
    } else if (name === 'r') {
      run = { struck: false, raised: false }
    } else if (name === 'strike') {
      run.struck = token.kind === 'open' && isTrue(attribute(token.attributes, 'val') ?? '1')
    } else if (name === 'vertAlign' && token.kind === 'open') {
      run.raised = /su(?:b|per)script/.test(token.attributes)
    } else if (name === 'conditionalFormatting' && token.kind === 'open') {
      ranges = (attribute(token.attributes, 'sqref') ?? '').split(/\s+/).slice(0, mostRows)
    } else if (name === 'cfRule' && token.kind === 'open') {
      const said = (which: string) => attribute(token.attributes, which)
      if (rules.length < mostRules)
        rules.push({
          ranges,
          format: said('dxfId'),
          type: said('type') ?? '',
          operator: said('operator') ?? '',
          limits: [],
        })
    } else if (name === 'formula') {
      inLimit = token.kind === 'open' && !token.empty
      if (inLimit) rules.at(-1)?.limits.push('')
    } else if (name === 'f') {
      inFormula = token.kind === 'open' && !token.empty
      formula ??= '='
    } else if (name === 'v' || name === 't') inValue = token.kind === 'open' && !token.empty
    else if (name === 'mergeCell' && token.kind === 'open') merged.push(attribute(token.attributes, 'ref') ?? '')
    else if (name === 'c' && token.kind === 'close' && at) {
      // A formula whose result the program did not store is not an empty cell.
      const as = styles.odd.get(style)
      const stored =
        as === 'hidden' ? '' : type === 's' ? (strings[Number(text)] ?? '') : asItShows(text, type, as, rounded)
      const read = as === 'unseen' && stored.trim() ? unseenMark : stored
      if (read !== '' && read !== unseenMark && !/\p{Script=Han}{2}/u.test(read))
        seen.push({ at, value: type === 'n' ? text : undefined, style })
      const whole = showFormulas && stored === '' && formula !== undefined ? formula : read
      const shown = whole.slice(0, Math.max(0, mostText - length))
      length += shown.length
      rows[at[0]] = Object.assign(rows[at[0]] ?? [], { [at[1]]: { text: shown.trim() } })
    }
  }
  for (const {
    at: [row, column],
    value,
  } of hiddenByRules(rules, seen, styles))
    itemAt(rows, row)[column] = { text: Number(value) === 0 ? '' : unseenMark }
  for (const range of merged.slice(0, mostRows)) merge(rows, range)
  return { rows, unseen }
}

/** A row of less shows nothing. */
const lowest = 2

const isHidden = (attributes: string): boolean => isTrue(attribute(attributes, 'hidden') ?? '')

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

/** A rule by which cells of some ranges look otherwise when their value is such. */
type Rule = { ranges: readonly string[]; format: string | undefined; type: string; operator: string; limits: string[] }
type Seen = { at: [number, number]; value: string | undefined; style: string }
const mostRules = 200
/** Times a figure is held against a rule, or looked for in one of its ranges. */
const mostSought = 10_000_000
const limit = (rules: readonly Rule[], text: string) => {
  const limits = rules[rules.length - 1]?.limits
  if (limits) limits[limits.length - 1] += text
}

/** Figures that a rule writes so that nobody sees them; whether a rule holds that is no comparison with a number is not worked out: it may. */
function hiddenByRules(rules: readonly Rule[], cells: readonly Seen[], { grounds, looks }: SheetStyles): Seen[] {
  const unseen = rules.flatMap((rule) => {
    const look = looks[Number(rule.format ?? Number.NaN)]
    const places = rule.ranges.flatMap((range) => {
      const [from, to = from] = range.replace(/\$/g, '').split(':').map(placeOf)
      return from ? [{ from, to: to ?? ([mostRows, mostColumns] as const) }] : []
    })
    return look?.colour || look?.ground ? [{ rule, hides: hiding(look, grounds), places }] : []
  })
  if (unseen.length === 0) return []
  const sought = new Allowance(mostSought)
  return cells.filter(({ at: [row, column], value, style }) =>
    unseen.some(({ rule, hides, places }) => {
      sought.take(1)
      if (!hides(style) || !mayHold(rule, value)) return false
      sought.take(places.length)
      return places.some(({ from, to }) => row >= from[0] && row <= to[0] && column >= from[1] && column <= to[1])
    }),
  )
}

/** Whether a look that a rule gives hides what a cell of this style says; many cells have one style. */
function hiding(look: SheetStyles['looks'][number], grounds: SheetStyles['grounds']): (style: string) => boolean {
  const known = new Map<string, boolean>()
  return (style) => {
    const own = grounds.get(style)
    const hides =
      known.get(style) ?? unseenInk({ colour: look.colour ?? own?.ink }, look.ground ?? own?.ground ?? paper)
    known.set(style, hides)
    return hides
  }
}

function mayHold({ type, operator, limits }: Rule, value: string | undefined): boolean {
  if (type !== 'cellIs') return true
  if (value === undefined) return false
  const [low = Number.NaN, high = low] = limits.map((one) => (one.trim() === '' ? Number.NaN : Number(one)))
  if (Number.isNaN(low) || Number.isNaN(high)) return true
  const number = Number(value)
  const inside = number >= low && number <= high
  switch (operator) {
    case 'equal':
      return number === low
    case 'notEqual':
      return number !== low
    case 'greaterThan':
      return number > low
    case 'greaterThanOrEqual':
      return number >= low
    case 'lessThan':
      return number < low
    case 'lessThanOrEqual':
      return number <= low
    case 'between':
      return inside
    case 'notBetween':
      return !inside
    default:
      return true
  }
}

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
