import { closeSync, openSync, readSync } from 'node:fs'

/** The lines of a file as bytes, read by the megabyte; each is a view that is good until the next one is asked for. */
export function* linesOf(path: string): Generator<Buffer> {
  const file = openSync(path, 'r')
  let buffer = Buffer.allocUnsafe(1 << 20)
  let held = 0 // bytes of an unfinished line at the start of the buffer
  try {
    for (;;) {
      if (held === buffer.length) buffer = Buffer.concat([buffer, Buffer.allocUnsafe(buffer.length)])
      const read = readSync(file, buffer, held, buffer.length - held, null)
      const end = held + read
      let start = 0
      for (let next = buffer.indexOf(10, start); next >= 0 && next < end; next = buffer.indexOf(10, start)) {
        yield buffer.subarray(start, next)
        start = next + 1
      }
      if (read === 0) {
        if (end > start) yield buffer.subarray(start, end)
        return
      }
      buffer.copyWithin(0, start, end)
      held = end - start
    }
  } finally {
    closeSync(file)
  }
}
