import type { Fact } from './facts.ts'

const number = (n: number): string => String(n).padStart(4, '0')

type Parts = readonly (string | number)[]
type OfUnit = { unit: string }

const ofRevision = ({ unit, revision }: OfUnit & { revision: number }): Parts => [unit, revision]
const ofVersion = ({ unit, version }: OfUnit & { version: number }): Parts => [unit, version]
const nth = ({ n }: { n: number }): Parts => [n]
const nthOfUnit = ({ unit, n }: OfUnit & { n: number }): Parts => [unit, n]
const ofRound = ({ round }: { round: number }): Parts => [round]
const ofSeat = ({ round, stage, seat }: { round: number; stage: string; seat: string }): Parts => [round, stage, seat]
const digits = ({ link, about, n }: { link: string; about: string; n: number }): Parts => [link, about, n]

/** What makes a fact the same fact, behind its kind. */
const parts: { [Kind in Fact['kind']]: (fact: Extract<Fact, { kind: Kind }>) => Parts } = {
  opening: () => [],
  claim: nth,
  submission: ofRevision,
  confirmation: ofRevision,
  'take-back': ofRevision,
  ask: nthOfUnit,
  colleague: nthOfUnit,
  draft: ofRound,
  check: ofRound,
  request: ({ round, stage }) => [round, stage],
  decision: (fact) => [...ofSeat(fact), ...(fact.given ? [fact.given] : [])],
  delegation: (fact) => [...ofSeat(fact), ...(fact.reassigned ? [fact.by] : [])],
  substitution: ofSeat,
  act: nth,
  proposal: nth,
  consent: ({ proposal }) => [proposal],
  lapse: ({ what, round, abandoned, acts }) => [
    ...[what, round],
    ...(acts ? [abandoned ?? 0, acts] : abandoned ? [abandoned] : []),
  ],
  told: ({ act }) => [act],
  mail: ({ duty }) => [duty],
  sending: ({ duty, n, failed }) => [duty, n, ...(failed ? ['failed'] : [])],
  delivery: ({ duty, event }) => [duty, event],
  link: ({ purpose, subject, person, generation }) => [purpose, subject, person, generation],
  visit: ({ purpose, subject, person }) => [purpose, subject, person],
  code: digits,
  'code-try': digits,
  'code-use': digits,
  release: nth,
  departure: ({ release }) => [release],
  publication: ({ version }) => [version],
  clearance: ofRevision,
  recall: (fact) => [...ofVersion(fact), ...(fact.n ? [fact.n] : [])],
  'unit-release': nthOfUnit,
  'unit-departure': ({ unit, release }) => [unit, release],
  'unit-publication': ofVersion,
  execution: nth,
}

/** The sort key of a fact: what makes it the same fact. A second fact with the key loses and reads the first. */
export function factKey(fact: Fact): string {
  const of = parts[fact.kind] as (fact: Fact) => Parts
  return [fact.kind, ...of(fact).map((part) => (typeof part === 'number' ? number(part) : part))].join('#')
}

/**
 * Where a fact lies within its cycle, so that what is read together lies together: the spine, which every page reads and which does not
 * grow with the units; each unit's own; the rest by kind. `code/` and `unit/` are followed by the link and the unit they belong to.
 * It follows from the fact's key alone: two that race for one key must meet at one place. So an act about a unit, numbered among all
 * acts, lies in the spine; so does whom a unit's lead added, since every page calls people by their names.
 */
export const placeOfFact = (fact: Fact): string => placeOfKind(fact.kind, factKey(fact).slice(fact.kind.length + 1))

export const spinePlace = 'spine'
export const unitPlace = (unit: string): string => `unit/${unit}`

/** Where facts of a kind lie, as far as the beginning of what follows the kind in their keys says it; a slash at the end: anywhere below. */
export function placeOfKind(kind: Fact['kind'], under: string): string {
  const [owner] = under.includes('#') ? under.split('#') : []
  switch (kind) {
    case 'mail':
    case 'sending':
    case 'delivery':
    case 'link':
    case 'visit':
      return kind
    case 'code':
    case 'code-try':
    case 'code-use':
      return `code/${owner ?? ''}`
    case 'submission':
    case 'confirmation':
    case 'take-back':
    case 'ask':
    case 'clearance':
    case 'recall':
    case 'unit-release':
    case 'unit-departure':
    case 'unit-publication':
      return unitPlace(owner ?? '')
    default:
      return spinePlace
  }
}
