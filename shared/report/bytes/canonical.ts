import { firstOf } from '../../present.ts'

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
  return encoded.length === 1 ? firstOf(encoded) : joined(encoded)
}

/** The same as one text, for what is compared and kept but not digested. */
export function canonicalText(value: unknown): string {
  const json = written(value)
  if (json === undefined) throw new TypeError('A value without canonical form')
  return json.normalize('NFC')
}

/**
 * RFC 8785: members by UTF-16 code unit; strings and numbers as ECMAScript writes them. Ours, and not a library's, since
 * every digest of a legal record rests on it; its test holds the vectors of the RFC.
 */
function written(value: unknown): string | undefined {
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError(`${value} has no canonical form`)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if ('toJSON' in value && typeof value.toJSON === 'function') return written(value.toJSON())
  let members = ''
  if (Array.isArray(value)) {
    for (const member of value) members += `${members && ','}${written(member) ?? 'null'}`
    return `[${members}]`
  }
  for (const name of inOrder(Object.keys(value))) {
    const json = written((value as Record<string, unknown>)[name])
    if (json !== undefined) members += `${members && ','}${quoted(name)}:${json}`
  }
  return `{${members}}`
}

/** Nearly every string is written as it is. */
function quoted(text: string): string {
  if (!writtenOtherwise.test(text)) return `"${text}"`
  if (loneSurrogate.test(text)) throw new TypeError('A lone surrogate has no canonical form')
  return JSON.stringify(text)
}

/** Control characters, quotation mark, backslash, and halves of pairs. */
const writtenOtherwise = /[^ !#-[\]-\ud7ff\ue000-\uffff]/
const loneSurrogate = /\p{Surrogate}/u

/** By UTF-16 code unit; what was read from canonical bytes is so already. */
function inOrder(names: string[]): string[] {
  let before = ''
  for (const name of names) {
    if (name < before) return names.sort()
    before = name
  }
  return names
}

const longText = 2 ** 16 // characters

/** The lists of a document by the element: a draft of very many slices never stands in memory as one long string. */
function* piecesOf(value: unknown): Generator<string> {
  if (!hasLists(value)) {
    yield canonicalText(value)
    return
  }
  let separator = '{'
  for (const name of inOrder(Object.keys(value))) {
    const member = value[name]
    const first = Array.isArray(member) ? '[' : written(member)
    if (first === undefined) continue
    yield `${separator}${quoted(name)}:${first}`
    separator = ','
    if (!Array.isArray(member)) continue
    for (let n = 0; n < member.length; n++) yield `${n === 0 ? '' : ','}${written(member[n]) ?? 'null'}`
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
