import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { version } from 'node:process'

export function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!
}

export function machine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown'
  const load = loadavg()[0]!.toFixed(1)
  return `Measured on ${new Date().toISOString().slice(0, 10)}: ${availableParallelism()} cores (${model}), ${(totalmem() / 2 ** 30).toFixed(0)} GiB, node ${version}; load at the end ${load}.`
}

const document = join(import.meta.dirname, '../../docs/benchmarks.md')

/** The words around a table of docs/benchmarks.md are written by hand and stay. */
export function putInto(table: 'slices' | 'files' | 'counts' | 'site', text: string): void {
  const path = document
  const command = table === 'slices' ? 'npm run bench' : `npm run bench:${table}`
  const begin = `<!-- ${command} writes from here -->`
  const end = table === 'slices' ? '<!-- to here -->' : `<!-- ${table}: to here -->`
  const whole = readFileSync(path, 'utf8')
  const [from, to] = [whole.indexOf(begin), whole.indexOf(end)]
  if (from < 0 || to < from) throw new Error('docs/benchmarks.md has lost its place for the table')
  writeFileSync(path, `${whole.slice(0, from + begin.length)}\n${text}\n${whole.slice(to)}`)
}
