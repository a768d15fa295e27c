import { firstOf } from '../../present.ts'
import { unreadableFiles } from '../../words/printed/unreadable-files.ts'
import {
  type DocumentPart,
  GridBuilder,
  type PrintedDocument,
  pictureMark,
  placesOfFile,
  type UnreadableFile,
  unseenMark,
} from '../printed-document.ts'
import { looksLikeValue } from '../printed-values.ts'
import { paper, unseenInk } from './ink.ts'
import { attribute, markupTokens, raisedDigits } from './markup.ts'
import { relationsOf } from './office-parts.ts'
import type { ZipFile } from './zip.ts'

/**
 * A Word file (ECMA-376, WordprocessingML): paragraphs and tables of the document in order. Merged cells are `gridSpan`
 * and `vMerge`. Deleted, struck and hidden text, field codes and the fallback copies of text boxes are left out.
 */
export function readDocx(zip: ZipFile, part: string): PrintedDocument | UnreadableFile {
  const xml = zip.text(part)
  if (xml === undefined) return { problem: unreadableFiles.noDocument }
  if (xml.includes('<!DOCTYPE') || xml.includes('<!ENTITY')) return entityInside
  const styles = relationsOf(zip, part).find(({ type }) => type.endsWith('/styles'))
  return { parts: partsOf(withUsualPrefix(xml), stylesOf((styles && zip.text(styles.target)) ?? '')), notes: [] }
}

/** Whatever prefix a program chose for the words of WordprocessingML, they begin with `w:`. */
function withUsualPrefix(xml: string): string {
  const prefix =
    /xmlns:([\w-]{1,20})=["']http:\/\/(?:schemas\.openxmlformats|purl\.oclc)\.org\/(?:wordprocessingml\/2006|ooxml\/wordprocessingml)\/main["']/.exec(
      xml,
    )?.[1]
  return prefix === undefined || prefix === 'w' ? xml : xml.replace(new RegExp(`(</?|\\s)${prefix}:`, 'g'), '$1w:')
}

/** XML of Office never has one; a file that does was made to do harm. */
export const entityInside: UnreadableFile = {
  problem: unreadableFiles.entityInside,
}

/** What was deleted, how it looked before a change that is tracked, and how a character is pronounced. */
const silent = new Set([
  ...['mc:Fallback', 'w:del', 'w:instrText', 'w:delText', 'w:moveFrom', 'w:rt', 'w:rPrChange', 'w:pPrChange'],
  ...['w:tcPrChange', 'w:trPrChange', 'w:tblPrChange', 'w:tblPrExChange', 'w:tblGridChange', 'w:sectPrChange'],
])
const texts = new Set(['w:t', 'm:t'])
const pictures = new Set(['pic:pic', 'v:imagedata'])

/** Said of words: they are not seen on paper, or crossed out. */
const unseen = ['w:vanish', 'w:strike', 'w:dstrike']
const isOn = (value: string | undefined): boolean => value === undefined || !/^(?:0|false|off)$/.test(value)

/** Above or below the line: by their kind, or by half points, as LibreOffice writes it. */
const [raised, lifted] = ['w:vertAlign', 'w:position']

/** What is said of some words, by the name of what says it; a style says it of all that are in it. */
type Look = Readonly<Record<string, boolean | string>>
const [colour, size, shade, marker] = ['w:color', 'w:sz', 'w:shd', 'w:highlight']
const inks = [colour, size, shade, marker]

function saidBy({ name, attributes }: { name: string; attributes: string }): Look | undefined {
  const value = attribute(attributes, 'w:val')
  if (name === raised) return { [name]: value !== 'baseline' }
  if (name === lifted) return { [name]: Math.abs(Number(value)) >= farOff }
  if (name === shade) return { [name]: shadeOf(attributes) }
  if (inks.includes(name)) return { [name]: value ?? '' }
  return unseen.includes(name) ? { [name]: isOn(value) } : undefined
}

/** What is less is for the eye, as a line of figures is set a little higher. */
const farOff = 4

/** Pure colour, none, or a pattern of two, which is no colour that letters have. */
function shadeOf(attributes: string): string {
  const fill = attribute(attributes, 'w:fill') ?? 'auto'
  return !/^(?:clear|nil)$/.test(attribute(attributes, 'w:val') ?? 'clear') ? 'pattern' : fill === 'auto' ? '' : fill
}

/** Whether nobody sees these words on what lies behind them. */
function isUnseen(look: Look, grounds: readonly Look[]): boolean {
  const { [colour]: said, [size]: halves, [marker]: marked } = look
  const ground = marked && marked !== 'none' ? marked : [look, ...grounds].map((one) => one[shade]).find(Boolean)
  return unseenInk(
    { colour: said ? String(said) : undefined, points: halves ? Number(halves) / 2 : undefined },
    String(ground ?? paper),
  )
}

/** Styles by their names, each with what the one says that it rests on. */
function stylesOf(source: string): ReadonlyMap<string, Look> {
  const looks = new Map<string, Look>()
  const bases = new Map<string, string>()
  let style = ''
  for (const token of markupTokens(withUsualPrefix(source))) {
    if (token.kind !== 'open') continue
    if (token.name === 'w:style') style = attribute(token.attributes, 'w:styleId') ?? ''
    else if (token.name === 'w:basedOn') bases.set(style, attribute(token.attributes, 'w:val') ?? '')
    else if (saidBy(token)?.[shade] !== '') looks.set(style, { ...looks.get(style), ...saidBy(token) })
  }
  const whole = (name: string, depth: number): Look => {
    const base = bases.get(name)
    return { ...(base !== undefined && depth < deepest && whole(base, depth + 1)), ...looks.get(name) }
  }
  return new Map([...looks.keys(), ...bases.keys()].map((name) => [name, whole(name, 0)]))
}

