import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

// Three kinds of test, run apart and together: pure (tables of cases), journeys (whole cycles through the
// front door on the embedded runtime), conformance (the same against a foreign AWS emulator).
export default defineConfig({
  root: resolve(import.meta.dirname, '..'),
  test: {
    // Journeys mostly wait (for the disk, a browser, a mail): three at once keep two cores busy.
    maxWorkers: 3,
    projects: [
      {
        test: {
          name: 'pure',
          // A loaded machine is not a failure: nothing here is a timed test.
          testTimeout: 30_000,
          include: ['test/**/*.test.ts'],
          exclude: ['test/journeys/**', 'test/conformance/**', 'test/bench/**'],
        },
      },
      { test: { name: 'journeys', include: ['test/journeys/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 } },
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
