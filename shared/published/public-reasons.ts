import type { OfficeActFact } from '../cycle/facts.ts'

/** Acts whose reason the published report gives; of the others it gives at most what they led to. */
export const actsWithPublicReason: readonly OfficeActFact['act'][] = [
  'reopen',
  'extend',
  'adjust',
  'justify',
  'nil',
  'exempt',
  'join',
  'leave',
  'skip',
  'force',
  'reassign',
  'correct',
  'withdraw',
]
