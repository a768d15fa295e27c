import { Unzlib } from 'fflate'
import { itemAt } from '../../present.ts'

/** What the pages of a PDF may have to draw, unpacked; the pages of a report have some hundred thousand bytes. */
const mostDrawn = 3 * 1024 * 1024
/** How many saved states (`q`) may wait for their end (`Q`): the library's work grows with the square of them. A report has a dozen. */
const mostSaved = 2_000
const piece = 4096
const betweenStreams = new Uint8Array([32])
const more = 0x3e

/**
 * Whether the drawing steps of a PDF, unpacked, are more than any report has, or lie deeper in each other. The library that reads them
 * cannot be stopped on the way, so this is asked before. Pictures and fonts are not counted: they are not drawn from.
 */
export function drawsTooMuch(bytes: Uint8Array): boolean {
  const saved = new SavedStates()
  let drawn = 0
  for (let at = find(bytes, 'stream', 0); at >= 0; at = find(bytes, 'stream', at + 6)) {
    let last = at - 1
    while (last >= 0 && itemAt(bytes, last) <= 32) last--
    if (bytes[last] !== more) continue
    const before = new TextDecoder('latin1').decode(bytes.subarray(Math.max(0, at - 400), at))
    const entry = before.slice(before.lastIndexOf('obj') + 3)
    if (
      !/>>\s*$/.test(before) ||
      (entry.includes('/Filter') && !entry.includes('FlateDecode')) ||
      /\/(?:Image|Length1|Type0C|CIDFontType0C|OpenType)\b/.test(entry)
    )
      continue
    const end = find(bytes, 'endstream', at)
    const start = at + 6 + (bytes[at + 6] === 13 ? 2 : 1)
    const written = bytes.subarray(start, end < 0 ? undefined : end)
    if (entry.includes('FlateDecode')) drawn += unpackedSize(written, mostDrawn - drawn, saved)
    else saved.meets(written)
    saved.meets(betweenStreams)
    if (drawn > mostDrawn || saved.most > mostSaved) return true
  }
  return false
}

/** How much it unpacks to, counted no further than one beyond the limit; what is damaged counts as far as it goes. */
function unpackedSize(packed: Uint8Array, limit: number, saved: SavedStates): number {
  let size = 0
  const unpack = new Unzlib((chunk) => {
    size += chunk.length
    saved.meets(chunk)
  })
  try {
    for (let at = 0; at < packed.length && size <= limit; at += piece)
      unpack.push(packed.subarray(at, at + piece), at + piece >= packed.length)
  } catch {
    return size
  }
  return size
}

/** Counts words that are `q` or `Q` alone, in one stream after the other: a page goes on where a stream of it ends. */
class SavedStates {
  most = 0
  #depth = 0
  /** How the word that is being read begins; 0 before one, -1 in one that is longer. */
  #word = 0

  meets(written: Uint8Array): void {
    for (const byte of written) {
      if (!endsWord[byte]) {
        this.#word = this.#word === 0 ? byte : -1
        continue
      }
      if (this.#word === save) this.most = Math.max(this.most, ++this.#depth)
      else if (this.#word === restore && this.#depth > 0) this.#depth--
      this.#word = 0
    }
  }
}
/** White space and delimiters (ISO 32000-1, 7.2.2). */
const endsWord = Array.from(
  { length: 256 },
  (_, byte) => byte <= 32 || '()<>[]{}/%'.includes(String.fromCharCode(byte)),
)
const save = 0x71
const restore = 0x51

function find(bytes: Uint8Array, word: string, from: number): number {
  const first = word.charCodeAt(0)
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    let n = 1
    while (n < word.length && bytes[at + n] === word.charCodeAt(n)) n++
    if (n === word.length) return at
  }
  return -1
}
