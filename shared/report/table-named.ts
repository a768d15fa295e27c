import { present } from '../present.ts'
import type { ReportDefinition, ReportPart, ReportTable } from './report-definition.ts'

/** The table that a part or a file names. In a file of its own, because browsers' scripts need it and carry no schema. */
export const tableNamed = ({ tables }: Pick<ReportDefinition, 'tables'>, id: string): ReportTable =>
  present(
    tables.find((one) => one.id === id),
    `table ${id}`,
  )

/** The tables of a report in the order of its parts, each with the part that shows it. */
export const tableParts = (definition: ReportDefinition): { part: ReportPart; table: ReportTable }[] =>
  definition.parts.flatMap((part) =>
    part.body.kind === 'table' ? [{ part, table: tableNamed(definition, part.body.table) }] : [],
  )
