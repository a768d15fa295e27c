import type { DeliveryFact } from '../../shared/cycle/facts.ts'
import type { Services } from '../services.ts'

/** What became of a mail, as whoever carries it says. */
export type Outcome = {
  cycle: string
  /** The whole Message-ID, or what stands before its @. */
  messageId: string
  /** What it was owed for, where that is known: one mail is read instead of all. */
  duty?: string
  event: DeliveryFact['event']
  /** Instant. */
  at: string
}

/** Events after which a person does not know what they owe. */
const notReached: DeliveryFact['event'][] = ['bounced', 'complained', 'suppressed']

/**
 * Keeps what became of a mail as a fact, and says so loudly when somebody was not reached. False when no mail of the cycle has this
 * id; running twice is harmless.
 */
export async function keepOutcome(
  { cycle, messageId, duty: owedFor = '', event, at }: Outcome,
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
