/**
 * What stands for 'vitest' while mutants are counted: each test of a file is kept, and can be run as often as there are mutants, in this
 * process. It knows what tables of cases need. A file that imports more does not load, and says what is missing.
 */
export { expect } from 'vitest'

export type KeptTest = { file: string; name: string; run: () => unknown }
export const kept: KeptTest[] = []

let file = ''
const path: string[] = []
export const beginFile = (name: string): void => {
  file = name
}

function add(name: string, run: () => unknown): void {
  const full = [...path, name].join(' > ')
  const same = kept.filter((other) => other.file === file && other.name.startsWith(full)).length
  kept.push({ file, name: same > 0 ? `${full} (${same})` : full, run })
}

function group(name: string, body: () => void): void {
  path.push(name)
  body()
  path.pop()
}

/** As vitest has it: the values of a row are the arguments, and what is no row is the only one. */
const forEach =
  (put: (name: string, run: () => void) => void) =>
  (rows: readonly unknown[]) =>
  (name: string, run: (...values: unknown[]) => void): void => {
    for (const [n, row] of rows.entries()) {
      const values = Array.isArray(row) ? row : [row]
      put(`${name} [${n}: ${String(values[0]).slice(0, 60)}]`, () => run(...values))
    }
  }

const keeper = () => Object.assign((name: string, run: () => unknown) => add(name, run), { each: forEach(add) })
export const test = keeper()
export const it = keeper()
export const describe = Object.assign(group, { each: forEach(group) })
