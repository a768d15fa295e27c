/**
 * The one DynamoDB table: keys, attribute names and conditions are known here and in functions/aws/table and report-store.ts only.
 *
 * | pk | sk | item |
 * |---|---|---|
 * | `CYCLE#<cycle>` | `<place>#<key>` | a fact of the cycle: `spine#…`, `unit/<unit>#…`, `mail#…` … (shared/cycle/fact-key.ts) |
 * | `CYCLES` | `<cycle>` | that the cycle exists |
 * | `LINK#<hash>` | `link` | where the fact of a link lies (its cycle and sort key), by hash of its id or of its paste code |
 * | `CALLBACK#<cycle>` | `<wait>` | the latest task token of a wait (overwritten) |
 * | `HINT#<cycle>` | `witness` | what is kept to look less far (overwritten; may be lost) |
 * | `HINT#<cycle>` | `timer` | how the timer left the cycle, and what was begun since (attribute by attribute; may be lost) |
 * | `BOARD#<cycle>` | `<n>` | what the board showed, packed, in parts (overwritten; may be lost; expires) |
 * | `SESSION#<hash>` | `session` | a browser session (overwritten, expires) |
 * | `WORKING-COPY#<cycle>` | `<unit>` | a slice as it is being typed (overwritten, expires) |
 */
export const reportTable = {
  partitionKey: 'pk',
  sortKey: 'sk',
  /** The fact itself, as one map. */
  body: 'body',
  /** Lists of the fact that grow with the units lie in the file store: field by field, the digest of each. */
  lists: 'lists',
  /** Made new for every write: a repeated request that finds its own mark in the item has won, not lost. */
  write: 'write',
  /** Counts the saves of a working copy: each is put on the condition that nobody saved since it was read. */
  version: 'version',
  /** Epoch seconds after which a session or a working copy may be swept. Expiry is checked on reading, never trusted to the sweep. */
  expires: 'expires',
  /** When what a board shows was written, by the writer's clock: epoch milliseconds, under a short name, since every reading pays for it. */
  written: 'at',
  /** A part of a copy of that. */
  packed: 'packed',
} as const

/** The facts of a cycle that have `written`, by it. */
export const newestIndex = 'newest'

export const cyclePartition = (cycle: string): string => `CYCLE#${cycle}`
export const cyclesPartition = 'CYCLES'
export const linkPartition = (hash: string): string => `LINK#${hash}`
export const callbackPartition = (cycle: string): string => `CALLBACK#${cycle}`
export const hintPartition = (cycle: string): string => `HINT#${cycle}`
export const boardPartition = (cycle: string): string => `BOARD#${cycle}`
export const sessionPartition = (hash: string): string => `SESSION#${hash}`
export const workingCopyPartition = (cycle: string): string => `WORKING-COPY#${cycle}`
