import { createHash } from 'node:crypto'
import { closeSync, fdatasyncSync, fstatSync, ftruncateSync, openSync, writeSync } from 'node:fs'
import type { Head } from './chain.ts'

/**
 * How many facts of each cycle were acknowledged, kept beside the database and not in it. A damaged write-ahead log silently
 * drops its tail: SQLite, and a chain that lies in the same file, then look whole with facts missing. It also tells an older copy
 * of the database from the present one. A line is one commit, `<n> <chain> <cycle>` of each cycle that it brought forward and a
 * check over them; of a cycle's heads the one with the largest n counts.
 */
export type HeadsLog = { append(heads: ReadonlyMap<string, Head>): void; close(): void }

/** Opens for appending; a line written at once is whole even beside another process. */
export function openHeadsLog(path: string): HeadsLog {
  const file = openSync(path, 'a', 0o600)
  return {
    append(heads) {
      const line = Buffer.from(headsLine(heads))
      const { size } = fstatSync(file)
      const written = writeSync(file, line)
      if (written < line.length) {
        // A full disk takes what fits and says nothing; what stayed would make one damaged line with the next.
        if (fstatSync(file).size === size + written) ftruncateSync(file, size)
        throw new Error(`a line of ${line.length} bytes was cut short at ${written}`)
      }
      fdatasyncSync(file)
    },
    close: () => closeSync(file),
  }
}

export function headsLine(heads: ReadonlyMap<string, Head>): string {
  if (heads.size === 0) return ''
  const said = [...heads].map(([cycle, { n, chain }]) => `${n} ${chain} ${cycle}`).join(' ')
  return `${said} ${checkOf(said)}\n`
}

/**
 * The heads of a log, and the numbers of the lines that are not as they were written. The last line may be cut short or torn: that
 * is what a power cut leaves of a commit that nobody was told of.
 */
export function readHeads(text: string): { heads: Map<string, Head>; damaged: number[] } {
  const heads = new Map<string, Head>()
  const damaged: number[] = []
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  lines.forEach((line, i) => {
    const at = line.lastIndexOf(' ')
    if (at < 0 || checkOf(line.slice(0, at)) !== line.slice(at + 1)) {
      if (i < lines.length - 1) damaged.push(i + 1)
      return
    }
    for (const [, n, chain = '', cycle = ''] of line.matchAll(/(\d+) ([0-9a-f]{64}) (\S+)/g))
      if (Number(n) >= (heads.get(cycle)?.n ?? 0)) heads.set(cycle, { n: Number(n), chain })
  })
  return { heads, damaged }
}

const checkOf = (said: string): string => createHash('sha256').update(said).digest('hex').slice(0, 8)
