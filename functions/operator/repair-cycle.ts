import { type KeptCycle, keepCycle, type Timing } from '../schedule/keep-time.ts'
import { withLastTries } from '../telling/turn.ts'

/** `lianbao repair`: what the schedule does for every cycle, for one and now. */
export async function repairCycle(input: { cycle: string }, services: Timing): Promise<KeptCycle> {
  const cycle = String(input.cycle)
  const { turn, lastTries } = withLastTries(services, 'workflow')
  const kept = await keepCycle(cycle, turn)
  if ((await lastTries()).length === 0) return kept
  // What is owed now is what could not be told.
  const after = await keepCycle(cycle, turn)
  return { ...kept, ...after, done: [...kept.done, ...after.done] }
}
