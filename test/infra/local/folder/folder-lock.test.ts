import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FolderInUse, lockFolder } from '../../../../infra/local/folder/folder-lock.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lianbao-lock-'))
})

/** What gives a process numbers of its own, as a container does; the folder is the same. */
const ownNumbers = [[], ['--user', '--map-root-user']]
  .map((rights) => ['unshare', ...rights, '--pid', '--fork', '--kill-child', '--mount-proc'])
  .find(([program = '', ...args]) => spawnSync(program, [...args, 'true']).status === 0)
if (!ownNumbers) console.warn('The lock between containers was skipped: there is no unshare, or it is not permitted.')

describe('the lock', () => {
  const holders: ChildProcess[] = []
  afterEach(() => Promise.all(holders.splice(0).map(killed)))
  const holder = (as: readonly string[]): ChildProcess => {
    const [program = '', ...args] = [...as, process.execPath, join(import.meta.dirname, 'lock-holder.ts'), folder]
    const started = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    holders.push(started)
    return started
  }
  const saidBy = async ({ stdout }: ChildProcess) => String(await once(stdout as Readable, 'data')).trim()
  const killed = async (one: ChildProcess) => {
    if (one.exitCode !== null || one.signalCode !== null) return
    const over = once(one.stdout as Readable, 'close') // of whoever had it: of unshare the process that it made
    one.kill('SIGKILL')
    await over
  }
  const inUseBy = (pid: number | undefined) => `${folder} is in use by process ${pid}: one Lianbao a folder`

  it('lets one process in, and the next one when it is released', async () => {
    const lock = await lockFolder(folder)
    await expect(lockFolder(folder)).rejects.toThrow(FolderInUse)
    await lock.release()
    await (await lockFolder(folder)).release()
  })

  it('is got by one of many at once', async () => {
    const got = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)))
    expect(got.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await readdir(folder)).sort()).toEqual(['lock', 'lock.turn'])
  })

  it('is got by one of many processes at once, and by the next when that one is killed', {
    timeout: 60_000,
  }, async () => {
    const asking = Array.from({ length: 4 }, () => holder([]))
    const said = await Promise.all(asking.map(saidBy))
    const got = said.findIndex((line) => line.endsWith('holds it'))
    const { pid } = asking[got] as ChildProcess
    expect(said.filter((_, i) => i !== got)).toEqual(Array(3).fill(inUseBy(pid)))
    await expect(lockFolder(folder)).rejects.toThrow(inUseBy(pid))
    await killed(asking[got] as ChildProcess)
    await (await lockFolder(folder)).release()
  })

  it.skipIf(!ownNumbers)(
    'holds between containers on one volume, in each of which it is process 1, until one is killed',
    { timeout: 60_000 },
    async () => {
      const first = holder(ownNumbers ?? [])
      expect(await saidBy(first)).toBe('process 1 holds it')
      expect(await saidBy(holder(ownNumbers ?? []))).toBe(inUseBy(1))
      await expect(lockFolder(folder)).rejects.toThrow(inUseBy(1))
      await killed(first)
      const next = holder(ownNumbers ?? [])
      expect(await saidBy(next)).toBe('process 1 holds it')
      await killed(next)
    },
  )

  it('of an earlier version, which holds its file alone, counts for as long as that one lives', async () => {
    await writeFile(join(folder, 'lock'), JSON.stringify({ pid: process.pid, born: bornHere() }))
    await expect(lockFolder(folder)).rejects.toThrow(inUseBy(process.pid))
  })

  it.each([
    ['of a process that is gone', JSON.stringify({ pid: 2 ** 22 + 1, born: 'then' })],
    ['of another process with the number of one that lives', JSON.stringify({ pid: process.pid, born: 'before' })],
    ['that was half written', '{"pid":'],
    ['that is empty', ''],
    ['that says null', 'null'],
    ['that names nobody', '{"pid":"x"}'],
  ])('%s is taken over', async (_, left) => {
    await writeFile(join(folder, 'lock'), left)
    await (await lockFolder(folder)).release()
  })
})

/** As an earlier version wrote it: where there is no /proc there was nothing to write. */
function bornHere(): string {
  if (!existsSync('/proc/self/stat')) return ''
  const ticks = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ')[19]
  return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${ticks}`
}
