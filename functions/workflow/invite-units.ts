import type { OutcomeOf, TaskInput } from '../../shared/contract/workflow-states.ts'
import { officersOf } from '../../shared/cycle/people.ts'
import { loadTold } from '../kept/load-cycle.ts'
import type { MailServices } from '../services.ts'
import { inviteOffice } from '../telling/board-links.ts'
import { leftToTimer, sentWithin, tellEach, withinTurn } from '../telling/turn.ts'
import { inviteContact } from '../telling/unit-mails.ts'

/**
 * State "Invite units": one link and one mail for every contact of every unit, and one for the office. Run again, it sends
 * what has not gone out, in turns that end before it would be killed; a unit that has sent its slice by then needs no invitation.
 * Whose mail cannot leave now keeps neither the others nor the cycle waiting.
 */
export async function inviteUnits(
  { cycle }: TaskInput,
  services: MailServices,
): Promise<{ outcome: OutcomeOf<'invite-units'> }> {
  const turn = withinTurn(services, 'workflow')
  const loaded = await loadTold(cycle, services)
  const { state } = loaded
  const invited = [
    ...officersOf(state).map((person) => () => inviteOffice(loaded, person, turn)),
    ...state.units
      .filter(({ submissions, exempt }) => submissions.length === 0 && !exempt)
      .flatMap((unit) => unit.unit.contacts.map((person) => () => inviteContact(loaded, unit, person, turn))),
  ]
  const sent = await sentWithin(() => leftToTimer(tellEach(invited, (invite) => invite())))
  return { outcome: sent === 'more' ? 'more' : 'invited' }
}
