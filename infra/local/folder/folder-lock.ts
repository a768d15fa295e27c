import { chmodSync, chownSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { mkdir, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { isCode } from './folder-files.ts'

export type FolderLock = { release(): Promise<void> }

/**
 * One process a folder, because runs of the workflow live in one process. A lock whose process is gone (kill -9, power cut) is
 * taken over, whatever stands in it. Of several that find it so at once one is let in at a time, by a lock of SQLite's: that one
 * the system takes back from whoever dies.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const [path, turnPath] = [join(folder, 'lock'), join(folder, 'lock.turn')]
  const turn = new DatabaseSync(turnPath, { timeout: 5_000 })
  try {
    chmodSync(turnPath, 0o600)
    const { uid, gid } = statSync(folder)
    if (process.getuid?.() === 0) chownSync(turnPath, uid, gid) // a command of root's would keep the office's own user out
    turn.exec('BEGIN EXCLUSIVE')
    const holder = holderOf(path)
    if (holder !== undefined && isAlive(holder)) throw new FolderInUse(folder, holder.pid)
    rmSync(path, { force: true })
    writeFileSync(path, JSON.stringify({ pid: process.pid, born: birthOf(process.pid) }))
  } finally {
    turn.close()
  }
  return { release: () => unlink(path) }
}

export class FolderInUse extends Error {
  constructor(folder: string, pid: number) {
    super(`${folder} is in use by process ${pid}: one Lianbao a folder`)
    this.name = 'FolderInUse'
  }
}

type Holder = { pid: number; born: string }

function holderOf(path: string): Holder | undefined {
  try {
    const { pid, born } = JSON.parse(readFileSync(path, 'utf8')) ?? {}
    return Number.isInteger(pid) && pid > 0 ? { pid, born: String(born) } : undefined
  } catch {
    return undefined // there is none, or a kill or a full disk left half of one
  }
}

/** The number of a dead process is given to others; its time of birth is not. */
function isAlive({ pid, born }: Holder): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (isCode(error, 'ESRCH')) return false
  }
  return birthOf(pid) === born
}

/** Clock ticks between boot and the start of the process, with the boot's own id (Linux); elsewhere nothing to compare. */
function birthOf(pid: number): string {
  try {
    const ticks = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19]
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${ticks}`
  } catch {
    return ''
  }
}
