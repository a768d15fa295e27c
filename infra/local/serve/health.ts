import { statfsSync } from 'node:fs'

/** What a monitor asks about every minute. */
export type Vitals = {
  /** Instants. */
  now: string
  timerRan?: string
  mail: { count: number; since?: string; problem?: string }
  /** Since when the mailbox with what came back could not be read. */
  unreadSince?: string
  /** Megabytes that may still be written. */
  disk: number
}

const minute = 60_000 // milliseconds
const longestTimer = 10 * minute
const longestMail = 30 * minute
const longestUnread = 30 * minute
const leastDisk = 500 // megabytes

/** What is wrong, as stable codes; empty when all is well. */
export function illnessOf({ now, timerRan, mail, unreadSince, disk }: Vitals): string[] {
  const ago = (instant: string | undefined) => Date.parse(now) - Date.parse(instant ?? now)
  return [
    ...(ago(timerRan) > longestTimer ? ['timer-late'] : []),
    ...(ago(mail.since) > longestMail ? ['mail-waiting'] : []),
    ...(ago(unreadSince) > longestUnread ? ['mailbox-unread'] : []),
    ...(disk < leastDisk ? ['disk-full'] : []),
  ]
}

export function freeMegabytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return Math.floor((bavail * bsize) / 1024 / 1024)
}
