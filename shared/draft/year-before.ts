import type { CompiledDefinition, Figures } from '../report/cells.ts'
import type { LastYear } from '../report/last-year.ts'
import type { LocalizedText } from '../report/report-definition.ts'
import { adjustedSlice } from './adjusted-slice.ts'
import type { DraftDocument } from './draft.ts'

type Published = Pick<DraftDocument, 'definition' | 'year' | 'figures' | 'adjustments'>

/**
 * A published draft as the figures the next year is compared with: the issuer's, and each unit's as it was published, with what
 * the office adjusted and the totals that follow.
 *
 * @param slices those that went into the draft
 */
export function lastYearOf(
  compiled: CompiledDefinition,
  { definition, year, figures, adjustments }: Published,
  slices: readonly { unit: string; name: LocalizedText; figures: Figures }[],
): LastYear {
  const from = definition.id
  return {
    document: 'lianbao/last-year/1',
    year,
    issuer: { definition: from, figures: { ...figures } },
    units: Object.fromEntries(
      slices.map(({ unit, name, figures: own }) => {
        const adjusted = adjustments.filter((one) => one.unit === unit)
        return [unit, { definition: from, figures: { ...adjustedSlice(compiled, own, adjusted) }, name }]
      }),
    ),
  }
}
