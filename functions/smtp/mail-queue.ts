import { chmodSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import {
  type Clock,
  type KeepsReturned,
  type Mailer,
  type MailMessage,
  type MailOutcome,
  MailRefused,
  type Settings,
} from '../services.ts'
import { mimeMessage } from './mime-message.ts'
import { delayedAfter, isGivenUp, longestWait, meaningOf, unknownAfter, waitAfter } from './retry.ts'

/** What sends one mail; throws as nodemailer does. */
export type Transport = {
  sendMail(mail: { envelope: { from: string; to: string }; raw: Buffer }): Promise<unknown>
}

export type QueueParts = {
  transport: Transport
  /** For mails that leave at once or not at all. */
  impatient: Transport
  sender: Settings['sender']
  clock: Clock
  mailsPerSecond: number
} & KeepsReturned

export type MailQueue = Mailer & {
  /** Sends what is due, first what was tried least, and tells what became of it. One run at a time. */
  run(): Promise<void>
  /** How many mails have not left, since when the oldest waits (an instant), and what the last attempt met. */
  waiting(): { count: number; since?: string; problem?: string }
  /** Which cycle a mail was about; empty for one that was never handed over here. */
  cycleOf(messageId: string): string
  /** Waits for the mail that is under way. */
  close(): Promise<void>
}

const layout = `
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA secure_delete = ON; -- a mail holds a link: what has left is gone from the file too
CREATE TABLE IF NOT EXISTS mail (
  id TEXT PRIMARY KEY, cycle TEXT NOT NULL, address TEXT NOT NULL, bytes BLOB, queued TEXT NOT NULL, attempts INTEGER NOT NULL,
  due TEXT NOT NULL, problem TEXT, left_at TEXT, untold TEXT, told_delay INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX IF NOT EXISTS mail_due ON mail (due) WHERE bytes IS NOT NULL;
`
type Row = { id: string; cycle: string; address: string; bytes: Uint8Array; queued: string; attempts: number }
type Untold = { id: string; cycle: string; untold: MailOutcome['event']; since: string }

/**
 * Mail by SMTP for one machine. `send` answers when the mail is on the disk: from then on it leaves, also after a kill and a week
 * without the server. A Message-ID is sent once; only a kill between the server's word and ours repeats it, with the same id.
 * A mail that is of use for minutes alone is none for a queue: `send` answers when the server has taken it, or throws.
 */
export function mailQueue(path: string, parts: QueueParts): MailQueue {
  const { transport, impatient, sender, clock, mailsPerSecond, keep, log } = parts
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const database = new DatabaseSync(path, { timeout: 5_000 })
  chmodSync(path, 0o600)
  database.exec(layout)
  const sql = (text: string) => database.prepare(text)
  const add = sql(
    'INSERT OR IGNORE INTO mail (id, cycle, address, bytes, queued, attempts, due) VALUES (?, ?, ?, ?, ?, 0, ?)',
  )
  const addLeft = sql(
    'INSERT INTO mail (id, cycle, address, queued, attempts, due, left_at) VALUES (?1, ?2, ?3, ?4, 1, ?4, ?4)',
  )
  const due = sql('SELECT * FROM mail WHERE bytes IS NOT NULL AND due <= ? ORDER BY attempts, due, queued LIMIT 1')
  const setRight = sql(
    `UPDATE mail SET queued = min(queued, ?1), due = iif(due > ?2, ?1, due)
     WHERE bytes IS NOT NULL AND (queued > ?1 OR due > ?2)`,
  )
  const hasLeft = sql('UPDATE mail SET bytes = NULL, left_at = ?, untold = ?, problem = NULL WHERE id = ?')
  const failed = sql('UPDATE mail SET attempts = ?, due = ?, problem = ? WHERE id = ?')
  const isLate = sql('SELECT id, cycle FROM mail WHERE bytes IS NOT NULL AND queued <= ? AND told_delay = 0')
  const toldDelay = sql('UPDATE mail SET told_delay = 1 WHERE id = ?')
  const wasLate = sql('SELECT told_delay FROM mail WHERE id = ?')
  const untold = sql('SELECT id, cycle, untold, coalesce(left_at, queued) AS since FROM mail WHERE untold IS NOT NULL')
  const cycleOf = sql('SELECT cycle FROM mail WHERE id = ?')
  const told = sql('UPDATE mail SET untold = NULL WHERE id = ?')
  const left = sql(
    'SELECT count(*) AS count, min(queued) AS since, max(problem) AS problem FROM mail WHERE bytes IS NOT NULL',
  )

  const later = (from: string, milliseconds: number) => new Date(Date.parse(from) + milliseconds).toISOString()

  /** The mails at which the server was closed to us since it last was not, and until when none is tried for that. */
  const closedAt = new Set<string>()
  let closedUntil = ''
  function closeAt(id: string): void {
    closedUntil = later(clock.now(), waitAfter(closedAt.add(id).size))
  }

  /** What the server has taken and the disk did not let us note: not sent again by this process. */
  const delivered = new Set<string>()

  async function attempt(row: Row): Promise<void> {
    const { id, address, bytes } = row
    const failure = delivered.has(id)
      ? undefined
      : await transport.sendMail({ envelope: { from: sender.address, to: address }, raw: Buffer.from(bytes) }).then(
          () => void delivered.add(id),
          (error: unknown) => ({ error }),
        )
    try {
      if (failure) return noteFailure(row, failure.error)
      hasLeft.run(clock.now(), (wasLate.get(id) as { told_delay: number }).told_delay ? 'left' : null, id)
      delivered.delete(id)
      closedAt.clear()
    } catch (error) {
      closeAt(id)
      throw error
    }
  }

  /** Before all that waits; what the server says to it hastens the others and delays none. */
  async function sendAtOnce({ messageId, cycle, to }: MailMessage, raw: Buffer): Promise<void> {
    if (cycleOf.get(messageId)) return
    try {
      await impatient.sendMail({ envelope: { from: sender.address, to: to.address }, raw })
    } catch (error) {
      throw meaningOf(error).meaning === 'refused' ? new MailRefused() : error
    }
    addLeft.run(messageId, cycle, to.address, clock.now())
    closedAt.clear()
    closedUntil = ''
  }

  function noteFailure({ id, queued, attempts }: Row, error: unknown): void {
    const now = clock.now()
    const { meaning, problem } = meaningOf(error)
    // It may be this mail alone at which a filter hangs up: only where it is many is the wait a long one for those not tried yet.
    if (meaning === 'closed') closeAt(id)
    else closedAt.clear()
    if (meaning === 'refused' || (meaning === 'later' && isGivenUp(queued, now))) hasLeft.run(now, 'bounced', id)
    else failed.run(attempts + 1, later(now, waitAfter(attempts + 1)), problem, id)
  }

  async function tell(): Promise<void> {
    for (const row of isLate.all(later(clock.now(), -delayedAfter)) as { id: string; cycle: string }[])
      if (await keep({ cycle: row.cycle, messageId: row.id, event: 'delayed', at: clock.now() })) toldDelay.run(row.id)
    for (const { id, cycle, ...row } of untold.all() as unknown as Untold[]) {
      const isKept = await keep({ cycle, messageId: id, event: row.untold, at: clock.now() })
      if (!isKept && row.since > later(clock.now(), -unknownAfter)) continue
      told.run(id)
      if (!isKept) log('delivery-unknown', { event: row.untold })
    }
  }

  /** What is further ahead than we ever wait was written by a clock that stood ahead. */
  function forgetTheFuture(now: string): void {
    const farthest = later(now, longestWait)
    setRight.run(now, farthest)
    if (closedUntil > farthest) closedUntil = ''
  }

  async function sendDue(): Promise<void> {
    forgetTheFuture(clock.now())
    while (!closed && closedUntil <= clock.now()) {
      const row = due.get(clock.now()) as Row | undefined
      if (row === undefined) break
      await attempt(row)
      await new Promise((resolve) => setTimeout(resolve, 1000 / mailsPerSecond))
    }
    if (!closed) await tell()
  }

  let closed = false
  let running: Promise<void> | undefined
  const run = (): Promise<void> => {
    running ??= sendDue().finally(() => {
      running = undefined
    })
    return running
  }

  return {
    async send(message) {
      const bytes = await mimeMessage(message, sender)
      if (message.atOnce) return sendAtOnce(message, bytes)
      const now = clock.now()
      add.run(message.messageId, message.cycle, message.to.address, bytes, now, now)
    },
    run,
    waiting() {
      const { count, since, problem } = left.get() as { count: number; since: string | null; problem: string | null }
      return { count, ...(since && { since }), ...(problem && { problem }) }
    },
    cycleOf: (messageId) => (cycleOf.get(messageId) as { cycle: string } | undefined)?.cycle ?? '',
    async close() {
      closed = true
      await running?.catch(() => undefined) // a mail that is under way is sent and marked, or neither; whoever ran it is told
      database.close()
    },
  }
}
