import { createPublicKey } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { auditFile } from '../../../shared/cycle/audit.ts'
import { verdictOfVersion } from '../../../shared/published/verification.ts'
import { commandLineTexts } from '../../../shared/words/operator/command-line-texts.ts'
import { inBoth } from '../../../shared/words/words-in.ts'
import { cyclesOfFirstVersion, type FirstVersionCycle } from '../../local/folder/first-version.ts'
import { lockFolder } from '../../local/folder/folder-lock.ts'
import { verifyFolder } from '../check/verify.ts'
import type { Command } from '../command.ts'

const t = inBoth(commandLineTexts)

/**
 * `lianbao import OLD --folder DIR`: what a folder of version 0.1 holds, as evidence beside the facts of this version: of each finished
 * cycle its audit, the bodies its facts name, every published version and the key it was signed with. It is looked at before it counts.
 * Nothing of it becomes a cycle, nor public: docs/decisions/a-folder-of-0.1-is-evidence.md.
 */
export const importFolder: Command<{ folder: string }> = async ([old = ''], terminal, { folder }) => {
  const lock = await lockFolder(old)
  try {
    let left = 0
    for (const cycle of await cyclesOfFirstVersion(old)) {
      const why = await bringOver(old, cycle, join(folder, 'imported', cycle.cycle))
      if (why === undefined) terminal.out(`✓ ${join('imported', cycle.cycle)}\n`)
      else terminal.err(`✗ ${cycle.cycle}: ${why}\n`)
      if (why !== undefined) left++
    }
    return left === 0 ? 0 : 1
  } finally {
    await lock.release()
  }
}

/** Why it was not, or undefined. */
async function bringOver(old: string, cycle: FirstVersionCycle, place: string): Promise<string | undefined> {
  const versions = cycle.facts.flatMap((fact) => (fact.kind === 'publication' ? [fact.version] : []))
  const runs = cycle.facts.flatMap((fact) => (fact.kind === 'execution' ? [fact.name] : []))
  if (versions.length === 0 || !(await isOver(old, runs.at(-1) ?? cycle.cycle))) return texts.open
  if (existsSync(place)) return texts.there(place)
  const key = createPublicKey(await readFile(join(old, 'keys/publication-key.pem')))
  const pem = key.export({ type: 'spki', format: 'pem' }).toString()
  const published = versions.map((version) => join(old, 'public/r', cycle.cycle, `v${version}`))
  const unsound = await Promise.all(
    published.map(async (path) => (verdictOfVersion(await verifyFolder(path, pem)) === 'broken' ? [path] : [])),
  )
  const damaged = [...cycle.damaged.map((path) => join(old, 'files', path)), ...unsound.flat()]
  if (damaged.length > 0) return texts.damaged(damaged)

  const beside = `${place}.part`
  await rm(beside, { recursive: true, force: true })
  for (const [path, bytes] of cycle.bodies) {
    await mkdir(dirname(join(beside, 'files', path)), { recursive: true, mode: 0o700 })
    await writeFile(join(beside, 'files', path), bytes)
  }
  for (const [i, path] of published.entries()) await cp(path, join(beside, `v${versions[i]}`), { recursive: true })
  await writeFile(join(beside, 'audit.jsonl'), auditFile(cycle.facts, []))
  await writeFile(join(beside, 'publication-key.pem'), pem)
  await rename(beside, place)
  return undefined
}

async function isOver(old: string, run: string): Promise<boolean> {
  const text = await readFile(join(old, 'executions', `${run}.json`), 'utf8').catch(() => '{}')
  return JSON.parse(text).status === 'succeeded'
}

const texts = {
  open: t.notFinished,
  there: (place: string) => t.isThere(place),
  damaged: (paths: readonly string[]) => t.goneOrChanged(paths.join(', ')),
}
