import type { KeepsReturned } from '../services.ts'
import { returnedMail } from './returned-mail.ts'

/**
 * Gives what a mail of the sender's mailbox says about one of ours to `keep`. A mail that no parser takes holds up none behind it.
 *
 * @param domain of the sender
 */
export const takeReturned =
  ({ domain, now }: { domain: string; now: string }, { keep, log }: KeepsReturned) =>
  async (bytes: Uint8Array): Promise<void> => {
    const returned = await returnedMail(bytes, domain).catch(() => log('mail-unreadable', {}))
    if (!returned) return
    const { cycle = '', messageId, event } = returned
    if (!(await keep({ cycle, messageId, event, at: now }))) log('delivery-unknown', { event })
  }
