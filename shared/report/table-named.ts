import { present } from '../present.ts'
import type { ReportDefinition, ReportTable } from './report-definition.ts'

/** The table that a part or a file names. In a file of its own, because browsers' scripts need it and carry no schema. */
export const tableNamed = ({ tables }: Pick<ReportDefinition, 'tables'>, id: string): ReportTable =>
  present(
    tables.find((one) => one.id === id),
    `table ${id}`,
  )
