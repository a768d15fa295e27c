import { hash } from 'node:crypto'
import { canonicalBytes } from './canonical.ts'

/** Lower-case hex SHA-256. Apart from the canonical bytes, which a browser makes too: it has no digest that need not be awaited. */
export const digestOf = (bytes: Uint8Array | string): string => hash('sha256', bytes)

export const digestOfValue = (value: unknown): string => digestOf(canonicalBytes(value))
