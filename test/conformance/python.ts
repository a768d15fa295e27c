import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { buildFolder } from './places.ts'

/** Packages of Python, pinned, in an environment of their own: its folder, or why there is none. Kept for the next run. */
export function pythonEnvironment(name: string, packages: string[]): { folder: string } | { skipped: string } {
  const folder = `${buildFolder}/${name}`
  const complete = `${folder}/${packages.join(',').replaceAll(/[^\w.,=-]/g, '_')}`
  if (existsSync(complete)) return { folder }
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(buildFolder, { recursive: true })
  const made = spawnSync('python3', ['-m', 'venv', folder], { encoding: 'utf8' })
  if (made.status !== 0) return { skipped: `python3 -m venv failed: ${made.error?.message ?? made.stderr.trim()}` }
  const installed = spawnSync(`${folder}/bin/pip`, ['install', '--quiet', ...packages], { encoding: 'utf8' })
  if (installed.status !== 0) {
    rmSync(folder, { recursive: true, force: true })
    return { skipped: `pip install ${packages.join(' ')} failed: ${installed.stderr.trim().split('\n').at(-1)}` }
  }
  mkdirSync(complete)
  return { folder }
}
