import { readFileSync } from 'node:fs'
import { mkdir, open, readFile, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { isCode } from './folder-files.ts'

export type FolderLock = { release(): Promise<void> }

/**
 * One process a folder, because runs of the workflow live in one process. A lock whose process is gone (kill -9, power cut) is
 * taken over, whatever stands in it.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, 'lock')
  const mine = JSON.stringify({ pid: process.pid, born: birthOf(process.pid) })
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      const file = await open(path, 'wx')
      await file.writeFile(mine)
      await file.close()
      return { release: () => unlink(path) }
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error
      const holder = await holderOf(path)
      if (holder !== undefined && isAlive(holder)) throw new FolderInUse(folder, holder.pid)
      await unlink(path).catch(() => undefined)
    }
  }
  throw new FolderInUse(folder, 0)
}

export class FolderInUse extends Error {
  constructor(folder: string, pid: number) {
    super(`${folder} is in use by process ${pid}: one Lianbao a folder`)
    this.name = 'FolderInUse'
  }
}

type Holder = { pid: number; born: string }

async function holderOf(path: string): Promise<Holder | undefined> {
  try {
    const { pid, born } = JSON.parse(await readFile(path, 'utf8')) ?? {}
    return Number.isInteger(pid) && pid > 0 ? { pid, born: String(born) } : undefined
  } catch {
    return undefined // killed while it wrote its lock, or released it just now
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
