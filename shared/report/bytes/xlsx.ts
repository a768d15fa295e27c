import { columnLetters } from './column-letters.ts'
import { inXml } from './in-xml.ts'
import { contentTypesXml, officeFile, officeNamespace, relationsXml, xmlHead } from './office-file.ts'

/** How a cell looks; in a locked sheet only `open` and `open-text` can be typed into. */
type Look =
  | ('plain' | 'title' | 'hint' | 'head' | 'label')
  | ('figure' | 'open' | 'total' | 'past' | 'open-text' | 'figure-text')

/** Text, a figure exactly as it is written, or a formula; over several columns and rows where it says so. */
export type XlsxCell = {
  text?: string
  number?: string
  formula?: string
  look?: Look
  columns?: number
  rows?: number
}

export type XlsxSheet = {
  name: string
  /** Of the columns, in characters. */
  widths: readonly number[]
  /** A place that is left out, or covered by a wide or high cell, is `undefined`. */
  rows: readonly (readonly (XlsxCell | undefined)[])[]
  /** Rows and columns that stay in sight. */
  frozen?: { rows: number; columns: number }
  /** Everything but open cells is protected, without a password: against the slip of a hand. */
  locked?: boolean
}

/** As a download or an attachment says it. */
export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The bytes of an .xlsx (ECMA-376): text as text, so that nothing in it is ever a formula. The same sheets give the same bytes. */
export function xlsx(sheets: readonly XlsxSheet[]): Uint8Array {
  const names = uniqueNames(sheets.map(({ name }) => name))
  const files = sheets.map((_, n) => `xl/worksheets/sheet${n + 1}.xml`)
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  return officeFile({
    '[Content_Types].xml': contentTypesXml({
      'xl/workbook.xml': `${type}.sheet.main`,
      'xl/styles.xml': `${type}.styles`,
      ...Object.fromEntries(files.map((file) => [file, `${type}.worksheet`])),
    }),
    '_rels/.rels': relationsXml([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `${xmlHead}<workbook ${namespaces}><sheets>${names.map((name, n) => `<sheet name="${inXml(name)}" sheetId="${n + 1}" r:id="rId${n + 1}"/>`).join('')}</sheets><calcPr fullCalcOnLoad="1"/></workbook>`,
    'xl/_rels/workbook.xml.rels': relationsXml([
      ...sheets.map((_, n) => [`rId${n + 1}`, 'worksheet', `worksheets/sheet${n + 1}.xml`] as const),
      [`rId${sheets.length + 1}`, 'styles', 'styles.xml'],
    ]),
    'xl/styles.xml': styles,
    ...Object.fromEntries(sheets.map((sheet, n) => [files[n], sheetXml(sheet)])),
  })
}

/** As a spreadsheet takes them: 31 characters at most, without `[]:*?/\`, each once. */
function uniqueNames(names: readonly string[]): string[] {
  const used = new Set<string>()
  return names.map((name) => {
    const plain = name.replace(/[[\]:*?/\\'"]/g, ' ').trim()
    let unique = plain.slice(0, 31) || '1'
    for (let n = 2; used.has(unique.toLowerCase()); n++) unique = `${plain.slice(0, 27)} ${n}`
    used.add(unique.toLowerCase())
    return unique
  })
}

const namespaces = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${officeNamespace}"`

function sheetXml({ widths, rows, frozen, locked }: XlsxSheet): string {
  const merged: string[] = []
  const lines = rows.map((cells, r) => {
    const xml = cells.map((cell, c) => {
      if (!cell) return ''
      const { columns = 1, rows: high = 1 } = cell
      if (columns > 1 || high > 1)
        merged.push(`${columnLetters(c)}${r + 1}:${columnLetters(c + columns - 1)}${r + high}`)
      return cellXml(cell, `${columnLetters(c)}${r + 1}`)
    })
    return `<row r="${r + 1}"${heightOf(cells, widths)}>${xml.join('')}</row>`
  })
  return [
    `${xmlHead}<worksheet ${namespaces}><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`,
    `<sheetViews><sheetView workbookViewId="0">${frozen ? paneXml(frozen) : ''}</sheetView></sheetViews>`,
    `<cols>${widths.map((width, n) => `<col min="${n + 1}" max="${n + 1}" width="${width}" customWidth="1"/>`).join('')}</cols>`,
    `<sheetData>${lines.join('')}</sheetData>`,
    locked ? '<sheetProtection sheet="1" formatColumns="0" formatRows="0"/>' : '',
    merged.length > 0 ? `<mergeCells>${merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>` : '',
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.2" footer="0.2"/>',
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>',
  ].join('')
}

/** A row of one line, and one that is typed into, makes its own room. */
function heightOf(cells: XlsxSheet['rows'][number], widths: readonly number[]): string {
  const lines = linesOf(cells, widths)
  return lines === 1
    ? ''
    : ` ht="${15 * lines}"${cells.some((cell) => cell?.look === 'open-text') ? '' : ' customHeight="1"'}`
}

/** How many lines the longest text of a row takes: not every program makes room by itself. A Chinese character is two wide. */
const linesOf = (cells: XlsxSheet['rows'][number], widths: readonly number[]): number =>
  Math.max(
    1,
    ...cells.map((cell, at) => {
      if (!cell?.text || cell.look === 'title' || cell.look === 'plain' || (cell.rows ?? 1) > 1) return 1
      const wide = widths.slice(at, at + (cell.columns ?? 1)).reduce((sum, one) => sum + one, 0)
      const lines = cell.text
        .split('\n')
        .map((line) => [...line].reduce((sum, char) => sum + (char > '\u2e7f' ? 2.1 : 1.1), 0))
      return Math.min(
        20,
        lines.reduce((sum, length) => sum + Math.max(1, Math.ceil(length / wide)), 0),
      )
    }),
  )

const paneXml = ({ rows, columns }: { rows: number; columns: number }): string =>
  `<pane${columns > 0 ? ` xSplit="${columns}"` : ''}${rows > 0 ? ` ySplit="${rows}"` : ''} topLeftCell="${columnLetters(columns)}${rows + 1}" activePane="${columns > 0 ? (rows > 0 ? 'bottomRight' : 'topRight') : 'bottomLeft'}" state="frozen"/>`

function cellXml({ text, number, formula, look = 'plain' }: XlsxCell, place: string): string {
  const start = `<c r="${place}" s="${looks.indexOf(look)}"`
  if (formula !== undefined) return `${start}><f>${inXml(formula)}</f></c>`
  if (number !== undefined && fits(number)) return `${start}><v>${number}</v></c>`
  const shown = number ?? text ?? ''
  return shown === '' ? `${start}/>` : `${start} t="inlineStr"><is><t xml:space="preserve">${inXml(shown)}</t></is></c>`
}

/** A spreadsheet keeps fifteen digits; a longer figure stays whole as text. */
const fits = (number: string): boolean =>
  /^-?\d+(\.\d+)?$/.test(number) && number.replace(/\D/g, '').replace(/^0+/, '').length <= 15

const looks: readonly Look[] = [
  ...(['plain', 'title', 'hint', 'head', 'label'] as const),
  ...(['figure', 'open', 'total', 'past', 'open-text', 'figure-text'] as const),
]

const alignment = (horizontal: string, vertical = 'center') =>
  `<alignment horizontal="${horizontal}" vertical="${vertical}" wrapText="1"/>`
const open = '<protection locked="0"/>'
const format = (font: number, fill: number, border: number, rest: string, kind = 0) =>
  `<xf numFmtId="${kind}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1">${rest}</xf>`
const formats: Record<Look, string> = {
  plain: format(0, 0, 0, '<alignment vertical="center"/>'),
  title: format(2, 0, 0, '<alignment vertical="center"/>'),
  hint: format(3, 0, 0, alignment('left')),
  head: format(1, 2, 1, alignment('center')),
  label: format(0, 2, 1, alignment('left')),
  figure: format(0, 0, 1, alignment('right')),
  open: format(0, 0, 1, `${alignment('right')}${open}`),
  total: format(1, 2, 1, alignment('right')),
  past: format(3, 2, 1, alignment('right')),
  'figure-text': format(0, 0, 1, alignment('left', 'top')),
  'open-text': format(0, 0, 1, `${alignment('left', 'top')}${open}`, 49),
}
const font = (size: number, rest = '') => `<font>${rest}<sz val="${size}"/><name val="宋体"/></font>`
const edges = ['left', 'right', 'top', 'bottom']
  .map((edge) => `<${edge} style="thin"><color rgb="FF858D95"/></${edge}>`)
  .join('')
const styles = `${xmlHead}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="4">${font(11)}${font(11, '<b/>')}${font(14, '<b/>')}<font><sz val="10"/><color rgb="FF555B61"/><name val="宋体"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE9EDF1"/></patternFill></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${edges}<diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${looks.length}">${looks.map((look) => formats[look]).join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
