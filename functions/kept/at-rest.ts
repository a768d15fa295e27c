import type { Services } from '../services.ts'

/**
 * Published a week ago, and nothing was begun or done since: three small reads a run instead of the whole cycle, year after year. A week
 * is ample for the announcement to get out.
 */
export async function isAtRest(cycle: string, { store, clock }: Pick<Services, 'store' | 'clock'>): Promise<boolean> {
  const weekAgo = weekBefore(clock.now())
  const newest = (await store.factsOf(cycle, 'publication')).at(-1)
  if (!newest || newest.at > weekAgo) return false
  // A publication bears the instant of its first file; the run that got the others out may be younger.
  if ((await store.factsOf(cycle, 'execution')).some((run) => run.at > weekAgo)) return false
  const acts = await store.factsOf(cycle, 'act')
  const isGivenUp = (n: number) => acts.some((act) => act.act === 'abandon' && act.correction === n)
  return !acts.some(
    (act) =>
      act.at > weekAgo ||
      // The report of a unit whose figures the whole does not add may be given more time than the whole takes.
      ('until' in act && act.until > weekAgo) ||
      (act.act === 'correct' && act.version === newest.version && !isGivenUp(act.n)),
  )
}

/** An instant; what is younger may still have its mails on the way. */
export const weekBefore = (now: string): string => new Date(Date.parse(now) - 7 * 24 * 3_600_000).toISOString()
