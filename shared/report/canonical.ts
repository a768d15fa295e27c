import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'

/**
 * Canonical bytes of a value: RFC 8785 JSON in UTF-8, strings in NFC. Figures are strings, so no float is ever written;
 * the same value gives the same bytes and the same digest on every machine.
 */
export function canonicalBytes(value: unknown): Uint8Array {
  const encoder = new TextEncoder()
  const encoded: Uint8Array[] = []
  let text = ''
  for (const piece of piecesOf(value)) {
    text += piece
    if (text.length < longText) continue
    // Pieces begin with punctuation, with which no character of the piece before is composed: NFC by the piece is NFC.
    encoded.push(encoder.encode(text.normalize('NFC')))
    text = ''
  }
  encoded.push(encoder.encode(text.normalize('NFC')))
  return encoded.length === 1 ? encoded[0]! : joined(encoded)
}

/** Lower-case hex SHA-256. */
export const digestOf = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

export const digestOfValue = (value: unknown): string => digestOf(canonicalBytes(value))

const longText = 2 ** 16 // characters

/** The lists of a document by the element: a draft of very many slices never stands in memory as one long string. */
function* piecesOf(value: unknown): Generator<string> {
  if (!hasLists(value)) {
    const json = canonicalize(value)
    if (json === undefined) throw new TypeError('A value without canonical form')
    yield json
    return
  }
  let separator = '{'
  for (const name of Object.keys(value).sort()) {
    const member = value[name]
    const first = Array.isArray(member) ? '[' : canonicalize(member)
    if (first === undefined) continue
    yield `${separator}${canonicalize(name)}:${first}`
    separator = ','
    if (!Array.isArray(member)) continue
    for (let n = 0; n < member.length; n++) yield `${n === 0 ? '' : ','}${canonicalize(member[n]) ?? 'null'}`
    yield ']'
  }
  yield '}'
}

const hasLists = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !('toJSON' in value) &&
  Object.values(value).some((member) => Array.isArray(member) && member.length > 0)

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
