import { inXml } from '../../report/bytes/in-xml.ts'
import {
  contentTypesXml,
  xmlHead as head,
  officeNamespace as office,
  officeFile,
  relationsXml as relations,
} from '../../report/bytes/office-file.ts'

/**
 * A Word document in the layout of GB/T 9704-2012, as WordprocessingML: A4, 22 lines of 28 characters, fonts named and never embedded.
 * The grid is of lines only and the characters stand 0.25 pt closer: so Word and LibreOffice both set 28 to the line (a grid of
 * characters makes LibreOffice set 14 to 18). Pure: the same blocks give the same bytes.
 */

/** A paragraph or a table, as XML. */
export type DocxBlock = string

type Font = 'song' | 'hei' | 'kai' | 'title'
const fonts: Record<Font, string> = { song: '宋体', hei: '黑体', kai: '楷体_GB2312', title: '方正小标宋简体' }

export type ParagraphStyle = {
  /** 仿宋_GB2312 without it. */
  font?: Font
  /** Half points; 32 (三号) without it. */
  size?: number
  align?: 'center' | 'right'
  /** Characters the first line is moved in, in hundredths. */
  firstLine?: number
  /** Characters the right edge is moved in, in hundredths. */
  right?: number
  /** All lines stand so many characters in, the first so many fewer; in hundredths. */
  hang?: { left: number; by: number }
  /** Stays on the page of what follows. */
  keepNext?: boolean
  /** Begins a page. */
  breakBefore?: boolean
}

/** A line break in the text is one in the paragraph. */
export function paragraph(text: string, style: ParagraphStyle = {}): DocxBlock {
  const { align, firstLine, right, hang, keepNext, breakBefore } = style
  const indent =
    firstLine || right || hang
      ? `<w:ind${hang ? ` w:leftChars="${hang.left}" w:left="${hang.left * 3.2}" w:hangingChars="${hang.by}" w:hanging="${hang.by * 3.2}"` : ''}${firstLine ? ` w:firstLineChars="${firstLine}" w:firstLine="${firstLine * 3.2}"` : ''}${right ? ` w:rightChars="${right}" w:right="${right * 3.2}"` : ''}/>`
      : ''
  const properties = `${keepNext ? '<w:keepNext/>' : ''}${breakBefore ? '<w:pageBreakBefore/>' : ''}${style.font === 'title' ? titleLines : ''}${indent}${align ? `<w:jc w:val="${align}"/>` : ''}`
  return `<w:p>${properties ? `<w:pPr>${properties}</w:pPr>` : ''}${run(text, style)}</w:p>`
}

/** A title is higher than a line of the grid: snapped to it, each of its lines would take two. */
const titleLines = '<w:snapToGrid w:val="0"/><w:spacing w:line="680" w:lineRule="exact"/>'

function run(text: string, { font, size }: ParagraphStyle): string {
  const look = `${font ? `<w:rFonts w:eastAsia="${fonts[font]}"/>` : ''}${size ? `<w:sz w:val="${size}"/><w:szCs w:val="${size}"/>` : ''}`
  const lines = text.split('\n').map((line) => `<w:t xml:space="preserve">${inXml(line)}</w:t>`)
  return `<w:r>${look ? `<w:rPr>${look}</w:rPr>` : ''}${lines.join('<w:br/>')}</w:r>`
}

export type DocxCell = {
  text: string
  columns: number
  rows: number
  align?: 'left'
  /** Set upright, as narrow headings of a form are. */
  upright?: boolean
}

/** Width between the margins, in twentieths of a point. */
export const textWidth = 8845

