import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes longest begins first, or the last worker is alone with it while the others have nothing left. */
const longest = [
  'simulation/simulation',
  'cloud/function-bundle',
  'journeys/desk',
  'journeys/upgrade',
  'cloud/reporting-stack',
  'journeys/browser',
  'journeys/office',
  'races/races',
  'kill/kill',
  'races/scanner',
  'sqlite/power-cut',
  'journeys/board',
]
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const found = longest.findIndex((name) => moduleId.includes(`${name}.test.ts`))
      return found < 0 ? longest.length : found
    }
    return (await super.sort(files)).sort((a, b) => place(a) - place(b))
  }
}

/** What the tests write beside themselves (bundles alone are 300 MB a run), gone when the run is over, also where a test failed. */
const temporary = mkdtempSync(join(tmpdir(), 'lianbao-tests-'))
chmodSync(temporary, 0o711) // a mail server that root starts serves its mailbox as nobody, who has to reach it
process.on('exit', () => rmSync(temporary, { recursive: true, force: true }))

// Kinds of test, run apart and together: pure (tables of cases about shared: no process, socket, synth or database, as the arrows
// hold), parts (one function, store, stack or engine at a time), journeys (whole cycles through the front door on the
// embedded runtime), simulation (whole seasons drawn by a seed, in virtual time), foreign (what we publish and answer, read by other
// people's tools), conformance (the same against a foreign AWS emulator).
export default defineConfig({
  root: resolve(import.meta.dirname, '..'),
  test: {
    // Journeys mostly wait (for the disk, a browser, a mail): three at once keep two cores busy.
    maxWorkers: 3,
    // A worker reads a module once, not once a file: 13 s of a core instead of 32 for the pure tests. So no file may leave behind
    // in a module, or in the process, what another would see.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    // The processes that tests start (to kill them, or to ask them something) compile the sources once.
    // esbuild, which makes each function's bundle from many megabytes in a second, tidies up less often.
    env: {
      NODE_COMPILE_CACHE: join(tmpdir(), `lianbao-compiled-${process.getuid?.() ?? ''}`),
      TMPDIR: temporary,
      GOGC: '400',
    },
    projects: [
      {
        test: {
          name: 'pure',
          testTimeout: 30_000, // a loaded machine is not a failure: nothing here is a timed test
          include: ['test/architecture.test.ts', 'test/patterns/**/*.test.ts', 'test/shared/**/*.test.ts'],
        },
      },
      {
        test: {
          name: 'parts',
          // Some kill processes, some synthesize: a loaded machine takes minutes for what an idle one does in seconds.
          testTimeout: 120_000,
          hookTimeout: 240_000,
          include: ['test/functions/**/*.test.ts', 'test/infra/**/*.test.ts'],
        },
      },
      { test: { name: 'simulation', include: ['test/simulation/**/*.test.ts'], testTimeout: 240_000 } },
      {
        test: { name: 'journeys', include: ['test/journeys/**/*.test.ts'], testTimeout: 240_000, hookTimeout: 240_000 },
      },
      { test: { name: 'foreign', include: ['test/foreign/**/*.test.ts'], testTimeout: 300_000, hookTimeout: 300_000 } },
      {
        test: {
          name: 'conformance',
          include: ['test/conformance/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
