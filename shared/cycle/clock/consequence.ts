import type { DeliveryFact } from '../facts/mail-facts.ts'
import type { Fact } from '../facts.ts'

/**
 * What follows from a fact for the timer, and since when. `nothing`: nobody has to be told or woken because of it. `told`: somebody
 * has, and whoever wrote it does; the timer looks where that one died over it. `look`: it may make something due on the same day
 * too (a date that was moved, a mail that came back, a draft that was returned), so the timer looks in any case.
 */
export function consequenceOf(fact: Fact): { consequence: 'nothing' | 'told' | 'look'; since?: string } {
  switch (fact.kind) {
    case 'mail':
    case 'sending':
    case 'link':
    case 'visit':
    case 'code':
    case 'code-try':
    case 'code-use':
    case 'execution':
    case 'claim':
      return { consequence: 'nothing' }
    case 'delivery':
      return lost.has(fact.event) ? { consequence: 'look', since: fact.at } : { consequence: 'nothing' }
    case 'act':
    case 'proposal':
    case 'consent':
    // The wait it ends may not have been resumed.
    case 'told':
    // The draft may have been made from it in this very moment.
    case 'take-back':
    // The whole may have been at rest for years: whether a unit's report goes on alone the timer has to see.
    case 'recall':
      return { consequence: 'look', since: fact.at }
    case 'check':
      return { consequence: fact.returns.length + fact.unexplained.length > 0 ? 'look' : 'told', since: fact.at }
    case 'unit-departure':
      return { consequence: fact.reasons ? 'look' : 'told', since: fact.at }
    case 'decision':
    case 'clearance':
      return { consequence: fact.choice === 'return' ? 'look' : 'told', since: fact.at }
    default:
      return { consequence: 'told', since: fact.at }
  }
}

const lost: ReadonlySet<DeliveryFact['event']> = new Set(['bounced', 'complained', 'suppressed'] as const)