/** `widths`: of the grid's columns. Rows do not break over pages; what reaches down from above is not given again. */
export function table(widths: readonly number[], rows: readonly (readonly DocxCell[])[], size = 18): DocxBlock {
  // Rows that a cell from above still reaches into, by column.
  const open = new Map<number, { left: number; columns: number; upright: boolean }>()
  const lines = rows.map((cells) => {
    const queue = [...cells]
    let xml = ''
    for (let at = 0; at < widths.length; ) {
      const above = open.get(at)
      if (above) {
        xml += cellXml(
          { text: '', columns: above.columns, rows: 1, upright: above.upright },
          widths,
          at,
          size,
          'continue',
        )
        above.left -= 1
        if (above.left === 0) open.delete(at)
        at += above.columns
        continue
      }
      const cell = queue.shift()
      if (!cell) throw new Error('A row of the table is too short')
      xml += cellXml(cell, widths, at, size, cell.rows > 1 ? 'restart' : undefined)
      if (cell.rows > 1) open.set(at, { left: cell.rows - 1, columns: cell.columns, upright: cell.upright ?? false })
      at += cell.columns
    }
    return `<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="${heightOf(cells)}" w:hRule="atLeast"/><w:jc w:val="center"/></w:trPr>${xml}</w:tr>`
  })
  const edges = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  return `<w:tbl><w:tblPr><w:tblW w:w="${textWidth}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>${edges.map((edge) => `<w:${edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`).join('')}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>${lines.join('')}</w:tbl>`
}

const rowHeight = 410 // twentieths of a point

/** An upright heading in a single row stands in one line. */
const heightOf = (cells: readonly DocxCell[]): number =>
  Math.max(
    rowHeight,
    ...cells.filter(({ upright, rows }) => upright && rows === 1).map(({ text }) => text.length * 190 + 120),
  )

/** Half points; an upright heading over few rows is set smaller, or its first characters would be cut off. */
const sizeIn = ({ text, rows, upright }: DocxCell, size: number): number => {
  if (!upright || rows === 1) return upright ? size - 2 : size
  const room = (rows * rowHeight - 160) / 10 / Math.max(1, text.length)
  return Math.max(11, Math.min(size - 2, Math.floor(room)))
}

function cellXml(
  cell: DocxCell,
  widths: readonly number[],
  at: number,
  size: number,
  merge?: 'restart' | 'continue',
): string {
  const { text, columns, align, upright } = cell
  const width = widths.slice(at, at + columns).reduce((sum, one) => sum + one, 0)
  const span = columns > 1 ? `<w:gridSpan w:val="${columns}"/>` : ''
  const direction = upright ? '<w:textDirection w:val="tbRlV"/>' : ''
  // Without this the grid of lines would stretch every row to 29 points.
  const snap = '<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
  return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${span}${merge ? `<w:vMerge w:val="${merge}"/>` : ''}${direction}<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr>${snap}<w:jc w:val="${align ?? 'center'}"/></w:pPr>${text ? run(text, { size: sizeIn(cell, size), font: 'song' }) : ''}</w:p></w:tc>`
}

/** The bytes of a .docx. `mark` stands above every page, e.g. that it is a draft. */
export function docx(blocks: readonly DocxBlock[], mark?: string): Uint8Array {
  return officeFile({
    '[Content_Types].xml': contentTypes,
    '_rels/.rels': relations([['rId1', 'officeDocument', 'word/document.xml']]),
    'word/document.xml': `${head}<w:document ${namespaces}><w:body>${blocks.join('')}${section(mark)}</w:body></w:document>`,
    'word/_rels/document.xml.rels': relations([
      ['rId1', 'styles', 'styles.xml'],
      ['rId2', 'settings', 'settings.xml'],
      ['rId3', 'footer', 'footer1.xml'],
      ['rId4', 'footer', 'footer2.xml'],
      ['rId5', 'header', 'header1.xml'],
    ]),
    'word/styles.xml': styles,
    'word/settings.xml': `${head}<w:settings ${namespaces}><w:mirrorMargins/><w:evenAndOddHeaders/></w:settings>`,
    'word/footer1.xml': footer('right'),
    'word/footer2.xml': footer('left'),
    'word/header1.xml': `${head}<w:hdr ${namespaces}>${paragraph(mark ?? '', { align: 'center', font: 'hei', size: 24 })}</w:hdr>`,
  })
}

const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const namespaces = `xmlns:w="${main}" xmlns:r="${office}"`

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
const contentTypes = contentTypesXml({
  'word/document.xml': `${wordType}.document.main`,
  'word/styles.xml': `${wordType}.styles`,
  'word/settings.xml': `${wordType}.settings`,
  'word/footer1.xml': `${wordType}.footer`,
  'word/footer2.xml': `${wordType}.footer`,
  'word/header1.xml': `${wordType}.header`,
})

/** The normal style is 三号: the grid of lines counts from it. */
const styles = `${head}<w:styles ${namespaces}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋_GB2312" w:cs="Times New Roman"/><w:spacing w:val="-5"/><w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:jc w:val="both"/></w:pPr></w:style></w:styles>`

/** 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm; the page number 7 mm below it. */
const section = (mark: string | undefined): string => {
  const headers =
    mark === undefined ? [] : ['default', 'even'].map((type) => `<w:headerReference w:type="${type}" r:id="rId5"/>`)
  return `<w:sectPr>${headers.join('')}<w:footerReference w:type="default" r:id="rId3"/><w:footerReference w:type="even" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="1134" w:footer="1304" w:gutter="0"/><w:docGrid w:type="lines" w:linePitch="579"/></w:sectPr>`
}

/** 四号, a dash on each side, one character in: odd pages right, even pages left. */
const footer = (side: 'left' | 'right'): string => {
  const look = '<w:rPr><w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体"/><w:sz w:val="28"/></w:rPr>'
  const text = (value: string) => `<w:r>${look}<w:t xml:space="preserve">${value}</w:t></w:r>`
  return `${head}<w:ftr ${namespaces}><w:p><w:pPr><w:ind w:${side}="280"/><w:jc w:val="${side}"/></w:pPr>${text('— ')}<w:fldSimple w:instr=" PAGE ">${text('1')}</w:fldSimple>${text(' —')}</w:p></w:ftr>`
}
