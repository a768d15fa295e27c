import { Inflate } from 'fflate'
import { unreadableFiles } from '../../words/printed/unreadable-files.ts'
import { FileRefusal, type UnreadableFile } from '../printed-document.ts'

/** What a Word or Excel file may ask for; the official forms need a hundredth of it. */
const mostEntries = 4000
const mostBytesOfEntry = 16 * 1024 * 1024
const mostBytesAltogether = 32 * 1024 * 1024
const mostRatio = 400

type Entry = { method: number; packed: number; size: number; offset: number }

/**
 * The entries of a zip by name, read from its directory; each is inflated only when asked for, into a buffer of the size
 * it states, so that a bomb is refused or stops at the bound.
 */
export class ZipFile {
  readonly #bytes: Uint8Array
  readonly #entries: Map<string, Entry>
  #inflated = 0

  private constructor(bytes: Uint8Array, entries: Map<string, Entry>) {
    this.#bytes = bytes
    this.#entries = entries
  }

  static open(bytes: Uint8Array): ZipFile | UnreadableFile {
    const entries = directoryOf(bytes)
    return entries ? new ZipFile(bytes, entries) : damaged
  }

  names(): string[] {
    return [...this.#entries.keys()]
  }

  /** The text of an entry (UTF-8, or UTF-16 where it begins so), undefined when it is not there; throws `FileRefusal` when it asks for too much or is damaged. */
  text(name: string): string | undefined {
    const entry = this.#entries.get(name)
    if (!entry) return undefined
    const { size, packed, method, offset } = entry
    this.#inflated += size
    if (size > mostBytesOfEntry || this.#inflated > mostBytesAltogether || size > 1_000_000 + packed * mostRatio) {
      throw new FileRefusal(tooBig)
    }
    const view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.byteLength)
    if (offset + 30 > this.#bytes.length || view.getUint32(offset, true) !== localMark) throw new FileRefusal(damaged)
    const nameEnds = offset + 30 + view.getUint16(offset + 26, true)
    // A program that reads from the front takes the entry by the name that stands here.
    if (new TextDecoder().decode(this.#bytes.subarray(offset + 30, nameEnds)) !== name) throw new FileRefusal(damaged)
    const start = nameEnds + view.getUint16(offset + 28, true)
    const data = this.#bytes.subarray(start, start + packed)
    if (method !== 0 && method !== 8) throw new FileRefusal(damaged)
    const plain = method === 0 ? data : inflated(data, size)
    const wide =
      plain[0] === 0xff && plain[1] === 0xfe
        ? 'utf-16le'
        : plain[0] === 0xfe && plain[1] === 0xff
          ? 'utf-16be'
          : 'utf-8'
    return new TextDecoder(wide).decode(plain)
  }
}

/** Inflated piece by piece, and no further than the directory says: a file may lie about its size. */
function inflated(data: Uint8Array, size: number): Uint8Array {
  const out = new Uint8Array(size)
  let length = 0
  const inflate = new Inflate((chunk) => {
    if (length + chunk.length > size) throw new FileRefusal(damaged)
    out.set(chunk, length)
    length += chunk.length
  })
  try {
    for (let at = 0; at < data.length; at += pieceOfInput) {
      inflate.push(data.subarray(at, at + pieceOfInput), at + pieceOfInput >= data.length)
    }
  } catch {
    throw new FileRefusal(damaged)
  }
  return out.subarray(0, length)
}

/** Grows to four megabytes at most. */
const pieceOfInput = 4096

const damaged: UnreadableFile = { problem: unreadableFiles.damaged }
const tooBig: UnreadableFile = { problem: unreadableFiles.tooBig }

const localMark = 0x04034b50
const centralMark = 0x02014b50
const endMark = 0x06054b50

function directoryOf(bytes: Uint8Array): Map<string, Entry> | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = bytes.length - 22
  const earliest = Math.max(0, end - 65_535)
  while (end >= earliest && view.getUint32(end, true) !== endMark) end--
  if (end < earliest) return undefined
  const count = view.getUint16(end + 10, true)
  if (count > mostEntries) return undefined
  const entries = new Map<string, Entry>()
  let at = view.getUint32(end + 16, true)
  for (let n = 0; n < count; n++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== centralMark) return undefined
    const nameLength = view.getUint16(at + 28, true)
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength))
    // Of two entries of one name every program may take another.
    if (entries.has(name)) return undefined
    entries.set(name, {
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}
