import type { OutcomeOf, TaskInput } from '../../shared/contract/workflow-states.ts'
import { currentRound } from '../../shared/cycle/reporting-cycle.ts'
import { loadCycle } from '../kept/load-cycle.ts'
import type { MailServices } from '../services.ts'
import { tellRoundReturn } from '../telling/return-mails.ts'
import { leftToTimer, sentWithin, withinTurn } from '../telling/turn.ts'

/** State "Return slices": whom the return concerns is told. */
export async function returnSlices(
  { cycle }: TaskInput,
  services: MailServices,
): Promise<{ outcome: OutcomeOf<'return-slices'> }> {
  const turn = withinTurn(services, 'workflow')
  const loaded = await loadCycle(cycle, services)
  const round = currentRound(loaded.state)
  if (!round) return { outcome: 'returned' }
  const sent = await sentWithin(() => leftToTimer(tellRoundReturn(loaded, round, turn)))
  return { outcome: sent === 'more' ? 'more' : 'returned' }
}
