import { longestTurn } from '../../shared/contract/turns.ts'
import type { PutOff, Services } from '../services.ts'

/** The mail is left to the next turn: whoever sends has been at it for as long as it may. */
export class TurnOver extends Error {
  constructor() {
    super('the turn is over')
    this.name = 'TurnOver'
  }
}

/** The transport did not take the mail now: it is owed, and who sends it again finds it so. */
export class MailNotSent extends Error {
  constructor(cause: unknown) {
    super('the mail was not sent', { cause })
    this.name = 'MailNotSent'
  }
}

type Sending = Pick<Services, 'clock' | 'mailer'>
type Kind = keyof Pick<typeof longestTurn, 'workflow' | 'schedule'>

/**
 * The services with mails for one turn; one is tried in any case, so that every turn goes on. Tries count, because those of a relay that
 * is silent take the longest.
 */
export function withinTime<Part extends Sending>(services: Part, kind: Kind): Part {
  const { clock, mailer } = services
  const end = Date.parse(clock.now()) + longestTurn[kind]
  let tried = 0
  return {
    ...services,
    mailer: {
      async send(message) {
        tried += 1
        await mailer.send(message)
      },
      isOver: () => tried > 0 && Date.parse(clock.now()) >= end,
    },
  }
}

/**
 * The same for a state, and what else tells many: a mail that was tried in vain before is left to the timer, so that an address that is
 * slow to refuse does not keep others waiting at every turn.
 */
export function withinTurn<Part extends Sending>(services: Part, kind: Kind): Part {
  const turn = withinTime(services, kind)
  return { ...turn, mailer: { ...turn.mailer, putOff: () => undefined } }
}

/** What became of a mail that was tried in vain before. */
type LastTry = { cycle: string; error?: unknown }

/**
 * The same for whoever tries again: when everybody was told who had not been tried, `lastTries` sends what is left of the turn, and first
 * what was tried least, so that nobody who can be reached now waits for long behind who cannot. Of a schedule's turn a third is for them:
 * to find what was tried in vain takes its time too.
 */
export function withLastTries<Part extends Sending>(
  services: Part,
  kind: Kind,
): { turn: Part; lastTries(): Promise<LastTry[]> } {
  const left: PutOff[] = []
  const { clock } = services
  const inTime = withinTime(services, kind)
  const { mailer } = inTime
  const lastThird = Date.parse(clock.now()) + (longestTurn[kind] * 2) / 3
  const isTheirs = () => kind === 'schedule' && left.length > 0 && Date.parse(clock.now()) >= lastThird
  const isOver = () => isTheirs() || mailer.isOver?.() === true
  return {
    turn: { ...inTime, mailer: { ...mailer, isOver, putOff: (mail: PutOff) => void left.push(mail) } },
    async lastTries() {
      const tried: LastTry[] = []
      for (const { cycle, send } of left.splice(0).sort((a, b) => a.tries - b.tries)) {
        const sending = mailer.isOver?.() ? Promise.reject(new TurnOver()) : send()
        const failed = await sending.then(
          () => ({}),
          (error: unknown) => ({ error }),
        )
        tried.push({ cycle, ...failed })
      }
      return tried
    },
  }
}

/** How a state ends that sends to many: whether there is more, for which it is entered again. */
export async function sentWithin(send: () => Promise<void>): Promise<'all' | 'more'> {
  try {
    await send()
    return 'all'
  } catch (error) {
    if (error instanceof TurnOver) return 'more'
    throw error
  }
}

/**
 * Tells each of them, whoever before could not be told: one address that does not work keeps no other from their mail. What failed is
 * thrown at the end, and above all what was not a mail.
 */
export async function tellEach<Each>(all: Iterable<Each>, tell: (each: Each) => Promise<void>): Promise<void> {
  const failures: unknown[] = []
  for (const each of all) {
    try {
      await tell(each)
    } catch (error) {
      failures.push(error)
      if (error instanceof TurnOver) break
    }
  }
  if (failures.length > 0) throw failures.find((error) => !(error instanceof MailNotSent)) ?? failures[0]
}

/** For mails that the timer sends again: neither the walk nor whoever pressed the button waits until each of them has left. */
export const leftToTimer = (told: Promise<void>): Promise<void> =>
  told.catch((error: unknown) => {
    if (!(error instanceof MailNotSent)) throw error
  })
