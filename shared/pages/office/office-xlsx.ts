import type { DraftDocument } from '../../draft/draft.ts'
import type { XlsxCell, XlsxSheet } from '../../report/bytes/xlsx.ts'
import type { Cell, CompiledDefinition, Figures } from '../../report/cells.ts'
import { blank, type Figure } from '../../report/figure.ts'
import type { Finding } from '../../report/finding.ts'
import type { Language, ReportTable } from '../../report/report-definition.ts'
import { tableParts } from '../../report/table-named.ts'
import { previewTexts } from '../../words/office/draft-preview-texts.ts'
import { partTitle, wordsIn } from '../../words/words-in.ts'
import { figureLines } from '../report/figure-list.ts'
import { shownFigure } from '../report/official-table.ts'
import { matrixColumns, type UnitFigures } from './figures-page.ts'

export type OfficeWorkbook = {
  language: Language
  /** The board's lines, the head first (board-csv.ts). */
  board: readonly (readonly string[])[]
  compiled: CompiledDefinition
  units: readonly UnitFigures[]
  /** What would be merged now, with what the check would say. */
  draft: DraftDocument
  findings: readonly Finding[]
  lastYear?: Figures
}

/** All the office sees, as sheets: who stands where, what each unit filed table by table, and what a draft would be now. */
export function officeSheets(book: OfficeWorkbook): XlsxSheet[] {
  const { language, compiled } = book
  const t = wordsIn(previewTexts, language)
  const tables = tableParts(compiled.definition).map(({ part, table }) => ({ table, title: partTitle(part, language) }))
  return [
    {
      name: t.sheetBoard,
      widths: [16, 30, 14, 12, 10, 20, 10, 20, 40],
      rows: book.board.map((line, n) => line.map((text) => (n === 0 ? head(text) : { text }))),
      frozen: { rows: 1, columns: 2 },
    },
    ...tables.map(({ table, title }) => matrixSheet(book, table.id, title)),
    ...tables.map(({ table, title }) => draftSheet(book, table, `${t.sheetDraft} ${title}`)),
    findingSheet(book),
  ]
}

const head = (text: string): XlsxCell => ({ text, look: 'head' })

const figureCell = (figure: Figure | undefined, cell: Cell, language: Language): XlsxCell =>
  figure === undefined || figure === blank
    ? { text: '', look: 'figure' }
    : /^-?\d+(\.\d+)?$/.test(figure)
      ? { number: figure, look: 'figure' }
      : { text: shownFigure(figure, cell.kind, language, { unitIsNamed: true }), look: 'figure' }

/** A line a unit; who has filed nothing says so and has no zeros. */
function matrixSheet({ language, compiled, units, draft }: OfficeWorkbook, table: string, name: string): XlsxSheet {
  const t = wordsIn(previewTexts, language)
  const { columns } = matrixColumns(compiled, table, units)
  const line = (label: string, figures: Figures | undefined): XlsxCell[] => [
    { text: label, look: 'label' },
    ...(figures
      ? columns.map((cell) => figureCell(figures[cell.id], cell, language))
      : [{ text: t.notFiled, look: 'hint' as const }]),
  ]
  return {
    name,
    widths: [30, ...columns.map(() => 14)],
    rows: [
      [head(t.unit), ...columns.map((cell) => head(cell.name[language]))],
      line(t.sum, draft.figures),
      ...units.map((unit) => line(unit.name[language], unit.figures)),
    ],
    frozen: { rows: 2, columns: 1 },
  }
}

function draftSheet(
  { language, compiled, draft, lastYear }: OfficeWorkbook,
  table: ReportTable,
  name: string,
): XlsxSheet {
  const t = wordsIn(previewTexts, language)
  const cells = figureLines(compiled, table, {}, undefined).map(({ cell }) => cell)
  return {
    name,
    widths: [60, 14, 14],
    rows: [
      [{ text: t.only, look: 'hint', columns: 3 }],
      [head(name), head(t.lastYear), head(t.thisYear)],
      ...cells.map((cell) => [
        { text: cell.name[language], look: 'label' as const },
        figureCell(lastYear?.[cell.id], cell, language),
        figureCell(draft.figures[cell.id], cell, language),
      ]),
    ],
    frozen: { rows: 2, columns: 1 },
  }
}

function findingSheet({ language, findings }: OfficeWorkbook): XlsxSheet {
  const t = wordsIn(previewTexts, language)
  const told = findings.filter(({ severity }) => severity !== 'info')
  return {
    name: t.findings,
    widths: [14, 70, 70],
    rows:
      told.length === 0
        ? [[{ text: t.none }]]
        : told.map(({ severity, message, advice }) => [
            { text: severity === 'blocking' ? t.blocking : t.warning },
            { text: message[language], look: 'hint' },
            { text: advice[language], look: 'hint' },
          ]),
  }
}
