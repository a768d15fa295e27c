import type { Services } from '../services.ts'
import type { Outcome } from '../telling/mail-outcomes.ts'
import { type ImapAccount, type ReadUntil, readMailbox } from './mailbox.ts'
import { returnedMail } from './returned-mail.ts'

type Reading = {
  /** Of the sender. */
  domain: string
  until: ReadUntil | undefined
  now: string
}

/** Gives what came back since the last reading to `keep`, and answers how far it read. A mail that no parser takes holds up none behind it. */
export function readReturned(
  account: ImapAccount,
  { domain, until, now }: Reading,
  { keep, log }: { keep: (outcome: Outcome) => Promise<boolean>; log: Services['log'] },
): Promise<ReadUntil> {
  return readMailbox(account, { until, now }, async (bytes) => {
    const returned = await returnedMail(bytes, domain).catch(() => log('mail-unreadable', {}))
    if (!returned) return
    const { cycle = '', messageId, event } = returned
    if (!(await keep({ cycle, messageId, event, at: now }))) log('delivery-unknown', { event })
  })
}
