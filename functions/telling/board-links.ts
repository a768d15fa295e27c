import { shownDate } from '../../shared/calendar/shown-date.ts'
import type { Person } from '../../shared/cycle/facts.ts'
import type { LoadedCycle } from '../../shared/cycle/loaded-cycle.ts'
import { boardLinkMail } from '../../shared/mail/office/board-link.ts'
import type { Services } from '../services.ts'
import { tellWithLink } from './mails.ts'

type MailingBoard = Pick<Services, 'clock' | 'store' | 'keys' | 'mailer' | 'settings' | 'log'>

/** The link to the board for somebody of the office: at the opening, and when they take another's place. */
export function inviteOffice(
  loaded: Pick<LoadedCycle, 'state' | 'definition'>,
  person: Person,
  services: MailingBoard,
): Promise<void> {
  const { opening, units } = loaded.state
  const due = opening.timetable.submissions ?? opening.timetable.legal
  return tellWithLink(
    loaded,
    {
      duty: { of: 'board', person: person.id },
      person,
      template: 'board-link',
      link: { purpose: 'board', subject: 'office' },
    },
    (frame) => boardLinkMail({ ...frame, units: units.length, due: shownDate(due, frame.language) }),
    services,
  )
}
