import { shownDate } from '../../shared/calendar/shown-date.ts'
import type { OutcomeOf, TaskInput } from '../../shared/contract/workflow-states.ts'
import type { Person } from '../../shared/cycle/facts.ts'
import { linkExpiry } from '../../shared/cycle/link-standing.ts'
import type { LoadedCycle } from '../../shared/cycle/loaded-cycle.ts'
import { dueOf, type UnitState } from '../../shared/cycle/reporting-cycle.ts'
import { boardLinkMail } from '../../shared/mail/board-link.ts'
import { invitationMail } from '../../shared/mail/invitation.ts'
import { loadCycle } from '../kept/load-cycle.ts'
import type { Services } from '../services.ts'
import { issueLink } from '../telling/links.ts'
import { mailFrame, mailLink, sendMail } from '../telling/mails.ts'

type Inviting = Pick<Services, 'clock' | 'store' | 'files' | 'keys' | 'mailer' | 'settings' | 'log'>

/**
 * State "Invite units": one link and one mail for every contact of every unit, and one for the office. Run again, it sends
 * what has not gone out; a unit that has sent its slice by then needs no invitation.
 */
export async function inviteUnits(
  { cycle }: TaskInput,
  services: Inviting,
): Promise<{ outcome: OutcomeOf<'invite-units'> }> {
  const loaded = await loadCycle(cycle, services)
  const { state } = loaded
  for (const person of state.opening.office) await inviteOffice(loaded, person, services)
  for (const unit of state.units) {
    if (unit.submissions.length > 0 || unit.exempt) continue
    for (const person of unit.unit.contacts) await inviteContact(loaded, unit, person, services)
  }
  return { outcome: 'invited' }
}

/** Also sends the invitation of a contact who came later: the schedule and the office's acts call it. */
export async function inviteContact(
  { state, definition }: LoadedCycle,
  unit: UnitState,
  person: Person,
  services: Inviting,
): Promise<void> {
  const duty = `invite/${unit.unit.id}/${person.id}`
  if (state.mails.has(duty)) return
  const { cycle } = state.opening
  const now = services.clock.now()
  const link = await issueLink(services, {
    cycle,
    purpose: 'slice',
    subject: unit.unit.id,
    person: person.id,
    expires: linkExpiry(state.opening, now),
  })
  const leader = definition.signOff.unitConfirmation.required ? unit.unit.leader?.name : undefined
  await sendMail(services, state, {
    duty,
    person,
    template: 'invitation',
    mail: invitationMail({
      ...mailFrame(services, state, definition, person),
      unit: unit.unit.name,
      due: dueOf(state, unit),
      link: mailLink(link, state),
      ...(leader && { leader }),
      others: unit.unit.contacts.filter((other) => other.id !== person.id).map((other) => other.name),
      calendar: { uid: `${cycle}-${unit.unit.id}-submission`, stamp: now },
    }),
  })
}

async function inviteOffice({ state, definition }: LoadedCycle, person: Person, services: Inviting): Promise<void> {
  const duty = `board/${person.id}`
  if (state.mails.has(duty)) return
  const link = await issueLink(services, {
    cycle: state.opening.cycle,
    purpose: 'board',
    subject: 'office',
    person: person.id,
    expires: linkExpiry(state.opening, services.clock.now()),
  })
  const frame = mailFrame(services, state, definition, person)
  const due = state.opening.timetable.submissions ?? state.opening.timetable.legal!
  await sendMail(services, state, {
    duty,
    person,
    template: 'board-link',
    mail: boardLinkMail({
      ...frame,
      units: state.units.length,
      due: shownDate(due, frame.language),
      link: mailLink(link, state),
    }),
  })
}
