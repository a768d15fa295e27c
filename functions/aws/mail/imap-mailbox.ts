import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { type ReadUntil, readMailbox } from '../../imap/mailbox.ts'
import { takeReturned } from '../../imap/take-returned.ts'
import type { Mailbox } from '../../services.ts'
import { clientOf } from '../named-calls.ts'
import { mailAccount } from './mail-account.ts'

/** The sender's mailbox, with the account that the operator wrote into the secret; read anew each time, because it may be changed there. */
export const imapMailbox = (
  { IMAP_SECRET }: { IMAP_SECRET: string },
  client = clientOf(SecretsManagerClient),
): Mailbox => ({
  async readOn(until, of, told) {
    const account = await mailAccount(client, IMAP_SECRET, 'IMAP')
    const from = until === undefined ? undefined : (JSON.parse(until) as ReadUntil)
    return JSON.stringify(await readMailbox(account, { until: from, now: of.now }, takeReturned(of, told)))
  },
})