type Table = {
  builder: GridBuilder
  text: string
  columns: number
  above: boolean
  ground: Look
  cell: Look
  row: 'shown' | 'told' | 'unseen'
}

function partsOf(xml: string, styles: ReadonlyMap<string, Look>): DocumentPart[] {
  const parts: DocumentPart[] = []
  const tables: Table[] = []
  const room = placesOfFile()
  let paragraph = ''
  let hidden = ''
  let depth = 0
  let inText = false
  /** Whose properties these are. */
  let scope = ''
  let around: Look = {}
  let run: Look = {}
  let behind: Look = {}
  for (const token of markupTokens(xml)) {
    if (hidden) {
      if (token.kind === 'open' && token.name === hidden && !token.empty) depth++
      if (token.kind === 'close' && token.name === hidden && --depth === 0) hidden = ''
      continue
    }
    const table = tables.at(-1)
    const write = (text: string) => {
      if (table) table.text += text
      else paragraph += text
    }
    if (token.kind === 'open' && scopes.has(token.name)) scope = token.name
    if (token.kind === 'text') {
      if (!inText || unseen.some((name) => run[name])) continue
      const grounds = [behind, ...tables.flatMap((one) => [one.ground, one.cell]).reverse()]
      if (table && token.text.trim() && isUnseen(run, grounds)) write(unseenMark)
      else write(run[raised] || run[lifted] ? raisedDigits(token.text) : token.text)
    } else if (token.kind === 'close') {
      if (texts.has(token.name)) inText = false
      else if (token.name === 'w:p') {
        if (table) table.text += '\n'
        else {
          if (paragraph.trim()) parts.push({ text: paragraph })
          paragraph = ''
        }
      } else if (token.name === 'w:tc' && table) {
        if (table.row !== 'unseen') table.builder.add(table.text.trim(), { columns: table.columns, above: table.above })
      } else if (token.name === 'w:trPr' && table?.row === 'told') table.row = 'shown'
      else if (token.name === 'w:tbl' && table) {
        tables.pop()
        const grid = table.builder.grid()
        const only = grid.length === 1 && grid[0]?.length === 1 ? firstOf(firstOf(grid)).text : ''
        const outer = tables.at(-1)
        // A table of one cell in a cell is a frame around its figure.
        if (outer && only && looksLikeValue(only)) outer.text += only
        else parts.push({ grid })
      }
    } else if (silent.has(token.name) && !token.empty) {
      hidden = token.name
      depth = 1
    } else if (token.name === 'w:p') run = around = behind = {}
    else if (token.name === 'w:pStyle') around = behind = styles.get(attribute(token.attributes, 'w:val') ?? '') ?? {}
    else if (token.name === 'w:r') run = around
    else if (token.name === 'w:rStyle') run = { ...run, ...styles.get(attribute(token.attributes, 'w:val') ?? '') }
    else if (token.name === 'w:tblStyle' && table)
      table.ground = groundOfStyle(styles.get(attribute(token.attributes, 'w:val') ?? ''))
    else if (token.name === shade && scope !== 'w:rPr') {
      if (scope === 'w:pPr') behind = { ...behind, ...saidBy(token) }
      else if (table) table[scope === 'w:tcPr' ? 'cell' : 'ground'] = saidBy(token) ?? {}
    } else if (
      token.name === raised ||
      token.name === lifted ||
      unseen.includes(token.name) ||
      inks.includes(token.name)
    )
      run = { ...run, ...saidBy(token) }
    else if (texts.has(token.name)) inText = !token.empty
    else if (token.name === 'w:noBreakHyphen') write('-')
    else if (token.name === 'w:sym') write('\ufffd')
    // In a cell what stands on two lines, or at two stops, may be two figures: it must not come together as 12 345.
    else if (token.name === 'w:tab' || token.name === 'w:br' || token.name === 'w:cr') write(table ? '\n' : ' ')
    else if (token.name === 'w:tbl' && tables.length < deepest) {
      tables.push({
        builder: new GridBuilder(room),
        text: '',
        columns: 1,
        above: false,
        ground: {},
        cell: {},
        row: 'shown',
      })
    } else if (table) {
      if (token.name === 'w:tr') {
        if (table.row !== 'unseen') table.builder.nextRow()
        table.row = 'shown'
      } else if (token.name === 'w:trPr') table.row = 'told'
      // What is said of a row: that a tracked change takes it out, or that it is hidden.
      else if (table.row === 'told' && (token.name === 'w:del' || token.name === 'w:hidden')) table.row = 'unseen'
      else if (pictures.has(token.name)) write(pictureMark)
      else if (token.name === 'w:gridBefore')
        table.builder.add('', { columns: Number(attribute(token.attributes, 'w:val')) || 1 })
      else if (token.name === 'w:tc') Object.assign(table, { text: '', columns: 1, above: false, cell: {} })
      else if (token.name === 'w:gridSpan') table.columns = Number(attribute(token.attributes, 'w:val')) || 1
      else if (token.name === 'w:vMerge') table.above = attribute(token.attributes, 'w:val') !== 'restart'
    }
  }
  if (paragraph.trim()) parts.push({ text: paragraph })
  return parts
}

const deepest = 8
const scopes = new Set(['w:tblPr', 'w:tcPr', 'w:pPr', 'w:rPr'])

/** A style of tables shades some of their rows and columns: which they are is not followed. */
const groundOfStyle = (look: Look = {}): Look => (look[shade] ? { [shade]: 'pattern' } : {})
