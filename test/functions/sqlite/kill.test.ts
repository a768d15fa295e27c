import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { openStore } from '../../../functions/sqlite/open-store.ts'

/** Real processes, killed at moments nobody chose. LIANBAO_KILLS=all for forty. */
const kills = process.env.LIANBAO_KILLS === 'all' ? 40 : 4

it('what was acknowledged is there after a kill at any moment', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lianbao-killed-'))
  const acknowledged: string[] = []
  for (let run = 0; run < kills; run++) acknowledged.push(...(await writtenUntilKilled(folder, run)))
  expect(acknowledged.length).toBeGreaterThan(kills * 5)
  const { store, close } = openStore(folder) // refuses when a fact is missing or changed
  const kept = new Set<string>()
  for (const cycle of ['c-0', 'c-1', 'c-2'])
    for (const fact of await store.facts(cycle)) if (fact.kind === 'act') kept.add(`${cycle} ${fact.id}`)
  close()
  expect(acknowledged.filter((said) => !kept.has(said))).toEqual([])
  rmSync(folder, { recursive: true })
  console.log(`${kills} kills, ${acknowledged.length} facts acknowledged, none lost`)
}, 120_000)

async function writtenUntilKilled(folder: string, run: number): Promise<string[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'writer.ts'), folder, `${run}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  await once(child.stdout, 'data')
  await pause(20 + Math.random() * 200)
  child.kill('SIGKILL')
  await once(child, 'close')
  return said.split('\n').slice(0, -1)
}
