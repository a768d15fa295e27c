import * as z from 'zod'
import type { DeliveryFact } from '../../shared/cycle/facts/mail-facts.ts'
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

/** Keeps what became of a mail as a fact, and says so loudly when somebody was not reached. Running twice is harmless. */
export async function recordDelivery(input: unknown, services: Pick<Services, 'store' | 'log'>): Promise<void> {
  const event = sesEvent.parse(input)
  const outcome = outcomeOf(event.detail)
  if (outcome === undefined) return
  const { cycle, message, duty } = event.detail.mail.tags
  const mail = cycle?.[0] &&
    message?.[0] && {
      cycle: cycle[0],
      messageId: message[0],
      ...(duty?.[0] && { duty: Buffer.from(duty[0], 'base64url').toString() }),
    }
  const at = new Date(event.time).toISOString()
  if (!mail || !(await keepOutcome({ ...mail, event: outcome, at }, services)))
    services.log('delivery-unknown', { event: outcome })
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
