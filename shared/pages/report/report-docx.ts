import { shownDate } from '../../calendar/civil-date.ts'
import type { DraftDocument } from '../../draft/draft.ts'
import { lastOf } from '../../present.ts'
import { type LaidCell, type OfficialLayout, officialLayout, sharesOf } from '../../printed/official-layout.ts'
import { type CompiledDefinition, compileDefinition } from '../../report/cells.ts'
import type { LocalizedText, ReportDefinition, ReportPart, ReportTable } from '../../report/report-definition.ts'
import { letterTexts } from '../../words/office/paper-texts.ts'
import { reportTexts as texts } from '../../words/public/report-page-texts.ts'
import { partTitle } from '../../words/words-in.ts'
import { type DocxBlock, type DocxCell, docx, paragraph, table, textWidth } from './docx.ts'
import { printedFigure } from './official-table.ts'
import { incompleteCells, isHeading, linesOf, notReceived, tableGap, writtenBy } from './report-body.ts'

/** What paper says of the report beside its content: a published version is one; a draft has no date and a mark. */
export type PaperReport = {
  title: LocalizedText
  issuer: { name: LocalizedText }
  version: number
  correction?: { reason: string } | undefined
  published?: string
  mark?: string
}

/** The report as paper has it: the title, the six parts, the seal line. In Chinese; it is the text that is sealed and filed. */
export function reportDocx(definition: ReportDefinition, draft: DraftDocument, report: PaperReport): Uint8Array {
  const compiled = compileDefinition(definition)
  const incomplete = new Set(incompleteCells(definition, draft))
  const issuer = report.issuer.name.zh
  const title = report.title.zh.startsWith(issuer)
    ? `${issuer}\n${report.title.zh.slice(issuer.length)}`
    : report.title.zh
  const tables = definition.parts.map(({ body }) => {
    const of = body.kind === 'table' && definition.tables.find(({ id }) => id === body.table)
    return of ? { of, layout: officialLayout(of) } : undefined
  })
  // A long table is whole on a page of its own, and what follows it begins another.
  const isLong = (table: (typeof tables)[number]) =>
    table !== undefined && table.layout.blocks.flat().length >= longTable
  const parts = definition.parts.flatMap((part, index): DocxBlock[] => {
    const laid = tables[index]
    const breakBefore = index > 0 && (isLong(laid) || isLong(tables[index - 1]))
    const heading = paragraph(partTitle(part, 'zh'), { font: 'hei', firstLine: 200, keepNext: true, breakBefore })
    if (!laid) return [heading, ...narrative(draft, part)]
    const gap = tableGap(draft, 'zh')
    const note = gap ? [paragraph(gap, { font: 'song', size: 21 })] : []
    return [heading, tableOf(compiled, laid, draft, incomplete), ...note]
  })
  return docx(
    [
      paragraph(title, { font: 'title', size: 44, align: 'center' }),
      paragraph(''),
      ...(report.correction
        ? [paragraph(texts.correctedVersion(report.version, report.correction.reason).zh, { firstLine: 200 })]
        : []),
      ...parts,
      paragraph('', { keepNext: true }),
      paragraph('', { keepNext: true }),
      paragraph(issuer, { align: 'right', right: 200, keepNext: true }),
      paragraph(report.published ? shownDate(report.published, 'zh') : letterTexts.noDate.zh, {
        align: 'right',
        right: 400,
      }),
    ],
    report.mark,
  )
}

function narrative(draft: DraftDocument, part: ReportPart): DocxBlock[] {
  const written = writtenBy(draft, part, 'zh')
  const line = (text: string, heading?: 'heading') =>
    paragraph(text, { firstLine: 200, ...(heading && { font: 'kai', keepNext: true }) })
  if (written.length === 0) return [line(notReceived(draft, part, 'zh') ?? texts.none.zh)]
  return written.flatMap(({ name, text }) => [
    ...(name ? [line(name, 'heading')] : []),
    ...linesOf(text).map((each) => line(each, isHeading(each) ? 'heading' : undefined)),
  ])
}

/** Row headings take a third of the width at most; narrow heads are set upright. */
function tableOf(
  compiled: CompiledDefinition,
  { of, layout: { grid, stubs, blocks } }: { of: ReportTable; layout: OfficialLayout },
  draft: DraftDocument,
  incomplete: ReadonlySet<string>,
): DocxBlock {
  const groups = Math.max(0, stubs - 1)
  const heading = stubs === 0 ? 0 : Math.round(textWidth * (groups > 0 ? 0.34 : 0.27))
  const shares = sharesOf(grid)
  const rest = textWidth - heading - groups * groupWidth
  const widths = [
    ...Array.from({ length: groups }, () => groupWidth),
    ...(stubs > 0 ? [heading] : []),
    ...shares.map((share) => Math.floor((rest * share) / lastOf(grid))),
  ]
  const narrow = rest / lastOf(grid) < 700
  const cellOf = (laid: LaidCell): DocxCell => {
    const { cell } = laid
    const figure = cell && printedFigure(compiled, of, cell, 'zh')(draft.figures[cell])
    return {
      text: figure ? `${figure}${incomplete.has(cell ?? '') ? '※' : ''}` : (laid.text?.zh ?? ''),
      columns: laid.columns,
      rows: laid.rows,
      ...(laid.kind === 'label' && { align: 'left' }),
      upright: laid.kind === 'group' || (laid.kind === 'column' && narrow),
    }
  }
  return table(
    widths,
    blocks.flat().map((row) => row.map(cellOf)),
  )
}

const groupWidth = 420

/** Rows, its heads among them, from which on a table is not put beside text. */
const longTable = 10
