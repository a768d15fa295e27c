import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'

/**
 * Canonical bytes of a value: RFC 8785 JSON in UTF-8, strings in NFC. Figures are strings, so no float is ever written;
 * the same value gives the same bytes and the same digest on every machine.
 */
export function canonicalBytes(value: unknown): Uint8Array {
  const json = canonicalize(value)
  if (json === undefined) throw new TypeError('A value without canonical form')
  return new TextEncoder().encode(json.normalize('NFC'))
}

/** Lower-case hex SHA-256. */
export const digestOf = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

export const digestOfValue = (value: unknown): string => digestOf(canonicalBytes(value))
