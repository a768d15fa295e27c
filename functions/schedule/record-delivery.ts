import * as z from 'zod'
import type { DeliveryFact } from '../../shared/cycle/facts/mail-facts.ts'
import { readMailKey } from '../../shared/cycle/mail-duty.ts'
import type { Services } from '../services.ts'
import { keepOutcome } from '../telling/mail-outcomes.ts'

/**
 * What SES says about a mail it took, as EventBridge brings it (docs.aws.amazon.com/ses, “Amazon SES event data”). SES puts
 * its own Message-ID into the mail; ours comes back as the tag `message`, with the tags `cycle` and `duty`, that the mailer gave it.
 */
const sesEvent = z.object({
  time: z.string(),
  detail: z.object({
    eventType: z.string(),
    mail: z.object({ tags: z.record(z.string(), z.array(z.string())) }),
    bounce: z
      .object({
        bounceType: z.string(),
        bounceSubType: z.string(),
        bouncedRecipients: z.array(z.object({ action: z.string().optional() })).default([]),
      })
      .optional(),
  }),
})
export type SesEvent = z.output<typeof sesEvent>

/**
 * Keeps what became of a mail as a fact, and says so loudly when somebody was not reached. Running twice is harmless. A mail that is owed
 * is noted before it is sent: where a cycle does not know one of its own, the event is not done with, and lies in the end where it is
 * seen. Of what no cycle owes (a sample of an invitation) it is only said.
 */
export async function recordDelivery(input: unknown, services: Pick<Services, 'store' | 'log'>): Promise<void> {
  const event = sesEvent.parse(input)
  const outcome = outcomeOf(event.detail)
  if (outcome === undefined) return
  const { cycle: [cycle] = [], message: [messageId] = [], duty: [tag] = [] } = event.detail.mail.tags
  const duty = tag && Buffer.from(tag, 'base64url').toString()
  const at = new Date(event.time).toISOString()
  const told = cycle && messageId && { cycle, messageId, ...(duty && { duty }), event: outcome, at }
  if (told && (await keepOutcome(told, services))) return
  services.log('delivery-unknown', { event: outcome })
  const isOwed = cycle && duty && readMailKey(duty) && (await services.store.factsOf(cycle, 'opening')).length > 0
  if (isOwed) throw new MailUnknown()
}

/** A cycle does not know a mail that it must have sent: its table is not the one it had. */
class MailUnknown extends Error {
  override readonly name = 'MailUnknown'
}

/** The fact's word for an event; undefined for one that says nothing about having been reached. */
export function outcomeOf({ eventType, bounce }: SesEvent['detail']): DeliveryFact['event'] | undefined {
  switch (eventType) {
    case 'Delivery':
      return 'delivered'
    case 'DeliveryDelay':
      return 'delayed'
    case 'Complaint':
      return 'complained'
    case 'Reject':
      return 'bounced'
    case 'Bounce':
      return bounce ? bounceOutcome(bounce) : undefined
    default:
      return undefined
  }
}

/**
 * An automatic reply (out of office) comes back as a bounce of the general transient kind, without the delivery report that
 * a mail server sends when it gives up: the mail was delivered, and nobody must be blocked for being on leave.
 */
function bounceOutcome({ bounceType, bounceSubType, bouncedRecipients }: NonNullable<SesEvent['detail']['bounce']>) {
  if (bounceSubType === 'Suppressed' || bounceSubType === 'OnAccountSuppressionList') return 'suppressed'
  const gaveUp = bouncedRecipients.some(({ action }) => action === 'failed')
  return bounceType === 'Transient' && bounceSubType === 'General' && !gaveUp ? 'auto-replied' : 'bounced'
}
