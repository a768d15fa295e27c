import type { Fact } from './facts.ts'

const number = (n: number): string => String(n).padStart(4, '0')

/** The sort key of a fact: what makes it the same fact. A second fact with the key loses and reads the first. */
export function factKey(fact: Fact): string {
  switch (fact.kind) {
    case 'opening':
      return 'opening'
    case 'claim':
      return `claim#${number(fact.n)}`
    case 'submission':
      return `submission#${fact.unit}#${number(fact.revision)}`
    case 'confirmation':
      return `confirmation#${fact.unit}#${number(fact.revision)}`
    case 'take-back':
      return `take-back#${fact.unit}#${number(fact.revision)}`
    case 'ask':
      return `ask#${fact.unit}#${number(fact.n)}`
    case 'colleague':
      return `colleague#${fact.unit}#${number(fact.n)}`
    case 'draft':
      return `draft#${number(fact.round)}`
    case 'check':
      return `check#${number(fact.round)}`
    case 'request':
      return `request#${number(fact.round)}#${fact.stage}`
    case 'decision':
      return `decision#${number(fact.round)}#${fact.stage}#${fact.seat}`
    case 'delegation':
      return `delegation#${number(fact.round)}#${fact.stage}#${fact.seat}`
    case 'substitution':
      return `substitution#${number(fact.round)}#${fact.stage}#${fact.seat}`
    case 'act':
      return `act#${number(fact.n)}`
    case 'proposal':
      return `proposal#${number(fact.n)}`
    case 'consent':
      return `consent#${number(fact.proposal)}`
    case 'lapse':
      return `lapse#${fact.what}#${number(fact.round)}`
    case 'mail':
      return `mail#${fact.duty}`
    case 'sending':
      return `sending#${fact.duty}#${number(fact.n)}${fact.failed ? '#failed' : ''}`
    case 'delivery':
      return `delivery#${fact.duty}#${fact.event}`
    case 'link':
      return `link#${fact.purpose}#${fact.subject}#${fact.person}#${number(fact.generation)}`
    case 'visit':
      return `visit#${fact.purpose}#${fact.subject}#${fact.person}`
    case 'code':
    case 'code-try':
    case 'code-use':
      return `${fact.kind}#${fact.link}#${fact.about}#${number(fact.n)}`
    case 'release':
      return `release#${number(fact.n)}`
    case 'departure':
      return `departure#${number(fact.release)}`
    case 'publication':
      return `publication#${number(fact.version)}`
    case 'clearance':
      return `clearance#${fact.unit}#${number(fact.revision)}`
    case 'recall':
      return `recall#${fact.unit}#${number(fact.version)}`
    case 'unit-release':
      return `unit-release#${fact.unit}#${number(fact.n)}`
    case 'unit-departure':
      return `unit-departure#${fact.unit}#${number(fact.release)}`
    case 'unit-publication':
      return `unit-publication#${fact.unit}#${number(fact.version)}`
    case 'execution':
      return `execution#${number(fact.n)}`
  }
}

/**
 * Where a fact lies within its cycle, so that what is read together lies together: the spine, which every page reads and which does not
 * grow with the units; each unit's own; the rest by kind. `code/` and `unit/` are followed by the link and the unit they belong to.
 * It follows from the fact's key alone: two that race for one key must meet at one place. So an act about a unit, numbered among all
 * acts, lies in the spine; so does whom a unit's lead added, since every page calls people by their names.
 */
export function placeOfFact(fact: Fact): string {
  switch (fact.kind) {
    case 'mail':
    case 'sending':
    case 'delivery':
    case 'link':
    case 'visit':
      return fact.kind
    case 'code':
    case 'code-try':
    case 'code-use':
      return `code/${fact.link}`
    case 'submission':
    case 'confirmation':
    case 'take-back':
    case 'ask':
    case 'clearance':
    case 'recall':
    case 'unit-release':
    case 'unit-departure':
    case 'unit-publication':
      return unitPlace(fact.unit)
    default:
      return spinePlace
  }
}

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
