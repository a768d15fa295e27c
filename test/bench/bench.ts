import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { argv, execPath } from 'node:process'
import type { Answer, JobName } from './jobs.ts'
import { writeSlices } from './slices.ts'
import { machine, median, putInto } from './table.ts'

/**
 * `npm run bench [-- SIZE…]`: check, merge and digest of so many slices, beside three peers on the same bytes. The jobs of a
 * size take turns, each in a process of its own; medians over the rounds. Prints the table and puts it into docs/benchmarks.md.
 */
const sizes = argv.length > 2 ? argv.slice(2).map(Number) : [100, 10_000, 100_000]
const roundsEach = 3
/** A young generation that stays small: without it V8 lets garbage lie while the machine has memory. The same for every job. */
const flags = ['--max-semi-space-size=8']
const seed = 2021

const titles: Record<JobName, string> = {
  lianbao: 'Lianbao: check, merge, digest',
  parse: '(a) JSON.parse and SHA-256',
  ajv: '(b) ajv and plain loops, floats',
  duckdb: '(c) DuckDB: sums, table 3',
}
const names = Object.keys(titles) as JobName[]

type Measured = { answer: Answer; seconds: number; cpu: number; memory: number }
type Size = { units: number; bytes: number; rounds: Map<JobName, Measured>[] }

if (!sizes.every((size) => Number.isInteger(size) && size > 0))
  throw new RangeError('sizes are whole numbers of slices')
const folder = mkdtempSync(join(tmpdir(), 'bench-'))
try {
  const measured: Size[] = []
  for (const units of sizes) {
    measured.push(measure(units))
    const table = tableOf(measured)
    console.log(`${table}\n`)
    putInto('slices', `${machine()}\n\n${table}`)
  }
} finally {
  rmSync(folder, { recursive: true })
}

function measure(units: number): Size {
  const [file, warmFile] = [join(folder, `${units}.ndjson`), join(folder, 'warm.ndjson')]
  const warmUnits = Math.min(units, 1000)
  writeSlices(file, units, seed)
  writeSlices(warmFile, warmUnits, seed)
  const rounds = Array.from({ length: roundsEach }, () => {
    const inTurn = names.map(
      (name) => [name, runJob(name, [file, String(units), warmFile, String(warmUnits)])] as const,
    )
    return new Map(inTurn.flatMap(([name, measured]) => (measured ? [[name, measured] as const] : [])))
  })
  const size = { units, bytes: statSync(file).size, rounds }
  refuseWrongAnswers(size)
  rmSync(file)
  return size
}

function runJob(name: JobName, args: string[]): Measured | undefined {
  try {
    const out = execFileSync(execPath, [...flags, join(import.meta.dirname, 'run-job.ts'), name, ...args], {
      encoding: 'utf8',
    })
    return JSON.parse(out)
  } catch (error) {
    if (name !== 'duckdb') throw error
    console.error(`\n!!! NOT MEASURED: ${titles[name]}. Is @duckdb/node-api installed?\n`, (error as Error).message)
    return undefined
  }
}

/** Every slice was read, no finding in slices that have none, and all who add up get the same sum. */
function refuseWrongAnswers({ units, rounds }: Size): void {
  for (const round of rounds) {
    const sum = round.get('lianbao')!.answer.newRequests
    for (const [name, { answer }] of round) {
      const { slices, findings = 0, newRequests = sum } = answer
      if (slices === units && findings === 0 && newRequests === sum) continue
      throw new Error(`${name} answers ${JSON.stringify(answer)} of ${units} slices; the sum is ${sum}`)
    }
  }
}

function tableOf(measured: readonly Size[]): string {
  const head = ['slices', 'MB', 'job', 'seconds', 'ratio', 'processor seconds', 'ratio', 'peak memory, MB']
  const rows = measured.flatMap(({ units, bytes, rounds }) =>
    names.map((name) => {
      const first = [units.toLocaleString('en'), (bytes / 1e6).toFixed(1), titles[name]]
      const runs = rounds.flatMap((round) => round.get(name) ?? [])
      if (runs.length < rounds.length) return [...first, 'NOT MEASURED', '', '', '', '']
      /** Lianbao's time over this job's, in the same round. */
      const ratio = (of: (one: Measured) => number): string =>
        name === 'lianbao'
          ? ''
          : `${median(rounds.map((round) => of(round.get('lianbao')!) / of(round.get(name)!))).toFixed(2)}×`
      const [seconds, cpu] = [median(runs.map((run) => run.seconds)), median(runs.map((run) => run.cpu))]
      const digits = units < 1000 ? 4 : 2
      return [
        ...first,
        seconds.toFixed(digits),
        ratio((one) => one.seconds),
        cpu.toFixed(digits),
        ratio((one) => one.cpu),
        (Math.max(...runs.map((run) => run.memory)) / 1e6).toFixed(0),
      ]
    }),
  )
  return [head, head.map((_, n) => (n === 2 ? '---' : '--:')), ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n')
}
