import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

/** The tests near one module, named by test/mutation/run.ts: each mutant runs those of them that touch it. */
export default defineConfig({
  root: resolve(import.meta.dirname, '../..'),
  // A loaded machine is not a failure.
  test: { testTimeout: 60_000, include: (process.env.LIANBAO_NEAR_TESTS ?? '').split(' ').filter(Boolean) },
})
