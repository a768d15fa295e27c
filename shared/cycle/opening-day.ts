import { instantOf } from '../calendar/civil-date.ts'
import type { Opening } from './facts.ts'

/** The instant from which a cycle runs: at once, or on the morning of its day. */
export function opensAt({ opens, zone, at }: Pick<Opening, 'opens' | 'zone' | 'at'>): string {
  const morning = opens === undefined ? at : instantOf(opens, '09:00', zone)
  return morning > at ? morning : at
}

/** Before that nobody is asked for anything. */
export const hasBegun = (opening: Pick<Opening, 'opens' | 'zone' | 'at'>, now: string): boolean =>
  now >= opensAt(opening)
