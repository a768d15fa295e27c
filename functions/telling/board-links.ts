import { shownDate } from '../../shared/calendar/civil-date.ts'
import type { OfficeActFact, Person } from '../../shared/cycle/facts.ts'
import { mailKey } from '../../shared/cycle/mail-duty.ts'
import { hasBegun } from '../../shared/cycle/opening-day.ts'
import { nameIn } from '../../shared/cycle/people.ts'
import type { CycleState, DefinedCycle } from '../../shared/cycle/reporting-cycle.ts'
import { boardLinkMail } from '../../shared/mail/office/office-mails.ts'
import type { MailServices } from '../services.ts'
import { tellWithLink } from './mails.ts'

/**
 * The link to the board for somebody of the office: when the cycle begins, and by the act with which they take another's place. Then
 * nothing is said of how far the cycle is: it may wait for its day, or be published.
 */
export function inviteOffice(
  loaded: DefinedCycle<CycleState>,
  person: Person,
  services: MailServices,
  act?: OfficeActFact & { act: 'officer' },
): Promise<void> {
  const { opening, units, mails } = loaded.state
  const again =
    act && (mails.has(mailKey({ of: 'board', person: person.id })) || !hasBegun(opening, services.clock.now()))
  const due = opening.timetable.submissions ?? opening.timetable.legal
  return tellWithLink(
    loaded,
    {
      // Who had the mail once, went and comes back, gets another; who comes before the cycle begins hears when it does.
      duty: again ? { of: 'told', owed: `board/${act.id}/${person.id}` } : { of: 'board', person: person.id },
      person,
      template: 'board-link',
      ...(act && { provisional: null }),
      link: { purpose: 'board', subject: 'office' },
    },
    (frame) =>
      boardLinkMail({
        ...frame,
        ...(act
          ? { after: nameIn(loaded.state, act.person, frame.language) }
          : { begun: { units: units.length, due: shownDate(due, frame.language) } }),
      }),
    services,
  )
}
