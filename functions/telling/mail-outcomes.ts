import type { DeliveryFact } from '../../shared/cycle/facts/mail-facts.ts'
import type { MailOutcome, Services } from '../services.ts'

/** Events after which a person does not know what they owe. */
const notReached: DeliveryFact['event'][] = ['bounced', 'complained', 'suppressed']

/**
 * Keeps what became of a mail as a fact, and says so loudly when somebody was not reached. False when no mail of the cycle has this
 * id; running twice is harmless.
 */
export async function keepOutcome(
  { cycle, messageId, duty: owedFor = '', event, at }: MailOutcome,
  { store, log }: Pick<Services, 'store' | 'log'>,
): Promise<boolean> {
  const [local] = messageId.split('@')
  const mail = (await store.factsOf(cycle, 'mail', owedFor)).find((each) => each.messageId.startsWith(`${local}@`))
  if (mail === undefined) return false
  const { duty } = mail
  const { recorded } = await store.record<DeliveryFact>({ kind: 'delivery', cycle, duty, event, at })
  if (recorded && notReached.includes(event)) log('mail-bounced', { cycle, duty, event })
  return true
}
