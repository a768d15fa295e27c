import { filledIn } from './colleagues.ts'
import type { DraftFact } from './facts/draft-facts.ts'
import type { OfficeActFact, SubmissionFact } from './facts.ts'
import { type AllUnits, type Round, theUnit, type UnitState } from './reporting-cycle.ts'

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

/** Who had the links made that a revision was typed and sent by, where nobody of the unit has confirmed it: they may have filed it themselves. */
export function linkMakersOf({ submissions, confirmations }: OfUnit, revision: number): string[] {
  const isConfirmed = confirmations.some((word) => word.revision === revision && word.choice === 'confirm')
  const sent = submissions.find((one) => one.revision === revision)
  return isConfirmed || !sent ? [] : makersOf(sent)
}

/** Who at the office had a link made by which some of it was typed, or all of it sent. */
const makersOf = ({ linkIssuedBy, typedThrough = [] }: Lent): string[] =>
  linkIssuedBy === undefined ? typedThrough : [linkIssuedBy, ...typedThrough]

/** `confirmedThrough`: who at the office had the link made by which the leader confirmed. */
export type Lent = Pick<SubmissionFact, 'linkIssuedBy' | 'typedThrough'> & { confirmedThrough?: string }

/** Whose links a revision was sent, typed and confirmed by: what is said of it wherever it is shown. */
export function lentOf({ submissions, confirmations }: OfUnit, revision: number | undefined): Lent {
  const sent = submissions.find((one) => one.revision === revision)
  const { linkIssuedBy } = confirmations.find((word) => word.revision === revision && word.choice === 'confirm') ?? {}
  return {
    ...(sent?.linkIssuedBy !== undefined && { linkIssuedBy: sent.linkIssuedBy }),
    ...(sent?.typedThrough && { typedThrough: sent.typedThrough }),
    ...(linkIssuedBy !== undefined && { confirmedThrough: linkIssuedBy }),
  }
}

type OfUnit = Pick<UnitState, 'submissions' | 'confirmations'>

/** Who sent, typed in or confirmed figures of the slices that a draft is made from, or may have, by id. */
export function handsInSlices(
  state: AllUnits,
  slices: readonly Pick<DraftFact['submissions'][number], 'unit' | 'revision'>[],
): string[] {
  const hands = slices.flatMap(({ unit: id, revision }) => {
    const unit = theUnit(state, id)
    const confirmed = unit.confirmations.filter((fact) => fact.revision === revision)
    return [...filledIn(unit.submissions, revision), ...confirmed.map(({ by }) => by), ...linkMakersOf(unit, revision)]
  })
  return [...new Set(hands)].sort()
}
