import type { CompiledDefinition, Figures } from '../report/cells.ts'
import type { LastYear } from '../report/last-year.ts'
import type { LocalizedText } from '../report/report-definition.ts'
import { adjustedSlice } from './adjusted-slice.ts'
import type { DraftDocument } from './draft.ts'

type Published = Pick<DraftDocument, 'definition' | 'year' | 'figures' | 'adjustments'>

type OfUnit = { unit: string; name: LocalizedText; figures: Figures }

/**
 * A published draft as the figures the next year is compared with: the issuer's, and each unit's as it was published: in a report of its
 * own, or within the whole, with what the office adjusted and the totals that follow.
 *
 * @param slices those that went into the draft
 * @param own what units published themselves, whether or not the whole added it
 */
export function lastYearOf(
  compiled: CompiledDefinition,
  { definition, year, figures, adjustments }: Published,
  slices: readonly OfUnit[],
  own: readonly OfUnit[],
): LastYear {
  const from = definition.id
  const added = slices.map((slice): OfUnit => {
    const adjusted = adjustments.filter((one) => one.unit === slice.unit)
    return { ...slice, figures: adjustedSlice(compiled, slice.figures, adjusted) }
  })
  return {
    document: 'lianbao/last-year/1',
    year,
    issuer: { definition: from, figures: { ...figures } },
    units: Object.fromEntries(
      [...added, ...own].map(({ unit, name, figures }) => [unit, { definition: from, figures: { ...figures }, name }]),
    ),
  }
}
