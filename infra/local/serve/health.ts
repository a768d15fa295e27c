import { statfsSync } from 'node:fs'
import { illnessTexts } from '../../../shared/words/operator/machine-texts.ts'
import { inBoth } from '../../../shared/words/words-in.ts'
import type { Trouble } from '../engine/troubles.ts'

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
  /** What needs a person, and has not healed. */
  troubles: readonly Trouble[]
}

/** Who passes on through a proxy is not told how things stand. */
export type HealthAnswer = { ok: boolean; problems: Illness[]; says: string[] } & Partial<Vitals>

/** A stable code. */
type Illness = keyof typeof illnessTexts
const said = inBoth(illnessTexts)

/** What is wrong, to anybody; how things stand, and of which cycles, to who asks on this machine. */
export function healthAnswer(vitals: Vitals, { isHere }: { isHere: boolean }): HealthAnswer {
  const problems = illnessOf(vitals)
  return { ok: problems.length === 0, problems, says: problems.map((one) => said[one]), ...(isHere && vitals) }
}

const minute = 60_000 // milliseconds
const longestTimer = 10 * minute
const longestMail = 30 * minute
const longestUnread = 30 * minute
const leastDisk = 500 // megabytes

/** What is wrong; empty when all is well. */
export function illnessOf({ now, timerRan, mail, unreadSince, disk, troubles }: Vitals): Illness[] {
  const ago = (instant: string | undefined) => Date.parse(now) - Date.parse(instant ?? now)
  return [
    ...(ago(timerRan) > longestTimer ? ['timer-late' as const] : []),
    ...(ago(mail.since) > longestMail ? ['mail-waiting' as const] : []),
    ...(ago(unreadSince) > longestUnread ? ['mailbox-unread' as const] : []),
    ...(disk < leastDisk ? ['disk-full' as const] : []),
    ...new Set(troubles.map(({ what }) => what)),
  ]
}

export function freeMegabytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return Math.floor((bavail * bsize) / 1024 / 1024)
}
