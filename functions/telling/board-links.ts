import { shownDate } from '../../shared/calendar/civil-date.ts'
import type { OfficeActFact, Person } from '../../shared/cycle/facts.ts'
import { mailKey } from '../../shared/cycle/mail-duty.ts'
import type { CycleState, DefinedCycle } from '../../shared/cycle/reporting-cycle.ts'
import { boardLinkMail } from '../../shared/mail/office/office-mails.ts'
import type { MailServices } from '../services.ts'
import { tellWithLink } from './mails.ts'

/** The link to the board for somebody of the office: at the opening, and when they take another's place. */
export function inviteOffice(
  loaded: DefinedCycle<CycleState>,
  person: Person,
  services: MailServices,
  act?: OfficeActFact,
): Promise<void> {
  const { opening, units, mails } = loaded.state
  const again = act !== undefined && mails.has(mailKey({ of: 'board', person: person.id }))
  const due = opening.timetable.submissions ?? opening.timetable.legal
  return tellWithLink(
    loaded,
    {
      // Who had the mail once, went and comes back, gets another.
      duty: again ? { of: 'told', owed: `board/${act.id}/${person.id}` } : { of: 'board', person: person.id },
      person,
      template: 'board-link',
      link: { purpose: 'board', subject: 'office' },
    },
    (frame) => boardLinkMail({ ...frame, units: units.length, due: shownDate(due, frame.language) }),
    services,
  )
}
