import { longestTurn } from '../../shared/contract/turns.ts'
import type { Services } from '../services.ts'

/** The mail is left to the next turn: whoever sends has been at it for as long as it may. */
export class TurnOver extends Error {
  constructor() {
    super('the turn is over')
    this.name = 'TurnOver'
  }
}

/** The services with mails for one turn; one is sent in any case, so that every turn goes on. */
export function withinTurn<Part extends Pick<Services, 'clock' | 'mailer'>>(
  services: Part,
  kind: keyof typeof longestTurn,
): Part {
  const { clock, mailer } = services
  const end = Date.parse(clock.now()) + longestTurn[kind]
  let sent = 0
  return {
    ...services,
    mailer: {
      async send(message) {
        await mailer.send(message)
        sent += 1
      },
      isOver: () => sent > 0 && Date.parse(clock.now()) >= end,
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
