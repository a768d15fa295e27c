import type { OfficeActFact } from './facts.ts'
import type { Round } from './reporting-cycle.ts'

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
