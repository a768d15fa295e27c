import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { openStore } from '../../../functions/sqlite/open-store.ts'
import { type Call, callsOf, disk } from './power-cut.ts'

/**
 * The power is cut at moments of a real run, as strace saw it: whatever was not synced by then is lost, half lost or torn in sectors.
 * What had been acknowledged is there, and nothing looks damaged. LIANBAO_KILLS=all for four hundred moments.
 */
const moments = process.env.LIANBAO_KILLS === 'all' ? 400 : 60
const hasStrace = spawnSync('strace', ['-V']).status === 0
if (!hasStrace) console.warn('The power cut was skipped: there is no strace.')

describe.skipIf(!hasStrace)('after a power cut', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lianbao-power-'))
  let calls: Call[]
  beforeAll(() => {
    const trace = join(folder, 'trace')
    const watched = 'trace=pwrite64,write,fsync,fdatasync,ftruncate,rename,unlink'
    const program = [process.execPath, join(import.meta.dirname, 'writer.ts'), join(folder, 'store'), '0', '200']
    spawnSync('strace', ['-f', '-y', '-xx', '-s', '100000', '-o', trace, '-e', watched, ...program], {
      stdio: 'ignore',
    })
    calls = callsOf(readFileSync(trace, 'latin1'), join(folder, 'store'))
    return () => rmSync(folder, { recursive: true })
  }, 120_000)

  it('the trace has what matters in it', () => {
    const count = (wanted: string) => calls.filter(({ call }) => call === wanted).length
    expect(count('said')).toBeGreaterThanOrEqual(200)
    expect(count('sync')).toBeGreaterThan(120) // two a group
    expect(count('cut') + count('write')).toBeGreaterThan(300)
  })

  it('a sync that another thread cut in two in the trace is a sync', () => {
    const hex = [...'/s/facts.db-wal'].map((letter) => `\\x${letter.charCodeAt(0).toString(16)}`).join('')
    const trace = [
      `7 fdatasync(5<${hex}> <unfinished ...>`,
      `8 write(9<${hex}>, "\\x41", 1) = 1`,
      '7 <... fdatasync resumed>) = 0',
    ]
    expect(callsOf(trace.join('\n'), '/s').map(({ call }) => call)).toEqual(['append', 'sync'])
  })

  const sector = 512
  const fates: Record<string, () => (bytes: Buffer) => Buffer | undefined> = {
    lost: () => () => undefined,
    'half lost': () => (bytes) => (Math.random() < 0.5 ? bytes : undefined),
    torn: () => (bytes) => {
      const left = Buffer.from(bytes)
      for (let at = 0; at < left.length; at += sector)
        if (Math.random() < 0.5) left.fill(0, at, Math.min(at + sector, left.length))
      return left
    },
  }
  it.each(Object.keys(fates))('with what was not synced %s, all that was acknowledged is there', async (fate) => {
    const missing: string[] = []
    const { does, cut, said } = disk()
    const every = Math.floor(calls.length / moments)
    for (const [i, call] of calls.entries()) {
      does(call)
      if (Math.floor(Math.random() * every) > 0) continue
      const kept = await keptIn(cut(fates[fate]!()))
      missing.push(
        ...acknowledged(said)
          .filter((each) => !kept.has(each))
          .map((each) => `${each} after call ${i}`),
      )
    }
    expect(missing).toEqual([])
  })

  it('without the syncs it would not be', async () => {
    const { does, cut, said } = disk()
    calls.filter(({ call }) => call !== 'sync').forEach(does)
    const kept = await keptIn(cut(() => undefined))
    expect(acknowledged(said).filter((each) => !kept.has(each)).length).toBeGreaterThan(100)
  })

  const acknowledged = (said: readonly string[]): string[] => said.join('').split('\n').filter(Boolean)

  async function keptIn(files: ReadonlyMap<string, Buffer>): Promise<Set<string>> {
    const found = join(folder, 'found')
    mkdirSync(found)
    for (const [path, bytes] of files) if (!path.endsWith('-shm')) writeFileSync(join(found, basename(path)), bytes)
    const { store, close } = openStore(found)
    const kept = new Set<string>()
    for (const cycle of ['c-0', 'c-1', 'c-2'])
      for (const fact of await store.facts(cycle)) if (fact.kind === 'act') kept.add(`${cycle} ${fact.id}`)
    close()
    rmSync(found, { recursive: true })
    return kept
  }
})
