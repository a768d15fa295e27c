import { appendFileSync, renameSync, statSync } from 'node:fs'
import { sourcePosition } from '../../../functions/aws/source-position.ts'
import type { Clock, Log } from '../../../functions/services.ts'
import { logMessage } from '../../../shared/contract/log-messages.ts'

/** A log of this size is put aside as `<file>.1`, the one before as `.2` and so on; what is older than the last is gone. */
const largest = 10 * 1024 * 1024 // bytes
const keptAside = 5
/** In the kept program (infra/kept-program) this file is part of the bundle, and its maps lie beside it. */
const maps = new URL('./', import.meta.url)

/**
 * What functions log, one JSON line each, in a file that is rotated by size. `tellTrouble` gets warnings and errors as well. Never throws:
 * on a full disk the line is lost, and not what was to be done beside it.
 */
export function fileLog(file: string, clock: Clock, tellTrouble?: (line: string) => void): Log {
  let size = sizeOf(file)
  let isWritten = true
  const lineOf: (...logged: Parameters<Log>) => string = (code, facts) => {
    const { level, says } = logMessage(code)
    const placed = typeof facts.where === 'string' && { where: sourcePosition(facts.where, maps) }
    return JSON.stringify({ at: clock.now(), level, code, ...facts, ...placed, says })
  }
  function write(line: string): void {
    if (size > largest) {
      rotate(file)
      size = 0
    }
    appendFileSync(file, line, { mode: 0o600 })
    size += Buffer.byteLength(line)
  }
  return (code, facts) => {
    const line = lineOf(code, facts)
    try {
      write(`${line}\n`)
      isWritten = true
    } catch (error) {
      if (isWritten) tellTrouble?.(lineOf('log-not-written', { error: (error as NodeJS.ErrnoException).code ?? '' }))
      isWritten = false
    }
    if (logMessage(code).level !== 'info') tellTrouble?.(line)
  }
}

function rotate(file: string): void {
  for (let n = keptAside; n > 0; n--) {
    const [older, newer] = [`${file}.${n}`, n === 1 ? file : `${file}.${n - 1}`]
    if (sizeOf(newer) > 0) renameSync(newer, older)
  }
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0
