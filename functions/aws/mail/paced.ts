import { setTimeout as wait } from 'node:timers/promises'
import type { Mailer } from '../../services.ts'

/** Starts no more than so many mails a second in this process, in the order they were given. */
export function paced(perSecond: number, mailer: Mailer): Mailer {
  const gap = 1000 / perSecond // milliseconds
  let next = 0
  return {
    async send(message) {
      const now = performance.now()
      const mine = Math.max(now, next)
      next = mine + gap
      if (mine > now) await wait(mine - now)
      await mailer.send(message)
    },
  }
}
