import { chmodSync, chownSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { isCode } from './folder-files.ts'

export type FolderLock = { release(): Promise<void> }

/**
 * One process a folder, because runs of the workflow live in one process. What holds is a lock of SQLite's on `lock.turn`, which the
 * system takes back from whoever dies (kill -9, power cut) and which counts between containers too: there numbers of processes say
 * nothing, each is 1. The file `lock` says whom a person is to stop, no more.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const [path, turnPath] = [join(folder, 'lock'), join(folder, 'lock.turn')]
  const turn = new DatabaseSync(turnPath, { timeout: longestTurn })
  try {
    chmodSync(turnPath, 0o600)
    const { uid, gid } = statSync(folder)
    if (process.getuid?.() === 0) chownSync(turnPath, uid, gid) // a command of root's would keep the office's own user out
    takeTurn(turn, path, folder)
    const holder = holderOf(path)
    if (holder && isOfEarlierVersion(holder)) throw new FolderInUse(folder, holder.pid)
    rmSync(path, { force: true })
    writeFileSync(path, JSON.stringify({ pid: process.pid } satisfies Holder))
  } catch (error) {
    turn.close()
    throw error
  }
  held.add(turn)
  return {
    async release() {
      rmSync(path, { force: true })
      held.delete(turn)
      turn.close()
    },
  }
}

/** What nobody refers to is collected, and its lock with it. */
const held = new Set<DatabaseSync>()

/** Two who come at the same moment stand in each other's way until one of them has let go. */
const longestTurn = 100 // milliseconds
/** https://www.sqlite.org/rescode.html#busy */
const busy = 5

function takeTurn(turn: DatabaseSync, path: string, folder: string): void {
  try {
    turn.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE') // nothing is ever written: no journal lies beside it
  } catch (error) {
    if ((error as { errcode?: number }).errcode !== busy) throw error
    throw new FolderInUse(folder, holderOf(path)?.pid)
  }
}

export class FolderInUse extends Error {
  constructor(folder: string, pid: number | undefined) {
    super(`${folder} is in use${pid === undefined ? '' : ` by process ${pid}`}: one Lianbao a folder`)
    this.name = 'FolderInUse'
  }
}

/** `born`: written by earlier versions alone. */
type Holder = { pid: number; born?: string }

function holderOf(path: string): Holder | undefined {
  try {
    const { pid, born } = JSON.parse(readFileSync(path, 'utf8')) ?? {}
    return Number.isInteger(pid) && pid > 0 ? { pid, born } : undefined
  } catch {
    return undefined // there is none, or a kill or a full disk left half of one
  }
}

/**
 * Whether an earlier version runs on the folder: it let go of `lock.turn` once it had written `lock`. The number of a dead process is
 * given to others; its time of birth is not.
 */
function isOfEarlierVersion({ pid, born }: Holder): boolean {
  if (born === undefined) return false
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
