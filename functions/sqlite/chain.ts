import { createHash } from 'node:crypto'

/**
 * Each fact of a cycle is tied to all before it: its chain value is the SHA-256 of the value before, its key and its bytes. SQLite
 * itself notices a fifth of damaged bytes (measured, docs/decisions/one-machine-keeps-a-chain.md); the chain notices any that a
 * fact is made of, and a row that is gone.
 */
export type Head = {
  /** How many facts the cycle has. */
  n: number
  /** The chain value of the last of them, lower-case hex. */
  chain: string
}

/** Before the first fact: the cycle's own name, so that one cycle's facts cannot stand in for another's. */
export const beginningOf = (cycle: string): Head => ({ n: 0, chain: sha256(['cycle', cycle]) })

export const withFact = ({ n, chain }: Head, key: string, body: string): Head => ({
  n: n + 1,
  chain: sha256([chain, key, body]),
})

const sha256 = (parts: readonly string[]): string =>
  createHash('sha256')
    .update(parts.map((part) => `${Buffer.byteLength(part)}:${part}`).join(''))
    .digest('hex')
