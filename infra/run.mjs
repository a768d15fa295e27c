// `node infra/run.mjs FILE.ts …`: runs a program of ours, or says in one sentence what is missing. The programs are TypeScript, which
// Node runs itself from version 24 on and keeps compiled (NODE_COMPILE_CACHE says where; else in the folder for temporary files).
import module from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import v8 from 'node:v8'

if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error(
    `联报需要 Node 24 或更新的版本，现在是 ${process.version}。\nLianbao needs Node 24 or newer; this is ${process.version}.`,
  )
  process.exit(1)
}
const [program = '', ...rest] = process.argv.slice(2)
module.enableCompileCache()
process.argv = [process.argv[0] ?? 'node', resolve(program), ...rest]
const isOffice = program.endsWith('local/serve.ts')
const cache = process.env.NODE_COMPILE_CACHE
const kept =
  isOffice && cache && (await import('./kept-program/kept-program.mjs')).keptProgram(join(resolve(cache), 'program'))
await import(pathToFileURL(resolve(kept || program)).href)
module.flushCompileCache() // else only an orderly end writes it, and the start after a crash compiles everything anew
// What runs for months shares its machine: by itself V8 lets the heap double before it collects, and keeps pages that are half empty. After
// the start, whose code is kept by the flags it ran with; a flag that V8 does not know does nothing here.
if (isOffice) for (const flag of ['--heap-growing-percent=20', '--memory-saver-mode']) v8.setFlagsFromString(flag)
