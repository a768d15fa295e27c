import { digestOfValue } from '../../report/bytes/digest.ts'
import type { ClaimFact, Fact, Opening } from '../facts.ts'

/** Where the claims on a body's report of a year lie; no cycle can have that name. A rehearsal stands in no real one's way. */
export const placeOfClaims = ({ issuer, definition, year, test }: Opening): string =>
  `claims/${issuer.id}/${definition.id}/${year}${test ? '/test' : ''}`

export const claimOf = (opening: Opening, n: number): ClaimFact => ({
  ...opening,
  kind: 'claim',
  n,
  of: opening.cycle,
  cycle: placeOfClaims(opening),
})

export function openingOf({ n, of, ...opened }: ClaimFact): Opening {
  return { ...opened, kind: 'opening', cycle: of }
}

/**
 * Whether the next may claim. Neither way is ever undone: the cycle was called off, or another opening, of another body, has its name.
 *
 * @param facts opening and acts of the cycle that is claimed
 */
export const isClaimOver = (claim: ClaimFact, facts: readonly Fact[]): boolean =>
  facts.some((fact) => fact.kind === 'act' && fact.act === 'cancel') ||
  facts.some((fact) => fact.kind === 'opening' && !isSameOpening(fact, openingOf(claim)))

/** Who opens, how and when may differ from one try to the next; what is opened may not. */
export const isSameOpening = (stands: Opening, wanted: Opening): boolean =>
  digestOfValue(whatIsOpened(stands)) === digestOfValue(whatIsOpened(wanted))
const whatIsOpened = ({ at, by, byCommand, ...opened }: Opening) => opened
