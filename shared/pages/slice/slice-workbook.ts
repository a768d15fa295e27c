import { entryOf, itemAt, present } from '../../present.ts'
import {
  type PlacedBlockOfTemplate,
  type TemplateSheet,
  templateCode,
  templateSheets,
} from '../../printed/slice-template.ts'
import { columnLetters } from '../../report/bytes/column-letters.ts'
import { type XlsxCell, type XlsxSheet, xlsx } from '../../report/bytes/xlsx.ts'
import type { Cell, CompiledDefinition, Figures } from '../../report/cells.ts'
import { blank, showFigure } from '../../report/figure.ts'
import type { Language, LocalizedText } from '../../report/report-definition.ts'
import { templateTexts } from '../../words/clerk/template-texts.ts'
import { partTitle, wordsIn } from '../../words/words-in.ts'

/** A unit's slice as a spreadsheet: to be filled inside the unit and read back, or as the copy of what was sent. */
export type SliceWorkbook = {
  compiled: CompiledDefinition
  roles: readonly string[]
  language: Language
  unit: LocalizedText
  year: number
  figures: Figures
  texts: Readonly<Record<string, string>>
  lastYear: Figures
  /** Only of one that is filled: whose it is. A copy has the line that says what it is a copy of. */
  is: { cycle: string; unitId: string } | { copyOf: string }
}

export function sliceWorkbook(book: SliceWorkbook): Uint8Array {
  return xlsx(templateSheets(book.compiled, book.roles).map((sheet) => sheetOf(book, sheet)))
}

function sheetOf(book: SliceWorkbook, sheet: TemplateSheet): XlsxSheet {
  const { compiled, language, unit, year, is } = book
  const t = wordsIn(templateTexts, language)
  const part = compiled.definition.parts.find(({ body }) => body.kind === 'table' && body.table === sheet.id)
  const title = part ? partTitle(part, language) : t.texts
  const about =
    'copyOf' in is
      ? is.copyOf
      : `${t.fill}${templateCode({ cycle: is.cycle, unit: is.unitId, definition: compiled.definition.id }, sheet.id)}`
  const rows: (XlsxCell | undefined)[][] = [
    [{ text: `${unit[language]} · ${year} · ${title}`, look: 'title' }],
    [{ text: about, look: 'hint', columns: 'parts' in sheet ? 2 : 4 }],
    [],
  ]
  const common = { name: title, locked: true }
  if ('parts' in sheet) {
    for (const { part, at } of sheet.parts)
      rows[at] = [
        { text: part.title[language], look: 'label' },
        { text: book.texts[part.id] ?? '', look: looks(is)['open-text'] },
      ]
    return { ...common, rows, widths: [24, 100] }
  }
  const beside = Object.keys(book.lastYear).length > 0
  const width = Math.max(...sheet.blocks.map(({ columns }) => columns.length))
  for (const block of sheet.blocks) placeBlock(book, block, rows, beside ? width + 2 : undefined)
  const [first, ...others] = sheet.blocks
  return {
    ...common,
    rows: Array.from(rows, (row) => row ?? []),
    widths: [44, ...Array(width).fill(12), ...(beside ? [2, ...Array(width).fill(9)] : [])],
    frozen: { rows: first && others.length === 0 ? first.heads + first.depth : 0, columns: 1 },
  }
}

/** A copy is to be read: nothing of it is typed into. */
const looks = (is: SliceWorkbook['is']) =>
  'copyOf' in is
    ? ({ open: 'figure', 'open-text': 'figure-text' } as const)
    : ({ open: 'open', 'open-text': 'open-text' } as const)

