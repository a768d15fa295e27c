import type { MailOutcome, Services } from '../services.ts'
import { keepOutcome } from '../telling/mail-outcomes.ts'

/** No cycle is called so: how far the mailbox was read belongs to all of them. */
const everyCycle = '*'

/**
 * The schedule of a stage that mails by SMTP and whose settings name the sender's mailbox: what came back since the last turn becomes
 * facts. Where the mailbox cannot be reached the next turn reads on from the same place.
 */
export async function readReturned(
  _: unknown,
  services: Required<Pick<Services, 'clock' | 'store' | 'log' | 'settings' | 'mailbox'>>,
): Promise<void> {
  const { clock, store, log, settings, mailbox } = services
  const now = clock.now()
  // A reply quotes at most the id; and the cycle that a mail claims is believed only where such a mail was sent.
  const keep = async (outcome: MailOutcome) => {
    for (const cycle of new Set([...(outcome.cycle ? [outcome.cycle] : []), ...(await store.cycles())]))
      if (await keepOutcome({ ...outcome, cycle }, services)) return true
    return false
  }
  const domain = settings.sender.address.replace(/^.*@/, '')
  const until = await store.hint(everyCycle, 'mailbox')
  const next = await mailbox.readOn(until, { domain, now }, { keep, log })
  if (next !== until) await store.saveHint(everyCycle, 'mailbox', next)
}
