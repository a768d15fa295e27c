import { lastOf } from '../../present.ts'
import { recordsOf } from '../../report/bytes/csv.ts'
import {
  type DocumentPart,
  FileRefusal,
  gridOfStrings,
  type PrintedDocument,
  tooMuchInside,
} from '../printed-document.ts'

/**
 * Text: lines with tabs (or commas, where the file says so) are rows of a table, other lines are paragraphs. What was copied from
 * a spreadsheet has tabs; what was copied from a page has often neither, and its tables are looked for in the text later.
 *
 * @param separator of a file whose kind is known: every line is a row then
 */
export function readText(source: string, separator?: ',' | ';' | '\t'): PrintedDocument {
  const text = source.slice(0, mostText).replace(ruleOfBars, '')
  const parts: DocumentPart[] = []
  let rows: string[][] = []
  const endTable = () => {
    if (rows.length > 0) parts.push({ grid: gridOfStrings(rows) })
    rows = []
  }
  const records =
    separator || text.includes('\t') ? recordsOf(text, separator ?? '\t') : text.split(/\r\n?|\n/).map((line) => [line])
  for (const record of records) {
    const indented = !separator && record.findIndex((cell) => cell.trim() !== '') === record.length - 1
    if (record.slice(mostColumns).some((cell) => cell.trim() !== '')) throw new FileRefusal(tooMuchInside)
    if (record.length > 1 && !indented)
      rows.push(record.slice(0, mostColumns).map((cell) => withoutFormula(cell.trim())))
    else {
      endTable()
      if (record.at(-1)?.trim()) parts.push({ text: lastOf(record).trim() })
    }
  }
  endTable()
  return { parts, notes: [] }
}

/** Excel keeps what looks like a number as text by `="12"`. */
const withoutFormula = (cell: string): string => /^="([^"]*)"$/.exec(cell)?.[1] ?? cell

/** A report has some ten thousand characters. */
const mostText = 500_000
/** The widest table of the form has sixteen. */
const mostColumns = 256

/** The line of dashes under the head of a table that is drawn with bars. */
const ruleOfBars = /^(?=.*---)(?=.*\|)[-:|\t ]+\r?$/gmu
