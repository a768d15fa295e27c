import type { OutcomeOf, TaskInput } from '../../shared/contract/workflow-states.ts'
import { loadTold } from '../kept/load-cycle.ts'
import type { Services } from '../services.ts'
import { tellPublished } from '../telling/announcement-mails.ts'
import { sentWithin, withinTurn } from '../telling/turn.ts'

/** State "Announce publication": everyone who had a part in the report hears that it is out, and where. */
export async function announcePublication(
  { cycle }: TaskInput,
  services: Pick<Services, 'clock' | 'store' | 'files' | 'mailer' | 'settings' | 'log'>,
): Promise<{ outcome: OutcomeOf<'announce-publication'> }> {
  const turn = withinTurn(services, 'workflow')
  const loaded = await loadTold(cycle, services)
  const sent = await sentWithin(() => tellPublished(loaded, turn))
  return { outcome: sent === 'more' ? 'more' : 'announced' }
}
