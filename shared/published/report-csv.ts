import type { DraftDocument } from '../draft/draft.ts'
import { compileDefinition } from '../report/cells.ts'
import { csvLine, plainCell } from '../report/csv.ts'
import type { ReportDefinition } from '../report/report-definition.ts'

/** Every cell on a line of its own. With a byte order mark, so that Excel reads it as UTF-8. */
export function reportCsv(definition: ReportDefinition, draft: DraftDocument): string {
  const parts = new Map(definition.parts.map((part) => [part.body.kind === 'table' ? part.body.table : '', part]))
  const lines = compileDefinition(definition).cells.map((cell) => {
    const part = parts.get(cell.table)
    return csvLine([
      cell.id,
      ...[part ? `${part.number.zh}、${part.title.zh}` : '', cell.name.zh, cell.name.en].map(plainCell),
      draft.figures[cell.id] ?? '',
      cell.kind.unit?.zh ?? '',
    ])
  })
  return `\uFEFF${csvLine(['cell', '部分', '数据项', 'item', '数值 figure', '单位 unit'])}${lines.join('')}`
}
