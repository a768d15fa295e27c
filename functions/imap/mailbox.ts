import { readFileSync } from 'node:fs'

export type ImapAccount = {
  host: string
  port: number
  user?: string | undefined
  password?: string | undefined
  /** Path of a PEM file with the authority that signed the server's certificate. */
  ca?: string | undefined
}

/** How far a mailbox was read. A server that numbers its mails anew says so by another validity. */
export type ReadUntil = { validity: string; uid: number }

/** Of a mailbox that was never read: what came back before this is about mails nobody waits for. */
const daysBack = 10
/** A report quotes a mail at most; its headers come first. */
const mostBytes = 256 * 1024

/**
 * Gives every mail that came into INBOX since the last reading to `take`, oldest first, and answers how far it came; marks, moves
 * and deletes nothing, because people read this mailbox too. An error of `take` or of the server is thrown.
 */
export async function readMailbox(
  { host, port, user, password, ca }: ImapAccount,
  { until, now }: { until: ReadUntil | undefined; now: string },
  take: (bytes: Uint8Array) => Promise<void>,
): Promise<ReadUntil> {
  const { ImapFlow } = await import('imapflow') // likewise large: an office without a mailbox never loads it
  const client = new ImapFlow({
    host,
    port,
    secure: port === 993,
    ...(port !== 993 && { doSTARTTLS: true }),
    auth: { user: user ?? '', pass: password ?? '' },
    ...(ca !== undefined && { tls: { ca: readFileSync(ca) } }),
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: 10_000,
    socketTimeout: 60_000,
  })
  client.on('error', () => {}) // whatever waits for an answer gets the error
  await client.connect()
  try {
    const mailbox = await client.mailboxOpen('INBOX', { readOnly: true })
    const validity = String(mailbox.uidValidity)
    const known = until?.validity === validity ? until.uid : undefined
    const since = new Date(Date.parse(now) - daysBack * 24 * 3_600_000)
    const found = await client.search(known === undefined ? { since } : { uid: `${known + 1}:*` }, { uid: true })
    // `n:*` always holds the newest mail, also when it is older than n.
    const uids = (found || []).filter((uid) => known === undefined || uid > known).sort((a, b) => a - b)
    for (const uid of uids) {
      const mail = await client.fetchOne(String(uid), { source: { maxLength: mostBytes } }, { uid: true })
      const source = mail ? mail.source : undefined
      if (source) await take(source)
    }
    return { validity, uid: uids.at(-1) ?? known ?? Math.max(0, mailbox.uidNext - 1) }
  } finally {
    await client.logout().catch(() => client.close())
  }
}
