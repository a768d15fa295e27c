import type { OutcomeOf, TaskInput } from '../../shared/contract/workflow-states.ts'
import { officersOf } from '../../shared/cycle/people.ts'
import { loadTold } from '../kept/load-cycle.ts'
import type { MailServices } from '../services.ts'
import { inviteOffice } from '../telling/board-links.ts'
import { leftToTimer, sentWithin, TurnOver, tellEach, withinTurn } from '../telling/turn.ts'
import { inviteContact } from '../telling/unit-mails.ts'

/**
 * State "Invite units": one link and one mail for every contact of every unit, and one for the office. Run again, it sends
 * what has not gone out, in turns that end before it would be killed; a unit that has sent its slice by then needs no invitation.
 * Whose mail cannot leave now keeps neither the others nor the cycle waiting. Nobody is invited to what was called off.
 */
export async function inviteUnits(
  { cycle }: TaskInput,
  services: MailServices,
): Promise<{ outcome: OutcomeOf<'invite-units'> }> {
  const turn = withinTurn(services, 'workflow')
  const loaded = await loadTold(cycle, services)
  const { state } = loaded
  if (state.cancelled) return { outcome: 'invited' }
  const invited = [
    ...officersOf(state).map((person) => () => inviteOffice(loaded, person, turn)),
    ...state.units
      .filter(({ submissions, exempt }) => submissions.length === 0 && !exempt)
      .flatMap((unit) => unit.unit.contacts.map((person) => () => inviteContact(loaded, unit, person, turn))),
  ]
  const { clock, store } = services
  let looked = Date.parse(clock.now())
  const invite = async (send: () => Promise<void>): Promise<void> => {
    const now = Date.parse(clock.now())
    if (now - looked >= lookAgain) {
      looked = now
      // The next turn reads all, and ends at once.
      if ((await store.factsOf(cycle, 'act')).some(({ act }) => act === 'cancel')) throw new TurnOver()
    }
    await send()
  }
  const sent = await sentWithin(() => leftToTimer(tellEach(invited, invite)))
  return { outcome: sent === 'more' ? 'more' : 'invited' }
}

/** In a long turn the acts alone are read so often: a few reads, however many mails. */
const lookAgain = 30_000 // milliseconds
