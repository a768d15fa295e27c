import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))
export const bundler = 'infra/kept-program/bundle-program.ts'
/** What says how the packages are that are installed. */
export const packages = 'node_modules/.package-lock.json'

/** @param {readonly string[]} files as paths from the project's root */
export const digestsOf = (files) =>
  Object.fromEntries(
    files.map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(join(root, file)))
        .digest('base64url'),
    ]),
  )

/**
 * The office's system as one file without types, comments and blanks, kept where the compile cache lies and made anew where a source or a
 * package is another: it takes less memory and starts in less time than five hundred files. Undefined where it can be neither
 * read nor made; then the sources themselves run.
 *
 * @param {string} folder
 * @param {number} [minutes] how long it may take: some seconds on most machines, two minutes on an emulated one
 * @returns {string | undefined}
 */
export function keptProgram(folder, minutes = 5) {
  const kept = read(folder)
  if (kept) return kept
  // In processes of their own: the memory this takes is not given back. The second compiles it, and finds no office to start.
  const run = (file, args, as) =>
    spawnSync(process.execPath, [...process.execArgv, join(root, file), ...args], { timeout: minutes * 60_000, ...as })
  const { stderr, error } = run(bundler, [folder], { env: { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1' } })
  const made = read(folder)
  if (made)
    run('infra/run.mjs', ['infra/local/serve.ts', '--folder', join(folder, 'none')], { stdio: 'ignore', cwd: root })
  else {
    const why =
      error && 'code' in error && error.code === 'ETIMEDOUT'
        ? `用了 ${minutes} 分钟还没做完 / not done after ${minutes} minutes`
        : (/^.*Error: .*$/m.exec(`${stderr}`)?.[0] ?? `${error ?? stderr}`)
    console.warn(
      `程序没有存下来，照样运行，占的内存多一些 / the program is not kept; it runs all the same, in more memory: ${why}`,
    )
  }
  return made
}

/** @param {string} folder */
function read(folder) {
  try {
    const { entry, made } = JSON.parse(readFileSync(join(folder, 'made.json'), 'utf8'))
    return JSON.stringify(digestsOf(Object.keys(made))) === JSON.stringify(made) ? join(folder, entry) : undefined
  } catch {
    return undefined
  }
}
