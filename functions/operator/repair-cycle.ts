import { type KeptCycle, keepCycle, type Timing } from '../schedule/keep-time.ts'
import { withinTurn } from '../telling/turn.ts'

/** `lianbao repair`: what the schedule does for every cycle, for one and now. */
export async function repairCycle(input: { cycle: string }, services: Timing): Promise<KeptCycle> {
  return keepCycle(String(input.cycle), withinTurn(services, 'workflow'))
}
