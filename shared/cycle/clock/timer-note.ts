import { addDays, civilDate, instantOf, startOfDay } from '../../calendar/civil-date.ts'
import { mailHours } from './mail-time.ts'

/** How the timer left a cycle: nothing was open at `at`, and the clock alone makes nothing due before `until`; all instants. */
export type Look = {
  at: string
  until: string
  /** The run that was going on. */
  run?: string
  /** A unit's own report goes on alone, however long the whole is public. */
  alone?: true
  /** Instant of the first look, or of the first after all that was kept was lost. */
  since?: string
}

/**
 * The look as it is kept over the one that stands: as one that is over where that has another beginning, or is none, because this is the
 * first, all was lost meanwhile or something was left open.
 */
export const lookKept = (standing: Look | undefined, look: Look): Look =>
  standing && (look.since === undefined || look.since === standing.since)
    ? look
    : { ...look, until: look.at, since: look.at }

/**
 * What is kept beside the facts so that the timer need not read them: how it left the cycle, and what was begun since and not
 * brought to its end, by a name of its own, with its instant. It may be lost as a whole at any time: then everything is read.
 */
export type TimerNote = {
  look?: Look
  begun: ReadonlyMap<string, string>
  /** Another with every work that is noted. */
  newest?: string
}

/** Longer than any request takes, with what `tellUntold` leaves to whoever is telling it right now. */
const longestWork = 3 * 60_000

/** What was begun so long ago that whoever did has died, or has left it to the timer. */
export const leftBehind = ({ begun }: TimerNote, now: string): string[] =>
  [...begun].flatMap(([id, at]) => (Date.parse(now) - Date.parse(at) > longestWork ? [id] : []))

/** Whether the timer has to look: the clock, or what somebody left behind, may have made something due. */
export const hasToLook = (note: TimerNote, now: string): boolean =>
  note.look === undefined || now < note.look.at || now >= note.look.until || leftBehind(note, now).length > 0

/**
 * What whoever looks less often than the timer keeps of a look that left nothing open: while it is the same, nothing was written since.
 * Undefined while somebody is at work or the timer has something open: then the next turn looks again.
 */
export const stampOf = ({ look, begun, newest = '' }: TimerNote): string | undefined =>
  look && begun.size === 0 ? `${look.since} ${newest}` : undefined

/** As long as `tellUntold` leaves what is young to whoever began it, by clocks that are minutes apart. */
const youngAtMost = 10 * 60_000

/** Whether the look says all: of what was noted before the note was lost it knows nothing, and what was young then it left to others. */
export const isSettled = (look: Look | undefined, now: string): look is Look =>
  look?.since !== undefined && Date.parse(now) - Date.parse(look.since) > youngAtMost

/** When the clock alone next makes something due: a civil date begins, or the hours of mail. */
export function nextLook(now: string, zone: string): string {
  const today = civilDate(now, zone)
  const morning = instantOf(today, mailHours.from, zone)
  return now < morning ? morning : startOfDay(addDays(today, 1), zone)
}
