import type { ReportDefinition } from './report-definition.ts'

/** Cells of rows that take a power few bodies have, as to make rules. Whoever is not asked for them has none: the form wants 0. */
export const cellsOfPowers = ({ tables }: ReportDefinition): Set<string> =>
  new Set(
    tables.flatMap(({ id, blocks }) =>
      blocks.flatMap(({ rows, columns }) =>
        rows.flatMap((row) => (row.power ? columns.map((column) => `${id}.${row.id}.${column.id}`) : [])),
      ),
    ),
  )
