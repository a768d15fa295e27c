import type { OutcomeOf, TaskInput } from '../../shared/contract/workflow-states.ts'
import { officersOf } from '../../shared/cycle/people.ts'
import { loadTold } from '../kept/load-cycle.ts'
import type { MailServices } from '../services.ts'
import { inviteOffice } from '../telling/board-links.ts'
import { sentWithin, withinTurn } from '../telling/turn.ts'
import { inviteContact } from '../telling/unit-mails.ts'

/**
 * State "Invite units": one link and one mail for every contact of every unit, and one for the office. Run again, it sends
 * what has not gone out, in turns that end before it would be killed; a unit that has sent its slice by then needs no invitation.
 */
export async function inviteUnits(
  { cycle }: TaskInput,
  services: MailServices,
): Promise<{ outcome: OutcomeOf<'invite-units'> }> {
  const turn = withinTurn(services, 'workflow')
  const loaded = await loadTold(cycle, services)
  const { state } = loaded
  const sent = await sentWithin(async () => {
    for (const person of officersOf(state)) await inviteOffice(loaded, person, turn)
    for (const unit of state.units) {
      if (unit.submissions.length > 0 || unit.exempt) continue
      for (const person of unit.unit.contacts) await inviteContact(loaded, unit, person, turn)
    }
  })
  return { outcome: sent === 'more' ? 'more' : 'invited' }
}
