import type { Callback, Fact } from '../../shared/cycle/facts.ts'
import type { Services } from '../services.ts'

/**
 * Keeps the token of a wait that was just entered, in the place of the one before. A run waits for one token at a time, and only the
 * workflow knows which: an attempt that was given up, or a copy of one, may come later than the attempt that took its place (a state may
 * be delivered twice), and would leave the run waiting for a token that nobody has. Asked after the token before was read, so that no
 * newer one is taken away whoever is the slower. Of two runs of one cycle the newer goes on: what the older waits for is nobody's.
 *
 * @param facts of the cycle, as they were read by the function that was entered
 * @returns the callback as it is kept; `overtaken` where nobody waits for this token any more
 */
export async function keepCallback(
  entered: Omit<Callback, 'seenBefore'>,
  facts: readonly Fact[],
  { store, workflow }: Pick<Services, 'store' | 'workflow'>,
): Promise<Callback | 'overtaken'> {
  if (isOfOlderRun(entered, facts)) return 'overtaken'
  for (;;) {
    const before = await store.callback(entered.cycle, entered.wait)
    if (before?.token === entered.token) return before
    if (before && !(await workflow.waitsFor(entered.token))) return 'overtaken'
    const seenBefore = before && seenBeforeBy(entered, before)
    const kept: Callback = { ...entered, ...(seenBefore !== undefined && { seenBefore }) }
    if (await store.saveCallback(kept, before)) return kept
  }
}

function isOfOlderRun({ execution }: Pick<Callback, 'execution'>, facts: readonly Fact[]): boolean {
  const runs = facts.flatMap((fact) => (fact.kind === 'execution' ? [fact] : []))
  const mine = runs.find(({ name }) => name === execution)
  return mine !== undefined && runs.some(({ n }) => n > mine.n)
}

/** An attempt of the same entry came back from nowhere: what counts is the entry before both. */
function seenBeforeBy(entered: Callback, before: Callback): number | undefined {
  if (entered.execution !== before.execution || entered.started !== before.started) return undefined
  return entered.entered !== undefined && entered.entered === before.entered ? before.seenBefore : before.seen
}
