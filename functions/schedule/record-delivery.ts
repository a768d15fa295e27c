import * as z from 'zod'
import type { DeliveryFact, MailFact } from '../../shared/cycle/facts.ts'
import type { Services } from '../services.ts'

/**
 * What SES says about a mail it took, as EventBridge brings it (docs.aws.amazon.com/ses, “Amazon SES event data”). SES puts
 * its own Message-ID into the mail; ours comes back as the tag `message`, with the tag `cycle`, that the mailer gave it.
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
  const mail = await mailOf(event.detail.mail.tags, services)
  if (mail === undefined) {
    services.log('delivery-unknown', { event: outcome })
    return
  }
  const at = new Date(event.time).toISOString()
  const { cycle, duty } = mail
  const { recorded } = await services.store.record<DeliveryFact>({ kind: 'delivery', cycle, duty, event: outcome, at })
  if (recorded && notReached.includes(outcome)) services.log('mail-bounced', { cycle, duty, event: outcome })
}

/** Events after which a person does not know what they owe. */
const notReached: DeliveryFact['event'][] = ['bounced', 'complained', 'suppressed']

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

/** The mail of the cycle with this local part of its Message-ID. */
async function mailOf(
  tags: Readonly<Record<string, string[]>>,
  { store }: Pick<Services, 'store'>,
): Promise<MailFact | undefined> {
  const cycle = tags.cycle?.[0]
  const message = tags.message?.[0]
  if (!cycle || !message) return undefined
  return (await store.factsOf(cycle, 'mail')).find((mail) => mail.messageId.startsWith(`${message}@`))
}
