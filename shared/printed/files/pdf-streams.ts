import { Unzlib } from 'fflate'
import { itemAt } from '../../present.ts'

/** What the pages of a PDF may have to draw, unpacked; the pages of a report have some hundred thousand bytes. */
const mostDrawn = 3 * 1024 * 1024
const piece = 4096
const more = 0x3e

/**
 * Whether the drawing steps of a PDF, unpacked, are more than any report has. The library that reads them cannot be stopped on
 * the way, so this is asked before. Pictures and fonts are not counted: they are not drawn from.
 */
export function drawsTooMuch(bytes: Uint8Array): boolean {
  let drawn = 0
  for (let at = find(bytes, 'stream', 0); at >= 0; at = find(bytes, 'stream', at + 6)) {
    let last = at - 1
    while (last >= 0 && itemAt(bytes, last) <= 32) last--
    if (bytes[last] !== more) continue
    const before = new TextDecoder('latin1').decode(bytes.subarray(Math.max(0, at - 400), at))
    const entry = before.slice(before.lastIndexOf('obj') + 3)
    if (
      !/>>\s*$/.test(before) ||
      !entry.includes('FlateDecode') ||
      /\/(?:Image|Length1|Type0C|CIDFontType0C|OpenType)\b/.test(entry)
    )
      continue
    const end = find(bytes, 'endstream', at)
    const start = at + 6 + (bytes[at + 6] === 13 ? 2 : 1)
    drawn += unpackedSize(bytes.subarray(start, end < 0 ? undefined : end), mostDrawn - drawn)
    if (drawn > mostDrawn) return true
  }
  return false
}

/** How much it unpacks to, counted no further than one beyond the limit; what is damaged counts as far as it goes. */
function unpackedSize(packed: Uint8Array, limit: number): number {
  let size = 0
  const unpack = new Unzlib((chunk) => {
    size += chunk.length
  })
  try {
    for (let at = 0; at < packed.length && size <= limit; at += piece)
      unpack.push(packed.subarray(at, at + piece), at + piece >= packed.length)
  } catch {
    return size
  }
  return size
}

function find(bytes: Uint8Array, word: string, from: number): number {
  const first = word.charCodeAt(0)
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    let n = 1
    while (n < word.length && bytes[at + n] === word.charCodeAt(n)) n++
    if (n === word.length) return at
  }
  return -1
}
