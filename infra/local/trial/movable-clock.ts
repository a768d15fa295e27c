import { join } from 'node:path'
import type { Clock } from '../../../functions/services.ts'
import { readIfThere, writeWhole } from '../folder/folder-files.ts'

export type MovableClock = Clock & {
  /** Forward to an instant; a clock that went back would make facts that precede their causes. */
  moveTo(instant: string): Promise<void>
}

/**
 * A clock that can be moved ahead of real time and goes on from there. Where it stood is kept on disk, so a start after a
 * kill goes on with it. A new folder's clock begins at `start`, or at the present. With `stands` it moves only when it is moved:
 * whoever compares two cycles byte for byte must not find the milliseconds of this machine in them.
 */
export async function movableClock(folder: string, start?: string, { stands = false } = {}): Promise<MovableClock> {
  const file = join(folder, 'clock.json')
  const kept = await readIfThere(file)
  let ahead = 0 // milliseconds before real time; may be negative, for an example cycle of years ago
  let latest = Number.NEGATIVE_INFINITY
  if (kept !== undefined) {
    const { ahead: keptAhead, from } = JSON.parse(Buffer.from(kept).toString('utf8'))
    ahead = keptAhead
    latest = Date.parse(from)
  } else if (start !== undefined) await set(start)

  // Real time may be set back under us; ours stands still until it has caught up.
  const now = (): number => {
    if (!stands || latest === Number.NEGATIVE_INFINITY) latest = Math.max(latest, Date.now() + ahead)
    return latest
  }

  async function set(instant: string): Promise<void> {
    const to = Date.parse(instant)
    if (Number.isNaN(to)) throw new RangeError('not an instant')
    await writeWhole(file, JSON.stringify({ ahead: to - Date.now(), from: new Date(to).toISOString() }))
    ahead = to - Date.now()
    latest = to
  }

  return {
    now: () => new Date(now()).toISOString(),
    async moveTo(instant) {
      if (Date.parse(instant) < now()) throw new RangeError('the clock only goes forward')
      await set(instant)
    },
  }
}
