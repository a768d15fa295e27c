import type { CompiledDefinition } from '../report/cells.ts'
import type { Figure } from '../report/figure.ts'
import type { LastYear } from '../report/last-year.ts'
import { adjustedSlice } from './adjusted-slice.ts'
import type { DraftDocument } from './draft.ts'

type Published = Pick<DraftDocument, 'definition' | 'year' | 'figures' | 'adjustments'>

/**
 * A published draft as the figures the next year is compared with: the issuer's, and each unit's as it was published, with what
 * the office adjusted and the totals that follow.
 *
 * @param slices figures of the slices that went into the draft, by unit
 */
export function lastYearOf(
  compiled: CompiledDefinition,
  { definition, year, figures, adjustments }: Published,
  slices: Readonly<Record<string, Readonly<Record<string, Figure>>>>,
): LastYear {
  const from = definition.id
  return {
    document: 'lianbao/last-year/1',
    year,
    issuer: { definition: from, figures: { ...figures } },
    units: Object.fromEntries(
      Object.entries(slices).map(([unit, own]) => {
        const adjusted = adjustments.filter((one) => one.unit === unit)
        return [unit, { definition: from, figures: { ...adjustedSlice(compiled, own, adjusted) } }]
      }),
    ),
  }
}
