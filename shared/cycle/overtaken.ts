import type { ExecutionFact } from './facts/release-facts.ts'

/** Whether a newer run of the cycle was recorded than the one of this name: two who found it stopped at once may each have started one. */
export function isOvertaken(runs: readonly ExecutionFact[], name: string | undefined): boolean {
  const mine = runs.find((run) => run.name === name)
  return mine !== undefined && runs.some(({ n }) => n > mine.n)
}
