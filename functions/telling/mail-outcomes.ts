import type { DeliveryFact } from '../../shared/cycle/facts/mail-facts.ts'
import type { MailOutcome, Services } from '../services.ts'
import { messageIdOf } from './message-id.ts'

/** Events after which a person does not know what they owe. */
const notReached: DeliveryFact['event'][] = ['bounced', 'complained', 'suppressed']

/**
 * Keeps what became of a mail as a fact, and says so loudly when somebody was not reached. False when no mail of the cycle has this
 * id; running twice is harmless.
 */
export async function keepOutcome(
  outcome: MailOutcome,
  { store, log }: Pick<Services, 'store' | 'log'>,
): Promise<boolean> {
  const { cycle, event, at } = outcome
  const duty = await dutyOfMail(outcome, store)
  if (duty === undefined) return false
  const { recorded } = await store.record<DeliveryFact>({ kind: 'delivery', cycle, duty, event, at })
  if (recorded && notReached.includes(event)) log('mail-bounced', { cycle, duty, event })
  return true
}

/** Also of one that is just being sent: whoever carries it may tell of it before its sender has noted that it left. */
async function dutyOfMail(
  { cycle, messageId, duty: owedFor }: MailOutcome,
  store: Pick<Services['store'], 'factsOf'>,
): Promise<string | undefined> {
  const begins = `${messageId.split('@')[0]}@`
  const mail = (await store.factsOf(cycle, 'mail', owedFor)).find((each) => each.messageId.startsWith(begins))
  if (mail) return mail.duty
  const tries = await store.factsOf(cycle, 'sending', owedFor && `${owedFor}#`)
  return tries.find(({ duty }) => messageIdOf(cycle, duty, '').startsWith(begins))?.duty
}
