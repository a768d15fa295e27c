import { filledIn } from './colleagues.ts'
import type { DraftFact } from './facts/draft-facts.ts'
import type { OfficeActFact } from './facts.ts'
import { type AllUnits, type Round, theUnit } from './reporting-cycle.ts'

const acts = new Set<OfficeActFact['act']>([
  'adjust',
  'justify',
  'nil',
  'leader',
  'exempt',
  'join',
  'rename',
  'leave',
  'gap',
  'last-year',
])

/** Whether whoever did it had a hand in what the draft says or rests on. */
export const isHandInDraft = ({ act, n }: OfficeActFact, round: Round | undefined): boolean =>
  acts.has(act) && (!round || n <= round.draft.acts)

/** Who sent, typed in or confirmed figures of the slices that a draft is made from, by id. */
export function handsInSlices(
  state: AllUnits,
  slices: readonly Pick<DraftFact['submissions'][number], 'unit' | 'revision'>[],
): string[] {
  const hands = slices.flatMap(({ unit, revision }) => {
    const { submissions, confirmations } = theUnit(state, unit)
    const confirmed = confirmations.filter((fact) => fact.revision === revision)
    return [...filledIn(submissions, revision), ...confirmed.map(({ by }) => by)]
  })
  return [...new Set(hands)].sort()
}
