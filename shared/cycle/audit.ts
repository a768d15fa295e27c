import { canonicalBytes } from '../report/bytes/canonical.ts'
import { digestOf } from '../report/bytes/digest.ts'
import { factKey } from './fact-key.ts'
import type { AuditMark } from './facts/release-facts.ts'
import type { Fact } from './facts.ts'

/**
 * The audit of a cycle: every fact in the order it happened, each bound to the one before it by a hash, so that nothing can be
 * changed, left out or put in afterwards without every later hash being another.
 *
 * The file is JSON, a line an entry, the first line being the head. `infra/command-line/verify-audit.ts` verifies it and shares no
 * code with this file.
 *
 * What leaves: names, titles, acts, reasons and digests, since an audit is about who did what. What does not: addresses
 * go as a hash with the cycle (whoever knows an address can find its entries, nobody can read it), and the hash of a paste code
 * is left out. Tokens and codes are in no fact to begin with. That somebody pressed a link's button is not in it at all: a
 * program that looks through a mailbox does that too, and a report must not be another for it.
 */
export type AuditHead = {
  audit: 'lianbao/audit/1'
  cycle: string
  entries: number
  /** Hash of the last entry. */
  head: string
}
export type AuditEntry = {
  /** 1, 2, 3 … */
  sequence: number
  /** Hash of the entry before; 64 zeros for the first. */
  previous: string
  fact: unknown
  /** SHA-256, hex, of the canonical bytes (RFC 8785) of the entry without this field. */
  hash: string
}

const isAudited = ({ kind }: Fact): boolean => kind !== 'visit'

const beforeTheFirst = '0'.repeat(64)

/** `known`: for each release, ascending, the keys of the facts that were read at it (`keysKnown`). */
export function auditOf(
  facts: readonly Fact[],
  known: readonly (readonly string[])[] = [],
): { head: AuditHead; entries: AuditEntry[] } {
  const entries: AuditEntry[] = []
  for (const fact of inOrder(facts.filter(isAudited), known)) {
    const content = {
      sequence: entries.length + 1,
      previous: entries.at(-1)?.hash ?? beforeTheFirst,
      fact: disclosed(fact),
    }
    entries.push({ ...content, hash: digestOf(canonicalBytes(content)) })
  }
  const head = entries.at(-1)?.hash ?? beforeTheFirst
  return {
    head: { audit: 'lianbao/audit/1', cycle: facts[0]?.cycle ?? '', entries: entries.length, head },
    entries,
  }
}

export function auditFile(facts: readonly Fact[], known: readonly (readonly string[])[]): string {
  const { head, entries } = auditOf(facts, known)
  return [head, ...entries].map((line) => `${new TextDecoder().decode(canonicalBytes(line))}\n`).join('')
}

/** What a release says of the audit: its length and head over the facts read then, and which facts they were. */
export function auditMark(
  facts: readonly Fact[],
  known: readonly (readonly string[])[],
): { mark: AuditMark; bytes: Uint8Array } {
  const { head, entries } = auditOf(facts, known)
  const bytes = canonicalBytes(facts.filter(isAudited).map(factKey).sort())
  return { mark: { entries: entries.length, head: head.head, facts: digestOf(bytes) }, bytes }
}

/** Key of a list of facts in the file store. */
export const auditFactsFile = (digest: string): string => `audits/${digest}.json`

/**
 * What was known at the first release, then what came until the second, and so on; within each by time, then by key. So the order
 * is the same whoever reads the facts, and the beginning of every later export is the audit that a release has put its name to:
 * a fact that was stamped earlier and arrived later stands after it.
 */
function inOrder(facts: readonly Fact[], known: readonly (readonly string[])[]): Fact[] {
  const since = new Map<string, number>()
  for (const [release, keys] of known.entries()) for (const key of keys) if (!since.has(key)) since.set(key, release)
  const placed = facts.map((fact) => {
    const key = factKey(fact)
    return { fact, part: since.get(key) ?? known.length, order: `${timeOf(fact)} ${key}` }
  })
  return placed
    .sort((a, b) => a.part - b.part || (a.order < b.order ? -1 : a.order > b.order ? 1 : 0))
    .map(({ fact }) => fact)
}

const timeOf = (fact: Fact): string => (fact.kind === 'link' ? fact.issued : fact.at)

function disclosed(fact: Fact): unknown {
  const hide = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(hide)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, inner]): [string, unknown][] => {
        if (key === 'codeHash') return []
        if (key === 'address' && typeof inner === 'string') return [[key, addressHash(fact.cycle, inner)]]
        return [[key, hide(inner)]]
      }),
    )
  }
  return hide(fact)
}

export const addressHash = (cycle: string, address: string): string =>
  `sha256:${digestOf(`${cycle}\n${address.toLowerCase()}`)}`
