import { type CompiledDefinition, deriveTotals } from '../report/cells.ts'
import type { Figure } from '../report/figure.ts'
import type { LastYear } from '../report/last-year.ts'
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
  const asPublished = (unit: string, own: Readonly<Record<string, Figure>>): Record<string, Figure> => {
    const typed = Object.entries(own).filter(([id]) => !compiled.byId.get(id)?.derived)
    const changed = adjustments.filter((one) => one.unit === unit).map(({ cell, to }) => [cell, to] as const)
    const all = deriveTotals(compiled, { ...Object.fromEntries(typed), ...Object.fromEntries(changed) })
    return Object.fromEntries(Object.keys(own).map((id) => [id, all[id] ?? null]))
  }
  return {
    document: 'lianbao/last-year/1',
    year,
    issuer: { definition: from, figures: { ...figures } },
    units: Object.fromEntries(
      Object.entries(slices).map(([unit, own]) => [unit, { definition: from, figures: asPublished(unit, own) }]),
    ),
  }
}
