import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { mutants } from './mutant-list.ts'

/**
 * `node test/simulation/mutants.ts [how many seasons at most] [name …]`: breaks one line that safety rests on at a time, in a copy
 * of the tree, and says how many seasons it takes until somebody notices; of one that lives through them, whether the test that is named
 * for it does. A simulator that finds nothing proves nothing.
 */
const [limit = '300', ...wanted] = process.argv.slice(2)
const root = resolve(import.meta.dirname, '../..')
let lived = 0
for (const mutant of mutants.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  const folder = mkdtempSync(join(tmpdir(), 'lianbao-mutant-'))
  try {
    for (const part of ['shared', 'functions', 'infra', 'test', 'package.json', 'cdk.json'])
      cpSync(join(root, part), join(folder, part), { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    const file = join(folder, mutant.file)
    const source = readFileSync(file, 'utf8')
    if (source.split(mutant.from).length !== 2) throw new Error(`${mutant.file} has not exactly one ${mutant.from}`)
    writeFileSync(
      file,
      source.replace(mutant.from, () => mutant.to),
    )
    const run = spawnSync(process.execPath, ['test/simulation/run.ts', '--hunt', limit], {
      cwd: folder,
      encoding: 'utf8',
    })
    if (run.status === null) throw new Error(`${mutant.name}: the run was ended from outside`)
    const found = run.status === 3 ? run.stdout.trim() : heldBy(mutant, folder)
    if (!found) lived += 1
    process.stdout.write(`${mutant.name}: ${found ?? `LIVES ${run.stdout.trim()}${run.stderr.slice(-300)}`}\n`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
process.exitCode = lived === 0 ? 0 : 1

/** Run on the line as it is too, so that a test that fails anyway holds nothing. */
function heldBy({ held }: (typeof mutants)[number], folder: string): string | undefined {
  const fails = (cwd: string) =>
    held !== undefined &&
    spawnSync(join(root, 'node_modules/.bin/vitest'), ['run', '--config', 'test/vitest.config.ts', held], { cwd })
      .status === 1
  return fails(folder) && !fails(root) ? `held by ${held}` : undefined
}
