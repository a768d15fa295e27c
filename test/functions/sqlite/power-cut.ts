/** What a process did to its files, as strace saw it: strace -f -y -xx -e trace=… (power-cut.test.ts). */
export type Call =
  | { call: 'write'; path: string; at: number; bytes: Buffer }
  | { call: 'append'; path: string; bytes: Buffer }
  | { call: 'cut'; path: string; size: number }
  | { call: 'sync'; path: string }
  | { call: 'said'; text: string }
  | { call: 'rename'; from: string; to: string }
  | { call: 'unlink'; path: string }

/** The calls of a trace, in their order; those that failed and those on other folders are left out. */
export function callsOf(trace: string, folder: string): Call[] {
  const path = (hex: string) => bytesOf(hex).toString()
  return whole(trace.split('\n')).flatMap((line): Call[] => {
    const [, name = '', given = '', result = ''] = /(\w+)\((.*)\)\s+= (-?\d+)/.exec(line) ?? []
    if (name === '' || Number(result) < 0) return []
    const [, descriptor, of = ''] = /^(\d+)<([^>]*)>/.exec(given) ?? []
    const on = path(of)
    const [first = '', second = ''] = [...given.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map(([, hex]) => hex)
    const numbers = given.split(', ')
    if (name === 'write' && descriptor === '1') return [{ call: 'said', text: path(first) }]
    if (name === 'rename') return [{ call: 'rename', from: path(first), to: path(second) }]
    if (name === 'unlink') return [{ call: 'unlink', path: path(first) }]
    if (!on.startsWith(folder)) return []
    if (name === 'pwrite64') return [{ call: 'write', path: on, at: Number(numbers.at(-1)), bytes: bytesOf(first) }]
    if (name === 'write') return [{ call: 'append', path: on, bytes: bytesOf(first) }]
    if (name === 'ftruncate') return [{ call: 'cut', path: on, size: Number(numbers.at(-1)) }]
    return /^f(data)?sync$/.test(name) ? [{ call: 'sync', path: on }] : []
  })
}

/** Calls in one line each: while a thread waits in one, strace may write another's, and tells the end of the first on a line of its own. */
function whole(lines: readonly string[]): string[] {
  const begun = new Map<string, string>()
  return lines.flatMap((line) => {
    const [, thread = '', rest = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? []
    const cut = / ?<unfinished \.\.\.>$/
    if (cut.test(rest)) {
      begun.set(thread, rest.replace(cut, ''))
      return []
    }
    const [, end] = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest) ?? []
    return [end === undefined ? rest : `${begun.get(thread) ?? ''}${end}`]
  })
}

const bytesOf = (hex: string): Buffer => Buffer.from(hex.replaceAll('\\x', ''), 'hex')

type Kept = { synced: Buffer; pending: Exclude<Call, { call: 'said' | 'sync' | 'rename' | 'unlink' }>[] }
type Fate = (bytes: Buffer) => Buffer | undefined

/**
 * A disk on which what was not synced may be lost. `cut(fate)` gives the files as they are found after the power is back: synced
 * bytes stay, and of each later write what its fate leaves. Names (creation, rename, removal) are taken to be on the disk at once:
 * the store syncs its folder before it acknowledges anything under a new name.
 */
export function disk() {
  const files = new Map<string, Kept>()
  const said: string[] = []
  const of = (path: string): Kept => {
    const kept = files.get(path) ?? { synced: Buffer.alloc(0), pending: [] }
    files.set(path, kept)
    return kept
  }
  return {
    said,
    does(call: Call): void {
      if (call.call === 'said') said.push(call.text)
      else if (call.call === 'rename') {
        const moved = files.get(call.from)
        if (moved) files.set(call.to, moved)
        files.delete(call.from)
      } else if (call.call === 'unlink') files.delete(call.path)
      else if (call.call === 'sync') {
        const kept = of(call.path)
        kept.synced = after(kept, (bytes) => bytes)
        kept.pending = []
      } else of(call.path).pending.push(call)
    },
    cut: (fate: Fate): Map<string, Buffer> =>
      new Map([...files].map(([path, kept]) => [path, after(kept, fate)] as const)),
  }
}

function after({ synced, pending }: Kept, fate: Fate): Buffer {
  let bytes = Buffer.from(synced)
  for (const change of pending) {
    if (change.call === 'cut') {
      if (fate(Buffer.alloc(1)) === undefined) continue
      bytes = Buffer.concat([bytes.subarray(0, change.size), Buffer.alloc(Math.max(0, change.size - bytes.length))])
      continue
    }
    const left = fate(change.bytes)
    if (left === undefined) continue
    const at = change.call === 'append' ? bytes.length : change.at
    const grown = Buffer.alloc(Math.max(bytes.length, at + left.length))
    bytes.copy(grown)
    left.copy(grown, at)
    bytes = grown
  }
  return bytes
}
