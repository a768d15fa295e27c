import type { OutcomeOf, TaskInput } from '../../shared/contract/workflow-states.ts'
import { loadTold } from '../kept/load-cycle.ts'
import type { Services } from '../services.ts'
import { tellPublished } from '../telling/announcement-mails.ts'
import { leftToTimer, MailNotSent, sentWithin, TurnOver, withLastTries } from '../telling/turn.ts'

/**
 * State "Announce publication": everyone who had a part in the report hears that it is out, and where. Who could not be reached is tried
 * once more a turn when all others have heard, and then by the next run, or the timer, which for an hour leaves it to runs.
 */
export async function announcePublication(
  { cycle }: TaskInput,
  services: Pick<Services, 'clock' | 'store' | 'files' | 'mailer' | 'settings' | 'log'>,
): Promise<{ outcome: OutcomeOf<'announce-publication'> }> {
  const { turn, lastTries } = withLastTries(services, 'workflow')
  const loaded = await loadTold(cycle, services)
  const sent = await sentWithin(() => leftToTimer(tellPublished(loaded, turn)))
  if (sent === 'more') return { outcome: 'more' }
  for (const { error } of await lastTries())
    if (error && !(error instanceof MailNotSent || error instanceof TurnOver)) throw error
  return { outcome: 'announced' }
}