/** @param past the column from which last year's figures stand */
function placeBlock(
  book: SliceWorkbook,
  { block, columns, name, heads, depth, rows: placed }: PlacedBlockOfTemplate,
  rows: (XlsxCell | undefined)[][],
  past: number | undefined,
): void {
  const { language, figures, lastYear, is } = book
  const t = wordsIn(templateTexts, language)
  if (name !== undefined && block.label)
    rows[name] = [{ text: block.label[language], look: 'head', columns: columns.length + 1 }]
  for (let level = 0; level < depth; level++) rows[heads + level] = headRow(columns, level, depth, language)
  if (past !== undefined) {
    const from = itemAt(rows, heads)
    from[past] = { text: t.lastYear, look: 'head', columns: columns.length }
    for (const [n, column] of columns.entries())
      if (depth > 1) itemAt(rows, heads + depth - 1)[past + n] = { text: column.label[language], look: 'head' }
  }
  const places = new Map(
    placed.flatMap(({ at, cells }) => cells.map((cell, n) => [cell?.index, { row: at, column: n + 1 }])),
  )
  for (const { row, at, cells } of placed) {
    const line: (XlsxCell | undefined)[] = [{ text: (row.name ?? row.label)[language], look: 'label' }]
    for (const [n, cell] of cells.entries()) {
      if (!cell) continue
      const figure = figures[cell.id] ?? blank
      line[n + 1] = cell.derived
        ? {
            look: 'total',
            ...('copyOf' in is ? figureCell(cell, figures, language) : { formula: sumOf(cell, places) }),
          }
        : { look: looks(is).open, ...(figure === blank ? {} : figureCell(cell, figures, language)) }
      if (past !== undefined) line[past + n] = { look: 'past', ...figureCell(cell, lastYear, language) }
    }
    rows[at] = line
  }
}

const figureCell = (cell: Cell, figures: Figures, language: Language): XlsxCell => ({
  number: figures[cell.id]?.replace('n/a', showFigure('n/a', cell.kind, language)) ?? '',
})

/** Nothing while a cell is empty: a sum of what is not there would look like one. */
function sumOf(cell: Cell, places: ReadonlyMap<number | undefined, { row: number; column: number }>): string {
  const terms = present(cell.derived, 'derived').of.map((term) => {
    const { row, column } = entryOf(places, term.cell.index)
    return { sign: term.sign, at: `${columnLetters(column)}${row + 1}` }
  })
  const [sum, ats] = [terms.map(({ sign, at }) => `${sign < 0 ? '-' : '+'}${at}`).join(''), terms.map(({ at }) => at)]
  return `IF(COUNT(${ats.join(',')})=${ats.length},${sum.replace(/^\+/, '')},"")`
}

/** 采购总金额（万元）: the unit is named where the column has one of its own. */
function withUnit({ label, type }: PlacedBlockOfTemplate['columns'][number], language: Language): string {
  const [text, unit] = [label[language], type?.unit?.[language]]
  return !unit || text.includes(unit) ? text : `${text}${wordsIn(templateTexts, language).inUnit(unit)}`
}

/** One row of headings: what is over several columns is as wide, what has nothing above as high. */
function headRow(
  columns: PlacedBlockOfTemplate['columns'],
  level: number,
  depth: number,
  language: Language,
): (XlsxCell | undefined)[] {
  const group = (n: number, upTo: number) =>
    columns[n]?.groups
      .slice(0, upTo + 1)
      .map(({ zh }) => zh)
      .join('/')
  const isOneOf = (n: number, wide: number) =>
    (columns[n]?.groups.length ?? 0) > level && group(n, level) === group(wide, level)
  const line: (XlsxCell | undefined)[] = [level === 0 ? { look: 'head', rows: depth } : undefined]
  for (const [n, column] of columns.entries()) {
    const own = column.groups.length
    if (own === level) line[n + 1] = { text: withUnit(column, language), look: 'head', rows: depth - level }
    else if (own > level && !isOneOf(n - 1, n)) {
      let wide = 1
      while (isOneOf(n + wide, n)) wide++
      line[n + 1] = { text: itemAt(column.groups, level)[language], look: 'head', columns: wide }
    }
  }
  return line
}
